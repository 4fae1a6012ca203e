// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/observer_editor.h"

#include "engine/quant/observer_params.h"
#include "widgets/common/theme.h"
#include "widgets/inspector/number_field.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>

namespace qb {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Inspector)
};

QString name(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

} // namespace

QString methodText(Method method)
{
    switch (method) {
    case Method::MinMax: return Words::tr("The extremes that were seen. Clips nothing; one outlier widens every step.");
    case Method::Percentile: return Words::tr("Cuts off the largest values beyond a percentile of their magnitude.");
    case Method::Mse: return Words::tr("The range with the least squared error on what was seen.");
    case Method::Kl: return Words::tr("The range with the least Kullback-Leibler divergence, as TensorRT does. For int8.");
    case Method::Mix: return Words::tr("The best of nine percentiles from 99.9 to 99.9999, by squared error.");
    case Method::Clip: return Words::tr("What was seen, limited to a given range.");
    case Method::ClipStd: return Words::tr("Mean plus and minus some standard deviations.");
    case Method::FixedScale: return Words::tr("A constant, whatever was seen.");
    }
    return {};
}

QString parameterText(std::string_view parameter)
{
    static const std::map<std::string_view, const char*> kTexts{
        {"averaging_constant",
         QT_TRANSLATE_NOOP("Inspector", "Weight of each sample in the moving average. Empty: the true extremes.")},
        {"percentile", QT_TRANSLATE_NOOP("Inspector", "In percent: this share of the values is kept.")},
        {"candidates", QT_TRANSLATE_NOOP("Inspector", "Ranges that the coarse search tries.")},
        {"clip_weight",
         QT_TRANSLATE_NOOP("Inspector", "How often the error of what is clipped counts. Empty: as the target wants it.")},
        {"bins", QT_TRANSLATE_NOOP("Inspector", "Bins of the histogram that is searched.")},
        {"levels", QT_TRANSLATE_NOOP("Inspector", "Levels from zero up. Empty: those of the dtype.")},
        {"xmin", QT_TRANSLATE_NOOP("Inspector", "Lower end of the range.")},
        {"xmax", QT_TRANSLATE_NOOP("Inspector", "Upper end of the range.")},
        {"std_scale", QT_TRANSLATE_NOOP("Inspector", "Standard deviations to each side of the mean.")},
        {"scale", QT_TRANSLATE_NOOP("Inspector", "Width of a step.")},
        {"threshold", QT_TRANSLATE_NOOP("Inspector", "The range is from minus this to this.")},
        {"zero_point", QT_TRANSLATE_NOOP("Inspector", "Whole number that stands for 0.")},
        {"range_lo", QT_TRANSLATE_NOOP("Inspector", "Lower end of the range.")},
        {"range_hi", QT_TRANSLATE_NOOP("Inspector", "Upper end of the range.")}};
    const auto found = kTexts.find(parameter);
    return found == kTexts.end() ? QString() : Words::tr(found->second);
}

ObserverEditor::ObserverEditor(QWidget* parent) : QWidget(parent), m_methods(new QComboBox), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(kGrid);
    m_layout->addWidget(m_methods);
    m_methods->setFocusPolicy(Qt::StrongFocus);
    for (const Method method : allMethods())
        if (method != Method::FixedScale) // has fields of its own
            m_methods->addItem(name(toString(method)), static_cast<int>(method));
    const auto observerAt = [this](int i) { return Observer{static_cast<Method>(m_methods->itemData(i).toInt()), {}}; };
    connect(m_methods, &QComboBox::activated, this, [this, observerAt](int i) {
        const Observer observer = observerAt(i);
        if (!m_observer.value || m_observer.value->method != observer.method)
            emit chosen(observer);
    });
    connect(m_methods, &QComboBox::highlighted, this, [this, observerAt](int i) { emit considered(observerAt(i)); });
    retranslate();
}

void ObserverEditor::setObserver(const Common<Observer>& observer)
{
    const bool same = m_observer.value && observer.value && m_observer.value->method == observer.value->method && m_parameters;
    m_observer = observer;
    const QSignalBlocker blocker(m_methods);
    m_methods->setCurrentIndex(observer.value ? m_methods->findData(static_cast<int>(observer.value->method)) : -1);
    m_methods->setPlaceholderText(observer.mixed ? Words::tr("different") : QString());
    m_methods->setToolTip(observer.value ? methodText(observer.value->method) : QString());
    if (same) {
        for (auto* field : m_parameters->findChildren<NumberField*>())
            if (const auto value = observer.value->param(field->objectName().toStdString()))
                field->setNumber(*value);
        return;
    }
    showParameters();
}

void ObserverEditor::showParameters()
{
    delete m_parameters;
    m_parameters = new QWidget;
    m_layout->addWidget(m_parameters);
    auto* grid = new QGridLayout(m_parameters);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(kGrid);
    grid->setColumnStretch(0, 1);
    int row = 0;
    for (const ObserverParam& parameter : observerParams()) {
        if (!m_observer.value || parameter.method != m_observer.value->method)
            continue;
        auto* label = new QLabel(name(parameter.name));
        label->setForegroundRole(QPalette::PlaceholderText);
        auto* field = new NumberField;
        field->setObjectName(name(parameter.name));
        field->setMinimumWidth(fontMetrics().horizontalAdvance(Words::tr("default")) + 12 * kGrid);
        field->setRange(parameter.least, parameter.most);
        if (parameter.whole)
            field->setDecimals(0);
        field->setToolTip(Words::tr("%1\n%2 to %3").arg(parameterText(parameter.name)).arg(parameter.least).arg(parameter.most));
        field->setAccessibleName(name(parameter.name));
        label->setToolTip(field->toolTip());
        label->setBuddy(field);
        if (const auto value = m_observer.value->param(parameter.name))
            field->setNumber(*value);
        else
            field->setEmpty(Words::tr("default"));
        connect(field, &QDoubleSpinBox::valueChanged, this, [this, field, key = std::string(parameter.name)](double value) {
            Observer observer = *m_observer.value;
            observer.params[key] = value;
            m_observer.value = observer;
            emit parameterChanged(observer, QString::fromStdString(key) + QLatin1Char('/') + field->series());
        });
        grid->addWidget(label, row, 0);
        grid->addWidget(field, row++, 1);
    }
    m_parameters->setVisible(row > 0);
}

void ObserverEditor::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ObserverEditor::retranslate()
{
    for (int i = 0; i < m_methods->count(); ++i)
        m_methods->setItemData(i, methodText(static_cast<Method>(m_methods->itemData(i).toInt())), Qt::ToolTipRole);
    if (m_parameters)
        showParameters();
}

} // namespace qb
