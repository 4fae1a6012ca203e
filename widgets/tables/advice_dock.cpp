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
#include "widgets/common/tall_rows.h"
#include "widgets/common/theme.h"
#include "widgets/common/worded.h"
#include "widgets/tables/detail_pane.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>
#include <QVBoxLayout>

#include <array>
#include <set>
#include <utility>

namespace qb {

namespace {

enum Column { Layer, VerdictColumn, OutputColumn, Before, After, Cost, ColumnCount };

constexpr int kRow = Qt::UserRole;
constexpr int kCure = Qt::UserRole + 1;
constexpr int kCustom = -1; ///< in the box of metrics

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

struct Words {
    Q_DECLARE_TR_FUNCTIONS(AdviceDock)

public:
    /// The configuration of a cure as people say it: "int16, percentile 99.9" for "int16,observer=percentile:percentile=99.9".
    static QString ofCure(const std::string& config)
    {
        QStringList parts;
        for (const QString& part : text(config).split(QLatin1Char(','))) {
            const QString key = part.section(QLatin1Char('='), 0, 0);
            const QString value = part.section(QLatin1Char('='), 1);
            const QString observer = value.section(QLatin1Char(':'), 0, 0);
            if (value.isEmpty())
                parts << (part == QLatin1String("float") ? tr("float") : part);
            else if (key == QLatin1String("observer")) // its one parameter is often called as it is
                parts
                    << QString(value).replace(observer + QLatin1Char('='), QString()).replace(QLatin1Char(':'), QLatin1Char(' '));
            else if (key == QLatin1String("threshold"))
                parts << tr("threshold %1").arg(number(value.toDouble()));
            else
                parts << key + QLatin1Char(' ') + value;
        }
        return parts.join(QStringLiteral(", "));
    }

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

    static QString before(const MetricChoice& metric) { return metric.metric == Metric::Sqnr ? tr("Before [dB]") : tr("Before"); }
    static QString after(const MetricChoice& metric) { return metric.metric == Metric::Sqnr ? tr("After [dB]") : tr("After"); }

