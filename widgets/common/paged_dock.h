// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPointer>
#include <QWidget>

class QAction;
class QStackedLayout;

namespace qb {

class EmptyPage;
struct Model;

/// What all docks share: an empty page that says what will be here, with a button that gets there, or the content; and the
/// moments at which words and colours are to be set anew. Shows the empty page at first.
class PagedDock : public QWidget {
    Q_OBJECT
public:
    explicit PagedDock(QWidget* parent = nullptr);

    /// What leads to what will be here, the nearest first: the button of the empty page is the first that is enabled. Not owned.
    void setEmptyActions(const QList<QAction*>& actions);
    [[nodiscard]] bool isEmptyShown() const;
    [[nodiscard]] QString emptyText() const { return m_text; }

protected:
    /// Once, from the constructor of the subclass.
    void setContent(QWidget* content);
    enum class EmptyButton { Hidden, Shown };
    void showEmpty(const QString& text, EmptyButton button = EmptyButton::Shown);
    void showContent();
    /// One more page, in the place of the content while it is shown.
    void addPage(QWidget* page);
    void showPage(QWidget* page);
    /// Sets all words; the subclass calls it once from its constructor.
    virtual void retranslate() = 0;
    virtual void restyle() {} ///< after a change of palette
    void changeEvent(QEvent* event) override;

private:
    void setPage();

    QStackedLayout* m_stack;
    EmptyPage* m_page;
    QList<QPointer<QAction>> m_actions;
    QString m_text;
    EmptyButton m_button = EmptyButton::Shown;
};

/// For an empty page: nothing of this model can be measured, and why.
[[nodiscard]] QString notRunnable(const Model& model);

/// A widget that has no text of its own, or needs more than that: for screen readers and as a tooltip.
void nameWidget(QWidget* widget, const QString& name, const QString& tip);

} // namespace qb
