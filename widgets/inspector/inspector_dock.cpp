// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/inspector_dock.h"

#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/inspector/number_field.h"
#include "widgets/inspector/port_editor.h"
#include "widgets/inspector/preview_strip.h"
#include "widgets/inspector/unit_header.h"

#include <QAction>
#include <QFrame>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace qb {

InspectorDock::InspectorDock(Bench& bench, Selection& selection, QWidget* parent)
    : PagedDock(parent),
      m_bench(bench),
      m_selection(selection),
      m_asker(new EditPreview(this)),
      m_header(new UnitHeader(bench)),
      m_scroll(new QScrollArea),
      m_strip(new PreviewStrip),
      m_applyAtOnce(new QToolButton),
      m_freeze(new QToolButton),
      m_back(new QToolButton)
{
    build();
    const auto another = [this] {
        m_asker->cancel();
        m_pending.reset();
        m_pendingPreview.reset();
        m_strip->clear();
        refresh();
    };
    connect(&selection, &Selection::changed, this, [this] {
        for (auto* field : findChildren<NumberField*>())
            field->forgetTyped(); // it was meant for other units
        refresh();
        considerNothing();
    });
    connect(&bench, &Bench::modelChanged, this, another);
    connect(&bench, &Bench::configurationChanged, this, another);
    connect(&bench, &Bench::statisticsChanged, this, &InspectorDock::refresh);
    connect(&bench, &Bench::liveChanged, this, [this] { m_header->setUnits(m_selection.units()); });
    connect(m_asker, &EditPreview::answered, this, [this](const std::shared_ptr<const Preview>& preview) {
        if (!m_bench.model())
            return;
        if (m_pending && preview->rules == *m_pending) {
            m_pendingPreview = preview;
            showPorts();
        }
        m_strip->show(*m_bench.model(), *preview, m_pending ? PreviewStrip::Buttons::Shown : PreviewStrip::Buttons::Hidden);
    });
    connect(m_strip, &PreviewStrip::applied, this, &InspectorDock::apply);
    connect(m_strip, &PreviewStrip::discarded, this, &InspectorDock::discard);
    connect(m_applyAtOnce, &QToolButton::toggled, this, [this](bool on) {
        if (on && m_pending)
            apply();
    });
    connect(m_freeze, &QToolButton::clicked, this, [this](bool on) {
        edit(on ? tr("Freeze %1").arg(unitsText()) : tr("Unfreeze %1").arg(unitsText()),
             withFreeze(rules(), *m_bench.model(), m_selection.units(), on));
    });
    connect(m_back, &QToolButton::clicked, this, [this] { quickEdit(QuickEdit::Unset, QuickPort::Output); });
    retranslate();
}

InspectorDock::~InspectorDock()
{
    // A field that loses the focus because the window goes must not commit what was typed.
    for (auto* field : findChildren<NumberField*>())
        field->blockSignals(true);
}

void InspectorDock::build()
{
    auto* tools = new QHBoxLayout;
    tools->setContentsMargins(2 * kGrid, 0, 2 * kGrid, kGrid);
    tools->setSpacing(kGrid);
    m_back->setIcon(themeIcon(QStringLiteral("edit-reset")));
    m_freeze->setIcon(themeIcon(QStringLiteral("object-locked")));
    m_freeze->setCheckable(true);
    m_applyAtOnce->setIcon(themeIcon(QStringLiteral("media-playback-start")));
    m_applyAtOnce->setCheckable(true);
    m_applyAtOnce->setChecked(true);
    for (QToolButton* button : {m_back, m_freeze, m_applyAtOnce}) {
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        if (button == m_applyAtOnce)
            tools->addStretch();
        tools->addWidget(button);
    }
    auto* inside = new QWidget;
    m_ports = new QVBoxLayout(inside);
    m_ports->setContentsMargins(0, 0, 0, 0);
    m_ports->setSpacing(0);
    m_ports->addStretch();
    m_scroll->setWidget(inside);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setMinimumHeight(12 * kGrid);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* full = new QWidget;
    auto* layout = new QVBoxLayout(full);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addLayout(tools);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_strip);
    setContent(full);
}

const RuleSet& InspectorDock::rules() const { return m_pending ? *m_pending : m_bench.rules(); }

const Effective& InspectorDock::effective() const
{
    return m_pendingPreview ? *m_pendingPreview->effective : *m_bench.configuration()->effective;
}

void InspectorDock::refresh()
{
    const bool full = m_bench.model() && m_bench.configuration() && !m_selection.units().empty();
    if (!full && m_bench.model())
        return showEmpty(tr("Select a unit to see and change how it is quantized."), EmptyButton::Hidden);
    if (!full)
        return showEmpty(tr("How the selected units are quantized, and why, will be shown here."));
    showContent();
    m_header->setUnits(m_selection.units());
    showTools();
    showPorts();
}

