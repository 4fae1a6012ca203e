// SPDX-License-Identifier: GPL-3.0-or-later
// The window on every real model of the corpus, as somebody would try it: open, calibrate, look everywhere, edit, undo, close.
// Skips without the corpus.
#include "tests/app/timed_application.h"
#include "tests/app/window_driver.h"
#include "widgets/graph/graph_panel.h"
#include "widgets/graph/graph_view.h"

#include <QDir>
#include <QtTest>

using namespace qb;
using namespace qb::test;

namespace {

TimedApplication& timed() { return static_cast<TimedApplication&>(*qApp); }

QString longest()
{
    const TimedApplication::Longest l = timed().takeLongest();
    return QStringLiteral("%1 ms in an event of type %2 of a %3").arg(l.milliseconds).arg(l.type).arg(l.receiver.constData());
}

} // namespace

class TestWindowCorpus : public QObject {
    Q_OBJECT

private slots:
    void everyModel_data()
    {
        QTest::addColumn<QString>("model");
        const QDir models(QString::fromStdString(corpusFolder()) + "/models");
        if (corpusFolder().empty())
            QSKIP("no corpus");
        for (const QString& name : models.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            QTest::newRow(qPrintable(name)) << models.filePath(name) + "/model.onnx";
    }

    void everyModel()
    {
        QFETCH(QString, model);
        WindowDriver w;
        w.show();
        (void)timed().takeLongest();

        DataOptions data;
        data.path = "random:3";
        if (model.contains("silero")) { // its sound has no length of its own
            data.dims = {{"input:1", 576}, {"state:1", 1}};
            data.inputs = {{"sr", "16000"}};
        }
        w.workbench.open(model, data);
        QVERIFY(w.settled(120));
        QVERIFY2(w.workbench.isOpen(), qPrintable(errors(w)));
        QVERIFY(w.bench.model()->unitCount() > 0);
        for (const LayoutName layout : {LayoutName::Calibrate, LayoutName::Analyse, LayoutName::Edit})
            w.window.setLayoutName(layout);
        if (!w.bench.model()->runnable()) {
            QVERIFY(!w.window.actions().at("calibrate")->isEnabled());
            qInfo("not runnable; longest: %s", qPrintable(longest()));
            return;
        }
        QVERIFY2(w.bench.calibrationSet().samples, qPrintable(errors(w)));
        w.workbench.calibrate(Recalibrate::Anew);
        QVERIFY(w.settled(240));
        QVERIFY2(w.bench.statistics() && w.bench.statistics()->samples().size() == 3, qPrintable(errors(w)));
        QVERIFY2(w.bench.live(), qPrintable(errors(w)));
        QVERIFY(!w.bench.liveIsStale());
        w.workbench.check();
        QVERIFY(w.settled(240));

        const PointId point = quantized(w);
        if (point != PointId::None) {
            const double before = distance(w);
            w.selection.select(w.bench.model()->point(point).unit);
            w.window.activateWindow();
            w.trigger("float");
            QVERIFY(w.settled(240));
            QVERIFY(!w.bench.liveIsStale());
            QCOMPARE(w.workbench.undoStack().count(), 1);
            w.trigger("int16");
            QVERIFY(w.settled(240));
            QCOMPARE(w.workbench.undoStack().count(), 2);
            w.workbench.undoStack().undo();
            w.workbench.undoStack().undo();
            QVERIFY(!w.bench.liveIsStale());
            QVERIFY(distance(w) == before || (std::isnan(distance(w)) && std::isnan(before)));
        }
        for (const LayoutName layout : {LayoutName::Analyse, LayoutName::Calibrate, LayoutName::Edit})
            w.window.setLayoutName(layout);
        for (const char* color : {"Cosine", "SQNR", "Atol", "dtype"})
            w.window.graph().setColorBy(QLatin1String(color));
        QVERIFY(w.settled(240));
        QCOMPARE(errors(w), QString());
        w.workbench.close();
        QVERIFY(w.settled());
        qInfo("longest: %s", qPrintable(longest()));
    }

private:
    static QString errors(const WindowDriver& w)
    {
        QStringList lines;
        for (const LogLine& line : w.bench.log())
            if (line.severity == Severity::Error)
                lines << line.text() + ' ' + line.details();
        return lines.join('\n');
    }

    /// In the middle of what is quantized.
    static PointId quantized(const WindowDriver& w)
    {
        std::vector<PointId> points;
        const Plan& plan = w.bench.configuration()->plan->plan;
        for (std::size_t i = 0; i < plan.points.size(); ++i)
            if (plan.points[i] && w.bench.model()->units.points[i].kind == PointKind::Output &&
                w.bench.configuration()->effective->at(static_cast<PointId>(i)).follows == PointId::None)
                points.push_back(static_cast<PointId>(i));
        return points.empty() ? PointId::None : points[points.size() / 2];
    }

    /// Of the first output that has one, dB.
    static double distance(const WindowDriver& w)
    {
        const auto& outputs = w.bench.live()->comparison.outputs;
        return outputs.empty() ? 0 : outputs.front().metrics.pooled().value(Metric::Sqnr);
    }
};

int main(int argc, char** argv)
{
    TimedApplication app(argc, argv);
    TestWindowCorpus test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_window_corpus.moc"
