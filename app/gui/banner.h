// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <functional>

class QLabel;
class QToolButton;

namespace qb {

/// A line over the work that says what has changed and offers what to do about it; goes when it was answered.
class Banner : public QFrame {
    Q_OBJECT
public:
    explicit Banner(QWidget* parent = nullptr);

    void tell(const QString& text, const QString& button, std::function<void()> answer);

private:
    QLabel* m_text;
    QToolButton* m_button;
    std::function<void()> m_answer;
};

} // namespace qb
