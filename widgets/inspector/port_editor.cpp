// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/port_editor.h"

#include "widgets/common/colors.h"
#include "widgets/common/format.h"
#include "widgets/common/rich_text.h"
#include "widgets/common/theme.h"
#include "widgets/common/worded.h"
#include "widgets/inspector/number_field.h"
#include "widgets/inspector/observer_editor.h"
#include "widgets/plots/point_edit.h"
#include "widgets/tables/cell_delegate.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QSignalBlocker>
#include <QStandardItemModel>

#include <cmath>

namespace qb {

namespace {

/// The part of a text that names a rule ("rule 3"); empty if none does.
Text ruleIn(const Text& text)
{
    if (text.format() == "rule {}")
        return text;
    for (const Text::Argument& argument : text.arguments())
        if (Text rule = ruleIn(argument.text); !rule.empty())
            return rule;
    return {};
}

/// "rule 3 (...)" becomes a link to "rule:2".
QString withRuleLinks(const Text& line)
{
    QString html = richText(worded(line));
    const Text rule = ruleIn(line);
    if (rule.empty())
        return html;
    const QString words = richText(worded(rule));
    if (const auto at = html.indexOf(words); at >= 0)
        html.replace(at, words.size(),
                     QStringLiteral("<a href=\"rule:%1\">%2</a>").arg(std::stoi(rule.arguments().front().plain) - 1).arg(words));
    return html;
}

} // namespace

PortEditor::PortEditor(QWidget* parent)
    : QWidget(parent),
      m_title(new QLabel),
      m_now(new QLabel),
      m_note(new QLabel),
      m_fields(new QWidget),
      m_dtypes(new QComboBox),
      m_observer(new ObserverEditor),
      m_scheme(new QComboBox),
      m_threshold(new NumberField),
      m_scale(new NumberField),
      m_clipped(new QLabel),
      m_perChannel(new QCheckBox),
      m_fixScale(new QCheckBox),
      m_facts(new QLabel),
      m_story(new QLabel)
{
    build();
    connectFields();
    retranslate();
}

PortEditor::~PortEditor()
{
    // A field that loses the focus by being destroyed must not commit what was typed.
    for (auto* field : findChildren<NumberField*>())
        field->blockSignals(true);
    for (QComboBox* combo : {m_dtypes, m_observer->methods()})
        combo->view()->removeEventFilter(this);
}

void PortEditor::build()
{
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_now);
    for (QLabel* label : {m_note, m_facts, m_story}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextBrowserInteraction);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    m_story->setTextFormat(Qt::RichText);
    m_note->setTextFormat(Qt::RichText);
    m_facts->setTextFormat(Qt::RichText);
    m_clipped->setForegroundRole(QPalette::PlaceholderText);
    m_dtypes->setFocusPolicy(Qt::StrongFocus);
    m_scheme->setFocusPolicy(Qt::StrongFocus);
    m_threshold->setRange(static_cast<double>(kScaleFloor), 3.4e38);
    m_scale->setRange(static_cast<double>(kScaleFloor), 3.4e38);
    for (QWidget* wheel :
         {static_cast<QWidget*>(m_dtypes), static_cast<QWidget*>(m_scheme), static_cast<QWidget*>(m_observer->methods())})
        wheel->installEventFilter(this);
    for (QComboBox* combo : {m_dtypes, m_observer->methods()})
        combo->view()->installEventFilter(this);

    auto* grid = new QGridLayout(m_fields);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(2 * kGrid);
    grid->setVerticalSpacing(kGrid);
    grid->setColumnStretch(1, 1);
    int row = 0;
    const auto add = [&](QWidget* field) {
        auto* label = new QLabel;
        label->setForegroundRole(QPalette::PlaceholderText);
        label->setBuddy(field);
        m_labels.push_back(label);
        label->setMinimumHeight(m_dtypes->sizeHint().height()); // on the line of its field, whatever stands below that
        grid->addWidget(label, row, 0, Qt::AlignTop);
        grid->addWidget(field, row++, 1);
    };
    add(m_dtypes);
    add(m_observer);
    add(m_scheme);
    auto* threshold = new QWidget;
    auto* beside = new QHBoxLayout(threshold);
    beside->setContentsMargins(0, 0, 0, 0);
    beside->addWidget(m_threshold, 1);
    beside->addWidget(m_clipped);
    add(threshold);
    m_labels.back()->setBuddy(m_threshold);
    add(m_scale);
    grid->addWidget(m_perChannel, row++, 1);
    grid->addWidget(m_fixScale, row++, 1);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    layout->setSpacing(kGrid + 2);
    layout->addLayout(head);
    layout->addWidget(m_note);
    layout->addWidget(m_fields);
    layout->addWidget(m_facts);
    layout->addWidget(m_story);
}

