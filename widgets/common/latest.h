// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/handed_over.h"

#include <QMetaObject>
#include <QObject>
#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>

namespace qb {

/// Computes for a widget off the GUI thread, one request after the other: the newest wins, what it overtook is dropped
/// (unasked, or when it is done). Results arrive on the owner's thread. Make it a member of its owner: it waits for the
/// request under work when it goes, so requests should take tens of milliseconds.
class Latest {
public:
    explicit Latest(QObject* owner) : m_owner(owner) { m_pool.setMaxThreadCount(1); }
    ~Latest()
    {
        drop();
        m_pool.waitForDone();
    }
    Latest(const Latest&) = delete;
    Latest& operator=(const Latest&) = delete;

    [[nodiscard]] bool busy() const { return m_busy; }

    /// Late results of earlier requests are not wanted any more.
    void drop()
    {
        ++*m_newest;
        m_pool.clear();
        m_busy = false;
    }

    /// `work` runs elsewhere and throws nothing; `deliver` here, with what it returned.
    template <typename Work, typename Deliver>
    void run(Work work, Deliver deliver)
    {
        drop();
        m_busy = true;
        m_pool.start(
            HandedOver([this, work = std::move(work), deliver = std::move(deliver), newest = m_newest, mine = m_newest->load()] {
                if (newest->load() != mine)
                    return;
                auto result = std::make_shared<decltype(work())>(work());
                QMetaObject::invokeMethod(m_owner, HandedOver([this, result, deliver, newest, mine] {
                                              if (newest->load() != mine)
                                                  return;
                                              m_busy = false;
                                              deliver(std::move(*result));
                                          }),
                                          Qt::QueuedConnection);
            }));
    }

private:
    QObject* m_owner;
    QThreadPool m_pool;
    std::shared_ptr<std::atomic<int>> m_newest = std::make_shared<std::atomic<int>>(0);
    bool m_busy = false;
};

} // namespace qb
