// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/start_page.h"

#include "app/gui/actions.h"
#include "widgets/common/colors.h"
#include "widgets/common/theme.h"

#include <QEvent>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace qb {

StartPage::StartPage(const Actions& actions, QWidget* parent)
    : QWidget(parent),
      m_title(new QLabel),
      m_promise(new QLabel),
      m_sample(new QPushButton),
      m_open(new QPushButton),
      m_recentTitle(new QLabel),
      m_recent(new QListWidget),
      m_drop(new QLabel),
      m_problem(new QLabel),
      m_way(new QPushButton)
{
    QFont big = font();
    big.setPointSizeF(big.pointSizeF() * 2);
    m_title->setFont(big);
    m_promise->setWordWrap(true);
    m_promise->setForegroundRole(QPalette::PlaceholderText);
    m_drop->setForegroundRole(QPalette::PlaceholderText);
    QFont bold = font();
    bold.setBold(true);
    m_recentTitle->setFont(bold);
    m_sample->setIcon(actions.at("sample")->icon());
    m_open->setIcon(actions.at("open")->icon());
    m_sample->setDefault(true);
    m_recent->setFrameShape(QFrame::NoFrame);
    m_recent->setMaximumHeight(60 * kGrid);
    m_recent->setTextElideMode(Qt::ElideMiddle);
    m_recent->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_problem->setWordWrap(true);
    m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_problem->setContentsMargins(0, 2 * kGrid, 0, 2 * kGrid);
    m_problem->hide();
    m_way->hide();

    auto* column = new QVBoxLayout;
    column->setSpacing(2 * kGrid);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_sample);
    buttons->addWidget(m_open);
    buttons->addStretch();
    column->addStretch(2);
    column->addWidget(m_title);
    column->addWidget(m_promise);
    column->addSpacing(2 * kGrid);
    column->addWidget(m_problem);
    column->addWidget(m_way, 0, Qt::AlignLeft);
    column->addLayout(buttons);
    column->addWidget(m_drop);
    column->addSpacing(4 * kGrid);
    column->addWidget(m_recentTitle);
    column->addWidget(m_recent);
    column->addStretch(3);
    auto* row = new QHBoxLayout(this);
    auto* middle = new QWidget;
    middle->setLayout(column);
    middle->setMaximumWidth(560);
    row->addStretch(1);
    row->addWidget(middle, 4);
    row->addStretch(1);

    connect(m_sample, &QPushButton::clicked, actions.at("sample"), &QAction::trigger);
    connect(m_open, &QPushButton::clicked, actions.at("open"), &QAction::trigger);
    connect(m_recent, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem* item) { emit openRequested(item->data(Qt::UserRole).toString()); });
    connect(m_recent, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem* item) { emit openRequested(item->data(Qt::UserRole).toString()); });
    connect(m_way, &QPushButton::clicked, this, [this] {
        if (m_answer)
            m_answer();
    });
    retranslate();
}

void StartPage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
    QWidget::changeEvent(event);
}

void StartPage::retranslate()
{
    m_title->setText(QStringLiteral("Quantbench"));
    m_promise->setText(tr("See the bad layer, change it there, see the new error at once."));
    m_sample->setText(tr("Open the sample"));
    m_open->setText(tr("Open a model or study…"));
    m_drop->setText(tr("Or drop an .onnx or .qbs file here."));
    m_recentTitle->setText(tr("Opened lately"));
    m_recent->setAccessibleName(tr("Opened lately"));
    showProblem();
}

void StartPage::setRecent(const QStringList& files)
{
    m_recent->clear();
    for (const QString& file : files) {
        auto* item = new QListWidgetItem(QFileInfo(file).fileName() + QStringLiteral("   ") + QFileInfo(file).path(), m_recent);
        item->setData(Qt::UserRole, file);
        item->setToolTip(file);
    }
    m_recentTitle->setVisible(!files.isEmpty());
    m_recent->setVisible(!files.isEmpty());
}

void StartPage::setProblem(const QString& path, const Failure& failure)
{
    m_failedPath = path;
    m_failure = failure;
    m_offered = {};
    m_answer = {};
    showProblem();
}

void StartPage::offer(const Said& what, std::function<void()> answer)
{
    m_offered = what;
    m_answer = std::move(answer);
    showProblem();
}

void StartPage::showProblem()
{
    // The path is said once: most messages name it themselves.
    const QString name = QFileInfo(m_failedPath).fileName();
    const QString said = m_failure.message();
    const QString message = said.contains(name) ? said : tr("%1 can't be opened: %2").arg(name, said);
    QString text =
        QStringLiteral("<b style=\"color:%1\">%2</b>").arg(dataColors(palette()).error.name(), message.toHtmlEscaped());
    if (!m_failure.cure.isEmpty())
        text += QStringLiteral("<br>") + m_failure.cure().toHtmlEscaped();
    QStringList context = m_failure.context().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    context.removeIf([&](const QString& line) { return message.contains(name) && line.endsWith(name); });
    if (!context.isEmpty())
        text += QStringLiteral("<br><small>") +
                context.join(QLatin1Char('\n')).toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>")) +
                QStringLiteral("</small>");
    m_problem->setText(text);
    m_problem->setToolTip(m_failedPath);
    m_problem->setVisible(!m_failedPath.isEmpty());
    m_way->setText(m_offered());
    m_way->setVisible(!m_offered.isEmpty());
}

} // namespace qb
