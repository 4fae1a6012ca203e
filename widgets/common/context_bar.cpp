// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/context_bar.h"

#include "widgets/common/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QStylePainter>

namespace qb {

namespace {

constexpr int kWidest = 26; ///< characters of a sample's name

/// Names of files begin alike and end apart: what has no room goes from their middle.
class MiddleBox : public QComboBox {
protected:
    void paintEvent(QPaintEvent*) override
    {
        QStylePainter painter(this);
        QStyleOptionComboBox option;
        initStyleOption(&option);
        painter.drawComplexControl(QStyle::CC_ComboBox, option);
        const QRect room = style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, this);
        option.currentText = fontMetrics().elidedText(option.currentText, Qt::ElideMiddle, room.width() - kGrid / 2);
        painter.drawControl(QStyle::CE_ComboBoxLabel, option);
    }
};

QComboBox* box()
{
    auto* result = new MiddleBox;
    result->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    result->setFocusPolicy(Qt::StrongFocus);
    auto* list = new QListView;
    list->setUniformItemSizes(true); // there may be ten thousand
    list->setTextElideMode(Qt::ElideMiddle);
    result->setView(list);
    return result;
}

} // namespace

ContextBar::ContextBar(Bench& bench, QWidget* parent)
    : QWidget(parent),
      m_bench(bench),
      m_sampleLabel(new QLabel),
      m_samples(box()),
      m_configurationLabel(new QLabel),
      m_configurations(box()),
      m_otherLabel(new QLabel),
      m_others(box())
{
    m_samples->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_samples->setMinimumContentsLength(kWidest / 2);
    m_sampleLabel->setBuddy(m_samples);
    m_configurationLabel->setBuddy(m_configurations);
    m_otherLabel->setBuddy(m_others);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(2 * kGrid, 0, kGrid, 0);
    row->setSpacing(kGrid);
    row->addWidget(m_sampleLabel);
    row->addWidget(m_samples);
    row->addSpacing(2 * kGrid);
    row->addWidget(m_configurationLabel);
    row->addWidget(m_configurations);
    row->addSpacing(2 * kGrid);
    row->addWidget(m_otherLabel);
    row->addWidget(m_others);
    connect(m_others, &QComboBox::activated, this,
            [this](int index) { emit againstChosen(m_others->itemData(index).toString()); });
    connect(m_samples, &QComboBox::activated, this,
            [this](int index) { m_bench.requestPin(m_samples->itemData(index).toULongLong()); });
    connect(m_configurations, &QComboBox::activated, this, [this](int index) {
        for (const auto& comparison : m_bench.comparisons())
            if (comparison->configuration && comparison->id() == m_configurations->itemData(index).toString()) {
                m_bench.requestEdit(tr("Go to configuration %1").arg(comparison->name), comparison->configuration->rules);
                break;
            }
        showConfigurations();
    });
    connect(&m_bench, &Bench::dataChanged, this, &ContextBar::showSamples);
    for (const auto signal :
         {&Bench::modelChanged, &Bench::comparisonsChanged, &Bench::rulesChanged, &Bench::configurationChanged})
        connect(&m_bench, signal, this, &ContextBar::showConfigurations);
    retranslate();
}

void ContextBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ContextBar::retranslate()
{
    m_sampleLabel->setText(tr("Sample"));
    m_samples->setAccessibleName(tr("Pinned sample"));
    m_samples->setToolTip(tr("The sample on which every edit is measured at once"));
    m_configurationLabel->setText(tr("Configuration"));
    m_configurations->setAccessibleName(tr("Configuration"));
    m_configurations->setToolTip(
        tr("The rules that are in force. A comparison keeps those that it was made with: choosing it goes back to them"));
    m_otherLabel->setText(tr("against"));
    m_others->setAccessibleName(tr("Against"));
    m_others->setToolTip(tr("What the comparison in view is held against: float alone, or another result too"));
    m_listed.reset();
    showSamples();
    showConfigurations();
    showOthers();
}

void ContextBar::showSamples()
{
    const auto& set = m_bench.measuredSet().samples;
    const bool any = set && set->size() > 0;
    m_samples->setEnabled(any);
    if (!any) {
        m_listed.reset();
        m_samples->clear();
        return;
    }
    if (m_listed.lock() != set) {
        m_listed = set;
        m_samples->clear();
        for (std::size_t i = 0; i < set->size(); ++i)
            m_samples->addItem(QStringLiteral("#%1  %2").arg(set->sampleId(i)).arg(QString::fromStdString(set->sampleName(i))),
                               QVariant::fromValue<qulonglong>(set->sampleId(i)));
    }
    m_samples->setCurrentIndex(std::max(0, m_samples->findData(QVariant::fromValue<qulonglong>(m_bench.pinnedSample()))));
}

void ContextBar::showConfigurations()
{
    QStringList names;
    QString current;
    for (const auto& comparison : m_bench.comparisons()) {
        if (!comparison->configuration || comparison->foreign || comparison->parts != CompareParts::All ||
            names.contains(comparison->name))
            continue;
        names << comparison->name;
        if (current.isEmpty() && comparison->configuration->rules == m_bench.rules())
            current = comparison->name;
    }
    m_configurations->clear();
    if (current.isEmpty())
        m_configurations->addItem(tr("now"), QString());
    for (const QString& name : names)
        m_configurations->addItem(name, name);
    m_configurations->setCurrentIndex(std::max(0, m_configurations->findData(current)));
    m_configurations->setEnabled(m_bench.model() && m_configurations->count() > 1);
}

void ContextBar::setOthers(const std::vector<std::pair<QString, QString>>& others, const QStringList& chosen)
{
    if (m_otherChoices == others && m_chosenOthers == chosen)
        return;
    m_otherChoices = others;
    m_chosenOthers = chosen;
    showOthers();
}

void ContextBar::showOthers()
{
    m_others->clear();
    m_others->addItem(tr("float"), QString());
    for (const auto& [id, title] : m_otherChoices)
        m_others->addItem(title, id);
    if (m_chosenOthers.size() > 1)
        m_others->addItem(tr("%Ln result(s)", nullptr, static_cast<int>(m_chosenOthers.size())), m_chosenOthers.front());
    m_others->setCurrentIndex(m_chosenOthers.size() > 1    ? m_others->count() - 1
                              : m_chosenOthers.size() == 1 ? std::max(0, m_others->findData(m_chosenOthers.front()))
                                                           : 0);
    m_others->setEnabled(m_bench.model() && m_others->count() > 1);
}

} // namespace qb
