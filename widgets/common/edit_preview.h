// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/qconfig/preview.h"
#include "widgets/common/bench.h"

#include <QObject>
#include <QThreadPool>

#include <memory>
#include <optional>

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
    explicit EditPreview(QObject* parent = nullptr);
    ~EditPreview() override; ///< waits for the question under work (some 10 ms)

    void ask(std::shared_ptr<const Model> model, std::shared_ptr<const Configuration> now, RuleSet after);
    void cancel(); ///< no answer any more
    [[nodiscard]] bool busy() const { return m_running; }

signals:
    void answered(const std::shared_ptr<const qb::Preview>& preview);

private:
    struct Question {
        std::shared_ptr<const Model> model;
        std::shared_ptr<const Configuration> now;
        RuleSet after;
        quint64 number = 0;
    };
    void start();

    QThreadPool m_pool;
    std::optional<Question> m_waiting;
    quint64 m_latest = 0;
    bool m_running = false;
};

} // namespace qb
