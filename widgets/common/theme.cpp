// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/theme.h"

#include <QApplication>
#include <QIcon>
#include <QIconEngine>
#include <QPainter>
#include <QProxyStyle>
#include <QStandardPaths>
#include <QStyle>
#include <QStyleFactory>
#include <QStyleOption>

#include <algorithm>

namespace qb {

namespace {

struct Role {
    QPalette::ColorRole role;
    unsigned light;
    unsigned dark;
};

constexpr Role kRoles[] = {
    {QPalette::Window, 0xf3f4f6, 0x23262b},      {QPalette::WindowText, 0x1f242b, 0xdfe3e8},
    {QPalette::Base, 0xffffff, 0x1b1e22},        {QPalette::AlternateBase, 0xf7f8fa, 0x202328},
    {QPalette::Text, 0x1f242b, 0xdfe3e8},        {QPalette::Button, 0xe9ebef, 0x2c3036},
    {QPalette::ButtonText, 0x1f242b, 0xdfe3e8},  {QPalette::BrightText, 0xffffff, 0xffffff},
    {QPalette::Highlight, 0x2f6fb5, 0x3a6ea5},   {QPalette::HighlightedText, 0xffffff, 0xffffff},
    {QPalette::ToolTipBase, 0xffffff, 0x2c3036}, {QPalette::ToolTipText, 0x1f242b, 0xdfe3e8},
    {QPalette::Link, 0x1d69c4, 0x63a8ff},        {QPalette::LinkVisited, 0x8354b2, 0xb48be0},
    {QPalette::Light, 0xffffff, 0x3a3f47},       {QPalette::Midlight, 0xe3e6eb, 0x32363d},
    {QPalette::Mid, 0xc4c9d1, 0x454b54},         {QPalette::Dark, 0xa3a9b3, 0x14161a},
    {QPalette::Shadow, 0x6b7280, 0x0c0d0f},      {QPalette::PlaceholderText, 0x646c78, 0x949ca7},
};

constexpr Role kDisabled[] = {
    {QPalette::WindowText, 0x8d949e, 0x757c87},      {QPalette::Text, 0x8d949e, 0x757c87},
    {QPalette::ButtonText, 0x8d949e, 0x757c87},      {QPalette::Highlight, 0xc4c9d1, 0x454b54},
    {QPalette::HighlightedText, 0x1f242b, 0xdfe3e8},
};

QPalette makePalette(bool dark)
{
    QPalette palette;
    for (const Role& r : kRoles)
        palette.setColor(r.role, QColor(dark ? r.dark : r.light));
    for (const Role& r : kDisabled)
        palette.setColor(QPalette::Disabled, r.role, QColor(dark ? r.dark : r.light));
    return palette;
}

/// Another icon's shape in the colour of texts.
class OneColour : public QIconEngine {
public:
    explicit OneColour(QIcon shape) : m_shape(std::move(shape)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, pixmap((QSizeF(rect.size()) * ratio).toSize(), mode, state));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap shape = m_shape.pixmap(size, 1.0, QIcon::Normal, state);
        if (shape.isNull())
            return shape;
        QPainter painter(&shape);
        painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
        painter.fillRect(shape.rect(), QGuiApplication::palette().color(
                                           mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active,
                                           mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::WindowText));
        return shape;
    }
    QSize actualSize(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return m_shape.actualSize(size, mode, state);
    }
    bool isNull() override { return m_shape.isNull(); }
    [[nodiscard]] QIconEngine* clone() const override { return new OneColour(m_shape); }

private:
    QIcon m_shape;
};

/// Fusion, but to be read: it draws the frames of tick boxes and radio buttons so that they hardly stand out, in the dark not at
/// all, nor those of fields, and there what is disabled as bright as the rest.
class ReadableFusion : public QProxyStyle {
    /// Of a field in the dark; with the focus it has a bright one.
    static void drawEdge(const QStyleOption& option, QPainter& painter)
    {
        if ((option.state & State_HasFocus) != 0 || option.palette.color(QPalette::Window).lightness() > 127)
            return;
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(option.palette.color(QPalette::Mid));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
        painter.restore();
    }

public:
    using QProxyStyle::QProxyStyle;

    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override
    {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
            control == CC_SpinBox && spin && spin->frame)
            drawEdge(*option, *painter);
    }

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override
    {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        if (element == PE_FrameLineEdit)
            drawEdge(*option, *painter);
        const bool round = element == PE_IndicatorRadioButton;
        if (element != PE_IndicatorCheckBox && !round)
            return;
        painter->save();
        painter->setPen(option->palette.color(QPalette::PlaceholderText));
        painter->setBrush(Qt::NoBrush);
        const QRectF frame = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
        if (round) {
            const double side = std::min(frame.width(), frame.height());
            painter->setRenderHint(QPainter::Antialiasing);
            painter->drawEllipse(frame.center(), side / 2, side / 2);
        } else {
            painter->drawRect(frame);
        }
        painter->restore();
    }

