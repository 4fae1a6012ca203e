// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bad_cases/case_panel.h"

#include "widgets/common/colors.h"
#include "widgets/common/paged_dock.h"
#include "widgets/common/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QTextDocumentFragment>
#include <QToolButton>
#include <QVBoxLayout>

namespace qb {

namespace {

constexpr int kPicture = 84;

} // namespace

CasePanel::CasePanel(QWidget* parent)
    : QWidget(parent),
      m_picture(new QLabel),
      m_headline(new QLabel),
      m_text(new QLabel),
      m_warning(new QLabel),
      m_pin(new QToolButton),
      m_badCase(new QToolButton),
      m_add(new QToolButton)
{
    m_picture->setFixedSize(kPicture, kPicture);
    for (QLabel* label : {m_headline, m_text, m_warning}) {
        label->setWordWrap(true);
        label->setMinimumWidth(1);
        label->setTextFormat(Qt::RichText);
    }
    m_text->setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::LinksAccessibleByKeyboard);
    m_pin->setIcon(themeIcon(QStringLiteral("window-pin")));
    m_badCase->setIcon(themeIcon(QStringLiteral("flag")));
    m_badCase->setCheckable(true);
    m_add->setIcon(themeIcon(QStringLiteral("list-add")));
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    for (QLabel* label : {m_headline, m_text, m_warning})
        words->addWidget(label);
    words->addStretch(1);
    auto* tools = new QVBoxLayout;
    tools->setSpacing(2);
    for (QToolButton* button : {m_pin, m_badCase, m_add}) {
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setSizePolicy(QSizePolicy::MinimumExpanding, QSizePolicy::Fixed);
        tools->addWidget(button);
    }
    tools->addStretch(1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, kGrid);
    row->setSpacing(2 * kGrid);
    row->addWidget(m_picture, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    row->addLayout(tools);
    connect(m_text, &QLabel::linkActivated, this, &CasePanel::linkActivated);
    connect(m_pin, &QToolButton::clicked, this, &CasePanel::pinRequested);
    connect(m_badCase, &QToolButton::clicked, this, &CasePanel::badCaseToggled);
    connect(m_add, &QToolButton::clicked, this, &CasePanel::addRequested);
    retranslate();
}

void CasePanel::setContent(const Content& content)
{
    m_content = content;
    showPicture();
    m_headline->setText(QStringLiteral("<b>%1</b>").arg(content.headline.toHtmlEscaped()));
    m_text->setText(content.text);
    m_text->setToolTip(content.tip);
    m_warning->setVisible(!content.warning.isEmpty());
    m_warning->setText(QStringLiteral("<span style=\"color:%1\">%2</span>")
                           .arg(dataColors(palette()).warning.name(), content.warning.toHtmlEscaped()));
    m_pin->setEnabled(content.whyNoPin.isEmpty());
    m_badCase->setEnabled(content.whyNoCase.isEmpty());
    m_badCase->setChecked(content.isBadCase);
    m_add->setEnabled(content.whyNoAdd.isEmpty());
    retranslate();
}

void CasePanel::showPicture()
{
    const qreal ratio = devicePixelRatioF();
    QPixmap pixmap(QSize(kPicture, kPicture) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    const QRect room(0, 0, kPicture, kPicture);
    const QImage& image = m_content.picture;
    if (image.isNull()) {
        painter.fillRect(room, palette().color(QPalette::Midlight));
    } else {
        QRect fitted(QPoint(), image.size().scaled(room.size(), Qt::KeepAspectRatio));
        fitted.moveCenter(room.center());
        painter.setRenderHint(QPainter::SmoothPixmapTransform, image.width() > kPicture * ratio);
        painter.drawImage(fitted, image);
    }
    painter.end();
    m_picture->setPixmap(pixmap);
}

QString CasePanel::text() const
{
    QStringList lines{m_content.headline, QTextDocumentFragment::fromHtml(m_content.text).toPlainText()};
    if (!m_content.warning.isEmpty())
        lines << m_content.warning;
    return lines.join(QLatin1Char('\n'));
}

void CasePanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        setContent(m_content);
    else if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void CasePanel::retranslate()
{
    m_picture->setAccessibleName(tr("Picture of the sample"));
    m_headline->setAccessibleName(tr("Sample"));
    m_text->setAccessibleName(tr("Where it goes wrong"));
    const auto name = [](QToolButton* button, const QString& words, const QString& tip) {
        button->setText(words);
        nameWidget(button, words, tip);
    };
    const auto whyOr = [](const QString& why, const QString& tip) { return why.isEmpty() ? tip : why; };
    name(m_pin, tr("Pin"), whyOr(m_content.whyNoPin, tr("Measure edits on this sample")));
    name(m_badCase, tr("Use as bad case"),
         whyOr(m_content.whyNoCase, m_content.isBadCase
                                        ? tr("Comparisons and sensitivity look at this sample alone; press for all samples again")
                                        : tr("Let comparisons and sensitivity look at this sample alone")));
    name(m_add, tr("Add to calibration"),
         whyOr(m_content.whyNoAdd, tr("Observe this sample too and derive the scales anew; the others are not observed again")));
}

} // namespace qb
