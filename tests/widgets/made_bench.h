// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/ort/session.h"
#include "engine/study/workspace.h"
#include "widgets/common/bench.h"
#include "widgets/common/selection.h"

#include <memory>

namespace qb::test {

/// A bench that shows the bundled sample (or another model), as the window would fill it: opened, calibrated, compared.
/// Answers edits at once and without threads: resolves, plans, compares on the pinned sample.
class MadeBench {
public:
    enum class Upto { Opened, Calibrated, Compared };

    explicit MadeBench(Upto upto = Upto::Compared, const std::string& model = {}, DataOptions data = {});

    Bench bench;
    Selection selection;

    [[nodiscard]] Workspace& workspace() { return *m_workspace; }
    [[nodiscard]] UnitId unit(std::string_view name) const; ///< fails the test where there is none
    void setRules(const RuleSet& rules);
    void sweep(); ///< measures the isolated sensitivity of all points on 4 samples

private:
    void measure();

    OrtEnvironment m_environment;
    std::unique_ptr<Workspace> m_workspace;
};

} // namespace qb::test
