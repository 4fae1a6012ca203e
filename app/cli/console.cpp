// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console.h"

#include "app/cli/flag_hints.h"

#include <fmt/format.h>

#include <csignal>
#include <cstdio>

#include <unistd.h>

namespace qb::cli {

Console::Console(ShowProgress progress, bool quiet)
    : m_show(progress == ShowProgress::Always || (progress == ShowProgress::Auto && ::isatty(STDERR_FILENO) != 0)),
      m_terminal(::isatty(STDERR_FILENO) != 0),
      m_quiet(quiet)
{
}

Console::~Console() { clearLine(); }

void Console::clearLine()
{
    if (m_lineOpen)
        std::fputs(m_terminal ? "\r\033[K" : "\n", stderr);
    m_lineOpen = false;
}

void Console::progress(const Progress& p)
{
    if (!m_show)
        return;
    const std::scoped_lock lock(m_mutex);
    const auto now = std::chrono::steady_clock::now();
    if (const std::string phase = p.phase.english(); phase != m_phase) {
        m_phase = phase;
        m_phaseBegan = now;
        m_lastShown = {};
    }
    const bool last = p.total != 0 && p.done == p.total;
    if (!last && now - m_lastShown < std::chrono::milliseconds(m_terminal ? 100 : 1000))
        return;
    m_lastShown = now;
    const double elapsed = std::chrono::duration<double>(now - m_phaseBegan).count();
    std::string line = fmt::format("{}: {}", p.phase, p.done);
    if (p.total != 0)
        line += fmt::format("/{} ({:.0f} %)", p.total, 100.0 * static_cast<double>(p.done) / static_cast<double>(p.total));
    if (p.done != 0 && elapsed > 0.5) {
        line += fmt::format(", {:.1f}/s", static_cast<double>(p.done) / elapsed);
        if (p.total > p.done)
            line += fmt::format(", {:.0f} s left", elapsed / static_cast<double>(p.done) * static_cast<double>(p.total - p.done));
    }
    if (m_terminal)
        std::fputs(("\r\033[K" + line).c_str(), stderr);
    else
        std::fputs((line + '\n').c_str(), stderr);
    m_lineOpen = m_terminal;
    std::fflush(stderr);
}

void Console::say(const std::string& text)
{
    if (m_quiet)
        return;
    const std::scoped_lock lock(m_mutex);
    clearLine();
    std::fputs((text + '\n').c_str(), stderr);
}

void Console::findings(const Findings& findings)
{
    for (const Finding& f : findings) {
        if (f.severity == Severity::Info)
            continue;
        const std::string where = f.point.empty() ? f.unit : f.point;
        const std::string cure = withFlags(f.cure, f.message);
        say(fmt::format("{}: {}{}{}", toString(f.severity), where.empty() ? "" : where + ": ", f.message,
                        cure.empty() ? "" : " - " + cure));
    }
}

Interrupt::Interrupt()
{
    // Every thread made from here on leaves these signals to the one that waits for them.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::thread([source = m_source, signals]() mutable {
        int signal = 0;
        sigwait(&signals, &signal);
        source.request_stop();
        sigwait(&signals, &signal);
        ::_exit(130);
    }).detach();
}

} // namespace qb::cli
