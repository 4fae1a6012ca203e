// SPDX-License-Identifier: GPL-3.0-or-later
// data, calibrate, scales, histogram: what the model gets, and what its tensors hold.
#include "app/cli/commands/commands.h"
#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/data/describe.h"
#include "engine/quant/settling.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cmath>

namespace qb::cli {

namespace {

struct Arguments {
    std::string path;
    DataArguments data;
    std::string point;
    std::string method;
    std::uint64_t bins = 256;
    bool goOn = false;
    bool all = false;
};

Json scaleJson(const QuantParams& params)
{
    if (params.scales.empty())
        return nullptr;
    if (!params.perChannel())
        return number(params.scales.front());
    Json list = Json::array();
    for (const float s : params.scales)
        list.push_back(number(s));
    return list;
}

Json zeroPointJson(const QuantParams& params)
{
    if (params.zeroPoints.empty())
        return nullptr;
    return params.perChannel() ? Json(params.zeroPoints) : Json(params.zeroPoints.front());
}

Json statisticsJson(const Model& model, const CalibrationData& data, PointId id)
{
    const PointStatistics& s = data.points[indexOf(id)];
    const auto moments = s.moments();
    return {{"point", model.point(id).name},
            {"dtype", "float32"},
            {"count", s.count()},
            {"min", s.range().empty() ? Json(nullptr) : number(s.range().min)},
            {"max", s.range().empty() ? Json(nullptr) : number(s.range().max)},
            {"mean", moments ? number(moments->mean) : Json(nullptr)},
            {"std", moments ? number(moments->deviation) : Json(nullptr)},
            {"zeros", s.zeros()},
            {"nan", s.nans()},
            {"inf", s.infs()},
            {"owner_min", s.ownerMin()},
            {"owner_max", s.ownerMax()},
            {"late_share", lateShare(s) ? number(*lateShare(s)) : Json(nullptr)}};
}

Result calibrateRun(CliSession& session, const Arguments& a)
{
    Workspace& w = session.open(a.path, a.data, a.goOn ? Purpose::MoreData : Purpose::Data);
    const bool known = !w.statistics().samples().empty();
    try {
        w.calibrate(a.goOn && known && !session.options().recompute ? Recalibrate::Continue : Recalibrate::Anew, session.job());
    } catch (const Error& e) {
        if (e.code() != ErrorCode::Interrupted)
            throw;
        // The same command without it would begin anew.
        throw Error(e.code(), e.message(), Text("calibrate with --continue to go on"), e.context());
    }
    const CalibrationData& data = w.statistics();
    Result result;
    result.json = header(w);
    result.json["samples"] = data.samples().size();
    Table table{{"point", "count", "min", "max", "mean", "std", "zeros", "nan", "inf", "owner_min", "owner_max", "late_share"},
                Json::array()};
    for (std::size_t i = 0; i < data.points.size(); ++i)
        if (data.has(static_cast<PointId>(i)))
            table.rows.push_back(statisticsJson(*w.model(), data, static_cast<PointId>(i)));
    result.json["points"] = table.rows;
    result.rows = table.rows;
    result.text = fmt::format("{} samples, {} points{}\n", data.samples().size(), table.rows.size(),
                              !w.kept() ? "; nothing is kept without --save STUDY.qbs" : "");
    result.tables = {{"", std::move(table)}};
    result.findings = w.takeFindings();
    return result;
}

Json calibratedJson(const std::string& point, const std::string& method, const Calibrated& c)
{
    return {{"point", point},
            {"dtype", toString(c.params.dtype)},
            {"method", method},
            {"scale", scaleJson(c.params)},
            {"zero_point", zeroPointJson(c.params)},
            {"threshold", number(c.threshold)},
            {"clipped_share", number(c.clippedShare)},
            {"sqnr_db", number(c.sqnrDb)},
            {"sqnr_db_min_max", number(c.sqnrDbMinMax)}};
}

Result scalesRun(CliSession& session, const Arguments& a)
{
    Workspace& w = session.openCalibrated(a.path, a.data);
    const Model& model = *w.model();
    const PlanResult& plan = w.plan(session.job());
    Result result;
    result.json = header(w);
    Table table{{"point", "dtype", "method", "scale", "zero_point", "threshold", "clipped_share", "sqnr_db", "sqnr_db_min_max"},
                Json::array()};
    for (std::size_t i = 0; i < model.pointCount(); ++i) {
        const auto id = static_cast<PointId>(i);
        if (!plan.plan.at(id))
            continue;
        const PointConfig& config = w.effective().at(id);
        const std::string& name = model.point(id).name;
        if (!a.all || model.point(id).kind == PointKind::Weight || model.point(id).kind == PointKind::Constant) {
            table.rows.push_back(
                calibratedJson(name, config.fixed ? "fixed_scale" : config.observer.text(), plan.points[i]->calibrated));
            continue;
        }
        const PointId source = config.follows != PointId::None ? config.follows : id;
        const PointStatistics& s = w.statistics().points[indexOf(source)];
        const std::vector<Observer> observers = standardObservers();
        const std::vector<Calibrated> all = calibrateAll(s, observers, config.dtype, config.scheme, config.scaleRule);
        for (std::size_t m = 0; m < all.size(); ++m)
            table.rows.push_back(calibratedJson(name, observers[m].text(), all[m]));
    }
    result.json["points"] = table.rows;
    result.rows = table.rows;
    // A list of hundreds of scales is for files; people see how many there are.
    for (Json& row : table.rows)
        if (row["scale"].is_array()) {
            row["scale"] = fmt::format("{} scales", row["scale"].size());
            row["zero_point"] = nullptr;
        }
    result.tables = {{"", std::move(table)}};
    result.findings = plan.findings;
    return result;
}

Result histogramRun(CliSession& session, const Arguments& a)
{
    Workspace& w = session.openCalibrated(a.path, a.data);
    const Model& model = *w.model();
    const PointId id = model.units.findPoint(a.point);
    if (id == PointId::None || !w.statistics().has(id)) {
        std::vector<std::string> names;
        for (std::size_t i = 0; i < model.pointCount(); ++i)
            if (w.statistics().has(static_cast<PointId>(i)))
                names.push_back(model.units.points[i].name);
        throw Error(ErrorCode::Usage, Text("no statistics for a point \"{}\"", a.point), didYouMean(a.point, names));
    }
    const PointStatistics& s = w.statistics().points[indexOf(id)];
    Result result;
    result.json = header(w);
    result.json["point"] = a.point;
    // Bins of the stored histogram, as many joined as the wanted number asks for; edges stay multiples of its width.
    const DyadicHistogram& h = s.histogram();
    const int first = std::min(h.firstBin(), 0);
    const int last = std::max(h.lastBin(), 0);
    const int step = std::max(1, static_cast<int>(std::ceil(static_cast<double>(last - first + 1) /
                                                            static_cast<double>(std::max<std::uint64_t>(1, a.bins)))));
    Json edges = Json::array();
    Json counts = Json::array();
    Table table{{"from", "to", "count"}, Json::array()};
    for (int b = first; b <= last; b += step) {
        std::uint64_t count = b <= 0 && 0 < b + step ? h.zeros() : 0;
        for (int k = b; k < b + step && k <= last; ++k)
            count += h.count(k);
        edges.push_back(b * h.width());
        counts.push_back(count);
        table.rows.push_back({{"from", b * h.width()}, {"to", (b + step) * h.width()}, {"count", count}});
    }
    edges.push_back((first + static_cast<int>(counts.size()) * step) * h.width());
    result.json["edges"] = edges;
    result.json["counts"] = counts;
    const PointConfig& config = w.effective().at(id);
    const Observer observer =
        a.method.empty() ? config.observer : *parseConfig("observer=" + a.method).ports.at("output").observer;
    const DType dtype = isInteger(config.dtype) ? config.dtype : DType::Int8;
    const Calibrated c = calibrate(s, observer, dtype, config.scheme, config.scaleRule);
    result.json["clip"] = {{"method", observer.text()},
                           {"lo", c.lo},
                           {"hi", c.hi},
                           {"clipped_share", number(c.clippedShare)},
                           {"sqnr_db", number(c.sqnrDb)}};
    result.text = fmt::format("{}: clips at {:.4g} .. {:.4g}, {:.3g} % clipped, SQNR {:.4g} dB\n", observer.text(), c.lo, c.hi,
                              100 * c.clippedShare, c.sqnrDb);
    result.rows = table.rows;
    result.tables = {{a.point, std::move(table)}};
    return result;
}

Result dataRun(CliSession& session, const Arguments& a)
{
    Workspace& w = session.open(a.path, a.data);
    const DataDescription d = describeData(w.samples(Use::Calibration, session.job()), session.job());
    Result result;
    result.json = header(w);
    Table table{{"name", "shape", "dtype", "min", "max", "mean", "source"}, Json::array()};
    for (const InputSummary& i : d.inputs)
        table.rows.push_back({{"name", i.name},
                              {"shape", toJson(i.shape)},
                              {"dtype", toString(i.type)},
                              {"min", number(i.min)},
                              {"max", number(i.max)},
                              {"mean", number(i.mean)},
                              {"not_finite", i.notFinite},
                              {"source", i.source.english()}});
    result.json["inputs"] = table.rows;
    result.json["count"] = d.count;
    result.json["looked_at"] = d.looked;
    result.rows = table.rows;
    result.tables = {{"", std::move(table)}};
    result.text = fmt::format("{} samples; ranges over the first {}\n", d.count, d.looked);
    result.findings = d.findings;
    return result;
}

} // namespace

Command dataCommand()
{
    return {"data", "first samples as the model gets them",
            "data resources/sample/two_heads.onnx --data resources/sample/images --preprocess resources/sample/preprocess.json",
            [](CLI::App& app) {
                auto a = std::make_shared<Arguments>();
                addSubject(app, a->path);
                addDataOptions(app, a->data);
                return [a](CliSession& s) { return dataRun(s, *a); };
            }};
}

Command calibrateCommand()
{
    return {
        "calibrate", "statistics of every tensor over the calibration data",
        "calibrate resources/sample/two_heads.onnx --data resources/sample/images --preprocess resources/sample/preprocess.json",
        [](CLI::App& app) {
            auto a = std::make_shared<Arguments>();
            addSubject(app, a->path);
            addDataOptions(app, a->data);
            app.add_flag("--continue", a->goOn, "add samples to those that were seen");
            return [a](CliSession& s) { return calibrateRun(s, *a); };
        }};
}

Command scalesCommand()
{
    return {"scales", "parameters of every point; never runs the model once calibrated",
            "scales resources/sample/two_heads.onnx --data resources/sample/images --preprocess resources/sample/preprocess.json "
            "--method mse",
            [](CLI::App& app) {
                auto a = std::make_shared<Arguments>();
                addSubject(app, a->path);
                addDataOptions(app, a->data);
                app.add_flag("--all-methods", a->all, "every method side by side");
                return [a](CliSession& s) { return scalesRun(s, *a); };
            }};
}

Command histogramCommand()
{
    return {"histogram", "stored histogram of a point",
            "histogram resources/sample/two_heads.onnx /pose/Concat:output --data resources/sample/images --preprocess "
            "resources/sample/preprocess.json",
            [](CLI::App& app) {
                auto a = std::make_shared<Arguments>();
                addSubject(app, a->path);
                app.add_option("POINT", a->point, "UNIT:output")->required();
                addDataOptions(app, a->data);
                app.add_option("--bins", a->bins, "at most this many bins")->check(CLI::Range(1, 8192));
                return [a](CliSession& s) {
                    a->method = s.options().method;
                    return histogramRun(s, *a);
                };
            }};
}

} // namespace qb::cli
