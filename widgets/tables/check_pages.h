// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"
#include "widgets/common/selection.h"

#include <QObject>

namespace qb {

class RowsPage;

/// The tables of a structure check as pages: dtypes of inputs and outputs of each unit, weights, what is used more than once
/// or never. Their widgets belong to who adds them to a layout.
class CheckPages : public QObject {
    Q_OBJECT
public:
    CheckPages(Selection& selection, QObject* parent);

    [[nodiscard]] RowsPage* types() const { return m_types; }
    [[nodiscard]] RowsPage* weights() const { return m_weights; }
    [[nodiscard]] RowsPage* calls() const { return m_calls; }

    void show(const Model& model, const CheckTables& tables);
    void clear();
    void retranslate();

signals:
    void csvRequested(const QString& csv);

private:
    RowsPage* m_types;
    RowsPage* m_weights;
    RowsPage* m_calls;
};

} // namespace qb
