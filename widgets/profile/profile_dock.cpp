// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/profile/profile_dock.h"

#include "widgets/common/colors.h"
#include "widgets/common/theme.h"
#include "widgets/plots/plot.h"
#include "widgets/plots/weight_plots.h"
#include "widgets/profile/spread_panel.h"
#include "widgets/profile/spread_plot.h"
#include "widgets/tables/filter_field.h"
#include "widgets/tables/table_selection.h"
#include "widgets/tables/table_view.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace qb {

namespace {

constexpr int kSettle = 250; ///< ms
constexpr std::array kForms{ProfiledForm::Float, ProfiledForm::Simulated, ProfiledForm::Exported};
constexpr std::array kRoles{TensorRole::Output, TensorRole::Input, TensorRole::Weight, TensorRole::Bias};
constexpr int kNone = -1;
constexpr int kSideBySide = 1000; ///< width from which table and picture stand side by side
constexpr int kStacked = 440;     ///< height from which they may stand one above the other

} // namespace

ProfileDock::ProfileDock(Bench& b, Selection& s, QWidget* parent)
    : PlotDock(b, s, parent),
      m_forms(new QComboBox),
      m_besides(new QComboBox),
      m_roles(new QComboBox),
      m_measure(new QToolButton),
      m_dump(new QToolButton),
      m_export(new QToolButton),
      m_filter(new FilterField),
      m_status(new QLabel),
      m_model(new ProfileModel(this)),
      m_words(new TableWords(*m_model, m_model->words(), this)),
      m_table(new TableView),
      m_link(new TableSelection(
          *m_table, s,
          [this](int row) {
              return TableSelection::Place{m_model->row(row)->unit, m_model->pointOf(row)};
          },
          this)),
      m_panel(new SpreadPanel)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettle);
    build();
    connectAll();
    retranslate();
}

QWidget* ProfileDock::buildBar()
{
    for (QComboBox* box : {m_forms, m_besides, m_roles})
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const ProfiledForm form : kForms)
        m_forms->addItem(QString(), static_cast<int>(form));
    m_roles->addItem(QString(), kNone);
    for (const TensorRole role : kRoles)
        m_roles->addItem(QString(), static_cast<int>(role));
    for (auto* list : {&m_measures[0], &m_measures[1], &m_measures[2], &m_measures[3], &m_dumps[0], &m_dumps[1]})
        *list = new QAction(this);
    for (QToolButton* button : {m_measure, m_dump}) {
        button->setMenu(new QMenu(this));
        button->setPopupMode(QToolButton::InstantPopup);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    }
    m_measure->menu()->addActions({m_measures.begin(), m_measures.end()});
    m_dump->menu()->addActions({m_dumps.begin(), m_dumps.end()});
    m_dump->menu()->addSeparator();
    m_pinnedAlone = m_dump->menu()->addAction(QString());
    m_pinnedAlone->setCheckable(true);
    m_export->setAutoRaise(true);
    m_export->setIcon(themeIcon(QStringLiteral("document-export-table")));
    return makeBar({m_forms, m_besides, m_roles, m_filter}, {m_measure, m_dump, m_export}, m_filter);
}

void ProfileDock::build()
{
    m_status->setForegroundRole(QPalette::PlaceholderText);
    m_status->setTextFormat(Qt::RichText);
    m_table->setWords(m_words, ProfileModel::UnitColumn);
    m_table->sortByColumn(ProfileModel::IndexColumn, Qt::AscendingOrder);
    m_table->setMinimumSize(160, 80);
    setParts(buildBar(), m_status, Qt::Horizontal, m_table, m_panel);
    parts()->setChildrenCollapsible(false);
    addContextMenu(m_table, m_table);
    addContextMenu(m_panel->histogram(), nullptr);
    addContextMenu(m_panel->channels(), nullptr);
    addContextMenu(m_panel->heat(), nullptr);
}

