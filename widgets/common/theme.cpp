// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/theme.h"

#include <QApplication>
#include <QIcon>
#include <QPainter>
#include <QProxyStyle>
#include <QStandardPaths>
#include <QStyle>
#include <QStyleFactory>
#include <QStyleOption>

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
    {QPalette::Link, 0x1f6fd0, 0x63a8ff},        {QPalette::LinkVisited, 0x8a5bb8, 0xb48be0},
    {QPalette::Light, 0xffffff, 0x3a3f47},       {QPalette::Midlight, 0xe3e6eb, 0x32363d},
    {QPalette::Mid, 0xc4c9d1, 0x454b54},         {QPalette::Dark, 0xa3a9b3, 0x14161a},
    {QPalette::Shadow, 0x6b7280, 0x0c0d0f},      {QPalette::PlaceholderText, 0x7d8591, 0x868d98},
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

/// Fusion draws the frames of tick boxes darker than the window, which nobody sees in a dark one.
class TickFrames : public QProxyStyle {
public:
    using QProxyStyle::QProxyStyle;

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override
    {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        if (element != PE_IndicatorCheckBox || option->palette.color(QPalette::Window).lightness() >= 128)
            return;
        painter->save();
        painter->setPen(option->palette.color(QPalette::PlaceholderText));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
    }
};

} // namespace

QPalette lightPalette() { return makePalette(false); }
QPalette darkPalette() { return makePalette(true); }

void applyTheme(QApplication& application, Theme theme)
{
    application.setStyle(new TickFrames(QStyleFactory::create(QStringLiteral("Fusion"))));
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

QIcon themeIcon(const QString& name) { return QIcon::fromTheme(name); }

} // namespace qb
