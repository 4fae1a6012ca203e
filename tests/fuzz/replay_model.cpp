// SPDX-License-Identifier: GPL-3.0-or-later
// Feeds the fuzz target: files given as arguments, else every made model, its prefixes and random changes of its bytes.
#include "tests/support/made_models.h"

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <random>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void feed(const std::string& bytes) { LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()); }

void feedChanged(const std::string& bytes, unsigned seed)
{
    std::mt19937 numbers(seed);
    for (std::size_t i = 0; i <= 100; ++i)
        feed(bytes.substr(0, bytes.size() * i / 100));
    for (int round = 0; round < 300; ++round) {
        std::string changed = bytes;
        for (unsigned n = 1 + numbers() % 4; n > 0; --n) {
            const std::size_t at = numbers() % changed.size();
            switch (numbers() % 4) {
            case 0: changed[at] = static_cast<char>(numbers()); break;
            case 1: changed[at] = static_cast<char>(changed[at] ^ (1 << numbers() % 8)); break;
            case 2: changed.erase(at, 1 + numbers() % 8); break;
            default: changed.insert(at, changed.substr(numbers() % changed.size(), 1 + numbers() % 32)); break;
            }
            if (changed.empty())
                break;
        }
        feed(changed);
    }
}

} // namespace

int main(int argc, char** argv)
{
    for (int i = 1; i < argc; ++i) {
        std::ifstream file(argv[i], std::ios::binary);
        feed({std::istreambuf_iterator<char>(file), {}});
    }
    if (argc > 1)
        return 0;
    unsigned seed = 0;
    for (const qb::test::MadeModel& made : qb::test::madeModels())
        feedChanged(made.bytes, ++seed);
    std::printf("%u models, each cut off at 100 places and changed 300 times\n", seed);
    return 0;
}
