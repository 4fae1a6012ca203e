// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/whole_file.h"

#include "engine/base/error.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace qb {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void cantWrite(const std::string& path, int reason)
{
    throw Error(ErrorCode::Resources, Text("can't write {}: {}", path, std::strerror(reason != 0 ? reason : EIO)),
                Text("check the folder and the space on the disk, or choose another place"), {{"file", path}});
}

/// Removes the unfinished file whatever happens.
struct Unfinished {
    std::string path;
    ~Unfinished()
    {
        std::error_code ignored;
        fs::remove(path, ignored);
    }
};

void write(const std::string& to, std::string_view bytes, const std::string& path)
{
    errno = 0;
    std::ofstream file(to, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file)
        cantWrite(path, errno);
}

} // namespace

void writeWholeFile(const std::string& path, std::string_view bytes)
{
    std::error_code error;
    const fs::file_status before = fs::status(path, error);
    if (fs::is_directory(before))
        cantWrite(path, EISDIR);
    if (fs::exists(before) && !fs::is_regular_file(before))
        return write(path, bytes, path);
    const std::string place = fs::exists(before) ? fs::canonical(path, error).string() : path;
    const Unfinished unfinished{place + ".part"};
    write(unfinished.path, bytes, path);
    if (fs::exists(before))
        fs::permissions(unfinished.path, before.permissions(), error);
    fs::rename(unfinished.path, place, error);
    if (error)
        cantWrite(path, error.value());
}

} // namespace qb
