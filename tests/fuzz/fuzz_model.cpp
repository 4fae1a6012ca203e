// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes: a model that can be written again, or one qb::Error. Built with libFuzzer where the compiler has it; the
// replay beside it runs the same function over made and mutated models as an ordinary test.
#include "engine/base/error.h"
#include "engine/model/onnx_reader.h"
#include "engine/model/onnx_writer.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    try {
        const qb::Graph graph = qb::readOnnxBytes({reinterpret_cast<const std::byte*>(data), size}, "/nonexistent");
        (void)qb::writeModel(graph);
    } catch (const qb::Error&) { // the one way to refuse
    }
    return 0;
}
