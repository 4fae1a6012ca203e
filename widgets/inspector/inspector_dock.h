// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/qconfig/edit_rules.h"
#include "widgets/common/bench.h"
#include "widgets/common/edit_preview.h"
#include "widgets/common/paged_dock.h"
#include "widgets/common/selection.h"
#include "widgets/inspector/port_summary.h"

class QLabel;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace qb {

class PortEditor;
class PreviewStrip;
class UnitHeader;

/// The selection's configuration: requested and effective, how it came about, the fields that change it, and before they do,
/// what else changes and what it costs.
class InspectorDock final : public PagedDock {
    Q_OBJECT
public:
    InspectorDock(Bench& bench, Selection& selection, QWidget* parent = nullptr);
    ~InspectorDock() override;

    /// Keys 1 to 5: the same edit on the selection. The window owns the shortcuts.
    void quickEdit(QuickEdit edit, QuickPort port);

    [[nodiscard]] const std::vector<PortEditor*>& editors() const { return m_editors; }
    [[nodiscard]] PreviewStrip& preview() const { return *m_strip; }
    [[nodiscard]] QToolButton* applyAtOnceButton() const { return m_applyAtOnce; } ///< checked: edits apply at once
    [[nodiscard]] QToolButton* freezeButton() const { return m_freeze; }
    [[nodiscard]] QToolButton* backButton() const { return m_back; } ///< "Back to the rules"

signals:
    void ruleActivated(int rule); ///< index in the rule list
    /// Why a quick edit did nothing, or not for all units.
    void noticed(const QString& text);
    void applyNeeded(); ///< a key has changed what is not applied at once

protected:
    void retranslate() override;
    void restyle() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void refresh();
    void showPorts();
    void orderTabs();
    void showTools();
    [[nodiscard]] PortEditor* makeEditor();
    void connectEditor(PortEditor* editor);
    [[nodiscard]] QString whyLeftOut(QuickPort port, std::size_t taking) const;
    void edit(const QString& text, const RuleSet& after, const QString& mergeKey = {});
    void consider(const RuleSet& after);
    void considerNothing();
    void apply();
    void discard();
    [[nodiscard]] QString unitsText() const;
    [[nodiscard]] RuleSet withDType(const PortSummary& port, DType dtype) const;
    /// Those under work: of the bench, or those that wait for Apply.
    [[nodiscard]] const RuleSet& rules() const;
    [[nodiscard]] const Effective& effective() const;

    Bench& m_bench;
    Selection& m_selection;
    EditPreview* m_asker;
    std::optional<RuleSet> m_pending; ///< waits for Apply
    QString m_pendingText;
    std::shared_ptr<const Preview> m_pendingPreview;
    UnitHeader* m_header;
    QScrollArea* m_scroll;
    QVBoxLayout* m_ports;
    std::vector<PortEditor*> m_editors;
    PreviewStrip* m_strip;
    QToolButton* m_applyAtOnce;
    QToolButton* m_freeze;
    QToolButton* m_back;
};

} // namespace qb
