// SPDX-License-Identifier: GPL-3.0-or-later
// The inspector: what it shows is what the resolver says, each edit is one request, previews come before edits.
#include "engine/qconfig/edit_rules.h"
#include "tests/engine/qconfig/story_model.h"
#include "tests/widgets/made_bench.h"
#include "tests/widgets/shots.h"
#include "widgets/inspector/inspector_dock.h"
#include "widgets/inspector/number_field.h"
#include "widgets/inspector/observer_editor.h"
#include "widgets/inspector/port_editor.h"
#include "widgets/inspector/preview_strip.h"
#include "widgets/inspector/rules_dock.h"
#include "widgets/inspector/unit_header.h"
#include "widgets/tables/findings_dock.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTextDocument>
#include <QToolButton>

using namespace qb;
using namespace qb::test;

namespace {

PortEditor* editorOf(InspectorDock& dock, const std::string& port)
{
    for (PortEditor* editor : dock.editors())
        if (editor->port().port == port)
            return editor;
    return nullptr;
}

/// As a user does it: opens the popup, goes to the entry by keys, takes it.
void pick(QComboBox* combo, int row)
{
    combo->setFocus();
    combo->showPopup();
    QTest::qWait(10);
    combo->view()->setCurrentIndex(combo->model()->index(row, 0));
    QTest::keyClick(combo->view(), Qt::Key_Return);
}

int rowOf(QComboBox* combo, int data) { return combo->findData(data); }

} // namespace

class TestInspector : public QObject {
    Q_OBJECT

    std::unique_ptr<MadeBench> m_made;
    std::unique_ptr<InspectorDock> m_dock;
    std::unique_ptr<QSignalSpy> m_edits;

    void select(std::vector<UnitId> units)
    {
        m_made->selection.select(std::move(units));
        QTest::qWait(1); // fresh editors are shown
    }
    void select(const char* unit) { select(std::vector<UnitId>{m_made->unit(unit)}); }
    const RuleSet& rules() const { return m_made->bench.configuration()->rules; }

private slots:
    void initTestCase() { applyTheme(*qApp, Theme::Light); }

