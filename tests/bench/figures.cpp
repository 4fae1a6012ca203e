// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/figures.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <limits>

namespace qb::bench {

double seconds(const std::function<void()>& work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double leastSeconds(int runs, const std::function<void()>& work)
{
    double best = std::numeric_limits<double>::infinity();
    for (int i = 0; i < runs; ++i)
        best = std::min(best, seconds(work));
    return best;
}

double ratio(int runs, const std::function<void()>& a, const std::function<void()>& b)
{
    double bestA = std::numeric_limits<double>::infinity();
    double bestB = bestA;
    for (int i = 0; i < runs; ++i) {
        bestA = std::min(bestA, seconds(a));
        bestB = std::min(bestB, seconds(b));
    }
    return bestA / bestB;
}

void Figures::add(const std::string& name, double must, double aim, const std::function<double()>& measure)
{
    if (!wanted(name))
        return;
    const double value = measure();
    m_figures.push_back({name, value, must, aim});
    std::printf("%-32s %8.3f   must %6.2f   aim %6.2f   %s\n", name.c_str(), value, must, aim,
                value <= aim    ? "aim"
                : value <= must ? "must"
                                : "MISSED");
    std::fflush(stdout);
}

void Figures::writeJson(const std::string& path) const
{
    nlohmann::json json;
    for (const Figure& f : m_figures)
        json[f.name] = {{"value", f.value}, {"must", f.must}, {"aim", f.aim}};
    std::ofstream(path) << json.dump(2) << '\n';
}

bool Figures::allHold() const
{
    return std::all_of(m_figures.begin(), m_figures.end(), [](const Figure& f) { return f.value <= f.must; });
}

} // namespace qb::bench
