// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/pick_plot.h"

#include "widgets/common/colors.h"
#include "widgets/common/format.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

namespace qb {

PickPlot::PickPlot(QWidget* parent)
    : Plot(parent),
      m_line(new QCPCurve(xAxis, yAxis)),
      m_knee(new QCPItemTracer(this)),
      m_kneeText(new QCPItemText(this)),
      m_dot(new QCPItemTracer(this)),
      m_dotText(new QCPItemText(this)),
      m_measured(new QCPItemTracer(this)),
      m_measuredText(new QCPItemText(this))
{
    m_knee->setStyle(QCPItemTracer::tsSquare);
    m_dot->setStyle(QCPItemTracer::tsCircle);
    m_measured->setStyle(QCPItemTracer::tsPlus);
    m_knee->setSize(8);
    m_dot->setSize(10);
    m_measured->setSize(14);
    m_kneeText->position->setParentAnchor(m_knee->position);
    m_dotText->position->setParentAnchor(m_dot->position);
    m_measuredText->position->setParentAnchor(m_measured->position);
    for (QCPAbstractItem* item :
         std::initializer_list<QCPAbstractItem*>{m_knee, m_kneeText, m_dot, m_dotText, m_measured, m_measuredText}) {
        item->setLayer(QStringLiteral("marks"));
        item->setSelectable(false);
        item->setVisible(false);
    }
    setReadout([this](double x, double y) {
        if (m_curve.decibel.empty())
            return QString();
        const std::size_t k = nearest(toPixel(x, y));
        return tr("top %1: %2 of the MACs, predicted %3 dB")
            .arg(k)
            .arg(percent(m_curve.share[k]), metricText(Metric::Sqnr, m_curve.decibel[k]));
    });
    connect(this, &Plot::clicked, this, [this](QPointF pixel) {
        if (!m_curve.decibel.empty())
            emit picked(static_cast<int>(nearest(pixel)));
    });
    connect(this, &Plot::viewChanged, this, [this] {
        labelAxes();
        labelMarks();
    });
    PickPlot::recolour();
    retranslate();
}

void PickPlot::labelAxes()
{
    xAxis->setLabel(tr("int16 share of MACs [%]"));
    yAxis->setLabel(height() < 190 ? tr("Predicted [dB]") : tr("Predicted SQNR [dB]"));
}

/// Beside their marks, towards the side with more room. Where there is no room for all, what was measured comes first and the
/// word of the knee last.
void PickPlot::labelMarks()
{
    m_dotText->setText(m_pick == 0 ? tr("none raised") : tr("top %1").arg(m_pick));
    const QFontMetrics metrics(font());
    std::vector<QRectF> taken;
    const auto middleOf = [this](const QCPItemTracer& mark) {
        return QPointF(xAxis->coordToPixel(mark.position->key()), yAxis->coordToPixel(mark.position->value()));
    };
    for (const QCPItemTracer* mark : {m_measured, m_dot, m_knee})
        if (mark->visible())
            taken.push_back(QRectF(-5, -5, 10, 10).translated(middleOf(*mark)));
    const std::array<std::pair<QCPItemTracer*, QCPItemText*>, 3> marks{
        {{m_measured, m_measuredText}, {m_dot, m_dotText}, {m_knee, m_kneeText}}};
    for (const auto& [mark, text] : marks) {
        text->setVisible(false);
        if (!mark->visible())
            continue;
        const QPointF at = middleOf(*mark);
        const bool right = at.x() < axisRect()->center().x();
        const QSizeF size(metrics.horizontalAdvance(text->text()), metrics.height());
        for (const bool above : {at.y() > axisRect()->center().y(), at.y() <= axisRect()->center().y()}) {
            const QPointF corner(right ? at.x() + 7 : at.x() - 7 - size.width(), above ? at.y() - 4 - size.height() : at.y() + 4);
            const QRectF room(corner, size);
            if (!QRectF(axisRect()->rect()).contains(room) ||
                std::any_of(taken.begin(), taken.end(), [&](const QRectF& other) { return other.intersects(room); }))
                continue;
            text->setPositionAlignment((right ? Qt::AlignLeft : Qt::AlignRight) | (above ? Qt::AlignBottom : Qt::AlignTop));
            text->position->setCoords(right ? 7 : -7, above ? -4 : 4);
            text->setVisible(true);
            taken.push_back(room);
            break;
        }
    }
}

void PickPlot::retranslate()
{
    labelAxes();
    m_kneeText->setText(tr("knee"));
    m_measuredText->setText(tr("measured"));
    labelMarks();
    setAccessibleName(tr("Predicted output error over the int16 share of MACs"));
}

void PickPlot::recolour()
{
    Plot::recolour();
    const DataColors& colors = dataColors(palette());
    m_line->setPen(QPen(colors.quantized, 1.5));
    m_line->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, colors.quantized, colors.quantized, 4));
    m_knee->setPen(QPen(colors.warning, 2));
    m_knee->setBrush(palette().color(QPalette::Base));
    for (QCPItemText* text : {m_kneeText, m_dotText, m_measuredText}) {
        text->setFont(font());
        text->setColor(palette().color(QPalette::Text));
    }
    m_dot->setPen(QPen(palette().color(QPalette::Base), 1.5));
    m_dot->setBrush(colors.int16);
    m_measured->setPen(QPen(colors.better, 2.5));
}

void PickPlot::setCurve(PickCurve curve)
{
    m_curve = std::move(curve);
    QVector<double> t;
    QVector<double> x;
    for (std::size_t i = 0; i < m_curve.share.size(); ++i) {
        t.push_back(static_cast<double>(i));
        x.push_back(m_curve.share[i] * 100);
    }
    const bool known = !m_curve.decibel.empty();
    m_line->setData(known ? t : QVector<double>{}, known ? x : QVector<double>{},
                    QVector<double>(m_curve.decibel.begin(), m_curve.decibel.end()), true);
    m_knee->setVisible(known && m_curve.knee > 0);
    if (known) {
        m_knee->position->setCoords(m_curve.share[m_curve.knee] * 100, m_curve.decibel[m_curve.knee]);
        // A prediction of next to no error says nothing: what is more than 60 dB above the start is not worth the height.
        PlotRange y = rangeOf(m_curve.decibel);
        y.hi = std::min(y.hi, y.lo + 60);
        setBounds(padded({0, std::max(1.0, m_curve.share.back() * 100)}), padded(y, 0.08), true);
    }
    setPick(std::min(m_pick, m_curve.last()));
}

void PickPlot::setPick(std::size_t count)
{
    m_pick = count;
    m_dot->setVisible(count < m_curve.decibel.size());
    if (m_dot->visible())
        m_dot->position->setCoords(m_curve.share[count] * 100, m_curve.decibel[count]);
    labelMarks();
    refresh();
}

void PickPlot::setMeasured(std::optional<QPointF> at)
{
    m_measured->setVisible(at && std::isfinite(at->y()));
    if (at)
        m_measured->position->setCoords(at->x() * 100, at->y());
    labelMarks();
    refresh();
}

std::size_t PickPlot::nearest(QPointF pixel) const
{
    std::size_t best = 0;
    double least = 1e300;
    for (std::size_t k = 0; k < m_curve.decibel.size(); ++k) {
        const QPointF at = pixelOf(k);
        const double distance = std::hypot(at.x() - pixel.x(), at.y() - pixel.y());
        if (distance < least) {
            least = distance;
            best = k;
        }
    }
    return best;
}

QPointF PickPlot::pixelOf(std::size_t count) const { return toPixel(m_curve.share[count] * 100, m_curve.decibel[count]); }

} // namespace qb
