// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/methods_panel.h"

#include "widgets/common/paged_dock.h"
#include "widgets/common/theme.h"
#include "widgets/tables/table_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

namespace qb {

MethodsPanel::MethodsPanel(QWidget* parent)
    : QWidget(parent),
      m_model(new MethodsModel(this)),
      m_words(new TableWords(*m_model, m_model->words(), this)),
      m_table(new TableView),
      m_note(new QLabel),
      m_take(new QPushButton)
{
    m_table->setWords(m_words, MethodsModel::MethodColumn);
    m_table->sortByColumn(MethodsModel::SqnrColumn, Qt::DescendingOrder);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, kGrid);
    column->setSpacing(kGrid);
    column->addWidget(m_table, 1);
    m_note->setContentsMargins(2 * kGrid, 0, kGrid, 0);
    column->addWidget(m_note);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(kGrid, 0, kGrid, 0);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->setWordWrap(true);
    m_note->setMinimumWidth(1);
    row->addStretch(1);
    row->addWidget(m_take);
    column->addLayout(row);
    connect(m_table, &TableView::taken, this, &MethodsPanel::take);
    connect(m_take, &QPushButton::clicked, this, [this] { take(current()); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &MethodsPanel::showButton);
}

QString MethodsPanel::noteText() const { return m_note->text(); }

void MethodsPanel::setRows(std::vector<MethodRow> rows, const QString& profile)
{
    m_model->setRows(std::move(rows), profile);
    m_note->setText(m_model->weightNote());
    m_note->setVisible(!m_note->text().isEmpty());
    for (int r = 0; r < m_model->rowCount(); ++r)
        if (m_model->row(r).inUse)
            m_table->selectSourceRows({r});
    showButton();
}

void MethodsPanel::setTakable(bool takable)
{
    m_takable = takable;
    showButton();
}

void MethodsPanel::setRangeColumns(bool threshold, bool low)
{
    m_table->setOffered(MethodsModel::ThresholdColumn, threshold);
    m_table->setOffered(MethodsModel::LowColumn, low);
}

int MethodsPanel::widthFor(int most) const
{
    const int beside = 2 * kGrid + m_table->verticalScrollBar()->sizeHint().width();
    return m_table->widthFor(most - beside) + beside;
}

int MethodsPanel::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() && index.row() < m_words->rowCount() ? m_words->sourceRow(index.row()) : -1;
}

void MethodsPanel::take(int row)
{
    if (row >= 0 && m_takable && !m_model->row(row).inUse && !m_model->row(row).byHand)
        emit taken(m_model->row(row).observer);
}

void MethodsPanel::showButton()
{
    const MethodRow* row = current() >= 0 ? &m_model->row(current()) : nullptr;
    m_take->setEnabled(row && !row->inUse && m_takable);
    m_take->setText(row && row->inUse ? tr("In use") : row ? tr("Use %1").arg(observerText(row->observer)) : tr("Use"));
    m_take->setToolTip(m_takable ? tr("Gives this point the chosen method")
                                 : tr("The point is not quantized; give it a dtype first"));
}

void MethodsPanel::retranslate()
{
    nameWidget(m_table, tr("Methods"), tr("What each method makes of this point. Double click or Enter takes one"));
    m_note->setText(m_model->weightNote());
    showButton();
}

} // namespace qb
