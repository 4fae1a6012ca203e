// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"

#include <QAbstractListModel>

namespace qb {

/// The ordered rules of the bench, with what each comes to. It changes nothing: ticks and drops become signals.
class RulesModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        SaysRole = Qt::UserRole + 1, ///< its configuration in a line
        DecidesRole,                 ///< points; -1 where it is switched off, invalid until the rules are resolved
        ReasonRole,                  ///< why it has no effect; empty where it has
    };

    explicit RulesModel(Bench& bench, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData* mimeData(const QModelIndexList& indexes) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column, const QModelIndex& parent) override;
    void retranslate();

signals:
    void enabledAsked(int rule, bool enabled);
    void moveAsked(int from, int to); ///< to its index after the move

private:
    [[nodiscard]] const Rule& rule(int row) const { return m_rules.rules[static_cast<std::size_t>(row)]; }
    [[nodiscard]] bool isResolved() const; ///< what the rules come to is known
    [[nodiscard]] QString reason(int row) const;
    [[nodiscard]] QString tip(int row) const;

    Bench& m_bench;
    RuleSet m_rules;
};

/// What a rule says, in a line: "int16, weight int8".
[[nodiscard]] QString ruleSays(const Rule& rule);

/// Units of which a rule decided something about a point.
[[nodiscard]] std::vector<UnitId> unitsDecidedBy(const Model& model, const Effective& effective, int rule);

} // namespace qb
