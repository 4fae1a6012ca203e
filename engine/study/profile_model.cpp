// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/profile_model.h"

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

} // namespace

TensorProfile profileModel(Workspace& w, const SampleSet& samples, const ProfileRequest& request, const JobContext& job)
{
    if (request.form == ProfiledForm::Float)
        return profileTensors(w.evaluator(request.kernels), samples, Plan::allFloat(w.model()->units), request.dump, job);
    const Plan& plan = w.plan(job).plan;
    if (request.form == ProfiledForm::Simulated)
        return profileTensors(w.evaluator(request.kernels), samples, plan, request.dump, job);
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
        profileExported(w.evaluator(Kernels::Reference), samples, plan, path, request.dump, w.environment(), job);
    profile.findings.insert(profile.findings.begin(), findings.begin(), findings.end());
    return profile;
}

ValueSpread spreadOf(Workspace& w, const SampleSet& samples, ProfiledForm form, ValueId value, Kernels kernels,
                     const JobContext& job)
{
    return valueSpread(w.evaluator(kernels), samples,
                       form == ProfiledForm::Float ? Plan::allFloat(w.model()->units) : w.plan(job).plan, value, job);
}

} // namespace qb
