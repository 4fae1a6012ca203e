// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/task_choice.h"

#include "widgets/common/theme.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace qb {

namespace {

constexpr int kTextWidth = 110 * kGrid;

} // namespace

TaskChoice::TaskChoice(Need need, QWidget* parent)
    : QWidget(parent), m_by(new QComboBox), m_command(new QLineEdit), m_about(new QLabel)
{
    if (need == Need::Optional)
        m_by->addItem(tr("Leave it out"), static_cast<int>(By::Nothing));
    m_by->addItem(tr("Classification, by the samples' labels"), static_cast<int>(By::Classes));
    m_by->addItem(tr("A command that scores"), static_cast<int>(By::Command));
    m_by->setAccessibleName(tr("Task"));
    m_command->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_command->setPlaceholderText(QStringLiteral("python3 score.py"));
    m_command->setAccessibleName(tr("Command that scores"));
    m_about->setWordWrap(true);
    m_about->setForegroundRole(QPalette::PlaceholderText);
    m_about->setMinimumWidth(kTextWidth);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGrid);
    column->addWidget(m_by);
    column->addWidget(m_command);
    column->addWidget(m_about);
    connect(m_by, &QComboBox::currentIndexChanged, this, &TaskChoice::showBy);
    connect(m_command, &QLineEdit::textChanged, this, &TaskChoice::changed);
    showBy();
}

TaskChoice::By TaskChoice::by() const { return static_cast<By>(m_by->currentData().toInt()); }

QString TaskChoice::command() const { return by() == By::Command ? m_command->text().trimmed() : QString(); }

bool TaskChoice::isIncomplete() const { return by() == By::Command && command().isEmpty(); }

void TaskChoice::setBy(By by) { m_by->setCurrentIndex(std::max(0, m_by->findData(static_cast<int>(by)))); }

void TaskChoice::setCommand(const QString& command) { m_command->setText(command); }

void TaskChoice::showBy()
{
    m_command->setVisible(by() == By::Command);
    m_about->setVisible(by() != By::Nothing);
    m_about->setText(
        by() == By::Classes
            ? tr("Three shares of the samples: the label is the first class; it is among the first five; the first class "
                 "is the one that the float model gives. Labels come from labels.csv, or a list.")
            : tr("Run with a folder in which there is one npz for each sample, with the outputs under their names. "
                 "It prints one line for each score: a name and a number."));
    m_about->setMinimumHeight(m_about->heightForWidth(kTextWidth)); // a form's layout would cut it
    emit changed();
}

} // namespace qb
