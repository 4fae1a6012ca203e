// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QToolButton;

namespace qb {

/// What a dock shows while it has nothing: a sentence that says what will be here, and the button that gets there.
class EmptyPage : public QWidget {
    Q_OBJECT
public:
    explicit EmptyPage(QWidget* parent = nullptr);

    /// `action` may be null: then no button.
    void setContent(const QString& text, QAction* action = nullptr);

private:
    QLabel* m_text;
    QToolButton* m_button;
};

} // namespace qb
