// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/banner.h"

#include "widgets/common/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace qb {

Banner::Banner(QWidget* parent) : QFrame(parent), m_text(new QLabel), m_button(new QToolButton)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    auto* dismiss = new QToolButton;
    dismiss->setIcon(themeIcon(QStringLiteral("window-close")));
    dismiss->setAutoRaise(true);
    dismiss->setToolTip(tr("Dismiss"));
    dismiss->setAccessibleName(tr("Dismiss"));
    auto* icon = new QLabel;
    icon->setPixmap(themeIcon(QStringLiteral("dialog-information")).pixmap(16));
    m_text->setWordWrap(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(3 * kGrid, kGrid, kGrid, kGrid);
    row->setSpacing(2 * kGrid);
    row->addWidget(icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_button);
    row->addWidget(dismiss);
    connect(dismiss, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_button, &QToolButton::clicked, this, [this] {
        hide();
        if (m_answer)
            m_answer();
    });
    hide();
}

void Banner::tell(const QString& text, const QString& button, std::function<void()> answer)
{
    m_text->setText(text);
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
    m_answer = std::move(answer);
    show();
}

} // namespace qb
