// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/write_lock.h"

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/base/whole_file.h"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace qb {

namespace {

std::string ownName()
{
    std::array<char, 256> host{};
    if (gethostname(host.data(), host.size() - 1) != 0)
        host.front() = '\0';
    return "pid " + std::to_string(getpid()) + " on " + host.data();
}

/// Who wrote the lock file; empty where its owner has not come to that yet.
std::string ownerIn(int file)
{
    std::array<char, 512> text{};
    const ssize_t size = pread(file, text.data(), text.size(), 0);
    return size <= 0 ? std::string() : std::string(trimmed({text.data(), static_cast<std::size_t>(size)}));
}

[[noreturn]] void fail(const std::string& studyPath, const Text& what, const Text& cure)
{
    throw Error(ErrorCode::Resources, Text("the study {} {}", studyPath, what), cure, {{"file", studyPath}});
}

} // namespace

WriteLock::WriteLock(const std::string& studyPath) : m_path(studyPath + "-lock")
{
    // The owner before may remove the file between our opening and locking it; then it is no lock any more.
    while (m_file < 0 || !isInPlace()) {
        if (m_file >= 0)
            close(m_file);
        m_file = open(m_path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (m_file < 0)
            fail(studyPath, Text("can't be opened for writing: {} ({})", systemReason(errno), m_path),
                 Text("check the permissions of its folder or work on a copy elsewhere"));
        if (flock(m_file, LOCK_EX | LOCK_NB) == 0)
            continue;
        const int reason = errno;
        const std::string owner = ownerIn(m_file);
        close(m_file);
        if (reason == EWOULDBLOCK)
            fail(studyPath, owner.empty() ? Text("is open in another process") : Text("is open in another process ({})", owner),
                 Text("close it there, or open it for reading only"));
        fail(studyPath, Text("can't be locked: {}", systemReason(reason)), Text("work on a copy on a local disk"));
    }
    // On a full disk the name is lost, not the lock.
    const std::string name = ownName() + "\n";
    if (ftruncate(m_file, 0) == 0) [[maybe_unused]]
        const ssize_t written = pwrite(m_file, name.data(), name.size(), 0);
}

WriteLock::~WriteLock()
{
    unlink(m_path.c_str());
    close(m_file);
}

bool WriteLock::isInPlace() const
{
    struct stat mine = {};
    struct stat there = {};
    return fstat(m_file, &mine) == 0 && stat(m_path.c_str(), &there) == 0 && mine.st_dev == there.st_dev &&
           mine.st_ino == there.st_ino;
}

} // namespace qb
