// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/metrics.h"

#include "engine/base/error.h"
#include "engine/base/text.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace qb {

namespace {

struct MetricRow {
    Metric metric;
    std::string_view name;
    bool higherIsBetter;
};

constexpr std::array kMetrics{
    MetricRow{Metric::Cosine, "Cosine", true},
    MetricRow{Metric::L1, "L1", false},
    MetricRow{Metric::Atol, "Atol", false},
    MetricRow{Metric::MaxQscaleDiff, "max_qscale_diff", false},
    MetricRow{Metric::Mse, "MSE", false},
    MetricRow{Metric::RmseOverScale, "RMSE/scale", false},
    MetricRow{Metric::Sqnr, "SQNR", true},
    MetricRow{Metric::Rtol, "Rtol", false},
    MetricRow{Metric::ClippedShare, "clipped_share", false},
    MetricRow{Metric::Kl, "KL", false},
};

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kBlock = 1024;

/// Sums of one block in which everything is a number, in lanes that the compiler can keep in vector registers; the order of
/// the additions is the same on every machine.
template <typename T>
void addBlock(const T* a, const T* b, std::size_t n, double tiny, MetricSums& sums)
{
    constexpr std::size_t kLanes = 8;
    double dot[kLanes] = {}, aa[kLanes] = {}, bb[kLanes] = {}, l1[kLanes] = {}, l2[kLanes] = {}, as[kLanes] = {}, bs[kLanes] = {};
    double maxDiff[kLanes] = {}, maxRel[kLanes] = {};
    T aMin[kLanes], aMax[kLanes], bMin[kLanes], bMax[kLanes];
    std::uint32_t zeros[kLanes] = {};
    std::fill_n(aMin, kLanes, a[0]), std::fill_n(aMax, kLanes, a[0]), std::fill_n(bMin, kLanes, b[0]),
        std::fill_n(bMax, kLanes, b[0]);
    const auto one = [&](std::size_t i, std::size_t k) {
        const double x = a[i];
        const double y = b[i];
        const double d = std::abs(x - y);
        dot[k] += x * y;
        aa[k] += x * x;
        bb[k] += y * y;
        l1[k] += d;
        l2[k] += d * d;
        as[k] += x;
        bs[k] += y;
        maxDiff[k] = d > maxDiff[k] ? d : maxDiff[k];
        const double magnitude = std::abs(x) > tiny ? std::abs(x) : tiny;
        const double relative = d / magnitude;
        maxRel[k] = relative > maxRel[k] ? relative : maxRel[k];
        aMin[k] = a[i] < aMin[k] ? a[i] : aMin[k];
        aMax[k] = a[i] > aMax[k] ? a[i] : aMax[k];
        bMin[k] = b[i] < bMin[k] ? b[i] : bMin[k];
        bMax[k] = b[i] > bMax[k] ? b[i] : bMax[k];
        zeros[k] += a[i] == T(0) ? 1 : 0;
    };
    std::size_t i = 0;
    for (; i + kLanes <= n; i += kLanes)
        for (std::size_t k = 0; k < kLanes; ++k)
            one(i + k, k);
    for (; i < n; ++i)
        one(i, i % kLanes);
    for (std::size_t k = 0; k < kLanes; ++k) {
        sums.dot += dot[k], sums.aa += aa[k], sums.bb += bb[k], sums.absDiff += l1[k], sums.squaredDiff += l2[k];
        sums.aSum += as[k], sums.bSum += bs[k], sums.zeros += zeros[k];
        sums.maxDiff = std::max(sums.maxDiff, maxDiff[k]);
        sums.maxRelative = std::max(sums.maxRelative, maxRel[k]);
        sums.aMin = std::min<double>(sums.aMin, aMin[k]), sums.aMax = std::max<double>(sums.aMax, aMax[k]);
        sums.bMin = std::min<double>(sums.bMin, bMin[k]), sums.bMax = std::max<double>(sums.bMax, bMax[k]);
    }
    sums.count += n;
}

/// The largest float overflows when it is multiplied by it.
constexpr float kAboveOne = 1 + std::numeric_limits<float>::epsilon();

/// Not NaN, not infinite, and not what stands for infinite.
bool isNumber(float x) { return std::isfinite(x * kAboveOne); }
bool isNumber(double x) { return std::isfinite(x); }

bool allNumbers(const double* values, std::size_t n)
{
    return std::all_of(values, values + n, [](double x) { return isNumber(x); });
}

bool allNumbers(const float* values, std::size_t n)
{
    // x * 0 is NaN exactly for NaN and the infinities.
    float sum = 0;
    for (std::size_t i = 0; i < n; ++i)
        sum += values[i] * kAboveOne * 0.0F;
    return sum == 0.0F;
}

template <typename T>
T absMax(std::span<const T> values)
{
    T most = 0;
    for (const T v : values)
        most = std::abs(v) > most ? std::abs(v) : most;
    if (isNumber(most))
        return most;
    most = 0;
    for (const T v : values) {
        const T m = std::abs(v);
        most = m > most && isNumber(m) ? m : most;
    }
    return most;
}

/// Kullback-Leibler divergence of the histograms; see MetricSums. `allNumbers`: nothing has to be left out.
template <typename T>
double klDivergence(std::span<const T> a, std::span<const T> b, double lo, double hi, bool allNumbers)
{
    constexpr int kBins = 2048;
    if (!(hi > lo))
        return 0;
    const double perValue = kBins / (hi - lo);
    std::array<std::int64_t, kBins> p{}, q{};
    double total = 0.5 * kBins;
    const auto bin = [&](T v) {
        return static_cast<std::size_t>(static_cast<int>(std::clamp((static_cast<double>(v) - lo) * perValue, 0.0, kBins - 1.0)));
    };
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (!allNumbers && (!isNumber(a[i]) || !isNumber(b[i])))
            continue;
        ++p[bin(a[i])];
        ++q[bin(b[i])];
        total += 1;
    }
    double sum = 0;
    for (std::size_t i = 0; i < p.size(); ++i)
        if (p[i] != q[i]) {
            const double x = static_cast<double>(p[i]) + 0.5;
            sum += x * std::log(x / (static_cast<double>(q[i]) + 0.5));
        }
    return std::max(0.0, sum / total);
}

