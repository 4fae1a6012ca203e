// SPDX-License-Identifier: GPL-3.0-or-later
// What the window says of jobs and errors: all of it in the log, and in one language.
#include "app/gui/start_page.h"
#include "tests/app/window_driver.h"
#include "widgets/graph/graph_panel.h"
#include "widgets/graph/graph_view.h"
#include "widgets/jobs/jobs_dock.h"
#include "widgets/jobs/log_dock.h"
#include "widgets/jobs/status_line.h"
#include "widgets/plots/plot_dock.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QStatusBar>
#include <QTabBar>
#include <QTreeWidget>
#include <QXmlStreamReader>

using namespace qb;
using namespace qb::test;

namespace {

bool hasChinese(const QString& text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.unicode() >= 0x4e00 && c.unicode() < 0xa000; });
}

/// What the window says, by where: labels, buttons, choices, tabs, heads and cells, with their tool tips.
QMap<QString, QString> textsOf(const QWidget& window)
{
    QMap<QString, QString> texts;
    const auto add = [&](const QObject& where, const QString& what, const QString& text) {
        QString path = what;
        for (const QObject* o = &where; o; o = o->parent())
            path.prepend((o->objectName().isEmpty() ? QString::fromLatin1(o->metaObject()->className()) : o->objectName()) + '/');
        while (texts.contains(path))
            path += '\'';
        texts[path] = text;
    };
    for (const auto* w : window.findChildren<QWidget*>()) {
        if (!w->isVisibleTo(&window))
            continue; // says what it says when it is shown
        add(*w, "tip", w->toolTip());
        add(*w, "name", w->accessibleName());
        if (const auto* label = qobject_cast<const QLabel*>(w))
            add(*w, "label", label->text());
        if (const auto* button = qobject_cast<const QAbstractButton*>(w))
            add(*w, "button", button->text());
        if (const auto* edit = qobject_cast<const QLineEdit*>(w))
            add(*w, "placeholder", edit->placeholderText());
        if (const auto* combo = qobject_cast<const QComboBox*>(w); combo && combo->objectName() != "language")
            for (int i = 0; i < combo->count(); ++i)
                add(*w, QString("choice %1").arg(i), combo->itemText(i));
        if (const auto* tabs = qobject_cast<const QTabBar*>(w))
            for (int i = 0; i < tabs->count(); ++i)
                add(*w, "tab", tabs->tabText(i));
        const auto* view = qobject_cast<const QAbstractItemView*>(w);
        const QAbstractItemModel* model = view ? view->model() : nullptr;
        for (int c = 0; model && c < model->columnCount(); ++c) {
            add(*w, QString("head %1").arg(c), model->headerData(c, Qt::Horizontal).toString());
            add(*w, QString("head tip %1").arg(c), model->headerData(c, Qt::Horizontal, Qt::ToolTipRole).toString());
            for (int r = 0; r < std::min(model->rowCount(), 40); ++r) {
                add(*w, QString("cell %1 %2").arg(r).arg(c), model->index(r, c).data().toString());
                add(*w, QString("cell tip %1 %2").arg(r).arg(c), model->index(r, c).data(Qt::ToolTipRole).toString());
            }
        }
    }
    return texts;
}

bool isError(const LogLine& line) { return line.severity == Severity::Error; }

} // namespace

