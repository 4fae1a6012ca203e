// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"

#include <QThreadPool>
#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QSplitter;
class QStackedLayout;
class QTreeWidget;

namespace qb {

class DataForm;
class EmptyPage;
class PreviewPane;
class SampleGallery;

/// The sample sets: where they lie and how they become tensors, thumbnails, what the model gets of the current one, the ranges
/// seen per input, and what looks wrong with them.
class DataDock : public QWidget {
    Q_OBJECT
public:
    explicit DataDock(Bench& bench, QWidget* parent = nullptr);
    ~DataDock() override;

    void setEmptyAction(QAction* action);
    [[nodiscard]] DataForm& form() { return *m_form; }
    [[nodiscard]] QString warning() const;
    void applyCure(std::size_t finding); ///< index in the description of the set that is shown

signals:
    void browseRequested(qb::DataUse use);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void retranslate();
    void show();
    void preview();
    [[nodiscard]] DataUse use() const;
    [[nodiscard]] const DataView& view() const;

    Bench& m_bench;
    QAction* m_emptyAction = nullptr;
    EmptyPage* m_empty;
    QStackedLayout* m_pages;
    QComboBox* m_use;
    DataForm* m_form;
    QLabel* m_warnings;
    QTreeWidget* m_inputs;
    QLabel* m_count;
    SampleGallery* m_gallery;
    PreviewPane* m_preview;
    QSplitter* m_splitter;
    quint64 m_previewed = 0; ///< latest wins
    QThreadPool m_pool;
};

} // namespace qb