void ProfileDock::connectAll()
{
    for (const auto change : {&Bench::modelChanged, &Bench::profilesChanged, &Bench::configurationChanged})
        connect(&bench(), change, this, &ProfileDock::refresh);
    connect(&bench(), &Bench::spreadChanged, this, &ProfileDock::updatePanel);
    connect(m_forms, &QComboBox::activated, this,
            [this](int i) { setForm(static_cast<ProfiledForm>(m_forms->itemData(i).toInt())); });
    connect(m_besides, &QComboBox::activated, this, [this](int i) {
        const int form = m_besides->itemData(i).toInt();
        setBeside(form == kNone ? std::nullopt : std::optional(static_cast<ProfiledForm>(form)));
    });
    connect(m_roles, &QComboBox::activated, this, &ProfileDock::applyFilter);
    connect(m_filter, &FilterField::changed, this, &ProfileDock::applyFilter);
    connect(m_filter, &FilterField::downPressed, m_table, [this] { m_table->setFocus(); });
    connect(m_filter, &FilterField::selectAllAsked, this, [this] {
        std::vector<UnitId> units;
        for (int r = 0; r < m_words->rowCount(); ++r)
            if (const UnitId unit = m_model->row(m_words->sourceRow(r))->unit; units.empty() || units.back() != unit)
                units.push_back(unit);
        selection().select(std::move(units));
        m_table->setFocus();
    });
    connect(m_table, &TableView::rowsChosen, this, &ProfileDock::updatePanel);
    connect(m_link, &TableSelection::marked, this, &ProfileDock::updatePanel);
    connect(&m_settle, &QTimer::timeout, this, &ProfileDock::askForSpread);
    for (const ProfiledForm form : kForms)
        connect(m_measures[static_cast<std::size_t>(form)], &QAction::triggered, this,
                [this, form] { emit profileRequested(form); });
    connect(m_measures[3], &QAction::triggered, this, &ProfileDock::exportedFileRequested);
    connect(m_dumps[0], &QAction::triggered, this,
            [this] { emit dumpRequested(m_form, selection().units(), m_pinnedAlone->isChecked()); });
    connect(m_dumps[1], &QAction::triggered, this, [this] { emit dumpRequested(m_form, {}, m_pinnedAlone->isChecked()); });
    connect(m_dump->menu(), &QMenu::aboutToShow, this, [this] { m_dumps[0]->setEnabled(!selection().units().empty()); });
    connect(m_export, &QToolButton::clicked, this, [this] { emit csvRequested(m_table->csv()); });
}

void ProfileDock::retranslate()
{
    setWindowTitle(tr("Profile"));
    nameWidget(m_forms, tr("Form"), tr("Which form of the network the table tells of"));
    nameWidget(m_besides, tr("Beside"), tr("Another form, in columns beside the first"));
    nameWidget(m_roles, tr("Tensors"), tr("Show one kind of tensors only"));
    nameWidget(m_table, tr("Tensors"), QString());
    for (int i = 0; i < m_forms->count(); ++i)
        m_forms->setItemText(i, FormWords::title(kForms[static_cast<std::size_t>(i)]));
    const std::array roles{tr("All tensors"), tr("Outputs"), tr("Inputs"), tr("Weights"), tr("Biases")};
    for (int i = 0; i < m_roles->count(); ++i)
        m_roles->setItemText(i, roles[static_cast<std::size_t>(i)]);
    m_measure->setText(tr("Measure"));
    nameWidget(m_measure, tr("Measure"), tr("Measures over all evaluation samples"));
    m_measures[0]->setText(tr("Float"));
    m_measures[1]->setText(tr("Simulated"));
    m_measures[2]->setText(tr("Exported, of This Configuration"));
    m_measures[3]->setText(tr("A file exported before…"));
    m_dump->setText(tr("Arrays"));
    nameWidget(m_dump, tr("Arrays"), tr("Writes the tensors of the form in view as npy files, one for each sample"));
    m_pinnedAlone->setText(tr("Pinned sample alone"));
    m_dumps[0]->setText(tr("Of the selected units…"));
    m_dumps[1]->setText(tr("Of all units…"));
    nameWidget(m_export, tr("Export table"), tr("All columns of the rows shown, as a CSV file with all digits"));
    m_panel->retranslate();
    refresh();
}

std::shared_ptr<const ProfileResult> ProfileDock::profileOf(std::optional<ProfiledForm> form) const
{
    for (const auto& profile : bench().profiles())
        if (form && profile->form == *form)
            return profile;
    return nullptr;
}

