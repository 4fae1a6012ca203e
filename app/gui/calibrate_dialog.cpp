// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/calibrate_dialog.h"

#include "app/gui/dialog_buttons.h"
#include "widgets/common/theme.h"
#include "widgets/data/data_dock.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace qb {

CalibrateDialog::CalibrateDialog(Bench& bench, QWidget* parent)
    : QDialog(parent), m_bench(bench), m_samples(new DataDock(bench)), m_state(new QLabel)
{
    setWindowTitle(tr("Calibrate"));
    m_state->setWordWrap(true);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_continue = buttons->addButton(tr("Continue"), QDialogButtonBox::ActionRole);
    m_continue->setToolTip(tr("Observe only the samples that were not seen yet"));
    m_anew = buttons->addButton(tr("Calibrate"), QDialogButtonBox::AcceptRole);
    m_anew->setToolTip(tr("Observe all samples; what was seen before is forgotten"));
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_samples, 1);
    column->addWidget(m_state);
    column->addWidget(buttons);
    column->setSpacing(2 * kGrid);
    setEnterPresses(*buttons, *m_anew);
    m_anew->setFocus();
    resize(820, 620);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
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
    showState();
}

void CalibrateDialog::showState()
{
    const auto& samples = m_bench.calibrationSet().samples;
    const int seen = m_bench.statistics() ? static_cast<int>(m_bench.statistics()->samples().size()) : 0;
    m_anew->setEnabled(samples != nullptr);
    m_continue->setEnabled(samples != nullptr && seen > 0);
    if (!samples)
        m_state->setText(tr("Name the samples first: 20 to 200 that look like those in use."));
    else if (seen == 0)
        m_state->setText(tr(
            "Every tensor is observed once; all methods and dtypes can be chosen afterwards without running the model again."));
    else
        m_state->setText(tr("%n sample(s) were seen so far.", nullptr, seen));
}

} // namespace qb
