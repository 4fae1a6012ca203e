// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/house/house_rules.h"

#include <QtTest>

#include <string>
#include <vector>

using namespace qb::house;

namespace {

QStringList printed(const std::vector<Breach>& breaches)
{
    QStringList lines;
    for (const Breach& breach : breaches)
        lines << QString::fromStdString(toString(breach));
    return lines;
}

/// One file that includes one header: its breaches.
QStringList including(const std::string& path, const std::string& target)
{
    return printed(includeBreaches({{path, "// line\n#include " + target + "\n"}}));
}

} // namespace

class TestLayers : public QObject {
    Q_OBJECT

private slots:
    void theTreeIsInOrder()
    {
        const std::vector<SourceFile> files = readTree(QB_SOURCE_DIR);
        const auto count = [&](const std::string& folder) {
            return std::count_if(files.begin(), files.end(), [&](const SourceFile& f) { return f.path.starts_with(folder); });
        };
        QVERIFY(count("engine/base/") > 5);
        QVERIFY(count("tests/") > 5);
        QVERIFY(count("dev") == 1);
        const QStringList breaches = printed(includeBreaches(files)) + printed(licenceBreaches(files));
        QVERIFY2(breaches.isEmpty(), qPrintable("\n" + breaches.join('\n')));
    }

    void aLayerSeesOnlyToItsLeft()
    {
        const std::vector<std::string> order{"base",    "ort",  "model",    "layout",    "quant", "qconfig",
                                             "runtime", "data", "analysis", "exporters", "study"};
        for (std::size_t from = 0; from < order.size(); ++from)
            for (std::size_t to = 0; to < order.size(); ++to) {
                const QStringList breaches = including("engine/" + order[from] + "/x.cpp", "\"engine/" + order[to] + "/y.h\"");
                QCOMPARE(breaches.size(), to > from ? 1 : 0);
            }
        QCOMPARE(including("engine/quant/x.cpp", "\"engine/qconfig/y.h\""),
                 QStringList{"engine/quant/x.cpp:2: engine/quant stands before engine/qconfig in the order of the layers"});
        QCOMPARE(including("engine/shiny/x.cpp", "\"engine/base/y.h\""),
                 QStringList{"engine/shiny/x.cpp:2: engine/shiny has no place in the order of the layers"});
        QCOMPARE(including("engine/study/x.cpp", "\"engine/shiny/y.h\"").size(), 1);
    }

