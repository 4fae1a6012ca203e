// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/finding.h"
#include "engine/base/job.h"

#include <chrono>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

namespace qb::cli {

enum class ShowProgress { Auto, Always, Never };

/// What the user sees on stderr: progress, remarks, findings. Nothing of it goes to stdout.
class Console {
public:
    Console(ShowProgress progress, bool quiet);
    ~Console();

    void progress(const Progress& progress); ///< from any thread
    void say(const std::string& text);       ///< a remark, unless quiet
    void findings(const Findings& findings);

private:
    void clearLine();

    std::mutex m_mutex;
    bool m_show;
    bool m_terminal;
    bool m_quiet;
    bool m_lineOpen = false;
    std::string m_phase;
    std::chrono::steady_clock::time_point m_phaseBegan;
    std::chrono::steady_clock::time_point m_lastShown;
};

/// Turns Ctrl+C and SIGTERM into a stop request; the second one ends the program at once. Make it before any thread.
class Interrupt {
public:
    Interrupt();
    [[nodiscard]] std::stop_token token() const { return m_source.get_token(); }

private:
    std::stop_source m_source;
};

} // namespace qb::cli
