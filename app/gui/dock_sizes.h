// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QVariantMap>

#include <map>

class QDockWidget;
class QMainWindow;
class QTimer;

namespace qb {

/// Gives docks back the room that a small window took from them: Qt leaves them as narrow as they once had to be. What counts
/// is what they had when they were arranged, or when somebody last moved a border between them.
class DockSizes final : public QObject {
    Q_OBJECT
public:
    explicit DockSizes(QMainWindow& window);

    void noteSoon(); ///< what they have then is what is wanted
    /// By the docks' names, for the settings.
    [[nodiscard]] QVariantMap wanted() const;
    void want(const QVariantMap& extents); ///< as wanted() gave them; at once, as far as there is room

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void note();
    void takeIn(QDockWidget& dock); ///< one that is shown or raised: the room is that of its tabs
    /// What a window's size presses on: a dock's width at the sides, else its height, with the tabs that stand over it.
    [[nodiscard]] int extentOf(QDockWidget& dock) const;
    void restore();

    QMainWindow& m_window;
    QTimer* m_settle; ///< until the window has put its docks where they belong
    std::map<QDockWidget*, int> m_wanted;
};

} // namespace qb
