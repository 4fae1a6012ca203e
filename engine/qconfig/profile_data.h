// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace qb {

/// A file of resources/profiles as it was when the library was built.
struct ProfileData {
    std::string_view name;
    std::string_view json;
};

/// In the order of file names. Made from profile_data.cpp.in.
[[nodiscard]] std::span<const ProfileData> embeddedProfiles();

} // namespace qb
