// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/data/data_dock.h"

#include "engine/base/error.h"
#include "engine/data/numbers.h"
#include "widgets/common/colors.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/common/tree_rows.h"
#include "widgets/common/worded.h"
#include "widgets/data/data_form.h"
#include "widgets/data/preview.h"
#include "widgets/data/sample_gallery.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QHeaderView>
#include <QImageReader>
#include <QLabel>
#include <QResizeEvent>
#include <QScrollArea>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace qb {

namespace {

enum Column { Name, Min, Max, Mean, ShapeColumn, Source, ColumnCount };

constexpr int kFormWidth = 236;
constexpr int kPicturesWidth = 150;

} // namespace

DataDock::DataDock(Bench& bench, QWidget* parent)
    : PagedDock(parent),
      m_bench(bench),
      m_use(new QComboBox),
      m_form(new DataForm),
      m_warnings(new QLabel),
      m_inputs(new QTreeWidget),
      m_count(new QLabel),
      m_gallery(new SampleGallery),
      m_preview(new PreviewPane),
      m_splitter(new QSplitter)
{
    m_use->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_use->addItem(QString(), static_cast<int>(DataUse::Calibration));
    m_use->addItem(QString(), static_cast<int>(DataUse::Evaluation));
    m_warnings->setWordWrap(true);
    m_warnings->setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    connect(m_warnings, &QLabel::linkActivated, this, [this](const QString& link) { applyCure(link.toUInt()); });
    m_warnings->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, kGrid);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_count->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, kGrid);
    m_count->setWordWrap(true);
    m_inputs->setColumnCount(ColumnCount);
    m_inputs->setRootIsDecorated(false);
    m_inputs->setFrameShape(QFrame::NoFrame);
    useTableRows(*m_inputs);
    m_inputs->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_inputs->header()->setStretchLastSection(true);

    auto* left = new QWidget;
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, kGrid, 0, 0);
    column->setSpacing(0);
    auto* top = new QHBoxLayout;
    top->setContentsMargins(2 * kGrid, 0, 2 * kGrid, 0);
    top->addWidget(m_use);
    top->addStretch();
    column->addLayout(top);
    column->addWidget(m_form);
    column->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidget(left);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_left = left;
    // Below the fields, which must not move under the mouse when something is said of what they hold.
    auto* leftPane = new QWidget;
    leftPane->setMinimumWidth(kFormWidth);
    auto* leftColumn = new QVBoxLayout(leftPane);
    leftColumn->setContentsMargins(0, 0, 0, 0);
    leftColumn->setSpacing(0);
    leftColumn->addWidget(scroll, 1);
    leftColumn->addWidget(m_warnings);

    auto* right = new QWidget;
    right->setMinimumWidth(kPicturesWidth);
    auto* rightColumn = new QVBoxLayout(right);
    rightColumn->setContentsMargins(0, 0, 0, 0);
    rightColumn->setSpacing(0);
    rightColumn->addWidget(m_count);
    rightColumn->addWidget(m_gallery, 3);
    rightColumn->addWidget(m_preview, 2);

    m_splitter->addWidget(leftPane);
    m_splitter->addWidget(right);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({300, 500});
    m_splitter->setChildrenCollapsible(false);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { m_byHand = true; });
    auto* content = new QWidget;
    auto* contentColumn = new QVBoxLayout(content);
    contentColumn->setContentsMargins(0, 0, 0, 0);
    contentColumn->setSpacing(0);
    contentColumn->addWidget(m_splitter, 1);
    contentColumn->addWidget(m_inputs);
    setContent(content);

    connect(m_use, &QComboBox::currentIndexChanged, this, &DataDock::show);
    connect(m_form, &DataForm::changed, this, [this] { m_bench.requestData(use(), m_form->options()); });
    connect(m_form, &DataForm::browseRequested, this, [this] { emit browseRequested(use()); });
    connect(m_gallery, &SampleGallery::pinRequested, &m_bench, &Bench::requestPin);
    connect(m_gallery, &SampleGallery::currentChangedTo, this, &DataDock::preview);
    connect(&m_bench, &Bench::modelChanged, this, [this] {
        if (m_bench.model())
            m_form->setInputs(m_bench.model()->inputs);
        show();
    });
    connect(&m_bench, &Bench::dataChanged, this, &DataDock::show);
    if (m_bench.model())
        m_form->setInputs(m_bench.model()->inputs);
    retranslate();
}

/// The form is what the dock is for: it has its natural height wherever there is so much room, beside the pictures in a wide
/// or low dock, above them in a narrow and tall one.
void DataDock::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void DataDock::arrange()
{
    const int form = m_left->sizeHint().height();
    const int tall = height() - m_inputs->height();
    const bool below = width() < kFormWidth + kPicturesWidth + 2 * kGrid || (width() < 560 && tall > form + 240);
    const Qt::Orientation orientation = below ? Qt::Vertical : Qt::Horizontal;
    if (orientation != m_splitter->orientation() || (below && !m_byHand)) {
        m_splitter->setOrientation(orientation);
        const int first = below ? std::clamp(form, tall / 2, std::max(tall / 2, tall - 160)) : kFormWidth + 20;
        m_splitter->setSizes({first, std::max(1, (below ? tall : width()) - first)});
    }
    fitToRows(*m_inputs, 4);
}

DataUse DataDock::use() const { return static_cast<DataUse>(m_use->currentData().toInt()); }

const DataView& DataDock::view() const
{
    return use() == DataUse::Calibration ? m_bench.calibrationSet() : m_bench.evaluationSet();
}

