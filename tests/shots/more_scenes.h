// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/app/window_driver.h"

#include <functional>

namespace qb::test {

/// What takes pictures of a driven window.
struct Camera {
    enum class Settle { Wait, AsItIs }; ///< until nothing runs, or at this moment

    WindowDriver& driver;
    /// In both themes and languages.
    std::function<void(const std::function<void(const QString& suffix)>&)> everyLook;
    std::function<void(QWidget* widget, const QString& name, Settle settle)> take;
    std::function<void(QDockWidget* dock, const QString& state, const QString& suffix, Settle settle)> dock;
    std::function<void(const QString& problem)> complain;
};

/// Docks and dialogs in states that one seldom sees, of a calibrated model; each leaves the study as it was.
void dataScenes(const Camera& camera);
void distributionScenes(const Camera& camera);
void compareScenes(const Camera& camera);
void inspectorScenes(const Camera& camera);
void helpScene(const Camera& camera);
/// While a sweep runs over so many samples that it can't be over.
void busyScenes(const Camera& camera);
/// Export and calibration while they run and when they fail.
void dialogScenes(const Camera& camera);

} // namespace qb::test
