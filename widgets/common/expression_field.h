// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/custom_metric.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace qb {

/// A custom metric as it is typed: checked by the engine's own parser with every letter, with the expressions that were used
/// last, and which end of its values is the bad one. What is wrong stands in a line below.
class ExpressionField : public QWidget {
    Q_OBJECT
public:
    enum class Of {
        Outputs, ///< one number from the model's outputs
        Layers,  ///< also one for each tensor, where no output is named
    };
    explicit ExpressionField(Of of, QWidget* parent = nullptr);

    void setOutputs(std::vector<PortInfo> outputs); ///< all of the model
    void setRecent(const QStringList& expressions); ///< newest first
    void setExpression(const QString& text);
    void setOrder(Order order);

    [[nodiscard]] QString text() const;           ///< without blanks at its ends, also where it is wrong
    [[nodiscard]] std::string expression() const; ///< empty where it can't be used
    [[nodiscard]] Order order() const;
    [[nodiscard]] QString problem() const { return m_problemText; } ///< empty where there is none, and of an empty text

signals:
    void changed();  ///< by the user, with every letter
    void accepted(); ///< Enter, one of the last ones, or another order; by the user

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void retranslate();
    void check();

    Of m_of;
    std::vector<PortInfo> m_ports;
    QString m_problemText;
    QLineEdit* m_expression;
    QToolButton* m_recent;
    QComboBox* m_orders;
    QLabel* m_problem;
};

} // namespace qb
