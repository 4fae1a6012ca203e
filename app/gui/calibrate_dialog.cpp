// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/calibrate_dialog.h"

#include "app/gui/dialog_buttons.h"
#include "app/gui/workbench.h"
#include "widgets/common/theme.h"
#include "widgets/data/data_dock.h"
#include "widgets/data/data_form.h"

#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace qb {

CalibrateDialog::CalibrateDialog(Bench& bench, Workbench& workbench, QWidget* parent)
    : QDialog(parent),
      m_bench(bench),
      m_workbench(workbench),
      m_before(workbench.undoStack().index()),
      m_samples(new DataDock(bench)),
      m_state(new QLabel),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Cancel))
{
    setWindowTitle(tr("Calibrate"));
    m_state->setWordWrap(true);
    m_continue = m_buttons->addButton(tr("Continue"), QDialogButtonBox::ActionRole);
    m_continue->setToolTip(tr("Observe only the samples that were not seen yet"));
    m_anew = m_buttons->addButton(tr("Calibrate"), QDialogButtonBox::AcceptRole);
    m_anew->setToolTip(tr("Observe all samples; what was seen before is forgotten"));
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_samples, 1);
    column->addWidget(m_state);
    column->addWidget(m_buttons);
    column->setSpacing(2 * kGrid);
    resize(820, 620);
    for (QLineEdit* field : m_samples->form().findChildren<QLineEdit*>())
        field->installEventFilter(this);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_anew, &QPushButton::clicked, this, [this] {
        emit calibrateRequested();
        accept();
    });
    connect(m_continue, &QPushButton::clicked, this, [this] {
        emit continueRequested();
        accept();
    });
    connect(&m_bench, &Bench::dataChanged, this, &CalibrateDialog::showState);
    connect(&m_bench, &Bench::statisticsChanged, this, &CalibrateDialog::showState);
    connect(&m_samples->form(), &DataForm::judged, this, &CalibrateDialog::showState);
    showState();
}

bool CalibrateDialog::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress)
        m_takesField = qobject_cast<QLineEdit*>(watched)->isModified();
    return QDialog::eventFilter(watched, event);
}

void CalibrateDialog::keyPressEvent(QKeyEvent* event)
{
    const bool enters = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!std::exchange(m_takesField, false) || !enters)
        QDialog::keyPressEvent(event);
}

void CalibrateDialog::reject()
{
    while (m_workbench.undoStack().index() > m_before)
        m_workbench.undoStack().undo();
    QDialog::reject();
}

void CalibrateDialog::showState()
{
    const auto& samples = m_bench.calibrationSet().samples;
    const int seen = m_bench.statistics() ? static_cast<int>(m_bench.statistics()->samples().size()) : 0;
    const bool readable = m_samples->form().problem().isEmpty();
    const bool goesOn = seen > 0 && m_workbench.statisticsFit() && m_workbench.hasUnseenSamples();
    m_anew->setEnabled(samples != nullptr && readable);
    m_continue->setEnabled(samples != nullptr && readable && goesOn);
    // What was seen is not thrown away by a key that is pressed too soon.
    QPushButton* usual = goesOn ? m_continue : m_anew;
    setEnterPresses(*m_buttons, *usual);
    if (!m_samples->isAncestorOf(focusWidget()))
        (samples != nullptr && readable ? static_cast<QWidget*>(usual) : &m_samples->form())->setFocus();
    if (!readable)
        m_state->setText(tr("A field can't be read: see what is said below the fields."));
    else if (samples && seen > 0 && !m_workbench.statisticsFit())
        m_state->setText(tr("What was observed is of other samples or of another preprocessing: calibrate anew."));
    else if (samples && seen > 0 && !goesOn)
        m_state->setText(tr("All samples were seen; calibrating anew observes them again."));
    else if (!samples && !m_bench.calibrationSet().options.path.empty())
        m_state->setText(tr("The samples can't be read: see what is said below the fields."));
    else if (!samples)
        m_state->setText(tr("Name the samples first: 20 to 200 that look like those in use."));
    else if (seen == 0)
        m_state->setText(tr(
            "Every tensor is observed once; all methods and dtypes can be chosen afterwards without running the model again."));
    else
        m_state->setText(tr("%Ln sample(s) were seen so far.", nullptr, seen));
}

} // namespace qb
