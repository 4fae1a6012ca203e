// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layout/group_tree.h"

namespace qb {

RepeatRun longestRepeat(const std::vector<int>& symbols, std::size_t leastCopies)
{
    constexpr std::size_t kLeastPeriod = 3;
    constexpr std::size_t kMostPeriod = 1000; // bounds the work at 1,000 comparisons per symbol
    RepeatRun best;
    std::size_t covered = 0;
    const std::size_t n = symbols.size();
    for (std::size_t period = kLeastPeriod; period <= std::min(kMostPeriod, n / leastCopies); ++period) {
        std::size_t run = 0; // symbols[i - run .. i) equal those one period later
        for (std::size_t i = 0; i + period <= n; ++i) {
            if (i + period < n && symbols[i] == symbols[i + period]) {
                ++run;
                continue;
            }
            const std::size_t copies = run / period + 1;
            // A longer period that covers a little more is not worth it.
            if (copies >= leastCopies && copies * period > covered + covered / 16) {
                covered = copies * period;
                best = {i - run, period, copies};
            }
            run = 0;
        }
    }
    return best;
}

} // namespace qb
