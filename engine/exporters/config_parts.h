// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/exporters: one writer and one reader per format, each in the source of its name. A writer notes what
// the format can't say; a reader throws one error for all that is wrong.
#pragma once

#include "engine/exporters/config_formats.h"

#include <string>
#include <string_view>
#include <vector>

namespace qb {

using Losses = std::vector<NotCarried>;

[[nodiscard]] std::string writeAimet(const ConfigSource& source, Losses& losses);
[[nodiscard]] std::string writeAimet06(const ConfigSource& source, Losses& losses);
[[nodiscard]] std::string writeHbMapperYaml(const ConfigSource& source, Losses& losses);
[[nodiscard]] std::string writeHorizonPy(const ConfigSource& source, Losses& losses);
[[nodiscard]] std::string writeHorizonQuantConfig(const ConfigSource& source, Losses& losses);
[[nodiscard]] std::string writeOrtOverrides(const ConfigSource& source, Losses& losses);
[[nodiscard]] std::string writeQat(const ConfigSource& source, Losses& losses);
[[nodiscard]] std::string writeQTable(const ConfigSource& source, Losses& losses);
[[nodiscard]] std::string writeTensorRtCache(const ConfigSource& source, Losses& losses);

[[nodiscard]] ReadConfig readAimet(std::string_view text, const Model& model, const Profile& profile);
[[nodiscard]] ReadConfig readAimet06(std::string_view text, const Model& model, const Profile& profile);
[[nodiscard]] ReadConfig readHbMapperYaml(std::string_view text, const Model& model, const Profile& profile,
                                          const NameMap& names);
[[nodiscard]] ReadConfig readHorizonPy(std::string_view text, const Model& model, const Profile& profile, const NameMap& names,
                                       const std::string& folder);
[[nodiscard]] ReadConfig readHorizonQuantConfig(std::string_view text, const Model& model, const Profile& profile,
                                                const NameMap& names);
[[nodiscard]] ReadConfig readOrtOverrides(std::string_view text, const Model& model, const Profile& profile);
[[nodiscard]] ReadConfig readQat(std::string_view text, const Model& model, const Profile& profile);
[[nodiscard]] ReadConfig readQTable(std::string_view text, const Model& model, const Profile& profile);
[[nodiscard]] ReadConfig readTensorRtCache(std::string_view text, const Model& model, const Profile& profile);

/// What is said for all activations and for all weights: the target's defaults, and the enabled Reference rules over them.
[[nodiscard]] ReferenceRule referenceOf(const ConfigSource& source);

/// Adds a remark where the target that a file is made for is not the one here.
void compareMarch(const std::string& march, const Profile& profile, ReadConfig& read);

/// The form that the last preset of the rules asks for.
[[nodiscard]] PresetForm formOf(const RuleSet& rules);

/// The file's name as the model has it, or as it is.
[[nodiscard]] const std::string& mapped(const NameMap& names, const std::string& name);

/// As finishReading(), also where nothing could be read because of names that the model has not: those of `unknown`.
void finishReading(std::string_view format, std::vector<Text> problems, const std::vector<NotCarried>& unknown,
                   const ReadConfig& read);

/// Notes all that is wrong with a line-based or JSON file, then throws one error.
void finishReading(std::string_view format, const std::vector<Text>& problems);

} // namespace qb
