// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/mapped_file.h"

#include "engine/base/error.h"
#include "engine/base/whole_file.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace qb {

std::shared_ptr<const MappedFile> MappedFile::open(const std::string& path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) {
        const int reason = errno;
        throw Error(reason == EACCES ? ErrorCode::Resources : ErrorCode::BadInput,
                    Text("can't open {}: {}", path, systemReason(reason)),
                    reason == EACCES ? Text("change its permissions") : Text("check the path"), {{"file", path}});
    }
    struct stat info {};
    if (::fstat(file, &info) != 0 || !S_ISREG(info.st_mode)) {
        ::close(file);
        throw Error(ErrorCode::BadInput, Text("{} is not a file", path), Text("give the path of a file"), {{"file", path}});
    }
    const auto size = static_cast<std::size_t>(info.st_size);
    void* data = size == 0 ? nullptr : ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0);
    const int error = errno;
    ::close(file);
    if (data == MAP_FAILED)
        throw Error(ErrorCode::Resources, Text("can't map {}: {}", path, systemReason(error)), Text("free some memory"),
                    {{"file", path}});
    return std::shared_ptr<const MappedFile>(new MappedFile(static_cast<const std::byte*>(data), size));
}

MappedFile::~MappedFile()
{
    if (m_data)
        ::munmap(const_cast<std::byte*>(m_data), m_size);
}

} // namespace qb
