// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/data/data_files.h"

#include <QtTest>

#include <nlohmann/json.hpp>

using namespace qb;
using namespace qb::test;
using nlohmann::json;

class TestDataOptions : public QObject {
    Q_OBJECT

private slots:
    void everyProblemIsSaidAtOnce()
    {
        const std::string text = errorOf([] {
            (void)preprocessFromJson({{"rezise", 3},
                                      {"color", "rbg"},
                                      {"std", {1, 0, 1}},
                                      {"mean", {1, 2}},
                                      {"scale", "1/0"},
                                      {"resize", "12x"},
                                      {"pad", 300},
                                      {"x", {{"lay_out", "nchw"}}},
                                      {"preset", "imagnet"}});
        });
        for (const char* part :
             {"'rezise', did you mean resize?", "'rbg'", "std wants numbers other than 0", "mean wants one number or three",
              "scale wants a number", "resize wants", "pad wants numbers in 0..255",
              "x: unknown key 'lay_out', did you mean layout?", "'imagnet', did you mean imagenet?"})
            QVERIFY2(contains(text, part), part);
    }

    void optionsSayEveryProblemToo()
    {
        const std::string text = errorOf([] {
            (void)dataOptionsFromJson({{"pth", "a"},
                                       {"samples", 0},
                                       {"range", {5}},
                                       {"dims", {{"N", "x"}}},
                                       {"raw_dtype", "float31"},
                                       {"hop", -1},
                                       {"preprocess", {{"fit", "strech"}}}});
        });
        for (const char* part : {"'pth', did you mean path?", "samples wants a whole number of 1", "range wants [begin, end]",
                                 "dims wants", "raw_dtype wants", "hop wants", "'strech', did you mean stretch?"})
            QVERIFY2(contains(text, part), part);
    }

    void textIsReadLikeJson()
    {
        const Preprocess fromText =
            preprocessFromJson({{"mean", "0.485, 0.456,0.406"}, {"scale", "1/255"}, {"resize", "320X240"}, {"crop", "224"}})
                .at("");
        const Preprocess fromJson =
            preprocessFromJson({{"mean", {0.485, 0.456, 0.406}}, {"scale", 1.0 / 255.0}, {"resize", "320x240"}, {"crop", 224}})
                .at("");
        QVERIFY(fromText == fromJson);
        // As people type and paste them: blanks part numbers too; nothing is not a number.
        for (const char* mean : {"0.485 0.456 0.406", " 0.485\t0.456   0.406 ", "0.485 , 0.456 ,0.406"})
            QVERIFY2(preprocessFromJson({{"mean", mean}}).at("").mean == fromJson.mean, mean);
        for (const char* mean : {"", "  ", "1,,2", "1 x 2", "1 2,3"})
            QVERIFY2(!errorOf([&] { (void)preprocessFromJson({{"mean", mean}}); }).empty(), mean);
        QCOMPARE(fromText.resize->size.width, 320);
        QCOMPARE(fromText.crop->height, 224);
        QVERIFY(preprocessFromJson({{"resize", 256}}).at("").resize->kind == Resize::Kind::Shortest);
    }

    void blocksOfInputsLieOverTheCommonKeys()
    {
        const PreprocessByInput all =
            preprocessFromJson({{"scale", 1}, {"color", "bgr"}, {"left", {{"color", "gray"}}}, {"right", {{"preset", "unit"}}}});
        QVERIFY(effectivePreprocess(all, "left").color == Color::Gray);
        QCOMPARE(effectivePreprocess(all, "left").scale.value(), 1.0);
        QCOMPARE(effectivePreprocess(all, "right").scale.value(), 1.0 / 255.0);
        QVERIFY(effectivePreprocess(all, "right").color == Color::Bgr);
        QVERIFY(effectivePreprocess(all, "other").color == Color::Bgr);
    }

    void flagsWinOverEveryBlock()
    {
        Preprocess flags;
        flags.scale = 2.0;
        const PreprocessByInput all = overrideAll(preprocessFromJson({{"preset", "imagenet"}, {"left", {{"scale", 3}}}}), flags);
        QCOMPARE(effectivePreprocess(all, "left").scale.value(), 2.0);
        QCOMPARE(effectivePreprocess(all, "right").scale.value(), 2.0);
        QCOMPARE(effectivePreprocess(all, "right").mean.size(), std::size_t{3});
        QCOMPARE(overrideAll({}, flags).at("").scale.value(), 2.0);
    }

    void roundTripsThroughJson()
    {
        DataOptions options;
        options.path = "some/folder";
        options.preprocess =
            preprocessFromJson({{"preset", "imagenet"},
                                {"fit", "crop"},
                                {"x", {{"layout", "nhwc"}, {"dtype", "float16"}, {"pad", 114}, {"interpolation", "area"}}}});
        options.rawDtype = ElementType::UInt8;
        options.samples = 12;
        options.range = SampleRange{3, 90};
        options.also = {1, 95};
        options.dims = {{"N", 4}, {"x:2", 224}};
        options.inputs = {{"sr", "16000"}, {"state", "from:stateN"}};
        options.wav = {512, 256, 64};
        options.seed = 7;
        QVERIFY(dataOptionsFromJson(toJson(options)) == options);
        QVERIFY(dataOptionsFromJson(json::parse(toJson(options).dump())) == options);
        QVERIFY(dataOptionsFromJson(toJson(at("x"))) == at("x"));
        QCOMPARE(toJson(at("x")).size(), std::size_t{1});
        DataOptions one = at("x");
        one.sample = 0;
        QVERIFY(dataOptionsFromJson(toJson(one)) == one);
    }

    void presetsAndFilesAreRead()
    {
        QCOMPARE(readPreprocess("mnist").at("").preset, std::string("mnist"));
        DataFolder folder;
        QCOMPARE(readPreprocess(folder.write("p.json", R"({"scale": "1/2"})")).at("").scale.value(), 0.5);
        QVERIFY(contains(errorOf([&] { (void)readPreprocess(folder.write("q.json", "{")); }), "no valid JSON"));
        QVERIFY(contains(errorOf([] { (void)readPreprocess("imagenets"); }), "did you mean imagenet?"));
    }

    void rangesAreChecked()
    {
        QVERIFY((sampleRangeFromText("3:7") == SampleRange{3, 7}));
        for (const char* text : {"3", "7:3", "3:3", "-1:3", "a:b", "1:2:3", ""})
            QVERIFY2(!errorOf([&] { (void)sampleRangeFromText(text); }).empty(), text);
    }
};

QTEST_APPLESS_MAIN(TestDataOptions)
#include "tst_data_options.moc"
