// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStatusBar>

namespace qb {

/// A status bar whose message ends in "…" where it does not fit beside what stands on its right, instead of being cut in a word.
class MessageBar : public QStatusBar {
    Q_OBJECT
public:
    explicit MessageBar(QWidget* parent = nullptr) : QStatusBar(parent) { setSizeGripEnabled(false); }

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace qb
