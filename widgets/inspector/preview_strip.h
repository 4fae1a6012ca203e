// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/edit_preview.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace qb {

/// What an edit would change and cost, before it is applied.
class PreviewStrip : public QWidget {
    Q_OBJECT
public:
    explicit PreviewStrip(QWidget* parent = nullptr);

    enum class Buttons { Hidden, Shown };
    void show(const Model& model, const Preview& preview, Buttons buttons);
    void clear();
    [[nodiscard]] QString text() const;
    [[nodiscard]] QPushButton* applyButton() const { return m_apply; }
    [[nodiscard]] QPushButton* discardButton() const { return m_discard; }

signals:
    void applied();
    void discarded();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QLabel* m_title;
    QLabel* m_cost;
    QLabel* m_changes;
    QPushButton* m_apply;
    QPushButton* m_discard;
};

} // namespace qb
