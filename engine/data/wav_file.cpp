// SPDX-License-Identifier: GPL-3.0-or-later
// WAV: RIFF chunks, PCM of 8 to 32 bits or IEEE float. Frame i holds the samples [i * hop - context, i * hop + frame),
// zeros before the beginning; a rest that fills no frame is left out.
#include "engine/data/array_file.h"

#include <bit>
#include <cmath>
#include <cstring>

namespace qb {

namespace {

constexpr unsigned kPcm = 1;
constexpr unsigned kFloat = 3;
constexpr unsigned kExtensible = 0xfffe;

struct WavHeader {
    unsigned format = 0;
    unsigned channels = 0;
    unsigned bits = 0;
    std::uint64_t dataOffset = 0;
    std::uint64_t samples = 0; ///< per channel
    [[nodiscard]] std::size_t blockBytes() const { return std::size_t{channels} * bits / 8; }
};

void readFormat(FileBytes& file, std::uint64_t offset, std::uint64_t size, WavHeader& header)
{
    if (size < 16)
        brokenFile(file.path(), Text("the format chunk is too short"));
    const Bytes chunk = file.read(offset, std::min<std::uint64_t>(size, 40));
    const auto field = [&](std::size_t at) { return static_cast<unsigned>(littleEndian(std::span(chunk).subspan(at, 2))); };
    header.format = field(0);
    header.channels = field(2);
    header.bits = field(14);
    if (header.format == kExtensible && chunk.size() >= 26)
        header.format = field(24);
    const bool pcm = header.format == kPcm && (header.bits == 8 || header.bits == 16 || header.bits == 24 || header.bits == 32);
    const bool real = header.format == kFloat && (header.bits == 32 || header.bits == 64);
    if ((!pcm && !real) || header.channels == 0 || header.channels > 64)
        brokenFile(
            file.path(),
            Text("audio of format {} with {} bits and {} channels is not read", header.format, header.bits, header.channels),
            Text("convert it to 16-bit PCM"));
}

WavHeader readHeader(const std::string& path)
{
    FileBytes file(path);
    const Bytes riff = file.read(0, 12);
    if (std::memcmp(riff.data(), "RIFF", 4) != 0 || std::memcmp(riff.data() + 8, "WAVE", 4) != 0)
        brokenFile(path, Text("is no WAV file"));
    WavHeader header;
    for (std::uint64_t at = 12; at + 8 <= file.size();) {
        const Bytes chunk = file.read(at, 8);
        std::uint64_t size = littleEndian(std::span(chunk).subspan(4, 4));
        at += 8;
        if (std::memcmp(chunk.data(), "fmt ", 4) == 0)
            readFormat(file, at, size, header);
        if (std::memcmp(chunk.data(), "data", 4) == 0) {
            if (header.channels == 0)
                brokenFile(path, Text("the values stand before their format"));
            if (size == 0xffffffff) // a recorder that did not know the length
                size = file.size() - at;
            if (size > file.size() - at)
                brokenFile(path, Text("is truncated: {} bytes of audio announced, {} there", size, file.size() - at));
            header.dataOffset = at;
            header.samples = size / header.blockBytes();
            return header;
        }
        at += size + (size & 1U);
    }
    brokenFile(path, Text("is a truncated WAV file: no audio in it"));
}

/// One value, in [-1, 1) for PCM.
double decodeValue(const WavHeader& header, std::span<const std::byte> bytes)
{
    const std::uint64_t raw = littleEndian(bytes);
    if (header.format == kFloat)
        return header.bits == 32 ? static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(raw)))
                                 : std::bit_cast<double>(raw);
    if (header.bits == 8)
        return (static_cast<double>(raw) - 128.0) / 128.0;
    const auto value = static_cast<std::int64_t>(raw << (64U - header.bits)) >> (64U - header.bits);
    return static_cast<double>(value) / std::ldexp(1.0, static_cast<int>(header.bits) - 1);
}

class WavFile : public ArrayFile {
public:
    WavFile(const std::string& filePath, ArrayInfo arrayInfo, const WavHeader& header, const WavFraming& wav)
        : ArrayFile(filePath, std::move(arrayInfo)), m_header(header), m_wav(wav)
    {
    }

protected:
    void read(std::uint64_t offset, std::span<std::byte> out) const override
    {
        const std::size_t length = static_cast<std::size_t>(m_wav.frame + m_wav.context);
        FileBytes file(path());
        std::uint64_t row = offset / (length * sizeof(float));
        for (std::size_t at = 0; at < out.size(); at += length * sizeof(float), ++row)
            readRow(file, row, out.subspan(at, length * sizeof(float)));
    }

private:
    void readRow(FileBytes& file, std::uint64_t row, std::span<std::byte> out) const
    {
        const std::uint64_t end = row * static_cast<std::uint64_t>(m_wav.hop) + static_cast<std::uint64_t>(m_wav.frame);
        const std::uint64_t length = out.size() / sizeof(float);
        const std::uint64_t there = std::min(end, length); // fewer than `length` at the beginning of the file
        const std::size_t block = m_header.blockBytes();
        const Bytes bytes = file.read(m_header.dataOffset + (end - there) * block, there * block);
        const std::size_t zeros = length - there;
        std::fill_n(out.begin(), zeros * sizeof(float), std::byte{0});
        for (std::size_t i = 0; i < there; ++i) {
            double sum = 0.0;
            for (std::size_t c = 0; c < m_header.channels; ++c)
                sum += decodeValue(m_header, std::span(bytes).subspan(i * block + c * m_header.bits / 8, m_header.bits / 8));
            const auto value = static_cast<float>(sum / m_header.channels);
            std::memcpy(&out[(zeros + i) * sizeof(float)], &value, sizeof value);
        }
    }

    WavHeader m_header;
    WavFraming m_wav;
};

} // namespace

ArrayFilePtr openWav(const std::string& path, const WavFraming& wav, std::size_t rank)
{
    const WavHeader header = readHeader(path);
    const auto frame = static_cast<std::uint64_t>(wav.frame);
    if (header.samples < frame)
        brokenFile(path, Text("has {} samples, fewer than a frame of {}", header.samples, frame));
    const std::uint64_t rows = (header.samples - frame) / static_cast<std::uint64_t>(wav.hop) + 1;
    Shape shape(std::max<std::size_t>(rank, 2), 1);
    shape.front() = static_cast<std::int64_t>(rows);
    shape.back() = wav.frame + wav.context;
    return std::make_shared<WavFile>(path, ArrayInfo{ElementType::Float32, std::move(shape), false}, header, wav);
}

} // namespace qb
