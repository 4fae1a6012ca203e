// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/edit_preview.h"

#include "engine/base/error.h"

namespace qb {

namespace {

/// Null where there is nothing to show: an unknown target.
std::shared_ptr<const Preview> previewOf(const Model& model, const Configuration& now, const RuleSet& after)
{
    try {
        auto preview = std::make_shared<Preview>();
        const Effective& before = *now.effective;
        const Profile profile = after.profile == now.rules.profile ? *now.profile : Profile::load(after.profile);
        preview->rules = after;
        preview->effective = std::make_shared<Effective>(resolve(model, after, profile));
        preview->changes = difference(model, before, *preview->effective);
        preview->before = priceOf(model, before);
        preview->after = priceOf(model, *preview->effective);
        return preview;
    } catch (const std::exception&) {
        return nullptr;
    }
}

} // namespace

void EditPreview::ask(std::shared_ptr<const Model> model, std::shared_ptr<const Configuration> now, RuleSet after)
{
    m_latest.run(
        [model = std::move(model), now = std::move(now), after = std::move(after)] { return previewOf(*model, *now, after); },
        [this](const std::shared_ptr<const Preview>& preview) {
            if (preview)
                emit answered(preview);
        });
}

} // namespace qb
