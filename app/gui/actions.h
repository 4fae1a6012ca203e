// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QObject>

#include <map>
#include <vector>

namespace qb {

/// Every command of the window, by id: one table gives text, help, icon and keys. The menus show
/// them, the tests walk them.
class Actions : public QObject {
    Q_OBJECT
public:
    explicit Actions(QWidget* window);

    /// Aborts for an id that the table lacks: a mistake of ours.
    [[nodiscard]] QAction* at(const char* id) const;
    [[nodiscard]] const std::vector<QAction*>& all() const { return m_all; }
    void retranslate();

private:
    std::map<QByteArray, QAction*> m_byId;
    std::vector<QAction*> m_all;
};

} // namespace qb
