// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/study.h"

#include "engine/model/onnx_reader.h"
#include "engine/study/schema.h"
#include "engine/study/study_impl.h"

#include <filesystem>

#include <nlohmann/json.hpp>

namespace qb {

namespace fs = std::filesystem;

namespace {

const std::string kModel = "model";
const std::string kCalibration = "calibration";
const std::string kEvaluation = "evaluation";

/// The lock and SQLite's journal lie beside the file itself, so links to it are followed first.
std::string realPath(const std::string& path)
{
    std::error_code failed;
    const fs::path real = fs::weakly_canonical(fs::absolute(path), failed);
    return failed ? path : real.string();
}

void refuseIfTaken(const std::string& path)
{
    std::error_code ignored;
    const bool emptyFile = fs::is_regular_file(path, ignored) && fs::file_size(path, ignored) == 0;
    if (fs::exists(path, ignored) && !emptyFile)
        throw Error(ErrorCode::BadInput, Text("{} exists already", path), Text("open it, or choose another name"),
                    {{"file", path}});
}

void setModelIn(Texts& texts, const std::string& path, const Fingerprint& model, const std::string& study)
{
    texts.setPath(kModel, path, study);
    texts.setFingerprint(kModelFingerprint, model);
}

/// The path is kept apart, so that it is found again; random data have none.
bool hasPath(const DataOptions& options) { return !options.path.empty() && !options.path.starts_with("random:"); }

void setOptionsIn(Texts& texts, const std::string& name, const DataOptions& options, const std::string& study)
{
    texts.setText(name + ".options", toJson(options).dump());
    if (hasPath(options))
        texts.setPath(name, options.path, study);
}

std::optional<DataOptions> optionsIn(Texts& texts, const std::string& name, const std::string& study)
{
    const std::string stored = texts.text(name + ".options");
    if (stored.empty())
        return std::nullopt;
    DataOptions options = dataOptionsFromJson(nlohmann::json::parse(stored));
    if (hasPath(options))
        options.path = texts.path(name, study);
    return options;
}

} // namespace

Study::Impl::Impl(const std::string& studyPath, Database::Access access)
    : path(studyPath),
      inMemory(studyPath == ":memory:"),
      writeLock(inMemory || access == Database::Access::Read ? nullptr : std::make_unique<WriteLock>(studyPath)),
      database(studyPath, access),
      lastWrite(std::chrono::steady_clock::now())
{
}

Study::Study(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Study::Study(Study&&) noexcept = default;
Study& Study::operator=(Study&&) noexcept = default;

Study::~Study()
{
    if (!m_impl)
        return;
    try {
        m_impl->flush();
    } catch (const std::exception&) {
        // There is nobody left to tell; see the header.
    }
}

Study Study::create(const std::string& path, const std::string& modelPath, const Fingerprint& model)
{
    const std::string real = path == ":memory:" ? path : realPath(path);
    if (path != ":memory:")
        refuseIfTaken(real);
    auto impl = std::make_unique<Impl>(real, Database::Access::Create);
    impl->write([&](SQLite::Database& db, Texts& texts) {
        createSchema(db);
        setModelIn(texts, modelPath, model, impl->pathOnDisk());
    });
    return Study(std::move(impl));
}

Study Study::open(const std::string& path, OpenMode mode)
{
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored))
        throw Error(ErrorCode::BadInput,
                    fs::exists(path, ignored) ? Text("{} is no study", path) : Text("there is no study {}", path),
                    Text("check the path"), {{"file", path}});
    return Study(
        std::make_unique<Impl>(realPath(path), mode == OpenMode::ReadOnly ? Database::Access::Read : Database::Access::Write));
}

const std::string& Study::path() const { return m_impl->path; }

