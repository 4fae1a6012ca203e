// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/plot_dock.h"
#include "widgets/profile/profile_model.h"

#include <QTimer>

class QComboBox;
class QLabel;
class QMenu;
class QToolButton;

namespace qb {

class FilterField;
class SpreadPanel;
class TableSelection;
class TableView;

/// Statistics of every tensor of the float, simulated or exported network, another form beside it, and how the values of the
/// chosen tensor lie.
class ProfileDock final : public PlotDock {
    Q_OBJECT
public:
    ProfileDock(Bench& bench, Selection& selection, QWidget* parent = nullptr);

    void setForm(ProfiledForm form);
    void setBeside(std::optional<ProfiledForm> form);

    [[nodiscard]] TableView* table() const { return m_table; }
    [[nodiscard]] ProfileModel* tableModel() const { return m_model; }
    [[nodiscard]] FilterField* filter() const { return m_filter; }
    [[nodiscard]] QComboBox* roles() const { return m_roles; }
    [[nodiscard]] SpreadPanel* panel() const { return m_panel; }
    [[nodiscard]] QString statusText() const;
    [[nodiscard]] QString tsv() const override;

signals:
    void profileRequested(qb::ProfiledForm form);
    void exportedFileRequested(); ///< one that was made before, to be chosen
    void spreadRequested(qb::ValueId value);
    void dumpRequested(qb::ProfiledForm form, const std::vector<qb::UnitId>& units, bool pinnedAlone = false);
    void csvRequested(const QString& csv);

protected:
    [[nodiscard]] Plot* plot() const override;
    void retranslate() override;
    void restyle() override { refresh(); }
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void build();
    QWidget* buildBar();
    void connectAll();
    void refresh();
    void fill();
    void fillForms();
    void arrange();
    void applyFilter();
    void updateStatus();
    void updatePanel();
    void askForSpread();
    [[nodiscard]] std::shared_ptr<const ProfileResult> profileOf(std::optional<ProfiledForm> form) const;
    [[nodiscard]] bool isStale(const std::shared_ptr<const Configuration>& of) const;
    [[nodiscard]] const ProfiledTensor* current() const;

    ProfiledForm m_form = ProfiledForm::Simulated;
    std::optional<ProfiledForm> m_beside = ProfiledForm::Float;
    std::optional<ProfiledForm> m_wanted; ///< is being measured
    bool m_filled = false;                ///< thousands of rows are put together only where they are seen
    QTimer m_settle;                      ///< from one row to the next by the keys: nothing is computed in between
    QComboBox* m_forms;
    QComboBox* m_besides;
    QComboBox* m_roles;
    QToolButton* m_measure;
    QToolButton* m_dump;
    QToolButton* m_export;
    std::array<QAction*, 4> m_measures{}; ///< by ProfiledForm, then a file
    std::array<QAction*, 2> m_dumps{};    ///< of the selection, of everything
    QAction* m_pinnedAlone = nullptr;     ///< whether the arrays are of that sample only
    FilterField* m_filter;
    QLabel* m_status;
    ProfileModel* m_model;
    TableWords* m_words;
    TableView* m_table;
    TableSelection* m_link;
    SpreadPanel* m_panel;
};

} // namespace qb
