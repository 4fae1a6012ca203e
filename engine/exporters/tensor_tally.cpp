// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/tensor_tally.h"

#include "engine/quant/channel_layout.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

namespace qb {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

} // namespace

TensorTally::TensorTally(std::string name, SharedParams params)
    : m_check{std::move(name), true, 0, 1}, m_params(params && isInteger(params->dtype) ? std::move(params) : SharedParams{})
{
}

void TensorTally::compare(const Tensor& expected, const Tensor& got)
{
    m_compared = true;
    if (expected.identical(got)) {
        m_elements += expected.count();
        m_equal += expected.count();
        return;
    }
    m_check.equal = false;
    if (!expected.isDense() || !got.isDense() || expected.type() != got.type() || expected.shape() != got.shape()) {
        m_check.equalShare = kNaN;
        return;
    }
    countEqual(expected, got);
    if (m_params && expected.isFloat())
        measureSteps(expected.floats(), got.floats(), expected.shape());
}

void TensorTally::countEqual(const Tensor& expected, const Tensor& got)
{
    const std::size_t size = std::max<std::size_t>(1, elementSize(expected.type()));
    const std::byte* a = expected.bytes().data();
    const std::byte* b = got.bytes().data();
    const std::size_t n = expected.byteSize() / size;
    m_elements += n;
    for (std::size_t i = 0; i < n; ++i)
        m_equal += std::memcmp(a + i * size, b + i * size, size) == 0 ? 1U : 0U;
}

void TensorTally::measureSteps(std::span<const float> expected, std::span<const float> got, const Shape& shape)
{
    const ChannelLayout layout = channelLayout(shape, m_params->axis);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (std::bit_cast<std::uint32_t>(expected[i]) == std::bit_cast<std::uint32_t>(got[i]))
            continue;
        const double difference = std::abs(static_cast<double>(expected[i]) - static_cast<double>(got[i]));
        const double steps = difference / static_cast<double>(m_params->scaleOf(i / layout.inner % layout.channels));
        m_check.maxSteps = std::max(m_check.maxSteps, std::isnan(steps) ? kInfinity : steps);
    }
}

TensorCheck TensorTally::result() const
{
    TensorCheck done = m_check;
    if (m_elements != 0 && !std::isnan(done.equalShare))
        done.equalShare = static_cast<double>(m_equal) / static_cast<double>(m_elements);
    if (!m_params)
        done.maxSteps = kNaN;
    return done;
}

} // namespace qb
