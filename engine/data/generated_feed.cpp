// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/generated_feed.h"

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/data/numbers.h"

#include <cstring>
#include <tuple>

namespace qb {

namespace {

constexpr std::uint64_t kMaxGeneratedBytes = std::uint64_t{512} << 20U;

/// splitmix64: one well-mixed number per counter value, the same on every machine.
std::uint64_t mixed(std::uint64_t counter)
{
    std::uint64_t z = counter + 0x9e3779b97f4a7c15U;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
}

bool appendConstant(std::vector<std::byte>& bytes, ElementType type, std::string_view word)
{
    const std::size_t at = bytes.size();
    bytes.resize(at + elementSize(type));
    if (type == ElementType::Bool && (word == "true" || word == "false")) {
        bytes[at] = static_cast<std::byte>(word == "true");
        return true;
    }
    if (isIntegerType(type)) {
        const auto value = integerFromText(word);
        const auto [least, greatest] = integerRange(type);
        if (!value || static_cast<double>(*value) < least || static_cast<double>(*value) > greatest)
            return false;
        std::memcpy(&bytes[at], &*value, elementSize(type)); // little endian: the low bytes
        return true;
    }
    const auto value = numberFromText(word);
    if (value)
        storeNumber(type, *value, &bytes[at]);
    return value.has_value();
}

void parseConstants(const std::string& text, const ModelInput& input, GeneratedFeed& feed, Problems& problems)
{
    feed.kind = GeneratedFeed::Kind::Constant;
    for (const std::string& part : split(text, ',')) {
        if (appendConstant(feed.bytes, input.port.type, trimmed(part)))
            continue;
        problems.add(
            Text("input '{}': '{}' is no value of type {}; it takes values, image_size, zeros, randint:LO:HI or from:OUTPUT",
                 input.port.name, part, toString(input.port.type)));
        return;
    }
}

} // namespace

GeneratedFeed GeneratedFeed::parse(const std::string& text, const ModelInput& input, Problems& problems)
{
    GeneratedFeed feed;
    const std::string& name = input.port.name;
    if (!holdsNumbers(input.port.type)) {
        problems.add(Text("input '{}': values of type {} can't be made", name, toString(input.port.type)));
    } else if (text == "zeros") {
        feed.kind = Kind::Zeros;
    } else if (text == "image_size") {
        feed.kind = Kind::ImageSize;
    } else if (text.starts_with("from:")) {
        feed.kind = Kind::State;
        feed.output = text.substr(5);
        if (feed.output.empty())
            problems.add(Text("input '{}': from: needs the name of an output", name));
    } else if (text.starts_with("randint:")) {
        feed.kind = Kind::RandInt;
        const std::vector<std::string> parts = split(text, ':');
        const auto low = integerFromText(parts.at(1));
        const auto high = integerFromText(parts.back());
        if (parts.size() != 3 || !low || !high || *low >= *high)
            problems.add(Text("input '{}': '{}' is no randint:LO:HI with LO < HI (HI itself is left out)", name, text));
        else
            std::tie(feed.low, feed.high) = std::pair(*low, *high);
    } else {
        parseConstants(text, input, feed, problems);
    }
    return feed;
}

Shape GeneratedFeed::shapeFor(const ModelInput& input, std::int64_t batch,
                              const std::map<std::string, std::int64_t>& symbols) const
{
    Shape shape = input.port.shape;
    std::size_t open = 0;
    std::size_t last = 0;
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        if (shape[axis] >= 0)
            continue;
        const auto symbol = symbols.find(input.port.dimNames[axis]);
        if (axis == 0 && input.batched)
            shape[axis] = batch;
        else if (symbol != symbols.end() && !symbol->first.empty())
            shape[axis] = symbol->second;
        else
            last = axis, ++open;
    }
    if (open == 1 && kind == Kind::Constant) {
        std::uint64_t others = 1;
        for (const std::int64_t d : shape)
            others *= d < 0 ? 1 : static_cast<std::uint64_t>(d);
        const std::uint64_t count = bytes.size() / elementSize(input.port.type);
        if (others != 0 && count % others == 0)
            shape[last] = static_cast<std::int64_t>(count / others);
    }
    return shape;
}

Tensor GeneratedFeed::value(const ModelInput& input, const Shape& shape, std::uint64_t stream) const
{
    const ElementType type = input.port.type;
    const auto count = elementCount(shape);
    if (!count || *count > kMaxGeneratedBytes / elementSize(type))
        throw Error(ErrorCode::BadInput, Text("input '{}' of shape {} can't be made", input.port.name, toString(shape)),
                    Text("give its open sizes"));
    if (kind == Kind::Zeros || kind == Kind::State)
        return Tensor::zeros(type, shape);
    Tensor tensor = Tensor::uninitialized(type, shape);
    auto* at = static_cast<std::byte*>(tensor.mutableData());
    if (kind == Kind::Constant) {
        const std::size_t rows = input.batched && shape.front() > 0 ? static_cast<std::size_t>(shape.front()) : 1;
        if (bytes.size() != elementSize(type) && bytes.size() != tensor.byteSize() && bytes.size() * rows != tensor.byteSize())
            throw Error(ErrorCode::BadInput, Text("input '{}' wants {} values {}, got {}", input.port.name, *count,
                                                  toString(shape), bytes.size() / elementSize(type)));
        for (std::size_t done = 0; done < tensor.byteSize(); done += bytes.size())
            std::memcpy(at + done, bytes.data(), bytes.size());
        return tensor;
    }
    const std::uint64_t base = mixed(stream);
    for (std::uint64_t i = 0; i < *count; ++i, at += elementSize(type)) {
        const std::uint64_t random = mixed(base + i);
        if (kind == Kind::RandInt) {
            const auto width = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
            storeNumber(type, static_cast<double>(low + static_cast<std::int64_t>(random % width)), at);
        } else {
            storeNumber(type, static_cast<double>(random >> 40U) * 0x1p-23 - 1.0, at);
        }
    }
    return tensor;
}

Text GeneratedFeed::text() const
{
    switch (kind) {
    case Kind::Zeros: return Text("zeros");
    case Kind::Constant: return Text("constant");
    case Kind::ImageSize: return Text("width and height of the picture as read");
    case Kind::RandInt: return Text("random integers {} <= x < {}", low, high);
    case Kind::Random: return Text("random values in [-1, 1)");
    case Kind::State: return Text("zeros at the start of a sequence, then the output '{}' of the run before", output);
    }
    return {};
}

} // namespace qb
