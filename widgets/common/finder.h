// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QIcon>
#include <QPointer>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

class QLabel;
class QLineEdit;
class QListView;

namespace qb {

/// One thing that can be jumped to or done.
struct FinderItem {
    QString title;
    QString detail; ///< quieter, behind the title; searched too
    QString keys;   ///< at the right
    QIcon icon;
    int id = 0;
    bool enabled = true;
    std::vector<int> about = {}; ///< of an answer: ids of items that it takes together, which are listed below it
};

/// How well a text answers what was typed: the typed letters must occur in order; whole words, beginnings of words and runs
/// count more, long texts less. Below 0: not at all. Case does not matter.
[[nodiscard]] int matchScore(const QString& typed, const QString& text);

/// A field and the best answers below it, over the window: the command palette and the locator. Enter or a click chooses, arrows
/// walk, Esc leaves.
class Finder : public QFrame {
    Q_OBJECT
public:
    explicit Finder(QWidget* window);

    /// `first` (may be empty) may answer what is typed with an item of its own, before all others.
    using Answer = std::function<std::optional<FinderItem>(const QString& typed)>;
    void open(const QString& placeholder, std::vector<FinderItem> items, Answer first = {});
    [[nodiscard]] QLineEdit* field() const { return m_field; }
    [[nodiscard]] std::vector<int> shownIds() const; ///< best first

signals:
    void chosen(int id);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    class Model;
    void accept(const QModelIndex& index);
    void filter();

    QLineEdit* m_field;
    QListView* m_list;
    QLabel* m_nothing; ///< where no item answers
    Model* m_model;
    QPointer<QWidget> m_before; ///< had the keyboard
};

} // namespace qb
