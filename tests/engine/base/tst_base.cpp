// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/error.h"
#include "engine/base/fingerprint.h"
#include "engine/base/job.h"
#include "engine/base/text.h"
#include "tests/support/run_models.h"
#include "tests/support/temporary_folder.h"

#include <QtTest>

#include <fmt/format.h>

#include <atomic>
#include <fstream>
#include <set>

using namespace qb;
using namespace qb::test;

class TestBase : public QObject {
    Q_OBJECT

private slots:
    void globs_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("wanted");
        QTest::newRow("literal") << "conv1"
                                 << "conv1" << true;
        QTest::newRow("not a prefix") << "conv"
                                      << "conv1" << false;
        QTest::newRow("any run") << "/a/*/Conv"
                                 << "/a/b/c/Conv" << true;
        QTest::newRow("empty run") << "conv*"
                                   << "conv" << true;
        QTest::newRow("one character") << "conv?"
                                       << "conv1" << true;
        QTest::newRow("one, not none") << "conv?"
                                       << "conv" << false;
        QTest::newRow("back up to an earlier star") << "*ab*abc"
                                                    << "xababxabc" << true;
        QTest::newRow("must reach the end") << "*abc"
                                            << "abcd" << false;
        QTest::newRow("brackets are letters") << "a[1]"
                                              << "a[1]" << true;
        QTest::newRow("nothing matches nothing") << ""
                                                 << "" << true;
        QTest::newRow("star alone") << "**"
                                    << "" << true;
    }
    void globs()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, text);
        QFETCH(bool, wanted);
        QCOMPARE(globMatches(pattern.toStdString(), text.toStdString()), wanted);
    }

    void aTextIsWhatFmtMakesOfIt()
    {
        const std::string name = "conv1";
        const Text text("{} reaches {:.4g} in {} of {:>3} {{samples}}", name, 2.0 / 3, 1U, 64);
        QCOMPARE(text.english(), fmt::format("{} reaches {:.4g} in {} of {:>3} {{samples}}", name, 2.0 / 3, 1U, 64));
        QCOMPARE(text.format(), std::string("{} reaches {:.4g} in {} of {:>3} {{samples}}"));
        QCOMPARE(Text("{1} {0}", 1, 2).english(), std::string("2 1"));
        QVERIFY(Text().empty() && Text().english().empty() && Text::verbatim("").empty());
        QCOMPARE(Text::verbatim("a {} b").english(), std::string("a {} b"));
        QCOMPARE(Text("no {{}} field").english(), std::string("no {} field"));
    }

    void textsAreNestedAndJoined()
    {
        const Text inner("it is {}", "frozen");
        const Text outer("{}: {}", "conv1", inner);
        QCOMPARE(outer.english(), std::string("conv1: it is frozen"));
        QCOMPARE(outer.arguments()[1].text, inner);
        QVERIFY(outer == Text("{}: {}", "conv1", Text("it is {}", "frozen")));
        QVERIFY(outer != Text("{}: {}", "conv1", "it is frozen")); // the same in English, not in other languages
        const std::vector<Text> two{inner, Text::verbatim("x{y}")};
        QCOMPARE(Text::joined(two).english(), std::string("it is frozen; x{y}"));
        QCOMPARE(Text::joined({two.data(), 1}), inner);
        QVERIFY(Text::joined({}).empty());
        std::vector<Text::Argument> arguments(outer.arguments().begin(), outer.arguments().end());
        QCOMPARE(Text::restored(outer.format(), arguments), outer);
    }

    void aTranslationMayTurnTheOrderRound()
    {
        const std::vector<std::string> arguments{"a", "b"};
        QCOMPARE(filledIn("{} {}", arguments), std::string("a b"));
        QCOMPARE(filledIn("{1:.4g}{{{0}}}", arguments), std::string("b{a}"));
        QCOMPARE(filledIn("{2} {", arguments), std::string("{2} {"));
    }

    void aGlobOfManyStarsIsQuick()
    {
        std::string pattern;
        for (int i = 0; i < 50; ++i)
            pattern += "a*";
        QVERIFY(!globMatches(pattern + "b", std::string(20000, 'a')));
    }

    void namesNearby()
    {
        const std::vector<std::string> names{"conv1", "conv2", "Relu_1", "backbone.conv10", "softmax"};
        QCOMPARE(nearestNames("covn1", names, 1), std::vector<std::string>{"conv1"});
        QCOMPARE(nearestNames("CONV2", names, 1), std::vector<std::string>{"conv2"});
        QCOMPARE(nearestNames("xyzzyplugh", names), std::vector<std::string>{});
        QCOMPARE(didYouMean("relu_2", names).english(), std::string("did you mean Relu_1?"));
        QCOMPARE(didYouMean("conv3", names).english(), std::string("did you mean conv1 or conv2?"));
        QCOMPARE(didYouMean("nothing like it", names).english(), std::string());
    }

    void textInPieces()
    {
        QCOMPARE(split("a,b,,c", ','), (std::vector<std::string>{"a", "b", "", "c"}));
        QCOMPARE(split("", ','), std::vector<std::string>{""});
        QCOMPARE(split(",", ','), (std::vector<std::string>{"", ""}));
        QCOMPARE(std::string(trimmed(" \t a b\n")), std::string("a b"));
        QCOMPARE(std::string(trimmed("  ")), std::string());
        QCOMPARE(lowered("MiXeD_1"), std::string("mixed_1"));
    }

    void fingerprints()
    {
        // The published XXH3 value of no bytes, 128 bits.
        QCOMPARE(fingerprintOf("", 0).hex(), std::string("99aa06d3014798d86001c324468d497f"));
        QVERIFY(Hasher().add(std::string_view("ab")).add(std::string_view("c")).result() !=
                Hasher().add(std::string_view("a")).add(std::string_view("bc")).result());
        QVERIFY(Hasher().add(1).add(2).result() != Hasher().add(2).add(1).result());
        const std::vector<float> none;
        QVERIFY(Hasher().add(std::span<const float>(none)).result() != Hasher().result());
        QCOMPARE(Hasher().bytes("abcdef", 6).result().hex(), fingerprintOf("abcdef", 6).hex());
    }

    void fingerprintOfAFile()
    {
        const TemporaryFolder folder;
        const std::string large((std::size_t{1} << 20U) + 17, 'q'); // more than one block
        std::ofstream(folder.file("data"), std::ios::binary) << large;
        QCOMPARE(fingerprintOfFile(folder.file("data")).hex(), fingerprintOf(large.data(), large.size()).hex());
        QVERIFY(errorOf([&] { (void)fingerprintOfFile(folder.file("none")); })->code() == ErrorCode::BadInput);
    }

    void everyIndexOnce_data()
    {
        QTest::addColumn<int>("threads");
        QTest::addColumn<int>("count");
        for (const int threads : {0, 1, 2, 5, 64})
            for (const int count : {0, 1, 3, 1000})
                QTest::addRow("%d threads, %d", threads, count) << threads << count;
    }
    void everyIndexOnce()
    {
        QFETCH(int, threads);
        QFETCH(int, count);
        JobContext job;
        job.threads = static_cast<unsigned>(threads);
        std::vector<std::atomic<int>> seen(static_cast<std::size_t>(count));
        std::atomic<unsigned> highest{0};
        parallelFor(job, seen.size(), [&](std::size_t i, unsigned worker) {
            ++seen[i];
            unsigned before = highest;
            while (before < worker && !highest.compare_exchange_weak(before, worker)) {
            }
        });
        QVERIFY(std::all_of(seen.begin(), seen.end(), [](const auto& s) { return s == 1; }));
        QVERIFY(highest < std::max(1U, job.threads));
    }

    void theFirstErrorEndsIt()
    {
        for (const unsigned threads : {1U, 4U}) {
            JobContext job;
            job.threads = threads;
            std::atomic<int> done{0};
            const auto error = errorOf([&] {
                parallelFor(job, 100000, [&](std::size_t i, unsigned) {
                    ++done;
                    if (i == 7)
                        throw Error(ErrorCode::BadInput, Text("seven"));
                });
            });
            QVERIFY(error);
            QCOMPARE(QString(error->what()), QString("seven"));
            QVERIFY(done < 100000);
        }
    }

    void aStopIsAnInterruption()
    {
        for (const unsigned threads : {1U, 4U}) {
            std::stop_source stop;
            JobContext job;
            job.threads = threads;
            job.stop = stop.get_token();
            std::atomic<int> done{0};
            const auto error = errorOf([&] {
                parallelFor(job, 100000, [&](std::size_t, unsigned) {
                    if (++done == 5)
                        stop.request_stop();
                });
            });
            QVERIFY(error && error->code() == ErrorCode::Interrupted);
            QVERIFY(done < 100000);
        }
    }

    void errorsKeepWhatTheyAreTold()
    {
        const Error error(ErrorCode::NotRunnable, Text("what"), Text("cure"), {{"file", "f"}});
        QCOMPARE(std::string(toString(error.code())), std::string("not_runnable"));
        QCOMPARE(error.cure().english(), std::string("cure"));
        QCOMPARE(error.context().at("file"), std::string("f"));
        QCOMPARE(static_cast<int>(ErrorCode::Interrupted), 130);
    }
};

QTEST_APPLESS_MAIN(TestBase)
#include "tst_base.moc"
