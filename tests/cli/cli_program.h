// SPDX-License-Identifier: GPL-3.0-or-later
// The command line as a program in a folder of its own, which has the project's resources. Header of tests only.
#pragma once

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

namespace qb::test {

/// One call and what came of it.
struct Run {
    int code = -1; ///< -1: killed, or not ended in time
    QByteArray out;
    QByteArray err;
    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

class CliProgram {
public:
    [[nodiscard]] QString file(const QString& name) const { return m_folder.filePath(name); }

    [[nodiscard]] bool prepare() const
    {
        return m_folder.isValid() && QFile::link(QString(QB_SOURCE_DIR) + "/resources", file("resources")) &&
               QDir(m_folder.path()).mkdir("build");
    }

    [[nodiscard]] Run run(const QStringList& arguments) const { return runAtHome({}, arguments); }

    /// Of a user whose home is that folder; empty: of the present one.
    [[nodiscard]] Run runAtHome(const QString& home, const QStringList& arguments) const
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        if (!home.isEmpty()) {
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            for (const char* name : {"XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"})
                environment.remove(name);
            environment.insert("HOME", home);
            process.setProcessEnvironment(environment);
        }
        process.start(QB_CLI, arguments);
        Run run;
        if (!process.waitForFinished(120000))
            return run;
        run.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
        run.out = process.readAllStandardOutput();
        run.err = process.readAllStandardError();
        return run;
    }

    /// With files of at most so many bytes (of 512), as on a full disk; nothing else is limited.
    [[nodiscard]] Run runLimited(const QStringList& arguments, int blocks) const
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start("/bin/sh", QStringList{"-c", QString("ulimit -f %1; exec \"$0\" \"$@\"").arg(blocks), QB_CLI} + arguments);
        Run run;
        if (!process.waitForFinished(120000))
            return run;
        run.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
        run.out = process.readAllStandardOutput();
        run.err = process.readAllStandardError();
        return run;
    }

private:
    QTemporaryDir m_folder;
};

inline QString sampleModel() { return "resources/sample/two_heads.onnx"; }

inline QStringList sampleData()
{
    return {"--data", "resources/sample/images", "--preprocess", "resources/sample/preprocess.json"};
}

inline void verifyKeys(const QJsonObject& object, const QStringList& keys)
{
    for (const QString& key : keys)
        QVERIFY2(object.contains(key), qPrintable("no key " + key));
}

} // namespace qb::test
