// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/bad_cases/bad_cases_dock.h"

#include "engine/study/bad_case.h"
#include "widgets/bad_cases/case_bar.h"
#include "widgets/bad_cases/case_panel.h"
#include "widgets/bad_cases/case_plot.h"
#include "widgets/common/format.h"
#include "widgets/common/rich_text.h"
#include "widgets/common/worded.h"
#include "widgets/data/thumbnails.h"
#include "widgets/tables/table_view.h"

#include <QAction>
#include <QFileInfo>
#include <QLabel>
#include <QPainter>
#include <QStyledItemDelegate>

#include <cmath>

namespace qb {

namespace {

constexpr int kRow = 34;     ///< height of rows with pictures
constexpr int kSettle = 250; ///< ms

class PictureDelegate : public QStyledItemDelegate {
public:
    PictureDelegate(Thumbnails& thumbs, const CaseModel& model, const TableWords& words, QObject* parent)
        : QStyledItemDelegate(parent), m_thumbs(thumbs), m_model(model), m_words(words)
    {
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& given, const QModelIndex& index) const override
    {
        QStyleOptionViewItem option = given;
        option.state &= ~QStyle::State_HasFocus;
        QStyledItemDelegate::paint(painter, option, {});
        const CaseRow* row = m_model.row(m_words.sourceRow(index.row()));
        const QImage image = row ? m_thumbs.image(row->index) : QImage();
        if (image.isNull())
            return;
        const QRect room = option.rect.adjusted(2, 2, -2, -2);
        QRect fitted(QPoint(), image.size().scaled(room.size(), Qt::KeepAspectRatio));
        fitted.moveCenter(room.center());
        painter->save();
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        painter->drawImage(fitted, image);
        painter->restore();
    }

private:
    Thumbnails& m_thumbs;
    const CaseModel& m_model;
    const TableWords& m_words;
};

/// The same list of samples, whichever of them were chosen.
bool sameList(DataOptions a, DataOptions b)
{
    for (DataOptions* o : {&a, &b}) {
        o->samples.reset();
        o->range.reset();
        o->sample.reset();
        o->also.clear();
    }
    return a == b;
}

} // namespace

BadCasesDock::BadCasesDock(Bench& b, Selection& s, QWidget* parent)
    : PlotDock(b, s, parent),
      m_bar(new CaseBar),
      m_status(new QLabel),
      m_model(new CaseModel(this)),
      m_words(new TableWords(*m_model, m_model->words(), this)),
      m_table(new TableView),
      m_plot(new CasePlot),
      m_panel(new CasePanel),
      m_thumbs(new Thumbnails(this))
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettle);
    build();
    connectAll();
    retranslate();
}

void BadCasesDock::build()
{
    m_status->setForegroundRole(QPalette::PlaceholderText);
    m_table->setWords(m_words, CaseModel::Name);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setLeastRowHeight(kRow);
    m_table->setItemDelegateForColumn(CaseModel::Picture, new PictureDelegate(*m_thumbs, *m_model, *m_words, m_table));
    m_plot->setMinimumSize(120, 80);
    setParts(m_bar, m_status, Qt::Horizontal, m_table, m_plot)->addWidget(m_panel);
    parts()->setChildrenCollapsible(false);
    addContextMenu(m_plot, nullptr);
}

