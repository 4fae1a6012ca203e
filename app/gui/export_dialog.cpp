// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/export_dialog.h"

#include "app/gui/dialog_buttons.h"
#include "app/gui/file_choosers.h"
#include "app/gui/job_bar.h"
#include "app/gui/places.h"
#include "engine/base/error.h"
#include "engine/study/kept_files.h"
#include "widgets/common/colors.h"
#include "widgets/common/format.h"
#include "widgets/common/rich_text.h"
#include "widgets/common/theme.h"
#include "widgets/common/tree_rows.h"
#include "widgets/common/worded.h"
#include "widgets/jobs/status_line.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace qb {

namespace {

QTreeWidget* makeTable(const QStringList& header)
{
    auto* table = new QTreeWidget;
    table->setHeaderLabels(header);
    for (int i = 1; i < header.size(); ++i)
        table->headerItem()->setTextAlignment(i, Qt::AlignRight | Qt::AlignVCenter);
    table->setRootIsDecorated(false);
    useTableRows(*table);
    table->setAlternatingRowColors(true);
    table->setTextElideMode(Qt::ElideMiddle);
    table->header()->setStretchLastSection(false);
    table->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->hide();
    return table;
}

void addRow(QTreeWidget* table, const QStringList& cells)
{
    auto* item = new QTreeWidgetItem(table, cells);
    for (int i = 1; i < cells.size(); ++i)
        item->setTextAlignment(i, Qt::AlignRight | Qt::AlignVCenter);
    item->setToolTip(0, cells.front());
}

/// What the verification says in a sentence each, with markup.
QStringList verdict(const Verification& v, const DataColors& colors)
{
    const auto equal = std::count_if(v.tensors.begin(), v.tensors.end(), [](const TensorCheck& t) { return t.equal; });
    QStringList lines;
    lines << QStringLiteral("<b style=\"color:%1\">%2</b>")
                 .arg((v.equal ? colors.better : colors.error).name(),
                      v.equal ? ExportDialog::tr("All %Ln tensor(s) that the units compute equal the simulation bit for bit.",
                                                 nullptr, static_cast<int>(v.tensors.size()))
                              : ExportDialog::tr("%1 of %Ln tensor(s) that the units compute equal the simulation; the largest "
                                                 "difference is %2 steps.",
                                                 nullptr, static_cast<int>(v.tensors.size()))
                                    .arg(equal)
                                    .arg(number(v.maxSteps)));
    if (!v.optimized.refused.empty())
        lines << ExportDialog::tr("With all its optimizations ONNX Runtime refuses the file: %1")
                     .arg(worded(v.optimized.refused).toHtmlEscaped());
    for (const std::string& unit : v.optimized.requantizedByRuntime)
        lines << ExportDialog::tr("The runtime quantizes %1, which the plan leaves in float; guarding float layers prevents it.")
                     .arg(QString::fromStdString(unit).toHtmlEscaped());
    return lines;
}

QString decibel(double value) { return std::isinf(value) ? ExportDialog::tr("equal") : metricText(Metric::Sqnr, value); }

} // namespace

