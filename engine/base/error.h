// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/text.h"

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

namespace qb {

/// Why something could not be done. The values are the exit codes of the command line (see README, "Exit codes").
enum class ErrorCode {
    Usage = 2,         ///< the caller asked for something that makes no sense
    BadInput = 3,      ///< model, data, study or rule file is broken or does not fit
    NotRunnable = 4,   ///< the model can be read but not run
    Resources = 5,     ///< memory, disk or permission
    Interrupted = 130, ///< cancelled; what was done is kept
};

/// The stable word for a code in JSON ("bad_input").
[[nodiscard]] std::string_view toString(ErrorCode code);

/// The one exception of the engine: what happened, where, and what to do about it. what() is the message in English.
class Error : public std::runtime_error {
public:
    using Context = std::map<std::string, std::string>;

    Error(ErrorCode code, Text message, Text cure = {}, Context context = {});

    [[nodiscard]] ErrorCode code() const { return m_code; }
    [[nodiscard]] const Text& message() const { return m_message; }
    [[nodiscard]] const Text& cure() const { return m_cure; }          ///< what the user can do; may be empty
    [[nodiscard]] const Context& context() const { return m_context; } ///< e.g. {"file": ..., "node": ...}

private:
    ErrorCode m_code;
    Text m_message;
    Text m_cure;
    Context m_context;
};

} // namespace qb
