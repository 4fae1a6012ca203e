// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/sample_set.h"

#include <QListView>

#include <memory>

namespace qb {

/// The samples of a set as thumbnails with name and label; the pinned one is marked. Thumbnails are read by threads of their
/// own when they come into view. Enter or a double click pins.
class SampleGallery : public QListView {
    Q_OBJECT
public:
    explicit SampleGallery(QWidget* parent = nullptr);
    ~SampleGallery() override;

    void setSamples(std::shared_ptr<const SampleSet> samples); ///< null: none
    void setPinned(std::uint64_t id);
    [[nodiscard]] std::optional<std::size_t> currentSample() const; ///< index in the set

signals:
    void pinRequested(quint64 id);
    void currentChangedTo(int index);

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    class Model;
    void fitGrid();
    Model* m_model;
};

} // namespace qb