std::uint64_t countClipped(const Tensor& a, const Tensor& b, const QuantParams& params, bool allNumbers)
{
    if (params.scales.empty() || params.perChannel())
        return 0;
    const double scale = params.scales.front();
    const double zero = params.zeroPoints.front();
    const double low = (static_cast<double>(params.low()) - zero - 0.5) * scale;
    const double high = (static_cast<double>(params.high()) - zero + 0.5) * scale;
    std::uint64_t clipped = 0;
    const auto x = a.floats();
    const auto y = b.floats();
    if (allNumbers) {
        for (const float v : x)
            clipped += static_cast<std::uint64_t>(v < low) + static_cast<std::uint64_t>(v > high);
        return clipped;
    }
    for (std::size_t i = 0; i < x.size(); ++i)
        clipped += (x[i] < low || x[i] > high) && isNumber(x[i]) && isNumber(y[i]) ? 1 : 0;
    return clipped;
}

} // namespace

std::string_view toString(Metric metric) { return kMetrics[static_cast<std::size_t>(metric)].name; }

std::optional<Metric> metricFromString(std::string_view name)
{
    for (const MetricRow& row : kMetrics)
        if (lowered(row.name) == lowered(name))
            return row.metric;
    return std::nullopt;
}

std::span<const Metric> allMetrics()
{
    static constexpr auto kAll = [] {
        std::array<Metric, kMetrics.size()> all{};
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = kMetrics[i].metric;
        return all;
    }();
    return kAll;
}

bool higherIsBetter(Metric metric) { return kMetrics[static_cast<std::size_t>(metric)].higherIsBetter; }

std::string_view toString(Trust trust)
{
    static constexpr std::string_view kNames[] = {"ok", "constant", "mostly_zero", "non_finite", "too_few_values", "equal"};
    return kNames[static_cast<std::size_t>(trust)];
}

bool isMeasurable(ElementType type)
{
    return type == ElementType::Float32 || type == ElementType::Float16 || type == ElementType::Float64 ||
           type == ElementType::BFloat16;
}

bool hasNumbers(ElementType type)
{
    switch (type) {
    case ElementType::Bool:
    case ElementType::UInt8:
    case ElementType::Int8:
    case ElementType::UInt16:
    case ElementType::Int16:
    case ElementType::UInt32:
    case ElementType::Int32:
    case ElementType::UInt64:
    case ElementType::Int64:
    case ElementType::UInt4:
    case ElementType::Int4: return true;
    default: return isMeasurable(type);
    }
}

namespace {

template <typename T>
MetricSums sumsOf(std::span<const T> x, std::span<const T> y)
{
    MetricSums sums;
    const double tiny = std::max(1e-6 * static_cast<double>(absMax(x)), std::numeric_limits<double>::min());
    for (std::size_t begin = 0; begin < x.size(); begin += kBlock) {
        const std::size_t n = std::min(kBlock, x.size() - begin);
        if (allNumbers(&x[begin], n) && allNumbers(&y[begin], n)) {
            addBlock(&x[begin], &y[begin], n, tiny, sums);
            continue;
        }
        for (std::size_t i = begin; i < begin + n; ++i) {
            if (isNumber(x[i]) && isNumber(y[i]))
                addBlock(&x[i], &y[i], 1, tiny, sums);
            else
                ++sums.notFinite;
        }
    }
    if (sums.squaredDiff != 0)
        sums.klByCount = klDivergence(x, y, sums.aMin, sums.aMax, sums.notFinite == 0) * static_cast<double>(sums.count);
    return sums;
}

std::vector<double> numbersOf(const Tensor& t)
{
    std::vector<double> values(t.count());
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = t.valueAt(i);
    return values;
}

} // namespace

