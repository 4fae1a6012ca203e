// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/texts.h"

#include "engine/study/columns.h"
#include "engine/study/record.h"
#include "engine/study/stored_path.h"

#include <charconv>

namespace qb {

namespace {

std::string_view nameOf(Texts::Section section) { return section == Texts::Section::Study ? "study" : "setting"; }

std::string placeOf(Texts::Section section, std::string_view key)
{
    return std::string(nameOf(section)) + "/" + std::string(key);
}

} // namespace

std::optional<std::string> Texts::find(Section section, std::string_view key)
{
    SQLite::Statement query(m_db, "SELECT value, seal FROM text WHERE section = ? AND key = ?");
    bindTo(query, 1, nameOf(section));
    bindTo(query, 2, key);
    if (!query.executeStep())
        return std::nullopt;
    std::string value = query.getColumn(0).getString();
    if (query.getColumn(1).getInt64() != sealOf(value, placeOf(section, key)))
        m_owner.failDamaged(Text("the text \"{}\" is not what was written", key));
    return value;
}

std::map<std::string, std::string> Texts::all(Section section)
{
    std::map<std::string, std::string> texts;
    SQLite::Statement query(m_db, "SELECT key FROM text WHERE section = ?");
    bindTo(query, 1, nameOf(section));
    while (query.executeStep()) {
        const std::string key = query.getColumn(0).getString();
        texts[key] = find(section, key).value_or("");
    }
    return texts;
}

void Texts::set(Section section, std::string_view key, std::string_view value)
{
    SQLite::Statement insert(m_db, "INSERT OR REPLACE INTO text(section, key, value, seal) VALUES(?, ?, ?, ?)");
    executeWith(insert, nameOf(section), key, value, sealOf(value, placeOf(section, key)));
}

void Texts::remove(Section section, std::string_view key)
{
    SQLite::Statement statement(m_db, "DELETE FROM text WHERE section = ? AND key = ?");
    executeWith(statement, nameOf(section), key);
}

std::optional<Fingerprint> Texts::fingerprint(std::string_view key)
{
    const std::string hex = text(key);
    if (hex.empty())
        return std::nullopt;
    Fingerprint value;
    const char* const middle = hex.data() + hex.size() / 2;
    const auto high = std::from_chars(hex.data(), middle, value.high, 16);
    const auto low = std::from_chars(middle, hex.data() + hex.size(), value.low, 16);
    if (hex.size() != 32 || high.ptr != middle || low.ptr != hex.data() + hex.size())
        m_owner.failDamaged(Text("the text \"{}\" is no fingerprint", key));
    return value;
}

std::string Texts::path(const std::string& key, const std::string& study)
{
    const StoredPath stored{text(key + ".relative"), text(key + ".absolute")};
    return stored.absolute.empty() ? std::string() : foundPath(stored, study);
}

void Texts::setPath(const std::string& key, const std::string& path, const std::string& study)
{
    const StoredPath stored = storedPath(path, study);
    setText(key + ".relative", stored.relative);
    setText(key + ".absolute", stored.absolute);
}

} // namespace qb
