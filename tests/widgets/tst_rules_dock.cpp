// SPDX-License-Identifier: GPL-3.0-or-later
// The list of rules: each operation is one request with a name; ticks, keys, drops and dialogs by real events.
#include "tests/support/temporary_folder.h"
#include "tests/widgets/made_bench.h"
#include "tests/widgets/shots.h"
#include "widgets/inspector/rule_delegate.h"
#include "widgets/inspector/rule_dialog.h"
#include "widgets/inspector/rules_dock.h"
#include "widgets/inspector/sensitivity_tables.h"
#include "widgets/models/rules_model.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>

using namespace qb;
using namespace qb::test;

class TestRulesDock : public QObject {
    Q_OBJECT

    std::unique_ptr<MadeBench> m_made;
    std::unique_ptr<RulesDock> m_dock;
    std::unique_ptr<QSignalSpy> m_edits;

    const RuleSet& rules() const { return m_made->bench.configuration()->rules; }
    QString at(int row) const { return m_dock->list()->model()->index(row, 0).data().toString(); }
    void trigger(RulesDock::Operation operation) { m_dock->action(operation)->trigger(); }
    RuleDialog* dialog() const
    {
        for (auto* d : m_dock->findChildren<RuleDialog*>())
            if (d->isVisible())
                return d;
        return nullptr;
    }

private slots:
    void initTestCase() { applyTheme(*qApp, Theme::Light); }

