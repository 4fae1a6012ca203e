// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/main_window.h"
#include "engine/ort/session.h"
#include "tests/support/run_models.h"
#include "tests/support/temporary_folder.h"

#include <QDockWidget>
#include <QSettings>
#include <QtTest>

#include <algorithm>

namespace qb::test {

/// A file or folder of the corpus; corpusFolder() is empty where it is not there.
inline QString corpus(const char* path)
{
    return QString::fromStdString(corpusFolder()) + QLatin1Char('/') + QLatin1String(path);
}

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
    /// As large as on a usual screen.
    void show()
    {
        window.resize(1600, 1000);
        window.show();
    }
    template <typename Dock>
    [[nodiscard]] Dock* dock(const char* id) const
    {
        return qobject_cast<Dock*>(window.dock(QLatin1String(id))->widget());
    }
    void trigger(const char* action) { window.actions().at(action)->trigger(); }
    /// What a user would choose in the dialogs for files and folders.
    void choose(const QString& file, const QString& folderName = {})
    {
        FileChoosers choosers;
        choosers.open = [file](const QString&, const QString&) { return file; };
        choosers.save = [file](const QString&, const QString&, const QString&) { return file; };
        choosers.folder = [folderName](const QString&) { return folderName; };
        choosers.overwrite = [](const QString&) { return true; };
        window.setChoosers(choosers);
    }
    [[nodiscard]] bool logged(const QString& part) const
    {
        return std::any_of(bench.log().begin(), bench.log().end(),
                           [&](const LogLine& line) { return (line.text + line.details).contains(part); });
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
