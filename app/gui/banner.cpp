// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/banner.h"

#include "widgets/common/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace qb {

Banner::Banner(QWidget* parent)
    : QFrame(parent), m_icon(new QLabel), m_text(new QLabel), m_button(new QToolButton), m_dismiss(new QToolButton)
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    m_dismiss->setIcon(themeIcon(QStringLiteral("window-close")));
    m_dismiss->setAutoRaise(true);
    m_text->setWordWrap(true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(3 * kGrid, kGrid, kGrid, kGrid);
    row->setSpacing(2 * kGrid);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_button);
    row->addWidget(m_dismiss);
    connect(m_dismiss, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_button, &QToolButton::clicked, this, [this] {
        hide();
        if (m_answer)
            m_answer();
    });
    hide();
}

int Banner::tell(Words text, Words button, std::function<void()> answer)
{
    m_words = std::move(text);
    m_buttonWords = std::move(button);
    m_answer = std::move(answer);
    showWords();
    show();
    return ++m_telling;
}

void Banner::retract(int telling)
{
    if (telling == m_telling)
        hide();
}

void Banner::showWords()
{
    // A pixmap is of one theme; this one follows.
    m_icon->setPixmap(themeIcon(QStringLiteral("documentinfo")).pixmap(QSize(16, 16), devicePixelRatioF()));
    m_dismiss->setToolTip(tr("Dismiss"));
    m_dismiss->setAccessibleName(tr("Dismiss"));
    m_text->setText(m_words ? m_words() : QString());
    m_button->setText(m_buttonWords ? m_buttonWords() : QString());
    m_button->setVisible(m_buttonWords != nullptr);
}

void Banner::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        showWords();
    QFrame::changeEvent(event);
}

} // namespace qb
