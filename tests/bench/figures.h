// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace qb::bench {

[[nodiscard]] double seconds(const std::function<void()>& work);
/// The least of the times of some runs.
[[nodiscard]] double leastSeconds(int runs, const std::function<void()>& work);
/// Least time of `a` by that of `b`, which take turns.
[[nodiscard]] double ratio(int runs, const std::function<void()>& a, const std::function<void()>& b);

/// What was measured, printed as it comes.
class Figures {
public:
    explicit Figures(std::string only) : m_only(std::move(only)) {}

    /// False: it was not asked for.
    [[nodiscard]] bool wanted(const std::string& name) const { return name.find(m_only) != std::string::npos; }
    /// Less is better.
    void add(const std::string& name, double must, double aim, const std::function<double()>& measure);
    void writeJson(const std::string& path) const;
    [[nodiscard]] bool allHold() const;

private:
    struct Figure {
        std::string name;
        double value = 0;
        double must = 0;
        double aim = 0;
    };

    std::string m_only;
    std::vector<Figure> m_figures;
};

void engineFigures(Figures& figures);
void windowFigures(Figures& figures);

/// The two that this program runs in processes of their own: peak memory and the time of a start belong to a process.
void calibrateOnly(int samples);
/// Prints a line when the window is usable, and ends.
[[noreturn]] void startOnly();

} // namespace qb::bench