bool ProfileDock::isStale(const std::shared_ptr<const Configuration>& of) const
{
    return of && bench().configuration() && of->key != bench().configuration()->key;
}

void ProfileDock::refresh()
{
    if (!bench().model() || bench().profiles().empty()) {
        m_wanted = ProfiledForm::Simulated; // usually measured after float, and then in front of it
        m_model->set({});
        if (bench().model() && !bench().model()->runnable())
            return showEmpty(notRunnable(*bench().model()), EmptyButton::Hidden);
        return showEmpty(tr("Minimum, maximum, mean and variance of every tensor, in float, as simulated and as exported, beside "
                            "each other; and how the values of a chosen one lie."));
    }
    showContent();
    m_filled = false;
    if (isVisible())
        fill();
}

void ProfileDock::fill()
{
    m_filled = true;
    if (profileOf(m_wanted)) {
        if (m_form != *m_wanted)
            m_beside = m_form;
        m_form = *m_wanted;
        m_wanted.reset();
    }
    if (!profileOf(m_form))
        m_form = bench().profiles().front()->form;
    fillForms();
    const auto main = profileOf(m_form);
    const auto beside = m_beside == m_form ? nullptr : profileOf(m_beside);
    const auto from = [this](const std::shared_ptr<const ProfileResult>& of) {
        if (!of)
            return Provenance{};
        const bool exact = of->form == ProfiledForm::Float;
        return Provenance{
            {},   overSamples(of->profile.samples.size()), !exact && isStale(of->configuration), {}, timeOf(of->profile.measured),
            exact};
    };
    m_model->set({bench().model(), main, beside, from(main), from(beside)});
    for (const int c : {ProfileModel::OtherMinColumn, ProfileModel::OtherMaxColumn, ProfileModel::OtherMeanColumn,
                        ProfileModel::OtherVarianceColumn})
        m_table->setOffered(c, beside != nullptr);
    applyFilter();
    arrange();
    m_link->mark();
}

void ProfileDock::fillForms()
{
    const QSignalBlocker quiet(m_besides);
    m_besides->clear();
    m_besides->addItem(tr("Nothing beside"), kNone);
    for (const auto& profile : bench().profiles())
        if (profile->form != m_form)
            m_besides->addItem(tr("beside %1").arg(FormWords::title(profile->form)), static_cast<int>(profile->form));
    m_besides->setCurrentIndex(std::max(0, m_beside ? m_besides->findData(static_cast<int>(*m_beside)) : 0));
    m_besides->setEnabled(m_besides->count() > 1);
    m_forms->setCurrentIndex(m_forms->findData(static_cast<int>(m_form)));
}

void ProfileDock::applyFilter()
{
    const auto& model = bench().model();
    const auto profile = profileOf(m_form);
    if (!model || !profile)
        return;
    std::vector<char> units(model->unitCount(), 1);
    if (const auto& selector = m_filter->selector()) {
        SelectorFacts facts;
        facts.dtype = [this](UnitId unit) -> std::optional<DType> {
            const PointId point = bench().model()->units.pointOf(unit, PointKind::Output);
            if (point == PointId::None || !bench().configuration())
                return std::nullopt;
            const PointConfig& config = bench().configuration()->effective->at(point);
            return config.active ? config.dtype : DType::Float32;
        };
        units.assign(units.size(), 0);
        for (const UnitId unit : selector->select(model->graph, model->units, facts))
            units[indexOf(unit)] = 1;
    }
    const int role = m_roles->currentData().toInt();
    std::vector<char> shown;
    for (const ProfiledTensor& t : profile->profile.rows)
        shown.push_back(units[indexOf(t.unit)] != 0 && (role == kNone || role == static_cast<int>(t.role)));
    const auto all = static_cast<int>(shown.size());
    m_words->setFilter(std::move(shown));
    m_filter->setHits(m_words->rowCount(), all);
    updateStatus();
}

