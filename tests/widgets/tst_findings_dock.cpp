// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/made_bench.h"
#include "tests/widgets/shots.h"
#include "widgets/tables/findings_dock.h"
#include "widgets/tables/table_view.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
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
        QVERIFY(m_dock->csv().contains("joins ranges"));
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
