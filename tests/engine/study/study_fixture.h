// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/error.h"
#include "engine/study/study.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#include <fstream>
#include <optional>
#include <random>
#include <string>
#include <type_traits>
#include <vector>

namespace qb::test {

inline const Fingerprint kModelPrint{11, 12};
inline const Fingerprint kDataPrint{21, 22};

/// A model of which only the names matter: one unit, one value, and one point per name; the last two values are outputs.
inline Model namedModel(const std::vector<std::string>& names, const Fingerprint& fingerprint = kModelPrint)
{
    Model model;
    model.fingerprint = fingerprint;
    for (std::size_t i = 0; i < names.size(); ++i) {
        Unit unit;
        unit.name = names[i];
        model.units.units.push_back(unit);
        model.units.points.push_back(
            {names[i] + ":output", PointKind::Output, static_cast<UnitId>(i), static_cast<ValueId>(i), 0});
        model.units.producer.push_back(static_cast<UnitId>(i));
        model.units.outputPoint.push_back(static_cast<PointId>(i));
        Value value;
        value.name = names[i] + "_value";
        value.type = ElementType::Float32;
        model.graph.values.push_back(value);
        if (i + 2 >= names.size()) {
            model.graph.outputs.push_back(static_cast<ValueId>(i));
            model.outputs.push_back({value.name, value.type, {}, {}, {}});
        }
    }
    return model;
}

/// What point number `point` gives in a sample: always the same.
inline Tensor valuesOf(std::size_t point, SampleId sample)
{
    std::mt19937 random(static_cast<unsigned>(1000 * point + sample));
    std::normal_distribution<float> normal(0, static_cast<float>(1 + point));
    std::vector<float> values(4 * 9);
    for (float& v : values)
        v = normal(random);
    return Tensor::fromFloats({1, 4, 9}, values);
}

inline void observe(CalibrationData& data, SampleId first, SampleId last)
{
    for (SampleId sample = first; sample <= last; ++sample)
        for (std::size_t p = 0; p < data.points.size(); ++p)
            data.points[p].observe(valuesOf(p, sample), sample, 1);
}

inline CalibrationData observed(const Model& model, SampleId first, SampleId last)
{
    CalibrationData data = CalibrationData::empty(model);
    observe(data, first, last);
    return data;
}

/// Bytes of all points: what "equal" means here.
inline std::vector<std::vector<std::byte>> bytesOf(const CalibrationData& data)
{
    std::vector<std::vector<std::byte>> bytes;
    for (const PointStatistics& point : data.points)
        bytes.push_back(point.serialize());
    return bytes;
}

inline MetricSums sumsOf(unsigned seed) { return MetricSums::of(valuesOf(seed, 1), valuesOf(seed, 2), nullptr); }

inline bool same(const MetricSums& a, const MetricSums& b)
{
    return a.count == b.count && a.notFinite == b.notFinite && a.zeros == b.zeros && a.clipped == b.clipped && a.dot == b.dot &&
           a.aa == b.aa && a.bb == b.bb && a.absDiff == b.absDiff && a.squaredDiff == b.squaredDiff && a.maxDiff == b.maxDiff &&
           a.maxRelative == b.maxRelative && a.aSum == b.aSum && a.bSum == b.bSum && a.aMin == b.aMin && a.aMax == b.aMax &&
           a.bMin == b.bMin && a.bMax == b.bMax && a.klByCount == b.klByCount;
}

inline ResultKey keyOf(std::uint64_t configuration, const std::string& mode = "isolated")
{
    return {{configuration, 1}, {2, 2}, {3, 3}, mode, "fast"};
}

/// The code and the words of the error that `what` throws; 1 and no words where it throws none.
struct Thrown {
    int code = 1;
    std::string text;
};
inline Thrown thrownBy(const auto& what)
{
    try {
        if constexpr (std::is_void_v<decltype(what())>)
            what();
        else [[maybe_unused]]
            const auto dropped = what();
    } catch (const Error& error) {
        return {static_cast<int>(error.code()), error.what()};
    }
    return {};
}
#define QB_THROWS(expression, expectedCode, part)                                                                                \
    do {                                                                                                                         \
        const qb::test::Thrown thrown = qb::test::thrownBy([&] { return expression; });                                          \
        QCOMPARE(thrown.code, static_cast<int>(expectedCode));                                                                   \
        QVERIFY2(thrown.text.find(part) != std::string::npos, thrown.text.c_str());                                              \
    } while (false)

inline std::string contentOf(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline void writeContent(const std::string& path, const std::string& content)
{
    std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
}

/// A folder that is gone afterwards; in memory where there is such a place, as these tests wait for the disk thousands of
/// times.
struct Folder {
    QTemporaryDir dir{QFileInfo("/dev/shm").isWritable() ? "/dev/shm/quantbench-XXXXXX"
                                                         : QDir::tempPath() + "/quantbench-XXXXXX"};
    [[nodiscard]] std::string file(const std::string& name) const
    {
        return dir.filePath(QString::fromStdString(name)).toStdString();
    }
};

} // namespace qb::test
