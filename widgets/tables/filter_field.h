// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/qconfig/selector.h"

#include <QWidget>

#include <optional>

class QCompleter;
class QLabel;
class QLineEdit;
class QStringListModel;
class QTimer;
class QToolButton;

namespace qb {

/// Where selectors are typed: field, regex switch, how many hits; what is wrong stands below, with its position. Waits 150 ms
/// after the last key.
class FilterField : public QWidget {
    Q_OBJECT
public:
    static constexpr int kDelay = 150; ///< ms

    explicit FilterField(QWidget* parent = nullptr);

    [[nodiscard]] QLineEdit* edit() const { return m_edit; }
    [[nodiscard]] QToolButton* regexButton() const { return m_regex; }
    [[nodiscard]] QToolButton* selectAllButton() const { return m_selectAll; }
    /// The last text that could be read; nothing where the field is empty.
    [[nodiscard]] const std::optional<Selector>& selector() const { return m_selector; }
    /// As a selector, whatever the regex switch says.
    [[nodiscard]] QString selectorText() const;
    [[nodiscard]] QString problem() const; ///< empty where the text can be read

    void setText(const QString& text); ///< at once
    void setHits(int hits, int of);
    void setWords(const QStringList& words); ///< that are offered while typing

signals:
    void changed();        ///< another selector
    void selectAllAsked(); ///< all hits
    void downPressed();    ///< the user wants into the table

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void read();
    void offer();
    void retranslate();

    QLineEdit* m_edit;
    QToolButton* m_regex;
    QToolButton* m_selectAll;
    QLabel* m_hits;
    QLabel* m_problem;
    QTimer* m_timer;
    QStringListModel* m_words;
    QCompleter* m_completer;
    std::optional<Selector> m_selector;
    int m_hitCount = 0;
    int m_of = 0;
};

} // namespace qb
