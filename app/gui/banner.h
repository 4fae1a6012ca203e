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

    using Words = std::function<QString()>;
    /// The words are asked for again when the language changes; without words for it there is no button. Takes the place of
    /// what was told before. Returns which telling this is, for retract().
    int tell(Words text, Words button, std::function<void()> answer);
    /// It is not so any more. What was told since then stays.
    void retract(int telling);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showWords();

    Words m_words;
    Words m_buttonWords;
    QLabel* m_icon;
    QLabel* m_text;
    QToolButton* m_button;
    QToolButton* m_dismiss;
    std::function<void()> m_answer;
    int m_telling = 0;
};

} // namespace qb
