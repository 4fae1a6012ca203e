// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/file_choosers.h"
#include "app/gui/job_runner.h"
#include "engine/exporters/config_formats.h"
#include "engine/qconfig/preview.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QScrollArea;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace qb {

/// The configuration as a file of another tool, or taken over from one. What a format can't carry is listed; what a file would
/// change is shown before it is applied, as one undo step.
class FormatsDialog : public QDialog {
    Q_OBJECT
public:
    enum class Direction { Write, Read };

    FormatsDialog(Bench& bench, JobRunner& jobs, Direction direction, FileChoosers choosers, QWidget* parent);

    void setFormat(ConfigFormat format);
    void setPath(const QString& path); ///< when reading, it is read at once
    void run();                        ///< writes, or applies what was read
    [[nodiscard]] QString resultText() const;
    [[nodiscard]] QTreeWidget* notCarried() const { return m_notCarried; }
    [[nodiscard]] QTreeWidget* changes() const { return m_changes; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void setResult(const QString& html);
    void fitResult();
    struct Outcome {
        std::size_t carried = 0, active = 0;
        bool complete = false;
        std::vector<NotCarried> notCarried;
        RuleSet rules;
        std::vector<PointChange> changes;
        Findings findings;
    };

    void build();
    void chooseFile();
    void write();
    void read();
    void showFormat();
    void showOutcome(const Outcome& outcome);
    void fail(const Failure& failure);
    [[nodiscard]] ConfigFormat format() const;

    Bench& m_bench;
    JobRunner& m_jobs;
    Direction m_direction;
    FileChoosers m_choosers;
    QComboBox* m_format;
    QLabel* m_about;
    QLineEdit* m_path;
    QComboBox* m_how; ///< what happens to the rules that are there
    QLabel* m_result;
    QScrollArea* m_resultArea;
    QTreeWidget* m_changes;
    QTreeWidget* m_notCarried;
    QPushButton* m_run;
    QString m_chosen;               ///< by the file dialog, which has asked before overwriting
    std::optional<RuleSet> m_rules; ///< what was read, ready to be applied
};

} // namespace qb