void InspectorDock::showTools()
{
    std::size_t frozen = 0;
    std::size_t overridden = 0;
    for (const UnitConfig& config : overridesOf(rules(), *m_bench.model(), m_selection.units())) {
        frozen += config.freeze ? 1 : 0;
        overridden += config == UnitConfig{} ? 0 : 1;
    }
    m_freeze->setEnabled(!unitsThatTake(*m_bench.model(), effective(), m_selection.units(), QuickPort::Output).empty());
    m_freeze->setChecked(frozen == m_selection.units().size());
    m_back->setEnabled(overridden > 0);
}

void InspectorDock::showPorts()
{
    const auto& configuration = m_bench.configuration();
    const auto& model = m_bench.model();
    const PlanResult* plan = m_pending ? nullptr : configuration->plan.get();
    const CalibrationData* statistics = m_bench.statistics().get();
    const auto ports = summarizePorts(*model, *configuration->profile, effective(), plan, statistics, m_selection.units());
    while (m_editors.size() < ports.size())
        m_editors.push_back(makeEditor());
    while (m_editors.size() > ports.size()) {
        // Maybe one of its own signals brought us here.
        m_editors.back()->hide();
        m_editors.back()->deleteLater();
        m_editors.pop_back();
    }
    for (std::size_t i = 0; i < ports.size(); ++i) {
        std::function<double(double)> clippedAt;
        if (ports[i].points.size() == 1)
            clippedAt = [this, point = ports[i].points.front()](double threshold) {
                return clippedBeyond(*m_bench.model(), m_bench.statistics().get(), point, effective().at(point), threshold);
            };
        m_editors[i]->setPort(ports[i], *model, rules(), std::move(clippedAt));
        const PointId shown = m_selection.point();
        m_editors[i]->setCurrent(
            m_selection.units().size() == 1 &&
            (shown == PointId::None ? ports[i].kind == PointKind::Output && i == 0 : ports[i].point == shown));
    }
    orderTabs();
}

/// Fields come and go; Tab takes them as they stand, behind the buttons.
void InspectorDock::orderTabs()
{
    QWidget* before = m_applyAtOnce;
    for (const PortEditor* editor : m_editors)
        for (QWidget* field : editor->findChildren<QWidget*>())
            if ((field->focusPolicy() & Qt::TabFocus) != 0 && !field->focusProxy() && field->window() == window()) { // no list
                setTabOrder(before, field);
                before = field;
            }
}

PortEditor* InspectorDock::makeEditor()
{
    auto* editor = new PortEditor;
    m_ports->insertWidget(static_cast<int>(m_editors.size()), editor);
    connectEditor(editor);
    return editor;
}

RuleSet InspectorDock::withDType(const PortSummary& port, DType dtype) const
{
    const Model& model = *m_bench.model();
    if (dtype == DType::Float32 && port.kind == PointKind::Output) {
        UnitConfig config;
        config.wholeFloat = true;
        return withConfig(rules(), model, port.units, config);
    }
    PortConfig config;
    config.dtype = dtype;
    return withPort(rules(), model, port.units, port.port, config);
}

void InspectorDock::connectEditor(PortEditor* editor)
{
    const auto with = [this, editor](const PortConfig& config) {
        return withPort(rules(), *m_bench.model(), editor->port().units, editor->port().port, config);
    };
    connect(editor, &PortEditor::dtypeChosen, this, [this, editor](DType dtype) {
        edit(tr("Set %1 of %2 to %3").arg(QString::fromStdString(editor->port().port), unitsText(), dtypeText(dtype)),
             withDType(editor->port(), dtype));
    });
    connect(editor, &PortEditor::dtypeConsidered, this,
            [this, editor](DType dtype) { consider(withDType(editor->port(), dtype)); });
    connect(editor, &PortEditor::configChosen, this,
            [this, editor, with](const PortConfig& config, const QString& what, const QString& key) {
                const QString port = QString::fromStdString(editor->port().port);
                const QString merge = key.isEmpty() ? QString()
                                                    : QStringLiteral("%1:%2:%3:%4")
                                                          .arg(port, key)
                                                          .arg(static_cast<int>(m_selection.current()))
                                                          .arg(m_selection.units().size());
                edit(tr("Set %1 of %2: %3").arg(port, unitsText(), what), with(config), merge);
            });
    connect(editor, &PortEditor::configConsidered, this, [this, with](const PortConfig& config) { consider(with(config)); });
    connect(editor, &PortEditor::clicked, this, [this, editor] {
        if (m_selection.units().size() == 1)
            m_selection.select(m_selection.units(), editor->port().point);
    });
    connect(editor, &PortEditor::consideredNothing, this, &InspectorDock::considerNothing);
    connect(editor, &PortEditor::ruleActivated, this, &InspectorDock::ruleActivated);
    connect(editor, &PortEditor::pointActivated, this,
            [this](PointId point) { m_selection.select(std::vector<UnitId>{m_bench.model()->point(point).unit}, point); });
}