void BadCasesDock::connectAll()
{
    connect(&bench(), &Bench::modelChanged, this, [this] {
        m_current.reset();
        m_chosenByHand = false;
        connect(&bench(), &Bench::expressionsChanged, this, [this] { m_bar->setRecent(bench().expressions()); });
        m_bar->setRecent(bench().expressions());
        m_bar->setOutputs(bench().model() ? bench().model()->outputs : std::vector<PortInfo>{});
        refresh();
    });
    for (const auto change : {&Bench::badCasesChanged, &Bench::configurationChanged, &Bench::chosenCaseChanged,
                              &Bench::statisticsChanged, &Bench::dataChanged})
        connect(&bench(), change, this, &BadCasesDock::refresh);
    connect(&bench(), &Bench::blameChanged, this, &BadCasesDock::updatePanel);
    connect(m_bar, &CaseBar::changed, this, [this] {
        m_chosenByHand = false; // another criterion has another worst
        refresh();
    });
    connect(m_bar, &CaseBar::findRequested, this, &BadCasesDock::find);
    connect(m_bar, &CaseBar::stopRequested, this, &BadCasesDock::stopRequested);
    connect(m_bar, &CaseBar::saveRequested, this, &BadCasesDock::saveRequested);
    connect(m_bar, &CaseBar::loadRequested, this, &BadCasesDock::loadRequested);
    connect(m_bar, &CaseBar::copyRequested, m_table, &TableView::copy);
    connect(m_bar, &CaseBar::csvRequested, this, [this] { emit csvRequested(m_table->csv()); });
    connect(m_table, &TableView::rowsChosen, this, [this] {
        const auto rows = m_table->selectedSourceRows();
        if (!m_marking && !rows.empty())
            select(rows.back());
    });
    connect(m_plot, &CasePlot::picked, this, &BadCasesDock::select);
    connect(m_thumbs, &Thumbnails::ready, this, [this](int index) {
        m_table->viewport()->update();
        const CaseRow* row = m_current ? m_model->row(m_model->rowOf(*m_current)) : nullptr;
        if (row && static_cast<int>(row->index) == index)
            updatePanel();
    });
    connect(&m_settle, &QTimer::timeout, this, &BadCasesDock::askForBlame);
    connect(m_panel, &CasePanel::pinRequested, this, [this] {
        if (m_current)
            bench().requestPin(*m_current);
    });
    connect(m_panel, &CasePanel::badCaseToggled, this, [this](bool on) {
        if (on && m_current)
            emit badCaseRequested(*m_current, m_bar->criterion());
        else
            emit badCaseForgotten();
    });
    connect(m_panel, &CasePanel::addRequested, this, [this] {
        if (m_current)
            emit addRequested(*m_current);
    });
    connect(m_panel, &CasePanel::linkActivated, this, [this](const QString& unit) {
        if (bench().model())
            selection().select(bench().model()->units.findUnit(unit.toStdString()));
    });
    m_bar->setOutputs(bench().model() ? bench().model()->outputs : std::vector<PortInfo>{});
}

Plot* BadCasesDock::plot() const { return m_plot; }

void BadCasesDock::find()
{
    m_chosenByHand = false;
    bench().rememberExpression(QString::fromStdString(m_bar->expression()));
    emit findRequested(m_bar->expression(), m_bar->order());
}

void BadCasesDock::retranslate()
{
    setWindowTitle(tr("Bad cases"));
    m_plot->setWindowTitle(tr("Bad cases"));
    m_table->setAccessibleName(tr("Samples, worst first"));
    m_plot->retranslate();
    m_ranked.reset();
    refresh();
}

bool BadCasesDock::isStale() const
{
    return m_shown && (!bench().configuration() || m_shown->configuration->key != bench().configuration()->key);
}

void BadCasesDock::refresh()
{
    if (m_shown != bench().badCases())
        m_ranked.reset(); // another result may lie where the old one was
    m_shown = bench().badCases();
    const bool planned = bench().configuration() && bench().configuration()->plan;
    m_bar->setFindable(planned);
    m_bar->setRunning(bench().isFindingBadCases());
    m_bar->setFound(m_shown && !m_shown->cases.samples.empty());
    if (!bench().model())
        return showEmpty(
            tr("The samples on which the quantized model differs most from float, and where each of them goes wrong. "
               "Open a model to begin."));
    if (!bench().model()->runnable())
        return showEmpty(notRunnable(*bench().model()), EmptyButton::Hidden);
    if (!planned)
        return showEmpty(tr("Calibrate first: bad cases are the samples on which the quantized model differs most from float."));
    if (!m_shown && !bench().isFindingBadCases())
        return showEmpty(
            tr("Nothing was looked for yet. A search compares float and quantized on each evaluation sample and shows "
               "here the worst ones, and the layer where each of them goes wrong."));
    showContent();
    // Much that changes has nothing to do with the rows.
    Ranked now{m_shown.get(), m_bar->criterion(), m_bar->expression(), m_bar->order(), isStale()};
    if (!m_ranked || !(*m_ranked == now)) {
        m_ranked = std::move(now);
        rank();
    }
    mark();
    updateStatus();
    updatePanel();
    m_settle.start();
}

