// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/main_window.h"
#include "app/gui/places.h"
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

    WindowDriver()
    {
        workbench.setStudyFolder(QString::fromStdString(folder.file("studies")));
        choose({});                // no dialog of the desktop in a test
        window.resize(1600, 1000); // the screen of the offscreen platform is a small one
    }

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
    FileChoosers::Leave leaving = FileChoosers::Leave::Discard; ///< what is said of a study that is not kept
    template <typename Dock>
    [[nodiscard]] Dock* dock(const char* id) const
    {
        return qobject_cast<Dock*>(window.dock(QLatin1String(id))->widget());
    }
    void trigger(const char* action) { window.actions().at(action)->trigger(); }
    enum class Replace { Yes, No };
    QStringList asked; ///< what was asked about whether it may be replaced
    /// What a user would choose in the dialogs for files and folders, and say where something stands there already.
    void choose(const QString& file, const QString& folderName = {}, Replace replace = Replace::Yes)
    {
        FileChoosers choosers;
        choosers.open = [file](const QString&, const QString&) { return file; };
        choosers.save = [file](const QString&, const QString&, const QString&) { return file; };
        choosers.folder = [folderName](const QString&) { return folderName; };
        choosers.overwrite = [this, replace](const QString& path) {
            asked << path;
            return replace == Replace::Yes;
        };
        choosers.leave = [this] { return leaving; };
        window.setChoosers(choosers);
    }
    [[nodiscard]] bool logged(const QString& part) const
    {
        return std::any_of(bench.log().begin(), bench.log().end(),
                           [&](const LogLine& line) { return (line.text() + line.details()).contains(part); });
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
