// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/text.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace qb {

/// What is wrong with something that the user wrote, collected so that all of it is said at once.
class Problems {
public:
    void add(Text problem) { m_list.push_back(std::move(problem)); }
    /// "WHERE: unknown key 'resise', did you mean resize?"
    void addUnknown(std::string_view where, const Text& what, std::string_view name, std::span<const std::string> known);

    [[nodiscard]] bool empty() const { return m_list.empty(); }
    /// Throws Error(BadInput) "WHAT: first; second; ..." if there is any.
    void throwIfAny(const Text& what, const Text& cure) const;

private:
    std::vector<Text> m_list;
};

} // namespace qb
