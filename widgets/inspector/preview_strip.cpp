// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/preview_strip.h"

#include "widgets/common/colors.h"
#include "widgets/common/format.h"
#include "widgets/common/rich_text.h"
#include "widgets/common/theme.h"
#include "widgets/common/worded.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <cmath>

namespace qb {

namespace {

QString signedPercent(double share)
{
    const double percent = share * 100;
    return (percent > 0 ? QStringLiteral("+") : QString()) + QString::number(percent, 'f', std::abs(percent) < 0.1 ? 2 : 1) +
           QStringLiteral(" %");
}

QString signedBytes(double bytes)
{
    return (bytes < 0 ? QStringLiteral("-") : QStringLiteral("+")) + byteSize(static_cast<std::uint64_t>(std::abs(bytes)));
}

} // namespace

PreviewStrip::PreviewStrip(QWidget* parent)
    : QWidget(parent),
      m_title(new QLabel),
      m_cost(new QLabel),
      m_changes(new QLabel),
      m_apply(new QPushButton),
      m_discard(new QPushButton)
{
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setWordWrap(true);
    m_cost->setWordWrap(true);
    m_changes->setWordWrap(true);
    m_changes->setTextFormat(Qt::RichText);
    m_apply->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_discard);
    buttons->addWidget(m_apply);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(kGrid);
    layout->addWidget(m_title);
    layout->addWidget(m_cost);
    layout->addWidget(m_changes);
    layout->addLayout(buttons);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    connect(m_apply, &QPushButton::clicked, this, &PreviewStrip::applied);
    connect(m_discard, &QPushButton::clicked, this, &PreviewStrip::discarded);
    retranslate();
    hide();
}

void PreviewStrip::show(const Model& model, const Preview& preview, Buttons buttons)
{
    constexpr std::size_t kListed = 4;
    m_title->setText(preview.changes.empty()       ? tr("Changes nothing")
                     : preview.changes.size() == 1 ? tr("Changes one point")
                                                   : tr("Changes %Ln points", nullptr, static_cast<int>(preview.changes.size())));
    QStringList costs;
    const double wide = preview.after.wideMacs - preview.before.wideMacs;
    const double floats = preview.after.floatMacs - preview.before.floatMacs;
    const double weights = preview.after.weightBytes - preview.before.weightBytes;
    const double activations = preview.after.activationBytes - preview.before.activationBytes;
    if (std::abs(wide) > 5e-6)
        costs << tr("int16 MACs %1 (%2 → %3)")
                     .arg(signedPercent(wide), percent(preview.before.wideMacs), percent(preview.after.wideMacs));
    if (std::abs(floats) > 5e-6)
        costs << tr("float MACs %1").arg(signedPercent(floats));
    if (weights != 0)
        costs << tr("weights %1").arg(signedBytes(weights));
    if (activations != 0)
        costs << tr("activations %1").arg(signedBytes(activations));
    m_cost->setText(costs.isEmpty() ? tr("No cost in MACs or bytes") : costs.join(QStringLiteral(" · ")));
    m_cost->setVisible(!preview.changes.empty());
    QString lines;
    const QString quiet = palette().color(QPalette::PlaceholderText).name();
    for (std::size_t i = 0; i < std::min(kListed, preview.changes.size()); ++i) {
        const PointChange& c = preview.changes[i];
        const QString to = worded(c.to);
        const QString because = worded(c.because);
        lines += QStringLiteral("<p style='margin:0 0 3px 0'>%1: %2 → <b>%3</b>")
                     .arg(richText(QString::fromStdString(model.point(c.point).name)), richText(worded(c.from)), richText(to));
        if (!to.contains(because)) // what is off says why by itself
            lines += QStringLiteral("<br><span style='color:%1'>%2</span>").arg(quiet, richText(because));
        lines += QStringLiteral("</p>");
    }
    if (preview.changes.size() > kListed)
        lines += QStringLiteral("<p style='margin:0'>%1</p>")
                     .arg(tr("and %Ln more", nullptr, static_cast<int>(preview.changes.size() - kListed)));
    m_changes->setText(lines);
    m_changes->setVisible(!lines.isEmpty());
    m_apply->setVisible(buttons == Buttons::Shown);
    m_discard->setVisible(buttons == Buttons::Shown);
    QWidget::show();
}

void PreviewStrip::clear() { hide(); }

QString PreviewStrip::text() const
{
    return isHidden() ? QString() : m_title->text() + QLatin1Char('\n') + m_cost->text() + QLatin1Char('\n') + m_changes->text();
}

void PreviewStrip::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void PreviewStrip::retranslate()
{
    setAccessibleName(tr("What the edit changes"));
    m_apply->setText(tr("Apply"));
    m_apply->setToolTip(tr("Take the edit over, as one step that can be undone"));
    m_discard->setText(tr("Discard"));
    m_discard->setToolTip(tr("Forget the edit"));
}

} // namespace qb
