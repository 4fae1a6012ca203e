// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>

#include <functional>

class QPainter;
class QPaintDevice;
class QWidget;

namespace qb {

/// Asks for the name of a file to write; empty: the user thought better of it. Tests put their own in.
using FileChooser = std::function<QString(QWidget* parent, const QString& suggestion, const QString& filter)>;
[[nodiscard]] QString chooseFile(QWidget* parent, const QString& suggestion, const QString& filter);
[[nodiscard]] QString pictureFilter(); ///< for file dialogs
[[nodiscard]] QString csvFilter();

/// Writes a picture of `size` (logical pixels) as PNG (at twice the resolution), SVG or PDF, by the name's suffix. The file
/// appears whole or not at all. Returns what went wrong, empty if nothing did.
[[nodiscard]] QString writePicture(const QString& path, QSize size, const QString& title,
                                   const std::function<void(QPaintDevice& device, bool vectors)>& draw);
/// A text file, likewise.
[[nodiscard]] QString writeText(const QString& path, const QString& text);

} // namespace qb
