// SPDX-License-Identifier: GPL-3.0-or-later
// The dock of the samples in the window: its form has the room, its pictures say what they are.
#include "tests/app/window_driver.h"
#include "widgets/common/theme.h"
#include "widgets/data/data_dock.h"
#include "widgets/data/data_form.h"
#include "widgets/data/preview.h"
#include "widgets/data/sample_gallery.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTreeWidget>

using namespace qb;
using namespace qb::test;

class TestDataDock : public QObject {
    Q_OBJECT

private slots:
    void theFormComesFirst_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("rows"); ///< of fields in view
        QTest::addRow("1280x800") << QSize(1280, 800) << 8;
        QTest::addRow("1590x950") << QSize(1590, 950) << 11;
        QTest::addRow("1920x1080") << QSize(1920, 1080) << 11;
    }

    void theFormComesFirst()
    {
        QFETCH(QSize, size);
        QFETCH(int, rows);
        WindowDriver w;
        w.window.resize(size);
        w.window.show();
        QVERIFY(w.openSample());
        w.window.setLayoutName(LayoutName::Calibrate);
        w.trigger("layout_default");
        auto* dock = w.dock<DataDock>("data");
        QTest::qWait(50);
        const QRect seen = dock->findChild<QScrollArea*>()->viewport()->rect();
        int fields = 0;
        QStringList hidden;
        for (const auto* field : dock->form().findChildren<QWidget*>())
            if (field->isVisible() && !field->accessibleName().isEmpty() &&
                (field->inherits("QLineEdit") || field->inherits("QComboBox") || field->inherits("QSpinBox"))) {
                const QRect place(field->mapTo(dock->findChild<QScrollArea*>()->viewport(), QPoint()), field->size());
                seen.contains(place) ? static_cast<void>(++fields) : hidden.append(field->accessibleName());
            }
        QVERIFY2(fields >= rows, qPrintable(QString("%1 in view, not %2").arg(fields).arg(hidden.join(", "))));
        // The one row of the ranges has its height and no more.
        const auto* table = dock->findChild<QTreeWidget*>();
        const QRect last = table->visualItemRect(table->topLevelItem(table->topLevelItemCount() - 1));
        QVERIFY(last.height() >= table->fontMetrics().height() + kRowPadding);
        QVERIFY2(table->viewport()->height() - last.bottom() < last.height(), qPrintable(QString::number(table->height())));
        // What is left is for the pictures, wide enough to be seen.
        QVERIFY(dock->findChild<PreviewPane*>()->height() >= 64 && dock->findChild<PreviewPane*>()->width() >= 140);
    }

    void thumbnailsSayWhatTheyAre()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openSample());
        auto* dock = w.dock<DataDock>("data");
        w.window.setLayoutName(LayoutName::Calibrate);
        w.trigger("layout_default");
        auto* gallery = dock->findChild<SampleGallery*>();
        QTest::qWait(50);
        const QModelIndex pinned = gallery->model()->index(0, 0);
        QCOMPARE(pinned.data().toString(), QString("digit_00.png"));
        // Bold, its name has room in its cell.
        QFont bold = gallery->font();
        bold.setBold(true);
        QVERIFY2(QFontMetrics(bold).horizontalAdvance(pinned.data().toString()) < gallery->gridSize().width() - 2 * kGrid,
                 qPrintable(QString::number(gallery->gridSize().width())));
        QCOMPARE(pinned.data(Qt::AccessibleTextRole).toString(), QString("digit_00.png, label 6"));
        // Columns fill the width, at every width.
        for (const int width : {150, 200, 333, 480, 700}) {
            gallery->resize(width, 300);
            QTest::qWait(20);
            const int columns = std::max(1, gallery->viewport()->width() / gallery->gridSize().width());
            const int strip = gallery->viewport()->width() - columns * gallery->gridSize().width();
            QVERIFY2(strip >= 0 && strip < 24, qPrintable(QString("%1: %2").arg(width).arg(strip)));
            int inFirstRow = 0;
            for (int row = 0; row < gallery->model()->rowCount(); ++row)
                inFirstRow += gallery->visualRect(gallery->model()->index(row, 0)).top() == gallery->visualRect(pinned).top();
            QCOMPARE(inFirstRow, columns);
        }
    }

    void theGalleryKeepsTheRules()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openSample());
        auto* gallery = w.dock<DataDock>("data")->findChild<SampleGallery*>();
        QAbstractItemModelTester tester(gallery->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const int all = gallery->model()->rowCount();
        QVERIFY(all > 4);
        w.workbench.pin(gallery->model()->rowCount() > 3 ? 3 : 0);
        QVERIFY(w.settled());
        DataOptions fewer = w.bench.calibrationSet().options;
        fewer.samples = 4;
        w.bench.requestData(DataUse::Calibration, fewer);
        QVERIFY(w.settled());
        QTRY_COMPARE(gallery->model()->rowCount(), 4);
        w.workbench.close();
        QVERIFY(w.settled());
    }

    /// The pin is seen on a picture of its own colour.
    void thePinStandsOut()
    {
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            applyTheme(*qApp, theme);
            WindowDriver w;
            w.show();
            QVERIFY(w.openSample());
            auto* gallery = w.dock<DataDock>("data")->findChild<SampleGallery*>();
            const QImage image =
                gallery->model()->index(0, 0).data(Qt::DecorationRole).value<QPixmap>().toImage().copy(48, 0, 24, 26);
            int light = 0;
            int dark = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    (image.pixelColor(x, y).lightness() > 160 ? light : dark) += 1;
            QVERIFY2(light > 20 && dark > 20, qPrintable(QString("%1 %2").arg(light).arg(dark)));
        }
        applyTheme(*qApp, Theme::Light);
    }

    /// Empty fields say how they are written.
    void emptyFieldsSayTheirForm()
    {
        DataForm form;
        for (const auto* field : form.findChildren<QLineEdit*>())
            if (!field->parentWidget()->inherits("QSpinBox") && !field->accessibleName().isEmpty())
                QVERIFY2(!field->placeholderText().isEmpty(), qPrintable(field->accessibleName()));
    }
};

QTEST_MAIN(TestDataDock)
#include "tst_data_dock.moc"
