// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"
#include "widgets/common/provenance.h"
#include "widgets/models/table_words.h"

#include <QCoreApplication>

namespace qb {

/// "Float", "Simulated", "Exported".
struct FormWords {
    Q_DECLARE_TR_FUNCTIONS(qb::FormWords)

public:
    [[nodiscard]] static QString title(ProfiledForm form);
    [[nodiscard]] static QString role(TensorRole role);
};

/// Statistics of every tensor of one form of the network, with those of another beside them.
class ProfileModel : public TableModel {
    Q_OBJECT
public:
    enum Column {
        IndexColumn,
        UnitColumn,
        TypeColumn,
        RoleColumn,
        DTypeColumn,
        ScaleColumn,
        MinColumn, // each with that of the other form beside it
        OtherMinColumn,
        MaxColumn,
        OtherMaxColumn,
        MeanColumn,
        OtherMeanColumn,
        VarianceColumn,
        OtherVarianceColumn,
        ShapeColumn,
        NanColumn,
        InfColumn,
        CountColumn,
        TensorColumn,
        ColumnCount
    };
    using TableModel::TableModel;

    struct Content {
        std::shared_ptr<const Model> model;
        std::shared_ptr<const ProfileResult> profile;
        std::shared_ptr<const ProfileResult> beside; ///< may be null
        Provenance from = {};                        ///< of its numbers, without their formula
        Provenance fromBeside = {};
    };
    void set(Content content);
    [[nodiscard]] const ProfiledTensor* row(int index) const; ///< null where there is none
    /// The point of an output or a weight, None of others.
    [[nodiscard]] PointId pointOf(int row) const;
    [[nodiscard]] QVariant raw(int row, int column) const override;
    [[nodiscard]] std::vector<TableColumn> words() const;

protected:
    [[nodiscard]] int rows() const override
    {
        return m_content.profile ? static_cast<int>(m_content.profile->profile.rows.size()) : 0;
    }
    [[nodiscard]] int columns() const override { return ColumnCount; }

private:
    [[nodiscard]] QString scaleText(int row) const;
    [[nodiscard]] QString roleText(int row) const;
    [[nodiscard]] TableColumn numberColumn(const char* key, int priority, Column column, const char* title) const;

    Content m_content;
    std::vector<const ProfiledTensor*> m_beside; ///< by row; null where the other has none
};

} // namespace qb
