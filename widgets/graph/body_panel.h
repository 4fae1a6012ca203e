// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/inner_bodies.h"
#include "widgets/common/latest.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QLabel;
class QToolButton;

namespace qb {

class GraphView;

/// What a Loop or Scan runs inside, to be looked at: its body as a graph of its own, bodies within entered and left again.
/// Nothing in it can be configured, as all of it is one unit; so it selects nothing outside of itself.
class BodyPanel final : public QWidget {
    Q_OBJECT
public:
    explicit BodyPanel(QWidget* parent = nullptr);

    /// Reads the bodies of the unit on another thread and shows the first one.
    void open(std::shared_ptr<const Model> model, UnitId unit);
    void clear();
    [[nodiscard]] bool isOpen() const { return !m_levels.empty(); }
    /// One level up; from the outermost one emits left().
    void leave();
    [[nodiscard]] GraphView& view() { return *m_view; }
    [[nodiscard]] QString path() const; ///< "loop › body › within › body"

signals:
    void left();

protected:
    void changeEvent(QEvent* event) override;

private:
    /// Where one is: a unit, its bodies, and which of them is shown.
    struct Level {
        QString unit;
        std::vector<InnerBody> bodies;
        std::size_t shown = 0;
    };
    struct Opened {
        Level level;
        QString problem;
    };

    void retranslate();
    void take(Opened opened);
    void show();

    GraphView* m_view;
    QToolButton* m_back;
    QLabel* m_path;
    QLabel* m_state; ///< what it is, or why it can't be shown
    QComboBox* m_bodies;
    QToolButton* m_fit;
    Latest m_opening{this};
    std::vector<Level> m_levels; ///< the innermost last
    QString m_problem;
};

} // namespace qb