    void init()
    {
        m_made = std::make_unique<MadeBench>();
        m_dock = std::make_unique<InspectorDock>(m_made->bench, m_made->selection);
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

    void showsPortsOfTheSelection()
    {
        QVERIFY(m_dock->editors().empty());
        select("/pose/fc1/Gemm");
        PortEditor* output = editorOf(*m_dock, "output");
        PortEditor* weight = editorOf(*m_dock, "weight");
        QVERIFY(output && weight);
        QCOMPARE(output->dtypes()->currentText(), "int8");
        QVERIFY(weight->perChannel()->isVisible() && weight->perChannel()->isChecked());
        QVERIFY(!output->perChannel()->isVisible());
        QVERIFY(output->story()->text().contains("int8"));
    }

    void whatTheTargetCantDoIsDisabledWithTheReason()
    {
        select("/pose/fc1/Gemm");
        PortEditor* weight = editorOf(*m_dock, "weight");
        bool refused = false;
        for (int i = 0; i < weight->dtypes()->count(); ++i) {
            const auto dtype = static_cast<DType>(weight->dtypes()->itemData(i).toInt());
            const bool takes = dtype == DType::Float32 || m_made->bench.configuration()->profile->takes("Gemm", "weight", dtype);
            auto* items = qobject_cast<QStandardItemModel*>(weight->dtypes()->model());
            QCOMPARE(items->item(i)->isEnabled(), takes);
            refused = refused || !takes;
            if (!takes)
                QVERIFY(weight->dtypes()->itemData(i, Qt::ToolTipRole).toString().contains("takes only"));
        }
        QVERIFY(refused);
    }

    void whatMeansNothingIsNotShownAsPerfect()
    {
        select("/pose/ReduceSum"); // a sum of eight values: its cosine is 1 whatever happens
        const auto* header = m_dock->findChild<UnitHeader*>();
        QTextDocument said;
        said.setHtml(header->measured());
        QVERIFY2(said.toPlainText().split(QLatin1Char(0x0a)).contains("-"), qPrintable(said.toPlainText()));
        bool why = false;
        for (const auto* label : header->findChildren<QLabel*>())
            why |= label->toolTip().contains("8 values");
        QVERIFY(why);
    }

    void aDTypeIsOneStepWithAName()
    {
        const UnitId unit = m_made->unit("/pose/fc1/Gemm");
        select({unit});
        PortEditor* output = editorOf(*m_dock, "output");
        pick(output->dtypes(), rowOf(output->dtypes(), static_cast<int>(DType::Int16)));
        QCOMPARE(m_edits->count(), 1);
        QVERIFY(m_edits->first().at(0).toString().contains("/pose/fc1/Gemm"));
        QVERIFY(m_made->bench.configuration()->effective->at(output->port().points.front()).dtype == DType::Int16);
        QCOMPARE(editorOf(*m_dock, "output")->dtypes()->currentText(), "int16");
        QVERIFY(m_dock->backButton()->isEnabled());
        QVERIFY(editorOf(*m_dock, "output")->story()->text().contains("rule:"));
        QTest::mouseClick(m_dock->backButton(), Qt::LeftButton);
        QCOMPARE(m_edits->count(), 2);
        QCOMPARE(text(overrideOf(rules(), *m_made->bench.model(), unit)), std::string());
        QVERIFY(!m_dock->backButton()->isEnabled());
    }

    void hoveringShowsWhatElseChanges()
    {
        select("/pose/fc1/Gemm");
        PortEditor* output = editorOf(*m_dock, "output");
        output->dtypes()->showPopup();
        QTest::qWait(10);
        output->dtypes()->view()->setCurrentIndex(
            output->dtypes()->model()->index(rowOf(output->dtypes(), static_cast<int>(DType::Int16)), 0));
        emit output->dtypes()->highlighted(rowOf(output->dtypes(), static_cast<int>(DType::Int16)));
        QTRY_VERIFY(m_dock->preview().isVisible());
        QVERIFY2(m_dock->preview().text().contains("int16 MACs +"), qPrintable(m_dock->preview().text()));
        QVERIFY(m_dock->preview().text().contains("/pose/fc1/Gemm:output"));
        QVERIFY(!m_dock->preview().applyButton()->isVisible());
        QCOMPARE(m_edits->count(), 0);
        output->dtypes()->hidePopup();
        QTRY_VERIFY(!m_dock->preview().isVisible());
    }

    void withoutAtOnceEditsWaitForApply()
    {
        select("/pose/fc1/Gemm");
        QTest::mouseClick(m_dock->applyAtOnceButton(), Qt::LeftButton);
        m_dock->quickEdit(QuickEdit::Int16, QuickPort::Output);
        m_dock->quickEdit(QuickEdit::Int16, QuickPort::Weight);
        QTRY_VERIFY(m_dock->preview().applyButton()->isVisible());
        QCOMPARE(m_edits->count(), 0);
        QTRY_COMPARE(editorOf(*m_dock, "output")->dtypes()->currentText(), "int16");
        QTest::mouseClick(m_dock->preview().discardButton(), Qt::LeftButton);
        QCOMPARE(editorOf(*m_dock, "output")->dtypes()->currentText(), "int8");
        QVERIFY(!m_dock->preview().isVisible());
        m_dock->quickEdit(QuickEdit::Int16, QuickPort::Output);
        QTRY_VERIFY(m_dock->preview().applyButton()->isVisible());
        QTest::mouseClick(m_dock->preview().applyButton(), Qt::LeftButton);
        QCOMPARE(m_edits->count(), 1);
        QVERIFY(!m_dock->preview().isVisible());
    }

    void aThresholdIsTypedAndItsClippedShareSeen()
    {
        const UnitId unit = m_made->unit("/pose/fc1/Gemm");
        select({unit});
        PortEditor* output = editorOf(*m_dock, "output");
        QVERIFY(output->threshold()->text().isEmpty());
        output->threshold()->setFocus();
        QTest::keyClicks(output->threshold(), "0.05");
        QVERIFY(output->clipped()->isVisible() && output->clipped()->text().contains("%"));
        QCOMPARE(m_edits->count(), 0);
        QTest::keyClick(output->threshold(), Qt::Key_Return);
        QCOMPARE(m_edits->count(), 1);
        QCOMPARE(text(overrideOf(rules(), *m_made->bench.model(), unit)), std::string("threshold=0.05"));
        QCOMPARE(editorOf(*m_dock, "output")->threshold()->text(), "0.05");
        QTest::keyClick(output->threshold(), Qt::Key_Up);
        QTest::keyClick(output->threshold(), Qt::Key_Up);
        QCOMPARE(m_edits->count(), 3);
        QVERIFY(!m_edits->at(1).at(2).toString().isEmpty());
        QCOMPARE(m_edits->at(1).at(2), m_edits->at(2).at(2));
        QCOMPARE(std::count_if(rules().rules.begin(), rules().rules.end(),
                               [](const Rule& r) { return std::holds_alternative<OverrideRule>(r.what); }),
                 1);
    }

    void observersAndTheirParameters()
    {
        const UnitId unit = m_made->unit("/pose/fc1/Gemm");
        select({unit});
        QComboBox* methods = editorOf(*m_dock, "output")->observer()->methods();
        pick(methods, rowOf(methods, static_cast<int>(Method::Percentile)));
        QCOMPARE(text(overrideOf(rules(), *m_made->bench.model(), unit)), std::string("observer=percentile"));
        auto* field = editorOf(*m_dock, "output")->observer()->findChild<NumberField*>("percentile");
        QVERIFY(field);
        QCOMPARE(field->text(), "99.99");
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, "99.5\r");
        QCOMPARE(text(overrideOf(rules(), *m_made->bench.model(), unit)), std::string("observer=percentile:percentile=99.5"));
    }

