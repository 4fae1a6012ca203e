// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/house/house_rules.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

namespace qb::house {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kLicence = "SPDX-License-Identifier: GPL-3.0-or-later";

enum class Comment { None, Slashes, Hash };

/// How a file of this kind begins a comment; None for files that the rules don't look at (data, pictures, text).
Comment commentOf(const SourceFile& file)
{
    const fs::path path(file.path);
    const std::string extension = path.extension();
    const std::string name = path.filename();
    constexpr std::array<std::string_view, 2> slashes{".h", ".cpp"};
    constexpr std::array<std::string_view, 5> hashes{".cmake", ".py", ".sh", ".supp", ".yml"};
    constexpr std::array<std::string_view, 4> names{"CMakeLists.txt", ".clang-format", ".clang-tidy", ".gitignore"};
    const auto has = [](const auto& list, const std::string& word) {
        return std::find(list.begin(), list.end(), word) != list.end();
    };
    if (has(slashes, extension))
        return Comment::Slashes;
    if (has(hashes, extension) || has(names, name) || file.text.starts_with("#!"))
        return Comment::Hash;
    return Comment::None;
}

SourceFile read(const fs::path& top, const fs::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    return {fs::relative(path, top).generic_string(), {std::istreambuf_iterator<char>(stream), {}}};
}

} // namespace

std::vector<Breach> licenceBreaches(const std::vector<SourceFile>& files)
{
    std::vector<Breach> breaches;
    for (const SourceFile& file : files) {
        const Comment comment = commentOf(file);
        if (comment == Comment::None)
            continue;
        const std::string wanted = (comment == Comment::Slashes ? "// " : "# ") + std::string(kLicence);
        const std::size_t begin = file.text.starts_with("#!") ? file.text.find('\n') + 1 : 0;
        if (file.text.compare(begin, wanted.size() + 1, wanted + "\n") != 0)
            breaches.push_back({file.path, begin == 0 ? std::size_t{1} : std::size_t{2}, "the file must begin with " + wanted});
    }
    return breaches;
}

std::vector<SourceFile> readTree(const std::string& top)
{
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(top))
        if (entry.is_regular_file())
            paths.push_back(entry.path());
    for (const char* folder : {".ci", "app", "cmake", "engine", "resources", "tests", "widgets"})
        if (fs::exists(fs::path(top) / folder))
            for (const auto& entry : fs::recursive_directory_iterator(fs::path(top) / folder))
                if (entry.is_regular_file())
                    paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::vector<SourceFile> files;
    for (const fs::path& path : paths)
        if (SourceFile file = read(top, path); commentOf(file) != Comment::None)
            files.push_back(std::move(file));
    return files;
}

} // namespace qb::house
