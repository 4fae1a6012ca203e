// SPDX-License-Identifier: GPL-3.0-or-later
// Every text of the window and its dialogs has the room that it needs, in both languages, in all layouts and two sizes, empty, full and of
// another configuration; every
// control has a name and is reached by Tab.
#include "app/gui/calibrate_dialog.h"
#include "app/gui/export_dialog.h"
#include "app/gui/formats_dialog.h"
#include "tests/app/window_driver.h"
#include "tests/widgets/cut_texts.h"
#include "tests/widgets/unreachable.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <QtTest>

using namespace qb;
using namespace qb::test;

class TestTextsFit : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowDriver> m_driver;
    std::unique_ptr<WindowDriver> m_opened; ///< nothing was calibrated: docks say what they will show

    /// Each dock is brought to the front where the layout puts it.
    static QStringList wrongIn(MainWindow& window, const QString& language, LayoutName layout, QSize size)
    {
        window.setLanguage(language);
        window.resize(size);
        window.setLayoutName(layout);
        window.actions().at("layout_default")->trigger();
        QStringList wrong = lasting([&] { return cutTexts(window); });
        for (QDockWidget* dock : window.findChildren<QDockWidget*>())
            if (dock->isVisible()) {
                dock->raise();
                for (const QString& text : lasting([&] { return cutTexts(*dock) + unreachable(*dock); }))
                    wrong << dock->objectName() + "/" + text;
            }
        wrong << unreachable(window);
        wrong.removeDuplicates();
        return wrong;
    }

    /// What is still wrong when all has settled, which takes several steps.
    static QStringList lasting(const std::function<QStringList()>& find)
    {
        QStringList wrong;
        QTest::qWait(20);
        (void)QTest::qWaitFor(
            [&] {
                wrong = find();
                return wrong.isEmpty();
            },
            1500);
        return wrong;
    }

    static void addPlaces(const std::vector<QSize>& sizes)
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<LayoutName>("layout");
        QTest::addColumn<QSize>("size");
        for (const char* language : {"en", "zh_CN"})
            for (const auto& [layout, name] :
                 {std::pair{LayoutName::Edit, "edit"}, {LayoutName::Calibrate, "calibrate"}, {LayoutName::Analyse, "analyse"}})
                for (const QSize size : sizes)
                    QTest::addRow("%s %s %d", language, name, size.width()) << QString(language) << layout << size;
    }

    QWidget* dialog() const
    {
        for (QWidget* w : QApplication::topLevelWidgets())
            if (w->isVisible() && qobject_cast<QDialog*>(w))
                return w;
        return nullptr;
    }

private slots:
    void initTestCase()
    {
        m_driver = std::make_unique<WindowDriver>();
        m_driver->window.resize(1600, 1000);
        m_driver->window.show();
        QVERIFY(m_driver->openCalibrated());
        for (const char* id : {"compare", "sweep", "check", "profile"})
            m_driver->window.actions().at(id)->trigger();
        m_driver->workbench.advise();
        m_driver->workbench.findBadCases({}, Order::Descending);
        QVERIFY(m_driver->settled(120));
        m_driver->selection.select(m_driver->unit("/pose/Concat"));
    }
    void cleanupTestCase()
    {
        m_opened.reset();
        m_driver.reset();
    }

    /// What is too narrow is found, in every kind of widget.
    void theCheckSees()
    {
        QWidget box;
        auto* column = new QVBoxLayout(&box);
        column->addWidget(new QLabel("a label with many words"));
        auto* wrapped = new QLabel("a label with many words, which may be broken into lines");
        wrapped->setWordWrap(true);
        wrapped->setMaximumHeight(14);
        column->addWidget(wrapped);
        column->addWidget(new QPushButton("a button with many words"));
        auto* combo = new QComboBox;
        combo->addItem("an entry with many words");
        column->addWidget(combo);
        auto* table = new QTreeWidget;
        table->setHeaderLabels({"a head with many words", "and another"});
        table->header()->setStretchLastSection(true);
        table->header()->resizeSection(0, 20);
        column->addWidget(table);
        for (auto* w : box.findChildren<QWidget*>())
            w->setMinimumWidth(1);
        box.setMaximumWidth(60);
        box.resize(60, 400);
        box.show();
        QVERIFY(QTest::qWaitForWindowExposed(&box));
        QVERIFY2(cutTexts(box).size() >= 5, qPrintable(cutTexts(box).join("\n")));
    }

    void docks_data() { addPlaces({QSize(1600, 1000), QSize(1280, 800)}); }

    void docks()
    {
        QFETCH(QString, language);
        QFETCH(LayoutName, layout);
        QFETCH(QSize, size);
        const QStringList wrong = wrongIn(m_driver->window, language, layout, size);
        QVERIFY2(wrong.isEmpty(), qPrintable("\n" + wrong.join("\n")));
    }

    void emptyDocks_data() { addPlaces({QSize(1280, 800)}); }

    void emptyDocks()
    {
        QFETCH(QString, language);
        QFETCH(LayoutName, layout);
        QFETCH(QSize, size);
        if (!m_opened) {
            m_driver->window.hide();
            m_opened = std::make_unique<WindowDriver>();
            m_opened->window.show();
            QVERIFY(m_opened->openSample());
        }
        const QStringList wrong = wrongIn(m_opened->window, language, layout, size);
        QVERIFY2(wrong.isEmpty(), qPrintable("\n" + wrong.join("\n")));
    }

    void dialogs_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("action");
        for (const char* language : {"en", "zh_CN"})
            for (const char* action : {"calibrate", "export", "export_config", "import_config", "report", "task", "about"})
                QTest::addRow("%s %s", language, action) << QString(language) << QString(action);
    }

    void dialogs()
    {
        QFETCH(QString, language);
        QFETCH(QString, action);
        m_opened.reset();
        m_driver->window.show();
        m_driver->window.setLanguage(language);
        m_driver->window.actions().at(action.toUtf8().constData())->trigger();
        QTRY_VERIFY(dialog());
        QTest::qWait(20);
        QStringList wrong = cutTexts(*dialog()) + unreachable(*dialog());
        for (const auto* box : dialog()->findChildren<QDialogButtonBox*>())
            for (auto* b : box->buttons())
                if (const auto* push = qobject_cast<QPushButton*>(b);
                    push && (push->isDefault() || push->autoDefault()) && box->buttonRole(b) == QDialogButtonBox::RejectRole)
                    wrong << "Enter presses " + b->text();
        dialog()->close();
        QTRY_VERIFY(!dialog());
        QVERIFY2(wrong.isEmpty(), qPrintable("\n" + wrong.join("\n")));
    }

    /// Several units are selected, and an edit has made all that was measured the results of another configuration.
    void staleDocks_data() { addPlaces({QSize(1280, 800)}); }

    void staleDocks()
    {
        QFETCH(QString, language);
        QFETCH(LayoutName, layout);
        QFETCH(QSize, size);
        if (m_driver->selection.units().size() == 1) {
            m_driver->selection.select(
                {m_driver->unit("/pose/Concat"), m_driver->unit("/pose/fc1/Gemm"), m_driver->unit("/pose/ReduceSum")});
            m_driver->trigger("int16");
            QVERIFY(m_driver->settled());
        }
        const QStringList wrong = wrongIn(m_driver->window, language, layout, size);
        QVERIFY2(wrong.isEmpty(), qPrintable("\n" + wrong.join("\n")));
    }
};

QTEST_MAIN(TestTextsFit)
#include "tst_texts_fit.moc"
