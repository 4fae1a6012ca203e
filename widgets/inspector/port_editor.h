// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/inspector/port_summary.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;

namespace qb {

class NumberField;
class ObserverEditor;

/// One port of the selection: what it is, how that came about, and the fields that change it. Says what is wanted; changes
/// nothing.
class PortEditor : public QWidget {
    Q_OBJECT
public:
    explicit PortEditor(QWidget* parent = nullptr);
    ~PortEditor() override;

    /// `clippedAt`: share of the values that a threshold would cut off, for the field that is typed into.
    void setPort(const PortSummary& port, const Model& model, const RuleSet& rules, std::function<double(double)> clippedAt);
    void setCurrent(bool current); ///< plots show this port
    [[nodiscard]] const PortSummary& port() const { return m_port; }
    [[nodiscard]] QComboBox* dtypes() const { return m_dtypes; }
    [[nodiscard]] ObserverEditor* observer() const { return m_observer; }
    [[nodiscard]] NumberField* threshold() const { return m_threshold; }
    [[nodiscard]] NumberField* scale() const { return m_scale; }
    [[nodiscard]] QLabel* clipped() const { return m_clipped; }
    [[nodiscard]] QLabel* story() const { return m_story; }
    [[nodiscard]] QCheckBox* perChannel() const { return m_perChannel; }
    [[nodiscard]] QCheckBox* fixScale() const { return m_fixScale; }

signals:
    void clicked(); ///< beside its fields
    void dtypeChosen(qb::DType dtype);
    void dtypeConsidered(qb::DType dtype);
    /// `what` names the step; `mergeKey` is not empty while a field is spun.
    void configChosen(const qb::PortConfig& config, const QString& what, const QString& mergeKey);
    void configConsidered(const qb::PortConfig& config);
    void consideredNothing(); ///< the popup closed
    void ruleActivated(int rule);
    void pointActivated(qb::PointId point); ///< whose scale it follows

protected:
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void connectFields();
    void showValues();
    void showDTypes();
    void showStory();
    void showFacts();
    void showClipped(std::optional<double> threshold);
    void considerTyped(std::optional<double> value, void (*say)(PortConfig&, double));
    void retranslate();

    PortSummary m_port;
    bool m_current = false;
    const Model* m_model = nullptr;
    const RuleSet* m_rules = nullptr;
    std::function<double(double)> m_clippedAt;
    QLabel* m_title;
    QLabel* m_now;
    QLabel* m_note;
    QWidget* m_fields;
    QComboBox* m_dtypes;
    ObserverEditor* m_observer;
    QComboBox* m_scheme;
    NumberField* m_threshold;
    NumberField* m_scale;
    QLabel* m_clipped;
    QCheckBox* m_perChannel;
    QCheckBox* m_fixScale;
    QLabel* m_facts;
    QLabel* m_story;
    std::vector<QLabel*> m_labels;
};

} // namespace qb
