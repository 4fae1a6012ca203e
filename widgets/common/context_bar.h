// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace qb {

/// What all numbers are about, for the tool bar: the pinned sample, and the configuration. Choosing a configuration that was
/// kept by a comparison goes back to its rules, as one undo step.
class ContextBar : public QWidget {
    Q_OBJECT
public:
    explicit ContextBar(Bench& bench, QWidget* parent = nullptr);

    [[nodiscard]] QComboBox* samples() const { return m_samples; }
    [[nodiscard]] QComboBox* configurations() const { return m_configurations; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showSamples();
    void showConfigurations();

    Bench& m_bench;
    QLabel* m_sampleLabel;
    QComboBox* m_samples;
    QLabel* m_configurationLabel;
    QComboBox* m_configurations;
    std::weak_ptr<const SampleSet> m_listed; ///< whose names the box holds
};

} // namespace qb
