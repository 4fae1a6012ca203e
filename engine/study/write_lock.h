// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace qb {

/// The right to write a study, which one process has at a time: a locked file beside it ("STUDY-lock") that says who. The
/// operating system releases the lock when its owner dies in any way, so a file that is left over locks nobody out.
class WriteLock {
public:
    /// Throws Error(Resources) at once where another holds it (also in this process), or the folder can't be written.
    explicit WriteLock(const std::string& studyPath);
    ~WriteLock();
    WriteLock(const WriteLock&) = delete;
    WriteLock& operator=(const WriteLock&) = delete;

private:
    [[nodiscard]] bool isInPlace() const;

    std::string m_path;
    int m_file = -1;
};

} // namespace qb
