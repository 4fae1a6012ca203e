// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/methods_model.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace qb {

class TableView;
class TableWords;

/// All methods side by side, and the button that takes one.
class MethodsPanel : public QWidget {
    Q_OBJECT
public:
    explicit MethodsPanel(QWidget* parent = nullptr);

    /// The one in use becomes current; `profile`: the name of the target.
    void setRows(std::vector<MethodRow> rows, const QString& profile);
    [[nodiscard]] QString noteText() const;
    void setTakable(bool takable); ///< whether the point is quantized at all
    /// Columns that one range for the whole tensor has; `low`: it does not follow from the threshold.
    void setRangeColumns(bool threshold, bool low);
    [[nodiscard]] int widthFor(int most) const; ///< that its columns need

    [[nodiscard]] TableView* table() const { return m_table; }
    [[nodiscard]] MethodsModel* model() const { return m_model; }
    void retranslate();

signals:
    void taken(const qb::Observer& observer); ///< not the one that is in use

private:
    void take(int row);
    void showButton();
    [[nodiscard]] int current() const; ///< row of the model; -1: none

    MethodsModel* m_model;
    TableWords* m_words;
    TableView* m_table;
    QLabel* m_note; ///< what the numbers alone don't say
    QPushButton* m_take;
    bool m_takable = false;
};

} // namespace qb
