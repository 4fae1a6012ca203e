// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/file_list.h"

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/data/file_bytes.h"
#include "engine/data/image_header.h"
#include "engine/data/numbers.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

namespace qb {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMaxList = std::uint64_t{256} << 20U;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::string extensionOf(const fs::path& file) { return lowered(file.extension().string()); }

bool isOneOf(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool isIdxName(const fs::path& file)
{
    std::string name = lowered(file.filename().string());
    if (name.ends_with(".gz"))
        name.resize(name.size() - 3);
    const std::size_t at = name.find("idx");
    return name.ends_with(".idx") || (name.ends_with("ubyte") && at != std::string::npos);
}

bool isPlainText(const fs::path& file)
{
    return isOneOf(extensionOf(file),
                   {".txt", ".csv", ".json", ".md", ".xml", ".yaml", ".yml", ".py", ".log", ".html", ".onnx", ".lst", ".list"});
}

std::optional<FileKind> kindByContent(const fs::path& file)
{
    Bytes head;
    try {
        head = FileBytes(file.string()).head(64);
    } catch (const Error&) {
        return std::nullopt; // not there: loading it will say so
    }
    const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    if (text.starts_with("\x93NUMPY"))
        return FileKind::Npy;
    if (text.starts_with("PK\x03\x04"))
        return FileKind::Npz;
    if (text.starts_with("RIFF") && text.substr(8).starts_with("WAVE"))
        return FileKind::Wav;
    if (looksLikePicture(head))
        return FileKind::Picture;
    if (text.starts_with("\x1f\x8b") ||
        (head.size() > 4 && text.starts_with(std::string_view("\0\0", 2)) && head[3] > std::byte{0} && head[3] < std::byte{9}))
        return FileKind::Idx;
    return std::nullopt;
}

void walk(const fs::path& folder, const fs::path& root, bool rawFiles, std::set<fs::path>& visited,
          std::vector<ListedFile>& found)
{
    if (!visited.insert(fs::canonical(folder)).second)
        return;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        if (entry.path().filename().string().starts_with('.'))
            continue;
        std::error_code dangling;
        if (entry.is_directory(dangling))
            walk(entry.path(), root, rawFiles, visited, found);
        else if (entry.is_regular_file(dangling))
            found.push_back(
                {entry.path(), entry.path().lexically_relative(root).string(), kindByName(entry.path(), rawFiles), std::nullopt});
    }
}

} // namespace

Text wordFor(FileKind kind, std::size_t count)
{
    const bool one = count == 1;
    switch (kind) {
    case FileKind::Picture: return one ? Text("picture") : Text("pictures");
    case FileKind::Npy: return one ? Text("npy file") : Text("npy files");
    case FileKind::Npz: return one ? Text("npz file") : Text("npz files");
    case FileKind::Proto: return one ? Text("TensorProto file") : Text("TensorProto files");
    case FileKind::ProtoSet: return one ? Text("test data set") : Text("test data sets");
    case FileKind::Raw: return one ? Text("raw file") : Text("raw files");
    case FileKind::Idx: return one ? Text("IDX file") : Text("IDX files");
    case FileKind::Wav: return one ? Text("WAV file") : Text("WAV files");
    }
    return one ? Text("file") : Text("files");
}

bool naturalLess(std::string_view a, std::string_view b)
{
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() && j < b.size()) {
        if (!isDigit(a[i]) || !isDigit(b[j])) {
            if (a[i] != b[j])
                return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
            ++i;
            ++j;
            continue;
        }
        const auto run = [](std::string_view text, std::size_t& at) {
            while (at + 1 < text.size() && text[at] == '0' && isDigit(text[at + 1]))
                ++at;
            const std::size_t begin = at;
            while (at < text.size() && isDigit(text[at]))
                ++at;
            return text.substr(begin, at - begin);
        };
        const std::string_view left = run(a, i);
        const std::string_view right = run(b, j);
        if (left.size() != right.size())
            return left.size() < right.size();
        if (left != right)
            return left < right;
    }
    if ((i < a.size()) != (j < b.size()))
        return j < b.size();
    return a < b; // equal but for leading zeros
}

std::optional<FileKind> kindByName(const fs::path& file, bool rawFiles)
{
    const std::string extension = extensionOf(file);
    if (isOneOf(extension,
                {".jpg", ".jpeg", ".jpe", ".png", ".bmp", ".dib", ".webp", ".ppm", ".pgm", ".pbm", ".pnm", ".tif", ".tiff"}))
        return FileKind::Picture;
    if (extension == ".npy")
        return FileKind::Npy;
    if (extension == ".npz")
        return FileKind::Npz;
    if (extension == ".pb")
        return FileKind::Proto;
    if (extension == ".wav")
        return FileKind::Wav;
    if (isIdxName(file))
        return FileKind::Idx;
    return rawFiles && !isPlainText(file) ? std::optional(FileKind::Raw) : std::nullopt;
}

std::optional<FileKind> kindOf(const fs::path& file, bool rawFiles)
{
    const auto byName = kindByName(file, rawFiles);
    return byName ? byName : kindByContent(file);
}

std::vector<ListedFile> listFolder(const fs::path& folder, bool rawFiles)
{
    std::vector<ListedFile> found;
    std::set<fs::path> visited;
    try {
        walk(folder, folder, rawFiles, visited, found);
    } catch (const fs::filesystem_error& e) {
        throw Error(ErrorCode::Resources, Text("the folder {} can't be read: {}", folder.string(), e.code().message()),
                    Text("check its permissions"), {{"file", e.path1().string()}});
    }
    std::sort(found.begin(), found.end(), [](const ListedFile& a, const ListedFile& b) { return naturalLess(a.name, b.name); });
    return found;
}

bool isTextList(const fs::path& file) { return isOneOf(extensionOf(file), {".txt", ".lst", ".list", ".csv"}); }

std::vector<ListedFile> readTextList(const fs::path& list, bool rawFiles)
{
    const Bytes bytes = readFile(list.string(), kMaxList);
    std::vector<ListedFile> found;
    bool first = true;
    for (const std::string& line : split({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, '\n')) {
        std::string_view text = trimmed(line);
        if (text.empty() || text.front() == '#')
            continue;
        const bool header = std::exchange(first, false) && text.find(',') != std::string_view::npos;
        const std::size_t comma = text.rfind(',');
        const auto label = comma == std::string_view::npos ? std::nullopt : integerFromText(text.substr(comma + 1));
        if (label)
            text = trimmed(text.substr(0, comma));
        const fs::path path = (list.parent_path() / std::string(text)).lexically_normal();
        std::error_code missing;
        if (header && !label && !fs::exists(path, missing))
            continue; // the names of the columns
        const bool folder = fs::is_directory(path, missing);
        found.push_back({path, std::string(text), folder ? std::optional(FileKind::ProtoSet) : kindOf(path, rawFiles), label});
    }
    return found;
}

} // namespace qb
