// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/dock_focus.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QDockWidget>
#include <QEvent>
#include <QLineEdit>
#include <QPainter>

#include <algorithm>

namespace qb {

namespace {

/// Over the whole view, so that rows and headers don't paint over it.
class FocusFrame : public QWidget {
public:
    explicit FocusFrame(QAbstractItemView& view) : QWidget(&view)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setFocusPolicy(Qt::NoFocus);
        view.installEventFilter(this);
        hide();
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        auto* view = static_cast<QWidget*>(watched);
        if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut || event->type() == QEvent::Resize) {
            setGeometry(view->rect());
            setVisible(event->type() == QEvent::FocusIn || (event->type() == QEvent::Resize && view->hasFocus()));
            raise();
        }
        return false;
    }

    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
};

} // namespace

void frameWhileFocused(QAbstractItemView& view) { new FocusFrame(view); }

// A dock behind a tab is visible to Qt, but lies outside of its window.
bool isInView(const QWidget* widget)
{
    const QWidget* window = widget->window();
    return widget->isVisible() && window->rect().intersects(QRect(widget->mapTo(window, QPoint()), widget->size()));
}

bool focusInto(QWidget* part)
{
    const auto takes = [](const QWidget* w) { return isInView(w) && w->isEnabled() && (w->focusPolicy() & Qt::TabFocus) != 0; };
    const auto all = part->findChildren<QWidget*>();
    auto found = std::find_if(all.begin(), all.end(),
                              [&](QWidget* w) { return takes(w) && qobject_cast<QAbstractItemView*>(w) != nullptr; });
    if (found == all.end())
        found = std::find_if(all.begin(), all.end(), takes);
    QWidget* target = found != all.end() ? *found : takes(part) ? part : nullptr;
    if (target)
        target->setFocus(Qt::ShortcutFocusReason);
    return target != nullptr;
}

QLineEdit* lineOf(QObject* widget)
{
    if (auto* spin = qobject_cast<QAbstractSpinBox*>(widget))
        return spin->findChild<QLineEdit*>();
    return qobject_cast<QLineEdit*>(widget);
}

void goTo(QDockWidget& dock)
{
    dock.show();
    dock.raise();
    dock.activateWindow(); // where it floats
    focusInto(dock.widget());
}

QWidget* neighbourPart(const QList<QWidget*>& parts, const QWidget* focus, int step)
{
    QList<QWidget*> seen;
    std::copy_if(parts.begin(), parts.end(), std::back_inserter(seen), isInView);
    const auto at = [](const QWidget* w) {
        const QPoint corner = w->mapToGlobal(QPoint());
        return std::pair(corner.y() / 40, corner.x()); // titles and tabs are of different heights
    };
    std::sort(seen.begin(), seen.end(), [&](const QWidget* a, const QWidget* b) { return at(a) < at(b); });
    if (seen.isEmpty())
        return nullptr;
    const auto now = std::find_if(seen.begin(), seen.end(),
                                  [focus](const QWidget* part) { return part == focus || (focus && part->isAncestorOf(focus)); });
    const auto count = static_cast<int>(seen.size());
    if (now == seen.end())
        return step > 0 ? seen.front() : seen.back();
    return seen[((static_cast<int>(now - seen.begin()) + step) % count + count) % count];
}

} // namespace qb
