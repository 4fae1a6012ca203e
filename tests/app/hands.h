// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/calibrate_dialog.h"
#include "tests/app/window_driver.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QTimer>
#include <QToolButton>
#include <QWheelEvent>
#include <QtTest>

#include <algorithm>
#include <functional>

namespace qb::test {

/// A person at the window, who knows things by what is written on them. Mouse and keys go to the platform's windows and not to
/// widgets: what is covered, lies behind a tab, is disabled or blocked by a dialog gets nothing, as on a desk. A gesture that
/// can't be made says why and is false.
class Hands {
public:
    explicit Hands(WindowDriver& driver) : m_driver(driver), m_window(driver.window) {}

    /// Keys in portable text, as "Ctrl+R": to the open list or menu, else to the dialog, else to the window.
    void keys(const QString& sequence)
    {
        if (QWindow* to = receiver())
            QTest::keySequence(to, QKeySequence::fromString(sequence, QKeySequence::PortableText));
    }
    /// Plain text, letter by letter, where the keyboard is.
    void type(const QString& text)
    {
        for (const QChar letter : text)
            if (QWindow* to = receiver())
                QTest::keyClick(to, letter.toLatin1());
    }
    /// In the middle of a widget, or at `at` in it. What a scroll area hides is brought into view by its wheel.
    bool click(QWidget* target, QPoint at = {})
    {
        if (!target)
            return cannot("click: there is no such widget");
        if (!target->isEnabled() || !reach(*target, at))
            return cannot(QStringLiteral("click: out of reach: ") + nameOf(*target));
        return clickAt(*target, at);
    }
    /// The button of that text or name.
    bool press(const QWidget* in, const QString& name)
    {
        auto* found =
            find<QAbstractButton>(in, [&](const QAbstractButton& b) { return plain(b.text()) == name || isCalled(b, name); });
        return found ? click(found) : cannot(QStringLiteral("press: no button ") + name);
    }
    /// Another text in the field of that name; the keyboard stays there, and what is to come of it is up to Enter or Tab.
    bool fill(const QWidget* in, const QString& name, const QString& text)
    {
        auto* field = find<QWidget>(in, [&](const QWidget& w) {
            return isCalled(w, name) && (qobject_cast<const QLineEdit*>(&w) || qobject_cast<const QAbstractSpinBox*>(&w));
        });
        if (!field)
            return cannot(QStringLiteral("fill: no field ") + name);
        if (!click(field))
            return false;
        keys(QStringLiteral("Ctrl+A"));
        type(text);
        auto* line = qobject_cast<QLineEdit*>(field);
        line = line ? line : field->findChild<QLineEdit*>();
        return line->text() == text || cannot(QStringLiteral("fill: %1 holds %2").arg(name, line->text()));
    }
    /// Opens the list, walks to the entry that begins so, and takes it.
    bool choose(QComboBox* box, const QString& entry)
    {
        if (!click(box) || !QTest::qWaitFor([] { return QApplication::activePopupWidget() != nullptr; }))
            return cannot("choose: no list opened");
        const auto isThere = [&] { return box->view()->currentIndex().data().toString().startsWith(entry); };
        keys(QStringLiteral("Home"));
        for (int i = 0; i < box->count() && !isThere(); ++i)
            keys(QStringLiteral("Down"));
        const bool found = isThere();
        keys(found ? QStringLiteral("Return") : QStringLiteral("Esc"));
        const bool closed = QTest::qWaitFor([] { return QApplication::activePopupWidget() == nullptr; });
        return (found && closed) || cannot(QStringLiteral("choose: no entry ") + entry);
    }
    /// The box of that name.
    bool choose(const QWidget* in, const QString& name, const QString& entry)
    {
        auto* box = find<QComboBox>(in, [&](const QComboBox& b) { return isCalled(b, name); });
        return box ? choose(box, entry) : cannot(QStringLiteral("choose: no box ") + name);
    }
    /// Of the menu of the button of that name the entry that begins so.
    bool chooseOf(const QWidget* in, const QString& name, const QString& entry)
    {
        return takeEntry([&] { return press(in, name); }, entry);
    }
    /// Of a menu of the menu bar the entry that begins so.
    bool menu(const QString& title, const QString& entry)
    {
        QMenuBar* bar = m_window.menuBar();
        for (QAction* action : bar->actions())
            if (plain(action->text()) == title)
                return takeEntry([&] { return click(bar, bar->actionGeometry(action).center()); }, entry);
        return cannot(QStringLiteral("menu: there is no ") + title);
    }
    /// The tab of that title: the dock behind it comes to the front.
    bool bringUp(const QString& title)
    {
        for (auto* bar : m_window.findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly))
            for (int tab = 0; tab < bar->count(); ++tab)
                if (bar->isVisible() && bar->tabText(tab) == title)
                    return click(bar, bar->tabRect(tab).center());
        return cannot(QStringLiteral("bringUp: there is no tab ") + title);
    }
    /// A row of a list or table, brought into view by the wheel.
    bool clickRow(QAbstractItemView& view, int row)
    {
        QModelIndex cell;
        for (int c = 0; c < view.model()->columnCount() && view.visualRect(cell).isEmpty(); ++c)
            cell = view.model()->index(row, c);
        QWidget* port = view.viewport();
        const auto middle = [&] { return view.visualRect(cell).center(); };
        turnWheel(*port, [&] { return middle().y() < port->height() / 4 ? 1 : middle().y() > port->height() * 3 / 4 ? -1 : 0; });
        return cell.isValid() && click(port, {std::clamp(middle().x(), 1, port->width() - 1), middle().y()});
    }
    /// The first row in which a cell reads so.
    bool clickRow(QAbstractItemView& view, const QString& text)
    {
        for (int row = 0; row < view.model()->rowCount(); ++row)
            for (int c = 0; c < view.model()->columnCount(); ++c)
                if (view.model()->index(row, c).data().toString() == text)
                    return clickRow(view, row);
        return cannot(QStringLiteral("clickRow: there is no ") + text);
    }
    /// A link in a text, found as one finds it: where the mouse gets a hand.
    bool clickLink(QLabel* label, const QString& link)
    {
        QString under;
        const auto hover = QObject::connect(label, &QLabel::linkHovered, label, [&](const QString& l) { under = l; });
        constexpr int kStep = 6;
        bool clicked = false;
        for (int y = kStep; y < label->height() && !clicked; y += kStep)
            for (int x = kStep; x < label->width() && !clicked; x += kStep)
                if (QPoint at(x, y); reach(*label, at)) {
                    QTest::mouseMove(label->window()->windowHandle(), label->mapTo(label->window(), at));
                    clicked = under == link && clickAt(*label, at);
                }
        QObject::disconnect(hover);
        return clicked || cannot(QStringLiteral("clickLink: there is no ") + link);
    }
    /// Ctrl+O, and that file in the system's chooser.
    bool open(const QString& path)
    {
        m_driver.choose(path);
        keys(QStringLiteral("Ctrl+O"));
        return m_driver.settled() && m_driver.workbench.isOpen();
    }
    /// Ctrl+R, and the button of the dialog that Enter would press. Returns when it runs.
    bool calibrate()
    {
        keys(QStringLiteral("Ctrl+R"));
        auto* asked = dialog<CalibrateDialog>();
        return click(find<QPushButton>(asked, [](const QPushButton& b) { return b.isDefault(); })) && !dialog<QDialog>(0);
    }
    /// The dialog that is open; null where it is another one or none.
    template <typename Dialog>
    [[nodiscard]] Dialog* dialog(int milliseconds = 5000)
    {
        (void)QTest::qWaitFor([] { return qobject_cast<Dialog*>(QApplication::activeModalWidget()) != nullptr; }, milliseconds);
        return qobject_cast<Dialog*>(QApplication::activeModalWidget());
    }

private:
    static bool cannot(const QString& why)
    {
        qWarning("%s", qPrintable(why));
        return false;
    }
    static QString plain(QString text) { return text.remove(QLatin1Char('&')); }
    static QString nameOf(const QWidget& w)
    {
        return QLatin1String(w.metaObject()->className()) + QLatin1Char(' ') + w.accessibleName();
    }
    /// By its accessible name, or by the label beside it.
    static bool isCalled(const QWidget& w, const QString& name)
    {
        const QList<QLabel*> labels = w.window()->findChildren<QLabel*>();
        return w.accessibleName() == name || std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) {
                   return label->buddy() == &w && plain(label->text()) == name;
               });
    }
    template <typename Widget>
    static Widget* find(const QWidget* in, const std::function<bool(const Widget&)>& fits)
    {
        for (auto* candidate : in ? in->findChildren<Widget*>() : QList<Widget*>())
            if (candidate->isVisible() && fits(*candidate))
                return candidate;
        return nullptr;
    }
    /// Active again, as window managers make what is left when a dialog goes.
    QWindow* receiver()
    {
        if (const QWidget* popup = QApplication::activePopupWidget())
            return popup->window()->windowHandle();
        QWidget* modal = QApplication::activeModalWidget();
        QWidget* front = modal ? modal : &m_window;
        front->activateWindow();
        if (!QTest::qWaitForWindowActive(front) || !QTest::qWaitFor([&] { return QApplication::activeWindow() == front; }))
            cannot(QStringLiteral("keys: no window is active"));
        return front->windowHandle();
    }
    /// One notch up (1) or down (-1) as often as `where` asks for it.
    static void turnWheel(QWidget& over, const std::function<int()>& where)
    {
        constexpr int kMost = 2000;
        const QPoint at = over.rect().center();
        for (int i = 0; i < kMost; ++i) {
            const int direction = where();
            if (direction == 0)
                return;
            auto* area = qobject_cast<QAbstractScrollArea*>(over.parentWidget());
            const int before = area->verticalScrollBar()->value();
            QWheelEvent event(at, over.mapToGlobal(at), {}, {0, direction * 120}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
            QApplication::sendEvent(&over, &event);
            if (area->verticalScrollBar()->value() == before)
                return;
        }
    }
    /// Whether a click there would meet the widget or a part of it; the point defaults to its middle.
    bool reach(QWidget& target, QPoint& at)
    {
        if (at.isNull())
            at = target.rect().center();
        for (QWidget* w = &target; w; w = w->parentWidget())
            if (auto* area = qobject_cast<QScrollArea*>(w->parentWidget()); area && w == area->viewport())
                turnWheel(*w, [&] {
                    const int y = target.mapTo(w, at).y();
                    return y < 0 ? 1 : y >= w->height() ? -1 : 0;
                });
        QWidget* window = target.window();
        const QWidget* modal = QApplication::activeModalWidget();
        const auto met = [&] {
            const QWidget* there = window->childAt(target.mapTo(window, at));
            return target.isVisible() && there && (there == &target || target.isAncestorOf(there));
        };
        return (!modal || modal == window) && QTest::qWaitFor(met, 2000);
    }
    static bool clickAt(QWidget& target, QPoint at)
    {
        QTest::mouseClick(target.window()->windowHandle(), Qt::LeftButton, {}, target.mapTo(target.window(), at));
        return true;
    }
    /// `open` may stay in a loop of its own until the menu is gone.
    bool takeEntry(const std::function<bool()>& open, const QString& entry)
    {
        bool found = false;
        QTimer walk;
        QObject::connect(&walk, &QTimer::timeout, [&] {
            const auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
            if (!menu)
                return;
            walk.stop();
            for (qsizetype i = 0; i < menu->actions().size() && !found; ++i) {
                keys(QStringLiteral("Down"));
                found = menu->activeAction() && plain(menu->activeAction()->text()).startsWith(entry);
            }
            keys(found ? QStringLiteral("Return") : QStringLiteral("Esc"));
        });
        walk.start(0);
        const bool opened = open() && QTest::qWaitFor([&] { return !walk.isActive(); });
        return (opened && found) || cannot(QStringLiteral("menu: no entry ") + entry);
    }

    WindowDriver& m_driver;
    MainWindow& m_window;
};

} // namespace qb::test
