// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/made_bench.h"
#include "tests/widgets/shots.h"
#include "widgets/tables/check_pages.h"
#include "widgets/tables/findings_dock.h"
#include "widgets/tables/rows_page.h"
#include "widgets/tables/table_view.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>

using namespace qb;
using namespace qb::test;

class TestFindingsDock : public QObject {
    Q_OBJECT

    MadeBench m_made;
    std::unique_ptr<FindingsDock> m_dock;

private slots:
    void initTestCase() { applyTheme(*qApp, Theme::Light); }
    void init()
    {
        m_made.bench.setFindings(m_made.workspace().check({}).findings);
        m_dock = std::make_unique<FindingsDock>(m_made.bench, m_made.selection);
        m_dock->resize(340, 500);
        m_dock->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dock.get()));
    }
    void cleanup() { m_dock.reset(); }

    void modelsKeepTheRules()
    {
        TableWords* words = m_dock->table().words();
        QAbstractItemModelTester raw(&words->source(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QAbstractItemModelTester tester(words, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(words->rowCount() > 1);
        m_dock->table().sortByColumn(FindingsModel::UnitName, Qt::DescendingOrder);
        m_made.bench.setFindings({});
        QCOMPARE(words->rowCount(), 0);
    }

    void worstFirstAndFiltered()
    {
        TableWords* words = m_dock->table().words();
        const int all = words->rowCount();
        for (int r = 1; r < all; ++r)
            QVERIFY(words->index(r, FindingsModel::SeverityColumn).data(RawRole).toInt() <=
                    words->index(r - 1, FindingsModel::SeverityColumn).data(RawRole).toInt());
        QTest::mouseClick(m_dock->severityButton(Severity::Warning), Qt::LeftButton);
        QVERIFY(words->rowCount() < all);
        for (int r = 0; r < words->rowCount(); ++r)
            QVERIFY(words->index(r, FindingsModel::SeverityColumn).data(RawRole).toInt() != static_cast<int>(Severity::Warning));
        QTest::mouseClick(m_dock->severityButton(Severity::Warning), Qt::LeftButton);
        m_dock->families()->setCurrentIndex(1);
        emit m_dock->families()->activated(1);
        const QString family = m_dock->families()->currentText();
        QVERIFY(words->rowCount() > 0);
        for (int r = 0; r < words->rowCount(); ++r)
            QVERIFY(words->index(r, FindingsModel::Rule).data().toString().startsWith(family + "."));
    }

    /// After a cure, which changes the configuration, the same finding is chosen: another click on the button is not for another.
    void whatWasChosenStays()
    {
        const TableWords* words = m_dock->table().words();
        QVERIFY(words->rowCount() > 2);
        const QModelIndex cell = words->index(2, FindingsModel::Message);
        QTest::mouseClick(m_dock->table().viewport(), Qt::LeftButton, {}, m_dock->table().visualRect(cell).center());
        const int chosen = m_dock->table().selectedSourceRows().back();
        QCOMPARE(chosen, words->sourceRow(2));
        auto next = std::make_shared<Configuration>(*m_made.bench.configuration());
        next->key = Hasher().add(std::string("cured")).result();
        m_made.bench.setConfiguration(next);
        QCOMPARE(m_dock->table().selectedSourceRows(), std::vector<int>{chosen});
        // Checked again: by what it says, not by its row.
        const auto& model = static_cast<FindingsModel&>(words->source());
        const Finding same = model.finding(chosen);
        const Finding worst = model.finding(words->sourceRow(0));
        Findings fewer = m_made.bench.findings();
        std::erase(fewer, worst);
        QVERIFY(!(worst == same) && fewer.size() < m_made.bench.findings().size());
        m_made.bench.setFindings(fewer);
        QVERIFY(model.finding(m_dock->table().selectedSourceRows().back()) == same);
    }

    /// The first row stands chosen from the start, before anybody has clicked: a click on it, or Enter, goes to its unit too.
    void theRowThatStandsThereIsGoneToAsWell()
    {
        m_made.bench.setFindings({{"range.concat", Severity::Warning, "/pose/Concat", "", Text("joins ranges"), {}, {}, false}});
        TableView& table = m_dock->table();
        QCOMPARE(table.selectedSourceRows().size(), std::size_t{1});
        m_made.selection.clear();
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
                          table.visualRect(table.words()->index(0, FindingsModel::Message)).center());
        QCOMPARE(m_made.selection.current(), m_made.unit("/pose/Concat"));
        m_made.selection.clear();
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(m_made.selection.current(), m_made.unit("/pose/Concat"));
    }

    void aClickSelectsTheUnitAndACureIsAsked()
    {
        Findings findings{{"config.no_match", Severity::Error, "", "", Text("no such name"), {}, Text("did you mean x?"), false},
                          {"range.concat",
                           Severity::Warning,
                           "/pose/Concat",
                           "/pose/Concat:output",
                           Text("joins ranges"),
                           {{"ratio", 12.5}},
                           Text("int16"),
                           true}};
        m_made.bench.setFindings(findings);
        QSignalSpy cures(m_dock.get(), &FindingsDock::cureRequested);
        TableView& table = m_dock->table();
        QVERIFY(!m_dock->cureButton()->isVisible());
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
                          table.visualRect(table.words()->index(1, FindingsModel::Message)).center());
        QCOMPARE(m_made.selection.current(), m_made.unit("/pose/Concat"));
        QVERIFY(m_dock->details()->text().contains("12.5"));
        QVERIFY(m_dock->cureButton()->isVisible());
        QTest::mouseClick(m_dock->cureButton(), Qt::LeftButton);
        QCOMPARE(cures.count(), 1);
        QCOMPARE(cures.first().at(0).toString(), "range.concat");
        QCOMPARE(cures.first().at(1).toString(), "/pose/Concat");
        QVERIFY(m_dock->csv().contains("Joins ranges"));
    }

    /// Nothing is claimed of what was not looked at; after a change the way to look again is there.
    void whatIsNotCheckedIsNotClaimed()
    {
        MadeBench made(MadeBench::Upto::Opened);
        FindingsDock dock(made.bench, made.selection);
        QAction check(QStringLiteral("Check"));
        dock.setEmptyActions({&check});
        dock.resize(340, 400);
        dock.show();
        QVERIFY(dock.isEmptyShown());
        QVERIFY2(dock.emptyText().startsWith("Not checked yet"), qPrintable(dock.emptyText()));
        QSignalSpy asked(&check, &QAction::triggered);
        QAbstractButton* button = nullptr;
        for (auto* each : dock.findChildren<QAbstractButton*>())
            if (each->isVisible() && each->text().remove('&') == "Check")
                button = each;
        QVERIFY(button);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(asked.count(), 1);
        // Checked, and nothing found.
        const auto result = std::make_shared<CheckResult>();
        const auto configuration = std::make_shared<Configuration>();
        configuration->key = Hasher().add(1).result();
        result->configuration = configuration;
        made.bench.setFindings({});
        made.bench.setConfiguration(configuration);
        made.bench.setCheck(result);
        QVERIFY(!dock.isEmptyShown());
        QVERIFY2(dock.details()->text().startsWith("Nothing odd"), qPrintable(dock.details()->text()));
        QVERIFY(!dock.checkButton()->isVisible());
        const auto changed = std::make_shared<Configuration>(*configuration);
        changed->key = Hasher().add(2).result();
        made.bench.setConfiguration(changed);
        QVERIFY(dock.checkButton()->isVisible());
        QCOMPARE(cutTexts(dock).join("|"), "");
        QSignalSpy again(&dock, &FindingsDock::checkRequested);
        QTest::mouseClick(dock.checkButton(), Qt::LeftButton);
        QCOMPARE(again.count(), 1);
    }

    /// The icon says how grave it is; to a screen reader too.
    void severityIsSaidOnce()
    {
        m_dock->resize(900, 400);
        QTest::qWait(20);
        const TableView& table = m_dock->table();
        QVERIFY(table.isColumnHidden(FindingsModel::SeverityColumn));
        const QModelIndex message = table.words()->index(0, FindingsModel::Message);
        const QString severity =
            severityText(static_cast<Severity>(message.siblingAtColumn(FindingsModel::SeverityColumn).data(RawRole).toInt()));
        QVERIFY2(message.data(Qt::AccessibleTextRole).toString().contains(severity + ": "),
                 qPrintable(message.data(Qt::AccessibleTextRole).toString()));
        QVERIFY(!message.data(Qt::DecorationRole).value<QIcon>().isNull());
    }

    /// Why a unit stays in float is read in full where there is room.
    void reasonsTakeTheRoomOfNames()
    {
        constexpr int kReason = 6;
        CheckTables tables;
        const QString reason = "the target has no int8 kernel for it, and its neighbours are float";
        UnitTypes types;
        types.unit = m_made.unit("/pose/Concat");
        types.inputs = {"int8"};
        types.output = "float32";
        types.reason = Text::verbatim(reason.toStdString());
        tables.types = {types};
        const auto result = std::make_shared<CheckResult>();
        result->configuration = m_made.bench.configuration();
        result->tables = tables;
        m_made.bench.setCheck(result);
        m_dock->setPage(FindingsDock::Types);
        m_dock->resize(1300, 400);
        const TableView& table = *m_dock->tables()->types()->table();
        QTRY_VERIFY(!table.isColumnHidden(kReason));
        QTRY_VERIFY2(table.columnWidth(kReason) > table.fontMetrics().horizontalAdvance(reason),
                     qPrintable(QString::number(table.columnWidth(kReason))));
        QVERIFY(table.columnWidth(0) > table.fontMetrics().horizontalAdvance("/pose/Concat"));
        m_dock->resize(700, 400);
        QTest::qWait(20);
        QCOMPARE(table.horizontalScrollBar()->maximum(), 0);
    }

    void theCureDoesNotScrollAway()
    {
        for (const QWidget* w = m_dock->cureButton(); w; w = w->parentWidget())
            QVERIFY(!qobject_cast<const QScrollArea*>(w));
    }

    void nothingIsCutAtItsUsualSize() { QCOMPARE(cutTexts(*m_dock).join("|"), ""); }

    void pictures()
    {
        Bench none;
        Selection nothing;
        FindingsDock empty(none, nothing);
        shoot(empty, "findings-empty", {340, 500});
        shoot(*m_dock, "findings", {340, 500});
        shoot(*m_dock, "findings-wide", {900, 400});
    }
};

QTEST_MAIN(TestFindingsDock)
#include "tst_findings_dock.moc"
