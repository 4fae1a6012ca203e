// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/file_choosers.h"

#include "app/gui/places.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QSettings>

namespace qb {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FileChoosers)
};

} // namespace

QString writtenPath(const QString& typed, const QString& folder)
{
    const QString path = typed.trimmed();
    return path.isEmpty() ? QString() : QDir::cleanPath(QDir(folder).absoluteFilePath(path));
}

FileChoosers systemChoosers(QWidget* window, QSettings& settings)
{
    const QString key = QStringLiteral("window/folder");
    const auto start = [&settings, key] {
        const QString last = settings.value(key).toString();
        return QFileInfo(last).isDir() ? last : folderForResults(sampleModelPath());
    };
    const auto kept = [&settings, key](const QString& chosen) {
        if (!chosen.isEmpty())
            settings.setValue(key, QFileInfo(chosen).absolutePath());
        return chosen;
    };
    FileChoosers choosers;
    choosers.open = [window, start, kept](const QString& title, const QString& filter) {
        return kept(QFileDialog::getOpenFileName(window, title, start(), filter));
    };
    choosers.save = [window, start, kept](const QString& title, const QString& suggestion, const QString& filter) {
        return kept(QFileDialog::getSaveFileName(window, title, QDir(start()).absoluteFilePath(suggestion), filter));
    };
    choosers.overwrite = [window](const QString& path) {
        const bool folder = QFileInfo(path).isDir();
        const QString name = QFileInfo(path).fileName();
        return QMessageBox::question(
                   window, folder ? Words::tr("Replace files in the folder?") : Words::tr("Replace the file?"),
                   folder ? Words::tr("%1 is not empty. Files of the same names in it are replaced. Go on?").arg(name)
                          : Words::tr("%1 exists. Replace it?").arg(name)) == QMessageBox::Yes;
    };
    choosers.name = [window](const QString& title, const QString& suggestion) {
        return QInputDialog::getText(window, title, Words::tr("Name"), QLineEdit::Normal, suggestion);
    };
    choosers.leave = [window] {
        const auto answer =
            QMessageBox::warning(window, Words::tr("Not kept"),
                                 Words::tr("What was configured and measured here lies in no file. Save it as a study?"),
                                 QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
        return answer == QMessageBox::Save      ? FileChoosers::Leave::Save
               : answer == QMessageBox::Discard ? FileChoosers::Leave::Discard
                                                : FileChoosers::Leave::Cancel;
    };
    choosers.folder = [window, start, kept](const QString& title) {
        return kept(QFileDialog::getExistingDirectory(window, title, start()));
    };
    return choosers;
}

} // namespace qb