/// The rows of what is asked for, as far as they are known.
void BadCasesDock::rank()
{
    const CaseCriterion by = m_bar->criterion();
    std::vector<CaseRow> rows;
    if (m_shown) {
        const BadCases& cases = m_shown->cases;
        const bool known =
            by.metric ? std::find(cases.outputs.begin(), cases.outputs.end(), by.output) != cases.outputs.end()
                      : !cases.custom.empty() && cases.custom == m_bar->expression() && cases.customOrder == m_bar->order();
        if (known)
            rows = caseRows(cases, *m_shown->samples, by);
        if (m_thumbs->samples() != m_shown->samples)
            m_thumbs->setSamples(m_shown->samples);
    }
    std::vector<double> values;
    std::vector<QString> names;
    for (const CaseRow& row : rows) {
        values.push_back(row.notFinite == 0 ? row.value
                                            : std::numeric_limits<double>::quiet_NaN()); // what is finite says nothing
        names.push_back(QFileInfo(row.name).fileName());
    }
    const double median = medianOf(rows);
    m_marking = true;
    m_model->setRows(std::move(rows), by.metric,
                     {{},
                      by.output.empty() ? QString() : tr("At the output %1").arg(QString::fromStdString(by.output)),
                      isStale(),
                      {},
                      m_shown ? timeOf(m_shown->cases.measured) : QDateTime()});
    m_marking = false;
    const auto any = [&](const auto& has) { return std::any_of(m_model->cases().begin(), m_model->cases().end(), has); };
    m_table->setOffered(CaseModel::Label, any([](const CaseRow& row) { return row.label.has_value(); }));
    m_table->setOffered(CaseModel::NotFinite, any([](const CaseRow& row) { return row.notFinite != 0; }));
    m_plot->setNames(std::move(names));
    m_plot->setValues(std::move(values), median, by.metric ? metricTitle(*by.metric) : tr("Value"), isStale(),
                      [metric = by.metric](double v) { return CaseModel::valueText(metric, v); });
    if (!m_chosenByHand || !m_current || m_model->rowOf(*m_current) < 0)
        m_current = m_model->cases().empty() ? std::nullopt : std::optional<quint64>(m_model->cases().front().sample);
}

void BadCasesDock::mark()
{
    const auto& chosen = bench().chosenCase();
    const bool here = chosen && m_shown && chosen->data == m_shown->data;
    m_model->setMarks(here ? std::optional(chosen->sample) : std::nullopt, bench().pinnedSample());
    const int row = m_current ? m_model->rowOf(*m_current) : -1;
    m_marking = true;
    m_table->selectSourceRows(row < 0 ? std::vector<int>{} : std::vector<int>{row});
    m_marking = false;
    m_plot->setCurrent(row);
    m_plot->setBadCase(here ? m_model->rowOf(chosen->sample) : -1);
}

void BadCasesDock::select(int row)
{
    const CaseRow* chosen = m_model->row(row);
    if (!chosen)
        return;
    m_chosenByHand = true;
    m_current = chosen->sample;
    mark();
    updatePanel();
    m_settle.start();
}

void BadCasesDock::setCurrentSample(quint64 sample) { select(m_model->rowOf(sample)); }

void BadCasesDock::updateStatus()
{
    QStringList parts;
    const std::size_t measured = m_shown ? m_shown->cases.samples.size() : 0;
    if (m_shown && m_shown->complete)
        parts << tr("%Ln sample(s) measured", nullptr, static_cast<int>(measured));
    else if (m_shown)
        parts << tr("%1 of %2 samples measured").arg(count(measured), count(m_shown->samples->size()));
    if (bench().isFindingBadCases() && !m_shown)
        parts << tr("Searching…");
    if (!m_bar->chosenMetric() && m_model->cases().empty() && m_bar->problem().isEmpty())
        parts << (m_bar->expression().empty() ? tr("write an expression") : tr("press Find to measure the expression"));
    if (m_shown && static_cast<std::size_t>(measured) > m_model->cases().size() && !m_model->cases().empty())
        parts << tr("%Ln of them can't be judged by this", nullptr, measured - static_cast<int>(m_model->cases().size()));
    if (isStale())
        parts << tr("measured before the last edit");
    if (const auto& chosen = bench().chosenCase())
        parts << tr("bad case: sample %1").arg(chosen->sample);
    m_status->setText(parts.join(QStringLiteral(" · ")));
}

QString BadCasesDock::statusText() const { return m_status->text(); }

