// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/unit_header.h"

#include "widgets/common/badness.h"
#include "widgets/common/colors.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

#include <array>
#include <cmath>
#include <map>

namespace qb {

namespace {

QString text(const std::string& s) { return QString::fromStdString(s); }

/// Breaks a line between parts only.
QString unbroken(const QStringList& parts)
{
    QStringList whole = parts;
    return whole.replaceInStrings(QStringLiteral(" "), QString(QChar::Nbsp)).join(QStringLiteral(" · "));
}

const CompareRow* rowOf(const LiveResult& live, PointId point)
{
    for (const CompareRow& row : live.comparison.rows)
        if (row.point == point && point != PointId::None)
            return &row;
    return nullptr;
}

} // namespace

UnitHeader::UnitHeader(Bench& bench, QWidget* parent)
    : QWidget(parent),
      m_bench(bench),
      m_title(new QLabel),
      m_type(new QLabel),
      m_costs(new QLabel),
      m_folded(new QLabel),
      m_measured(new QLabel)
{
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setTextFormat(Qt::PlainText);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * kGrid, 2 * kGrid, 2 * kGrid, kGrid);
    layout->setSpacing(kGrid / 2);
    for (QLabel* label : {m_title, m_type, m_costs, m_folded, m_measured}) {
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        label->setWordWrap(label != m_title);
        layout->addWidget(label);
    }
    m_measured->setTextFormat(Qt::RichText);
    m_measured->setContentsMargins(0, kGrid, 0, 0);
    m_costs->setForegroundRole(QPalette::PlaceholderText);
    m_folded->setForegroundRole(QPalette::PlaceholderText);
}

void UnitHeader::setUnits(const std::vector<UnitId>& units)
{
    m_units = units;
    showAll();
}

QString UnitHeader::measured() const { return m_measured->text(); }

void UnitHeader::showAll()
{
    const auto& model = m_bench.model();
    if (!model)
        m_units.clear();
    if (m_units.empty())
        return;
    if (m_units.size() == 1)
        showOne(*model, m_units.front());
    else
        showMany(*model);
    showMeasured();
    elide();
    fold();
    // What changes while the dock lies behind another is not always laid out anew: lines of another script are higher.
    layout()->invalidate();
    updateGeometry();
}

void UnitHeader::setRoom(int height)
{
    m_room = height;
    fold();
}

void UnitHeader::fold()
{
    const QMargins around = layout()->contentsMargins();
    const int inside = width() - around.left() - around.right();
    const auto heightOf = [&](const QLabel* label) {
        return layout()->spacing() + (label->wordWrap() ? label->heightForWidth(inside) : label->sizeHint().height());
    };
    const std::array<QLabel*, 3> last{m_folded, m_costs, m_type}; // what is missed least goes first
    int needed = around.top() + around.bottom() + heightOf(m_title) + (m_measured->isHidden() ? 0 : heightOf(m_measured));
    for (const QLabel* label : last)
        needed += label->text().isEmpty() ? 0 : heightOf(label);
    QStringList hidden;
    for (QLabel* label : last) {
        const bool empty = label->text().isEmpty();
        const bool fits = needed <= m_room;
        if (!empty && !fits) {
            needed -= heightOf(label);
            hidden.prepend(label->text());
        }
        label->setVisible(!empty && fits);
    }
    m_title->setToolTip((QStringList{m_name} + hidden).join(QLatin1Char('\n')));
}

void UnitHeader::showOne(const Model& model, UnitId id)
{
    const Unit& unit = model.unit(id);
    m_name = text(unit.name);
    m_type->setText(unit.module.empty() ? text(unit.opType) : tr("%1 in %2").arg(text(unit.opType), text(unit.module)));
    QStringList costs;
    if (!unit.outputs.empty())
        costs << shapeText(model.shapes[indexOf(unit.outputs.front())]);
    if (unit.macs != 0) {
        double all = 0;
        for (const Unit& u : model.units.units)
            all += static_cast<double>(u.macs);
        costs << tr("%1 MACs (%2)").arg(bigCount(static_cast<double>(unit.macs)), percent(static_cast<double>(unit.macs) / all));
    }
    if (unit.parameters != 0)
        costs << tr("%1 parameters").arg(bigCount(static_cast<double>(unit.parameters)));
    m_costs->setText(unbroken(costs));
    QStringList folded;
    for (const NodeId n : unit.nodes) {
        const Node& node = model.graph.node(n);
        if (n != unit.main)
            folded << text(node.name);
        for (const std::string& name : node.absorbed)
            folded << text(name);
    }
    constexpr int kListed = 3;
    m_folded->setToolTip(folded.join(QLatin1Char('\n')));
    const auto more = folded.size() - kListed;
    QString list = folded.mid(0, kListed).join(QStringLiteral(", "));
    if (more > 0)
        list = tr("%1 and %Ln more", nullptr, static_cast<int>(more)).arg(list);
    m_folded->setText(folded.isEmpty() ? QString() : tr("With %1").arg(list));
}

