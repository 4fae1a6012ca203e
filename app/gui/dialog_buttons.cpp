// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/dialog_buttons.h"

#include <QDialogButtonBox>
#include <QPushButton>

namespace qb {

void setEnterPresses(const QDialogButtonBox& buttons, QPushButton& chosen)
{
    for (QPushButton* button : buttons.findChildren<QPushButton*>()) {
        button->setAutoDefault(false);
        button->setDefault(false);
    }
    chosen.setDefault(true);
}

} // namespace qb
