// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bad_cases/case_plot.h"

#include "widgets/common/colors.h"
#include "widgets/common/format.h"

#include <cmath>

namespace qb {

namespace {

/// Values that span more than two decades are looked at by their logarithm.
bool wantsLog(const std::vector<double>& values)
{
    double least = HUGE_VAL;
    double most = 0;
    for (const double v : values) {
        if (std::isfinite(v) && v < 0)
            return false;
        if (std::isfinite(v) && v > 0) {
            least = std::min(least, v);
            most = std::max(most, v);
        }
    }
    return most > 100 * least;
}

} // namespace

CasePlot::CasePlot(QWidget* parent)
    : Plot(parent),
      m_line(addGraph()),
      m_median(new QCPItemStraightLine(this)),
      m_medianText(new QCPItemText(this)),
      m_dot(new QCPItemTracer(this)),
      m_flag(new QCPItemTracer(this))
{
    m_dot->setStyle(QCPItemTracer::tsCircle);
    m_dot->setSize(10);
    m_flag->setStyle(QCPItemTracer::tsSquare);
    m_flag->setSize(13);
    m_medianText->setPositionAlignment(Qt::AlignBottom | Qt::AlignRight);
    m_medianText->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
    m_medianText->position->setTypeY(QCPItemPosition::ptPlotCoords);
    m_medianText->setPadding(QMargins(0, 0, 4, 1));
    for (QCPAbstractItem* item : std::initializer_list<QCPAbstractItem*>{m_median, m_medianText, m_flag, m_dot}) {
        item->setLayer(QStringLiteral("marks"));
        item->setSelectable(false);
        item->setVisible(false);
    }
    setWholeX();
    setReadout([this](double x, double y) {
        const int row = nearest(toPixel(x, y));
        if (row < 0)
            return QString();
        const auto i = static_cast<std::size_t>(row);
        return tr("rank %1: %2, %3")
            .arg(row + 1)
            .arg(i < m_names.size() ? m_names[i] : QString(), std::isnan(m_values[i]) ? tr("not finite") : m_words(m_values[i]));
    });
    connect(this, &Plot::clicked, this, [this](QPointF pixel) {
        if (const int row = nearest(pixel); row >= 0)
            emit picked(row);
    });
    connect(this, &Plot::viewChanged, this, &CasePlot::labelAxes);
    CasePlot::recolour();
    retranslate();
}

void CasePlot::labelAxes()
{
    xAxis->setLabel(tr("Samples, worst first"));
    yAxis->setLabel(m_title);
}

void CasePlot::retranslate()
{
    labelAxes();
    m_medianText->setText(tr("median %1").arg(m_words ? m_words(m_medianValue) : QString()));
    setAccessibleName(tr("Errors of all samples, worst first"));
}

void CasePlot::recolour()
{
    Plot::recolour();
    const DataColors& colors = dataColors(palette());
    const QColor line = m_stale ? colors.unknown : colors.quantized;
    m_line->setPen(QPen(line, 1.5));
    m_line->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, line, line, m_values.size() > 200 ? 2 : 4));
    m_median->setPen(QPen(palette().color(QPalette::PlaceholderText), 1, Qt::DashLine));
    m_medianText->setFont(font());
    m_medianText->setColor(palette().color(QPalette::PlaceholderText));
    m_dot->setPen(QPen(palette().color(QPalette::Base), 1.5));
    m_dot->setBrush(colors.warning);
    m_flag->setPen(QPen(colors.error, 2));
    m_flag->setBrush(Qt::NoBrush);
}

void CasePlot::setValues(std::vector<double> values, double median, const QString& title, bool stale,
                         std::function<QString(double)> words)
{
    m_values = std::move(values);
    m_title = title;
    m_stale = stale;
    m_words = std::move(words);
    m_medianValue = median;
    const bool log = wantsLog(m_values);
    setLogY(log);
    QVector<double> x;
    QVector<double> y;
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        x.push_back(static_cast<double>(i + 1));
        y.push_back(std::isfinite(m_values[i]) && !(log && m_values[i] <= 0) ? m_values[i]
                                                                             : std::numeric_limits<double>::quiet_NaN());
    }
    m_line->setData(x, y, true);
    m_median->setVisible(std::isfinite(median));
    m_medianText->setVisible(m_median->visible());
    if (m_median->visible()) {
        m_median->point1->setCoords(0, median);
        m_median->point2->setCoords(1, median);
        m_medianText->position->setCoords(1, median);
    }
    if (!m_values.empty()) {
        const PlotRange range = rangeOf(m_values, log);
        setBounds(padded({1, std::max(2.0, static_cast<double>(m_values.size()))}, 0.03),
                  log ? paddedLog(range, 0.08) : padded(range, 0.08), true);
    }
    recolour();
    retranslate();
    place(m_dot, m_current);
    place(m_flag, m_badCase);
    refresh();
}

void CasePlot::place(QCPItemTracer* mark, int row)
{
    const bool known =
        row >= 0 && row < static_cast<int>(m_values.size()) && std::isfinite(m_values[static_cast<std::size_t>(row)]);
    mark->setVisible(known);
    if (known)
        mark->position->setCoords(row + 1, m_values[static_cast<std::size_t>(row)]);
}

void CasePlot::setCurrent(int row)
{
    m_current = row;
    place(m_dot, row);
    refresh();
}

void CasePlot::setBadCase(int row)
{
    m_badCase = row;
    place(m_flag, row);
    refresh();
}

int CasePlot::nearest(QPointF pixel) const
{
    if (m_values.empty())
        return -1;
    const double rank = std::clamp(std::round(xAxis->pixelToCoord(pixel.x())), 1.0, static_cast<double>(m_values.size()));
    return static_cast<int>(rank) - 1;
}

QPointF CasePlot::pixelOf(int row) const { return toPixel(row + 1, m_values[static_cast<std::size_t>(row)]); }

} // namespace qb
