// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/edit_preview.h"

#include "engine/base/error.h"

namespace qb {

EditPreview::EditPreview(QObject* parent) : QObject(parent) { m_pool.setMaxThreadCount(1); }

EditPreview::~EditPreview() { m_pool.waitForDone(); }

void EditPreview::ask(std::shared_ptr<const Model> model, std::shared_ptr<const Configuration> now, RuleSet after)
{
    m_waiting = Question{std::move(model), std::move(now), std::move(after), ++m_latest};
    if (!m_running)
        start();
}

void EditPreview::cancel()
{
    ++m_latest;
    m_waiting.reset();
}

void EditPreview::start()
{
    Question question = std::move(*m_waiting);
    m_waiting.reset();
    m_running = true;
    m_pool.start([this, question = std::move(question)] {
        std::shared_ptr<Preview> preview;
        try {
            preview = std::make_shared<Preview>();
            const Model& model = *question.model;
            const Effective& before = *question.now->effective;
            const bool sameTarget = question.after.profile == question.now->rules.profile;
            const Profile profile = sameTarget ? *question.now->profile : Profile::load(question.after.profile);
            preview->rules = question.after;
            preview->effective = std::make_shared<Effective>(resolve(model, question.after, profile));
            preview->changes = difference(model, before, *preview->effective);
            preview->before = priceOf(model, before);
            preview->after = priceOf(model, *preview->effective);
        } catch (const std::exception&) {
            preview.reset(); // an unknown target: nothing to show
        }
        // Destruction waits for this function, so `this` lives; the call is dropped with it.
        QMetaObject::invokeMethod(
            this,
            [this, preview, number = question.number] {
                m_running = false;
                if (preview && number == m_latest)
                    emit answered(preview);
                if (m_waiting)
                    start();
            },
            Qt::QueuedConnection);
    });
}

} // namespace qb
