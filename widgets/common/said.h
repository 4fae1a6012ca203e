// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/text.h"
#include "widgets/common/worded.h"

#include <QString>

#include <concepts>
#include <functional>
#include <utility>

namespace qb {

/// What is said to people and stays on the screen: put into words each time it is shown, in the language of then. A cheap
/// value; the default says nothing.
class Said {
public:
    Said() = default;
    /// `say` gives the words: [name] { return tr("Open %1").arg(name); }. It is asked long after, so it holds what it needs.
    template <std::invocable F>
    Said(F say) : m_say(std::move(say))
    {
    }
    Said(const Text& text)
    {
        if (!text.empty())
            m_say = [text] { return worded(text); };
    }
    /// The same in every language: a name, what the system says.
    [[nodiscard]] static Said verbatim(const QString& words)
    {
        return words.isEmpty() ? Said() : Said([words] { return words; });
    }

    [[nodiscard]] bool isEmpty() const { return !m_say; }
    [[nodiscard]] QString operator()() const { return m_say ? m_say() : QString(); }
    operator QString() const { return (*this)(); }

private:
    std::function<QString()> m_say;
};

} // namespace qb
