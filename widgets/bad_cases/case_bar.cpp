// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bad_cases/case_bar.h"

#include "engine/analysis/output_errors.h"
#include "widgets/common/expression_field.h"
#include "widgets/common/format.h"
#include "widgets/common/paged_dock.h"
#include "widgets/common/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace qb {

namespace {

constexpr std::array kMetrics{Metric::Atol, Metric::L1, Metric::Cosine, Metric::Sqnr};
constexpr int kCustom = -1;

} // namespace

CaseBar::CaseBar(QWidget* parent)
    : QWidget(parent),
      m_outputs(new QComboBox),
      m_metrics(new QComboBox),
      m_find(new QToolButton),
      m_save(new QToolButton),
      m_load(new QToolButton),
      m_copy(new QToolButton),
      m_csv(new QToolButton),
      m_expression(new ExpressionField(ExpressionField::Of::Outputs))
{
    build();
    connect(m_outputs, &QComboBox::activated, this, &CaseBar::changed);
    connect(m_metrics, &QComboBox::activated, this, [this] {
        check();
        if (chosenMetric() == std::nullopt)
            m_expression->setFocus();
        emit changed();
    });
    connect(m_expression, &ExpressionField::changed, this, [this] {
        updateFind();
        emit changed();
    });
    connect(m_expression, &ExpressionField::accepted, this, [this] {
        if (m_find->isEnabled() && !m_running)
            emit findRequested();
    });
    connect(m_find, &QToolButton::clicked, this, [this] {
        if (m_running)
            emit stopRequested();
        else
            emit findRequested();
    });
    connect(m_save, &QToolButton::clicked, this, &CaseBar::saveRequested);
    connect(m_load, &QToolButton::clicked, this, &CaseBar::loadRequested);
    connect(m_copy, &QToolButton::clicked, this, &CaseBar::copyRequested);
    connect(m_csv, &QToolButton::clicked, this, &CaseBar::csvRequested);
    retranslate();
    check();
}

void CaseBar::build()
{
    m_outputs->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_outputs->setMinimumContentsLength(6);
    m_outputs->setMaximumWidth(220);
    m_outputs->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_metrics->setSizeAdjustPolicy(QComboBox::AdjustToContents); // its words change with the language
    for (const Metric m : kMetrics)
        m_metrics->addItem(QString(), static_cast<int>(m));
    m_metrics->addItem(QString(), kCustom);
    m_save->setIcon(themeIcon(QStringLiteral("document-save")));
    m_load->setIcon(themeIcon(QStringLiteral("document-open")));
    m_copy->setIcon(themeIcon(QStringLiteral("edit-copy")));
    m_csv->setIcon(themeIcon(QStringLiteral("document-export-table")));
    for (QToolButton* button : {m_find, m_save, m_load, m_copy, m_csv})
        button->setAutoRaise(true);
    m_find->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);

    auto* top = new QHBoxLayout;
    top->setSpacing(kGrid);
    top->addWidget(m_outputs, 100);
    top->addWidget(m_metrics);
    top->addWidget(m_find);
    top->addStretch(1);
    for (QToolButton* button : {m_save, m_load, m_copy, m_csv})
        top->addWidget(button);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kGrid, kGrid, kGrid, 0);
    column->setSpacing(kGrid);
    column->addLayout(top);
    column->addWidget(m_expression);
}

void CaseBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void CaseBar::retranslate()
{
    for (int i = 0; i < m_metrics->count(); ++i) {
        const int metric = m_metrics->itemData(i).toInt();
        m_metrics->setItemText(i, metric == kCustom ? tr("Custom") : metricTitle(static_cast<Metric>(metric)));
        m_metrics->setItemData(
            i, metric == kCustom ? tr("An expression of your own") : metricFormula(static_cast<Metric>(metric)), Qt::ToolTipRole);
    }
    nameWidget(m_outputs, tr("Output"),
               tr("At which output of the model samples are judged, and towards which the layer is looked for"));
    nameWidget(m_metrics, tr("Metric"), tr("By what samples are judged"));
    m_save->setText(tr("Save"));
    nameWidget(m_save, tr("Save"), tr("Save the worst samples and the bad case as a file, for people and for another study"));
    m_load->setText(tr("Load"));
    nameWidget(m_load, tr("Load"), tr("Use the bad case of such a file"));
    m_copy->setText(tr("Copy"));
    nameWidget(m_copy, tr("Copy"), tr("Copy the selected rows, all where none is selected"));
    m_csv->setText(tr("CSV"));
    nameWidget(m_csv, tr("Export as CSV"), tr("Write the table as CSV"));
    updateFind();
}

void CaseBar::setOutputs(std::vector<PortInfo> outputs)
{
    const std::string before = output();
    m_outputs->clear();
    for (const std::size_t i : measurableOutputs(outputs))
        m_outputs->addItem(QString::fromStdString(outputs[i].name));
    m_outputs->setCurrentIndex(std::max(0, m_outputs->findText(QString::fromStdString(before))));
    m_outputs->setEnabled(m_outputs->count() > 0);
    m_expression->setOutputs(std::move(outputs));
    check();
}

void CaseBar::check()
{
    m_expression->setVisible(!chosenMetric());
    updateFind();
}

void CaseBar::updateFind()
{
    m_find->setText(m_running ? tr("Stop") : tr("Find"));
    m_find->setAccessibleName(m_find->text());
    m_find->setIcon(themeIcon(m_running ? QStringLiteral("media-playback-stop") : QStringLiteral("edit-find")));
    m_find->setToolTip(m_running
                           ? tr("Stops the search and keeps what was measured")
                           : tr("Compare float and quantized on each evaluation sample; what is known is not measured again"));
    m_find->setEnabled(m_running || (m_findable && (chosenMetric() || !expression().empty())));
}

void CaseBar::setFindable(bool on)
{
    m_findable = on;
    updateFind();
}

void CaseBar::setRunning(bool on)
{
    m_running = on;
    updateFind();
}

void CaseBar::setFound(bool on)
{
    for (QToolButton* button : {m_save, m_copy, m_csv})
        button->setEnabled(on);
}

void CaseBar::setOutput(const std::string& output)
{
    m_outputs->setCurrentIndex(std::max(0, m_outputs->findText(QString::fromStdString(output))));
    emit changed();
}

void CaseBar::setMetric(std::optional<Metric> metric)
{
    m_metrics->setCurrentIndex(std::max(0, m_metrics->findData(metric ? static_cast<int>(*metric) : kCustom)));
    check();
    emit changed();
}

void CaseBar::setExpression(const QString& text)
{
    m_expression->setExpression(text);
    updateFind();
    emit changed();
}

std::string CaseBar::output() const { return m_outputs->currentText().toStdString(); }

std::optional<Metric> CaseBar::chosenMetric() const
{
    const int metric = m_metrics->currentData().toInt();
    return metric == kCustom ? std::nullopt : std::optional(static_cast<Metric>(metric));
}

CaseCriterion CaseBar::criterion() const { return chosenMetric() ? CaseCriterion{output(), chosenMetric()} : CaseCriterion{}; }

std::string CaseBar::expression() const { return chosenMetric() ? std::string() : m_expression->expression(); }

Order CaseBar::order() const { return m_expression->order(); }

QString CaseBar::problem() const { return chosenMetric() ? QString() : m_expression->problem(); }

void CaseBar::setRecent(const QStringList& expressions) { m_expression->setRecent(expressions); }

} // namespace qb
