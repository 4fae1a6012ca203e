// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/whole_file.h"

#include "engine/base/error.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace qb {

namespace fs = std::filesystem;

Text systemReason(int reason)
{
    switch (reason) {
    case ENOENT: return Text("there is no such file or folder");
    case ENOTDIR: return Text("what its path takes for a folder is a file");
    case EISDIR: return Text("it is a folder");
    case EACCES:
    case EPERM: return Text("permission is denied");
    case EROFS: return Text("nothing can be written on that disk");
    case ENOSPC: return Text("the disk is full");
    case EDQUOT: return Text("your share of the disk is used up");
    case EFBIG: return Text("the file would be too large");
    case ENAMETOOLONG: return Text("its name is too long");
    case ETXTBSY: return Text("it is being run");
    case EMFILE:
    case ENFILE: return Text("too many files are open");
    case ENOMEM: return Text("there is not enough memory");
    case EIO: return Text("the disk does not answer as it should");
    default: return Text::verbatim(std::strerror(reason));
    }
}

void throwCantWrite(const std::string& path, int reason)
{
    throw Error(ErrorCode::Resources, Text("can't write {}: {}", path, systemReason(reason != 0 ? reason : EIO)),
                Text("check the folder and the space on the disk, or choose another place"), {{"file", path}});
}

namespace {

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
        throwCantWrite(path, errno);
}

} // namespace

void writeWholeFile(const std::string& path, std::string_view bytes)
{
    std::error_code error;
    const fs::file_status before = fs::status(path, error);
    if (fs::is_directory(before))
        throwCantWrite(path, EISDIR);
    if (fs::exists(before) && !fs::is_regular_file(before))
        return write(path, bytes, path);
    const std::string place = fs::exists(before) ? fs::canonical(path, error).string() : path;
    const Unfinished unfinished{place + ".part"};
    write(unfinished.path, bytes, path);
    if (fs::exists(before))
        fs::permissions(unfinished.path, before.permissions(), error);
    fs::rename(unfinished.path, place, error);
    if (error)
        throwCantWrite(path, error.value());
}

} // namespace qb
