// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace qb {

/// By what the network's task is scored: by class, or by a command; nothing where `optional`.
class TaskChoice : public QWidget {
    Q_OBJECT
public:
    enum class Need { Required, Optional };
    explicit TaskChoice(Need need, QWidget* parent = nullptr);

    enum class By { Nothing, Classes, Command };
    void setBy(By by);
    void setCommand(const QString& command);
    [[nodiscard]] By by() const;
    [[nodiscard]] QString command() const; ///< empty unless by command
    /// A command is wanted and none is there.
    [[nodiscard]] bool isIncomplete() const;

signals:
    void changed();

private:
    void showBy();

    QComboBox* m_by;
    QLineEdit* m_command;
    QLabel* m_about;
};

} // namespace qb
