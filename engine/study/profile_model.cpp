// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/profile_model.h"

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
    TensorProfile profile =
        profileExported(w.evaluator(Kernels::Reference), samples, w.plan(job).plan, path, request.dump, w.environment(), job);
    profile.findings.insert(profile.findings.begin(), findings.begin(), findings.end());
    return profile;
}

} // namespace

TensorProfile profileModel(Workspace& w, const SampleSet& samples, const ProfileRequest& request, const JobContext& job)
{
    TensorProfile profile =
        request.form == ProfiledForm::Float
            ? profileTensors(w.evaluator(request.kernels), samples, Plan::allFloat(w.model()->units), request.dump, job)
        : request.form == ProfiledForm::Simulated
            ? profileTensors(w.evaluator(request.kernels), samples, w.plan(job).plan, request.dump, job)
            : exportedProfile(w, samples, request, job);
    profile.measured = secondsNow();
    return profile;
}

ValueSpread spreadOf(Workspace& w, const SampleSet& samples, ProfiledForm form, ValueId value, Kernels kernels,
                     const JobContext& job)
{
    return valueSpread(w.evaluator(kernels), samples,
                       form == ProfiledForm::Float ? Plan::allFloat(w.model()->units) : w.plan(job).plan, value, job);
}

} // namespace qb
