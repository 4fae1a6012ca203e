// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/workbench.h"

namespace qb {

/// What a job works on: all that the user had said when it was asked for.
struct Workbench::Moment {
    RuleSet rules;
    Fingerprint key; ///< of the configuration
    DataOptions calibration;
    DataOptions evaluation;
    std::optional<ChosenCase> badCase;

    void applyTo(Workspace& workspace) const
    {
        workspace.setRules(rules, Keep::ThisRun);
        workspace.setData(Use::Calibration, calibration, Keep::ThisRun); // the study learns of data from Workbench::setData()
        workspace.setData(Use::Evaluation, evaluation, Keep::ThisRun);
    }
};

} // namespace qb