void UnitHeader::showMany(const Model& model)
{
    m_name = tr("%Ln units", nullptr, static_cast<int>(m_units.size()));
    std::map<QString, int> types;
    double macs = 0;
    double all = 0;
    double parameters = 0;
    for (const UnitId id : m_units) {
        ++types[text(model.unit(id).opType)];
        macs += static_cast<double>(model.unit(id).macs);
        parameters += static_cast<double>(model.unit(id).parameters);
    }
    for (const Unit& u : model.units.units)
        all += static_cast<double>(u.macs);
    std::vector<std::pair<int, QString>> byCount;
    for (const auto& [type, n] : types)
        byCount.emplace_back(-n, type);
    std::sort(byCount.begin(), byCount.end());
    QStringList list;
    for (std::size_t i = 0; i < std::min<std::size_t>(4, byCount.size()); ++i)
        list << QStringLiteral("%1 %2").arg(-byCount[i].first).arg(byCount[i].second);
    QString typesText = list.join(QStringLiteral(", "));
    if (byCount.size() > 4)
        typesText = tr("%1 and others").arg(typesText);
    m_type->setText(typesText);
    QStringList costs;
    if (macs > 0)
        costs << tr("%1 MACs (%2)").arg(bigCount(macs), percent(macs / all));
    if (parameters > 0)
        costs << tr("%1 parameters").arg(bigCount(parameters));
    m_costs->setText(unbroken(costs));
    m_folded->clear();
}

void UnitHeader::showMeasured()
{
    const auto& live = m_bench.live();
    const UnitId unit = m_units.back();
    const CompareRow* row = m_units.size() == 1 ? m_bench.liveRow(unit) : nullptr;
    if (!live || !row || row->metrics.samples().empty()) {
        m_measured->hide();
        return;
    }
    const DataColors& colors = dataColors(palette());
    const MetricSums now = row->metrics.pooled();
    const bool hasBefore = m_bench.before() && m_bench.before() != live && m_bench.before()->sample == live->sample;
    const CompareRow* earlier = hasBefore ? rowOf(*m_bench.before(), row->point) : nullptr;
    QString cells;
    QString heads;
    QStringList doubts;
    const QString quiet = palette().color(QPalette::PlaceholderText).name();
    const QString ink = m_bench.liveIsStale() ? palette().color(QPalette::Disabled, QPalette::Text).name()
                                              : palette().color(QPalette::Text).name();
    for (const Metric metric : {Metric::Sqnr, Metric::Cosine, Metric::Atol, Metric::MaxQscaleDiff}) {
        const double value = now.value(metric, row->scale());
        const double before = earlier ? earlier->metrics.pooled().value(metric, earlier->scale()) : std::nan("");
        // Steps of another width can't be compared.
        const bool says = meaningOf(metric, now) != Meaning::None;
        const bool comparable = says && (metric != Metric::MaxQscaleDiff || (earlier && earlier->scale() == row->scale()));
        QString change;
        const double delta = value - before;
        const double least = metric == Metric::Sqnr ? 0.05 : std::abs(before) * 1e-4;
        if (comparable && std::isfinite(delta) && std::abs(delta) >= least) {
            const bool better = (delta > 0) == higherIsBetter(metric);
            change =
                QStringLiteral("<br><span style='color:%1'>%2 %3</span>")
                    .arg((better ? colors.better : colors.worse).name(), delta > 0 ? QStringLiteral("▲") : QStringLiteral("▼"),
                         metric == Metric::Cosine ? QString::number(std::abs(delta), 'g', 2)
                         : metric == Metric::Sqnr ? QString::number(std::abs(delta), 'f', 1)
                                                  : number(std::abs(delta)));
        }
        heads += QStringLiteral("<td align='right' style='color:%1; white-space:nowrap'>%2</td>").arg(quiet, metricTitle(metric));
        cells += QStringLiteral("<td align='right' valign='top' style='color:%1; white-space:nowrap'>%2%3</td>")
                     .arg(ink, says ? metricText(metric, value) : QStringLiteral("-"), change);
        if (const QString doubt = doubtOf(metric, now); !doubt.isEmpty() && !doubts.contains(doubt))
            doubts << doubt;
    }
    m_measured->setText(QStringLiteral("<table width='100%'><tr>%1</tr><tr>%2</tr></table>").arg(heads, cells));
    QString tip = tr("Output of this unit on the pinned sample %1, quantized against float.").arg(live->sampleName);
    if (earlier)
        tip += QLatin1Char('\n') + tr("Arrows: change since before the last edit.");
    for (const QString& doubt : doubts)
        tip += QLatin1Char('\n') + doubt;
    if (m_bench.liveIsStale())
        tip += QLatin1Char('\n') + tr("Measured with the configuration before the last edit.");
    m_measured->setToolTip(tip);
    m_measured->show();
}

void UnitHeader::elide()
{
    m_title->setText(m_title->fontMetrics().elidedText(m_name, Qt::ElideMiddle, std::max(40, width() - 4 * kGrid)));
}

void UnitHeader::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    elide();
    fold();
}

void UnitHeader::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        showAll();
}

} // namespace qb