    /// What comes on top of what is paid now.
    static QString of(const CureCost& cost)
    {
        QStringList parts;
        if (cost.wideMacs > 0)
            parts << tr("int16: %1 of the MACs").arg(percent(cost.wideMacs));
        if (cost.floatMacs > 0)
            parts << tr("float: %1 of the MACs").arg(percent(cost.floatMacs));
        if (cost.extraBytes > 0)
            parts << QLatin1Char('+') + byteSize(static_cast<std::uint64_t>(cost.extraBytes));
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
    connect(&bench, &Bench::chosenCaseChanged, this, &AdviceDock::chooseOutputOfCase);
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
    for (const auto signal : {&QTreeWidget::itemExpanded, &QTreeWidget::itemCollapsed})
        connect(m_tree, signal, this, &AdviceDock::fitColumns);
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
    m_tree->viewport()->installEventFilter(this);
    m_tree->header()->setMinimumSectionSize(4 * kGrid);
    m_tree->setUniformRowHeights(true);
    m_tree->setItemDelegate(new TallRows(m_tree));
    m_tree->setAlternatingRowColors(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setTextElideMode(Qt::ElideMiddle);
    m_tree->header()->setStretchLastSection(false); // fitColumns() gives it what is left
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
    if (m_output->count() > 0)
        m_output->setItemText(0, tr("All outputs"));
    takeAdvice();
}

/// Who looks at a sample because of one output wants to know why that one is bad.
void AdviceDock::chooseOutputOfCase()
{
    const auto& chosen = m_bench.chosenCase();
    m_output->setCurrentIndex(chosen ? std::max(0, m_output->findText(text(chosen->output))) : 0);
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
    const auto& result = m_bench.advice();
    // In other words or colours, what is chosen and unfolded stays so.
    const bool same = std::exchange(m_shown, result) == result;
    int cure = -1;
    const AdviceRow* chosen = same ? rowOf(m_tree->currentItem(), &cure) : nullptr;
    std::set<int> unfolded{0};
    for (int i = 0; same && i < m_tree->topLevelItemCount(); ++i)
        if (m_tree->topLevelItem(i)->isExpanded())
            unfolded.insert(i);
        else
            unfolded.erase(i);
    m_tree->clear();
    if (m_bench.model() && !m_bench.model()->runnable())
        return showEmpty(notRunnable(*m_bench.model()), EmptyButton::Hidden);
    if (!result || !m_bench.model()) {
        showEmpty(tr("The layers that do most damage, why, and what each cure would really bring."));
        return;
    }
    showContent();
    const Advice& advice = result->advice;
    m_tree->setHeaderLabels(
        {tr("Layer, cure"), tr("Verdict"), tr("Output"), Words::before(advice.metric), Words::after(advice.metric), tr("Costs")});
    m_tree->headerItem()->setToolTip(OutputColumn, tr("The output where it hurts most; before and after are measured there"));
    for (const Column c : {Before, After}) {
        m_tree->headerItem()->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
        m_tree->headerItem()->setToolTip(c, choiceTitle(advice.metric));
    }
    for (int r = 0; r < static_cast<int>(advice.rows.size()); ++r)
        addRow(r)->setExpanded(unfolded.contains(r));
    fitColumns();
    if (QTreeWidgetItem* top = m_tree->topLevelItem(chosen ? static_cast<int>(chosen - advice.rows.data()) : 0))
        m_tree->setCurrentItem(cure < 0 ? top : top->child(cure));
    showCurrent();
}

QTreeWidgetItem* AdviceDock::addRow(int r)
{
    const Advice& advice = m_bench.advice()->advice;
    const Model& model = *m_bench.model();
    const AdviceRow& row = advice.rows[static_cast<std::size_t>(r)];
    const auto newItem = [&](QTreeWidgetItem* item, int cure) {
        item->setData(Layer, kRow, r);
        item->setData(Layer, kCure, cure);
        for (const Column c : {Before, After})
            item->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
        return item;
    };
    auto* top = newItem(new QTreeWidgetItem(m_tree), -1);
    top->setText(Layer, text(model.unit(row.unit).name));
    top->setText(VerdictColumn, Words::of(row.verdict));
    if (row.output != ValueId::None)
        top->setText(OutputColumn, text(model.graph.value(row.output).name));
    const TriedCure* best = bestCure(advice.metric, row);
    if (!row.cures.empty())
        showErrors(*top, best ? *best : row.cures.front(), best ? Errors::Both : Errors::Before);
    top->setText(Cost, row.ancestor != UnitId::None ? tr("see %1").arg(text(model.unit(row.ancestor).name))
                       : best                       ? Words::of(best->cost)
                                                    : tr("none helps"));
    QFont bold = m_tree->font();
    bold.setBold(true);
    top->setFont(Layer, bold);
    for (std::size_t c = 0; c < row.cures.size(); ++c) {
        auto* item = newItem(new QTreeWidgetItem(top), static_cast<int>(c));
        item->setText(Layer, Words::ofCure(row.cures[c].config));
        item->setText(Cost, Words::of(row.cures[c].cost));
        showErrors(*item, row.cures[c], Errors::Both);
    }
    for (const Column c : {Layer, VerdictColumn, OutputColumn, Cost}) {
        top->setToolTip(c, top->text(c));
        for (int child = 0; child < top->childCount(); ++child)
            top->child(child)->setToolTip(c, c == Layer ? text(row.cures[static_cast<std::size_t>(child)].config)
                                                        : top->child(child)->text(c));
    }
    return top;
}

/// Whether it is better or worse by arrow and colour; a cure that changes nothing is neither.
void AdviceDock::showErrors(QTreeWidgetItem& item, const TriedCure& cure, Errors which) const
{
    const MetricChoice& metric = m_bench.advice()->advice.metric;
    item.setText(Before, choiceText(metric, cure.errorBefore));
    item.setToolTip(Before, fullNumber(cure.errorBefore));
    if (which == Errors::Before)
        return;
    TriedCure back = cure;
    std::swap(back.errorBefore, back.errorAfter);
    const bool better = helps(metric, cure);
    QString after = choiceText(metric, cure.errorAfter);
    // What differs in digits that nobody sees is no news.
    if ((better || helps(metric, back)) && after != choiceText(metric, cure.errorBefore)) {
        after.prepend(cure.errorAfter > cure.errorBefore ? QStringLiteral("▲ ") : QStringLiteral("▼ "));
        item.setForeground(After, better ? dataColors(palette()).better : dataColors(palette()).worse);
    }
    item.setText(After, after);
    item.setToolTip(After, fullNumber(cure.errorAfter));
}

/// The name gives way before what a cure costs. Where even that is too little, columns go: the sentence below has the verdict.
void AdviceDock::fitColumns()
{
    const auto& result = m_bench.advice();
    if (!result)
        return;
    QFont bold = m_tree->font();
    bold.setBold(true);
    const QFontMetrics boldMetrics(bold);
    const QFontMetrics metrics = m_tree->fontMetrics();
    std::array<int, ColumnCount> needed{};
    for (int c = 0; c < ColumnCount; ++c)
        needed[static_cast<std::size_t>(c)] = metrics.horizontalAdvance(m_tree->headerItem()->text(c)) + 3 * kGrid;
    for (QTreeWidgetItemIterator i(m_tree); *i; ++i) {
        const QTreeWidgetItem* parent = (*i)->parent();
        if (parent && !parent->isExpanded())
            continue;
        for (int c = 0; c < ColumnCount; ++c) {
            const int indent = c == Layer ? m_tree->indentation() * (parent ? 2 : 1) : 0;
            int& width = needed[static_cast<std::size_t>(c)];
            const QFontMetrics& used = c == Layer ? boldMetrics : metrics;
            width = std::max(width, used.horizontalAdvance((*i)->text(c)) + indent + 3 * kGrid);
        }
    }
    constexpr int kLeastName = 28 * kGrid;
    const int least = kLeastName + std::min(needed[Cost], 20 * kGrid);
    const bool ofSeveral = result->advice.outputs.size() > 1;
    int room = m_tree->viewport()->width();
    for (const Column c : {After, OutputColumn, Before, VerdictColumn}) { // the most important first
        const int width = needed[static_cast<std::size_t>(c)];
        const bool shown = c == After || (room - width >= least && (c != OutputColumn || ofSeveral));
        m_tree->setColumnHidden(c, !shown);
        m_tree->setColumnWidth(c, width);
        room -= shown ? width : 0;
    }
    const int name = std::min(needed[Layer], std::max({kLeastName, room * 2 / 5, room - needed[Cost]}));
    m_tree->setColumnWidth(Layer, name);
    m_tree->setColumnWidth(Cost, std::max(room - name, least - kLeastName));
}

bool AdviceDock::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_tree->viewport() && event->type() == QEvent::Resize)
        fitColumns();
    return PagedDock::eventFilter(watched, event);
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
        QStringList state{tr("%Ln cure(s) were tried.", nullptr, static_cast<int>(result->advice.tried))};
        if (stale)
            state = {tr("Measured before the last edit.")};
        if (result->badCase)
            state << tr("Bad case only: sample %1.").arg(result->badCase->sample);
        else if (result->samples > 0)
            state << tr("Measured over %Ln sample(s).", nullptr, static_cast<int>(result->samples));
        m_state->setText(state.join(QLatin1Char(' ')));
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
        m_apply->setText(tr("Apply %1").arg(Words::ofCure(chosen->config)));
        m_apply->setToolTip(
            tr("Gives it to %1, as one step that can be undone").arg(text(m_bench.model()->unit(row->unit).name)));
    }
}

QString AdviceDock::stateText() const { return m_state->text(); }

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
    m_bench.requestEdit(tr("Cure %1: %2").arg(text(m_bench.model()->unit(of.unit).name), Words::ofCure(chosen->config)),
                        withConfig(m_bench.rules(), *m_bench.model(), units, parseConfig(chosen->config)));
}

} // namespace qb