    /// Titles stand over what is under them: cells keep the same distance from their borders.
    QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override
    {
        QRect rect = QProxyStyle::subElementRect(element, option, widget);
        if (element == SE_HeaderLabel && option->rect.width() > 2 * kCellPadding)
            rect = QRect(option->rect.left() + kCellPadding, rect.top(), option->rect.width() - 2 * kCellPadding, rect.height());
        return rect;
    }

    /// The buttons of dialogs: symbols of one colour, as everywhere.
    QIcon standardIcon(StandardPixmap which, const QStyleOption* option, const QWidget* widget) const override
    {
        const QIcon icon = QProxyStyle::standardIcon(which, option, widget);
        return which >= SP_DialogOkButton && which <= SP_DialogNoButton ? QIcon(new OneColour(icon)) : icon;
    }

    QPixmap generatedIconPixmap(QIcon::Mode mode, const QPixmap& pixmap, const QStyleOption* option) const override
    {
        if (mode != QIcon::Disabled)
            return QProxyStyle::generatedIconPixmap(mode, pixmap, option);
        QPixmap faint(pixmap.size());
        faint.setDevicePixelRatio(pixmap.devicePixelRatio());
        faint.fill(Qt::transparent);
        QPainter painter(&faint);
        painter.setOpacity(kDisabledOpacity);
        painter.drawPixmap(0, 0, pixmap);
        return faint;
    }

private:
    static constexpr double kDisabledOpacity = 0.4;
};

} // namespace

QPalette lightPalette() { return makePalette(false); }
QPalette darkPalette() { return makePalette(true); }

void applyTheme(QApplication& application, Theme theme)
{
    application.setStyle(new ReadableFusion(QStyleFactory::create(QStringLiteral("Fusion"))));
    bool dark = theme == Theme::Dark;
    if (theme == Theme::System)
        dark = application.style()->standardPalette().color(QPalette::Window).lightness() < 128;
    application.setPalette(makePalette(dark));
    // Debian's Breeze. Where it is missing, actions have texts. Not every platform names the folders of icons.
    QStringList paths = QIcon::themeSearchPaths();
    for (const QString& folder : QStandardPaths::standardLocations(QStandardPaths::GenericDataLocation))
        if (const QString icons = folder + QStringLiteral("/icons"); !paths.contains(icons))
            paths << icons;
    QIcon::setThemeSearchPaths(paths);
    QIcon::setThemeName(dark ? QStringLiteral("breeze-dark") : QStringLiteral("breeze"));
    QIcon::setFallbackThemeName(QStringLiteral("breeze"));
}

QIcon themeIcon(const QString& name)
{
    // Breeze paints these red or green; here icons have one colour, and those are for what is wrong or better.
    static const QStringList kColoured{QStringLiteral("application-exit"), QStringLiteral("window-close"),
                                       QStringLiteral("process-stop"),     QStringLiteral("edit-delete"),
                                       QStringLiteral("dialog-ok-apply"),  QStringLiteral("node-type-auto-smooth"),
                                       QStringLiteral("text-html")};
    const QIcon icon = QIcon::fromTheme(name);
    return kColoured.contains(name) ? QIcon(new OneColour(icon)) : icon; // also of a theme that is set later
}

} // namespace qb
