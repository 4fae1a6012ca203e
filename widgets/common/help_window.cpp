// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/help_window.h"

#include <QDesktopServices>
#include <QEvent>
#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QListWidget>
#include <QShortcut>
#include <QSplitter>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextTable>
#include <QUrl>
#include <QVBoxLayout>

#include <map>

namespace qb {

HelpPlace helpPlaceOf(const QString& dock)
{
    static const std::map<QString, HelpPlace> kPlaces{
        {QStringLiteral("units"), {QStringLiteral("first_hour"), 4}},
        {QStringLiteral("inspector"), {QStringLiteral("rules"), 3}},
        {QStringLiteral("rules"), {QStringLiteral("rules"), 0}},
        {QStringLiteral("findings"), {QStringLiteral("first_hour"), 5}},
        {QStringLiteral("advice"), {QStringLiteral("first_hour"), 5}},
        {QStringLiteral("distribution"), {QStringLiteral("numbers"), 6}},
        {QStringLiteral("profile"), {QStringLiteral("from_horizon"), 3}},
        {QStringLiteral("requests"), {QStringLiteral("rules"), 3}},
        {QStringLiteral("compare"), {QStringLiteral("numbers"), 1}},
        {QStringLiteral("sensitivity"), {QStringLiteral("numbers"), 7}},
        {QStringLiteral("bad_cases"), {QStringLiteral("from_horizon"), 3}},
        {QStringLiteral("data"), {QStringLiteral("first_hour"), 2}},
    };
    const auto found = kPlaces.find(dock);
    return found == kPlaces.end() ? HelpPlace{helpPages().front(), 0} : found->second;
}

const std::vector<QString>& helpPages()
{
    static const std::vector<QString> kPages{QStringLiteral("first_hour"), QStringLiteral("from_horizon"),
                                             QStringLiteral("numbers"), QStringLiteral("rules"), QStringLiteral("board")};
    return kPages;
}

HelpWindow::HelpWindow(QString folder, std::function<QString()> language, QWidget* parent)
    : QWidget(parent, Qt::Window),
      m_folder(std::move(folder)),
      m_language(std::move(language)),
      m_field(new QLineEdit),
      m_pages(new QListWidget),
      m_text(new QTextBrowser)
{
    setObjectName(QStringLiteral("help_window"));
    m_field->setObjectName(QStringLiteral("help_field"));
    m_pages->setObjectName(QStringLiteral("help_pages"));
    m_text->setObjectName(QStringLiteral("help_text"));
    m_field->setClearButtonEnabled(true);
    m_text->setOpenLinks(false);
    auto* side = new QWidget;
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_field);
    column->addWidget(m_pages);
    auto* splitter = new QSplitter;
    splitter->addWidget(side);
    splitter->addWidget(m_text);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({260, 740});
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 8, 8, 8);
    all->addWidget(splitter);
    resize(1000, 720);
    for (const QString& page : helpPages()) {
        auto* item = new QListWidgetItem(m_pages);
        item->setData(Qt::UserRole, page);
    }
    connect(m_pages, &QListWidget::currentRowChanged, this, &HelpWindow::showPage);
    connect(m_field, &QLineEdit::textChanged, this, &HelpWindow::search);
    connect(m_field, &QLineEdit::returnPressed, this, [this] {
        if (!m_text->find(m_field->text())) { // from the top again
            m_text->moveCursor(QTextCursor::Start);
            m_text->find(m_field->text());
        }
    });
    connect(m_text, &QTextBrowser::anchorClicked, this, [this](const QUrl& url) {
        if (url.isRelative())
            open({QFileInfo(url.path()).completeBaseName(), 0});
        else
            QDesktopServices::openUrl(url);
    });
    connect(new QShortcut(QKeySequence(Qt::Key_Escape), this), &QShortcut::activated, this, &QWidget::close);
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, m_field, qOverload<>(&QWidget::setFocus));
    retranslate();
    m_pages->setCurrentRow(0);
}

QString HelpWindow::markdown(const QString& page) const
{
    for (const QString& language : {m_language(), QStringLiteral("en")}) {
        QFile file(m_folder + QLatin1Char('/') + language + QLatin1Char('/') + page + QStringLiteral(".md"));
        if (file.open(QIODevice::ReadOnly))
            return QString::fromUtf8(file.readAll());
    }
    return {};
}

QString HelpWindow::page() const
{
    return m_pages->currentItem() == nullptr ? QString() : m_pages->currentItem()->data(Qt::UserRole).toString();
}

void HelpWindow::open(const HelpPlace& place)
{
    m_field->clear();
    for (int i = 0; i < m_pages->count(); ++i)
        if (m_pages->item(i)->data(Qt::UserRole).toString() == place.page)
            m_pages->setCurrentRow(i);
    int heading = 0;
    for (QTextBlock block = m_text->document()->begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() == 0 || heading++ != place.heading)
            continue;
        // From the end upwards, so that the heading comes to stand at the top.
        m_text->moveCursor(QTextCursor::End);
        m_text->setTextCursor(QTextCursor(block));
        break;
    }
    show();
    raise();
    activateWindow();
}

void HelpWindow::showPage()
{
    m_text->setMarkdown(markdown(page()));
    for (QTextFrame* frame : m_text->document()->rootFrame()->childFrames())
        if (auto* table = qobject_cast<QTextTable*>(frame)) {
            QTextTableFormat format = table->format();
            format.setCellSpacing(0);
            format.setCellPadding(4);
            format.setBorder(0);
            table->setFormat(format);
        }
    m_text->moveCursor(QTextCursor::Start);
    if (!m_field->text().isEmpty())
        m_text->find(m_field->text());
}

/// Only pages with the text are listed; the first place in the page is marked.
void HelpWindow::search()
{
    const QString typed = m_field->text();
    QListWidgetItem* first = nullptr;
    for (int i = 0; i < m_pages->count(); ++i) {
        QListWidgetItem* item = m_pages->item(i);
        const bool has = typed.isEmpty() || markdown(item->data(Qt::UserRole).toString()).contains(typed, Qt::CaseInsensitive);
        item->setHidden(!has);
        if (has && first == nullptr)
            first = item;
    }
    if (first != nullptr && m_pages->currentItem() != nullptr && m_pages->currentItem()->isHidden()) {
        m_pages->setCurrentItem(first);
        return;
    }
    m_text->moveCursor(QTextCursor::Start);
    if (!typed.isEmpty())
        m_text->find(typed);
}

void HelpWindow::retranslate()
{
    setWindowTitle(tr("Help"));
    m_field->setPlaceholderText(tr("Search the help"));
    m_field->setAccessibleName(tr("Search the help"));
    m_pages->setAccessibleName(tr("Pages"));
    m_text->setAccessibleName(tr("Page"));
    for (int i = 0; i < m_pages->count(); ++i) {
        const QString text = markdown(m_pages->item(i)->data(Qt::UserRole).toString());
        m_pages->item(i)->setText(text.section(QLatin1Char('\n'), 0, 0).remove(0, 2));
    }
    showPage();
}

void HelpWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace qb
