// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/error.h"

#include <utility>

namespace qb {

std::string_view toString(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Usage: return "usage";
    case ErrorCode::BadInput: return "bad_input";
    case ErrorCode::NotRunnable: return "not_runnable";
    case ErrorCode::Resources: return "resources";
    case ErrorCode::Interrupted: return "interrupted";
    }
    return "unknown";
}

Error::Error(ErrorCode code, Text message, Text cure, Context context)
    : std::runtime_error(message.english()),
      m_code(code),
      m_message(std::move(message)),
      m_cure(std::move(cure)),
      m_context(std::move(context))
{
}

} // namespace qb
