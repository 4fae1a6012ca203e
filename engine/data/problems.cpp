// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/problems.h"

#include "engine/base/error.h"
#include "engine/base/text.h"

namespace qb {

void Problems::addUnknown(std::string_view where, std::string_view what, std::string_view name,
                          std::span<const std::string> known)
{
    std::string text = where.empty() ? std::string() : std::string(where) + ": ";
    text += "unknown " + std::string(what) + " '" + std::string(name) + "'";
    std::string hint = didYouMean(name, known);
    if (hint.empty() && known.size() <= 12)
        for (const std::string& candidate : known)
            hint += (hint.empty() ? "it is one of " : ", ") + candidate;
    add(hint.empty() ? text : text + ", " + hint);
}

void Problems::throwIfAny(const std::string& what, const std::string& cure) const
{
    if (m_list.empty())
        return;
    std::string message = what + ": ";
    for (std::size_t i = 0; i < m_list.size(); ++i)
        message += (i == 0 ? "" : "; ") + m_list[i];
    throw Error(ErrorCode::BadInput, message, cure, {{"problems", std::to_string(m_list.size())}});
}

} // namespace qb
