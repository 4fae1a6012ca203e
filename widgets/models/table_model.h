// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

namespace qb {

/// Roles that tables add to Qt's.
enum TableRole {
    RawRole = Qt::UserRole + 1, ///< the value itself: what is sorted and copied
    BarRole,                    ///< 0..1, length of the bar in the cell; invalid: none
    BadnessRole,                ///< 0..1, colour of the bar by the map of metrics; invalid: the colour of quantities
    ToneRole,                   ///< a Tone
    KindRole,                   ///< a CellKind
};

enum class Tone {
    Plain,
    Quiet,
    Better,
    Worse,
    Warning,
    Error,
    Raised ///< to int16
};
enum class CellKind { Text, Number, Badge };

/// Rows of raw values under columns that are an enum of the subclass. Knows no words, units or colours: TableWords adds
/// them. Sealed: a subclass says how many there are and what a cell holds.
class TableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const final { return parent.isValid() ? 0 : rows(); }
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const final { return parent.isValid() ? 0 : columns(); }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const final;
    /// QString, double (NaN: not known), qulonglong, or invalid. `row` and `column` are in range.
    [[nodiscard]] virtual QVariant raw(int row, int column) const = 0;

signals:
    /// The rows are the same ones, all their values may be others.
    void valuesChanged();

protected:
    [[nodiscard]] virtual int rows() const = 0;
    [[nodiscard]] virtual int columns() const = 0;
    void announceValues();
};

} // namespace qb