class TestMessages : public QObject {
    Q_OBJECT

private slots:
    /// Whoever meets it: with what it was about, and the place to copy it from.
    void everyErrorIsALineOfTheLog()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openSample());
        const auto errors = [&] { return std::count_if(w.bench.log().begin(), w.bench.log().end(), isError); };
        const QString nowhere = QString::fromStdString(w.folder.file("no such folder")) + QStringLiteral("/x");
        QFile broken(QString::fromStdString(w.folder.file("rules.json")));
        QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("{ nothing") > 0);
        broken.close();
        std::ptrdiff_t expected = errors();
        const auto isSaid = [&](const QString& part) {
            QCOMPARE(errors(), ++expected);
            const LogLine& line = w.bench.log().back();
            QVERIFY2((line.text() + line.details()).contains(part), qPrintable(line.text() + line.details()));
            const auto* log = w.dock<LogDock>("log");
            QVERIFY(log->selectedText().contains(line.text()));
            QVERIFY(w.window.statusBar()->currentMessage().contains(line.text()));
            QCoreApplication::processEvents();
            const auto* status = w.window.findChild<StatusLine*>(); // beside the message, not behind it
            QVERIFY(status->isVisible());
            const int wanted = status->fontMetrics().horizontalAdvance(w.window.statusBar()->currentMessage());
            QVERIFY(status->x() >= std::min(wanted, w.window.statusBar()->width() / 2));
        };
        w.choose(broken.fileName());
        w.trigger("import_rules");
        isSaid("rules.json");
        w.choose(nowhere);
        w.trigger("import_rules");
        isSaid(nowhere);
        w.trigger("export_rules");
        isSaid(nowhere);
        QVERIFY(QMetaObject::invokeMethod(w.window.findChild<GraphPanel*>(), "exportRequested"));
        isSaid(nowhere);
        emit w.window.findChild<PlotDock*>()->failed("the disk is full");
        isSaid("the disk is full");
        emit w.window.findChild<GraphPanel*>()->view().failed("no layout");
        isSaid("no layout");
    }

    /// With everything measured and on the screen, the other language and back: no dock keeps a word of it.
    void noDockKeepsWordsOfTheLanguageBefore()
    {
        WindowDriver w;
        w.show();
        w.window.setLanguage("en");
        QVERIFY(w.openCalibrated());
        w.selection.select(w.unit("/pose/fc1/Gemm"));
        w.trigger("fixed");
        QVERIFY(w.settled());
        const PointId fixed = w.bench.model()->units.pointOf(w.unit("/pose/fc1/Gemm"), PointKind::Output);
        QVERIFY(w.bench.configuration()->effective->at(fixed).fixed);
        w.selection.select(w.unit("/pose/Concat"));
        for (const char* action : {"compare", "check", "sweep", "bad_cases", "advise", "profile"}) {
            w.trigger(action);
            QVERIFY2(w.settled(120), action);
        }
        for (auto* dock : w.window.findChildren<QDockWidget*>()) { // hidden ones fill themselves when they are shown
            dock->show();
            dock->raise();
            QVERIFY(w.settled(60));
        }
        // A heading, a hint, a choice: the catalogue's own words where they differ.
        QFile file(QString(QB_SOURCE_DIR) + "/translations/quantbench_zh_CN.ts");
        QVERIFY(file.open(QIODevice::ReadOnly));
        QSet<QString> english;
        QSet<QString> same;
        QString source;
        for (QXmlStreamReader xml(&file); !xml.atEnd();) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            if (xml.name() == QLatin1String("source"))
                source = xml.readElementText();
            else if (xml.name() == QLatin1String("translation"))
                (hasChinese(xml.readElementText(QXmlStreamReader::IncludeChildElements)) ? english : same) << source;
        }
        english -= same;
        english -= {"Input", "unit"}; // also the type of a unit, and the name of a preset
        const auto speak = [&](const char* language) {
            w.window.setLanguage(language);
            QTest::qWait(50); // the docks hear of it
            return w.settled(60);
        };
        // Some words come from threads of their own, a moment later.
        QStringList wrong;
        const auto none = [&](const std::function<bool(const QString&)>& isWrong) {
            return QTest::qWaitFor([&] {
                wrong.clear();
                const auto texts = textsOf(w.window);
                for (auto it = texts.begin(); it != texts.end(); ++it)
                    if (isWrong(it.value()))
                        wrong << it.key() + ": " + it.value();
                return wrong.isEmpty();
            });
        };
        QVERIFY(speak("zh_CN"));
        QVERIFY2(none([&](const QString& text) { return english.contains(text); }), qPrintable(wrong.join('\n')));
        w.workbench.undoStack().undo(); // what is made anew is made in Chinese
        QVERIFY(w.settled(60));
        w.workbench.undoStack().redo();
        QVERIFY(w.settled(60));
        QVERIFY2(none([&](const QString& text) { return english.contains(text); }), qPrintable(wrong.join('\n')));
        QVERIFY(speak("en"));
        QVERIFY2(none(hasChinese), qPrintable(wrong.join('\n')));
    }

    void jobsAndLogSpeakOneLanguage()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        DataOptions bad = w.bench.calibrationSet().options;
        bad.path = w.folder.file("nothing");
        w.workbench.setData(Use::Calibration, bad);
        QVERIFY(w.settled());
        QVERIFY(!w.window.statusBar()->currentMessage().isEmpty());
        const auto lines = w.bench.log().size();
        const auto* jobs = w.dock<JobsDock>("jobs")->list();
        const auto* log = w.dock<LogDock>("log")->list();
        QVERIFY(jobs->topLevelItemCount() >= 3 && log->topLevelItemCount() >= 2);
        for (const bool chinese : {true, false}) {
            w.window.setLanguage(chinese ? "zh_CN" : "en");
            QCoreApplication::processEvents(); // the docks hear of it
            QVERIFY(w.settled());
            QCOMPARE(w.bench.log().size(), lines); // nothing is said twice
            for (int i = 0; i < jobs->topLevelItemCount(); ++i)
                QVERIFY2(hasChinese(jobs->topLevelItem(i)->text(0)) == chinese, qPrintable(jobs->topLevelItem(i)->text(0)));
            for (int i = 0; i < log->topLevelItemCount(); ++i)
                QVERIFY2(hasChinese(log->topLevelItem(i)->text(1)) == chinese, qPrintable(log->topLevelItem(i)->text(1)));
            // The message was in the other language.
            QCOMPARE(w.window.statusBar()->currentMessage(), QString());
            QVERIFY(w.window.findChild<StatusLine*>()->isVisible());
        }
    }

    /// Also why the last file can't be opened.
    void undoHasNoNameOfAnotherLanguage()
    {
        WindowDriver w;
        w.show();
        w.window.setLanguage("en");
        QVERIFY(w.openCalibrated());
        w.selection.select(w.unit("/pose/Concat"));
        w.trigger("int16");
        QVERIFY(w.settled());
        const auto* undo = w.window.findChild<QAction*>("undo");
        QVERIFY2(undo->text().contains("/pose/Concat"), qPrintable(undo->text()));
        w.window.setLanguage("en"); // the same
        QVERIFY(undo->text().contains("/pose/Concat"));
        w.window.setLanguage("zh_CN");
        QVERIFY2(hasChinese(undo->text()) && !undo->text().contains("Concat"), qPrintable(undo->text()));
        w.trigger("int8");
        QVERIFY(w.settled());
        QVERIFY(undo->text().contains("/pose/Concat"));
        w.window.setLanguage("en");
        QCOMPARE(undo->text(), QString("Undo"));
    }

    /// Groups are named by what they hold.
    void theGraphToo()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openSample());
        GraphView& view = w.window.graph().view();
        view.closeAll();
        const auto texts = [&] {
            QString all;
            for (const CardText& card : view.scene()->texts)
                all += card.title + card.name + QLatin1Char('\n');
            return all;
        };
        QTRY_VERIFY2(texts().contains("units"), qPrintable(texts()));
        w.window.setLanguage("zh_CN");
        QTRY_VERIFY2(hasChinese(texts()) && !texts().contains("units"), qPrintable(texts()));
        w.window.setLanguage("en");
        QTRY_VERIFY2(!hasChinese(texts()) && texts().contains("units"), qPrintable(texts()));
    }

    void theStartPageToo()
    {
        WindowDriver w;
        w.show();
        w.workbench.open(QString::fromStdString(w.folder.file("none.onnx")));
        QVERIFY(w.settled());
        const auto* page = w.window.findChild<StartPage*>();
        QVERIFY(page && page->isVisible());
        const auto problem = [page] {
            for (const auto* label : page->findChildren<QLabel*>())
                if (label->text().contains("none.onnx"))
                    return label->text();
            return QString();
        };
        const QString english = problem();
        QVERIFY(!english.isEmpty() && !hasChinese(english));
        w.window.setLanguage("zh_CN");
        QTRY_VERIFY2(hasChinese(problem()), qPrintable(problem()));
        w.window.setLanguage("en");
        QTRY_COMPARE(problem(), english);
    }

    /// That something is measured is said only while it is.
    void whatIsNotMeasuredSaysWhy()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        const auto* status = w.window.findChild<StatusLine*>();
        QVERIFY(!status->outputsText().contains('('));
        DataOptions bad = w.bench.calibrationSet().options;
        bad.path = w.folder.file("nothing");
        w.workbench.setData(Use::Calibration, bad);
        QVERIFY(w.settled());
        QVERIFY(!w.workbench.isMeasuring());
        QVERIFY2(status->outputsText().contains("not measured") && !status->outputsText().contains("(measuring)"),
                 qPrintable(status->outputsText()));
        w.workbench.undoStack().undo();
        QVERIFY(w.settled());
    }

    /// "200 of 200 samples": what a job has come to is kept.
    void whatIsOverSaysHowFarItCame()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        const auto& jobs = w.bench.jobs();
        const auto calibration =
            std::find_if(jobs.begin(), jobs.end(), [](const JobView& j) { return j.title() == "Calibrate"; });
        QVERIFY(calibration != jobs.end());
        const auto samples = static_cast<int>(w.bench.calibrationSet().samples->size());
        QVERIFY2(calibration->outcome().startsWith(QString("%1 of %1 sample").arg(samples)), qPrintable(calibration->outcome()));
        // What was overtaken by the same for newer rules is not worth a row.
        for (const JobView& job : jobs)
            QVERIFY2(job.state == JobView::State::Done, qPrintable(job.title()));
    }

    /// In the whole window, where other docks have the key too.
    void deleteStopsAJob()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openSample());
        std::atomic<bool> began = false;
        w.jobs.start({Lane::Engine, Said::verbatim("long"), {}}, [&began](const JobContext& job, const JobRunner::Post&) {
            job.report(Text("calibrate"), 37, 200);
            for (began = true;;)
                job.throwIfStopped();
        });
        QVERIFY(QTest::qWaitFor([&] { return began.load(); }));
        auto* dock = w.dock<JobsDock>("jobs");
        w.window.dock("jobs")->show();
        w.window.dock("jobs")->raise();
        QTRY_VERIFY(dock->secondLine(0).startsWith("running · 37 of 200"));
        QVERIFY2(dock->list()->topLevelItem(0)->toolTip(0).contains("calibrate"), "its phase");
        QTest::mouseClick(dock->list()->viewport(), Qt::LeftButton, {},
                          dock->list()->visualItemRect(dock->list()->topLevelItem(0)).center());
        QTest::keyClick(dock->list(), Qt::Key_Delete);
        QVERIFY(w.settled(10));
        QCOMPARE(dock->secondLine(0), QString("stopped · 37 of 200"));
    }

    /// In the layout for calibration on a small screen.
    void jobsCanBeReadOnASmallScreen()
    {
        WindowDriver w;
        w.window.resize(1280, 800);
        w.window.show();
        QVERIFY(w.openCalibrated());
        w.window.setLayoutName(LayoutName::Calibrate);
        w.window.dock("jobs")->show();
        w.window.dock("jobs")->raise();
        QTest::qWait(50);
        auto* dock = w.dock<JobsDock>("jobs");
        QVERIFY(dock->isVisible() && dock->list()->topLevelItemCount() > 0);
        for (int i = 0; i < dock->list()->topLevelItemCount(); ++i)
            QVERIFY2(dock->secondLine(i).startsWith("done"), qPrintable(dock->secondLine(i)));
    }
};

QTEST_MAIN(TestMessages)
#include "tst_messages.moc"