void Study::saveCopy(const std::string& path, IfTaken ifTaken)
{
    const std::string target = realPath(path);
    const std::string unfinished = target + "-new";
    if (ifTaken == IfTaken::Refuse)
        refuseIfTaken(target);
    const WriteLock writtenByNobody(target);
    const std::scoped_lock turn(m_impl->mutex);
    m_impl->flush();
    const std::string model = modelPath();
    const auto calibration = calibrationOptions();
    const auto evaluation = evaluationOptions();
    std::error_code failed;
    fs::remove(unfinished, failed);
    try {
        m_impl->database.copyTo(unfinished);
        Impl copy(unfinished, Database::Access::Write);
        copy.write([&](SQLite::Database&, Texts& texts) {
            texts.setPath(kModel, model, target);
            if (calibration)
                setOptionsIn(texts, kCalibration, *calibration, target);
            if (evaluation)
                setOptionsIn(texts, kEvaluation, *evaluation, target);
        });
        fs::remove(target + "-journal"); // of what was there: not the copy's
        fs::rename(unfinished, target);
    } catch (const fs::filesystem_error& failure) {
        fs::remove(unfinished, failed);
        throw Error(ErrorCode::Resources, Text("can't write the study {}: {}", target, failure.code().message()),
                    Text("check the permissions of its folder"), {{"file", target}});
    } catch (...) {
        fs::remove(unfinished, failed);
        throw;
    }
}

std::string Study::modelPath() const
{
    return m_impl->read([&](SQLite::Database&, Texts& texts) { return texts.path(kModel, m_impl->pathOnDisk()); });
}

Fingerprint Study::modelFingerprint() const
{
    return m_impl->read(
        [](SQLite::Database&, Texts& texts) { return texts.fingerprint(kModelFingerprint).value_or(Fingerprint{}); });
}

ModelState Study::modelState() const
{
    const std::string path = modelPath();
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored))
        return ModelState::Missing;
    return fingerprintOfModel(path) == modelFingerprint() ? ModelState::Same : ModelState::Changed;
}

void Study::setModel(const std::string& path, const Fingerprint& model)
{
    const std::scoped_lock turn(m_impl->mutex);
    m_impl->flush();
    m_impl->write([&](SQLite::Database&, Texts& texts) { setModelIn(texts, path, model, m_impl->pathOnDisk()); });
}

std::string Study::profile() const
{
    return m_impl->read([](SQLite::Database&, Texts& texts) { return texts.text("profile"); });
}

void Study::setProfile(std::string_view name)
{
    m_impl->write([&](SQLite::Database&, Texts& texts) { texts.setText("profile", name); });
}

std::string Study::rules() const
{
    return m_impl->read([](SQLite::Database&, Texts& texts) { return texts.text("rules"); });
}

void Study::setRules(std::string_view json)
{
    m_impl->write([&](SQLite::Database&, Texts& texts) { texts.setText("rules", json); });
}

std::optional<DataOptions> Study::calibrationOptions() const
{
    return m_impl->read([&](SQLite::Database&, Texts& texts) { return optionsIn(texts, kCalibration, m_impl->pathOnDisk()); });
}

void Study::setCalibrationOptions(const DataOptions& options)
{
    m_impl->write([&](SQLite::Database&, Texts& texts) { setOptionsIn(texts, kCalibration, options, m_impl->pathOnDisk()); });
}

std::optional<DataOptions> Study::evaluationOptions() const
{
    return m_impl->read([&](SQLite::Database&, Texts& texts) { return optionsIn(texts, kEvaluation, m_impl->pathOnDisk()); });
}

void Study::setEvaluationOptions(const std::optional<DataOptions>& options)
{
    m_impl->write([&](SQLite::Database&, Texts& texts) {
        if (options)
            setOptionsIn(texts, kEvaluation, *options, m_impl->pathOnDisk());
        else
            texts.remove(Texts::Section::Study, kEvaluation + ".options");
    });
}

std::optional<std::string> Study::setting(std::string_view key) const
{
    return m_impl->read([&](SQLite::Database&, Texts& texts) { return texts.find(Texts::Section::Setting, key); });
}

std::map<std::string, std::string> Study::settings() const
{
    return m_impl->read([](SQLite::Database&, Texts& texts) { return texts.all(Texts::Section::Setting); });
}

void Study::setSetting(std::string_view key, std::string_view value)
{
    m_impl->write([&](SQLite::Database&, Texts& texts) { texts.set(Texts::Section::Setting, key, value); });
}

void Study::removeSetting(std::string_view key)
{
    m_impl->write([&](SQLite::Database&, Texts& texts) { texts.remove(Texts::Section::Setting, key); });
}

} // namespace qb