MetricSums MetricSums::of(const Tensor& a, const Tensor& b, const QuantParams* params)
{
    if (!a.isDense() || !b.isDense() || a.shape() != b.shape() || !hasNumbers(a.type()) || !hasNumbers(b.type()))
        throw Error(ErrorCode::BadInput,
                    Text("tensors of shapes {} and {} can't be compared", toString(a.shape()), toString(b.shape())));
    if (!isMeasurable(a.type()) || !isMeasurable(b.type())) // 64 bits don't fit into a float
        return sumsOf(std::span<const double>(numbersOf(a)), std::span<const double>(numbersOf(b)));
    const Tensor x = a.toFloat32();
    const Tensor y = b.toFloat32();
    MetricSums sums = sumsOf(x.floats(), y.floats());
    if (params)
        sums.clipped = countClipped(x, y, *params, sums.notFinite == 0);
    return sums;
}

void MetricSums::add(const MetricSums& o)
{
    count += o.count, notFinite += o.notFinite, zeros += o.zeros, clipped += o.clipped;
    dot += o.dot, aa += o.aa, bb += o.bb, absDiff += o.absDiff, squaredDiff += o.squaredDiff, aSum += o.aSum, bSum += o.bSum;
    klByCount += o.klByCount;
    maxDiff = std::max(maxDiff, o.maxDiff), maxRelative = std::max(maxRelative, o.maxRelative);
    aMin = std::min(aMin, o.aMin), aMax = std::max(aMax, o.aMax), bMin = std::min(bMin, o.bMin), bMax = std::max(bMax, o.bMax);
}

double MetricSums::value(Metric metric, double scale) const
{
    if (count == 0)
        return kNaN;
    const auto n = static_cast<double>(count);
    switch (metric) {
    case Metric::Cosine:
        if (aa == 0 && bb == 0)
            return 1;
        return aa == 0 || bb == 0 ? 0 : std::clamp(dot / (std::sqrt(aa) * std::sqrt(bb)), -1.0, 1.0);
    case Metric::L1: return absDiff / n;
    case Metric::Atol: return maxDiff;
    case Metric::MaxQscaleDiff: return scale > 0 ? maxDiff / scale : kNaN;
    case Metric::Mse: return squaredDiff / n;
    case Metric::RmseOverScale: return scale > 0 ? std::sqrt(squaredDiff / n) / scale : kNaN;
    case Metric::Sqnr:
        if (squaredDiff == 0)
            return std::numeric_limits<double>::infinity();
        return 10 * std::log10(aa / squaredDiff);
    case Metric::Rtol: return maxRelative;
    case Metric::ClippedShare: return static_cast<double>(clipped) / n;
    case Metric::Kl: return klByCount / n;
    }
    return kNaN;
}

Trust MetricSums::trust() const
{
    if (notFinite != 0)
        return Trust::NonFinite;
    if (count < 8)
        return Trust::TooFewValues;
    if (aMin == aMax)
        return Trust::Constant;
    if (static_cast<double>(zeros) > 0.999 * static_cast<double>(count))
        return Trust::MostlyZero;
    return squaredDiff == 0 ? Trust::Equal : Trust::Ok;
}

void PooledMetrics::keepOnly(std::span<const std::uint64_t> ascending)
{
    std::erase_if(m_samples,
                  [&](const auto& entry) { return !std::binary_search(ascending.begin(), ascending.end(), entry.first); });
}

MetricSums PooledMetrics::pooled() const
{
    MetricSums all;
    for (const auto& [id, sums] : m_samples)
        all.add(sums);
    return all;
}

PooledMetrics::Mean PooledMetrics::mean(Metric metric, double scale) const
{
    Mean mean;
    std::uint64_t used = 0;
    for (const auto& [id, sums] : m_samples) {
        const double v = sums.value(metric, scale);
        if (std::isfinite(v)) {
            mean.value += v;
            ++used;
        } else if (std::isinf(v) && sums.squaredDiff == 0) {
            ++mean.leftOut;
        }
    }
    mean.value = used == 0 ? kNaN : mean.value / static_cast<double>(used);
    return mean;
}

std::optional<PooledMetrics::Worst> PooledMetrics::worst(Metric metric, double scale) const
{
    std::optional<Worst> worst;
    for (const auto& [id, sums] : m_samples) {
        const double v = sums.value(metric, scale);
        if (std::isnan(v))
            continue;
        if (!worst || (higherIsBetter(metric) ? v < worst->value : v > worst->value))
            worst = {id, v};
    }
    return worst;
}

} // namespace qb