    void whoMayIncludeWhom_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("target");
        QTest::addColumn<bool>("allowed");
        const auto row = [](const char* path, const char* target, bool allowed) {
            QTest::addRow("%s %s", path, target) << path << target << allowed;
        };
        row("engine/base/x.h", "<vector>", true);
        row("engine/base/x.h", "<QString>", false);
        row("engine/base/x.h", "<QtCore/QString>", false);
        row("engine/base/x.h", "<qglobal.h>", false);
        row("engine/base/x.h", "\"widgets/graph/view.h\"", false);
        row("engine/study/x.h", "\"app/cli/y.h\"", false);
        row("engine/study/x.h", "\"tests/support/y.h\"", false);
        row("engine/base/x.cpp", "\"error.h\"", false);
        row("engine/base/x.cpp", "\"../base/error.h\"", false);
        row("widgets/graph/x.h", "<QWidget>", true);
        row("widgets/graph/x.h", "<qcustomplot.h>", true);
        row("widgets/graph/x.h", "\"engine/analysis/rows.h\"", true);
        row("widgets/graph/x.h", "\"widgets/common/y.h\"", true);
        row("widgets/graph/x.cpp", "\"x.moc\"", true);
        row("widgets/graph/x.h", "\"engine/runtime/evaluator.h\"", false);
        row("widgets/graph/x.h", "\"app/gui/window.h\"", false);
        row("app/gui/x.h", "\"widgets/graph/view.h\"", true);
        row("app/gui/x.h", "\"engine/runtime/evaluator.h\"", true);
        row("app/gui/x.h", "<QMainWindow>", true);
        row("app/gui/x.h", "\"app/cli/y.h\"", false);
        row("app/cli/x.h", "\"engine/study/study.h\"", true);
        row("app/cli/x.h", "<CLI/CLI.hpp>", true);
        row("app/cli/x.h", "<nlohmann/json.hpp>", true);
        row("app/cli/x.h", "<QString>", false);
        row("app/cli/x.h", "\"widgets/graph/view.h\"", false);
        row("engine/ort/x.cpp", "<onnxruntime_cxx_api.h>", true);
        row("engine/runtime/x.cpp", "<onnxruntime_cxx_api.h>", false);
        row("engine/runtime/x.cpp", "\"onnxruntime_cxx_api.h\"", false);
        row("app/cli/x.cpp", "<onnxruntime/onnxruntime_c_api.h>", false);
        row("engine/model/x.h", "<onnx/onnx_pb.h>", true);
        row("engine/data/x.cpp", "<onnx/onnx_pb.h>", true);
        row("engine/exporters/x.cpp", "<onnx/onnx_pb.h>", true);
        row("engine/analysis/x.cpp", "<onnx/onnx_pb.h>", false);
        row("engine/runtime/x.cpp", "<google/protobuf/message.h>", false);
        row("engine/data/x.cpp", "<opencv2/imgproc.hpp>", true);
        row("engine/analysis/x.cpp", "<opencv2/imgproc.hpp>", false);
        row("engine/study/x.cpp", "<SQLiteCpp/SQLiteCpp.h>", true);
        row("engine/data/x.cpp", "<sqlite3.h>", false);
        row("engine/qconfig/x.cpp", "<nlohmann/json.hpp>", true);
        row("engine/study/x.cpp", "<nlohmann/json.hpp>", true);
        row("engine/quant/x.cpp", "<nlohmann/json.hpp>", false);
        row("engine/base/x.cpp", "  <CLI/CLI.hpp>", false);
        row("tests/engine/ort/x.cpp", "<onnxruntime_cxx_api.h>", true);
        row("tests/engine/base/x.cpp", "\"engine/study/study.h\"", true);
    }

    void whoMayIncludeWhom()
    {
        QFETCH(QString, path);
        QFETCH(QString, target);
        QFETCH(bool, allowed);
        QCOMPARE(including(path.toStdString(), target.toStdString()).size(), allowed ? 0 : 1);
    }

    void aHeaderCarriesNoForeignTypeOut()
    {
        const std::vector<SourceFile> files{
            {"engine/data/image.h", "#include <opencv2/core.hpp>\n"},
            {"engine/data/set.h", "#pragma once\n#include \"engine/data/image.h\"\n#include \"engine/data/set.h\"\n"},
            {"engine/data/set.cpp", "#include \"engine/data/set.h\"\n"},
            {"engine/analysis/run.cpp", "#include <vector>\n\n# include \"engine/data/set.h\"\n"},
            {"tests/engine/data/tst_set.cpp", "#include \"engine/data/set.h\"\n"},
        };
        QCOMPARE(
            printed(includeBreaches(files)),
            QStringList{"engine/analysis/run.cpp:3: engine/data/image.h carries OpenCV here, but OpenCV stops in engine/data"});
    }

    void everyBreachIsReported()
    {
        const std::vector<SourceFile> files{
            {"engine/base/a.cpp", "#include <QString>\n#include \"engine/ort/b.h\"\n"},
            {"engine/base/c.cpp", "#include \"engine/study/d.h\"\n"},
        };
        QCOMPARE(includeBreaches(files).size(), std::size_t{3});
    }

    void aMissingLicenceLineIsFound()
    {
        const std::string line = "SPDX-License-Identifier: GPL-3.0-or-later\n";
        QVERIFY(licenceBreaches({{"a.h", "// " + line},
                                 {"CMakeLists.txt", "# " + line},
                                 {"dev", "#!/bin/sh\n# " + line},
                                 {"b.json", "{}"},
                                 {"README.md", "# Title\n"}})
                    .empty());
        const std::vector<SourceFile> wrong{{"a.h", "#pragma once\n// " + line},
                                            {"b.cpp", "# " + line},
                                            {"c.cpp", ""},
                                            {"d.py", "#!/usr/bin/env python3\nprint()\n"},
                                            {"e.cpp", "// SPDX-License-Identifier: GPL-3.0-only\n"}};
        QCOMPARE(licenceBreaches(wrong).size(), wrong.size());
        QCOMPARE(licenceBreaches(wrong)[3].line, std::size_t{2});
    }
};

QTEST_APPLESS_MAIN(TestLayers)
#include "tst_layers.moc"
