// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/dialog_buttons.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QSpinBox>

namespace qb {

void setEnterPresses(const QDialogButtonBox& buttons, QPushButton& chosen)
{
    for (QPushButton* button : buttons.findChildren<QPushButton*>()) {
        button->setAutoDefault(false);
        button->setDefault(false);
    }
    chosen.setDefault(true);
}

void setWords(QSpinBox& box, std::function<QString(int)> words)
{
    const auto show = [&box, words = std::move(words)](int n) {
        const QString whole = words(n);
        const QString number = QString::number(n);
        const qsizetype at = whole.indexOf(number);
        box.setPrefix(at < 0 ? QString() : whole.left(at));
        box.setSuffix(at < 0 ? QString() : whole.mid(at + number.size()));
    };
    QObject::connect(&box, &QSpinBox::valueChanged, &box, show);
    show(box.value());
}

} // namespace qb
