// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/rule_dialog.h"

#include "engine/base/error.h"
#include "engine/qconfig/config_text.h"
#include "engine/qconfig/selector.h"
#include "widgets/common/colors.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/common/worded.h"
#include "widgets/inspector/sensitivity_tables.h"

#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

#include <set>

namespace qb {

namespace {

QString text(const std::string& s) { return QString::fromStdString(s); }

template <typename T>
T& as(Rule& rule)
{
    return std::get<T>(rule.what);
}

QStringList namesOf(const Model* model, bool types)
{
    std::set<QString> names;
    if (model)
        for (const Unit& unit : model->units.units) {
            names.insert(text(types ? unit.opType : unit.name));
            if (!types && !unit.module.empty())
                names.insert(text(unit.module));
        }
    return {names.begin(), names.end()};
}

} // namespace

RuleDialog::RuleDialog(Rule rule, std::shared_ptr<const Model> model, std::vector<SensitivityTable> measured, QWidget* parent)
    : QDialog(parent),
      m_rule(std::move(rule)),
      m_model(std::move(model)),
      m_measured(std::move(measured)),
      m_form(new QFormLayout),
      m_problem(new QLabel),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel))
{
    const auto type = m_rule.type();
    setWindowTitle(tr("Rule: %1").arg(QString::fromUtf8(type.data(), static_cast<qsizetype>(type.size()))));
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setSpacing(2 * kGrid);
    m_problem->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(3 * kGrid);
    layout->addLayout(m_form);
    layout->addWidget(m_problem);
    layout->addStretch();
    layout->addWidget(m_buttons);
    setMinimumWidth(420);
    std::visit([this](const auto& r) { addFieldsOf(r); }, Rule(m_rule).what);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

QString RuleDialog::problem() const { return m_problem->text(); }

void RuleDialog::check()
{
    Rule rule = m_rule;
    QStringList problems;
    for (const Store& store : m_stores)
        try {
            store(rule);
        } catch (const Error& e) {
            problems << worded(e);
        }
    QPalette red = palette();
    red.setColor(QPalette::WindowText, dataColors(red).error);
    m_problem->setPalette(red);
    m_problem->setText(problems.join(QLatin1Char('\n')));
    m_problem->setVisible(!problems.isEmpty());
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(problems.isEmpty());
    if (problems.isEmpty())
        m_rule = rule;
    if (const int needed = layout()->totalHeightForWidth(width()); isVisible() && needed > height())
        resize(width(), needed);
}

void RuleDialog::showEvent(QShowEvent* event)
{
    QDialog::showEvent(event);
    resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
    if (const QLayoutItem* first = m_form->itemAt(0, QFormLayout::FieldRole); first && first->widget())
        first->widget()->setFocus();
}

QWidget* RuleDialog::add(const QString& label, QWidget* field, const QString& tip, const QString& name)
{
    field->setObjectName(name);
    field->setToolTip(tip);
    field->setAccessibleName(label);
    m_form->addRow(label, field);
    return field;
}

void RuleDialog::addText(const QString& label, const std::string& value, const QString& tip, const QString& name,
                         std::function<void(Rule&, const std::string&)> store, const QStringList& words)
{
    auto* edit = new QLineEdit(text(value));
    if (!words.isEmpty()) {
        auto* completer = new QCompleter(words, edit);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        completer->setFilterMode(Qt::MatchContains);
        edit->setCompleter(completer);
    }
    add(label, edit, tip, name);
    m_stores.push_back([edit, store = std::move(store)](Rule& rule) { store(rule, edit->text().trimmed().toStdString()); });
    connect(edit, &QLineEdit::textChanged, this, &RuleDialog::check);
}

void RuleDialog::addConfig(const UnitConfig& config, std::function<void(Rule&, UnitConfig)> store)
{
    addText(tr("Configuration"), qb::text(config),
            tr("Separated by commas:\n"
               "int16   float   freeze   weight=int8   input0=int16\n"
               "threshold=1   scale=0.1   range=-1:2   scheme=affine   per_channel=no\n"
               "observer=mse   observer=percentile:percentile=99.9   weight.observer=min_max"),
            QStringLiteral("config"),
            [store = std::move(store)](Rule& rule, const std::string& s) { store(rule, parseConfig(s)); });
}

void RuleDialog::addDType(const QString& label, const std::optional<DType>& value, const QString& name,
                          std::function<void(Rule&, std::optional<DType>)> store)
{
    auto* combo = new QComboBox;
    combo->addItem(tr("as it is"), -1);
    for (const std::string& dtype : dtypeNames())
        if (const auto d = dtypeFromString(dtype))
            combo->addItem(dtypeText(*d), static_cast<int>(*d));
    combo->setCurrentIndex(std::max(0, combo->findData(value ? static_cast<int>(*value) : -1)));
    add(label, combo, {}, name);
    m_stores.push_back([combo, store = std::move(store)](Rule& rule) {
        const int d = combo->currentData().toInt();
        store(rule, d < 0 ? std::nullopt : std::optional(static_cast<DType>(d)));
    });
    connect(combo, &QComboBox::currentIndexChanged, this, &RuleDialog::check);
}

void RuleDialog::addFieldsOf(const ImportedRule&)
{
    m_form->addRow(new QLabel(tr("Takes over the Q/DQ pairs of the file. It has no fields.")));
}

void RuleDialog::addFieldsOf(const ReferenceRule& rule)
{
    const auto field = [&](const QString& label, const PortConfig& config, PortConfig ReferenceRule::*member,
                           const QString& name) {
        addText(label, qb::text(UnitConfig{{{"output", config}}, false, false, false}),
                tr("Observer and scheme, without dtype: observer=mse,scheme=affine"), name,
                [member](Rule& r, const std::string& s) {
                    UnitConfig read = s.empty() ? UnitConfig{} : parseConfig(s);
                    as<ReferenceRule>(r).*member = read.ports["output"];
                    if ((as<ReferenceRule>(r).*member).dtype)
                        throw Error(ErrorCode::BadInput, Text("a reference has no dtype"));
                });
    };
    field(tr("Activations"), rule.activation, &ReferenceRule::activation, QStringLiteral("activation"));
    field(tr("Weights"), rule.weight, &ReferenceRule::weight, QStringLiteral("weight"));
}

void RuleDialog::addFieldsOf(const ModuleNameRule& rule)
{
    addText(
        tr("Name"), rule.name, tr("A unit, the beginning of a name, or a module path; empty: every unit"), QStringLiteral("name"),
        [](Rule& r, const std::string& s) { as<ModuleNameRule>(r).name = s; }, namesOf(m_model.get(), false));
    addConfig(rule.config, [](Rule& r, UnitConfig c) { as<ModuleNameRule>(r).config = std::move(c); });
}

void RuleDialog::addFieldsOf(const ModuleTypeRule& rule)
{
    addText(
        tr("Type"), rule.opType, tr("Operator or pattern, such as Conv or LayerNorm"), QStringLiteral("type"),
        [](Rule& r, const std::string& s) {
            if (s.empty())
                throw Error(ErrorCode::BadInput,
                            Text::verbatim(RuleDialog::tr("Give the type of the units, such as Conv.").toStdString()));
            as<ModuleTypeRule>(r).opType = s;
        },
        namesOf(m_model.get(), true));
    addConfig(rule.config, [](Rule& r, UnitConfig c) { as<ModuleTypeRule>(r).config = std::move(c); });
}

void RuleDialog::addFieldsOf(const PresetRule& rule)
{
    const auto choice = [&](const QString& label, const QStringList& names, int now, const QString& name,
                            std::function<void(Rule&, int)> store) {
        auto* combo = new QComboBox;
        combo->addItems(names);
        combo->setCurrentIndex(now);
        add(label, combo, {}, name);
        m_stores.push_back([combo, store = std::move(store)](Rule& r) { store(r, combo->currentIndex()); });
        connect(combo, &QComboBox::currentIndexChanged, this, &RuleDialog::check);
    };
    choice(tr("Preset"), {QStringLiteral("default"), QStringLiteral("int16")}, static_cast<int>(rule.name),
           QStringLiteral("preset"), [](Rule& r, int i) { as<PresetRule>(r).name = static_cast<PresetName>(i); });
    choice(tr("Form"), {QStringLiteral("calibration"), QStringLiteral("qat"), QStringLiteral("qat_fixed_act")},
           static_cast<int>(rule.form), QStringLiteral("form"),
           [](Rule& r, int i) { as<PresetRule>(r).form = static_cast<PresetForm>(i); });
}

void RuleDialog::addFieldsOf(const ConvDtypeRule& rule)
{
    addDType(tr("Input"), rule.input, QStringLiteral("input"),
             [](Rule& r, std::optional<DType> d) { as<ConvDtypeRule>(r).input = d; });
    addDType(tr("Weight"), rule.weight, QStringLiteral("weight"),
             [](Rule& r, std::optional<DType> d) { as<ConvDtypeRule>(r).weight = d; });
}

void RuleDialog::addFieldsOf(const MatmulDtypeRule& rule)
{
    addDType(tr("Left operand"), rule.lhs, QStringLiteral("lhs"),
             [](Rule& r, std::optional<DType> d) { as<MatmulDtypeRule>(r).lhs = d; });
    addDType(tr("Right operand"), rule.rhs, QStringLiteral("rhs"),
             [](Rule& r, std::optional<DType> d) { as<MatmulDtypeRule>(r).rhs = d; });
}

void RuleDialog::addFieldsOf(const SensitivityRule& rule)
{
    auto* tables = new SensitivityTablesField(rule.tables, m_measured);
    add(tr("Tables"), tables, tr("What is among the worst in one of them is raised"), QStringLiteral("tables"));
    m_stores.push_back([tables](Rule& r) {
        if (tables->tables().empty())
            throw Error(ErrorCode::BadInput,
                        Text::verbatim(RuleDialog::tr("Add a table of the most sensitive units.").toStdString()));
        as<SensitivityRule>(r).tables = tables->tables();
    });
    connect(tables, &SensitivityTablesField::changed, this, &RuleDialog::check);
    // Two fields, never one number: 1 and 100 % are not the same.
    auto* kind = new QComboBox;
    kind->addItems({tr("The worst, by number"), tr("The worst, by share")});
    kind->setCurrentIndex(rule.ratio ? 1 : 0);
    add(tr("Raise"), kind, {}, QStringLiteral("kind"));
    auto* top = new QSpinBox;
    top->setRange(0, 1000000);
    top->setValue(static_cast<int>(rule.topK.value_or(1)));
    add(tr("Number"), top, tr("Rows of each table"), QStringLiteral("top"));
    auto* share = new QDoubleSpinBox;
    share->setRange(0, 100);
    share->setSuffix(QStringLiteral(" %"));
    share->setValue(rule.ratio.value_or(0.1) * 100);
    add(tr("Share"), share, tr("Of the rows of each table"), QStringLiteral("share"));
    const auto enable = [kind, top, share] {
        top->setEnabled(kind->currentIndex() == 0);
        share->setEnabled(kind->currentIndex() == 1);
    };
    enable();
    m_stores.push_back([kind, top, share](Rule& r) {
        auto& s = as<SensitivityRule>(r);
        const bool byShare = kind->currentIndex() == 1;
        s.topK = byShare ? std::nullopt : std::optional(static_cast<std::size_t>(top->value()));
        s.ratio = byShare ? std::optional(share->value() / 100) : std::nullopt;
    });
    connect(kind, &QComboBox::currentIndexChanged, this, [this, enable] {
        enable();
        check();
    });
    connect(top, &QSpinBox::valueChanged, this, &RuleDialog::check);
    connect(share, &QDoubleSpinBox::valueChanged, this, &RuleDialog::check);
    auto* type = new QComboBox;
    type->addItems({tr("activations"), tr("weights"), tr("both")});
    type->setCurrentIndex(static_cast<int>(rule.type));
    add(tr("Of"), type, {}, QStringLiteral("sensitive_type"));
    m_stores.push_back([type](Rule& r) { as<SensitivityRule>(r).type = static_cast<SensitiveType>(type->currentIndex()); });
    connect(type, &QComboBox::currentIndexChanged, this, &RuleDialog::check);
    addDType(tr("To"), rule.high, QStringLiteral("high"), [](Rule& r, std::optional<DType> d) {
        if (!d)
            throw Error(ErrorCode::BadInput,
                        Text::verbatim(RuleDialog::tr("Give the dtype that the worst rows get.").toStdString()));
        as<SensitivityRule>(r).high = *d;
    });
    addDType(tr("The others to"), rule.low, QStringLiteral("low"),
             [](Rule& r, std::optional<DType> d) { as<SensitivityRule>(r).low = d; });
}

void RuleDialog::addFieldsOf(const StubRule& rule)
{
    QStringList tensors;
    for (std::size_t v = 0; m_model && v < m_model->graph.values.size(); ++v)
        if (m_model->units.outputPoint[v] != PointId::None)
            tensors << text(m_model->graph.values[v].name);
    addText(
        tr("Tensor"), rule.tensor,
        rule.kind == StubRule::Kind::Quant
            ? tr("It is quantized for all that read it, float units and graph outputs too")
            : tr("What reads it computes in float, and all behind that, up to the next QuantStubs"),
        QStringLiteral("tensor"),
        [](Rule& r, const std::string& s) {
            if (s.empty())
                throw Error(ErrorCode::BadInput, Text("a stub needs the name of a tensor"));
            as<StubRule>(r).tensor = s;
        },
        tensors);
}

void RuleDialog::addFieldsOf(const OverrideRule& rule)
{
    if (rule.units) {
        auto* list = new QPlainTextEdit;
        QStringList names;
        for (const std::string& name : *rule.units)
            names << text(name);
        list->setPlainText(names.join(QLatin1Char('\n')));
        list->setLineWrapMode(QPlainTextEdit::NoWrap);
        list->setTabChangesFocus(true);
        add(tr("Units"), list, tr("A name in each line"), QStringLiteral("units"));
        m_stores.push_back([list](Rule& r) {
            std::vector<std::string> units;
            for (const QString& line : list->toPlainText().split(QLatin1Char('\n'), Qt::SkipEmptyParts))
                units.push_back(line.trimmed().toStdString());
            as<OverrideRule>(r).units = std::move(units);
        });
        connect(list, &QPlainTextEdit::textChanged, this, &RuleDialog::check);
    } else {
        addText(tr("Units"), rule.selector, tr("A selector that asks neither dtypes nor metrics: op:Conv module:head"),
                QStringLiteral("selector"), [](Rule& r, const std::string& s) {
                    if (Selector::parse(s).asksResults())
                        throw Error(
                            ErrorCode::BadInput,
                            Text::verbatim(
                                RuleDialog::tr("A rule can't ask for dtypes or metrics: they change with it.").toStdString()));
                    as<OverrideRule>(r).selector = s;
                });
    }
    addConfig(rule.config, [](Rule& r, UnitConfig c) { as<OverrideRule>(r).config = std::move(c); });
}

} // namespace qb