    void severalUnitsAreOneStepAndDifferencesAreSaid()
    {
        const Model& model = *m_made->bench.model();
        m_made->setRules(withPort(rules(), model, std::vector<UnitId>{m_made->unit("/pose/Concat")}, "output",
                                  parseConfig("int16,observer=mse").ports.at("output")));
        select({m_made->unit("/pose/Concat"), m_made->unit("/pose/fc1/Gemm")});
        PortEditor* output = editorOf(*m_dock, "output");
        QCOMPARE(output->dtypes()->currentIndex(), -1);
        QVERIFY(output->port().dtype.mixed);
        m_edits->clear();
        m_dock->quickEdit(QuickEdit::Int16, QuickPort::Output);
        QCOMPARE(m_edits->count(), 1);
        QCOMPARE(editorOf(*m_dock, "output")->dtypes()->currentText(), "int16");
        QTest::mouseClick(m_dock->freezeButton(), Qt::LeftButton);
        QCOMPARE(m_edits->count(), 2);
        QVERIFY(m_dock->freezeButton()->isChecked());
        QTest::mouseClick(m_dock->freezeButton(), Qt::LeftButton);
        QVERIFY(!m_dock->freezeButton()->isChecked());
    }

    void aClickOnAPortShowsItInPlots()
    {
        select("/pose/fc1/Gemm");
        PortEditor* weight = editorOf(*m_dock, "weight");
        QTest::mouseClick(weight, Qt::LeftButton, {}, QPoint(4, 4));
        QCOMPARE(m_made->selection.point(), weight->port().point);
        QVERIFY(m_made->bench.model()->point(m_made->selection.point()).kind == PointKind::Weight);
        QCOMPARE(m_edits->count(), 0);
    }