void InspectorDock::quickEdit(QuickEdit kind, QuickPort port)
{
    if (!m_bench.model() || !m_bench.configuration() || m_selection.units().empty())
        return;
    const QString what = port == QuickPort::Weight ? tr("weight") : tr("output");
    QString text;
    switch (kind) {
    case QuickEdit::Float: text = tr("Set %1 of %2 to float"); break;
    case QuickEdit::Int8: text = tr("Set %1 of %2 to int8"); break;
    case QuickEdit::Int16: text = tr("Set %1 of %2 to int16"); break;
    case QuickEdit::Fixed: text = tr("Fix the scale of %1 of %2"); break;
    case QuickEdit::Unset: text = tr("Take %1 of %2 back to the rules"); break;
    }
    const RuleSet after = withQuickEdit(rules(), *m_bench.model(), effective(), m_bench.configuration()->plan.get(),
                                        m_selection.units(), kind, port);
    const bool forAll = kind == QuickEdit::Unset || (kind == QuickEdit::Float && port == QuickPort::Output);
    const std::size_t selected = m_selection.units().size();
    const std::size_t taking = forAll ? selected : unitsThatTake(*m_bench.model(), effective(), m_selection.units(), port).size();
    if (after == rules() && taking == selected)
        emit noticed(kind == QuickEdit::Unset ? tr("Nothing was set by hand for %1.").arg(unitsText())
                                              : tr("The rules say so already for %1.").arg(unitsText()));
    else if (taking < selected && (taking == 0 || m_applyAtOnce->isChecked()))
        emit noticed(whyLeftOut(port, taking));
    const bool waits = !m_applyAtOnce->isChecked() && !(after == rules());
    edit(text.arg(what, unitsText()), after);
    if (waits)
        emit applyNeeded();
}

QString InspectorDock::whyLeftOut(QuickPort port, std::size_t taking) const
{
    const std::size_t selected = m_selection.units().size();
    if (taking > 0)
        return port == QuickPort::Weight
                   ? tr("Set for %1 of %2 units; the others have no weights.").arg(count(taking), count(selected))
                   : tr("Set for %1 of %2 units; the others have no scale of their own.").arg(count(taking), count(selected));
    if (port == QuickPort::Weight)
        return tr("Nothing to set: %1 has no weights.").arg(unitsText());
    const Model& model = *m_bench.model();
    const PointId output = model.units.pointOf(m_selection.units().front(), PointKind::Output);
    if (selected == 1 && output != PointId::None)
        if (const PointId owner = effective().at(output).follows; owner != PointId::None)
            return tr("%1 has no scale of its own, it takes that of %2: set it there.")
                .arg(unitsText(), QString::fromStdString(model.unitOf(owner).name));
    return tr("Nothing to set: %1 has no scale of its own.").arg(unitsText());
}

void InspectorDock::edit(const QString& text, const RuleSet& after, const QString& mergeKey)
{
    if (after == rules())
        return;
    if (m_applyAtOnce->isChecked()) {
        considerNothing();
        m_bench.requestEdit(text, after, mergeKey);
        return;
    }
    m_pendingText = m_pending && m_pendingText != text ? tr("Several edits") : text;
    m_pending = after;
    showTools();
    m_asker->ask(m_bench.model(), m_bench.configuration(), after);
}

void InspectorDock::consider(const RuleSet& after)
{
    if (m_bench.model() && m_bench.configuration())
        m_asker->ask(m_bench.model(), m_bench.configuration(), after);
}

void InspectorDock::considerNothing()
{
    if (m_pending) {
        if (m_bench.model() && m_bench.configuration())
            m_asker->ask(m_bench.model(), m_bench.configuration(), *m_pending);
        return;
    }
    m_asker->cancel();
    m_strip->clear();
}

void InspectorDock::apply()
{
    if (!m_pending)
        return;
    const RuleSet after = *m_pending;
    const QString text = m_pendingText;
    discard();
    m_bench.requestEdit(text, after);
}

void InspectorDock::discard()
{
    m_asker->cancel();
    m_pending.reset();
    m_pendingPreview.reset();
    m_strip->clear();
    refresh();
}

QString InspectorDock::unitsText() const
{
    const auto& units = m_selection.units();
    if (units.size() == 1)
        return QString::fromStdString(m_bench.model()->unit(units.front()).name);
    return tr("%Ln units", nullptr, static_cast<int>(units.size()));
}

void InspectorDock::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_header->setRoom(height() * 2 / 5); // the ports are what is worked on
}

void InspectorDock::restyle()
{
    if (m_pending)
        considerNothing(); // shows what waits anew
}

void InspectorDock::retranslate()
{
    setAccessibleName(tr("Inspector"));
    m_back->setText(tr("Back to the rules"));
    m_back->setToolTip(tr("Take back what was set by hand on the selected units"));
    m_freeze->setText(tr("Freeze"));
    m_freeze->setToolTip(tr("Keep the dtypes of these units against automatic changes"));
    m_applyAtOnce->setText(tr("At once"));
    m_applyAtOnce->setToolTip(tr("Edits apply at once; else they wait for Apply and show what they change"));
    refresh();
    restyle();
}

} // namespace qb
