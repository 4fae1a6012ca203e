// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/data_form.h"

#include "engine/base/error.h"
#include "widgets/common/colors.h"
#include "widgets/common/theme.h"
#include "widgets/common/worded.h"

#include <QComboBox>
#include <QDirIterator>
#include <QEvent>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>

#include <nlohmann/json.hpp>

#include <array>
#include <cmath>

namespace qb {

namespace {

using Json = nlohmann::json;

const QStringList kTextKeys{QStringLiteral("resize"), QStringLiteral("crop"), QStringLiteral("scale"), QStringLiteral("mean"),
                            QStringLiteral("std")};

/// A value of the JSON form as the text of a field: numbers and lists without brackets.
QString textOf(const Json& block, const QString& key)
{
    const auto found = block.find(key.toStdString());
    if (found == block.end() || found->is_null())
        return {};
    if (found->is_string())
        return QString::fromStdString(found->get<std::string>());
    if (found->is_number() && std::abs(found->get<double>() * 255 - 1) < 1e-12)
        return QStringLiteral("1/255");
    if (!found->is_array())
        return QString::fromStdString(found->dump());
    QStringList parts;
    for (const Json& part : *found)
        parts << QString::fromStdString(part.dump());
    return parts.join(QStringLiteral(", "));
}

constexpr std::array kRawTypes{ElementType::Float32, ElementType::Float16, ElementType::UInt8, ElementType::Int8,
                               ElementType::Int16,   ElementType::Int32,   ElementType::Int64};

/// Whether the path, or the first files in a folder, have one of the endings.
bool filesEndWith(const std::string& path, const QStringList& endings)
{
    const QFileInfo info(QString::fromStdString(path));
    if (path.empty() || !info.isDir())
        return endings.contains(info.suffix().toLower());
    QDirIterator files(info.filePath(), QDir::Files);
    for (int seen = 0; files.hasNext() && seen < 8; ++seen)
        if (endings.contains(QFileInfo(files.next()).suffix().toLower()))
            return true;
    return false;
}

} // namespace

DataForm::DataForm(QWidget* parent)
    : QWidget(parent),
      m_form(new QFormLayout(this)),
      m_path(new QLineEdit),
      m_browse(new QToolButton),
      m_samples(new QSpinBox),
      m_sizes(new QLineEdit),
      m_frames(new QLineEdit),
      m_rawType(new QComboBox),
      m_input(new QComboBox),
      m_value(new QLineEdit),
      m_preset(new QComboBox),
      m_fit(new QComboBox),
      m_color(new QComboBox),
      m_interpolation(new QComboBox),
      m_problem(new QLabel)
{
    m_form->setContentsMargins(2 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    m_form->setVerticalSpacing(kGrid);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_browse->setIcon(themeIcon(QStringLiteral("folder-open")));
    m_browse->setAutoRaise(true);
    m_samples->setRange(0, 1'000'000);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto* where = new QHBoxLayout;
    where->setSpacing(kGrid / 2);
    where->addWidget(m_path);
    where->addWidget(m_browse);
    m_form->addRow(new QLabel, where);
    m_form->addRow(new QLabel, m_samples);
    m_form->addRow(new QLabel, m_sizes);
    m_form->addRow(new QLabel, m_frames);
    m_form->addRow(new QLabel, m_rawType);
    m_form->addRow(new QLabel, m_input);
    m_form->addRow(new QLabel, m_value);
    m_form->addRow(new QLabel, m_preset);
    for (const QString& key : kTextKeys) {
        auto* field = m_texts[key] = new QLineEdit;
        if (key == QLatin1String("crop")) {
            m_form->addRow(new QLabel, m_fit);
            m_form->addRow(new QLabel, field);
            m_form->addRow(new QLabel, m_color);
            m_form->addRow(new QLabel, m_interpolation);
        } else {
            m_form->addRow(new QLabel, field);
        }
        connect(field, &QLineEdit::editingFinished, this, &DataForm::read);
    }
    m_form->addRow(m_problem);
    connect(m_path, &QLineEdit::editingFinished, this, &DataForm::read);
    for (QLineEdit* field : {m_value, m_sizes, m_frames})
        connect(field, &QLineEdit::editingFinished, this, &DataForm::read);
    connect(m_samples, &QSpinBox::editingFinished, this, &DataForm::read);
    connect(m_browse, &QToolButton::clicked, this, &DataForm::browseRequested);
    connect(m_input, &QComboBox::activated, this, &DataForm::fillFields);
    for (QComboBox* box : {m_rawType, m_preset, m_fit, m_color, m_interpolation}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        connect(box, &QComboBox::activated, this, &DataForm::read);
    }
    m_input->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    retranslate();
}

void DataForm::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void DataForm::retranslate()
{
    m_showing = true;
    const auto label = [this](QWidget* field, QLayout* layout, const QString& text, const QString& help) {
        auto* l = qobject_cast<QLabel*>(layout ? m_form->labelForField(layout) : m_form->labelForField(field));
        l->setText(text);
        l->setToolTip(help);
        l->setBuddy(field);
        field->setToolTip(help);
        field->setAccessibleName(text);
    };
    label(m_path, m_form->itemAt(0, QFormLayout::FieldRole)->layout(), tr("Samples"),
          tr("Folder of pictures or arrays, npy, npz, pb, IDX or WAV file, text list, or random:N"));
    m_browse->setToolTip(tr("Choose a folder"));
    m_browse->setAccessibleName(tr("Choose a folder"));
    label(m_samples, nullptr, tr("Use"), tr("This many samples, spread evenly over all of them"));
    m_samples->setSpecialValueText(tr("all"));
    label(m_sizes, nullptr, tr("Sizes"), tr("Sizes of the axes that the model leaves open, with commas: height=320, width=320"));
    label(m_frames, nullptr, tr("Frames"),
          tr("How sound is cut, in values: FRAME, HOP, CONTEXT. Each sample holds the context, which is past, and a new frame; "
             "the next one starts a hop later"));
    label(m_rawType, nullptr, tr("Raw type"), tr("What the values of raw binary files are"));
    label(m_input, nullptr, tr("Input"), tr("Which input of the model the fields below are for"));
    label(m_value, nullptr, tr("Value"),
          tr("For inputs that no file feeds: numbers with commas, image_size, zeros, or from:OUTPUT"));
    label(m_preset, nullptr, tr("Preset"), tr("Ready-made preprocessing; fields below override it"));
    label(m_fit, nullptr, tr("Fit"), tr("How a picture reaches the size"));
    label(m_color, nullptr, tr("Colour"), tr("Order of the channels that the model was trained with"));
    label(m_interpolation, nullptr, tr("Interpolation"), tr("How pictures are made larger or smaller"));
    label(m_texts[QStringLiteral("resize")], nullptr, tr("Resize"),
          tr("model, WIDTHxHEIGHT, the shorter side as one number, or model/SHARE"));
    label(m_texts[QStringLiteral("crop")], nullptr, tr("Crop"), tr("WIDTHxHEIGHT around the centre"));
    label(m_texts[QStringLiteral("scale")], nullptr, tr("Scale"),
          tr("First factor of the values: (x * scale - mean) / std; 1/255 for 0..1"));
    label(m_texts[QStringLiteral("mean")], nullptr, tr("Mean"), tr("One number, or one per channel, after the scale"));
    label(m_texts[QStringLiteral("std")], nullptr, tr("Std"), tr("One number, or one per channel"));
    showPlaceholders();
    const auto fill = [](QComboBox* box, const std::vector<std::pair<QString, QString>>& items) {
        const QVariant chosen = box->currentData();
        box->clear();
        for (const auto& [key, text] : items)
            box->addItem(text, key);
        box->setCurrentIndex(std::max(0, box->findData(chosen)));
    };
    std::vector<std::pair<QString, QString>> presets{{QString(), tr("none")}};
    for (const std::string& name : preprocessPresets())
        presets.emplace_back(QString::fromStdString(name), QString::fromStdString(name));
    fill(m_preset, presets);
    std::vector<std::pair<QString, QString>> types{{QString(), tr("none")}};
    for (const ElementType type : kRawTypes)
        types.emplace_back(QString::fromStdString(std::string(toString(type))),
                           QString::fromStdString(std::string(toString(type))));
    fill(m_rawType, types);
    fill(m_fit, {{QString(), tr("as usual (stretch)")},
                 {"stretch", tr("stretch")},
                 {"crop", tr("crop")},
                 {"letterbox", tr("letterbox")}});
    fill(m_color, {{QString(), tr("as usual (RGB)")},
                   {"rgb", QStringLiteral("RGB")},
                   {"bgr", QStringLiteral("BGR")},
                   {"gray", tr("grey")},
                   {"yuv444", QStringLiteral("YUV444")},
                   {"nv12", QStringLiteral("NV12")}});
    fill(m_interpolation, {{QString(), tr("as usual (linear)")},
                           {"nearest", tr("nearest")},
                           {"linear", tr("linear")},
                           {"cubic", tr("cubic")},
                           {"area", tr("area")},
                           {"lanczos", tr("lanczos")}});
    m_input->setItemText(0, tr("all"));
    m_showing = false;
    fillFields();
}

/// What an empty field stands for, or how it is written.
void DataForm::showPlaceholders()
{
    m_path->setPlaceholderText(tr("folder, file or random:64"));
    m_value->setPlaceholderText(QStringLiteral("image_size"));
    m_frames->setPlaceholderText(QStringLiteral("512, 512, 64"));
    m_texts[QStringLiteral("resize")]->setPlaceholderText(tr("e.g. %1").arg(QStringLiteral("256x256")));
    m_texts[QStringLiteral("crop")]->setPlaceholderText(tr("e.g. %1").arg(QStringLiteral("224x224")));
    m_texts[QStringLiteral("scale")]->setPlaceholderText(tr("e.g. %1").arg(QStringLiteral("1/255")));
    m_texts[QStringLiteral("mean")]->setPlaceholderText(tr("e.g. %1").arg(QStringLiteral("0.485, 0.456, 0.406")));
    m_texts[QStringLiteral("std")]->setPlaceholderText(tr("e.g. %1").arg(QStringLiteral("0.229, 0.224, 0.225")));
}

std::string DataForm::input() const { return m_input->currentData().toString().toStdString(); }

void DataForm::setInputs(const std::vector<PortInfo>& inputs)
{
    m_input->clear();
    m_input->addItem(tr("all"), QString());
    for (const PortInfo& port : inputs)
        m_input->addItem(QString::fromStdString(port.name), QString::fromStdString(port.name));
    m_open.clear();
    for (const PortInfo& port : inputs)
        for (std::size_t axis = 0; axis < port.shape.size(); ++axis) {
            if (port.shape[axis] >= 0)
                continue;
            const QString name = axis < port.dimNames.size() && !port.dimNames[axis].empty()
                                     ? QString::fromStdString(port.dimNames[axis])
                                     : QStringLiteral("%1:%2").arg(QString::fromStdString(port.name)).arg(axis);
            if (axis > 0 && !m_open.contains(name)) // the first is the batch, one where nothing says otherwise
                m_open << name;
        }
    const bool several = inputs.size() > 1;
    m_input->setVisible(several);
    m_form->labelForField(m_input)->setVisible(several);
    fillFields();
}

void DataForm::setOptions(const DataOptions& options)
{
    m_options = options;
    fillFields();
}

/// The fields from the options.
void DataForm::fillFields()
{
    if (m_showing)
        return;
    m_showing = true;
    m_path->setText(QString::fromStdString(m_options.path));
    m_path->setToolTip(m_path->text());
    m_samples->setValue(static_cast<int>(m_options.samples.value_or(0)));
    showMoreFields();
    const bool named = !input().empty();
    m_value->setVisible(named);
    m_form->labelForField(m_value)->setVisible(named);
    const auto value = m_options.inputs.find(input());
    m_value->setText(value == m_options.inputs.end() ? QString() : QString::fromStdString(value->second));
    const auto found = m_options.preprocess.find(input());
    const Preprocess block = found == m_options.preprocess.end() ? Preprocess{} : found->second;
    const Json json = toJson(PreprocessByInput{{"", block}});
    const auto choose = [&](QComboBox* box, const QString& text) { box->setCurrentIndex(std::max(0, box->findData(text))); };
    choose(m_preset, QString::fromStdString(block.preset));
    choose(m_fit, textOf(json, QStringLiteral("fit")));
    choose(m_color, textOf(json, QStringLiteral("color")));
    choose(m_interpolation, textOf(json, QStringLiteral("interpolation")));
    for (const auto& [key, field] : m_texts) {
        field->setText(textOf(json, key));
        field->setCursorPosition(0); // the first number is what one looks for
    }
    m_problem->hide();
    m_showing = false;
}

/// Those that only some models and some files need.
void DataForm::showMoreFields()
{
    const auto place = [this](QWidget* field, bool visible) {
        field->setVisible(visible);
        m_form->labelForField(field)->setVisible(visible);
    };
    QStringList sizes;
    for (const auto& [name, size] : m_options.dims)
        sizes << QStringLiteral("%1=%2").arg(QString::fromStdString(name)).arg(size);
    m_sizes->setText(sizes.join(QStringLiteral(", ")));
    m_sizes->setPlaceholderText(m_open.join(QStringLiteral("=…, ")) + QStringLiteral("=…"));
    place(m_sizes, !m_open.isEmpty() || !sizes.isEmpty());
    const WavFraming& wav = m_options.wav;
    m_frames->setText(wav == WavFraming{} ? QString()
                                          : QStringLiteral("%1, %2, %3").arg(wav.frame).arg(wav.hop).arg(wav.context));
    place(m_frames, filesEndWith(m_options.path, {QStringLiteral("wav")}) || wav != WavFraming{});
    m_rawType->setCurrentIndex(std::max(
        0, m_options.rawDtype ? m_rawType->findData(QString::fromStdString(std::string(toString(*m_options.rawDtype)))) : 0));
    place(m_rawType, filesEndWith(m_options.path, {QStringLiteral("bin"), QStringLiteral("raw")}) || m_options.rawDtype);
}

/// Throws Error(BadInput).
DataOptions DataForm::readMore(DataOptions options) const
{
    options.dims.clear();
    for (const QString& part : m_sizes->text().split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        bool ok = false;
        const qlonglong size = part.section(QLatin1Char('='), -1).trimmed().toLongLong(&ok);
        const QString name = part.section(QLatin1Char('='), 0, -2).trimmed();
        if (!ok || size < 1 || name.isEmpty())
            throw Error(ErrorCode::BadInput,
                        Text::verbatim(tr("%1 is no size: write %2").arg(part.trimmed(), tr("NAME=NUMBER")).toStdString()));
        options.dims[name.toStdString()] = size;
    }
    const QStringList frames = m_frames->text().split(QLatin1Char(','), Qt::SkipEmptyParts);
    std::array<std::int64_t, 3> numbers{};
    for (qsizetype i = 0; i < frames.size(); ++i) {
        bool ok = false;
        const qlonglong number = frames[i].trimmed().toLongLong(&ok);
        if (!ok || number < 0 || i > 2)
            throw Error(
                ErrorCode::BadInput,
                Text::verbatim(
                    tr("%1 is no framing: write %2").arg(m_frames->text().trimmed(), tr("FRAME, HOP, CONTEXT")).toStdString()));
        numbers[static_cast<std::size_t>(i)] = number;
    }
    options.wav = {numbers[0], numbers[1], numbers[2]};
    options.rawDtype.reset();
    for (const ElementType type : kRawTypes)
        if (m_rawType->currentData().toString().toStdString() == toString(type))
            options.rawDtype = type;
    return options;
}

QString DataForm::problem() const { return m_problem->isHidden() ? QString() : m_problem->text(); }

/// The options from the fields.
void DataForm::read()
{
    if (m_showing)
        return;
    DataOptions options = m_options;
    options.path = m_path->text().trimmed().toStdString();
    if (options.path != m_options.path)
        options.also.clear(); // they are numbers in the list that was
    options.samples = m_samples->value() > 0 ? std::optional<std::uint64_t>(m_samples->value()) : std::nullopt;
    if (!input().empty()) {
        if (m_value->text().trimmed().isEmpty())
            options.inputs.erase(input());
        else
            options.inputs[input()] = m_value->text().trimmed().toStdString();
    }
    Json json = Json::object();
    const std::string preset = m_preset->currentData().toString().toStdString();
    const auto found = m_options.preprocess.find(input());
    const bool otherPreset = preset != (found == m_options.preprocess.end() ? std::string() : found->second.preset);
    if (!preset.empty())
        json["preset"] = preset;
    if (!otherPreset || preset.empty()) { // a preset that was just chosen fills the fields itself
        for (const auto& [key, field] : m_texts)
            if (const QString text = field->text().trimmed(); !text.isEmpty())
                json[key.toStdString()] = text.toStdString();
        for (const auto& [key, box] : {std::pair{"fit", m_fit}, {"color", m_color}, {"interpolation", m_interpolation}})
            if (const QString text = box->currentData().toString(); !text.isEmpty())
                json[key] = text.toStdString();
    }
    try {
        options = readMore(std::move(options));
        const PreprocessByInput read = preprocessFromJson(json);
        if (const auto block = read.find(""); block != read.end() && !block->second.isEmpty())
            options.preprocess[input()] = block->second;
        else
            options.preprocess.erase(input());
    } catch (const Error& e) {
        m_problem->setText(QStringLiteral("<span style=\"color:%1\">%2</span>")
                               .arg(dataColors(palette()).error.name(), worded(e).toHtmlEscaped()));
        m_problem->show();
        emit judged();
        return;
    }
    m_problem->hide();
    emit judged();
    if (options == m_options)
        return;
    m_options = options;
    fillFields();
    emit changed();
}

} // namespace qb
