// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/qconfig/profile.h"

#include <algorithm>

namespace qb {

namespace {

/// The general port of a numbered one: "input1" -> "input".
std::string generalPort(const std::string& port) { return port.substr(0, port.find_first_of("0123456789")); }

template <typename T>
const T* lookUp(const std::map<std::string, std::map<std::string, T>>& table, const std::vector<std::string>& rows,
                const std::string& port)
{
    for (const std::string& row : rows) {
        const auto found = table.find(row);
        if (found == table.end())
            continue;
        for (const std::string& p : {port, generalPort(port)})
            if (const auto entry = found->second.find(p); entry != found->second.end())
                return &entry->second;
    }
    return nullptr;
}

std::vector<std::string> rowsFor(const Profile& profile, const std::string& op)
{
    std::vector<std::string> rows{op};
    if (const auto found = profile.classOf.find(op); found != profile.classOf.end())
        rows.push_back(found->second);
    rows.emplace_back("*");
    return rows;
}

} // namespace

bool Profile::classIs(const std::string& op, std::string_view wanted) const
{
    const auto found = classOf.find(op);
    return found != classOf.end() && found->second == wanted;
}

const std::vector<DType>& Profile::legalAt(const std::string& op, const std::string& port) const
{
    static const std::vector<DType> kNone;
    const auto* found = lookUp(legal, rowsFor(*this, op), port);
    return found ? *found : kNone;
}

bool Profile::takes(const std::string& op, const std::string& port, DType dtype) const
{
    const auto& list = legalAt(op, port);
    return dtype == DType::Float32 || std::find(list.begin(), list.end(), dtype) != list.end();
}

DType Profile::nearestLegal(const std::string& op, const std::string& port, DType asked) const
{
    if (takes(op, port, asked))
        return asked;
    const auto& list = legalAt(op, port);
    if (list.empty())
        return DType::Float32;
    std::optional<DType> below;
    DType least = list.front();
    for (const DType d : list) {
        if (wider(least, d))
            least = d;
        // Of int8 and uint8, neither wider, the first in the list is taken.
        if (!wider(d, asked) && (!below || wider(d, *below)))
            below = d;
    }
    return below.value_or(least);
}

std::optional<DType> Profile::defaultAt(const std::string& op, const std::string& port) const
{
    if (const DType* found = lookUp(defaults, rowsFor(*this, op), port))
        return *found;
    if (port.starts_with("output"))
        return activation.dtype;
    return port == "weight" ? weight.dtype : std::nullopt;
}

bool Profile::has(DType dtype) const
{
    return std::any_of(legal.begin(), legal.end(), [&](const auto& row) {
        const auto ports = row.second.find("output");
        return ports != row.second.end() && std::find(ports->second.begin(), ports->second.end(), dtype) != ports->second.end();
    });
}

} // namespace qb
