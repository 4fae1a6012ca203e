// SPDX-License-Identifier: GPL-3.0-or-later
// A threshold table as sophgo's tools read it, one line per tensor: "name threshold min max", the names without blanks. Our
// definition: symmetric int8 has scale = threshold / 127 (int16: / 32767, int4: / 7, uint8: / 255), min and max are the ends of the
// grid. For a grid with a zero point the threshold is the larger magnitude of the two, and min and max count:
// scale = (max - min) / (qmax - qmin). Such lines are marked "#asymmetric name".
//
// What their other table says, "name MODE" (INT8, INT16, UINT8, UINT16, INT4, F16, F32), stands in the same file behind
// "#quantize_mode", so that their reader, which skips comments, still takes it; a line of two words is read as well. INT8 is meant
// where nothing is said; F32 means the operator that gives the tensor;
// with a threshold beside it the tensor is int8 for its readers all the same.
#include "engine/base/text.h"
#include "engine/exporters/config_parts.h"
#include "engine/exporters/tensor_table.h"
#include "engine/qconfig/config_text.h"

#include <cmath>
#include <map>
#include <set>
#include <sstream>

#include <fmt/format.h>

namespace qb {

namespace {

constexpr std::string_view kModeMark = "#quantize_mode";
constexpr std::string_view kAffineMark = "#asymmetric";

const std::vector<std::pair<std::string, DType>>& modes()
{
    static const std::vector<std::pair<std::string, DType>> kModes{
        {"INT8", DType::Int8}, {"INT16", DType::Int16}, {"UINT8", DType::UInt8}, {"UINT16", DType::UInt16},
        {"INT4", DType::Int4}, {"F16", DType::Float16}, {"F32", DType::Float32}};
    return kModes;
}

std::string modeOf(DType dtype)
{
    for (const auto& [name, d] : modes())
        if (d == dtype)
            return name;
    return {};
}

double threshold(const TensorEntry& e) { return static_cast<double>(e.scales[0]) * static_cast<double>(qmax(*e.dtype)); }

std::string lineOf(const TensorEntry& e)
{
    const double scale = static_cast<double>(e.scales[0]);
    const double low = scale * static_cast<double>(qmin(*e.dtype) - e.zeroPoints[0]);
    const double high = scale * static_cast<double>(qmax(*e.dtype) - e.zeroPoints[0]);
    const double t = e.zeroPoints[0] == 0 ? threshold(e) : std::max(-low, high);
    return fmt::format("{} {} {} {}\n", e.tensor, t, low, high);
}

Text refusal(const TensorEntry& e)
{
    if (e.ofReaders)
        return Text("a tensor stands in the table once, an operand's own dtype has no place beside it");
    if (e.tensor.find_first_of(" \t\r\n") != std::string::npos || e.tensor.starts_with('#'))
        return Text("a name in the table has no blanks and no # in front");
    if (e.scales.size() > 1)
        return Text("the table holds one scale per tensor");
    return {};
}

class TableText {
public:
    TableText(const Model& model, const Profile& profile) : m_model(model), m_profile(profile), m_names(model) {}

    ReadConfig read(std::string_view text)
    {
        m_read.base = RuleSet::ofPreset(m_profile.name).rules;
        std::size_t number = 0;
        for (const std::string& line : split(text, '\n'))
            readLine(line, ++number);
        finishModes();
        applyTensorEntries(m_entries, m_model, m_profile, m_read, m_problems);
        m_floats.appendTo(m_model, m_read.rules);
        finishReading("qtable", m_problems);
        return std::move(m_read);
    }

private:
    struct Numbers {
        double threshold, low, high;
    };

    void readLine(const std::string& line, std::size_t number)
    {
        std::istringstream in(line);
        std::vector<std::string> words;
        for (std::string w; in >> w;)
            words.push_back(w);
        const std::string where = fmt::format("line {}", number);
        if (words.empty())
            return;
        if (words[0] == kAffineMark && words.size() == 2)
            m_affine.insert(words[1]);
        else if (words[0] == kModeMark && words.size() == 3)
            readMode(words[1], words[2], where);
        else if (words[0].starts_with('#'))
            return;
        else if (words.size() == 2)
            readMode(words[0], words[1], where);
        else if (words.size() == 4)
            readThreshold(words, where);
        else
            m_problems.push_back(Text("{}: must be \"name threshold min max\" or \"name MODE\"", where));
    }

    void readMode(const std::string& tensor, const std::string& mode, const std::string& where)
    {
        std::vector<std::string> known;
        for (const auto& [name, dtype] : modes()) {
            if (name == mode) {
                const auto [first, isNew] = m_modes.emplace(tensor, std::pair{dtype, where});
                if (!isNew && first->second.first != dtype)
                    m_problems.push_back(Text("{}: \"{}\" has another mode in {} already", where, tensor, first->second.second));
                return;
            }
            known.push_back(name);
        }
        m_problems.push_back(Text("{}: there is no mode \"{}\" here, there are {}", where, mode, fmt::join(known, ", ")));
    }

