// SPDX-License-Identifier: GPL-3.0-or-later
// Scenes of analysis: what somebody else's file, a board's arrays, statistics, scores and checks tell, in the real window.
// Over 500 lines: scenes of one window, each as long as what a user does in it.
#include "app/gui/export_dialog.h"
#include "app/gui/report_dialog.h"
#include "app/gui/task_choice.h"
#include "app/gui/task_dialog.h"
#include "engine/data/preprocess.h"
#include "tests/app/window_driver.h"
#include "widgets/plots/compare_dock.h"
#include "widgets/plots/compare_model.h"
#include "widgets/plots/foreign_strip.h"
#include "widgets/plots/weight_plots.h"
#include "widgets/profile/profile_dock.h"
#include "widgets/profile/spread_panel.h"
#include "widgets/profile/spread_plot.h"
#include "widgets/tables/filter_field.h"
#include "widgets/tables/rows_page.h"
#include "widgets/tables/table_view.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>
#include <QTreeWidget>
#include <QtTest>

using namespace qb;
using namespace qb::test;

namespace {

/// The foreign comparison that is on the bench, null where there is none.
const NamedComparison* foreignOf(const WindowDriver& w)
{
    for (const auto& comparison : w.bench.comparisons())
        if (comparison->foreign)
            return comparison.get();
    return nullptr;
}

void pressLink(QLabel* label, const QString& link) { emit label->linkActivated(link); }

} // namespace

class TestAnalysisScenes : public QObject {
    Q_OBJECT

private slots:
    void init() { QStandardPaths::setTestModeEnabled(true); }

    /// Somebody else's quantized file against its float original: where it lost, by table, graph and curves.
    void someoneElsesModel()
    {
        if (corpusFolder().empty())
            QSKIP("no corpus");
        WindowDriver w;
        w.show();
        DataOptions data;
        data.path = corpus("images/imagenet20").toStdString();
        data.samples = 4;
        data.preprocess = readPreprocess("imagenet");
        w.workbench.open(corpus("models/mobilenetv2_qdq_int8/model.onnx"), data);
        QVERIFY(w.settled(60));
        w.workbench.calibrate(Recalibrate::Anew);
        QVERIFY(w.settled(120));
        w.choose(corpus("models/mobilenetv2_float_from_qdq/model.onnx"));
        w.trigger("compare_model");
        QVERIFY(w.settled(120));
        const NamedComparison* c = foreignOf(w);
        QVERIFY(c);
        QVERIFY(c->foreign->kind == ForeignSide::Kind::FloatModel);
        auto* dock = w.dock<CompareDock>("compare");
        QCOMPARE(dock->mainId(), c->name);
        QVERIFY(dock->isVisible());
        // The first that differs, by a naive twin.
        int first = -1;
        for (std::size_t i = 0; i < c->comparison.rows.size() && first < 0; ++i) {
            const CompareRow& row = c->comparison.rows[i];
            if (row.metrics.samples().empty())
                continue;
            const MetricSums sums = row.metrics.pooled();
            if (row.params ? sums.value(Metric::Atol) > row.scale() : sums.value(Metric::Sqnr) < 40)
                first = int(i);
        }
        QVERIFY(first >= 0);
        QVERIFY(c->foreign->diverges);
        QCOMPARE(int(*c->foreign->diverges), first);
        const QString unit = QString::fromStdString(w.bench.model()->unit(c->comparison.rows[std::size_t(first)].unit).name);
        QVERIFY(dock->foreign()->isVisible());
        QVERIFY2(dock->foreign()->label()->text().contains("float model"), qPrintable(dock->foreign()->label()->text()));
        pressLink(dock->foreign()->label(), "diverges");
        QCOMPARE(w.selection.current(), c->comparison.rows[std::size_t(first)].unit);
        // The table's row is the unit's, and a click in the table selects it in the graph.
        const QAbstractItemModel* rows = dock->table()->model();
        QCOMPARE(rows->rowCount(), int(c->comparison.rows.size()));
        QVERIFY(dock->table()->currentIndex().isValid());
        QCOMPARE(rows->index(dock->table()->currentIndex().row(), CompareModel::NameColumn).data().toString(), unit);
        // It is no configuration that one could go to.
        for (auto* box : w.window.findChildren<QComboBox*>())
            if (box->accessibleName() == "Configuration")
                QVERIFY(box->findData(c->name) < 0);
    }

