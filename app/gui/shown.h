// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/study/workspace.h"
#include "widgets/common/bench.h"

#include <QString>

#include <optional>
#include <set>
#include <vector>

namespace qb {

/// Scores of the task, measured last.
struct MeasuredTask {
    QString command;   ///< that scored; empty: by class
    QString condition; ///< rules and samples in short: equal ones give equal scores
    TaskEvaluation scores;
};

/// What of a study was looked at. Most of what was measured lies in the study itself; by this it is there again after a
/// restart, or goes on where it was interrupted.
struct Shown {
    struct Compared {
        QString name; ///< as asked for
        CompareMode mode = CompareMode::Cumulative;
        CompareParts parts = CompareParts::All;
        RuleSet rules;
        bool stopped = false; ///< by the user: it does not go on by itself
    };
    struct Foreign {
        ForeignSide::Kind kind = ForeignSide::Kind::FloatModel;
        QString path;
        bool operator==(const Foreign&) const = default;
    };
    struct Profiled {
        ProfiledForm form = ProfiledForm::Float;
        QString file; ///< of the exported form; empty: of the present configuration
    };
    struct Cases {
        std::string custom; ///< text of an expression; empty: none
        Order order = Order::Descending;
    };

    struct Advised { ///< of the custom metric where there is none
        std::optional<Metric> metric;
        Order order = Order::Descending;
        int output = -1; ///< of the graph's; -1: all
        RuleSet rules;
    };

    std::vector<Compared> comparisons;
    std::vector<Foreign> foreign;
    std::vector<Profiled> profiles;
    std::vector<SensitivityMode> sweeps;     ///< each once, the newest last
    std::set<SensitivityMode> stoppedSweeps; ///< of these, by the user
    std::optional<Cases> cases;
    std::optional<Advised> advice;
    bool check = false;
    QString custom; ///< the user's own metric; empty: none
    Order order = Order::Descending;
    std::optional<MeasuredTask> task;

    [[nodiscard]] std::string toJson() const;
    /// Whatever can't be read (another version wrote it) is left out.
    [[nodiscard]] static Shown fromJson(const QString& json);
};

} // namespace qb
