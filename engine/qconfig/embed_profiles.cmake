# SPDX-License-Identifier: GPL-3.0-or-later
# Writes OUTPUT, a source that holds the files of resources/profiles as texts, so that the program needs no files.
# Run anew by the build whenever one of them changes.
file(GLOB files ${PROFILES}/*.json)
list(SORT files)
set(rows "")
foreach(file ${files})
  get_filename_component(name ${file} NAME_WE)
  file(READ ${file} text)
  string(APPEND rows "    {\"${name}\", R\"profile(${text})profile\"},\n")
endforeach()
file(WRITE ${OUTPUT} "// SPDX-License-Identifier: GPL-3.0-or-later
#include \"engine/qconfig/profile_data.h\"

#include <array>

namespace qb {

std::span<const ProfileData> embeddedProfiles()
{
    static constexpr auto kProfiles = std::to_array<ProfileData>({
${rows}    });
    return kProfiles;
}

} // namespace qb
")