/// What the finding says to do.
void DataDock::applyCure(std::size_t finding)
{
    const DataView& shown = view();
    if (!shown.description || finding >= shown.description->findings.size())
        return;
    if (const auto cured = withDataCure(shown.options, shown.description->findings[finding]))
        m_bench.requestData(use(), *cured);
}

QString DataDock::warning() const { return m_warnings->text(); }

void DataDock::retranslate()
{
    m_use->setItemText(0, tr("Calibration samples"));
    m_use->setItemText(1, tr("Evaluation samples"));
    m_use->setAccessibleName(tr("Sample set"));
    m_gallery->setAccessibleName(tr("Samples"));
    m_inputs->setHeaderLabels({tr("Input"), tr("Min"), tr("Max"), tr("Mean"), tr("Shape"), tr("Source")});
    m_inputs->setAccessibleName(tr("Ranges per input"));
    show();
}

void DataDock::show()
{
    if (!m_bench.model())
        return showEmpty(tr("The samples that calibrate and test the model, and how they become tensors."));
    showContent();
    const DataView& shown = view();
    if (!(m_form->options() == shown.options))
        m_form->setOptions(shown.options);
    const DataColors& colors = dataColors(palette());
    QStringList lines;
    const auto line = [&](const QColor& color, const QString& text) {
        lines << QStringLiteral("<span style=\"color:%1\">%2</span>")
                     .arg(color.name(), text.toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>")));
    };
    if (!shown.problem.isEmpty())
        line(colors.error, shown.problem);
    if (shown.description)
        for (std::size_t i = 0; i < shown.description->findings.size(); ++i) {
            const Finding& f = shown.description->findings[i];
            QString text = sentence(f.message);
            if (!f.cure.empty())
                text += QStringLiteral("\n") + sentence(f.cure);
            line(f.severity == Severity::Info ? palette().color(QPalette::PlaceholderText) : colors.warning, text);
            if (withDataCure(shown.options, f))
                lines.back() += QStringLiteral("<br><a href=\"%1\">%2</a>").arg(i).arg(tr("Do so"));
        }
    m_warnings->setText(lines.join(QStringLiteral("<br>")));
    if (lines.isEmpty() && m_warnings->hasFocus())
        m_gallery->setFocus(); // what was asked for is done; a field would take the keys
    m_warnings->setVisible(!lines.isEmpty());

    m_gallery->setSamples(shown.samples);
    m_gallery->setPinned(m_bench.pinnedSample());
    if (shown.samples)
        m_count->setText(
            tr("%1 of %Ln sample(s)", nullptr, static_cast<int>(shown.samples->total())).arg(count(shown.samples->size())));
    else if (shown.options.path.empty())
        m_count->setText(use() == DataUse::Calibration ? tr("Name a folder of samples at the left, or drop one here.")
                                                       : tr("None of its own: the calibration samples serve."));
    else
        m_count->setText(shown.problem.isEmpty() ? tr("Reading the list…") : tr("No samples."));

    m_count->setToolTip(tr("Double click pins the sample that edits are measured on."));
    m_splitter->widget(1)->setVisible(shown.problem.isEmpty());
    m_inputs->clear();
    if (shown.description)
        for (const InputSummary& input : shown.description->inputs) {
            auto* item = new QTreeWidgetItem(m_inputs);
            item->setText(Name, QString::fromStdString(input.name));
            const auto end = [&](double value) { // an integer is one: 16000, not 1.6e4
                return isIntegerType(input.type) ? QLocale().toString(value, 'f', 0) : number(value);
            };
            item->setText(Min, end(input.min));
            item->setText(Max, end(input.max));
            item->setText(Mean, number(input.mean));
            item->setText(ShapeColumn, shapeText(input.shape));
            item->setText(Source, worded(input.source));
            item->setToolTip(Source, worded(input.source));
            for (const int c : {Min, Max, Mean})
                item->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
        }
    m_inputs->setVisible(m_inputs->topLevelItemCount() > 0);
    arrange();
    if (shown.samples && !m_gallery->currentIndex().isValid() && shown.samples->size() > 0) {
        std::size_t row = 0;
        while (row + 1 < shown.samples->size() && shown.samples->sampleId(row) != m_bench.pinnedSample())
            ++row;
        m_gallery->setCurrentIndex(m_gallery->model()->index(static_cast<int>(row), 0));
    }
    preview();
}

/// Reads the current sample on a thread of its own: its file as it is, and as the model gets it.
void DataDock::preview()
{
    const auto samples = view().samples;
    const auto current = m_gallery->currentSample();
    if (!samples || !current || *current >= samples->size()) {
        m_latest.drop();
        m_preview->setContent({}, {}, {});
        return;
    }
    struct Read {
        QImage file;
        QImage model;
        QString caption;
    };
    m_latest.run(
        [samples, i = *current] {
            Read read;
            read.caption = QString::fromStdString(samples->sampleName(i));
            try {
                if (const QString path = QString::fromStdString(samples->sampleFile(i)); !path.isEmpty()) {
                    QImageReader reader(path);
                    reader.setAutoTransform(true);
                    read.file = reader.read();
                }
                const Sample sample = samples->load(i);
                for (std::size_t k = 0; k < sample.inputs.size() && read.model.isNull(); ++k) {
                    const Preprocess p = effectivePreprocess(samples->options().preprocess, samples->feeds()[k].name);
                    read.model = pictureOf(sample.inputs[k], p.color == Color::Bgr);
                }
                if (sample.label)
                    read.caption = tr("%1 (label %2)").arg(read.caption).arg(*sample.label);
            } catch (const std::exception& e) {
                read.caption = tr("%1: %2").arg(read.caption, worded(e));
            }
            return read;
        },
        [this](const Read& read) { m_preview->setContent(read.file, read.model, read.caption); });
}

} // namespace qb
