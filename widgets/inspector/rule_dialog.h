// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/model.h"
#include "engine/qconfig/rules.h"

#include <QDialog>

#include <functional>
#include <vector>

class QDialogButtonBox;
class QFormLayout;
class QLabel;

namespace qb {

/// The fields of one rule, whatever its type. Says at once what is wrong; OK waits until nothing is.
class RuleDialog : public QDialog {
    Q_OBJECT
public:
    /// `model` names what can be completed; may be null.
    /// `measured`: tables that a sensitivity rule may take.
    RuleDialog(Rule rule, std::shared_ptr<const Model> model, std::vector<SensitivityTable> measured = {},
               QWidget* parent = nullptr);

    [[nodiscard]] const Rule& rule() const { return m_rule; }
    [[nodiscard]] QString problem() const;
    [[nodiscard]] QDialogButtonBox* buttons() const { return m_buttons; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    using Store = std::function<void(Rule&)>; ///< throws Error where the field can't be read

    void addFields();
    QWidget* add(const QString& label, QWidget* field, const QString& tip, const QString& name);
    void addText(const QString& label, const std::string& value, const QString& tip, const QString& name,
                 std::function<void(Rule&, const std::string&)> store, const QStringList& words = {});
    void addConfig(const UnitConfig& config, std::function<void(Rule&, UnitConfig)> store);
    void addDType(const QString& label, const std::optional<DType>& value, const QString& name,
                  std::function<void(Rule&, std::optional<DType>)> store);
    void addFieldsOf(const ImportedRule&);
    void addFieldsOf(const ReferenceRule& rule);
    void addFieldsOf(const ModuleNameRule& rule);
    void addFieldsOf(const PresetRule& rule);
    void addFieldsOf(const ModuleTypeRule& rule);
    void addFieldsOf(const ConvDtypeRule& rule);
    void addFieldsOf(const MatmulDtypeRule& rule);
    void addFieldsOf(const SensitivityRule& rule);
    void addFieldsOf(const OverrideRule& rule);
    void addFieldsOf(const StubRule& rule);
    void check();

    Rule m_rule;
    std::shared_ptr<const Model> m_model;
    std::vector<SensitivityTable> m_measured;
    std::vector<Store> m_stores;
    QFormLayout* m_form;
    QLabel* m_problem;
    QDialogButtonBox* m_buttons;
};

} // namespace qb