    void theWheelChangesNothingInPassing()
    {
        select("/pose/fc1/Gemm");
        m_dock->setFocus();
        PortEditor* output = editorOf(*m_dock, "output");
        for (QWidget* field : {static_cast<QWidget*>(output->dtypes()), static_cast<QWidget*>(output->threshold()),
                               static_cast<QWidget*>(output->observer()->methods())}) {
            QWheelEvent wheel(QPointF(5, 5), field->mapToGlobal(QPointF(5, 5)), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                              Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(field, &wheel);
        }
        QCOMPARE(m_edits->count(), 0);
    }

    void anotherLanguageAndThemeKeepTheState()
    {
        select("/pose/fc1/Gemm");
        m_dock->quickEdit(QuickEdit::Int16, QuickPort::Output);
        QEvent language(QEvent::LanguageChange);
        QList<QWidget*> all = m_dock->findChildren<QWidget*>();
        all.prepend(m_dock.get());
        for (const QPointer<QWidget>& widget : QList<QPointer<QWidget>>(all.begin(), all.end()))
            if (widget)
                QCoreApplication::sendEvent(widget, &language);
        applyTheme(*qApp, Theme::Dark);
        QCOMPARE(editorOf(*m_dock, "output")->dtypes()->currentText(), "int16");
        applyTheme(*qApp, Theme::Light);
        QCOMPARE(m_edits->count(), 1);
    }

    /// An edit without effect says why.
    void whatAKeyCannotDoIsSaid()
    {
        QSignalSpy said(m_dock.get(), &InspectorDock::noticed);
        const auto last = [&] { return said.isEmpty() ? QString() : said.takeLast().at(0).toString(); };
        select("/pose/flatten/Flatten");
        m_dock->quickEdit(QuickEdit::Int16, QuickPort::Output);
        QVERIFY(m_edits->isEmpty());
        const PointId output = m_made->bench.model()->units.pointOf(m_made->unit("/pose/flatten/Flatten"), PointKind::Output);
        const PointId owner = m_made->bench.configuration()->effective->at(output).follows;
        QVERIFY(last().contains(QString::fromStdString(m_made->bench.model()->unitOf(owner).name)));
        m_dock->quickEdit(QuickEdit::Int8, QuickPort::Weight);
        QVERIFY(last().contains("has no weights"));
        m_dock->quickEdit(QuickEdit::Unset, QuickPort::Output);
        QVERIFY(last().contains("by hand"));
        select({m_made->unit("/pose/flatten/Flatten"), m_made->unit("/pose/fc1/Gemm")});
        m_dock->quickEdit(QuickEdit::Int16, QuickPort::Output);
        QVERIFY(last().contains("1 of 2"));
        QCOMPARE(m_edits->count(), 1);
        m_dock->quickEdit(QuickEdit::Float, QuickPort::Output); // any unit can
        QCOMPARE(m_edits->count(), 2);
        QVERIFY(last().isEmpty());
        QVERIFY(overrideOf(rules(), *m_made->bench.model(), m_made->unit("/pose/flatten/Flatten")).wholeFloat);
    }

    /// It computes in float, and what reads it quantizes all the same: both are said, and the readers' scale can be set.
    void aFloatUnitAmongQuantizedOnes()
    {
        select("/pose/Concat");
        m_dock->quickEdit(QuickEdit::Float, QuickPort::Output);
        PortEditor* output = editorOf(*m_dock, "output");
        QVERIFY(output);
        QVERIFY(output->port().requested.value == DType::Float32 && output->port().dtype.value == DType::Float32);
        QCOMPARE(output->port().readAs, QString("int8"));
        QVERIFY(output->threshold()->isEnabled());
        const auto labels = output->findChildren<QLabel*>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
                            [](const QLabel* l) { return l->isVisible() && l->text().contains("take it as int8"); }));
    }

    /// Scales of the channels, each fixed: the field says how many, and takes one for all.
    void fixedScalesOfChannels()
    {
        select("/pose/fc1/Gemm");
        const std::size_t channels =
            editorOf(*m_dock, "weight")->port().points.empty()
                ? 0
                : m_made->bench.configuration()->plan->plan.at(editorOf(*m_dock, "weight")->port().points.front())->scales.size();
        QVERIFY(channels > 1);
        UnitConfig config;
        config.ports["weight"].scale.assign(channels, 0.5);
        m_made->bench.requestEdit(
            "fix", withConfig(rules(), *m_made->bench.model(), std::vector<UnitId>{m_made->unit("/pose/fc1/Gemm")}, config));
        QCOMPARE(editorOf(*m_dock, "weight")->port().fixedChannels, static_cast<int>(channels));
        const auto fields = editorOf(*m_dock, "weight")->findChildren<NumberField*>();
        QVERIFY(std::any_of(fields.begin(), fields.end(), [&](NumberField* field) {
            return field->findChild<QLineEdit*>()->placeholderText().startsWith(QString::number(channels) + " fixed");
        }));
    }

    void passiveUnitsNameTheirSource()
    {
        select("/pose/flatten/Flatten");
        PortEditor* output = editorOf(*m_dock, "output");
        QVERIFY(output && output->port().follows != PointId::None);
        QVERIFY(!output->dtypes()->isVisible());
        emit output->pointActivated(output->port().follows);
        QCOMPARE(m_made->selection.current(), m_made->bench.model()->point(m_made->selection.point()).unit);
    }

    void whatWasTypedForOneUnitIsNotForAnother()
    {
        select("/pose/fc1/Gemm");
        NumberField* field = editorOf(*m_dock, "output")->threshold();
        field->setFocus();
        QTest::keyClicks(field, "0.05");
        select("/pose/Concat");
        QVERIFY(editorOf(*m_dock, "output")->threshold()->text().isEmpty());
        QTest::keyClicks(editorOf(*m_dock, "output")->threshold(), "0.05");
        m_dock.reset();
        QCOMPARE(m_edits->count(), 0);
    }

    /// The GUI thread stalls less than 50 ms when everything is selected and changed.
    void tenThousandUnitsAtOnce()
    {
        std::string model = "input x float32[1,4,4,4]\nweight w [4,4,1,1]\n";
        std::string last = "x";
        for (int i = 0; i < 10000; ++i) {
            const std::string name = "t" + std::to_string(i);
            model += name + (i % 2 ? " = Sigmoid(" + last + ") @sigmoid" : " = Conv(" + last + ", w) @conv") + std::to_string(i) +
                     "\n";
            last = name;
        }
        OrtEnvironment environment;
        Bench bench;
        Selection selection;
        bench.setModel(modelFromText(model + "output " + last + "\n", environment));
        auto configuration = std::make_shared<Configuration>();
        configuration->rules = RuleSet::ofPreset("horizon");
        configuration->profile = std::make_shared<Profile>(Profile::load("horizon"));
        configuration->effective =
            std::make_shared<Effective>(resolve(*bench.model(), configuration->rules, *configuration->profile));
        bench.setRules(configuration->rules);
        bench.setConfiguration(configuration);
        InspectorDock dock(bench, selection);
        dock.show();
        std::vector<UnitId> all;
        for (std::size_t u = 0; u < bench.model()->unitCount(); ++u)
            all.push_back(static_cast<UnitId>(u));
        RuleSet asked;
        connect(&bench, &Bench::editRequested, &dock,
                [&](const QString&, const RuleSet& after, const QString&) { asked = after; });
        selection.select(all);
        dock.quickEdit(QuickEdit::Int16, QuickPort::Output);
        auto next = std::make_shared<Configuration>(*configuration);
        next->rules = asked;
        bench.setRules(asked);
        bench.setConfiguration(next);
        QCOMPARE(asked.rules.size(), std::size_t{2});
    }

    void anotherModelOrNoneIsNoTrouble()
    {
        select("/pose/fc1/Gemm");
        m_dock->quickEdit(QuickEdit::Int16, QuickPort::Output);
        m_made->selection.forget();
        m_made->bench.setModel(nullptr);
        m_dock->quickEdit(QuickEdit::Int16, QuickPort::Output);
        QCOMPARE(m_edits->count(), 1);
    }

    /// As low as the dock is under the graph of the layout Analyse, at 1280 x 800.
    void nothingOverlapsWhereThereIsLittleRoom()
    {
        for (const int height : {700, 300, 210, 170})
            for (const char* unit : {"/pose/norm/BatchNormalization", "/backbone/stem/conv/Conv", "/pose/fc1/Gemm"}) {
                m_dock->resize(310, height);
                select(unit);
                QTest::qWait(20);
                const auto* header = m_dock->findChild<UnitHeader*>();
                const QWidget* last = nullptr;
                for (const QLabel* label : header->findChildren<QLabel*>()) {
                    if (!label->isVisible())
                        continue;
                    QVERIFY2(label->height() >= label->heightForWidth(label->width()) ||
                                 (!label->wordWrap() && label->height() >= label->fontMetrics().height()),
                             qPrintable(QStringLiteral("%1 %2 %3").arg(height).arg(label->height()).arg(label->text())));
                    QVERIFY(!last || label->geometry().top() >= last->geometry().bottom());
                    last = label;
                }
                QVERIFY(header->measured().contains("SQNR"));
                // Everything can be reached: the ports are seen, or are scrolled to.
                PortEditor* output = editorOf(*m_dock, "output");
                auto* scroll = m_dock->findChild<QScrollArea*>();
                scroll->ensureWidgetVisible(output->dtypes());
                QTest::qWait(1);
                const QRect seen = QRect(output->dtypes()->mapTo(scroll->viewport(), QPoint()), output->dtypes()->size())
                                       .intersected(scroll->viewport()->rect());
                QVERIFY2(seen.height() == output->dtypes()->height(), qPrintable(QString::number(height)));
            }
    }

    void nothingIsCutAtItsUsualSize()
    {
        for (std::size_t u = 0; u < m_made->bench.model()->unitCount(); ++u) {
            select({static_cast<UnitId>(u)});
            QTest::qWait(5);
            QCOMPARE(cutTexts(*m_dock).join("|"), "");
        }
    }

    void pictures()
    {
        Bench none;
        Selection nothing;
        InspectorDock closed(none, nothing);
        shoot(closed, "inspector-empty", {340, 700});
        shoot(*m_dock, "inspector-nothing", {340, 700});
        select("/pose/fc1/Gemm");
        shoot(*m_dock, "inspector-gemm", {340, 700});
        m_dock->quickEdit(QuickEdit::Int16, QuickPort::Output);
        shoot(*m_dock, "inspector-changed", {340, 700});
        select("/pose/flatten/Flatten");
        shoot(*m_dock, "inspector-passive", {340, 700});
        select("/pose/Concat");
        shoot(*m_dock, "inspector-concat", {340, 700});
        m_dock->applyAtOnceButton()->setChecked(false);
        m_dock->quickEdit(QuickEdit::Int16, QuickPort::Output);
        QTRY_VERIFY(m_dock->preview().isVisible());
        shoot(*m_dock, "inspector-preview", {340, 700});
        m_dock->applyAtOnceButton()->setChecked(true);
        std::vector<UnitId> all;
        for (std::size_t u = 0; u < m_made->bench.model()->unitCount(); ++u)
            all.push_back(static_cast<UnitId>(u));
        select(all);
        shoot(*m_dock, "inspector-many", {340, 700});
        if (auto made = nanodet()) {
            InspectorDock dock(made->bench, made->selection);
            made->selection.select(made->unit("Conv_33"));
            dock.quickEdit(QuickEdit::Int16, QuickPort::Output);
            shoot(dock, "inspector-nanodet", {340, 700});
            RulesDock rulesDock(made->bench, made->selection);
            shoot(rulesDock, "rules-nanodet", {340, 700});
            made->bench.setFindings(made->workspace().check({}).findings);
            FindingsDock findings(made->bench, made->selection);
            shoot(findings, "findings-nanodet", {340, 500});
        }
    }
};

QTEST_MAIN(TestInspector)
#include "tst_inspector.moc"
