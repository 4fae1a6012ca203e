// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/layout_worker.h"

#include "engine/base/error.h"
#include "widgets/common/worded.h"

namespace qb {

LayoutWorker::LayoutWorker(QObject* parent) : QObject(parent)
{
    connect(this, &LayoutWorker::arrived, this, &LayoutWorker::deliver, Qt::QueuedConnection);
    m_thread = std::jthread([this](const std::stop_token& quit) { work(quit); });
}

LayoutWorker::~LayoutWorker()
{
    stop();
    m_thread.request_stop();
    m_thread.join();
}

void LayoutWorker::start(Request request)
{
    {
        const std::lock_guard lock(m_mutex);
        m_running.request_stop();
        m_running = std::stop_source();
        m_next = std::move(request);
        ++m_number;
    }
    m_busy = true;
    m_wake.notify_one();
}

void LayoutWorker::stop()
{
    const std::lock_guard lock(m_mutex);
    m_running.request_stop();
    m_next.reset();
    ++m_number;
    m_busy = false;
}

void LayoutWorker::work(const std::stop_token& quit)
{
    while (!quit.stop_requested()) {
        std::unique_lock lock(m_mutex);
        if (!m_wake.wait(lock, quit, [this] { return m_next.has_value(); }))
            return;
        Request request = std::move(*m_next);
        m_next.reset();
        const quint64 number = m_number;
        JobContext job;
        job.stop = m_running.get_token();
        lock.unlock();
        std::shared_ptr<const GraphScene> scene;
        QString message;
        try {
            if (!request.tree) {
                request.tree = std::make_shared<GroupTree>(*request.model);
                request.state = firstView(*request.tree);
            }
            if (request.reveal != UnitId::None)
                reveal(*request.tree, request.reveal, request.state);
            scene = makeScene(request.model, request.tree, request.state, request.options, job);
        } catch (const Error& e) {
            if (e.code() == ErrorCode::Interrupted)
                continue;
            message = worded(e);
        } catch (const std::exception& e) {
            message = worded(e);
        }
        emit arrived(number, scene, message); // to the owner's thread
    }
}

void LayoutWorker::deliver(quint64 number, const std::shared_ptr<const GraphScene>& scene, const QString& message)
{
    {
        const std::lock_guard lock(m_mutex);
        if (number != m_number)
            return;
    }
    m_busy = false;
    if (scene)
        emit ready(scene);
    else
        emit failed(message);
}

} // namespace qb
