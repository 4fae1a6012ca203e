// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/advice_dock.h"

#include "engine/analysis/output_errors.h"
#include "engine/qconfig/edit_rules.h"
#include "widgets/common/choice_words.h"
#include "widgets/common/colors.h"
#include "widgets/common/evidence.h"
#include "widgets/common/expression_field.h"
#include "widgets/common/format.h"
#include "widgets/common/rich_text.h"
#include "widgets/common/theme.h"
#include "widgets/common/worded.h"
#include "widgets/tables/detail_pane.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace qb {

namespace {

enum Column { Layer, VerdictColumn, Before, After, Cost, ColumnCount };

constexpr int kRow = Qt::UserRole;
constexpr int kCure = Qt::UserRole + 1;
constexpr int kCustom = -1; ///< in the box of metrics

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

struct Words {
    Q_DECLARE_TR_FUNCTIONS(AdviceDock)

public:
    static QString of(Verdict verdict)
    {
        switch (verdict) {
        case Verdict::Clipping: return tr("clipping");
        case Verdict::Rounding: return tr("rounding");
        case Verdict::Inherited: return tr("inherited");
        case Verdict::ChannelSpread: return tr("channel spread");
        case Verdict::WastedRange: return tr("wasted range");
        case Verdict::ConcatSharedScale: return tr("shared Concat scale");
        case Verdict::Preprocessing: return tr("preprocessing");
        }
        return {};
    }

    /// What comes on top of what is paid now.
    static QString of(const CureCost& cost)
    {
        QStringList parts;
        if (cost.wideMacs > 0)
            parts << tr("int16 for %1 of the MACs").arg(percent(cost.wideMacs));
        if (cost.floatMacs > 0)
            parts << tr("float for %1 of the MACs").arg(percent(cost.floatMacs));
        if (cost.extraBytes > 0)
            parts << tr("%1 more bytes").arg(count(static_cast<std::uint64_t>(cost.extraBytes)));
        return parts.isEmpty() ? tr("nothing") : parts.join(QStringLiteral(", "));
    }
};

} // namespace

AdviceDock::AdviceDock(Bench& bench, Selection& selection, QWidget* parent)
    : PagedDock(parent),
      m_bench(bench),
      m_selection(selection),
      m_metric(new QComboBox),
      m_expression(new ExpressionField(ExpressionField::Of::Outputs)),
      m_output(new QComboBox),
      m_start(new QPushButton),
      m_state(new QLabel),
      m_tree(new QTreeWidget),
      m_details(new QLabel),
      m_apply(new QPushButton)
{
    build();
    connect(&bench, &Bench::modelChanged, this, &AdviceDock::fillOutputs);
    connect(&bench, &Bench::adviceChanged, this, &AdviceDock::takeAdvice);
    connect(&bench, &Bench::configurationChanged, this, &AdviceDock::showCurrent);
    connect(&bench, &Bench::customMetricChanged, this, [this] {
        const auto& custom = m_bench.customMetric();
        m_expression->setExpression(custom ? text(custom->text) : QString());
        m_expression->setOrder(custom ? custom->order : Order::Descending);
        takeMetric();
    });
    connect(&bench, &Bench::expressionsChanged, this, [this] { m_expression->setRecent(m_bench.expressions()); });
    connect(m_metric, &QComboBox::activated, this, [this] {
        takeMetric();
        if (m_expression->isVisible())
            m_expression->setFocus();
    });
    connect(m_expression, &ExpressionField::changed, this, &AdviceDock::takeMetric);
    connect(m_expression, &ExpressionField::accepted, this, &AdviceDock::start);
    connect(m_start, &QPushButton::clicked, this, &AdviceDock::start);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &AdviceDock::choose);
    connect(m_tree, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem* item) {
        int cure = -1;
        if (rowOf(item, &cure) && cure >= 0)
            apply(item->data(Layer, kRow).toInt(), cure);
    });
    connect(m_apply, &QPushButton::clicked, this, [this] {
        int cure = -1;
        if (const QTreeWidgetItem* item = m_tree->currentItem(); rowOf(item, &cure))
            apply(item->data(Layer, kRow).toInt(), cure);
    });
    connect(m_details, &QLabel::linkActivated, this,
            [this](const QString& unit) { m_selection.select(static_cast<UnitId>(unit.toInt())); });
    m_expression->setRecent(bench.expressions());
    fillOutputs();
    retranslate();
    takeMetric();
}

void AdviceDock::takeMetric()
{
    const bool custom = m_metric->currentData().toInt() == kCustom;
    m_expression->setVisible(custom);
    m_start->setEnabled(!custom || !m_expression->expression().empty());
}