void PortEditor::connectFields()
{
    const auto dtypeAt = [this](int i) { return static_cast<DType>(m_dtypes->itemData(i).toInt()); };
    connect(m_dtypes, &QComboBox::activated, this, [this, dtypeAt](int i) {
        if (m_port.requested.value != dtypeAt(i) || m_port.dtype.value != dtypeAt(i))
            emit dtypeChosen(dtypeAt(i));
    });
    connect(m_dtypes, &QComboBox::highlighted, this, [this, dtypeAt](int i) {
        if (m_dtypes->view()->isVisible())
            emit dtypeConsidered(dtypeAt(i));
    });
    const auto observerSaid = [](const Observer& observer) {
        PortConfig config;
        config.observer = observer;
        return config;
    };
    connect(m_observer, &ObserverEditor::chosen, this, [this, observerSaid](const Observer& o) {
        emit configChosen(observerSaid(o), tr("observer %1").arg(QString::fromStdString(o.text())), {});
    });
    connect(m_observer, &ObserverEditor::parameterChanged, this, [this, observerSaid](const Observer& o, const QString& name) {
        emit configChosen(observerSaid(o), tr("observer %1").arg(QString::fromStdString(o.text())), name);
    });
    connect(m_observer, &ObserverEditor::considered, this, [this, observerSaid](const Observer& o) {
        if (m_observer->methods()->view()->isVisible())
            emit configConsidered(observerSaid(o));
    });
    connect(m_scheme, &QComboBox::activated, this, [this](int i) {
        PortConfig config;
        config.scheme = static_cast<Scheme>(m_scheme->itemData(i).toInt());
        if (m_port.scheme.value != config.scheme)
            emit configChosen(config, tr("scheme %1").arg(m_scheme->itemText(i)), {});
    });
    connect(m_threshold, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        PortConfig config;
        config.threshold = value;
        showClipped(value);
        emit configChosen(config, tr("threshold %1").arg(number(value)), QStringLiteral("threshold/") + m_threshold->series());
    });
    connect(m_threshold, &NumberField::typing, this, [this] {
        showClipped(m_threshold->typed());
        considerTyped(m_threshold->typed(), [](PortConfig& config, double value) { config.threshold = value; });
    });
    connect(m_scale, &NumberField::typing, this,
            [this] { considerTyped(m_scale->typed(), [](PortConfig& config, double value) { config.scale = {value}; }); });
    for (NumberField* field : {m_threshold, m_scale})
        connect(field, &QAbstractSpinBox::editingFinished, this, &PortEditor::consideredNothing);
    connect(m_scale, &QDoubleSpinBox::valueChanged, this, [this](double value) {
        PortConfig config;
        config.scale = {value};
        if (m_port.scheme.value == Scheme::Affine && m_port.zeroPoint.value)
            config.zeroPoint = m_port.zeroPoint.value;
        emit configChosen(config, tr("scale %1").arg(number(value)), QStringLiteral("scale/") + m_scale->series());
    });
    connect(m_perChannel, &QCheckBox::clicked, this, [this](bool on) {
        PortConfig config;
        config.perChannel = on;
        emit configChosen(config, on ? tr("one scale per channel") : tr("one scale for all channels"), {});
    });
    connect(m_fixScale, &QCheckBox::clicked, this, [this](bool on) {
        PortConfig config;
        config.fixScale = on;
        emit configChosen(config, on ? tr("scale kept in training") : tr("scale free in training"), {});
    });
    for (QLabel* label : {m_story, m_note})
        connect(label, &QLabel::linkActivated, this, [this](const QString& link) {
            if (link.startsWith(QLatin1String("rule:")))
                emit ruleActivated(link.mid(5).toInt());
            else if (link == QLatin1String("source"))
                emit pointActivated(m_port.follows);
        });
}