    void init()
    {
        m_made = std::make_unique<MadeBench>();
        RuleSet rules = RuleSet::ofPreset("horizon");
        rules.rules.push_back({ModuleTypeRule{"Concat", parseConfig("int16")}});
        rules.rules.push_back({ModuleNameRule{"pose.fc1", parseConfig("weight=int16,observer=percentile:percentile=99.9")}});
        rules.rules.push_back({ModuleNameRule{"pose.fc9", parseConfig("int16")}});
        rules.rules.push_back({ConvDtypeRule{std::nullopt, DType::Int8}, false});
        rules.rules.push_back({makeOverride("op:Conv", {}, parseConfig("observer=mse"))});
        m_made->setRules(rules);
        m_dock = std::make_unique<RulesDock>(m_made->bench, m_made->selection);
        m_dock->resize(340, 700);
        m_dock->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dock.get()));
        m_edits = std::make_unique<QSignalSpy>(&m_made->bench, &Bench::editRequested);
    }
    void cleanup()
    {
        m_edits.reset();
        m_dock.reset();
        m_made.reset();
    }

    void modelKeepsTheRules()
    {
        QAbstractItemModelTester tester(m_dock->list()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_dock->showRule(1);
        trigger(RulesDock::Duplicate);
        trigger(RulesDock::Down);
        trigger(RulesDock::Delete);
        QCOMPARE(m_edits->count(), 3);
        QCOMPARE(m_dock->list()->model()->rowCount(), 6);
    }

    void saysWhatEachDecidesAndWhyNot()
    {
        const QAbstractItemModel* model = m_dock->list()->model();
        QVERIFY(model->index(0, 0).data(RulesModel::DecidesRole).toInt() > 10);
        QCOMPARE(model->index(3, 0).data(RulesModel::DecidesRole).toInt(), 0);
        QVERIFY(model->index(3, 0).data(RulesModel::ReasonRole).toString().contains("pose.fc9"));
        QCOMPARE(model->index(4, 0).data(RulesModel::DecidesRole).toInt(), -1);
        QCOMPARE(model->index(5, 0).data(RulesModel::SaysRole).toString(), "observer=mse");
    }

    void ticksAndKeys()
    {
        QListView* list = m_dock->list();
        const QRect row = list->visualRect(list->model()->index(1, 0));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, RuleDelegate::checkRect(row).center());
        QCOMPARE(m_edits->count(), 1);
        QVERIFY(!rules().rules[1].enabled);
        m_dock->showRule(1);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Space);
        QVERIFY(rules().rules[1].enabled);
        QTest::keyClick(list, Qt::Key_Down, Qt::AltModifier);
        QCOMPARE(m_edits->count(), 3);
        QCOMPARE(at(2), "ModuleType Concat");
        QCOMPARE(list->currentIndex().row(), 2);
        QVERIFY(m_edits->last().at(0).toString().contains("ModuleType Concat"));
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(rules().rules.size(), std::size_t{5});
    }

    void dropsMoveRules()
    {
        auto* model = m_dock->list()->model();
        std::unique_ptr<QMimeData> data(model->mimeData({model->index(1, 0)}));
        model->dropMimeData(data.get(), Qt::MoveAction, 4, 0, {});
        QCOMPARE(m_edits->count(), 1);
        QCOMPARE(at(3), "ModuleType Concat");
        QCOMPARE(model->rowCount(), 6);
        std::unique_ptr<QMimeData> back(model->mimeData({model->index(3, 0)}));
        model->dropMimeData(back.get(), Qt::MoveAction, 0, 0, {});
        QCOMPARE(at(0), "ModuleType Concat");
    }

    void aDialogRefusesWhatCantBeRead()
    {
        m_dock->showRule(2);
        QTest::keyClick(m_dock->list(), Qt::Key_Return);
        RuleDialog* open = dialog();
        QVERIFY(open);
        auto* config = open->findChild<QLineEdit*>("config");
        config->setText("int17");
        QVERIFY(!open->problem().isEmpty());
        QVERIFY(!open->buttons()->button(QDialogButtonBox::Ok)->isEnabled());
        config->setText("int16,freeze");
        QVERIFY2(open->problem().isEmpty(), qPrintable(open->problem()));
        QTest::mouseClick(open->buttons()->button(QDialogButtonBox::Ok), Qt::LeftButton);
        QCOMPARE(m_edits->count(), 1);
        QCOMPARE(text(std::get<ModuleNameRule>(rules().rules[2].what).config), std::string("int16,freeze"));
    }

    /// Tables of files and of the last sweep, united; both heads have one of their own.
    void sensitivityTablesAreCollected()
    {
        SensitivityRule rule;
        rule.topK = 1;
        RuleDialog without({rule}, m_made->bench.model(), measuredTables(m_made->bench));
        QVERIFY(!without.problem().isEmpty()); // nothing was measured
        QVERIFY(!without.buttons()->button(QDialogButtonBox::Ok)->isEnabled());
        m_made->sweep();
        const std::vector<SensitivityTable> measured = measuredTables(m_made->bench);
        QCOMPARE(measured.size(), std::size_t{2});
        QVERIFY(!(measured[0].rows == measured[1].rows));
        RuleDialog edit({rule}, m_made->bench.model(), measured);
        auto* field = edit.findChild<SensitivityTablesField*>();
        TemporaryFolder folder;
        const QString path = QString::fromStdString(folder.file("t.csv"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("op_name,sensitive_type\n/pose/Concat,activation\n");
        file.close();
        QCOMPARE(field->addFile(path), QString());
        QVERIFY(edit.problem().isEmpty());
        QVERIFY(field->addFile(path + "x").contains("t.csvx"));
        field->addMeasured();
        field->addMeasured(); // they are there
        QCOMPARE(std::get<SensitivityRule>(edit.rule().what).tables.size(), std::size_t{3});
        field->removeCurrent();
        const auto left = std::get<SensitivityRule>(edit.rule().what).tables;
        QCOMPARE(left.size(), std::size_t{2});
        QCOMPARE(left.front().rows.front().unit, std::string("/pose/Concat"));
        QCOMPARE(left.back(), measured.front());
        QCOMPARE(RuleSet::fromJson(RuleSet{"horizon", {edit.rule()}}.toJson()).rules.front(), edit.rule());
        shoot(edit, "rule-dialog-tables", edit.sizeHint());
    }

    void everyTypeCanBeAddedAndEdited()
    {
        m_made->sweep();
        m_made->selection.select(m_made->unit("/pose/Concat"));
        emit m_dock->addMenu()->aboutToShow();
        const int entries = static_cast<int>(m_dock->addMenu()->actions().size());
        int added = 0;
        for (int i = 0; i < entries; ++i) {
            emit m_dock->addMenu()->aboutToShow();
            QAction* action = m_dock->addMenu()->actions().at(i);
            if (action->isSeparator())
                continue;
            action->trigger();
            RuleDialog* open = dialog();
            QVERIFY2(open, qPrintable(action->text()));
            QVERIFY2(open->problem().isEmpty(), qPrintable(open->problem()));
            QTest::mouseClick(open->buttons()->button(QDialogButtonBox::Ok), Qt::LeftButton);
            QCOMPARE(m_edits->count(), ++added);
            QCOMPARE(RuleSet::fromJson(rules().toJson()), rules());
            QTest::qWait(1); // the dialog goes
        }
        QVERIFY(added >= 9);
        SensitivityRule sensitivity;
        sensitivity.tables = {{"", {{"/pose/Concat", SensitiveType::Activation}}}};
        sensitivity.topK = 1;
        RuleDialog edit({sensitivity}, m_made->bench.model());
        QVERIFY(edit.problem().isEmpty());
        QCOMPARE(std::get<SensitivityRule>(edit.rule().what), sensitivity);
    }

    void aDialogOverOtherRulesIsClosed()
    {
        m_dock->showRule(1);
        trigger(RulesDock::Edit);
        QVERIFY(dialog());
        m_made->setRules(RuleSet::ofPreset("horizon"));
        QVERIFY(!dialog());
        QCOMPARE(m_edits->count(), 0);
    }

    void targetsUnitsAndFiles()
    {
        QComboBox* targets = m_dock->targets();
        const int ort = targets->findData(QStringLiteral("ort-cpu"));
        QVERIFY(ort >= 0);
        targets->setCurrentIndex(ort);
        emit targets->activated(ort);
        QCOMPARE(rules().profile, std::string("ort-cpu"));
        m_dock->showRule(1);
        trigger(RulesDock::SelectUnits);
        QCOMPARE(m_made->selection.units(), std::vector<UnitId>{m_made->unit("/pose/Concat")});
        QSignalSpy imports(m_dock.get(), &RulesDock::importRequested);
        QSignalSpy exports(m_dock.get(), &RulesDock::exportRequested);
        trigger(RulesDock::Import);
        trigger(RulesDock::Export);
        QCOMPARE(imports.count() + exports.count(), 2);
        m_made->bench.setModel(nullptr);
        QCOMPARE(m_dock->list()->model()->rowCount(), 0);
    }

    void nothingIsCutAtItsUsualSize() { QCOMPARE(cutTexts(*m_dock).join("|"), ""); }

    void pictures()
    {
        Bench none;
        Selection nothing;
        RulesDock empty(none, nothing);
        shoot(empty, "rules-empty", {340, 700});
        m_dock->showRule(2);
        shoot(*m_dock, "rules", {340, 700});
        trigger(RulesDock::Edit);
        QVERIFY(dialog());
        shoot(*dialog(), "rule-dialog", dialog()->sizeHint());
        dialog()->findChild<QLineEdit*>("config")->setText("int17,obsever=mse");
        shoot(*dialog(), "rule-dialog-error", dialog()->sizeHint());
        SensitivityRule sensitivity;
        sensitivity.tables = {{"", {{"/pose/Concat", SensitiveType::Activation}}}};
        sensitivity.topK = 1;
        RuleDialog edit({sensitivity}, m_made->bench.model());
        shoot(edit, "rule-dialog-sensitivity", edit.sizeHint());
    }
};

QTEST_MAIN(TestRulesDock)
#include "tst_rules_dock.moc"