    void readThreshold(const std::vector<std::string>& words, const std::string& where)
    {
        const auto t = readNumber(words[1]);
        const auto low = readNumber(words[2]);
        const auto high = readNumber(words[3]);
        if (!t || !low || !high || *t <= 0 || *low > *high) {
            m_problems.push_back(Text("{}: threshold, min and max must be numbers, threshold above 0, min not above max", where));
            return;
        }
        TensorEntry entry;
        entry.tensor = words[0];
        entry.where = where;
        m_entries.push_back(entry);
        m_numbers.push_back({*t, *low, *high});
    }

    /// Modes and thresholds together: dtype and scale; modes alone: dtype, or a float operator.
    void finishModes()
    {
        for (std::size_t i = 0; i < m_numbers.size(); ++i) {
            TensorEntry& e = m_entries[i];
            const auto mode = m_modes.find(e.tensor);
            e.dtype = mode == m_modes.end() ? DType::Int8 : mode->second.first;
            // A float operator may give a tensor that is quantized for its readers.
            if (e.dtype == DType::Float32) {
                (void)turnFloat(e.tensor);
                e.dtype = DType::Int8;
            }
            if (mode != m_modes.end())
                m_modes.erase(mode);
            if (!isInteger(*e.dtype))
                continue;
            const Numbers& n = m_numbers[i];
            const double top = static_cast<double>(qmax(*e.dtype));
            const double scale =
                m_affine.contains(e.tensor) ? (n.high - n.low) / (top - static_cast<double>(qmin(*e.dtype))) : n.threshold / top;
            e.scales = {static_cast<float>(scale)};
            const double low = std::nearbyint(static_cast<double>(qmin(*e.dtype)) - n.low / scale);
            const auto zero = m_affine.contains(e.tensor) ? zeroPointOf(low) : 0;
            if (!zero)
                m_problems.push_back(
                    Text("{}: \"{}\" has no zero point on the grid between {} and {}", e.where, e.tensor, n.low, n.high));
            e.zeroPoints = {zero.value_or(0)};
        }
        for (const auto& [tensor, mode] : m_modes)
            applyMode(tensor, mode.first, mode.second);
    }

    void applyMode(const std::string& tensor, DType dtype, const std::string& where)
    {
        if (dtype == DType::Float32 && turnFloat(tensor))
            return;
        TensorEntry entry;
        entry.tensor = tensor;
        entry.where = where;
        entry.dtype = dtype;
        m_entries.push_back(std::move(entry));
    }

    /// The operator that gives the tensor. False where none does.
    bool turnFloat(const std::string& tensor)
    {
        const ValueId value = m_names.value(tensor);
        const UnitId unit = value == ValueId::None ? UnitId::None : m_model.units.producer[indexOf(value)];
        if (unit == UnitId::None)
            return false;
        m_floats.of(unit).wholeFloat = true;
        ++m_read.carried;
        return true;
    }

    const Model& m_model;
    const Profile& m_profile;
    ModelNames m_names;
    ReadConfig m_read;
    std::vector<Text> m_problems;
    std::vector<TensorEntry> m_entries;
    std::vector<Numbers> m_numbers; // of the first entries
    std::map<std::string, std::pair<DType, std::string>> m_modes;
    std::set<std::string> m_affine;
    UnitRules m_floats;
};

} // namespace

std::string writeQTable(const ConfigSource& source, Losses& losses)
{
    std::string text = "# scale = threshold / 127 for INT8, / 32767 for INT16\n# op_name    threshold    min    max\n";
    std::string marks;
    losses.push_back({"weights", Text("the table is for activations; the tool computes the scales of weights itself")});
    for (const TensorEntry& e : tensorEntries(source, Followers::Written, Parameters::LeftOut, losses)) {
        if (const Text why = refusal(e); !why.empty()) {
            losses.push_back({e.where, why});
            continue;
        }
        if (!e.scales.empty())
            text += lineOf(e);
        if (e.dtype != DType::Int8)
            marks += fmt::format("{} {} {}\n", kModeMark, e.tensor, modeOf(*e.dtype));
        if (!e.zeroPoints.empty() && e.zeroPoints[0] != 0)
            marks += fmt::format("{} {}\n", kAffineMark, e.tensor);
    }
    // Operators that somebody wanted in float; those that can't be quantized are so without a word.
    const GraphFacts facts = graphFacts(source.model, source.profile);
    for (std::size_t u = 0; u < source.model.unitCount(); ++u) {
        const Unit& unit = source.model.units.units[u];
        const auto id = static_cast<UnitId>(u);
        if (source.effective.floatUnit[u] == 0 || !facts.quantizable(id) || facts.passive(id) || unit.outputs.empty())
            continue;
        const PointId output = source.model.units.pointOf(id, PointKind::Output);
        if (output == PointId::None || !source.effective.at(output).active || source.effective.at(output).dtype == DType::Int8)
            marks += fmt::format("{} {} F32\n", kModeMark, source.model.graph.value(unit.outputs[0]).name);
        else
            losses.push_back({unit.name, Text("it is float but gives a tensor in {}, and a tensor has one mode",
                                              toString(source.effective.at(output).dtype))});
    }
    return text + marks;
}

ReadConfig readQTable(std::string_view text, const Model& model, const Profile& profile)
{
    return TableText(model, profile).read(text);
}

} // namespace qb
