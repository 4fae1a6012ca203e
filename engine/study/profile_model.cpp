// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/profile_model.h"

#include "engine/analysis/foreign_profile.h"
#include "engine/base/clock.h"
#include "engine/exporters/exported_profile.h"
#include "engine/model/onnx_writer.h"

#include <filesystem>

#include <unistd.h>

namespace qb {

namespace {

/// A file that goes away.
class PassingFile {
public:
    PassingFile()
        : m_path(
              (std::filesystem::temp_directory_path() / ("quantbench-profile-" + std::to_string(::getpid()) + ".onnx")).string())
    {
    }
    ~PassingFile()
    {
        std::error_code ignored;
        for (const char* part : {"", ".data"})
            std::filesystem::remove(m_path + part, ignored);
    }
    PassingFile(const PassingFile&) = delete;
    PassingFile& operator=(const PassingFile&) = delete;
    [[nodiscard]] const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

TensorProfile exportedProfile(Workspace& w, const SampleSet& samples, const ProfileRequest& request, const JobContext& job)
{
    if (!request.exportedPath.empty() && !isOwnExport(request.exportedPath, *w.model(), w.plan(job).plan)) {
        TensorProfile profile = profileOther(w, samples, request.exportedPath, request, job);
        profile.findings.insert(
            profile.findings.begin(),
            {"profile.other_grids",
             Severity::Info,
             {},
             {},
             Text("{} was not exported with this configuration: its tensors are on the file's own grids, matched "
                  "by name, then by structure",
                  request.exportedPath),
             {},
             {},
             false});
        return profile;
    }
    const PassingFile made;
    std::string path = request.exportedPath;
    Findings findings;
    if (path.empty()) {
        const Exported exported = w.exportModel(QdqDomain::Auto, {}, job);
        findings = exported.findings;
        writeModelFile(exported.graph, made.path());
        path = made.path();
    }
    // A file runs under the kernels that reference stands for.
    TensorProfile profile = profileExported(w.evaluator(Kernels::Reference), samples, w.plan(job).plan, path, request.dump,
                                            w.environment(), job, request.channels);
    profile.findings.insert(profile.findings.begin(), findings.begin(), findings.end());
    return profile;
}

} // namespace

TensorProfile profileModel(Workspace& w, const SampleSet& samples, const ProfileRequest& request, const JobContext& job)
{
    TensorProfile profile =
        request.form == ProfiledForm::Float
            ? profileTensors(w.evaluator(request.kernels), samples, Plan::allFloat(w.model()->units), request.dump, job,
                             request.channels)
        : request.form == ProfiledForm::Simulated
            ? profileTensors(w.evaluator(request.kernels), samples, w.plan(job).plan, request.dump, job, request.channels)
            : exportedProfile(w, samples, request, job);
    profile.measured = secondsNow();
    return profile;
}

TensorProfile profileOther(Workspace& w, const SampleSet& samples, const std::string& path, const ProfileRequest& request,
                           const JobContext& job)
{
    const OtherModel other = w.otherModel(path, samples, job);
    Evaluator there(other.model, w.environment(), request.kernels);
    TensorProfile profile =
        profileForeign(w.model(), there, other.plan, other.counterparts, samples, request.dump, job, request.channels);
    profile.measured = secondsNow();
    return profile;
}

ValueSpread spreadOf(Workspace& w, const SampleSet& samples, ProfiledForm form, ValueId value, Kernels kernels,
                     const JobContext& job)
{
    return valueSpread(w.evaluator(kernels), samples,
                       form == ProfiledForm::Float ? Plan::allFloat(w.model()->units) : w.plan(job).plan, value, job);
}

std::shared_ptr<const ValueSpread> spreadOfFile(Workspace& w, const SampleSet& samples, const std::string& path, ValueId value,
                                                Kernels kernels, const JobContext& job)
{
    if (path.empty() || isOwnExport(path, *w.model(), w.plan(job).plan))
        return std::make_shared<ValueSpread>(spreadOf(w, samples, ProfiledForm::Exported, value, kernels, job));
    const OtherModel other = w.otherModel(path, samples, job);
    const ValueId there =
        indexOf(value) < other.counterparts.there.size() ? other.counterparts.there[indexOf(value)] : ValueId::None;
    if (there == ValueId::None)
        return nullptr;
    Evaluator evaluator(other.model, w.environment(), kernels);
    return std::make_shared<ValueSpread>(valueSpread(evaluator, samples, other.plan, there, job));
}

} // namespace qb
