// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/record.h"

#include "engine/base/fingerprint.h"

#include <cmath>

namespace qb {

namespace {

constexpr std::byte kFormat{1};
constexpr std::size_t kSealBytes = 8;

std::uint64_t hashOf(std::span<const std::byte> content, std::string_view place)
{
    Hasher hasher;
    hasher.add(place).bytes(content.data(), content.size());
    return hasher.result().low;
}

/// All numbers of a MetricSums, once for both directions.
template <typename Sums, typename Whole, typename Real>
void eachNumber(Sums& s, Whole whole, Real real)
{
    whole(s.count), whole(s.notFinite), whole(s.zeros), whole(s.clipped);
    real(s.dot), real(s.aa), real(s.bb), real(s.absDiff), real(s.squaredDiff), real(s.maxDiff), real(s.maxRelative);
    real(s.aSum), real(s.bSum), real(s.aMin), real(s.aMax), real(s.bMin), real(s.bMax), real(s.klByCount);
}

} // namespace

Bytes sealed(std::span<const std::byte> content, std::string_view place)
{
    Bytes record;
    record.reserve(1 + content.size() + kSealBytes);
    record.push_back(kFormat);
    record.insert(record.end(), content.begin(), content.end());
    const std::uint64_t seal = hashOf(record, place);
    for (std::size_t i = 0; i < kSealBytes; ++i)
        record.push_back(static_cast<std::byte>(seal >> (8 * i)));
    return record;
}

std::span<const std::byte> unsealed(std::span<const std::byte> record, std::string_view place)
{
    if (record.size() < 1 + kSealBytes || record.front() != kFormat)
        ByteReader::fail();
    const std::span<const std::byte> body = record.first(record.size() - kSealBytes);
    std::uint64_t seal = 0;
    for (std::size_t i = 0; i < kSealBytes; ++i)
        seal |= static_cast<std::uint64_t>(record[body.size() + i]) << (8 * i);
    if (hashOf(body, place) != seal)
        ByteReader::fail();
    return body.subspan(1);
}

std::int64_t sealOf(std::string_view text, std::string_view place)
{
    return static_cast<std::int64_t>(hashOf(std::as_bytes(std::span(text.data(), text.size())), place));
}

void writeText(ByteWriter& out, std::string_view text)
{
    out.whole(text.size());
    for (const char c : text)
        out.whole(static_cast<unsigned char>(c));
}

std::string readText(ByteReader& in)
{
    std::string text(in.itemCount(1), '\0');
    for (char& c : text)
        c = static_cast<char>(in.wholeUpTo(255));
    return text;
}

Bytes toBytes(const MetricSums& sums)
{
    ByteWriter out;
    eachNumber(
        sums, [&](std::uint64_t value) { out.whole(value); }, [&](double value) { out.real(value); });
    return out.take();
}

MetricSums sumsFromBytes(std::span<const std::byte> bytes)
{
    ByteReader in(bytes);
    MetricSums sums;
    eachNumber(
        sums, [&](std::uint64_t& value) { value = in.whole(); }, [&](double& value) { value = in.realDouble(); });
    in.expectEnd();
    return sums;
}

Bytes toBytes(const SampleRows& rows)
{
    ByteWriter out;
    out.whole(rows.size());
    for (const auto& [sample, row] : rows) {
        out.whole(sample);
        for (const double value : {row.min, row.max, row.sum, row.sumSquares})
            out.real(value);
        out.whole(row.count);
    }
    return out.take();
}

SampleRows rowsFromBytes(std::span<const std::byte> bytes)
{
    ByteReader in(bytes);
    SampleRows rows;
    for (std::size_t i = in.itemCount(34); i > 0; --i) {
        SampleExtremes& row = rows[in.whole()];
        for (double* value : {&row.min, &row.max, &row.sum, &row.sumSquares})
            *value = in.realDouble();
        row.count = in.whole();
    }
    in.expectEnd();
    return rows;
}

void writeQuantParams(ByteWriter& out, const QuantParams& params)
{
    writeText(out, toString(params.dtype));
    out.whole(params.scales.size());
    for (const float scale : params.scales)
        out.real(scale);
    out.whole(params.zeroPoints.size());
    for (const std::int32_t zero : params.zeroPoints)
        out.integer(zero);
    out.integer(params.axis);
    out.whole(params.narrow ? 1 : 0);
}

QuantParams readQuantParams(ByteReader& in)
{
    QuantParams params;
    const auto dtype = dtypeFromString(readText(in));
    if (!dtype)
        ByteReader::fail();
    params.dtype = *dtype;
    params.scales.resize(in.itemCount(4));
    for (float& scale : params.scales)
        scale = in.realFloat();
    params.zeroPoints.resize(in.itemCount(1));
    for (std::int32_t& zero : params.zeroPoints)
        zero = static_cast<std::int32_t>(in.integer());
    params.axis = static_cast<int>(in.integer());
    params.narrow = in.wholeUpTo(1) != 0;
    return params;
}

namespace {

// What begins with 0 is a format, which arguments follow; else it is verbatim (as all texts of older studies are).
constexpr char kFormatFollows = '\0';
constexpr int kDeepest = 16;

void checkDepth(int depth)
{
    if (depth > kDeepest)
        ByteReader::fail();
}

Text readTextAt(ByteReader& in, int depth)
{
    checkDepth(depth);
    std::string first = readText(in);
    if (first.empty() || first.front() != kFormatFollows)
        return Text::verbatim(std::move(first));
    std::vector<Text::Argument> arguments(in.itemCount(2));
    for (Text::Argument& argument : arguments) {
        const bool isText = in.wholeUpTo(1) != 0;
        if (isText)
            argument.text = readTextAt(in, depth + 1);
        else
            argument.plain = readText(in);
    }
    return Text::restored(first.substr(1), std::move(arguments));
}

} // namespace

void writeText(ByteWriter& out, const Text& text)
{
    if (text.format().empty()) {
        writeText(out, text.english());
        return;
    }
    writeText(out, kFormatFollows + text.format());
    out.whole(text.arguments().size());
    for (const Text::Argument& argument : text.arguments()) {
        out.whole(argument.text.empty() ? 0 : 1);
        argument.text.empty() ? writeText(out, argument.plain) : writeText(out, argument.text);
    }
}

Text readTranslatable(ByteReader& in) { return readTextAt(in, 0); }

void writeFinding(ByteWriter& out, const Finding& finding)
{
    for (const std::string* text : {&finding.rule, &finding.unit, &finding.point})
        writeText(out, *text);
    writeText(out, finding.message);
    writeText(out, finding.cure);
    out.whole(static_cast<std::uint64_t>(finding.severity));
    out.whole(finding.canApply ? 1 : 0);
    out.whole(finding.numbers.size());
    for (const auto& [name, value] : finding.numbers) {
        writeText(out, name);
        out.real(value);
    }
}

Finding readFinding(ByteReader& in)
{
    Finding finding;
    for (std::string* text : {&finding.rule, &finding.unit, &finding.point})
        *text = readText(in);
    finding.message = readTranslatable(in);
    finding.cure = readTranslatable(in);
    finding.severity = static_cast<Severity>(in.wholeUpTo(static_cast<std::uint64_t>(Severity::Error)));
    finding.canApply = in.wholeUpTo(1) != 0;
    for (std::size_t i = in.itemCount(9); i > 0; --i) {
        const std::string name = readText(in);
        finding.numbers[name] = in.realDouble();
    }
    return finding;
}

} // namespace qb
