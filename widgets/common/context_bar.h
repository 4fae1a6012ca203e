// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"

#include <QStringList>
#include <QWidget>

#include <utility>
#include <vector>

class QComboBox;
class QLabel;

namespace qb {

/// What all numbers are about, for the tool bar: the pinned sample, the configuration, and what it is held against beside
/// float. Choosing a configuration that was kept by a comparison goes back to its rules, as one undo step.
class ContextBar : public QWidget {
    Q_OBJECT
public:
    explicit ContextBar(Bench& bench, QWidget* parent = nullptr);

    [[nodiscard]] QComboBox* samples() const { return m_samples; }
    [[nodiscard]] QComboBox* configurations() const { return m_configurations; }
    [[nodiscard]] QComboBox* others() const { return m_others; }
    /// Results (ids and titles) that the one in view can be held against, and those that it is.
    void setOthers(const std::vector<std::pair<QString, QString>>& others, const QStringList& chosen);

signals:
    void againstChosen(const QString& id); ///< by the user; empty: float alone

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showSamples();
    void showConfigurations();
    void showOthers();

    Bench& m_bench;
    QLabel* m_sampleLabel;
    QComboBox* m_samples;
    QLabel* m_configurationLabel;
    QComboBox* m_configurations;
    QLabel* m_otherLabel;
    QComboBox* m_others;
    std::vector<std::pair<QString, QString>> m_otherChoices;
    QStringList m_chosenOthers;
    std::weak_ptr<const SampleSet> m_listed; ///< whose names the box holds
};

} // namespace qb