    /// Exported here and held against at once: nothing differs, everything has its counterpart.
    void exportedHere()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        w.trigger("export");
        auto* dialog = w.window.findChild<ExportDialog*>();
        QVERIFY(dialog && dialog->compareButton()->isHidden());
        dialog->setPath(QString::fromStdString(w.folder.file("out.onnx")));
        dialog->exportNow();
        QVERIFY(w.settled());
        QVERIFY(dialog->compareButton()->isVisible());
        QTest::mouseClick(dialog->compareButton(), Qt::LeftButton);
        QVERIFY(w.settled());
        const NamedComparison* c = foreignOf(w);
        QVERIFY(c);
        QVERIFY(c->foreign->kind == ForeignSide::Kind::QuantizedModel);
        QVERIFY(!c->foreign->diverges);
        for (const CompareRow& row : c->comparison.rows)
            if (!row.metrics.samples().empty())
                QCOMPARE(row.metrics.pooled().value(Metric::Atol), 0.0);
        auto* dock = w.dock<CompareDock>("compare");
        QVERIFY2(dock->foreign()->label()->text().contains("agree"), qPrintable(dock->foreign()->label()->text()));
        // An edit makes it old.
        w.selection.select(w.unit("/pose/Concat"));
        w.trigger("int16");
        QVERIFY(w.settled());
        QVERIFY2(dock->legendText().contains("before the last edit"), qPrintable(dock->legendText()));
    }

    /// A board's arrays with one of them altered: that unit is named first; what stands for nothing is listed.
    void dumpOfABoard()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openSample());
        DataOptions few = w.bench.calibrationSet().options;
        few.samples = 3;
        w.bench.requestData(DataUse::Calibration, few);
        QVERIFY(w.settled());
        w.workbench.calibrate(Recalibrate::Anew);
        QVERIFY(w.settled());
        const QString folder = QString::fromStdString(w.folder.file("board"));
        w.workbench.dumpArrays(ProfiledForm::Simulated, {}, folder);
        QVERIFY(w.settled());
        const UnitId changed = w.unit("/pose/Concat");
        QVERIFY(changed != UnitId::None);
        const std::string tensor = w.bench.model()->graph.value(w.bench.model()->unit(changed).outputs.front()).name;
        // The name of its file, by names.json.
        QFile names(folder + "/names.json");
        QVERIFY(names.open(QIODevice::ReadOnly));
        const QJsonObject map = QJsonDocument::fromJson(names.readAll()).object();
        QString file;
        for (auto it = map.begin(); it != map.end(); ++it)
            if (it.value().toString().toStdString() == tensor)
                file = it.key();
        QVERIFY(!file.isEmpty());
        for (const QString& sample : QDir(folder).entryList({"0*"}, QDir::Dirs)) {
            QFile array(folder + '/' + sample + '/' + file);
            QVERIFY2(array.open(QIODevice::ReadWrite), qPrintable(array.fileName()));
            array.seek(array.size() - 4);
            const float wrong = 1000;
            array.write(reinterpret_cast<const char*>(&wrong), 4);
        }
        QFile stray(folder + "/000000/nothing_of_ours.npy");
        QVERIFY(QFile::copy(folder + "/000000/" + file, stray.fileName()));

        w.choose({}, folder);
        w.trigger("compare_dump");
        QVERIFY(w.settled());
        const NamedComparison* c = foreignOf(w);
        QVERIFY2(c, w.bench.log().empty() ? "" : qPrintable(w.bench.log().back().text()));
        QVERIFY(c->foreign->kind == ForeignSide::Kind::Dump);
        QVERIFY(c->foreign->diverges);
        QCOMPARE(c->comparison.rows[*c->foreign->diverges].unit, changed);
        auto* dock = w.dock<CompareDock>("compare");
        QVERIFY2(dock->foreign()->label()->text().contains("Concat"), qPrintable(dock->foreign()->label()->text()));
        pressLink(dock->foreign()->label(), "diverges");
        QCOMPARE(w.selection.current(), changed);
        pressLink(dock->foreign()->label(), "unmatched");
        auto* dialog = w.window.findChild<QDialog*>("unmatched");
        QVERIFY(dialog);
        QVERIFY(dialog->isVisible());
        for (auto* button : dialog->findChildren<QPushButton*>())
            if (button->text() == "Copy both lists")
                QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY2(QGuiApplication::clipboard()->text().contains("nothing_of_ours"),
                 qPrintable(QGuiApplication::clipboard()->text()));
        dialog->close();

        // A folder without arrays is told with the way out, and changes nothing.
        QVERIFY(QDir().mkpath(QString::fromStdString(w.folder.file("empty"))));
        w.choose({}, QString::fromStdString(w.folder.file("empty")));
        w.trigger("compare_dump");
        QVERIFY(w.settled());
        QVERIFY(w.logged("The comparison failed"));
        QVERIFY(!w.bench.log().back().details.isEmpty());
        QCOMPARE(dock->mainId(), c->name);
    }

    /// Arrays without a folder for their sample are of the one that is looked at; with one, they are of that, whatever is
    /// looked at or was chosen as bad case.
    void dumpsKnowTheirSample()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        const QString all = QString::fromStdString(w.folder.file("all"));
        w.workbench.dumpArrays(ProfiledForm::Simulated, {}, all);
        QVERIFY(w.settled(120));
        const QString third = all + "/000003";
        QVERIFY(QFile::copy(all + "/names.json", third + "/names.json"));
        const auto found = [&](const QString& folder) -> const NamedComparison* {
            w.workbench.compareWithDump(folder);
            if (w.settled(120))
                for (const auto& comparison : w.bench.comparisons())
                    if (comparison->foreign && comparison->foreign->path == folder)
                        return comparison.get();
            return nullptr;
        };
        w.workbench.pin(3);
        QVERIFY(w.settled());
        const NamedComparison* c = found(third);
        QVERIFY(c);
        QCOMPARE(c->comparison.samples, std::vector<std::uint64_t>{3});
        QVERIFY(!c->foreign->diverges);
        w.workbench.pin(5);
        QVERIFY(w.settled());
        c = found(third);
        QVERIFY(c && c->foreign->diverges);
        QCOMPARE(c->comparison.samples, std::vector<std::uint64_t>{5});
        auto* dock = w.dock<CompareDock>("compare");
        QVERIFY2(dock->legendText().contains("sample 5"), qPrintable(dock->legendText()));

        for (const QString& sample : QDir(all).entryList({"0*"}, QDir::Dirs))
            if (sample != "000003")
                QVERIFY(QDir(all + '/' + sample).removeRecursively());
        w.workbench.findBadCases({}, Order::Descending);
        QVERIFY(w.settled(120));
        w.workbench.chooseBadCase(7, {"pose", Metric::Sqnr});
        QVERIFY(w.settled());
        QVERIFY(w.bench.chosenCase());
        c = found(all);
        QVERIFY2(c && c->comparison.samples == std::vector<std::uint64_t>{3}, qPrintable(w.bench.log().back().text()));
        QVERIFY(!c->foreign->diverges);
    }

    /// Statistics of every tensor in float and simulated beside each other, tied to the selection; how the values of a chosen
    /// one lie; arrays of chosen units.
    void profile()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openSample());
        DataOptions few = w.bench.calibrationSet().options;
        few.samples = 3;
        w.bench.requestData(DataUse::Calibration, few);
        QVERIFY(w.settled());
        auto* dock = w.dock<ProfileDock>("profile");
        QVERIFY(dock->isEmptyShown());
        QVERIFY(!w.window.actions().at("profile")->isEnabled());
        w.workbench.calibrate(Recalibrate::Anew);
        QVERIFY(w.settled());
        w.trigger("profile");
        QVERIFY(w.settled());
        QCOMPARE(w.bench.profiles().size(), std::size_t{2});
        QVERIFY(dock->isVisible() && !dock->isEmptyShown());
        const QAbstractItemModel* rows = dock->table()->model();
        const auto raw = [&](int row, int column) { return rows->index(row, column).data(RawRole).toDouble(); };
        QCOMPARE(rows->rowCount(), int(w.bench.profiles()[1]->profile.rows.size()));
        // What the table says is what is in the profiles, in both forms.
        const UnitId unit = w.unit("/pose/Concat");
        dock->filter()->setText("name:/pose/Concat");
        dock->roles()->setCurrentIndex(1); // outputs
        emit dock->roles()->activated(1);
        QCOMPARE(rows->rowCount(), 1);
        for (const auto& profile : w.bench.profiles())
            for (const ProfiledTensor& t : profile->profile.rows)
                if (t.unit == unit && t.role == TensorRole::Output) {
                    const bool main = profile->form == ProfiledForm::Simulated;
                    QCOMPARE(raw(0, main ? ProfileModel::MinColumn : ProfileModel::OtherMinColumn), t.moments.min);
                    QCOMPARE(raw(0, main ? ProfileModel::MeanColumn : ProfileModel::OtherMeanColumn), t.moments.mean);
                    QCOMPARE(raw(0, main ? ProfileModel::VarianceColumn : ProfileModel::OtherVarianceColumn),
                             t.moments.variance());
                }
        // A click selects the unit, and its values are looked at by themselves.
        const QModelIndex cell = rows->index(0, ProfileModel::UnitColumn);
        QTest::mouseClick(dock->table()->viewport(), Qt::LeftButton, {}, dock->table()->visualRect(cell).center());
        QCOMPARE(w.selection.current(), unit);
        QTRY_VERIFY_WITH_TIMEOUT(w.bench.spread(), 20000);
        QVERIFY(w.settled());
        QVERIFY2(dock->panel()->message().isEmpty(), qPrintable(dock->panel()->message()));
        const SpreadResult& spread = *w.bench.spread();
        QCOMPARE(spread.value, w.bench.model()->unit(unit).outputs.front());
        QVERIFY(spread.exact.statistics.finiteCount() > 0);
        QCOMPARE(spread.exact.statistics.finiteCount(), spread.simulated.statistics.finiteCount());
        QVERIFY(dock->panel()->histogram()->exactSteps().highest() > 0);
        QVERIFY(dock->panel()->histogram()->simulatedSteps().highest() > 0);
        // In the graph another unit with channels: a box for each.
        dock->filter()->setText("");
        UnitId conv = UnitId::None;
        for (std::size_t u = 0; u < w.bench.model()->unitCount() && conv == UnitId::None; ++u)
            if (w.bench.model()->units.units[u].opType == "Conv")
                conv = static_cast<UnitId>(u);
        w.selection.select(conv);
        const ValueId output = w.bench.model()->unit(conv).outputs.front();
        QTRY_VERIFY_WITH_TIMEOUT(w.bench.spread()->value == output, 20000);
        dock->panel()->setView(SpreadPanel::FloatChannels);
        QCOMPARE(dock->panel()->channels()->channels().size(), w.bench.spread()->exact.statistics.channels().size());
        QVERIFY(dock->panel()->channels()->channels().size() > 1);
        for (const ChannelBox& b : dock->panel()->channels()->channels())
            QVERIFY(b.min <= b.lower && b.lower <= b.median && b.median <= b.upper && b.upper <= b.max);
        dock->panel()->setView(SpreadPanel::SimulatedHeat);
        QVERIFY(dock->panel()->heat()->isVisible());
        QCOMPARE(dock->tsv().count(QLatin1Char('\n')), 1 + int(w.bench.spread()->exact.statistics.channels().size()));
        // The exported form equals the simulation, in its plots too.
        QVERIFY(!w.bench.spread()->exported);
        dock->setForm(ProfiledForm::Exported);
        QVERIFY(w.settled());
        QTRY_VERIFY_WITH_TIMEOUT(w.bench.spread()->exported, 20000);
        QVERIFY(w.bench.spread()->exported->channels.bytes().size() == w.bench.spread()->simulated.channels.bytes().size());
        QVERIFY(std::ranges::equal(w.bench.spread()->exported->channels.bytes(), w.bench.spread()->simulated.channels.bytes()));
        for (const auto view : {SpreadPanel::ExportedHistogram, SpreadPanel::ExportedChannels, SpreadPanel::ExportedHeat}) {
            dock->panel()->setView(view);
            QVERIFY(dock->panel()->plot()->isVisible());
            QVERIFY(dock->tsv().size() > 100);
        }
        QCOMPARE(w.bench.profiles().size(), std::size_t{3});
        dock->setBeside(ProfiledForm::Simulated);
        QVERIFY(rows->rowCount() > 3);
        for (int r = 0; r < rows->rowCount(); ++r) {
            const double other = raw(r, ProfileModel::OtherMeanColumn);
            QVERIFY(std::isnan(other) || other == raw(r, ProfileModel::MeanColumn));
        }
        // Arrays of the chosen unit alone.
        const QString folder = QString::fromStdString(w.folder.file("arrays"));
        w.choose({}, folder);
        emit dock->dumpRequested(ProfiledForm::Float, w.selection.units());
        QVERIFY(w.settled());
        const QStringList files = QDir(folder + "/000000").entryList({"*.npy"});
        QCOMPARE(files.size(), 2); // what it reads and what it gives
        // Of the sample that is looked at alone.
        const QString one = QString::fromStdString(w.folder.file("one"));
        w.choose({}, one);
        w.workbench.pin(3);
        emit dock->dumpRequested(ProfiledForm::Float, {}, true);
        QVERIFY(w.settled());
        QCOMPARE(QDir(one).entryList({"0*"}, QDir::Dirs), QStringList{"000003"});
        // CSV with all digits.
        const QString csv = QString::fromStdString(w.folder.file("statistic.csv"));
        w.choose(csv);
        emit dock->csvRequested(dock->table()->csv());
        QFile table(csv);
        QVERIFY(table.open(QIODevice::ReadOnly));
        QVERIFY(table.readAll().startsWith("index,unit,type,role,dtype,scale,min,other_min,max,other_max,mean,other_mean"));
    }

    /// Scores of the three forms beside each other; a command that can't be run is told with what it said.
    void taskScores()
    {
        WindowDriver w;
        w.window.show();
        QVERIFY(w.openCalibrated());
        w.trigger("task");
        auto* dialog = w.window.findChild<TaskDialog*>();
        QVERIFY(dialog && dialog->isVisible());
        dialog->choice()->setBy(TaskChoice::By::Command);
        dialog->choice()->setCommand("");
        QVERIFY(!dialog->measureButton()->isEnabled());
        dialog->choice()->setCommand("ls");
        QVERIFY(dialog->measureButton()->isEnabled());
        dialog->measure();
        QVERIFY(w.settled());
        QVERIFY(dialog->table()->isHidden());
        QVERIFY2(!dialog->resultText().isEmpty(), qPrintable(dialog->resultText()));
        dialog->choice()->setCommand("echo files $(ls $1 | wc -l) #");
        dialog->measure();
        QVERIFY(w.settled());
        QVERIFY2(dialog->table()->isVisible(), qPrintable(dialog->resultText()));
        QCOMPARE(dialog->table()->topLevelItemCount(), 1);
        QCOMPARE(dialog->table()->topLevelItem(0)->text(0), QString("files"));
        dialog->close();
    }

    /// Everything that was looked at is there again: also what the study holds no numbers of, and the task's scores with a word
    /// where they are not of what is configured now.
    void allOfItIsThereAfterARestart()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        w.workbench.profile(ProfiledForm::Float);
        w.workbench.findBadCases({}, Order::Descending);
        const QString arrays = QString::fromStdString(w.folder.file("dump"));
        w.workbench.dumpArrays(ProfiledForm::Simulated, {}, arrays);
        QVERIFY(w.settled(120));
        w.workbench.compareWithDump(arrays);
        const QString gone = QString::fromStdString(w.folder.file("gone"));
        w.workbench.dumpArrays(ProfiledForm::Float, {w.unit("/pose/Concat")}, gone);
        QVERIFY(w.settled(120));
        w.workbench.compareWithDump(gone);
        w.workbench.measureTask(QStringLiteral("echo files $(ls $1 | wc -l); echo gap nan; echo most inf #"));
        QVERIFY(w.settled(120));
        QCOMPARE(w.bench.comparisons().size(), std::size_t{2});
        const auto means = [&] {
            std::vector<double> values;
            for (const auto& c : w.bench.comparisons())
                if (c->foreign && c->foreign->path == arrays)
                    for (const CompareRow& row : c->comparison.rows)
                        if (!row.metrics.samples().empty())
                            values.push_back(row.metrics.pooled().value(Metric::L1));
            return values;
        };
        const std::vector<double> before = means();
        QVERIFY(before.size() > 10);
        const auto cases = w.bench.badCases()->cases.ranking({"pose", Metric::Cosine});
        const double files = w.workbench.task()->scores.simulated.at("files");
        QVERIFY(files > 0 && !w.workbench.taskIsStale());
        QVERIFY(QDir(gone).removeRecursively());

        const QString study = w.workbench.studyPath();
        // Gone again before any of it could be measured: nothing is forgotten by that.
        QSignalSpy opened(&w.workbench, &Workbench::opened);
        w.workbench.open(study);
        QVERIFY(opened.wait(20000));
        w.workbench.close();
        QVERIFY(w.settled(120));
        w.workbench.open(study);
        QVERIFY(w.settled(120));
        QCOMPARE(w.bench.comparisons().size(), std::size_t{1}); // of what lies there no more nothing is said
        QCOMPARE(means(), before);
        QCOMPARE(w.bench.profiles().size(), std::size_t{1});
        QVERIFY(w.bench.badCases() && w.bench.badCases()->complete);
        QCOMPARE(w.bench.badCases()->cases.ranking({"pose", Metric::Cosine}).front().sample, cases.front().sample);
        QVERIFY(!w.logged("ended"));
        QVERIFY(std::isnan(w.workbench.task()->scores.simulated.at("gap")));
        QVERIFY(std::isinf(w.workbench.task()->scores.simulated.at("most")));
        w.trigger("task");
        auto* dialog = w.window.findChild<TaskDialog*>();
        QVERIFY(dialog->table()->isVisible() && dialog->resultText().isEmpty());
        QCOMPARE(dialog->table()->topLevelItem(0)->text(0), QString("files"));
        QCOMPARE(dialog->table()->topLevelItem(0)->text(2).toDouble(), files);
        QCOMPARE(dialog->choice()->by(), TaskChoice::By::Command);
        dialog->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        // They are of the configuration as it was.
        RuleSet rules = w.bench.rules();
        rules.rules.push_back({OverrideRule{{}, std::vector<std::string>{"/pose/Concat"}, parseConfig("int16")}, true});
        w.bench.requestEdit("wider", rules);
        QVERIFY(w.settled() && w.workbench.taskIsStale());
        w.trigger("task");
        dialog = w.window.findChild<TaskDialog*>();
        QVERIFY2(dialog->resultText().contains("before the last change"), qPrintable(dialog->resultText()));
        dialog->close();
        w.workbench.undoStack().undo();
        QVERIFY(w.settled() && !w.workbench.taskIsStale());
    }

    /// A report by what was chosen in its dialog: without the sweep, with the task's scores.
    void reportOptions()
    {
        WindowDriver w;
        w.window.show();
        QVERIFY(w.openCalibrated());
        const QString path = QString::fromStdString(w.folder.file("r.json"));
        w.choose(path);
        w.trigger("report");
        auto* dialog = w.window.findChild<ReportDialog*>();
        QVERIFY(dialog && dialog->isVisible());
        dialog->sensitivity()->setChecked(false);
        dialog->top()->setValue(3);
        dialog->task()->setBy(TaskChoice::By::Command);
        QVERIFY(!dialog->writeButton()->isEnabled());
        dialog->task()->setCommand("echo score 7 #");
        QTest::mouseClick(dialog->writeButton(), Qt::LeftButton);
        QVERIFY(w.settled(120));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject report = QJsonDocument::fromJson(file.readAll()).object();
        QVERIFY(!report.isEmpty());
        const QByteArray text = QJsonDocument(report).toJson();
        QVERIFY2(text.contains("\"score\": 7"), text.left(3000));
    }

    /// The report is in the language of the window it was asked for in.
    void aReportInChinese()
    {
        WindowDriver w;
        w.window.show();
        QVERIFY(w.openCalibrated());
        w.window.setLanguage("zh_CN");
        const QString path = QString::fromStdString(w.folder.file("r.html"));
        w.choose(path);
        w.trigger("report");
        auto* dialog = w.window.findChild<ReportDialog*>();
        QVERIFY(dialog && dialog->isVisible());
        dialog->sensitivity()->setChecked(false);
        QTest::mouseClick(dialog->writeButton(), Qt::LeftButton);
        QVERIFY(w.settled(120));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString report = QString::fromUtf8(file.readAll());
        QVERIFY2(report.contains("lang=\"zh-CN\""), qPrintable(report.left(300)));
        // Headings and column titles: what is no name, number or unit has a Chinese word; some words of the field have none.
        const QStringList same{"Dtype", "Cosine", "Scale"};
        static const QRegularExpression headings("<(h[1-3]|th|summary)[^>]*>(.*?)</\\1>");
        static const QRegularExpression chinese("[\\x{4e00}-\\x{9fff}]");
        int seen = 0;
        QStringList english;
        for (auto i = headings.globalMatch(report); i.hasNext(); ++seen) {
            const QString words = i.next().captured(2).remove(QRegularExpression("<[^>]*>"));
            if (words.contains(QRegularExpression("[a-z]{4}")) && !words.contains(chinese) && !same.contains(words))
                english << words;
        }
        QVERIFY(seen > 20);
        QVERIFY2(english.isEmpty(), qPrintable(english.join('\n')));
        w.window.setLanguage("en");
    }
};

QTEST_MAIN(TestAnalysisScenes)
#include "tst_analysis_scenes.moc"
