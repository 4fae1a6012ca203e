// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QElapsedTimer>

#include <utility>

namespace qb::test {

/// Knows which event took longest: it is what the user felt.
class TimedApplication : public QApplication {
public:
    struct Longest {
        double milliseconds = 0;
        int type = 0;        ///< QEvent::Type
        QByteArray receiver; ///< its class
    };
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override
    {
        const int type = event->type();
        const QByteArray name = receiver->metaObject()->className(); // it may be gone afterwards
        const bool outer = m_depth++ == 0;
        QElapsedTimer timer;
        timer.start();
        const bool result = QApplication::notify(receiver, event);
        --m_depth;
        if (const double took = static_cast<double>(timer.nsecsElapsed()) / 1e6; outer && took > m_longest.milliseconds)
            m_longest = {took, type, name};
        return result;
    }

    /// Since the last call.
    Longest takeLongest() { return std::exchange(m_longest, {}); }

private:
    int m_depth = 0;
    Longest m_longest;
};

} // namespace qb::test
