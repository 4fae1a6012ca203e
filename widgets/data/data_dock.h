// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"
#include "widgets/common/latest.h"
#include "widgets/common/paged_dock.h"

class QComboBox;
class QLabel;
class QSplitter;
class QTreeWidget;

namespace qb {

class DataForm;
class PreviewPane;
class SampleGallery;

/// The sample sets: where they lie and how they become tensors, thumbnails, what the model gets of the current one, the ranges
/// seen per input, and what looks wrong with them.
class DataDock final : public PagedDock {
    Q_OBJECT
public:
    explicit DataDock(Bench& bench, QWidget* parent = nullptr);

    [[nodiscard]] DataForm& form() { return *m_form; }
    [[nodiscard]] QString warning() const;
    void applyCure(std::size_t finding); ///< index in the description of the set that is shown

signals:
    void browseRequested(qb::DataUse use);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void retranslate() override;
    void restyle() override { retranslate(); }

private:
    void arrange();
    void show();
    void preview();
    [[nodiscard]] DataUse use() const;
    [[nodiscard]] const DataView& view() const;

    Bench& m_bench;
    QComboBox* m_use;
    DataForm* m_form;
    QLabel* m_warnings;
    QTreeWidget* m_inputs;
    QLabel* m_count;
    SampleGallery* m_gallery;
    PreviewPane* m_preview;
    QSplitter* m_splitter;
    bool m_byHand = false;     ///< the user has moved the splitter
    QWidget* m_left = nullptr; ///< choice of the set, form
    Latest m_latest{this};     ///< the preview
};

} // namespace qb
