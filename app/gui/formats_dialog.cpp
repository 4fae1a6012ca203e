// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/formats_dialog.h"

#include "app/gui/dialog_buttons.h"
#include "engine/base/error.h"
#include "engine/study/kept_files.h"
#include "widgets/common/colors.h"
#include "widgets/common/theme.h"
#include "widgets/common/tree_rows.h"
#include "widgets/common/worded.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileInfo>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QSaveFile>
#include <QScrollArea>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <array>

namespace qb {

namespace {

struct FormatText {
    ConfigFormat format;
    const char* title;
    const char* about;
    const char* suffix;
};

constexpr std::array<FormatText, 9> kFormats{
    {{ConfigFormat::HorizonPy, QT_TRANSLATE_NOOP("FormatsDialog", "Horizon QconfigSetter (Python)"),
      QT_TRANSLATE_NOOP("FormatsDialog", "Python code with templates for horizon_plugin_pytorch."), "py"},
     {ConfigFormat::HorizonQuantConfig, QT_TRANSLATE_NOOP("FormatsDialog", "Horizon quant_config.json"),
      QT_TRANSLATE_NOOP("FormatsDialog", "Configuration of hmct, for models that are quantized after training."), "json"},
     {ConfigFormat::HbMapperYaml, QT_TRANSLATE_NOOP("FormatsDialog", "hb_mapper YAML"),
      QT_TRANSLATE_NOOP("FormatsDialog", "node_info, run_on_cpu and optimization, to be put into the converter's file."), "yaml"},
     {ConfigFormat::OrtOverrides, QT_TRANSLATE_NOOP("FormatsDialog", "ONNX Runtime TensorQuantOverrides"),
      QT_TRANSLATE_NOOP("FormatsDialog", "Dtypes and scales per tensor for quantize_static."), "json"},
     {ConfigFormat::Aimet, QT_TRANSLATE_NOOP("FormatsDialog", "AIMET encodings 1.0.0"),
      QT_TRANSLATE_NOOP("FormatsDialog", "Encodings of activations and parameters, as lists."), "encodings"},
     {ConfigFormat::Aimet06, QT_TRANSLATE_NOOP("FormatsDialog", "AIMET encodings 0.6.1"),
      QT_TRANSLATE_NOOP("FormatsDialog", "The older form: encodings by tensor name."), "encodings"},
     {ConfigFormat::TensorRtCache, QT_TRANSLATE_NOOP("FormatsDialog", "TensorRT calibration cache"),
      QT_TRANSLATE_NOOP("FormatsDialog", "One symmetric int8 scale per tensor."), "cache"},
     {ConfigFormat::QTable, QT_TRANSLATE_NOOP("FormatsDialog", "qtable"),
      QT_TRANSLATE_NOOP("FormatsDialog", "Thresholds and ranges per tensor, as text."), "txt"},
     {ConfigFormat::Qat, QT_TRANSLATE_NOOP("FormatsDialog", "For training"),
      QT_TRANSLATE_NOOP("FormatsDialog", "Dtypes and fixed scales that training starts from."), "json"}}};

const FormatText& textOf(ConfigFormat format)
{
    return *std::find_if(kFormats.begin(), kFormats.end(), [&](const FormatText& each) { return each.format == format; });
}

QString said(const char* text) { return QCoreApplication::translate("FormatsDialog", text); }

QTreeWidget* table(const QStringList& header)
{
    auto* result = new QTreeWidget;
    result->setHeaderLabels(header);
    result->setRootIsDecorated(false);
    useTableRows(*result);
    result->setAlternatingRowColors(true);
    result->setTextElideMode(Qt::ElideMiddle);
    result->hide();
    return result;
}

void addRow(QTreeWidget* to, const QStringList& cells)
{
    auto* item = new QTreeWidgetItem(to, cells);
    for (int i = 0; i < cells.size(); ++i)
        item->setToolTip(i, cells[i]);
}

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

/// Where something stands: a name, or in words.
QString placeText(const std::string& what)
{
    static const QRegularExpression line(QStringLiteral("^line (\\d+)(: .*)?$"));
    if (what == "weights")
        return FormatsDialog::tr("weights");
    if (const auto found = line.match(text(what)); found.hasMatch())
        return FormatsDialog::tr("line %1").arg(found.captured(1)) + found.captured(2);
    return text(what);
}

} // namespace

FormatsDialog::FormatsDialog(Bench& bench, JobRunner& jobs, Direction direction, FileChoosers choosers, QWidget* parent)
    : QDialog(parent),
      m_bench(bench),
      m_jobs(jobs),
      m_direction(direction),
      m_choosers(std::move(choosers)),
      m_format(new QComboBox),
      m_about(new QLabel),
      m_path(new QLineEdit),
      m_how(new QComboBox(this)),
      m_result(new QLabel),
      m_resultArea(new QScrollArea),
      m_changes(table({tr("Point"), tr("From"), tr("To"), tr("Because")})),
      m_notCarried(table({tr("Not carried"), tr("Why")}))
{
    build();
    showFormat();
}

void FormatsDialog::build()
{
    const bool writes = m_direction == Direction::Write;
    setWindowTitle(writes ? tr("Export for another tool") : tr("Import from another tool"));
    for (const FormatText& each : kFormats)
        m_format->addItem(said(each.title), static_cast<int>(each.format));
    m_about->setForegroundRole(QPalette::PlaceholderText);
    m_how->addItem(tr("as the format means it"));
    m_how->addItem(tr("append to the rules that are there"));
    m_how->addItem(tr("replace the rules that are there"));
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_path->setMinimumWidth(100 * kGrid);
    m_path->setAccessibleName(tr("File"));
    auto* browse = new QToolButton;
    browse->setIcon(themeIcon(writes ? QStringLiteral("document-save-as") : QStringLiteral("document-open")));
    browse->setToolTip(tr("Choose a file"));
    browse->setAccessibleName(tr("Choose a file"));
    browse->setAutoRaise(true);
    auto* where = new QHBoxLayout;
    where->addWidget(m_path);
    where->addWidget(browse);
    auto* form = new QFormLayout;
    form->addRow(tr("Format"), m_format);
    form->addRow(QString(), m_about);
    form->addRow(tr("File"), where);
    m_how->setVisible(!writes); // in the layout only where it is shown
    if (!writes)
        form->addRow(tr("Rules"), m_how);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_run = buttons->addButton(writes ? tr("Export") : tr("Apply"), QDialogButtonBox::ActionRole);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(3 * kGrid);
    column->addLayout(form);
    m_resultArea->setWidget(m_result);
    m_resultArea->setWidgetResizable(true);
    m_resultArea->setFrameShape(QFrame::NoFrame);
    column->addWidget(m_resultArea);
    column->addWidget(m_changes, 1);
    column->addWidget(m_notCarried, 1);
    column->addStretch();
    column->addWidget(buttons);
    setEnterPresses(*buttons, *m_run);
    m_run->setEnabled(writes);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(browse, &QToolButton::clicked, this, &FormatsDialog::chooseFile);
    connect(m_run, &QPushButton::clicked, this, &FormatsDialog::run);
    connect(m_format, &QComboBox::activated, this, [this] {
        showFormat();
        if (m_direction == Direction::Read)
            read();
    });
    connect(m_how, &QComboBox::activated, this, &FormatsDialog::read);
    if (!writes)
        connect(m_path, &QLineEdit::editingFinished, this, &FormatsDialog::read);
}

ConfigFormat FormatsDialog::format() const { return static_cast<ConfigFormat>(m_format->currentData().toInt()); }

void FormatsDialog::setFormat(ConfigFormat format)
{
    m_format->setCurrentIndex(m_format->findData(static_cast<int>(format)));
    showFormat();
}

void FormatsDialog::showFormat()
{
    const FormatText& chosen = textOf(format());
    m_about->setText(said(chosen.about));
    if (m_direction == Direction::Write) {
        const bool ready = !holdsScales(format()) || (m_bench.configuration() && m_bench.configuration()->plan);
        m_run->setEnabled(ready && m_bench.configuration());
        setResult(ready ? QString() : tr("This format holds scales: calibrate first."));
    }
}

void FormatsDialog::setPath(const QString& path)
{
    m_path->setText(path);
    if (m_direction == Direction::Read)
        read();
}

QString FormatsDialog::resultText() const { return m_result->text(); }

void FormatsDialog::chooseFile()
{
    const FormatText& chosen = textOf(format());
    const QString filter =
        QStringLiteral("%1 (*.%2);;%3 (*)").arg(said(chosen.title), QLatin1String(chosen.suffix), tr("All files"));
    const QString path = m_direction == Direction::Write
                             ? m_choosers.save(windowTitle(), QStringLiteral("qconfig.") + QLatin1String(chosen.suffix), filter)
                             : m_choosers.open(windowTitle(), filter);
    if (!path.isEmpty()) {
        setPath(path);
        m_chosen = path;
    }
}

void FormatsDialog::run()
{
    if (m_direction == Direction::Write) {
        write();
    } else if (m_rules) {
        m_bench.requestEdit(tr("Import %1").arg(QFileInfo(m_path->text()).fileName()), *m_rules);
        accept();
    }
}

void FormatsDialog::write()
{
    if (!m_bench.configuration() || !m_bench.model())
        return;
    const QString model = text(m_bench.model()->path);
    const QString path = writtenPath(m_path->text(), QFileInfo(model).path());
    if (path.isEmpty())
        return;
    m_path->setText(path);
    try {
        refuseToReplace(path.toStdString(), model.toStdString(), {});
    } catch (const Error& e) {
        fail(failureOf(e));
        return;
    }
    // A path from the file dialog was asked for there.
    if (path != std::exchange(m_chosen, QString()) && QFileInfo::exists(path) && m_choosers.overwrite &&
        !m_choosers.overwrite(path))
        return;
    const auto outcome = std::make_shared<Outcome>();
    const auto problem = std::make_shared<QString>();
    m_jobs.start(
        {Lane::Preview, [name = QFileInfo(path).fileName()] { return tr("Export %1").arg(name); },
         QStringLiteral("write config")},
        [outcome, problem, path, format = format(), model = m_bench.model(),
         configuration = m_bench.configuration()](const JobContext&, const JobRunner::Post&) {
            const WrittenConfig written =
                writeConfig(format, {*model, configuration->rules, *configuration->profile, *configuration->effective,
                                     configuration->plan ? &configuration->plan->plan : nullptr});
            QSaveFile file(path);
            if (!file.open(QIODevice::WriteOnly) ||
                file.write(written.text.data(), static_cast<qint64>(written.text.size())) < 0 || !file.commit())
                *problem = file.errorString();
            outcome->carried = written.carried;
            outcome->active = written.active;
            outcome->notCarried = written.notCarried;
        },
        [self = QPointer<FormatsDialog>(this), outcome, problem, path](const Failure* failure) {
            if (!self)
                return;
            const auto tell = [&](const Failure& what) {
                self->fail(what);
                self->m_bench.addLog({QDateTime::currentDateTime(), Severity::Error, what.message, what.cure});
            };
            if (failure)
                tell(*failure);
            else if (!problem->isEmpty())
                tell({ErrorCode::Resources,
                      [path, why = *problem] { return tr("%1 can't be written: %2").arg(path, why); },
                      [] { return tr("Choose another folder."); },
                      {}});
            else
                self->showOutcome(*outcome);
        });
}

void FormatsDialog::read()
{
    const QString path = m_path->text().trimmed();
    m_rules.reset();
    m_run->setEnabled(false);
    if (path.isEmpty() || !m_bench.configuration())
        return;
    const auto outcome = std::make_shared<Outcome>();
    m_jobs.start(
        {Lane::Preview, {}, QStringLiteral("read config")},
        [outcome, path, format = format(), how = m_how->currentIndex(), model = m_bench.model(),
         configuration = m_bench.configuration()](const JobContext&, const JobRunner::Post&) {
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                throw Error(ErrorCode::Resources, Text("{}: {}", path.toStdString(), file.errorString().toStdString()),
                            Text("check the path"));
            const ReadConfig read = readConfig(format, file.readAll().toStdString(), *model, *configuration->profile, {},
                                               QFileInfo(path).absolutePath().toStdString());
            outcome->rules = read.appliedTo(configuration->rules, how == 2 || (how == 0 && read.complete));
            outcome->changes =
                difference(*model, *configuration->effective, resolve(*model, outcome->rules, *configuration->profile));
            outcome->carried = read.carried;
            outcome->complete = read.complete;
            outcome->notCarried = read.notCarried;
            outcome->findings = read.findings;
        },
        [self = QPointer<FormatsDialog>(this), outcome](const Failure* failure) {
            if (!self)
                return;
            if (failure) {
                self->fail(*failure);
                return;
            }
            self->m_rules = outcome->rules;
            self->m_run->setEnabled(true);
            self->showOutcome(*outcome);
        });
}

void FormatsDialog::showOutcome(const Outcome& outcome)
{
    QStringList lines;
    if (m_direction == Direction::Write)
        lines << QStringLiteral("<b style=\"color:%1\">%2</b>")
                     .arg((outcome.carried != outcome.active ? dataColors(palette()).warning
                           : outcome.notCarried.empty()      ? dataColors(palette()).better
                                                             : palette().color(QPalette::Text))
                              .name(),
                          tr("%1 is written: %2 of %3 quantized points come back as they are.")
                              .arg(QFileInfo(m_path->text()).fileName().toHtmlEscaped())
                              .arg(outcome.carried)
                              .arg(outcome.active));
    else
        lines << tr("%Ln entry/entries taken over.", nullptr, static_cast<int>(outcome.carried)) + QLatin1Char(' ') +
                     tr("%Ln point(s) would change.", nullptr, static_cast<int>(outcome.changes.size()));
    for (const Finding& f : outcome.findings)
        lines << sentence(f.message).toHtmlEscaped();
    setResult(lines.join(QStringLiteral("<br>")));
    m_changes->clear();
    for (const PointChange& c : outcome.changes)
        addRow(m_changes, {text(m_bench.model()->point(c.point).name), worded(c.from), worded(c.to), worded(c.because)});
    m_changes->setVisible(!outcome.changes.empty());
    m_notCarried->clear();
    for (const NotCarried& n : outcome.notCarried)
        addRow(m_notCarried, {placeText(n.what), worded(n.why)});
    m_notCarried->setVisible(!outcome.notCarried.empty());
    for (QTreeWidget* each : {m_changes, m_notCarried})
        for (int column = 0; column + 1 < each->columnCount(); ++column)
            each->header()->resizeSection(column, std::min(each->sizeHint().width(), column == 0 ? 220 : 140));
    // As tall as its rows where there are a few; where there are many, the dialog can be made larger.
    constexpr int kFew = 12;
    bool many = false;
    for (QTreeWidget* each : {m_changes, m_notCarried}) {
        fitToRows(*each, kFew);
        if (each->topLevelItemCount() > kFew) {
            each->setMaximumHeight(QWIDGETSIZE_MAX);
            many = many || each->isVisibleTo(this);
        }
    }
    if (m_changes->isVisibleTo(this) || m_notCarried->isVisibleTo(this))
        resize(std::max(width(), 760), many ? std::max(height(), 480) : sizeHint().height());
}

void FormatsDialog::fail(const Failure& failure)
{
    m_changes->hide();
    m_notCarried->hide();
    setResult(QStringLiteral("<b style=\"color:%1\">%2</b><br>%3")
                  .arg(dataColors(palette()).error.name(),
                       failure.message().toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>")),
                       failure.cure().toHtmlEscaped()));
}

void FormatsDialog::setResult(const QString& html)
{
    m_result->setText(html);
    fitResult();
}

/// All of it, a page at the most: a broken file may be wrong in a hundred places.
void FormatsDialog::fitResult()
{
    constexpr int kMost = 60 * kGrid;
    m_resultArea->setVisible(!m_result->text().isEmpty());
    m_resultArea->setFixedHeight(std::min(m_result->heightForWidth(std::max(kMost, m_resultArea->viewport()->width())), kMost));
}

void FormatsDialog::resizeEvent(QResizeEvent* event)
{
    QDialog::resizeEvent(event);
    fitResult();
}

} // namespace qb