ExportDialog::ExportDialog(Bench& bench, Workbench& workbench, std::function<QString(const QString&)> chooseFile,
                           std::function<bool(const QString&)> overwrite, QWidget* parent)
    : QDialog(parent),
      m_bench(bench),
      m_workbench(workbench),
      m_overwrite(std::move(overwrite)),
      m_path(new QLineEdit),
      m_domain(new QComboBox),
      m_guard(new QComboBox),
      m_verify(new QCheckBox(tr("Run the file afterwards and compare every tensor with the simulation"))),
      m_samples(new QSpinBox),
      m_summary(new QLabel),
      m_busy(new JobBar(bench)),
      m_result(new QLabel),
      m_outputs(makeTable(
          {tr("Output"), tr("File against float [dB]"), tr("Optimized against file [dB]"), tr("Optimized against float [dB]")})),
      m_different(makeTable({tr("Tensor that differs"), tr("Max [steps]"), tr("Equal elements")})),
      m_browse(new QToolButton)
{
    setWindowTitle(tr("Export the model"));
    m_domain->addItem(tr("as the opset needs"), static_cast<int>(QdqDomain::Auto));
    m_domain->addItem(tr("ONNX only (raise the opset)"), static_cast<int>(QdqDomain::Onnx));
    m_domain->addItem(tr("com.microsoft pairs (keep the opset)"), static_cast<int>(QdqDomain::Microsoft));
    m_guard->addItem(tr("as the target says"));
    m_guard->addItem(tr("yes: the runtime must not quantize float layers"));
    m_guard->addItem(tr("no"));
    m_verify->setChecked(true);
    const auto& set = m_bench.evaluationSet().samples ? m_bench.evaluationSet().samples : m_bench.calibrationSet().samples;
    m_samples->setRange(1, set ? std::max(1, static_cast<int>(set->size())) : 1000);
    m_samples->setValue(4);
    m_summary->setWordWrap(true);
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_result->hide();
    m_path->setMinimumWidth(90 * kGrid);
    m_path->setAccessibleName(tr("File"));
    m_samples->setAccessibleName(tr("Verify"));
    m_browse->setIcon(themeIcon(QStringLiteral("document-save-as")));
    m_browse->setToolTip(tr("Choose a file"));
    m_browse->setAccessibleName(tr("Choose a file"));
    m_browse->setAutoRaise(true);
    build();
    connectAll(std::move(chooseFile));
    m_path->setText(QDir(folderForResults(m_workbench.modelPath()))
                        .filePath(QFileInfo(m_workbench.modelPath()).completeBaseName() + QStringLiteral("_qdq.onnx")));
    showConfiguration();
}

void ExportDialog::build()
{
    auto* where = new QHBoxLayout;
    where->addWidget(m_path);
    where->addWidget(m_browse);
    auto* verify = new QHBoxLayout;
    verify->addWidget(m_verify, 1);
    verify->addWidget(m_samples);
    auto* form = new QFormLayout;
    form->addRow(tr("File"), where);
    form->addRow(tr("Q/DQ operators"), m_domain);
    form->addRow(tr("Guard float layers"), m_guard);
    form->addRow(tr("Verify"), verify);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_export = buttons->addButton(tr("Export"), QDialogButtonBox::ActionRole);
    m_compare = buttons->addButton(tr("Compare with the exported file"), QDialogButtonBox::ActionRole);
    m_compare->setToolTip(tr("The simulation against the file, layer by layer, on all evaluation samples; in the Compare dock"));
    m_compare->hide();
    auto* column = new QVBoxLayout(this);
    column->setSpacing(3 * kGrid);
    column->addWidget(m_summary);
    column->addLayout(form);
    column->addWidget(m_busy);
    column->addWidget(m_result);
    column->addWidget(m_outputs);
    column->addWidget(m_different);
    column->addStretch(1);
    column->addWidget(buttons);
    setEnterPresses(*buttons, *m_export);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void ExportDialog::connectAll(std::function<QString(const QString&)> chooseFile)
{
    setWords(*m_samples, [](int n) { return tr("%Ln sample(s)", nullptr, n); });
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::exportNow);
    connect(m_compare, &QPushButton::clicked, this, [this] {
        m_workbench.compareWithModel(m_written);
        accept();
    });
    connect(m_verify, &QCheckBox::toggled, m_samples, &QWidget::setEnabled);
    connect(m_browse, &QToolButton::clicked, this, [this, chooseFile = std::move(chooseFile)] {
        if (const QString path = chooseFile(m_path->text()); !path.isEmpty()) {
            m_path->setText(path);
            m_chosen = path;
        }
    });
    connect(&m_workbench, &Workbench::exported, this, &ExportDialog::showOutcome);
    connect(&m_workbench, &Workbench::failed, this, [this](const Said& what, const Failure& failure) {
        if (!m_busy->isHidden())
            fail(what(), failure);
    });
    connect(&m_workbench, &Workbench::exportStopped, this, [this] { end(tr("The export was stopped.")); });
    connect(&m_bench, &Bench::configurationChanged, this, &ExportDialog::showConfiguration);
}

void ExportDialog::setPath(const QString& path) { m_path->setText(path); }

QString ExportDialog::resultText() const { return m_result->text(); }

