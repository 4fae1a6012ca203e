// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temporary_folder.h"

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace qb::test {

TemporaryFolder::TemporaryFolder() : m_path((std::filesystem::temp_directory_path() / "qb-test-XXXXXX").string())
{
    if (!mkdtemp(m_path.data()))
        throw std::runtime_error("no temporary folder can be made");
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

} // namespace qb::test
