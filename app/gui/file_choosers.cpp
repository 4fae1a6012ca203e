// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/file_choosers.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QLineEdit>
#include <QMessageBox>

namespace qb {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FileChoosers)
};

} // namespace

FileChoosers systemChoosers(QWidget* window)
{
    FileChoosers choosers;
    choosers.open = [window](const QString& title, const QString& filter) {
        return QFileDialog::getOpenFileName(window, title, {}, filter);
    };
    choosers.save = [window](const QString& title, const QString& suggestion, const QString& filter) {
        return QFileDialog::getSaveFileName(window, title, suggestion, filter);
    };
    choosers.overwrite = [window](const QString& path) {
        return QMessageBox::question(window, Words::tr("Replace the file?"),
                                     Words::tr("%1 exists. Replace it?").arg(QFileInfo(path).fileName())) == QMessageBox::Yes;
    };
    choosers.name = [window](const QString& title, const QString& suggestion) {
        return QInputDialog::getText(window, title, Words::tr("Name"), QLineEdit::Normal, suggestion);
    };
    choosers.folder = [window](const QString& title) { return QFileDialog::getExistingDirectory(window, title); };
    return choosers;
}

} // namespace qb