void PortEditor::considerTyped(std::optional<double> value, void (*say)(PortConfig&, double))
{
    PortConfig config;
    if (value)
        say(config, *value);
    if (value && problemsOf(m_port.port, config).empty())
        emit configConsidered(config);
}

void PortEditor::setPort(const PortSummary& port, const Model& model, const RuleSet& rules,
                         std::function<double(double)> clippedAt)
{
    m_port = port;
    m_model = &model;
    m_rules = &rules;
    m_clippedAt = std::move(clippedAt);
    showValues();
}

void PortEditor::showValues()
{
    if (!m_model)
        return;
    const QString title = portTitle(m_port.kind, m_port.port);
    m_title->setText(title);
    for (const auto& [field, what] : {std::pair<QWidget*, QString>{m_dtypes, tr("dtype")},
                                      {m_observer->methods(), tr("Observer")},
                                      {m_scheme, tr("Scheme")},
                                      {m_threshold, tr("Threshold")},
                                      {m_scale, tr("Scale")},
                                      {m_perChannel, tr("One scale per channel")},
                                      {m_fixScale, tr("Keep the scale in training")}})
        field->setAccessibleName(QStringLiteral("%1: %2").arg(title, what));
    const QString effective = m_port.effective.value.value_or(tr("different"));
    m_now->setText(
        QStringLiteral("<span style='color:%1'>■</span>&nbsp;%2")
            .arg(m_port.effective.value ? badgeColor(effective, palette()).name() : palette().color(QPalette::Mid).name(),
                 effective.toHtmlEscaped()));
    const bool owns = !m_port.points.empty();
    // An operand that is read as it comes has nothing to set but a dtype of its own.
    const bool asRead = m_port.kind == PointKind::Operand && m_port.dtype.value == DType::Float32;
    if (asRead)
        m_now->setText(tr("as read"));
    m_fields->setVisible(owns);
    for (std::size_t i = 1; i < m_labels.size(); ++i)
        m_labels[i]->setVisible(!asRead);
    for (QWidget* field : {static_cast<QWidget*>(m_observer), static_cast<QWidget*>(m_scheme), m_threshold->parentWidget(),
                           static_cast<QWidget*>(m_scale), static_cast<QWidget*>(m_fixScale)})
        field->setVisible(!asRead);
    QString note;
    if (!owns && m_port.follows != PointId::None)
        note = tr("Owns no scale, it follows %1.")
                   .arg(QStringLiteral("<a href=\"source\">%1</a>")
                            .arg(richText(QString::fromStdString(m_model->point(m_port.follows).name))));
    else if (!m_port.readAs.isEmpty())
        note = tr("The unit computes in float. Quantized units that read this take it as %1, so its error stays theirs.")
                   .arg(m_port.readAs);
    else if (m_port.points.size() == 1 && !m_port.whyNot.empty() && !asRead)
        note = tr("Not quantized: %1").arg(richText(worded(m_port.whyNot)));
    else if (!asRead && m_port.requested.value && m_port.dtype.value && m_port.requested.value != m_port.dtype.value)
        note = tr("Asked for %1, got %2; see below why.").arg(dtypeText(*m_port.requested.value), dtypeText(*m_port.dtype.value));
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    if (owns) {
        showDTypes();
        m_observer->setObserver(m_port.observer);
        const QSignalBlocker blockScheme(m_scheme);
        m_scheme->setCurrentIndex(m_port.scheme.value ? m_scheme->findData(static_cast<int>(*m_port.scheme.value)) : -1);
        const auto fill = [&](NumberField* field, const Common<std::optional<double>>& value, double base) {
            if (value.value && *value.value)
                field->setNumber(**value.value);
            else
                field->setEmpty(value.mixed ? tr("different") : tr("by the observer"), base > 0 ? base : 1);
        };
        fill(m_threshold, m_port.threshold,
             std::max(std::abs(m_port.lo.value.value_or(0)), std::abs(m_port.hi.value.value_or(0))));
        fill(m_scale, m_port.fixedScale, m_port.scale.value.value_or(0.01));
        if (m_port.fixedChannels > 0)
            m_scale->setEmpty(tr("%Ln fixed, one per channel", nullptr, m_port.fixedChannels), m_port.scale.value.value_or(0.01));
        const bool integers =
            !m_port.readAs.isEmpty() || !m_port.dtype.value || isInteger(*m_port.dtype.value) || m_port.dtype.mixed;
        for (QWidget* field :
             {static_cast<QWidget*>(m_observer), static_cast<QWidget*>(m_scheme), static_cast<QWidget*>(m_threshold),
              static_cast<QWidget*>(m_scale), static_cast<QWidget*>(m_perChannel), static_cast<QWidget*>(m_fixScale)})
            field->setEnabled(integers);
        m_perChannel->setVisible(m_port.kind == PointKind::Weight);
        const auto check = [](QCheckBox* box, const Common<bool>& value) {
            box->setTristate(value.mixed);
            box->setCheckState(value.mixed ? Qt::PartiallyChecked : value.value.value_or(false) ? Qt::Checked : Qt::Unchecked);
        };
        check(m_perChannel, m_port.perChannel);
        check(m_fixScale, m_port.fixScale);
        showClipped(m_port.threshold.value.value_or(std::nullopt));
    }
    showFacts();
    showStory();
}

