// SPDX-License-Identifier: GPL-3.0-or-later
// The table of statistics: all four of them in both forms at any width, and which input is which.
#include "engine/study/profile_model.h"
#include "tests/widgets/made_bench.h"
#include "widgets/common/theme.h"
#include "widgets/profile/profile_dock.h"
#include "widgets/profile/spread_panel.h"
#include "widgets/tables/table_view.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QScrollBar>
#include <QSplitter>
#include <QtTest>

#include <set>

using namespace qb;
using namespace qb::test;

namespace {

constexpr std::array kStatistics{ProfileModel::MinColumn,      ProfileModel::OtherMinColumn,     ProfileModel::MaxColumn,
                                 ProfileModel::OtherMaxColumn, ProfileModel::MeanColumn,         ProfileModel::OtherMeanColumn,
                                 ProfileModel::VarianceColumn, ProfileModel::OtherVarianceColumn};

struct Shown {
    MadeBench made{MadeBench::Upto::Calibrated};
    ProfileDock dock{made.bench, made.selection};

    Shown()
    {
        for (const ProfiledForm form : {ProfiledForm::Float, ProfiledForm::Simulated}) {
            auto result = std::make_shared<ProfileResult>();
            result->configuration = made.bench.configuration();
            result->form = form;
            ProfileRequest request;
            request.form = form;
            DataOptions data = made.workspace().data(Use::Calibration);
            data.samples = 2;
            result->profile = profileModel(made.workspace(), made.workspace().samples(data, {}), request, {});
            made.bench.setProfile(result);
        }
        dock.resize(900, 400);
        dock.show();
        QCoreApplication::processEvents();
    }
    [[nodiscard]] QString cell(std::string_view unit, TensorRole role, int nth, int column)
    {
        const UnitId id = made.unit(unit);
        for (int r = 0; r < dock.tableModel()->rowCount(); ++r)
            if (const ProfiledTensor* t = dock.tableModel()->row(r); t->unit == id && t->role == role && nth-- == 0)
                return dock.table()->words()->index(dock.table()->words()->rowOf(r), column).data().toString();
        return {};
    }
};

} // namespace

class TestProfileDock : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Theme::Light); }

    void allStatisticsAreThereAtAnyWidth()
    {
        Shown shown;
        TableView& table = *shown.dock.table();
        for (const int width : {1400, 900, 760, 520, 360}) {
            shown.dock.resize(width, 460);
            QCoreApplication::processEvents();
            for (const int column : kStatistics)
                QVERIFY2(!table.isColumnHidden(column), qPrintable(QStringLiteral("%1 at %2").arg(column).arg(width)));
            // Without scrolling where the dock is as wide as it stands by default; by scrolling everywhere.
            const QHeaderView& header = *table.horizontalHeader();
            const int all = header.length();
            QVERIFY2(width < 900 || all <= table.viewport()->width(),
                     qPrintable(QStringLiteral("%1 of %2 at %3").arg(all).arg(table.viewport()->width()).arg(width)));
            QVERIFY(all - table.viewport()->width() <= table.horizontalScrollBar()->maximum());
            QVERIFY(header.sectionSize(ProfileModel::UnitColumn) >= table.fontMetrics().horizontalAdvance("0") * 12);
        }
        for (const int column : kStatistics) { // each with its partner
            const QString heading = table.words()->headerData(column, Qt::Horizontal).toString();
            QVERIFY(table.fontMetrics().horizontalAdvance(heading) < table.columnWidth(column));
        }
        QCOMPARE(table.words()->headerData(ProfileModel::OtherMeanColumn, Qt::Horizontal).toString(), QStringLiteral("Float"));
        QVERIFY(table.words()
                    ->headerData(ProfileModel::OtherMeanColumn, Qt::Horizontal, Qt::ToolTipRole)
                    .toString()
                    .startsWith("Mean, Float"));
    }

    void modelsKeepTheRules()
    {
        Shown shown;
        QAbstractItemModelTester raw(shown.dock.tableModel(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QAbstractItemModelTester words(shown.dock.table()->words(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        shown.dock.table()->sortByColumn(ProfileModel::MaxColumn, Qt::DescendingOrder);
        shown.made.bench.setProfile(std::make_shared<ProfileResult>(*shown.made.bench.profiles().front()));
        QCoreApplication::processEvents();
        shown.made.bench.setModel(nullptr);
        QCOMPARE(shown.dock.tableModel()->rowCount(), 0);
    }

    void numbersSayWhereTheyComeFrom()
    {
        Shown shown;
        const auto tip = [&](int column) {
            return shown.dock.table()->words()->index(0, column).data(Qt::ToolTipRole).toString();
        };
        const QString simulated = tip(ProfileModel::MeanColumn);
        QVERIFY2(simulated.contains("Over 2 sample") && simulated.contains("with the configuration in force"),
                 qPrintable(simulated));
        const QString exact = tip(ProfileModel::OtherMeanColumn); // no configuration has to do with it
        QVERIFY2(exact.contains("Over 2 sample") && !exact.contains("configuration"), qPrintable(exact));
        auto next = std::make_shared<Configuration>(*shown.made.bench.configuration());
        next->key = Hasher().add(std::string("another")).result();
        shown.made.bench.setConfiguration(next);
        QCoreApplication::processEvents();
        QVERIFY(tip(ProfileModel::MeanColumn).contains("another configuration"));
        QVERIFY(!tip(ProfileModel::OtherMeanColumn).contains("configuration"));
    }

    void inputsOfOneUnitAreToldApart()
    {
        Shown shown;
        QCOMPARE(shown.cell("/pose/Concat", TensorRole::Input, 0, ProfileModel::RoleColumn), QStringLiteral("input 0"));
        QCOMPARE(shown.cell("/pose/Concat", TensorRole::Input, 1, ProfileModel::RoleColumn), QStringLiteral("input 1"));
        QCOMPARE(shown.cell("/pose/fc1/Gemm", TensorRole::Input, 0, ProfileModel::RoleColumn), QStringLiteral("input"));
    }

    /// A dock that is higher than wide puts the picture below the table.
    void narrowDocksStack()
    {
        Shown shown;
        auto* parts = shown.dock.findChild<QSplitter*>();
        QCOMPARE(parts->orientation(), Qt::Horizontal);
        shown.dock.resize(900, 640);
        QCoreApplication::processEvents();
        QCOMPARE(parts->orientation(), Qt::Vertical);
        QVERIFY(shown.dock.table()->width() > 890);
        shown.dock.resize(1000, 640);
        QCoreApplication::processEvents();
        QCOMPARE(parts->orientation(), Qt::Horizontal);
    }
};

QTEST_MAIN(TestProfileDock)
#include "tst_profile_dock.moc"
