// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/thumbnails.h"

#include "widgets/common/handed_over.h"
#include "widgets/data/preview.h"

#include <QCoreApplication>
#include <QImageReader>
#include <QPointer>

namespace qb {

namespace {

QImage smaller(const QImage& image)
{
    return std::max(image.width(), image.height()) > Thumbnails::kSize
               ? image.scaled(Thumbnails::kSize, Thumbnails::kSize, Qt::KeepAspectRatio, Qt::SmoothTransformation)
               : image;
}

QImage read(const SampleSet& samples, std::size_t index)
{
    if (const QString file = QString::fromStdString(samples.sampleFile(index)); !file.isEmpty()) {
        QImageReader reader(file);
        reader.setAutoTransform(true);
        if (const QSize size = reader.size(); size.isValid() && std::max(size.width(), size.height()) > Thumbnails::kSize)
            reader.setScaledSize(size.scaled(Thumbnails::kSize, Thumbnails::kSize, Qt::KeepAspectRatio));
        if (const QImage image = reader.read(); !image.isNull())
            return smaller(image);
    }
    try {
        const Sample sample = samples.load(index);
        for (std::size_t k = 0; k < sample.inputs.size(); ++k) {
            const Preprocess p = effectivePreprocess(samples.options().preprocess, samples.feeds()[k].name);
            if (const QImage image = pictureOf(sample.inputs[k], p.color == Color::Bgr); !image.isNull())
                return smaller(image);
        }
    } catch (const std::exception&) {
        // A broken file has no picture; the job that needs it says so.
    }
    return {};
}

} // namespace

Thumbnails::Thumbnails(QObject* parent) : QObject(parent) { m_pool.setMaxThreadCount(1); }

Thumbnails::~Thumbnails()
{
    m_pool.clear();
    m_pool.waitForDone();
}

void Thumbnails::setSamples(std::shared_ptr<const SampleSet> samples)
{
    m_pool.clear();
    ++m_generation;
    m_samples = std::move(samples);
    m_images.clear();
}

QImage Thumbnails::image(std::size_t index)
{
    const auto [known, isNew] = m_images.try_emplace(index);
    if (isNew && m_samples && index < m_samples->size())
        m_pool.start(HandedOver([self = QPointer<Thumbnails>(this), samples = m_samples, index, generation = m_generation] {
            const QImage image = read(*samples, index);
            QMetaObject::invokeMethod(qApp, HandedOver([self, image, index, generation] {
                                          if (!self || self->m_generation != generation || image.isNull())
                                              return;
                                          self->m_images[index] = image;
                                          emit self->ready(static_cast<int>(index));
                                      }));
        }));
    return known->second;
}

} // namespace qb
