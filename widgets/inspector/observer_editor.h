// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/inspector/port_summary.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLabel;

namespace qb {

/// A method and its parameters, with what each does. Ranges and defaults come from the engine.
class ObserverEditor : public QWidget {
    Q_OBJECT
public:
    explicit ObserverEditor(QWidget* parent = nullptr);

    void setObserver(const Common<Observer>& observer);
    [[nodiscard]] QComboBox* methods() const { return m_methods; }

signals:
    void chosen(const qb::Observer& observer);
    void parameterChanged(const qb::Observer& observer, const QString& name); ///< to be merged while spinning
    void considered(const qb::Observer& observer);                            ///< the popup's cursor stands on it

protected:
    void changeEvent(QEvent* event) override;

private:
    void showParameters();
    void retranslate();

    QComboBox* m_methods;
    QWidget* m_parameters = nullptr;
    QVBoxLayout* m_layout;
    Common<Observer> m_observer;
};

[[nodiscard]] QString methodText(Method method);            ///< what it does, a sentence
[[nodiscard]] QString parameterText(std::string_view name); ///< what it means, a sentence

} // namespace qb
