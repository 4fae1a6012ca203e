// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeyEvent>
#include <QLineEdit>

namespace qb {

/// A line that filters what is below it: Esc empties it first, and only then means what it means in the window.
class SearchLine : public QLineEdit {
public:
    explicit SearchLine(QWidget* parent = nullptr) : QLineEdit(parent) { setClearButtonEnabled(true); }

protected:
    bool event(QEvent* event) override
    {
        const bool keyed = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
        if (!keyed || static_cast<QKeyEvent*>(event)->key() != Qt::Key_Escape || text().isEmpty())
            return QLineEdit::event(event);
        if (event->type() == QEvent::KeyPress)
            clear();
        event->accept();
        return true;
    }
};

} // namespace qb
