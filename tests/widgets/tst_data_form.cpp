// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of a sample set: what they say is what the options hold, and what can't be read is told at the field.
#include "tests/support/temporary_folder.h"
#include "widgets/data/data_form.h"

#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QSignalSpy>
#include <QtTest>

using namespace qb;
using namespace qb::test;

namespace {

PortInfo port(const std::string& name, Shape shape, std::vector<std::string> names = {})
{
    PortInfo info;
    info.name = name;
    info.type = ElementType::Float32;
    info.shape = std::move(shape);
    info.dimNames = std::move(names);
    info.dimNames.resize(info.shape.size());
    return info;
}

/// The field whose accessible name starts with the text.
template <typename Field>
Field* field(const DataForm& form, const QString& name)
{
    for (auto* f : form.findChildren<Field*>())
        if (f->accessibleName() == name)
            return f;
    return nullptr;
}

void enter(QLineEdit* field, const QString& text)
{
    field->clear();
    QTest::keyClicks(field, text);
    QTest::keyClick(field, Qt::Key_Return);
}

} // namespace

class TestDataForm : public QObject {
    Q_OBJECT

private slots:
    void openAxesAskForTheirSizes()
    {
        DataForm form;
        form.show();
        auto* sizes = field<QLineEdit>(form, "Sizes");
        QVERIFY(sizes);
        form.setInputs({port("x", {-1, 3, 32, 32})}); // a batch is no size that one must give
        QVERIFY(!sizes->isVisible());
        form.setInputs({port("input", {-1, -1}), port("state", {2, -1, 128}, {"", "layers", ""})});
        QVERIFY(sizes->isVisible());
        QCOMPARE(sizes->placeholderText(), QString("input:1=…, layers=…"));
        QSignalSpy changed(&form, &DataForm::changed);
        enter(sizes, "input:1=576, layers = 1");
        QCOMPARE(changed.size(), 1);
        QCOMPARE(form.options().dims, (std::map<std::string, std::int64_t>{{"input:1", 576}, {"layers", 1}}));
        for (const char* wrong : {"576", "input:1=0", "input:1=x", "=3"}) {
            enter(sizes, wrong);
            QVERIFY2(!form.problem().isEmpty(), wrong);
        }
        QCOMPARE(form.options().dims.size(), std::size_t{2});
        enter(sizes, "");
        QVERIFY(form.problem().isEmpty() && form.options().dims.empty());
    }

    void soundAndRawFilesHaveTheirFields()
    {
        const TemporaryFolder folder;
        DataForm form;
        form.show();
        form.setInputs({port("x", {1, 576})});
        auto* frames = field<QLineEdit>(form, "Frames");
        auto* raw = field<QComboBox>(form, "Raw type");
        QVERIFY(frames && raw && !frames->isVisible() && !raw->isVisible());
        DataOptions options;
        options.path = folder.file("a.wav");
        form.setOptions(options);
        QVERIFY(frames->isVisible() && !raw->isVisible());
        enter(frames, "512, 256, 64");
        QVERIFY(form.options().wav == (WavFraming{512, 256, 64}));
        enter(frames, "512 and 64");
        QVERIFY(!form.problem().isEmpty());
        QFile file(QString::fromStdString(folder.file("s0.bin")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        options.path = folder.path();
        form.setOptions(options);
        QVERIFY(!frames->isVisible() && raw->isVisible());
        raw->setCurrentIndex(raw->findData("uint8"));
        emit raw->activated(raw->currentIndex());
        QVERIFY(form.options().rawDtype == ElementType::UInt8);
    }
};

QTEST_MAIN(TestDataForm)
#include "tst_data_form.moc"
