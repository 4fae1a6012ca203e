// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/places.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace qb {

QString studyPathFor(const QString& modelPath, const QString& folder)
{
    const QFileInfo info(modelPath);
    const QByteArray place =
        QCryptographicHash::hash(info.absoluteFilePath().toUtf8(), QCryptographicHash::Sha1).toHex().left(10);
    return folder + QLatin1Char('/') + info.completeBaseName() + QLatin1Char('-') + QString::fromLatin1(place) +
           QStringLiteral(".qbs");
}

QString bundled(const QString& name)
{
    for (const QString& folder :
         {QCoreApplication::applicationDirPath() + QStringLiteral("/../share/quantbench"), QStringLiteral(QB_RESOURCES_DIR)})
        if (const QFileInfo place(folder + QLatin1Char('/') + name); place.exists())
            return place.canonicalFilePath();
    return {};
}

QString sampleModelPath() { return bundled(QStringLiteral("sample/two_heads.onnx")); }

DataOptions sampleData()
{
    DataOptions data;
    const QString folder = QFileInfo(sampleModelPath()).path();
    data.path = (folder + QStringLiteral("/images")).toStdString();
    data.preprocess = readPreprocess((folder + QStringLiteral("/preprocess.json")).toStdString());
    return data;
}

QString folderForResults(const QString& modelPath)
{
    QString folder = QFileInfo(modelPath).absolutePath();
    if (modelPath != sampleModelPath() && QFileInfo(folder).isWritable())
        return folder;
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(documents).isDir() ? documents : QDir::homePath();
}

} // namespace qb
