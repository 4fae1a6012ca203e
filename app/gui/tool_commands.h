// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

#include <functional>
#include <vector>

class QWidget;

namespace qb {

/// Something that the command palette can do.
struct ToolCommand {
    QString text;
    QString menu; ///< that it is an entry of; empty for a tool of its own
    QString keys;
    QIcon icon;
    bool enabled = true;
    std::function<void()> run;
};

/// What the tools of a part of the window do, of those that it shows: buttons, the entries of their menus, and boxes to choose
/// from (which open). Good as long as the part has not changed.
[[nodiscard]] std::vector<ToolCommand> toolCommands(QWidget& part);

/// Without the marks of its mnemonic.
[[nodiscard]] QString withoutMnemonic(QString text);

} // namespace qb
