// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/main_window.h"
#include "engine/ort/session.h"
#include "tests/support/temporary_folder.h"

#include <QSettings>
#include <QtTest>

namespace qb::test {

/// The whole program but main(): its own settings and studies in a folder that goes away.
struct WindowDriver {
    TemporaryFolder folder;
    QSettings settings{QString::fromStdString(folder.file("settings.ini")), QSettings::IniFormat};
    OrtEnvironment environment;
    Bench bench;
    Selection selection;
    JobRunner jobs{bench};
    Workbench workbench{bench, jobs, environment};
    MainWindow window{bench, selection, workbench, jobs, settings};

    WindowDriver() { workbench.setStudyFolder(QString::fromStdString(folder.file("studies"))); }

    /// Until nothing runs any more; false after `seconds`.
    [[nodiscard]] bool settled(int seconds = 60)
    {
        return QTest::qWaitFor([this] { return !jobs.isBusy(); }, seconds * 1000);
    }
    [[nodiscard]] bool openSample()
    {
        workbench.openSample();
        return settled() && workbench.isOpen();
    }
    [[nodiscard]] bool openCalibrated()
    {
        if (!openSample())
            return false;
        workbench.calibrate(Recalibrate::Anew);
        return settled() && bench.live();
    }
    [[nodiscard]] UnitId unit(const char* name) const { return bench.model()->units.findUnit(name); }
    /// Of a graph output on the pinned sample, dB.
    [[nodiscard]] double outputSqnr(const char* name) const
    {
        for (const CompareRow& row : bench.live()->comparison.outputs)
            if (bench.model()->graph.value(row.value).name == name)
                return row.metrics.pooled().value(Metric::Sqnr);
        return std::nan("");
    }
};

} // namespace qb::test