void PortEditor::showDTypes()
{
    const QSignalBlocker blocker(m_dtypes);
    m_dtypes->clear();
    auto* items = qobject_cast<QStandardItemModel*>(m_dtypes->model());
    for (const PortSummary::Choice& choice : m_port.dtypes) {
        m_dtypes->addItem(choice.dtype == DType::Float32 && m_port.kind == PointKind::Output ? tr("f32, the whole unit")
                                                                                             : dtypeText(choice.dtype),
                          static_cast<int>(choice.dtype));
        const int row = m_dtypes->count() - 1;
        m_dtypes->setItemData(row, choice.why.isEmpty() ? m_dtypes->itemText(row) : choice.why, Qt::ToolTipRole);
        if (choice.taking == 0)
            items->item(row)->setEnabled(false);
    }
    const DType now = m_port.dtype.value.value_or(DType::Float32);
    const bool asRead = m_port.kind == PointKind::Operand && now == DType::Float32;
    m_dtypes->setCurrentIndex(m_port.dtype.value && !asRead ? m_dtypes->findData(static_cast<int>(now)) : -1);
    m_dtypes->setPlaceholderText(m_port.dtype.mixed ? tr("different") : asRead ? tr("as its producer gives it") : QString());
}

void PortEditor::showClipped(std::optional<double> threshold)
{
    const double share = threshold && m_clippedAt ? m_clippedAt(*threshold) : std::nan("");
    m_clipped->setText(std::isnan(share) ? QString() : tr("clips %1").arg(percent(share)));
    m_clipped->setVisible(!m_clipped->text().isEmpty());
}

void PortEditor::showFacts()
{
    QStringList rows;
    const auto add = [&](const QString& name, const QString& value, const QString& tip = {}) {
        rows << QStringLiteral("<tr><td style='color:%1'>%2&nbsp;&nbsp;</td><td align='right'>%3</td></tr>")
                    .arg(palette().color(QPalette::PlaceholderText).name(), name.toHtmlEscaped(), value.toHtmlEscaped());
        Q_UNUSED(tip)
    };
    const auto text = [&](const Common<double>& value, const QString& shown) { return value.mixed ? tr("different") : shown; };
    const auto known = [](const auto& value) { return value.value || value.mixed; };
    if (known(m_port.lo))
        add(tr("Range seen"), m_port.lo.mixed || m_port.hi.mixed
                                  ? tr("different")
                                  : tr("%1 to %2").arg(number(*m_port.lo.value), number(*m_port.hi.value)));
    if (known(m_port.scale)) {
        QString scale = text(m_port.scale, number(m_port.scale.value.value_or(0)));
        if (m_port.axis.value.value_or(-1) >= 0 && m_port.scale.value)
            scale = tr("%1 (first; one per channel, axis %2)").arg(scale).arg(*m_port.axis.value);
        add(tr("Scale in use"), scale);
    }
    if (m_port.zeroPoint.mixed || m_port.zeroPoint.value.value_or(0) != 0)
        add(tr("Zero point"), m_port.zeroPoint.mixed ? tr("different") : QString::number(*m_port.zeroPoint.value));
    if (known(m_port.sqnr))
        add(tr("SQNR on the statistics"),
            text(m_port.sqnr, tr("%1 dB").arg(metricText(Metric::Sqnr, m_port.sqnr.value.value_or(0)))));
    if (known(m_port.clipped))
        add(tr("Clipped"), text(m_port.clipped, percent(m_port.clipped.value.value_or(0))));
    m_facts->setText(
        rows.isEmpty()
            ? QString()
            : QStringLiteral("<table width='100%' cellspacing='0' cellpadding='1'>%1</table>").arg(rows.join(QString())));
    m_facts->setVisible(!rows.isEmpty());
}

