// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/calibration.h"
#include "engine/data/data_options.h"
#include "engine/study/results.h"

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace qb {

using SampleContents = std::map<SampleId, std::string>; ///< as SampleSet::contents() gives them

enum class OpenMode { ReadOnly, ReadWrite };
enum class ModelState { Same, Changed, Missing };
enum class SampleRowsIn { Study, Memory };

/// What statistics were made of. `data`: SampleSet::listFingerprint(), which all shards of one calibration have in common.
struct StatisticsSource {
    Fingerprint model;
    Fingerprint data;
    bool operator==(const StatisticsSource&) const = default;
};

struct StoredStatistics {
    CalibrationData data;               ///< by PointId of the model that was asked for
    StatisticsSource source;            ///< compare its model: names also match in a model that has changed
    std::vector<std::string> unmatched; ///< stored points of which the model knows nothing, ascending
};

/// One study file: which model and data, how it is configured, and all that was found out. Every function that changes
/// something is done when it returns, wholly or not at all, also if the process is killed or the disk is full; only
/// measurements wait for up to half a second (results.h). Any thread may call any function; they take turns.
///
/// Throws Error(Resources) for disk, permission or a file that others hold, Error(BadInput) for a file that is no study,
/// damaged, or newer than this program, Error(Usage) where a study that was opened for reading is to be changed.
class Study {
public:
    /// Where nothing is, or an empty file; ":memory:" lives as long as the object. `model`: Model::fingerprint.
    [[nodiscard]] static Study create(const std::string& path, const std::string& modelPath, const Fingerprint& model);
    /// One process at a time may write, any number may read meanwhile.
    [[nodiscard]] static Study open(const std::string& path, OpenMode mode);
    Study(Study&&) noexcept;
    Study& operator=(Study&&) noexcept;
    /// Writes measurements that wait. What goes wrong then is lost: flush() before says it.
    ~Study();

    [[nodiscard]] const std::string& path() const;
    enum class IfTaken { Refuse, Replace };
    /// A compact copy at the path, or nothing; paths in it are relative to its own folder. What is there stays unless it may
    /// be replaced and nobody writes it, and then until the copy is whole.
    void saveCopy(const std::string& path, IfTaken ifTaken = IfTaken::Refuse);

    /// Where the model lies now: relative to the study, at its old place, or beside the study.
    [[nodiscard]] std::string modelPath() const;
    [[nodiscard]] Fingerprint modelFingerprint() const;
    /// Reads the model file.
    [[nodiscard]] ModelState modelState() const;
    /// Results and statistics of another model stay until they are removed; no result of it is found any more.
    void setModel(const std::string& path, const Fingerprint& model);

    [[nodiscard]] std::string profile() const; ///< empty until set
    void setProfile(std::string_view name);
    [[nodiscard]] std::string rules() const; ///< text of a rule file, empty until set
    void setRules(std::string_view json);
    [[nodiscard]] std::optional<DataOptions> calibrationOptions() const;
    void setCalibrationOptions(const DataOptions& options);
    [[nodiscard]] std::optional<DataOptions> evaluationOptions() const;
    void setEvaluationOptions(const std::optional<DataOptions>& options);
    /// Small texts of the caller's (window layout, bad case, ...).
    [[nodiscard]] std::optional<std::string> setting(std::string_view key) const;
    [[nodiscard]] std::map<std::string, std::string> settings() const;
    void setSetting(std::string_view key, std::string_view value);
    void removeSetting(std::string_view key);

    /// Nothing where there are no statistics.
    [[nodiscard]] std::optional<StatisticsSource> statisticsSource() const;
    /// Writes the points that have changed, and the rows per sample that are in memory and not yet stored; after that
    /// takeSampleRows() loses nothing. Throws Error(Usage) if something would be lost: statistics of another source or of
    /// samples that `data` lacks (clearStatistics() first), or rows taken out before they were stored.
    /// `contents`: SampleSet::contents(), kept with them.
    void saveStatistics(const CalibrationData& data, const Model& model, const Fingerprint& dataFingerprint,
                        const SampleContents& contents = {});
    /// What the files of samples held when they were observed; may name samples that were not observed yet.
    [[nodiscard]] SampleContents observedContents() const;
    /// Points are matched by name. Empty data where nothing is stored.
    [[nodiscard]] StoredStatistics loadStatistics(const Model& model, SampleRowsIn rows = SampleRowsIn::Study) const;
    /// Gives back what was taken out: for mean, deviation, and moving average.
    void restoreSampleRows(CalibrationData& data, const Model& model) const;
    /// Adds what another study has seen; byte for byte what one run over all samples gives. Throws Error(BadInput) for
    /// another source, or where a sample is in both.
    void mergeStatistics(const Study& other);
    void clearStatistics();

    /// Replaces what is stored under the key.
    void putComparison(const ResultKey& key, const Comparison& comparison, const Model& model);
    /// Nothing also where the stored points are not those of `model` (another version of the program named them).
    [[nodiscard]] std::optional<Comparison> findComparison(const ResultKey& key, const Model& model) const;
    void removeComparison(const ResultKey& key);
    /// A result as text (JSON): task metrics, bad cases ...
    void putResult(const ResultKey& key, std::string_view text);
    [[nodiscard]] std::optional<std::string> findResult(const ResultKey& key) const;

    /// Appends; one that is there already is replaced. Kept together or not at all. They are written at once if the last
    /// write was half a second ago, else with those that follow; flush() at the end of a sweep.
    void addMeasurements(const ResultKey& key, std::span<const Measurement> measurements);
    /// Those of one point (all if nothing is given), by point, output and sample.
    [[nodiscard]] std::vector<Measurement> findMeasurements(const ResultKey& key,
                                                            std::optional<std::string_view> point = {}) const;
    void flush();

    /// Adds the results of another study that are not here. Returns how many.
    std::uint64_t mergeResults(const Study& other);
    /// Removes the results of all configurations that were last written before `before` and are not in `keep`, and gives
    /// the room back. Returns how many configurations.
    std::uint64_t removeResults(std::chrono::sys_seconds before, std::span<const Fingerprint> keep);

private:
    struct Impl;
    explicit Study(std::unique_ptr<Impl> impl);

    std::unique_ptr<Impl> m_impl;
};

} // namespace qb
