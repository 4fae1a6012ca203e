// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/plot.h"

#include "widgets/common/colors.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/plots/picture.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace qb {

namespace {

class Ticker : public QCPAxisTicker {
public:
    explicit Ticker(int count) { setTickCount(count); }

protected:
    double getTickStep(const QCPRange& range) override { return m_step = QCPAxisTicker::getTickStep(range); }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override { return tickText(tick, m_step); }

private:
    double m_step = 0;
};

class WholeTicker : public Ticker {
public:
    using Ticker::Ticker;

protected:
    double getTickStep(const QCPRange& range) override { return std::max(1.0, std::round(Ticker::getTickStep(range))); }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override { return QString::number(tick, 'f', 0); }
};

/// Decades; where fewer than two are in view, plain steps.
class LogTicker : public QCPAxisTickerLog {
protected:
    QVector<double> createTickVector(double step, const QCPRange& range) override
    {
        if (range.lower > 0 && range.upper / range.lower < 100) {
            QVector<double> ticks;
            double decade = std::pow(10, std::floor(std::log10(range.lower)));
            for (; decade <= range.upper; decade *= 10)
                for (const double digit : {1.0, 2.0, 5.0})
                    if (decade * digit >= range.lower && decade * digit <= range.upper)
                        ticks.push_back(decade * digit);
            if (ticks.size() >= 2)
                return ticks;
        }
        return QCPAxisTickerLog::createTickVector(step, range);
    }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override { return number(tick); }
};

/// In lines no wider than that, broken between words; a word that is wider is cut at its end.
QString wrapped(const QString& text, const QFontMetrics& metrics, int width)
{
    QStringList lines;
    for (const QString& line : text.split(QLatin1Char('\n'))) {
        QString now;
        for (const QString& word : line.split(QLatin1Char(' '))) {
            const QString longer = now.isEmpty() ? word : now + QLatin1Char(' ') + word;
            if (now.isEmpty() || metrics.horizontalAdvance(longer) <= width) {
                now = longer;
                continue;
            }
            lines << metrics.elidedText(now, Qt::ElideRight, width);
            now = word;
        }
        lines << metrics.elidedText(now, Qt::ElideRight, width);
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace

Plot::Plot(QWidget* parent) : QCustomPlot(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setPlottingHint(QCP::phImmediateRefresh, false); // else each plot draws the whole window
    setMouseTracking(true);
    setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    setNoAntialiasingOnDrag(true);
    axisRect()->setRangeZoomFactor(0.8);
    // All that only changes with the data goes into one buffer; on top of it what follows the mouse.
    layer(QStringLiteral("overlay"))->setMode(QCPLayer::lmLogical);
    addLayer(QStringLiteral("marks"), layer(layerCount() - 1), limAbove);
    addLayer(QStringLiteral("hover"), layer(layerCount() - 1), limAbove);
    layer(QStringLiteral("marks"))->setMode(QCPLayer::lmBuffered);
    layer(QStringLiteral("hover"))->setMode(QCPLayer::lmBuffered);
    xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new Ticker(5)));
    yAxis->setTicker(QSharedPointer<QCPAxisTicker>(new Ticker(5)));
    for (QCPAxis* axis : {xAxis, yAxis}) {
        axis->setPadding(2);
        axis->setLabelPadding(2);
        axis->setTickLabelPadding(3);
        axis->setTickLengthIn(0);
        axis->setTickLengthOut(4);
        axis->setSubTickLengthIn(0);
        axis->setSubTicks(false);
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
    axisRect()->setupFullAxesBox();
    for (QCPAxis* axis : {xAxis2, yAxis2}) {
        axis->setTicks(false);
        axis->setTickLabels(false);
        axis->setSubTicks(false);
    }
    const auto cross = [&](QPointF a, QPointF b) {
        auto* line = new QCPItemStraightLine(this);
        line->setLayer(QStringLiteral("hover"));
        for (QCPItemPosition* position : {line->point1, line->point2})
            position->setType(QCPItemPosition::ptAbsolute);
        line->point1->setCoords(a);
        line->point2->setCoords(b);
        line->setSelectable(false);
        line->setVisible(false);
        return line;
    };
    m_crossX = cross({0, 0}, {0, 1});
    m_crossY = cross({0, 0}, {1, 0});
    m_readoutItem = new QCPItemText(this);
    m_readoutItem->setLayer(QStringLiteral("hover"));
    m_readoutItem->setClipToAxisRect(false);
    m_readoutItem->position->setType(QCPItemPosition::ptAbsolute);
    m_readoutItem->setPositionAlignment(Qt::AlignTop | Qt::AlignRight);
    m_readoutItem->setTextAlignment(Qt::AlignRight);
    m_readoutItem->setPadding(QMargins(kGrid, 2, kGrid, 2));
    m_readoutItem->setSelectable(false);
    m_readoutItem->setVisible(false);
    m_messageItem = new QCPItemText(this);
    m_messageItem->setLayer(QStringLiteral("overlay"));
    m_messageItem->position->setType(QCPItemPosition::ptAxisRectRatio);
    m_messageItem->position->setCoords(0.5, 0.5);
    m_messageItem->setPositionAlignment(Qt::AlignCenter);
    m_messageItem->setTextAlignment(Qt::AlignCenter);
    m_messageItem->setSelectable(false);
    m_messageItem->setVisible(false);
    recolourBase();
}

void Plot::setMessage(const QString& message)
{
    if (message == m_message)
        return;
    m_message = message;
    m_messageItem->setVisible(!message.isEmpty());
    yAxis->setTicks(message.isEmpty());
    yAxis->setTickLabels(message.isEmpty());
    wrapMessage();
    refresh();
}

void Plot::wrapMessage()
{
    if (!m_message.isEmpty())
        m_messageItem->setText(wrapped(m_message, fontMetrics(), std::max(60, axisRect()->width() - 8 * kGrid)));
}

void Plot::recolourBase()
{
    const QPalette p = palette();
    const DataColors& colors = dataColors(p);
    setBackground(QBrush(p.color(QPalette::Base)));
    const QColor axisColor = p.color(QPalette::Mid);
    for (QCPAxis* axis : {xAxis, yAxis, xAxis2, yAxis2}) {
        axis->setBasePen(QPen(axisColor));
        axis->setTickPen(QPen(axisColor));
        axis->setSubTickPen(QPen(axisColor));
        axis->setTickLabelColor(p.color(QPalette::Text));
        axis->setLabelColor(p.color(QPalette::Text));
        axis->setTickLabelFont(font());
        axis->setLabelFont(font());
        axis->grid()->setPen(QPen(colors.grid, 1));
        axis->grid()->setSubGridPen(Qt::NoPen);
    }
    for (QCPItemStraightLine* line : {m_crossX, m_crossY})
        line->setPen(QPen(p.color(QPalette::PlaceholderText), 1, Qt::DotLine));
    m_readoutItem->setFont(font());
    m_readoutItem->setColor(p.color(QPalette::ToolTipText));
    m_readoutItem->setBrush(p.color(QPalette::ToolTipBase));
    m_readoutItem->setPen(QPen(axisColor));
    m_messageItem->setFont(font());
    m_messageItem->setColor(p.color(QPalette::PlaceholderText));
}

void Plot::recolour() { recolourBase(); }

void Plot::changeEvent(QEvent* event)
{
    QCustomPlot::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        recolour();
        refresh();
    }
}

void Plot::setBounds(PlotRange x, PlotRange y, bool keepView)
{
    m_boundsX = x;
    m_boundsY = y;
    if (!keepView || !m_zoomed)
        showAll();
}

void Plot::showAll()
{
    m_zoomed = false;
    xAxis->setRange(m_boundsX.lo, m_boundsX.hi);
    yAxis->setRange(m_boundsY.lo, m_boundsY.hi);
    emit viewChanged();
    refresh();
}

void Plot::setLogY(bool log)
{
    if (log == isLogY())
        return;
    yAxis->setScaleType(log ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    yAxis->setTicker(log ? QSharedPointer<QCPAxisTicker>(new LogTicker) : QSharedPointer<QCPAxisTicker>(new Ticker(5)));
    setTickCounts();
}

void Plot::setHorizontalOnly()
{
    axisRect()->setRangeZoom(Qt::Horizontal);
    axisRect()->setRangeDrag(Qt::Horizontal);
}

void Plot::setWholeX()
{
    m_mostTicksX = 8;
    xAxis->setTicker(QSharedPointer<QCPAxisTicker>(new WholeTicker(m_mostTicksX)));
}

/// No more than there is room for their numbers.
void Plot::setTickCounts()
{
    constexpr int kPixelsPerTick = 44;
    constexpr int kMostTicksY = 5;
    xAxis->ticker()->setTickCount(std::clamp(axisRect()->width() / kPixelsPerTick, 2, m_mostTicksX));
    if (yAxis->scaleType() == QCPAxis::stLinear)
        yAxis->ticker()->setTickCount(
            std::clamp(axisRect()->height() * 2 / (3 * QFontMetrics(yAxis->tickLabelFont()).height()), 1, kMostTicksY));
}

QString Plot::exportPicture(const QString& path, QSize size)
{
    hideHover();
    const QSize was = viewport().size();
    const QSize wanted = size.isEmpty() ? was : size;
    const QString problem = writePicture(path, wanted, windowTitle(), [&](QPaintDevice& device, bool vectors) {
        QCPPainter painter;
        painter.begin(&device);
        if (vectors)
            painter.setMode(QCPPainter::pmVectorized);
        painter.setMode(QCPPainter::pmNoCaching);
        toPainter(&painter, wanted.width(), wanted.height());
    });
    setViewport(QRect(QPoint(0, 0), this->size()));
    replot();
    return problem;
}

void Plot::mousePressEvent(QMouseEvent* event)
{
    m_pressed = event->button() == Qt::LeftButton;
    m_moved = false;
    m_pressedAt = event->pos();
    QCustomPlot::mousePressEvent(event);
}

void Plot::mouseMoveEvent(QMouseEvent* event)
{
    if (m_pressed && (event->pos() - m_pressedAt).manhattanLength() > 3)
        m_moved = true;
    QCustomPlot::mouseMoveEvent(event);
    if (m_pressed && m_moved) {
        m_zoomed = true;
        hideHover();
        emit viewChanged();
    } else {
        hoverAt(event->position());
    }
}

void Plot::mouseReleaseEvent(QMouseEvent* event)
{
    const bool click = m_pressed && !m_moved && event->button() == Qt::LeftButton;
    m_pressed = false;
    QCustomPlot::mouseReleaseEvent(event);
    if (click && axisRect()->rect().contains(event->pos()))
        emit clicked(event->position());
}

void Plot::mouseDoubleClickEvent(QMouseEvent* event)
{
    QCustomPlot::mouseDoubleClickEvent(event);
    m_pressed = false;
    showAll();
}

void Plot::wheelEvent(QWheelEvent* event)
{
    QCustomPlot::wheelEvent(event);
    m_zoomed = true;
    emit viewChanged();
    refresh();
}

void Plot::zoomX(double factor, double centre)
{
    xAxis->scaleRange(factor, centre);
    m_zoomed = true;
    emit viewChanged();
    refresh();
}

void Plot::keyPressEvent(QKeyEvent* event)
{
    const double middle = xAxis->range().center();
    const double step = xAxis->range().size() / 10;
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal: return zoomX(0.8, middle);
    case Qt::Key_Minus: return zoomX(1.25, middle);
    case Qt::Key_0:
    case Qt::Key_Home: return showAll();
    case Qt::Key_Left: xAxis->moveRange(-step); return zoomX(1, middle);
    case Qt::Key_Right: xAxis->moveRange(step); return zoomX(1, middle);
    default: QCustomPlot::keyPressEvent(event);
    }
}

void Plot::hoverAt(QPointF pixel)
{
    const QRect inside = axisRect()->rect();
    if (!inside.contains(pixel.toPoint()))
        return hideHover();
    m_crossX->point1->setCoords(pixel.x(), 0);
    m_crossX->point2->setCoords(pixel.x(), 1);
    m_crossY->point1->setCoords(0, pixel.y());
    m_crossY->point2->setCoords(1, pixel.y());
    m_crossX->setVisible(true);
    m_crossY->setVisible(true);
    const QString text = m_readout ? m_readout(xAxis->pixelToCoord(pixel.x()), yAxis->pixelToCoord(pixel.y())) : QString();
    const QMargins padding = m_readoutItem->padding();
    m_readoutText = text;
    m_readoutItem->setText(
        wrapped(text, fontMetrics(), std::max(20, inside.width() - 2 * kGrid - padding.left() - padding.right())));
    m_readoutItem->setVisible(!text.isEmpty());
    // In the corner that the mouse is not in.
    const bool left = pixel.x() > inside.center().x();
    m_readoutItem->setPositionAlignment(Qt::AlignTop | (left ? Qt::AlignLeft : Qt::AlignRight));
    m_readoutItem->setTextAlignment(left ? Qt::AlignLeft : Qt::AlignRight);
    m_readoutItem->position->setCoords(left ? inside.left() + kGrid : inside.right() - kGrid, inside.top() + kGrid);
    layer(QStringLiteral("hover"))->replot();
}

QRectF Plot::readoutRect() const
{
    return {m_readoutItem->topLeft->pixelPosition(), m_readoutItem->bottomRight->pixelPosition()};
}

void Plot::hideHover()
{
    if (!m_crossX->visible())
        return;
    m_crossX->setVisible(false);
    m_crossY->setVisible(false);
    m_readoutItem->setVisible(false);
    layer(QStringLiteral("hover"))->replot();
}

void Plot::leaveEvent(QEvent* event)
{
    QCustomPlot::leaveEvent(event);
    hideHover();
}

void Plot::resizeEvent(QResizeEvent* event)
{
    QCustomPlot::resizeEvent(event);
    wrapMessage();
    setTickCounts();
    emit viewChanged();
    refresh();
}

void Plot::paintEvent(QPaintEvent* event)
{
    // Debian's 2.1 learns the ratio once; the screen may change under us.
    if (!qFuzzyCompare(bufferDevicePixelRatio(), devicePixelRatioF())) {
        setBufferDevicePixelRatio(devicePixelRatioF());
        replot(rpQueuedRefresh);
    }
    QCustomPlot::paintEvent(event);
}

} // namespace qb
