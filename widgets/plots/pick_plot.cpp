// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/pick_plot.h"

#include "widgets/common/colors.h"
#include "widgets/common/format.h"

#include <cmath>

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
    m_kneeText->position->setCoords(6, 4);
    m_kneeText->setPositionAlignment(Qt::AlignTop | Qt::AlignLeft);
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

/// Towards the side with more room: above what is picked, below what was measured. Where the knee's word is, none of the pick.
void PickPlot::labelMarks()
{
    m_dotText->setText(m_pick == 0 ? tr("none raised") : tr("top %1").arg(m_pick));
    const double apart = yAxis->coordToPixel(m_dot->position->value()) - yAxis->coordToPixel(m_knee->position->value());
    const bool atKnee = m_knee->visible() && std::abs(apart) < 2.5 * fontMetrics().height();
    m_dotText->setVisible(m_dot->visible() && !atKnee);
    m_measuredText->setVisible(m_measured->visible());
    const auto place = [this](const QCPItemTracer& mark, QCPItemText& text, bool above) {
        const bool right = xAxis->coordToPixel(mark.position->key()) < axisRect()->center().x();
        text.setPositionAlignment((right ? Qt::AlignLeft : Qt::AlignRight) | (above ? Qt::AlignBottom : Qt::AlignTop));
        text.position->setCoords(right ? 6 : -6, above ? -3 : 3);
    };
    const bool low = yAxis->coordToPixel(m_dot->position->value()) > axisRect()->center().y();
    place(*m_dot, *m_dotText, low);
    place(*m_measured, *m_measuredText, false);
}

void PickPlot::retranslate()
{
    labelAxes();
    labelMarks();
    m_kneeText->setText(tr("knee"));
    m_measuredText->setText(tr("measured"));
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
    m_kneeText->setVisible(m_knee->visible());
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