void ExportDialog::showConfiguration()
{
    if (!m_bench.model() || !m_bench.configuration() || !m_bench.configuration()->plan)
        return;
    std::map<DType, int> counts;
    int fixed = 0;
    for (const PointConfig& point : m_bench.configuration()->effective->points)
        if (point.active) {
            ++counts[point.dtype];
            fixed += point.fixed ? 1 : 0;
        }
    QStringList parts;
    for (const auto& [dtype, n] : counts)
        parts << QStringLiteral("%1 %2").arg(n).arg(dtypeText(dtype));
    QString text = tr("Target %1. Quantized points (outputs, operands, weights, constants): %2.")
                       .arg(QString::fromStdString(m_bench.configuration()->profile->name), parts.join(QStringLiteral(", ")));
    if (fixed > 0)
        text += QLatin1Char(' ') + tr("%Ln fixed by hand.", nullptr, fixed);
    text += QLatin1Char(' ') +
            tr("int16: %1 of the MACs.").arg(percent(int16Share(*m_bench.model(), *m_bench.configuration()->effective)));
    m_summary->setText(text);
}

void ExportDialog::exportNow()
{
    const QString path = writtenPath(m_path->text(), QFileInfo(m_workbench.modelPath()).path());
    if (path.isEmpty() || !m_export->isEnabled())
        return;
    m_path->setText(path);
    m_result->hide();
    m_compare->hide();
    m_outputs->hide();
    m_different->hide();
    try {
        refuseToReplace(path.toStdString(), m_workbench.modelPath().toStdString(), m_workbench.studyPath().toStdString());
    } catch (const Error& e) {
        fail(tr("The export failed"), failureOf(e));
        return;
    }
    // A path from the file dialog was asked for there.
    if (path != std::exchange(m_chosen, QString()) && QFileInfo::exists(path) && !m_overwrite(path))
        return;
    ExportRequest request;
    request.path = path;
    request.domain = static_cast<QdqDomain>(m_domain->currentData().toInt());
    if (m_guard->currentIndex() > 0)
        request.guard = m_guard->currentIndex() == 1 ? GuardFloat::Yes : GuardFloat::No;
    request.verify = m_verify->isChecked();
    request.verifySamples = m_samples->value();
    m_export->setEnabled(false);
    m_busy->watch(m_workbench.exportModel(request));
}

void ExportDialog::end(const QString& result)
{
    m_busy->end();
    m_export->setEnabled(true);
    m_result->setText(result);
    m_result->show();
    adjustSize();
}

void ExportDialog::fail(const QString& what, const Failure& failure)
{
    end(QStringLiteral("<b style=\"color:%1\">%2</b><br>%3<br>%4")
            .arg(dataColors(palette()).error.name(), what.toHtmlEscaped(), richText(failure.message()),
                 richText(failure.cure())));
}

void ExportDialog::showOutcome(const ExportOutcome& outcome)
{
    m_written = outcome.path;
    m_compare->show();
    QStringList lines;
    const QString opset = outcome.opset == outcome.opsetFrom
                              ? QString::number(outcome.opset)
                              : tr("%1 (raised from %2)", "opset").arg(outcome.opset).arg(outcome.opsetFrom);
    lines << tr("%1 is written, opset %2: %Ln tensor(s) quantized, of activations, weights, constants and biases.", nullptr,
                static_cast<int>(outcome.tensorsChanged))
                 .arg(QFileInfo(outcome.path).fileName().toHtmlEscaped(), opset);
    if (outcome.verified)
        lines << verdict(outcome.verification, dataColors(palette()));
    for (const Finding& f : outcome.findings)
        if (f.severity != Severity::Info)
            lines << sentence(f.message).toHtmlEscaped();
    if (outcome.verified)
        showChecks(outcome.verification);
    end(lines.join(QStringLiteral("<br>")));
}

void ExportDialog::showChecks(const Verification& v)
{
    m_outputs->clear();
    for (const OutputQuality& output : v.outputs) {
        QStringList cells{QString::fromStdString(output.name), decibel(output.sqnrDbVsFloat), QStringLiteral("-"),
                          QStringLiteral("-")};
        for (const OptimizedRun::Output& o : v.optimized.outputs)
            if (o.name == output.name) {
                cells[2] = decibel(o.sqnrDbVsReference);
                cells[3] = decibel(o.sqnrDbVsFloat);
            }
        addRow(m_outputs, cells);
    }
    m_outputs->setVisible(m_outputs->topLevelItemCount() > 0);
    fitToRows(*m_outputs, 8);
    m_different->clear();
    for (const TensorCheck& t : v.tensors)
        if (!t.equal)
            addRow(m_different, {QString::fromStdString(t.name), number(t.maxSteps), percent(t.equalShare)});
    m_different->setVisible(!v.equal);
    fitToRows(*m_different, 8);
}

} // namespace qb
