// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/graph/graph_scene.h"

#include <QObject>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace qb {

/// Lays out on a thread of its own. The latest request wins: it stops the one before, whose result never arrives. Signals
/// arrive on the thread that owns the worker. Destroying it stops and joins within the layout's time to stop.
class LayoutWorker : public QObject {
    Q_OBJECT
public:
    struct Request {
        std::shared_ptr<const Model> model;
        std::shared_ptr<const GroupTree> tree; ///< null: made from the model, opened as first seen
        CollapseState state;
        UnitId reveal = UnitId::None; ///< opened so that it has its own card
        SceneOptions options;
    };

    explicit LayoutWorker(QObject* parent = nullptr);
    ~LayoutWorker() override;

    void start(Request request);
    void stop(); ///< forgets what runs; nothing arrives
    [[nodiscard]] bool busy() const { return m_busy; }

signals:
    void ready(std::shared_ptr<const qb::GraphScene> scene);
    void failed(const QString& message);
    void arrived(quint64 number, std::shared_ptr<const qb::GraphScene> scene, const QString& message); ///< internal

private:
    void work(const std::stop_token& quit);
    void deliver(quint64 number, const std::shared_ptr<const GraphScene>& scene, const QString& message);

    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::optional<Request> m_next; // guarded
    std::stop_source m_running;    // guarded; of the newest request
    quint64 m_number = 0;          // guarded; of the newest request
    bool m_busy = false;           // owner's thread
    std::jthread m_thread;
};

} // namespace qb
