// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/problems.h"

#include "engine/base/error.h"

#include <fmt/format.h>

namespace qb {

void Problems::addUnknown(std::string_view where, const Text& what, std::string_view name, std::span<const std::string> known)
{
    Text text("unknown {} '{}'", what, name);
    Text hint = didYouMean(name, known);
    if (hint.empty() && !known.empty() && known.size() <= 12)
        hint = Text("it is one of {}", fmt::join(known, ", "));
    if (!hint.empty())
        text = Text("{}, {}", text, hint);
    add(where.empty() ? text : Text("{}: {}", where, text));
}

void Problems::throwIfAny(const Text& what, const Text& cure) const
{
    if (!m_list.empty())
        throw Error(ErrorCode::BadInput, Text("{}: {}", what, Text::joined(m_list)), cure,
                    {{"problems", std::to_string(m_list.size())}});
}

} // namespace qb
