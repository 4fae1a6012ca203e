// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/image_header.h"

#include "engine/data/file_bytes.h"

#include <cctype>
#include <cstdlib>
#include <limits>

#include <zlib.h>

namespace qb {

namespace {

using Span = std::span<const std::byte>;

/// Reads of fields that say "truncated" instead of running over the end.
class Reader {
public:
    Reader(const std::string& path, Span bytes) : m_path(path), m_bytes(bytes) {}

    [[nodiscard]] Span part(std::uint64_t at, std::uint64_t count) const
    {
        if (at > m_bytes.size() || count > m_bytes.size() - at)
            broken(Text("is a truncated picture"));
        return m_bytes.subspan(at, count);
    }
    [[nodiscard]] std::uint64_t big(std::uint64_t at, std::uint64_t count) const { return bigEndian(part(at, count)); }
    [[nodiscard]] std::uint64_t little(std::uint64_t at, std::uint64_t count) const { return littleEndian(part(at, count)); }
    [[nodiscard]] bool has(std::uint64_t at, std::string_view text) const
    {
        const Span bytes = part(at, text.size());
        return std::equal(text.begin(), text.end(), bytes.begin(),
                          [](char c, std::byte b) { return static_cast<std::byte>(c) == b; });
    }
    [[nodiscard]] std::uint64_t size() const { return m_bytes.size(); }
    [[noreturn]] void broken(const Text& what) const { brokenFile(m_path, what); }

private:
    const std::string& m_path;
    Span m_bytes;
};

PictureSize sizeOf(const Reader& in, std::uint64_t width, std::uint64_t height)
{
    constexpr std::uint64_t kMax = std::numeric_limits<int>::max();
    if (width == 0 || height == 0 || width > kMax || height > kMax)
        in.broken(Text("is a picture of impossible size {}x{}", width, height));
    return {static_cast<int>(width), static_cast<int>(height)};
}

PictureSize jpegSize(const Reader& in)
{
    std::uint64_t width = 0;
    std::uint64_t height = 0;
    std::uint64_t at = 2;
    while (true) {
        while (in.big(at, 1) == 0xff && in.big(at + 1, 1) == 0xff)
            ++at; // fill bytes
        const std::uint64_t marker = in.big(at + 1, 1);
        if (in.big(at, 1) != 0xff)
            in.broken(Text("is a broken JPEG: no marker at byte {}", at));
        const std::uint64_t length = in.big(at + 2, 2);
        if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
            height = in.big(at + 5, 2);
            width = in.big(at + 7, 2);
        }
        at += 2 + length;
        if (marker == 0xda)
            break;
    }
    // The end mark stands after the scan; without it a decoder fills the rest with grey and says nothing.
    for (std::uint64_t i = in.size(); i-- > at + 1;)
        if (in.big(i - 1, 2) == 0xffd9)
            return sizeOf(in, width, height);
    in.broken(Text("is a truncated JPEG: it has no end mark"));
}

PictureSize pngSize(const Reader& in)
{
    for (std::uint64_t at = 8;;) {
        const std::uint64_t length = in.big(at, 4);
        const Span checked = in.part(at + 4, length + 4);
        if (crc32_z(0, reinterpret_cast<const Bytef*>(checked.data()), checked.size()) != in.big(at + 8 + length, 4))
            in.broken(Text("is a broken PNG: a chunk has a wrong check sum"));
        if (in.has(at + 4, "IEND"))
            break;
        at += 12 + length;
    }
    if (!in.has(12, "IHDR"))
        in.broken(Text("is a broken PNG: it does not begin with its size"));
    return sizeOf(in, in.big(16, 4), in.big(20, 4));
}

PictureSize bmpSize(const Reader& in)
{
    if (in.little(14, 4) == 12)
        return sizeOf(in, in.little(18, 2), in.little(20, 2));
    const auto height = static_cast<std::int32_t>(in.little(22, 4)); // negative: rows from the top
    return sizeOf(in, in.little(18, 4), static_cast<std::uint64_t>(std::abs(static_cast<std::int64_t>(height))));
}

PictureSize webpSize(const Reader& in)
{
    if (in.little(4, 4) + 8 > in.size())
        in.broken(Text("is a truncated WebP"));
    if (in.has(12, "VP8X"))
        return sizeOf(in, in.little(24, 3) + 1, in.little(27, 3) + 1);
    if (in.has(12, "VP8L")) {
        const std::uint64_t bits = in.little(21, 4);
        return sizeOf(in, (bits & 0x3fffU) + 1, (bits >> 14U & 0x3fffU) + 1);
    }
    return sizeOf(in, in.little(26, 2) & 0x3fffU, in.little(28, 2) & 0x3fffU);
}

PictureSize tiffSize(const Reader& in)
{
    const bool little = in.has(0, "II");
    const auto read = [&](std::uint64_t at, std::uint64_t count) { return little ? in.little(at, count) : in.big(at, count); };
    if (read(2, 2) != 42)
        in.broken(Text("is a kind of TIFF that is not read"));
    const std::uint64_t directory = read(4, 4);
    const std::uint64_t entries = read(directory, 2);
    std::uint64_t width = 0;
    std::uint64_t height = 0;
    for (std::uint64_t i = 0; i < entries; ++i) {
        const std::uint64_t at = directory + 2 + 12 * i;
        const std::uint64_t tag = read(at, 2);
        const std::uint64_t value = read(at + 8, read(at + 2, 2) == 3 ? 2 : 4);
        width = tag == 256 ? value : width;
        height = tag == 257 ? value : height;
    }
    return sizeOf(in, width, height);
}

/// P1 to P6: numbers as text, comments from # to the end of the line.
PictureSize pnmSize(const Reader& in)
{
    std::uint64_t at = 2;
    const auto number = [&] {
        const auto next = [&] { return static_cast<int>(in.big(at, 1)); };
        while (std::isspace(next()) != 0 || next() == '#') {
            if (next() == '#')
                while (next() != '\n')
                    ++at;
            ++at;
        }
        std::uint64_t value = 0;
        const std::uint64_t begin = at;
        while (at < begin + 9 && std::isdigit(next()) != 0) {
            value = value * 10 + static_cast<std::uint64_t>(next() - '0');
            ++at;
        }
        return value;
    };
    const std::uint64_t width = number();
    return sizeOf(in, width, number());
}

struct Format {
    std::string_view magic;
    PictureSize (*size)(const Reader&);
};

constexpr Format kFormats[] = {
    {"\xff\xd8\xff", jpegSize}, {"\x89PNG\r\n\x1a\n", pngSize},           {"BM", bmpSize},
    {"RIFF", webpSize},         {std::string_view("II*\0", 4), tiffSize}, {std::string_view("MM\0*", 4), tiffSize},
};

const Format* formatOf(Span head)
{
    static constexpr Format kPnm{"P", pnmSize};
    const std::string_view text(reinterpret_cast<const char*>(head.data()), head.size());
    for (const Format& format : kFormats)
        if (text.starts_with(format.magic) &&
            (format.size != webpSize || text.substr(std::min<std::size_t>(8, text.size())).starts_with("WEBP")))
            return &format;
    return text.size() > 2 && text[0] == 'P' && text[1] >= '1' && text[1] <= '6' &&
                   std::isspace(static_cast<unsigned char>(text[2])) != 0
               ? &kPnm
               : nullptr;
}

} // namespace

bool looksLikePicture(Span head) { return formatOf(head) != nullptr; }

PictureSize pictureSize(const std::string& path, Span bytes)
{
    const Format* format = formatOf(bytes);
    if (!format)
        brokenFile(path, Text("is no picture of a kind that is read (JPEG, PNG, BMP, WebP, TIFF, PNM)"));
    return format->size(Reader(path, bytes));
}

} // namespace qb
