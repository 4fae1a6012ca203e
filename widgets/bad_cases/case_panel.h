// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QWidget>

class QLabel;
class QToolButton;

namespace qb {

/// One sample: its picture, how bad it is, where it goes wrong, and what can be done with it.
class CasePanel : public QWidget {
    Q_OBJECT
public:
    struct Content {
        QImage picture;
        QString headline;
        QString text;     ///< HTML; a link names a unit
        QString tip;      ///< of the text: the numbers in full
        QString warning;  ///< empty where there is none
        QString whyNoPin; ///< empty: it can be pinned; so for the others
        QString whyNoCase;
        QString whyNoAdd;
        bool isBadCase = false;
    };

    explicit CasePanel(QWidget* parent = nullptr);
    void setContent(const Content& content);
    [[nodiscard]] QString text() const; ///< all words of it, plain

signals:
    void pinRequested();
    void badCaseToggled(bool on);
    void addRequested();
    void linkActivated(const QString& link);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showPicture();

    Content m_content;
    QLabel* m_picture;
    QLabel* m_headline;
    QLabel* m_text;
    QLabel* m_warning;
    QToolButton* m_pin;
    QToolButton* m_badCase;
    QToolButton* m_add;
};

} // namespace qb
