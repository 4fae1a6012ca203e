// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/qconfig/preview.h"
#include "widgets/common/bench.h"
#include "widgets/common/latest.h"

#include <QObject>

#include <memory>

namespace qb {

/// What an edit would do.
struct Preview {
    RuleSet rules;
    std::shared_ptr<const Effective> effective;
    std::vector<PointChange> changes;
    Price before;
    Price after;
};

/// Resolves rules that are not applied yet, on a worker: the latest question counts, answers to older ones are dropped. GUI
/// thread only.
class EditPreview : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    void ask(std::shared_ptr<const Model> model, std::shared_ptr<const Configuration> now, RuleSet after);
    void cancel() { m_latest.drop(); } ///< no answer any more
    [[nodiscard]] bool busy() const { return m_latest.busy(); }

signals:
    void answered(const std::shared_ptr<const qb::Preview>& preview);

private:
    Latest m_latest{this};
};

} // namespace qb
