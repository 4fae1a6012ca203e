// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/pick_panel.h"

#include "widgets/common/format.h"
#include "widgets/common/paged_dock.h"
#include "widgets/common/theme.h"

#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSlider>
#include <QVBoxLayout>

namespace qb {

PickPanel::PickPanel(QWidget* parent)
    : QWidget(parent),
      m_plot(new PickPlot),
      m_slider(new QSlider(Qt::Horizontal)),
      m_topK(new QSpinBox),
      m_ratio(new QDoubleSpinBox),
      m_threshold(new QLineEdit),
      m_apply(new QPushButton),
      m_summary(new QLabel)
{
    build();
    connectAll();
}

void PickPanel::build()
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, kGrid);
    column->setSpacing(kGrid);
    m_plot->setMinimumHeight(76);
    column->addWidget(m_plot, 1);
    column->addWidget(m_slider);
    auto* fields = new QGridLayout;
    fields->setContentsMargins(kGrid, 0, kGrid, 0);
    fields->setSpacing(kGrid);
    const std::array<QWidget*, 3> edits{m_topK, m_ratio, m_threshold};
    for (std::size_t i = 0; i < m_radios.size(); ++i) {
        m_radios[i] = new QRadioButton;
        fields->addWidget(m_radios[i], 0, static_cast<int>(i));
        fields->addWidget(edits[i], 1, static_cast<int>(i));
        edits[i]->setMinimumWidth(60);
        edits[i]->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        fields->setColumnStretch(static_cast<int>(i), 1);
    }
    m_ratio->setRange(0, 100);
    m_ratio->setDecimals(1);
    m_ratio->setSuffix(QStringLiteral(" %"));
    m_topK->setAlignment(Qt::AlignRight);
    m_ratio->setAlignment(Qt::AlignRight);
    m_ratio->setButtonSymbols(QAbstractSpinBox::NoButtons); // the slider is beside it
    m_threshold->setAlignment(Qt::AlignRight);
    column->addLayout(fields);
    m_summary->setWordWrap(true);
    m_summary->setMinimumWidth(1);
    m_end = new QBoxLayout(QBoxLayout::LeftToRight);
    m_end->setContentsMargins(kGrid, 0, kGrid, 0);
    m_end->setSpacing(kGrid);
    m_end->addWidget(m_summary, 1);
    m_end->addWidget(m_apply, 0, Qt::AlignBottom | Qt::AlignRight); // stays where it is when the words wrap
    column->addLayout(m_end);
}

/// A narrow panel has no room for a sentence beside a button.
void PickPanel::resizeEvent(QResizeEvent* event)
{
    constexpr int kNarrow = 70 * kGrid;
    m_end->setDirection(width() < kNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    QWidget::resizeEvent(event);
}

void PickPanel::connectAll()
{
    const auto pickRows = [this](int k) {
        if (!m_updating)
            setPick(static_cast<std::size_t>(k));
    };
    connect(m_plot, &PickPlot::picked, this, pickRows);
    connect(m_slider, &QSlider::valueChanged, this, pickRows);
    connect(m_topK, &QSpinBox::valueChanged, this, pickRows);
    connect(m_ratio, &QDoubleSpinBox::valueChanged, this, [this] {
        if (!m_updating)
            choose(Ratio);
    });
    connect(m_threshold, &QLineEdit::returnPressed, this, [this] { choose(Threshold); });
    for (std::size_t i = 0; i < m_radios.size(); ++i)
        connect(m_radios[i], &QRadioButton::clicked, this, [this, i] { choose(static_cast<Picker>(i)); });
    connect(m_apply, &QPushButton::clicked, this, &PickPanel::applied);
}

void PickPanel::retranslate()
{
    m_plot->setWindowTitle(tr("Sensitivity"));
    m_plot->retranslate();
    nameWidget(m_slider, tr("Rows to raise"), tr("How many rows are raised to int16, from the top"));
    const QStringList labels{tr("Top k"), tr("Ratio"), tr("Worse than")};
    for (std::size_t i = 0; i < m_radios.size(); ++i)
        m_radios[i]->setText(labels[static_cast<qsizetype>(i)]);
    nameWidget(m_topK, tr("Top k"), tr("That many rows from the top"));
    nameWidget(m_ratio, tr("Ratio"), tr("That share of the rows, rounded up"));
    nameWidget(m_threshold, tr("Worse than"),
               tr("All rows that are as bad as this value of the metric or worse; Enter takes it"));
    m_apply->setText(tr("Apply"));
    nameWidget(m_apply, tr("Apply"), tr("Appends one rule that raises these rows to int16; one step of undo"));
}

void PickPanel::setRows(Rows rows)
{
    m_rows = std::move(rows);
    m_plot->setCurve(m_rows.curve);
    refresh();
}

void PickPanel::setPick(std::size_t count)
{
    m_pick = count;
    choose(TopK);
}

void PickPanel::choose(Picker picker)
{
    m_picker = picker;
    refresh();
}

std::optional<double> PickPanel::ratio() const
{
    return m_picker == Ratio ? std::optional(m_ratio->value() / 100) : std::nullopt;
}

QString PickPanel::lastValue() const
{
    std::size_t place = 0;
    for (const PickRow& row : m_rows.ranked)
        if (row.raisable && ++place == m_pick)
            return number(row.value);
    return {};
}

void PickPanel::refresh()
{
    const auto rows = static_cast<std::size_t>(
        std::count_if(m_rows.ranked.begin(), m_rows.ranked.end(), [](const PickRow& r) { return r.raisable; }));
    if (m_picker == Ratio) {
        SensitivityRule rule;
        rule.ratio = ratio();
        m_pick = rule.raisedOf(rows);
    } else if (m_picker == Threshold) {
        bool ok = false;
        const double limit = m_threshold->text().toDouble(&ok);
        if (ok)
            m_pick = rowsBeyond(m_rows.ranked, m_rows.mode, m_rows.metric, limit);
    }
    m_pick = std::min(m_pick, rows);
    m_updating = true;
    m_slider->setRange(0, static_cast<int>(rows));
    m_slider->setValue(static_cast<int>(m_pick));
    m_topK->setRange(0, static_cast<int>(rows));
    m_topK->setValue(static_cast<int>(m_pick));
    if (m_picker != Ratio)
        m_ratio->setValue(rows == 0 ? 0 : 100.0 * static_cast<double>(m_pick) / static_cast<double>(rows));
    if (m_picker != Threshold)
        m_threshold->setText(lastValue());
    m_radios[m_picker]->setChecked(true);
    m_updating = false;
    m_plot->setPick(m_pick);
    m_apply->setEnabled(m_pick > 0);
    emit changed();
}

void PickPanel::setSummary(const QString& text, const QString& tip)
{
    m_summary->setText(text);
    m_summary->setToolTip(tip);
}

} // namespace qb