void AdviceDock::start()
{
    const int metric = m_metric->currentData().toInt();
    const int output = m_output->currentData().toInt();
    if (metric != kCustom) {
        emit adviceRequested(static_cast<Metric>(metric), output);
        return;
    }
    if (m_expression->expression().empty())
        return;
    m_bench.requestCustomMetric(m_expression->text(), m_expression->order());
    emit adviceRequested(MetricChoice::custom(m_expression->order()), output);
}

void AdviceDock::build()
{
    for (const Metric m : {Metric::Sqnr, Metric::Cosine, Metric::L1, Metric::Atol})
        m_metric->addItem(metricTitle(m), static_cast<int>(m));
    m_metric->addItem(QString(), kCustom);
    for (QComboBox* box : {m_metric, m_output})
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_start->setIcon(themeIcon(QStringLiteral("games-solve")));
    m_state->setForegroundRole(QPalette::PlaceholderText);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(kGrid, kGrid, kGrid, kGrid);
    bar->setSpacing(kGrid);
    bar->addWidget(m_output);
    bar->addWidget(m_metric);
    bar->addWidget(m_start);
    bar->addStretch();
    m_tree->setColumnCount(ColumnCount);
    m_tree->setUniformRowHeights(true);
    m_tree->setAlternatingRowColors(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setTextElideMode(Qt::ElideMiddle);
    m_tree->header()->setStretchLastSection(true);
    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(m_tree);
    splitter->addWidget(detailPane(m_details, m_apply, Qt::TextBrowserInteraction));
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({300, 170});
    auto* full = new QWidget;
    auto* layout = new QVBoxLayout(full);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    m_expression->setContentsMargins(kGrid, 0, kGrid, kGrid);
    layout->addWidget(m_expression);
    layout->addWidget(m_state);
    m_state->setContentsMargins(2 * kGrid, 0, 2 * kGrid, kGrid);
    layout->addWidget(splitter, 1);
    setContent(full);
}

void AdviceDock::retranslate()
{
    m_start->setText(tr("Advise"));
    nameWidget(m_start, tr("Advise"), tr("Judge the layers that do most damage, and try what could help them"));
    nameWidget(m_metric, tr("Metric"), tr("By which cures are measured"));
    m_metric->setItemText(m_metric->findData(kCustom), tr("Custom"));
    m_metric->setItemData(m_metric->findData(kCustom), tr("An expression of your own"), Qt::ToolTipRole);
    nameWidget(m_output, tr("Output"), tr("The output at which errors count"));
    nameWidget(m_tree, tr("Layers and their cures"), {});
    m_tree->setHeaderLabels({tr("Layer, cure"), tr("Verdict"), tr("Before"), tr("After"), tr("Costs")});
    for (const Column c : {Before, After})
        m_tree->headerItem()->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
    if (m_output->count() > 0)
        m_output->setItemText(0, tr("All outputs"));
    takeAdvice();
}

void AdviceDock::fillOutputs()
{
    m_expression->setOutputs(m_bench.model() ? m_bench.model()->outputs : std::vector<PortInfo>{});
    m_output->clear();
    m_output->addItem(tr("All outputs"), -1);
    if (m_bench.model()) {
        const std::vector<PortInfo>& outputs = m_bench.model()->outputs;
        for (const std::size_t o : measurableOutputs(outputs))
            m_output->addItem(text(outputs[o].name), static_cast<int>(o));
    }
    m_output->setVisible(m_output->count() > 2);
}

void AdviceDock::takeAdvice()
{
    m_tree->clear();
    const auto& result = m_bench.advice();
    if (!result || !m_bench.model()) {
        showEmpty(tr("The layers that do most damage, why, and what each cure would really bring."));
        return;
    }
    showContent();
    const Advice& advice = result->advice;
    const auto shown = [&](double value) { return choiceText(advice.metric, value); };
    for (std::size_t r = 0; r < advice.rows.size(); ++r) {
        const AdviceRow& row = advice.rows[r];
        auto* top = new QTreeWidgetItem(m_tree);
        top->setText(Layer, text(m_bench.model()->unit(row.unit).name));
        top->setText(VerdictColumn, Words::of(row.verdict));
        const TriedCure* best = bestCure(advice.metric, row);
        if (!row.cures.empty())
            top->setText(Before, shown(row.cures.front().errorBefore));
        if (best)
            top->setText(After, shown(best->errorAfter));
        top->setText(Cost, row.ancestor != UnitId::None ? tr("see %1").arg(text(m_bench.model()->unit(row.ancestor).name))
                           : best                       ? Words::of(best->cost)
                                                        : tr("none helps"));
        top->setToolTip(Layer, top->text(Layer));
        top->setData(Layer, kRow, static_cast<int>(r));
        top->setData(Layer, kCure, -1);
        QFont bold = m_tree->font();
        bold.setBold(true);
        top->setFont(Layer, bold);
        for (std::size_t c = 0; c < row.cures.size(); ++c) {
            const TriedCure& cure = row.cures[c];
            auto* item = new QTreeWidgetItem(top);
            item->setText(Layer, text(cure.config));
            item->setText(Before, shown(cure.errorBefore));
            item->setText(After, shown(cure.errorAfter));
            item->setText(Cost, Words::of(cure.cost));
            item->setData(Layer, kRow, static_cast<int>(r));
            item->setData(Layer, kCure, static_cast<int>(c));
            item->setForeground(After, helps(advice.metric, cure) ? dataColors(palette()).better : dataColors(palette()).worse);
        }
        for (const Column c : {Before, After}) {
            top->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
            for (int child = 0; child < top->childCount(); ++child)
                top->child(child)->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
        }
        top->setExpanded(r == 0);
    }
    for (int c = 0; c < Cost; ++c)
        m_tree->resizeColumnToContents(c);
    m_tree->setColumnWidth(Layer, std::min(m_tree->columnWidth(Layer), 60 * kGrid));
    if (m_tree->topLevelItemCount() > 0)
        m_tree->setCurrentItem(m_tree->topLevelItem(0));
    showCurrent();
}

const AdviceRow* AdviceDock::rowOf(const QTreeWidgetItem* item, int* cure) const
{
    if (!item || !m_bench.advice())
        return nullptr;
    const auto row = item->data(Layer, kRow).toULongLong();
    if (row >= m_bench.advice()->advice.rows.size())
        return nullptr;
    if (cure)
        *cure = item->data(Layer, kCure).toInt();
    return &m_bench.advice()->advice.rows[row];
}

void AdviceDock::choose()
{
    if (const AdviceRow* row = rowOf(m_tree->currentItem()); row && m_tree->hasFocus())
        m_selection.select(std::vector<UnitId>{row->unit}, row->point);
    showCurrent();
}

void AdviceDock::showCurrent()
{
    const auto& result = m_bench.advice();
    const bool stale = result && m_bench.configuration() && result->configuration->key != m_bench.configuration()->key;
    if (result) {
        QString state = stale ? tr("Measured before the last edit.")
                              : tr("%n cure(s) were tried.", nullptr, static_cast<int>(result->advice.tried));
        if (result->badCase)
            state += QLatin1Char(' ') + tr("Bad case only: sample %1.").arg(result->badCase->sample);
        m_state->setText(state);
    }
    int cure = -1;
    const AdviceRow* row = rowOf(m_tree->currentItem(), &cure);
    const TriedCure* chosen = !row       ? nullptr
                              : cure < 0 ? bestCure(result->advice.metric, *row)
                                         : &row->cures[static_cast<std::size_t>(cure)];
    m_apply->setVisible(chosen);
    if (!row) {
        m_details->clear();
        return;
    }
    QString html = QStringLiteral("<p style='margin:0 0 4px 0'>%1</p>").arg(richText(worded(row->why)));
    html += evidenceTable(row->evidence, palette());
    if (row->ancestor != UnitId::None)
        html += QStringLiteral("<p><a href='%1'>%2</a></p>")
                    .arg(static_cast<int>(row->ancestor))
                    .arg(tr("Go to %1").arg(richText(text(m_bench.model()->unit(row->ancestor).name))));
    m_details->setText(html);
    if (chosen) {
        m_apply->setText(tr("Apply %1").arg(text(chosen->config)));
        m_apply->setToolTip(
            tr("Gives it to %1, as one step that can be undone").arg(text(m_bench.model()->unit(row->unit).name)));
    }
}

void AdviceDock::apply(int row, int cure)
{
    const auto& result = m_bench.advice();
    if (!result || row < 0 || static_cast<std::size_t>(row) >= result->advice.rows.size())
        return;
    const AdviceRow& of = result->advice.rows[static_cast<std::size_t>(row)];
    const TriedCure* chosen = cure < 0 ? bestCure(result->advice.metric, of) : &of.cures[static_cast<std::size_t>(cure)];
    if (!chosen)
        return;
    const UnitId units[] = {of.unit};
    m_bench.requestEdit(tr("Cure %1: %2").arg(text(m_bench.model()->unit(of.unit).name), text(chosen->config)),
                        withConfig(m_bench.rules(), *m_bench.model(), units, parseConfig(chosen->config)));
}

} // namespace qb
