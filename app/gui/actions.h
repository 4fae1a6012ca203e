// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QObject>

#include <map>
#include <vector>

namespace qb {

/// Every command of the window, by id: one table gives text, help, icon and keys. The palette and the sheet of shortcuts list
/// them, the tests walk them.
class Actions : public QObject {
    Q_OBJECT
public:
    explicit Actions(QWidget* window);

    /// Aborts for an id that the table lacks: a mistake of ours.
    [[nodiscard]] QAction* at(const char* id) const;
    [[nodiscard]] const std::vector<QAction*>& all() const { return m_all; }
    /// The menu that it stands in, translated; for the palette.
    [[nodiscard]] QString groupOf(const QAction* action) const;
    void retranslate();

private:
    std::map<QByteArray, QAction*> m_byId;
    std::vector<QAction*> m_all;
};

} // namespace qb
