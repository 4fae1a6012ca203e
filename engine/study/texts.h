// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/fingerprint.h"
#include "engine/study/database.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace qb {

/// Key of the fingerprint of the study's model, to which all results belong.
inline constexpr std::string_view kModelFingerprint = "model.fingerprint";

/// What there is once in a study: texts by section and key, each with a seal. Lives within one step of the database.
class Texts {
public:
    enum class Section { Study, Setting };

    Texts(Database& owner, SQLite::Database& db) : m_owner(owner), m_db(db) {}

    [[nodiscard]] std::optional<std::string> find(Section section, std::string_view key);
    [[nodiscard]] std::map<std::string, std::string> all(Section section);
    void set(Section section, std::string_view key, std::string_view value);
    void remove(Section section, std::string_view key);

    // In the section Study; empty where there is none.
    [[nodiscard]] std::string text(std::string_view key) { return find(Section::Study, key).value_or(""); }
    void setText(std::string_view key, std::string_view value) { set(Section::Study, key, value); }
    [[nodiscard]] std::optional<Fingerprint> fingerprint(std::string_view key);
    void setFingerprint(std::string_view key, const Fingerprint& value) { setText(key, value.hex()); }
    /// Where the file or folder lies now. `study`: the path of the study file, empty for one in memory.
    [[nodiscard]] std::string path(const std::string& key, const std::string& study);
    void setPath(const std::string& key, const std::string& path, const std::string& study);

private:
    Database& m_owner;
    SQLite::Database& m_db;
};

} // namespace qb
