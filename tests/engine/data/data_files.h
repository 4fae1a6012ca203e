// SPDX-License-Identifier: GPL-3.0-or-later
// Writes tiny data files of every form, byte by byte, so that the readers are tested against the formats and not
// against a library that shares their mistakes.
#pragma once

#include "engine/base/error.h"
#include "engine/base/finding.h"
#include "engine/data/sample_set.h"

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtEndian>

#include <cstring>
#include <map>
#include <string>
#include <vector>

#include <onnx/onnx_pb.h>
#include <zlib.h>

namespace qb::test {

/// A folder that vanishes with the test.
class DataFolder {
public:
    std::string write(const std::string& name, const QByteArray& bytes)
    {
        const QString path = m_folder.filePath(QString::fromStdString(name));
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        file.remove(); // rewriting in place makes some file systems wait for the disk
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("can't write %s", qPrintable(path));
        return path.toStdString();
    }
    [[nodiscard]] std::string path(const std::string& name = {}) const
    {
        return m_folder.filePath(QString::fromStdString(name)).toStdString();
    }

private:
    QTemporaryDir m_folder;
};

template <typename T>
QByteArray bytesOf(const std::vector<T>& values)
{
    return {reinterpret_cast<const char*>(values.data()), static_cast<qsizetype>(values.size() * sizeof(T))};
}

template <typename T>
QByteArray little(T value)
{
    value = qToLittleEndian(value);
    return {reinterpret_cast<const char*>(&value), sizeof value};
}

template <typename T>
QByteArray big(T value)
{
    value = qToBigEndian(value);
    return {reinterpret_cast<const char*>(&value), sizeof value};
}

inline QByteArray npy(const QByteArray& descr, const QByteArray& shape, const QByteArray& data,
                      const QByteArray& fortran = "False")
{
    QByteArray header = "{'descr': '" + descr + "', 'fortran_order': " + fortran + ", 'shape': " + shape + ", }";
    while ((10 + header.size() + 1) % 64 != 0)
        header += ' ';
    header += '\n';
    return QByteArray("\x93NUMPY\x01\x00", 8) + little(static_cast<quint16>(header.size())) + header + data;
}

inline QByteArray floatNpy(const QByteArray& shape, const std::vector<float>& values)
{
    return npy("<f4", shape, bytesOf(values));
}

/// Deflated without zlib's frame, as zip members are.
inline QByteArray deflated(const QByteArray& data)
{
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    QByteArray out(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(data.size()))), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
    stream.avail_in = static_cast<uInt>(data.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return out;
}

enum class Pack { Stored, Deflated };

inline QByteArray zip(const std::map<std::string, QByteArray>& members, Pack pack = Pack::Stored)
{
    QByteArray file;
    QByteArray directory;
    for (const auto& [name, data] : members) {
        const QByteArray packed = pack == Pack::Deflated ? deflated(data) : data;
        const auto crc =
            static_cast<quint32>(crc32(0, reinterpret_cast<const Bytef*>(data.data()), static_cast<uInt>(data.size())));
        const QByteArray common = little(quint16{20}) + little(quint16{0}) +
                                  little(static_cast<quint16>(pack == Pack::Deflated ? 8 : 0)) + little(quint32{0}) +
                                  little(crc) + little(static_cast<quint32>(packed.size())) +
                                  little(static_cast<quint32>(data.size())) + little(static_cast<quint16>(name.size()));
        directory += QByteArray("PK\x01\x02", 4) + little(quint16{20}) + common + little(quint16{0}) +
                     QByteArray(2 + 2 + 2 + 4, '\0') + little(static_cast<quint32>(file.size())) +
                     QByteArray::fromStdString(name);
        file += QByteArray("PK\x03\x04", 4) + common + little(quint16{4}) + QByteArray::fromStdString(name) +
                QByteArray("\0\0\0\0", 4) + packed;
    }
    const auto offset = static_cast<quint32>(file.size());
    return file + directory + QByteArray("PK\x05\x06\0\0\0\0", 8) + little(static_cast<quint16>(members.size())) +
           little(static_cast<quint16>(members.size())) + little(static_cast<quint32>(directory.size())) + little(offset) +
           little(quint16{0});
}

inline QByteArray gzipped(const QByteArray& data)
{
    const auto crc = static_cast<quint32>(crc32(0, reinterpret_cast<const Bytef*>(data.data()), static_cast<uInt>(data.size())));
    return QByteArray("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10) + deflated(data) + little(crc) +
           little(static_cast<quint32>(data.size()));
}

inline QByteArray idx(int type, const std::vector<quint32>& sides, const QByteArray& data)
{
    QByteArray file("\0\0", 2);
    file += static_cast<char>(type);
    file += static_cast<char>(sides.size());
    for (const quint32 side : sides)
        file += big(side);
    return file + data;
}

inline QByteArray wav(const std::vector<qint16>& values, int channels = 1)
{
    const QByteArray data = bytesOf(values);
    const QByteArray format = little(quint16{1}) + little(static_cast<quint16>(channels)) + little(quint32{16000}) +
                              little(static_cast<quint32>(32000 * channels)) + little(static_cast<quint16>(2 * channels)) +
                              little(quint16{16});
    const QByteArray chunks = QByteArray("WAVE") + "fmt " + little(quint32{16}) + format + "LIST" + little(quint32{3}) +
                              QByteArray("abc\0", 4) + "data" + little(static_cast<quint32>(data.size())) + data;
    return "RIFF" + little(static_cast<quint32>(chunks.size())) + chunks;
}

inline QByteArray tensorProto(const std::string& name, const std::vector<std::int64_t>& dims, const std::vector<float>& values)
{
    onnx::TensorProto tensor;
    tensor.set_name(name);
    tensor.set_data_type(onnx::TensorProto::FLOAT);
    for (const std::int64_t d : dims)
        tensor.add_dims(d);
    tensor.set_raw_data(std::string(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float)));
    return QByteArray::fromStdString(tensor.SerializeAsString());
}

/// A picture of binary RGB.
inline QByteArray ppm(int width, int height, const QByteArray& rgb)
{
    return "P6\n" + QByteArray::number(width) + " " + QByteArray::number(height) + "\n255\n" + rgb;
}

/// One colour throughout.
inline QByteArray flatPpm(int width, int height, int r, int g, int b)
{
    QByteArray rgb;
    for (int i = 0; i < width * height; ++i)
        rgb += QByteArray().append(static_cast<char>(r)).append(static_cast<char>(g)).append(static_cast<char>(b));
    return ppm(width, height, rgb);
}

inline PortInfo port(const std::string& name, ElementType type, Shape shape, std::vector<std::string> dimNames = {})
{
    PortInfo info;
    info.name = name;
    info.type = type;
    info.dimNames = std::move(dimNames);
    info.dimNames.resize(shape.size());
    info.shape = std::move(shape);
    return info;
}

inline std::vector<PortInfo> floatPort(const std::string& name, Shape shape, std::vector<std::string> dimNames = {})
{
    return {port(name, ElementType::Float32, std::move(shape), std::move(dimNames))};
}

inline DataOptions at(const std::string& path)
{
    DataOptions options;
    options.path = path;
    return options;
}

inline std::vector<float> floatsOf(const Tensor& tensor)
{
    const Tensor values = tensor.toFloat32();
    return {values.floats().begin(), values.floats().end()};
}

inline std::size_t countOf(const Findings& findings, const std::string& rule)
{
    return static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(), [&](const Finding& f) { return f.rule == rule; }));
}

/// The message of the Error that `action` throws, or "" where it throws none.
template <typename Action>
std::string errorOf(Action action)
{
    try {
        action();
    } catch (const Error& e) {
        return e.what();
    }
    return {};
}

inline bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

} // namespace qb::test
