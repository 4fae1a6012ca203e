// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <utility>

#ifdef __SANITIZE_THREAD__
#include <sanitizer/tsan_interface.h>
#endif

namespace qb {

/// A function that another thread calls, for QThreadPool::start and QMetaObject::invokeMethod. It is the function itself: only
/// the thread sanitizer, which can't look into Qt's own locks, is told that what it holds was handed over. What the other
/// thread then does wrong it still sees.
template <typename F>
class HandedOver {
public:
    explicit HandedOver(F function) : m_function(std::move(function)) { release(); }
    HandedOver(const HandedOver& other) : m_function(other.m_function) { release(); }
    HandedOver(HandedOver&& other) noexcept : m_function(std::move(other.m_function)) { release(); }
    HandedOver& operator=(const HandedOver&) = delete;
    HandedOver& operator=(HandedOver&&) = delete;
    ~HandedOver() { acquire(); }

    void operator()()
    {
        acquire();
        m_function();
    }

private:
#ifdef __SANITIZE_THREAD__
    void release() { __tsan_release(this); }
    void acquire() { __tsan_acquire(this); }
#else
    void release() {}
    void acquire() {}
#endif

    F m_function;
};

} // namespace qb
