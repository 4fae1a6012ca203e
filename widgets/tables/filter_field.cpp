// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/filter_field.h"

#include "engine/base/error.h"
#include "widgets/common/colors.h"
#include "widgets/common/search_line.h"
#include "widgets/common/theme.h"
#include "widgets/common/worded.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QStringListModel>
#include <QTimer>
#include <QToolButton>

namespace qb {

FilterField::FilterField(QWidget* parent)
    : QWidget(parent),
      m_edit(new SearchLine),
      m_regex(new QToolButton),
      m_selectAll(new QToolButton),
      m_hits(new QLabel),
      m_problem(new QLabel),
      m_timer(new QTimer(this)),
      m_words(new QStringListModel(this)),
      m_completer(new QCompleter(m_words, this))
{
    m_edit->addAction(themeIcon(QStringLiteral("view-filter")), QLineEdit::LeadingPosition);
    m_edit->installEventFilter(this);
    m_regex->setText(QStringLiteral(".*"));
    m_regex->setCheckable(true);
    m_regex->setAutoRaise(true);
    m_selectAll->setIcon(themeIcon(QStringLiteral("edit-select-all")));
    m_selectAll->setAutoRaise(true);
    m_hits->setForegroundRole(QPalette::PlaceholderText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_problem->setContentsMargins(kGrid, 0, kGrid, 0);
    auto* row = new QHBoxLayout;
    row->setSpacing(kGrid);
    row->addWidget(m_edit, 1);
    row->addWidget(m_regex);
    row->addWidget(m_hits);
    row->addWidget(m_selectAll);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kGrid, kGrid, kGrid, kGrid);
    layout->setSpacing(kGrid);
    layout->addLayout(row);
    layout->addWidget(m_problem);
    setFocusProxy(m_edit);

    m_timer->setSingleShot(true);
    m_timer->setInterval(kDelay);
    connect(m_timer, &QTimer::timeout, this, &FilterField::read);
    connect(m_edit, &QLineEdit::textChanged, m_timer, qOverload<>(&QTimer::start));
    connect(m_edit, &QLineEdit::textEdited, this, &FilterField::offer);
    connect(m_regex, &QToolButton::toggled, this, &FilterField::read);
    connect(m_selectAll, &QToolButton::clicked, this, &FilterField::selectAllAsked);
    m_completer->setWidget(m_edit);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setMaxVisibleItems(10);
    m_completer->setFilterMode(Qt::MatchContains);
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, [this](const QString& word) {
        const int end = m_edit->cursorPosition();
        const int start = static_cast<int>(m_edit->text().left(end).lastIndexOf(QLatin1Char(' '))) + 1;
        m_edit->setSelection(start, end - start);
        m_edit->insert(word.contains(QLatin1Char(' ')) ? QLatin1Char('"') + word + QLatin1Char('"') : word);
    });
    retranslate();
}

QString FilterField::selectorText() const
{
    const QString text = m_edit->text().trimmed();
    if (!m_regex->isChecked() || text.isEmpty())
        return text;
    // Quotes keep blanks of the expression in one term.
    return QStringLiteral("name:\"/%1/\"").arg(text);
}

QString FilterField::problem() const { return m_problem->isHidden() ? QString() : m_problem->text(); }

void FilterField::setText(const QString& text)
{
    m_edit->setText(text);
    m_timer->stop();
    read();
}

void FilterField::setHits(int hits, int of)
{
    m_hitCount = hits;
    m_of = of;
    const QLocale locale;
    m_hits->setText(m_selector ? tr("%1 of %2").arg(locale.toString(hits), locale.toString(of)) : locale.toString(of));
    m_selectAll->setEnabled(hits > 0);
}

void FilterField::setWords(const QStringList& words) { m_words->setStringList(words); }

void FilterField::read()
{
    m_timer->stop();
    const QString text = m_edit->text().trimmed();
    QString problem;
    std::optional<Selector> selector;
    if (!text.isEmpty()) {
        try {
            if (m_regex->isChecked()) {
                (void)Regex(text.toStdString()); // says the position inside the expression
                selector = Selector::parse(selectorText().toStdString());
            } else {
                selector = Selector::parse(text.toStdString());
            }
        } catch (const Error& e) {
            // "the selector ... can't be read: position 3: ...": the text stands right above.
            const auto parts = e.message().arguments();
            problem = m_regex->isChecked() || parts.empty() || parts.back().text.empty() ? worded(e) : worded(parts.back().text);
        }
    }
    m_problem->setText(problem.replace(QLatin1String("\n  "), QLatin1String("\n")));
    m_problem->setVisible(!problem.isEmpty());
    if (!problem.isEmpty()) {
        QPalette palette = this->palette();
        palette.setColor(QPalette::WindowText, dataColors(palette).error);
        m_problem->setPalette(palette);
        return; // the last good answer stays
    }
    m_selector = std::move(selector);
    emit changed();
}

void FilterField::offer()
{
    const QString left = m_edit->text().left(m_edit->cursorPosition());
    const QString word = left.mid(left.lastIndexOf(QLatin1Char(' ')) + 1);
    if (m_regex->isChecked() || word.size() < 2 || word.startsWith(QLatin1Char('"'))) {
        m_completer->popup()->hide();
        return;
    }
    m_completer->setCompletionPrefix(word);
    if (m_completer->completionCount() == 0 || (m_completer->completionCount() == 1 && m_completer->currentCompletion() == word))
        m_completer->popup()->hide();
    else
        m_completer->complete();
}

bool FilterField::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down && !m_completer->popup()->isVisible()) {
            emit downPressed();
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            read();
            if (problem().isEmpty())
                emit selectAllAsked();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void FilterField::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange && !problem().isEmpty())
        read();
}

void FilterField::retranslate()
{
    m_edit->setPlaceholderText(tr("Filter: op:Conv cos<0.99"));
    m_edit->setAccessibleName(tr("Filter of units"));
    m_edit->setToolTip(tr("Terms that must all hold, separated by blanks:\n"
                          "op:Conv   dtype:int8   module:head   name:*conv1*   name:/head\\.\\d+/\n"
                          "cos<0.99   sqnr<20   l1>0.1   atol>=3   steps>5   clipped>0.1%\n"
                          "!TERM for the opposite, a bare word for a part of the name."));
    m_regex->setToolTip(tr("The text is a regular expression for names"));
    m_regex->setAccessibleName(tr("Regular expression"));
    m_selectAll->setToolTip(tr("Select all hits (Enter)"));
    m_selectAll->setAccessibleName(tr("Select all hits"));
    m_hits->setToolTip(tr("Units that are shown"));
    setHits(m_hitCount, m_of);
}

} // namespace qb