void ProfileDock::updateStatus()
{
    const auto main = profileOf(m_form);
    if (!main)
        return;
    QStringList parts;
    parts << tr("%1: %Ln sample(s)", nullptr, static_cast<int>(main->profile.samples.size())).arg(FormWords::title(m_form));
    if (!main->file.isEmpty())
        parts.back() += QStringLiteral(", ") + main->file.toHtmlEscaped();
    const auto broken = std::count_if(main->profile.rows.begin(), main->profile.rows.end(),
                                      [](const ProfiledTensor& t) { return t.moments.nan + t.moments.inf > 0; });
    const DataColors& colors = dataColors(palette());
    const auto loud = [&](const QColor& color, const QString& text) {
        parts << QStringLiteral("<span style='color:%1'>%2</span>").arg(color.name(), text.toHtmlEscaped());
    };
    if (broken > 0)
        loud(colors.error, tr("%Ln tensor(s) with values that are not finite", nullptr, static_cast<int>(broken)));
    if (main->form != ProfiledForm::Float && isStale(main->configuration))
        loud(colors.warning, tr("measured before the last edit"));
    m_status->setText(parts.join(QStringLiteral(" · ")));
}

QString ProfileDock::statusText() const { return m_status->text(); }

const ProfiledTensor* ProfileDock::current() const
{
    const auto rows = m_table->selectedSourceRows();
    if (rows.empty())
        return nullptr;
    const ProfiledTensor* last = m_model->row(rows.back());
    // A unit that was selected elsewhere, without a port: its output.
    if (rows.size() > 1 && selection().point() == PointId::None)
        for (const int row : rows)
            if (const ProfiledTensor* t = m_model->row(row); t->unit == last->unit && t->role == TensorRole::Output)
                return t;
    return last;
}

void ProfileDock::updatePanel()
{
    if (!isVisible())
        return; // see showEvent()
    const ProfiledTensor* t = current();
    if (!t) {
        m_settle.stop();
        m_panel->say(tr("Choose a row, and how its values lie is shown here, in float and as simulated."));
        return;
    }
    const auto& spread = bench().spread();
    const QString name = bench().model() ? QString::fromStdString(bench().model()->graph.value(t->value).name) : QString();
    const bool lacksExported = spread && !spread->exportedToo && profileOf(ProfiledForm::Exported);
    if (spread && spread->value == t->value && !isStale(spread->configuration) && !lacksExported) {
        m_settle.stop();
        if (!spread->problem.isEmpty()) {
            m_panel->say(spread->problem);
            return;
        }
        const auto simulated = profileOf(ProfiledForm::Simulated);
        SharedParams params = t->params;
        if (m_form == ProfiledForm::Float && simulated)
            for (const ProfiledTensor& other : simulated->profile.rows)
                if (other.unit == t->unit && other.role == t->role && other.value == t->value)
                    params = other.params;
        m_panel->show(spread, params);
        return;
    }
    m_panel->say(tr("Looking at %1…").arg(name));
    m_settle.start();
}

void ProfileDock::askForSpread()
{
    if (const ProfiledTensor* t = current(); t && isVisible())
        emit spreadRequested(t->value);
}

void ProfileDock::setForm(ProfiledForm form)
{
    if (form == m_form)
        return;
    if (!profileOf(form)) {
        m_wanted = form; // shown when it is there
        fillForms();
        emit profileRequested(form);
        return;
    }
    if (m_beside == form)
        m_beside = m_form;
    m_form = form;
    refresh();
}

void ProfileDock::setBeside(std::optional<ProfiledForm> form)
{
    m_beside = form;
    refresh();
}

Plot* ProfileDock::plot() const { return m_panel->plot(); }

QString ProfileDock::tsv() const { return m_panel->tsv(); }

void ProfileDock::showEvent(QShowEvent* event)
{
    PlotDock::showEvent(event);
    if (isEmptyShown())
        return;
    if (!m_filled)
        fill();
    updatePanel();
}

void ProfileDock::resizeEvent(QResizeEvent* event)
{
    PlotDock::resizeEvent(event);
    arrange();
}

/// The table gets what its columns need, the picture the rest; one above the other where there is more height than width.
void ProfileDock::arrange()
{
    const bool stacked = width() < kSideBySide && height() >= kStacked;
    parts()->setOrientation(stacked ? Qt::Vertical : Qt::Horizontal);
    if (stacked)
        return divide(55);
    const int share = width() < kSideBySide ? 70 : 78;
    const int most = width() * share / 100;
    divide(std::clamp(m_table->widthFor(most) * 100 / std::max(1, width()) + 3, 50, share));
}

} // namespace qb
