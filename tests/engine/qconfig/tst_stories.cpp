// SPDX-License-Identifier: GPL-3.0-or-later
// Text in, text out: each file in stories/ is a small model, a rule file, and what the rules come to, story and findings
// included. What differs is written to NAME.actual beside the test program.
#include "engine/base/error.h"
#include "engine/qconfig/effective_text.h"
#include "tests/engine/qconfig/story_model.h"
#include "tests/support/wording.h"

#include <QDir>
#include <QtTest>

#include <fstream>
#include <sstream>

using namespace qb;
using namespace qb::test;

namespace {

struct Story {
    std::string model;
    std::string rules;
    std::string profile; ///< JSON of a profile of its own, or empty
    std::string expected;
};

/// Sections begin with a line "--- NAME".
Story readStory(const QString& path)
{
    std::ifstream file(path.toStdString());
    std::map<std::string, std::string> sections;
    std::string section = "about";
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("--- "))
            section = line.substr(4);
        else
            sections[section] += line + "\n";
    }
    return {sections["model"], sections["rules"], sections["profile"], sections["comes to"]};
}

std::string told(const Story& story, OrtEnvironment& environment)
{
    const auto model = modelFromText(story.model, environment);
    if (!model->runnable())
        return model->whyNotRunnable.english();
    const RuleSet rules = RuleSet::fromJson(story.rules);
    const Profile profile = story.profile.empty() ? Profile::load(rules.profile) : Profile::fromJson(story.profile);
    const Effective effective = resolve(*model, rules, profile);
    for (const PointConfig& point : effective.points) {
        QStringList english = sentencesIn(point.whyNot);
        for (const Text& line : point.story)
            english << sentencesIn(line);
        if (!english.isEmpty())
            return "not to be translated: " + english.join("; ").toStdString();
    }
    for (const Finding& f : effective.findings)
        if (const QStringList english = sentencesIn(f.message) + sentencesIn(f.cure); !english.isEmpty())
            return "not to be translated: " + english.join("; ").toStdString();
    return effectiveTable(*model, rules, effective);
}

} // namespace

class TestStories : public QObject {
    Q_OBJECT

private slots:
    void everyStoryComesToWhatItSays_data()
    {
        QTest::addColumn<QString>("path");
        const QDir folder(QB_SOURCE_DIR "/tests/engine/qconfig/stories");
        const QStringList names = folder.entryList({"*.story"}, QDir::Files, QDir::Name);
        QVERIFY(!names.isEmpty());
        for (const QString& name : names)
            QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }

    void everyStoryComesToWhatItSays()
    {
        QFETCH(QString, path);
        const Story story = readStory(path);
        std::string actual;
        try {
            actual = told(story, m_environment);
        } catch (const std::exception& e) {
            actual = e.what();
        }
        if (actual == story.expected)
            return;
        const std::string name = QFileInfo(path).completeBaseName().toStdString() + ".actual";
        std::ofstream(name) << actual;
        const QStringList wanted = QString::fromStdString(story.expected).split('\n');
        const QStringList got = QString::fromStdString(actual).split('\n');
        for (int i = 0; i < std::max(wanted.size(), got.size()); ++i)
            if (wanted.value(i) != got.value(i))
                QFAIL(qPrintable(QString("line %1 (all of it in %2):\n   wanted: %3\n   got:    %4")
                                     .arg(i + 1)
                                     .arg(QString::fromStdString(name), wanted.value(i), got.value(i))));
    }

private:
    OrtEnvironment m_environment;
};

QTEST_APPLESS_MAIN(TestStories)
#include "tst_stories.moc"
