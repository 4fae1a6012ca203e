// SPDX-License-Identifier: GPL-3.0-or-later
// The files that Horizon's users know by name.
#include "engine/exporters/analysis_files.h"
#include "engine/exporters/text_table.h"
#include "tests/engine/exporters/config_case.h"
#include "tests/support/temporary_folder.h"

#include <QFile>
#include <QtTest>

using namespace qb;
using namespace qb::test;

class TestAnalysisFiles : public QObject {
    Q_OBJECT

    OrtEnvironment m_environment{1};

private slots:
    void tables()
    {
        const TextTable table{{"a", "long"}, {{"x,\"y\"", ""}, {"1", "2"}}};
        QCOMPARE(framed(table),
                 std::string("+-------+------+\n| a     | long |\n|-------+------|\n| x,\"y\" |      |\n| 1     | 2    |\n"
                             "+-------+------+\n"));
        QCOMPARE(ruled(table), std::string("a      long\n-----  ----\nx,\"y\"\n1      2\n"));
        QCOMPARE(csvText(table), std::string("a,long\n\"x,\"\"y\"\"\",\n1,2\n"));
    }

    /// One tensor of which all numbers are known.
    void comparison()
    {
        const auto model = twoHeads(m_environment);
        Comparison c;
        c.rows.reserve(2);
        CompareRow& row = c.rows.emplace_back();
        row.unit = UnitId{1};
        row.shape = {1, 2};
        QuantParams params;
        params.dtype = DType::Int8;
        params.scales = {0.5};
        params.zeroPoints = {0};
        row.params = std::make_shared<const QuantParams>(params);
        MetricSums sums; // of (3, 4) against (4, 3)
        sums.count = 2;
        sums.dot = 24;
        sums.aa = sums.bb = 25;
        sums.absDiff = sums.squaredDiff = 2;
        sums.maxDiff = 1;
        sums.aSum = sums.bSum = 7;
        sums.aMin = sums.bMin = 3;
        sums.aMax = sums.bMax = 4;
        row.metrics.add(0, sums);
        c.rows.emplace_back().unit = UnitId{2}; // nothing was measured
        const std::string name = model->unit(UnitId{1}).name;
        const std::string type = model->unit(UnitId{1}).opType;
        QCOMPARE(
            comparePerLayerCsv(*model, c),
            "Index,mod_name,base_op_type,analy_op_type,shape,quant_dtype,qscale,Cosine,L1,Atol,max_qscale_diff,base_model_min,"
            "analy_model_min,base_model_max,analy_model_max,base_model_mean,analy_model_mean\n0," +
                name + "," + type + "," + type + "," +
                csvText({{toString(row.shape)}, {}}).substr(0, csvText({{toString(row.shape)}, {}}).size() - 1) +
                ",int8,0.5,0.96,1,1,2,3,3,4,4,3.5,3.5\n");
        const QString table = QString::fromStdString(comparePerLayerTable(*model, c));
        QVERIFY2(table.contains("| 0.9600000 |") && table.count('\n') == 5, qPrintable(table));
    }

    /// As QuantAnalysis prints it, and read back as the table of a rule.
    void sensitiveOps()
    {
        const std::string text = sensitiveOpsTable({{"/a b/Conv", "weight", "Conv", 0.000553844, "int8", "9216(100.00%)"},
                                                    {"头", "activation", "Relu", std::nan(""), "int8", "0(0%)"}},
                                                   "L1");
        QCOMPARE(text, std::string("op_name    sensitive_type  op_type  L1           quant_dtype  flops\n"
                                   "---------  --------------  -------  -----------  -----------  -------------\n"
                                   "/a b/Conv  weight          Conv     0.000553844  int8         9216(100.00%)\n"
                                   "头        activation      Relu     nan          int8         0(0%)\n"));
        TemporaryFolder folder;
        QCOMPARE(sensitiveOpsFile("a/b:0", "L1"), std::string("output_a_b_0_L1_sensitive_ops.txt"));
        const std::string path = folder.file(sensitiveOpsFile("scores", "L1"));
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text.c_str());
        file.close();
        const std::vector<SensitivityTable> tables = readSensitivityTables(path);
        QCOMPARE(tables.size(), std::size_t{1});
        QCOMPARE(tables.front().rows,
                 (std::vector<SensitivityRow>{{"/a b/Conv", SensitiveType::Weight}, {"头", SensitiveType::Activation}}));
    }

    void changelog()
    {
        ConfigCase c(twoHeads(m_environment), "nash-e");
        c.say("name:image", "int16");
        c.say("name:/backbone/conv1/Conv", "weight=int16");
        c.resolveAll();
        const QString text = QString::fromStdString(changelogText(*c.model, c.effective));
        QVERIFY2(text.contains("image:output: int16 -> "), qPrintable(text));
        QVERIFY2(text.contains(" points came out otherwise than asked\n") && text.contains(" as asked\n"), qPrintable(text));
        for (std::size_t p = 0; p < c.model->pointCount(); ++p)
            if (c.effective.points[p].active)
                QCOMPARE(text.count(QString::fromStdString("\n" + c.model->units.points[p].name + ": ")), 1);
    }
};

QTEST_APPLESS_MAIN(TestAnalysisFiles)
#include "tst_analysis_files.moc"
