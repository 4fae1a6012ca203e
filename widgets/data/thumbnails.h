// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/sample_set.h"

#include <QImage>
#include <QObject>
#include <QThreadPool>

#include <map>
#include <memory>

namespace qb {

/// Small pictures of samples, read on a thread of their own when they are first asked for: of the file where that is a
/// picture, else of what the model gets. GUI thread only.
class Thumbnails : public QObject {
    Q_OBJECT
public:
    static constexpr int kSize = 144; ///< of the longer side, in pixels; smaller pictures stay as they are

    explicit Thumbnails(QObject* parent = nullptr);
    ~Thumbnails() override;

    void setSamples(std::shared_ptr<const SampleSet> samples); ///< null: none
    [[nodiscard]] const std::shared_ptr<const SampleSet>& samples() const { return m_samples; }
    /// By index in the set. Null as long as it was not read, and where there is no picture.
    [[nodiscard]] QImage image(std::size_t index);

signals:
    void ready(int index);

private:
    std::shared_ptr<const SampleSet> m_samples;
    std::map<std::size_t, QImage> m_images;
    std::uint64_t m_generation = 0;
    QThreadPool m_pool;
};

} // namespace qb