void PortEditor::showStory()
{
    QStringList lines;
    if (m_port.follows == PointId::None)
        for (const Text& line : m_port.story)
            lines << withRuleLinks(line);
    if (lines.isEmpty() && m_port.rule.value && *m_port.rule.value >= 0 && m_rules &&
        static_cast<std::size_t>(*m_port.rule.value) < m_rules->rules.size())
        lines << tr("Decided by %1")
                     .arg(QStringLiteral("<a href=\"rule:%1\">%2</a>")
                              .arg(*m_port.rule.value)
                              .arg(worded(m_rules->rules[static_cast<std::size_t>(*m_port.rule.value)].text()).toHtmlEscaped()));
    QString html;
    for (const QString& line : lines)
        html += QStringLiteral("<p style='margin:0 0 2px 0'>%1</p>").arg(line);
    m_story->setText(
        QStringLiteral("<span style='color:%1'>%2</span>").arg(palette().color(QPalette::PlaceholderText).name(), html));
    m_story->setVisible(!html.isEmpty());
}

bool PortEditor::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Wheel && !static_cast<QWidget*>(watched)->hasFocus() && qobject_cast<QComboBox*>(watched)) {
        event->ignore();
        return true;
    }
    if (event->type() == QEvent::Hide && qobject_cast<QAbstractItemView*>(watched))
        emit consideredNothing();
    return QWidget::eventFilter(watched, event);
}

void PortEditor::setCurrent(bool current)
{
    if (m_current == current)
        return;
    m_current = current;
    update();
}

void PortEditor::paintEvent(QPaintEvent*)
{
    if (m_current)
        QPainter(this).fillRect(QRect(0, kGrid, 3, height() - 2 * kGrid), palette().color(QPalette::Highlight));
}

void PortEditor::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        emit clicked();
}

void PortEditor::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        showValues();
}

void PortEditor::retranslate()
{
    const QStringList names{tr("dtype"), tr("Observer"), tr("Scheme"), tr("Threshold"), tr("Scale")};
    for (std::size_t i = 0; i < m_labels.size(); ++i)
        m_labels[i]->setText(names[static_cast<qsizetype>(i)]);
    const QSignalBlocker blocker(m_scheme);
    m_scheme->clear();
    m_scheme->addItem(tr("symmetric"), static_cast<int>(Scheme::Symmetric));
    m_scheme->addItem(tr("affine"), static_cast<int>(Scheme::Affine));
    m_scheme->setItemData(0, tr("Zero stands in the middle of the grid"), Qt::ToolTipRole);
    m_scheme->setItemData(1, tr("The grid spans from the smallest to the largest value, with a zero point"), Qt::ToolTipRole);
    m_threshold->setToolTip(tr("Fixes the range to minus this ... this, instead of the observer's"));
    m_scale->setToolTip(tr("Fixes the width of a step, instead of the observer's"));
    m_perChannel->setText(tr("One scale per channel"));
    m_perChannel->setToolTip(tr("Along the axis of the output channels; else one scale for the whole weight"));
    m_fixScale->setText(tr("Keep the scale in training"));
    m_fixScale->setToolTip(tr("fix_scale: training must not update the scale; goes into exported configurations"));
}

} // namespace qb
