// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/point_view.h"

#include "engine/base/error.h"
#include "engine/quant/weights.h"
#include "widgets/plots/point_edit.h"

#include <algorithm>

namespace qb {

bool PointView::isConstant() const
{
    const PointKind kind = model->point(point).kind;
    return kind == PointKind::Weight || kind == PointKind::Constant;
}

const Tensor& PointView::constant() const { return model->graph.value(model->point(point).value).constant; }

const PointStatistics* PointView::seen() const
{
    const PointId output = model->units.outputPoint[indexOf(model->point(point).value)];
    if (isConstant() || !statistics || output == PointId::None || !statistics->has(output))
        return nullptr;
    return &statistics->points[indexOf(output)];
}

int PointView::channelAxis() const
{
    const Point& p = model->point(point);
    if (p.kind == PointKind::Weight)
        return model->unit(p.unit).weight ? model->unit(p.unit).weight->axis : -1;
    const PointStatistics* s = seen();
    return s ? s->channelAxis() : -1;
}

std::optional<Grid> PointView::grid() const
{
    if (!effective || effective->params.scales.size() != 1 || !isInteger(effective->params.dtype))
        return {};
    return gridOf(effective->params);
}

PointView viewOf(const Bench& bench, PointId point)
{
    PointView view;
    view.model = bench.model();
    view.statistics = bench.statistics();
    view.point = point;
    view.source = point;
    if (!bench.configuration())
        return view;
    const Effective& effective = *bench.configuration()->effective;
    view.source = decidingPoint(*view.model, effective, point);
    view.config = effective.at(view.source);
    const Point& source = view.model->point(view.source);
    if (view.config.group >= 0) {
        for (std::size_t p = 0; p < view.model->pointCount(); ++p)
            if (effective.points[p].group == view.config.group && effective.points[p].active &&
                effective.points[p].follows == PointId::None)
                view.records.push_back(static_cast<PointId>(p));
    } else if (const PointId output = view.model->units.outputPoint[indexOf(source.value)]; output != PointId::None) {
        view.records.push_back(output);
    }
    if (const auto& plan = bench.configuration()->plan; plan && view.config.active)
        if (const auto& entry = plan->points[indexOf(view.source)]; entry && plan->plan.at(view.source)) {
            view.effective = entry->calibrated;
            view.effective->params = *plan->plan.at(view.source); // maybe raised for a bias
        }
    return view;
}

namespace {

bool sameMethod(const Observer& a, const Observer& b)
{
    if (a.method != b.method)
        return false;
    if (a.method == Method::Percentile)
        return a.param("percentile") == b.param("percentile");
    return a.params == b.params;
}

/// The statistics that decide; joined where several points share a scale.
const PointStatistics& recordsOf(const PointView& view, PointStatistics& joined)
{
    std::vector<const PointStatistics*> records;
    for (const PointId p : view.records)
        if (view.statistics && view.statistics->has(p))
            records.push_back(&view.statistics->points[indexOf(p)]);
    if (records.size() == 1)
        return *records.front();
    if (records.size() > 1)
        joined = PointStatistics::joined(records);
    return joined;
}

/// Methods as they can be had: the standard ones, and the one in use where its parameters are others.
std::vector<Observer> observersFor(const PointView& view)
{
    std::vector<Observer> observers;
    for (const Observer& o : standardObservers()) {
        // kl was made for activations and is slow on the values themselves.
        if (o.method == Method::FixedScale || (view.isConstant() && o.method == Method::Kl))
            continue;
        observers.push_back(o);
    }
    const bool listed =
        std::any_of(observers.begin(), observers.end(), [&](const Observer& o) { return sameMethod(o, view.config.observer); });
    if (!listed && view.config.observer.method != Method::FixedScale)
        observers.push_back(view.config.observer);
    return observers;
}

std::optional<Calibrated> tried(const PointView& view, const PointStatistics& records, const Observer& observer)
{
    try {
        if (!view.isConstant())
            return calibrate(records, observer, view.dtype(), view.config.scheme, view.config.scaleRule);
        return calibrateWeight(view.constant().toFloat32(), view.config.axis, observer, view.dtype(), view.config.scheme,
                               view.config.scaleRule, view.config.narrow ? WeightGrid::Narrow : WeightGrid::Full);
    } catch (const Error&) {
        return {}; // a method that needs rows per sample which are not here
    }
}

/// As choosing a range does it: of activations, by the observer or else by the target.
double clipWeightOf(const PointView& view, const Observer& observer)
{
    if (observer.method != Method::Mse || view.isConstant())
        return 1;
    return observer.param("clip_weight").value_or(view.config.scaleRule.clipWeight);
}

} // namespace

namespace {

PointAnalysis analyseAll(const PointView& view)
{
    PointAnalysis result;
    if (view.isConstant()) {
        const Tensor values = view.constant().toFloat32();
        PointStatistics statistics;
        statistics.observe(values, 0);
        result.histogram = std::make_shared<DyadicHistogram>(statistics.histogram());
        result.range = statistics.range();
        result.zeros = statistics.zeros();
        result.count = statistics.finiteCount();
        if (const int axis = view.channelAxis(); axis >= 0) {
            result.channels = channelBoxes(values, axis);
            result.heat = heatMap(values, axis, 128);
        }
    } else if (const PointStatistics* seen = view.seen()) {
        result.channels = channelBoxes(seen->channels());
    }
    PointStatistics joined;
    const PointStatistics& records = recordsOf(view, joined);
    if (!view.isConstant() && records.finiteCount() == 0)
        return result;
    for (const Observer& o : observersFor(view))
        if (auto calibrated = tried(view, records, o))
            result.methods.push_back({o,
                                      std::move(*calibrated),
                                      {},
                                      view.config.active && !view.config.fixed && sameMethod(o, view.config.observer),
                                      false,
                                      clipWeightOf(view, o)});
    if (view.config.active && view.config.fixed && view.effective)
        result.methods.push_back({view.config.observer, *view.effective, {}, true, true, 1});
    for (MethodRow& row : result.methods)
        if (const auto& scales = row.calibrated.params.scales; view.isSymmetric() && scales.size() == 1)
            row.threshold = fixedThreshold(view, scales.front());
    std::stable_sort(result.methods.begin(), result.methods.end(),
                     [](const MethodRow& a, const MethodRow& b) { return a.calibrated.sqnrDb > b.calibrated.sqnrDb; });
    return result;
}

} // namespace

PointAnalysis analyse(const PointView& view)
{
    try {
        return analyseAll(view);
    } catch (const std::exception&) {
        return {}; // nobody can catch it on that thread; the dock shows what it knows without
    }
}

double fixedThreshold(const PointView& view, float scale)
{
    return static_cast<double>(scale) /
           static_cast<double>(paramsForRange({-1, 1}, view.spec(), RangeSource::Fixed).scales.front());
}

Calibrated assessRange(const PointView& view, RealRange range)
{
    const QuantParams params = paramsForRange(range, view.spec(), RangeSource::Fixed);
    Calibrated result;
    result.params = params;
    PointStatistics joined;
    if (!view.isConstant())
        if (const PointStatistics& records = recordsOf(view, joined); records.finiteCount() > 0)
            result = assess(records, params, view.config.scaleRule);
    result.lo = range.lo;
    result.hi = range.hi;
    result.threshold = range.absMax();
    return result;
}

} // namespace qb