QString BadCasesDock::whyNotAdd(quint64 sample) const
{
    const DataOptions& evaluation = bench().evaluationSet().options;
    if (!evaluation.path.empty() && !sameList(evaluation, bench().calibrationSet().options))
        return tr("It is of other data than the calibration samples: copy its file there and calibrate again.");
    if (bench().statistics() && bench().statistics()->samples().contains(sample))
        return tr("It was observed by the calibration already.");
    return {};
}

void BadCasesDock::updatePanel()
{
    const CaseRow* row = m_current ? m_model->row(m_model->rowOf(*m_current)) : nullptr;
    m_panel->setVisible(row != nullptr);
    if (!row)
        return;
    CasePanel::Content content;
    content.picture = m_thumbs->image(row->index);
    const std::optional<Metric> metric = m_bar->chosenMetric();
    content.headline = tr("%1: rank %2 of %3, %4 %5")
                           .arg(QFileInfo(row->name).fileName())
                           .arg(row->rank)
                           .arg(m_model->cases().size())
                           .arg(metric ? QString::fromStdString(std::string(toString(*metric))) : tr("value"),
                                CaseModel::valueText(metric, row->value));
    const auto blame = bench().blame(row->sample, m_bar->output());
    if (isStale())
        content.text = tr("Find again to see where it goes wrong now.");
    else if (blame && !blame->problem.isEmpty())
        content.text = richText(blame->problem);
    else if (blame)
        content.text = blameText(blame->blame, content.tip);
    else if (!m_bar->output().empty())
        content.text = bench().isFindingBadCases() ? tr("Where it goes wrong is looked for when the search is done.")
                                                   : tr("Looking where it goes wrong…");
    const auto& chosen = bench().chosenCase();
    content.isBadCase = chosen && chosen->sample == row->sample && chosen->data == m_shown->data;
    if (content.isBadCase && m_shown->complete && notBad(m_shown->cases, *chosen, kCaseMetrics))
        content.warning = tr("By no output and metric is it in the worst tenth: sensitive layers hardly show on a good sample.");
    if (row->sample == bench().pinnedSample())
        content.whyNoPin = tr("Edits are measured on it already.");
    if (isStale() && !content.isBadCase)
        content.whyNoCase = tr("Its rank is that of before the last edit: find again.");
    content.whyNoAdd = whyNotAdd(row->sample);
    m_panel->setContent(content);
}

QString BadCasesDock::blameText(const Blame& blame, QString& tip) const
{
    if (blame.unit == UnitId::None)
        return richText(tr("No layer can be blamed: %1").arg(worded(blame.whyNot)));
    const QString unit = QString::fromStdString(bench().model()->unit(blame.unit).name);
    const QString link = QStringLiteral("<a href=\"%1\">%2</a>").arg(unit.toHtmlEscaped(), richText(unit));
    if (blame.notFinite != 0)
        return tr("Values stop being finite at %1: %Ln of them are NaN or infinite there.", nullptr,
                  static_cast<int>(blame.notFinite))
            .arg(link);
    tip =
        tr("Error %1, typical %2: root of the mean squared difference to float, and the median of that over %3 others. The layer "
           "itself makes the error grow by a factor of %4.")
            .arg(fullNumber(blame.error), fullNumber(blame.typical))
            .arg(blame.against.size())
            .arg(fullNumber(blame.jump));
    if (!blame.standsOut())
        return tr("No layer stands out: its error grows as in other samples. The largest jump is %1-fold, at %2.")
            .arg(number(blame.jump), link);
    return tr("Its error jumps at %1: %2 times what is typical there, %3 of this sample's values are clipped.")
        .arg(link, number(blame.excess), percent(blame.clippedShare));
}

/// Only for who looks: it takes a run over the network for each of the others.
void BadCasesDock::askForBlame()
{
    if (!isVisible() || !m_current || !m_shown || isStale() || bench().isFindingBadCases() || m_bar->output().empty() ||
        m_model->rowOf(*m_current) < 0 || bench().blame(*m_current, m_bar->output()))
        return;
    emit blameRequested(*m_current, m_bar->output());
}

QString BadCasesDock::tsv() const { return m_table->tsv(); }

void BadCasesDock::showEvent(QShowEvent* event)
{
    PlotDock::showEvent(event);
    m_settle.start();
}

void BadCasesDock::resizeEvent(QResizeEvent* event)
{
    PlotDock::resizeEvent(event);
    divide(56);
}

} // namespace qb
