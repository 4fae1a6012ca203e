// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/rules_dock.h"

#include "engine/exporters/report_words.h"
#include "widgets/common/theme.h"
#include "widgets/common/worded.h"
#include "widgets/inspector/rule_delegate.h"
#include "widgets/inspector/rule_dialog.h"
#include "widgets/inspector/sensitivity_tables.h"
#include "widgets/models/rules_model.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace qb {

namespace {

constexpr const char* kIcons[RulesDock::OperationCount] = {"list-add",        "document-edit",   "edit-duplicate",
                                                           "edit-delete",     "go-up",           "go-down",
                                                           "edit-select-all", "document-import", "document-export"};

} // namespace

RulesDock::RulesDock(Bench& bench, Selection& selection, QWidget* parent)
    : PagedDock(parent),
      m_bench(bench),
      m_selection(selection),
      m_model(new RulesModel(bench, this)),
      m_list(new QListView),
      m_none(new QLabel),
      m_targets(new QComboBox),
      m_bar(new QToolBar),
      m_addMenu(new QMenu(this))
{
    build();
    connectAll();
    retranslate();
    takeConfiguration();
}

void RulesDock::build()
{
    m_bar->setIconSize(QSize(16, 16));
    for (int i = 0; i < OperationCount; ++i) {
        m_actions[i] = new QAction(themeIcon(QString::fromLatin1(kIcons[i])), QString(), this);
        m_bar->addAction(m_actions[i]);
        if (i == Delete || i == Down || i == SelectUnits)
            m_bar->addSeparator();
    }
    m_actions[Add]->setMenu(m_addMenu);
    if (auto* button = qobject_cast<QToolButton*>(m_bar->widgetForAction(m_actions[Add])))
        button->setPopupMode(QToolButton::InstantPopup);
    m_actions[Delete]->setShortcut(QKeySequence::Delete);
    m_actions[Up]->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Up));
    m_actions[Down]->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Down));
    for (const Operation o : {Delete, Up, Down}) {
        m_actions[o]->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(m_actions[o]);
    }
    for (const std::string& name : Profile::names())
        m_targets->addItem(QString(), QString::fromStdString(name)); // named in the language of the window
    m_targets->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RuleDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAlternatingRowColors(true);
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setDropIndicatorShown(true);
    m_list->setDragEnabled(true);
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_list->addActions({m_actions[Edit], m_actions[Duplicate], m_actions[Delete], m_actions[SelectUnits]});
    m_list->installEventFilter(this);

    auto* target = new QHBoxLayout;
    target->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, 0);
    auto* label = new QLabel;
    label->setObjectName(QStringLiteral("target"));
    label->setBuddy(m_targets);
    target->addWidget(label);
    target->addWidget(m_targets, 1);
    auto* full = new QWidget;
    auto* layout = new QVBoxLayout(full);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid / 2);
    layout->addLayout(target);
    layout->addWidget(m_bar);
    layout->addWidget(m_list, 1);
    m_none->setWordWrap(true);
    m_none->setForegroundRole(QPalette::PlaceholderText);
    m_none->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_none->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, kGrid);
    layout->addWidget(m_none, 1);
    setContent(full);
}

void RulesDock::connectAll()
{
    connect(&m_bench, &Bench::rulesChanged, this, &RulesDock::takeConfiguration);
    connect(&m_bench, &Bench::configurationChanged, this, &RulesDock::takeConfiguration);
    connect(&m_bench, &Bench::modelChanged, this, &RulesDock::takeConfiguration);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &RulesDock::showActions);
    connect(m_list, &QListView::doubleClicked, m_actions[Edit], &QAction::trigger);
    connect(m_addMenu, &QMenu::aboutToShow, this, &RulesDock::fillAddMenu);
    connect(m_model, &RulesModel::moveAsked, this, &RulesDock::move);
    connect(m_model, &RulesModel::enabledAsked, this, [this](int rule, bool enabled) {
        RuleSet after = rules();
        after.rules[static_cast<std::size_t>(rule)].enabled = enabled;
        request(enabled ? tr("Switch on %1").arg(nameOf(rule)) : tr("Switch off %1").arg(nameOf(rule)), after, rule);
    });
    connect(m_actions[Edit], &QAction::triggered, this, [this] {
        if (current() >= 0)
            open(rules().rules[static_cast<std::size_t>(current())], current());
    });
    connect(m_actions[Duplicate], &QAction::triggered, this, [this] {
        RuleSet after = rules();
        const auto at = after.rules.begin() + current();
        after.rules.insert(at + 1, Rule(*at));
        request(tr("Duplicate %1").arg(nameOf(current())), after, current() + 1);
    });
    connect(m_actions[Delete], &QAction::triggered, this, [this] {
        RuleSet after = rules();
        after.rules.erase(after.rules.begin() + current());
        request(tr("Delete %1").arg(nameOf(current())), after, std::min(current(), static_cast<int>(after.rules.size()) - 1));
    });
    connect(m_actions[Up], &QAction::triggered, this, [this] { move(current(), current() - 1); });
    connect(m_actions[Down], &QAction::triggered, this, [this] { move(current(), current() + 1); });
    connect(m_actions[SelectUnits], &QAction::triggered, this, [this] {
        if (m_bench.configuration()->effective && current() >= 0)
            m_selection.select(unitsDecidedBy(*m_bench.model(), *m_bench.configuration()->effective, current()));
    });
    connect(m_actions[Import], &QAction::triggered, this, &RulesDock::importRequested);
    connect(m_actions[Export], &QAction::triggered, this, &RulesDock::exportRequested);
    connect(m_targets, &QComboBox::activated, this, [this](int i) {
        RuleSet after = rules();
        after.profile = m_targets->itemData(i).toString().toStdString();
        request(tr("Target %1").arg(m_targets->itemText(i)), after, current());
    });
}

const RuleSet& RulesDock::rules() const { return m_bench.rules(); }

int RulesDock::current() const { return m_list->currentIndex().isValid() ? m_list->currentIndex().row() : -1; }

QString RulesDock::nameOf(int rule) const
{
    return tr("rule %1 (%2)").arg(rule + 1).arg(worded(rules().rules[static_cast<std::size_t>(rule)].text()));
}

void RulesDock::request(const QString& text, const RuleSet& after, int wanted)
{
    if (after == rules())
        return;
    m_wanted = wanted;
    m_bench.requestEdit(text, after);
}

void RulesDock::move(int from, int to)
{
    RuleSet after = rules();
    const int last = static_cast<int>(after.rules.size()) - 1;
    if (from < 0 || from > last || to < 0 || to > last || from == to)
        return;
    Rule moved = std::move(after.rules[static_cast<std::size_t>(from)]);
    after.rules.erase(after.rules.begin() + from);
    after.rules.insert(after.rules.begin() + to, std::move(moved));
    request(tr("Move %1 to place %2").arg(nameOf(from)).arg(to + 1), after, to);
}

void RulesDock::open(Rule rule, int at)
{
    auto* dialog = new RuleDialog(std::move(rule), m_bench.model(), measuredTables(m_bench), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, at, before = rules()] {
        if (!m_bench.configuration() || !(rules() == before))
            return; // the list has changed under the dialog
        RuleSet after = before;
        const bool fresh = static_cast<std::size_t>(at) >= after.rules.size();
        const QString name = fresh ? worded(dialog->rule().text()) : nameOf(at);
        if (fresh)
            after.rules.push_back(dialog->rule());
        else
            after.rules[static_cast<std::size_t>(at)] = dialog->rule();
        request(fresh ? tr("Add %1").arg(name) : tr("Edit %1").arg(name), after, at);
    });
    // An open dialog with the rules of before must not overwrite those of now.
    connect(&m_bench, &Bench::rulesChanged, dialog, &QDialog::reject);
    connect(&m_bench, &Bench::modelChanged, dialog, &QDialog::reject);
    dialog->open();
}

void RulesDock::fillAddMenu()
{
    m_addMenu->clear();
    if (!m_bench.configuration())
        return;
    const auto add = [this](const QString& text, Rule rule) {
        connect(m_addMenu->addAction(text), &QAction::triggered, this,
                [this, rule = std::move(rule)] { open(rule, static_cast<int>(rules().rules.size())); });
    };
    UnitConfig int16;
    int16.ports["output"].dtype = DType::Int16;
    add(tr("Units by name…"), {ModuleNameRule{{}, int16}});
    const UnitId unit = m_selection.current();
    add(tr("Units by type…"),
        {ModuleTypeRule{unit == UnitId::None ? std::string("Conv") : m_bench.model()->unit(unit).opType, int16}});
    OverrideRule selected;
    selected.units.emplace();
    for (const UnitId u : m_selection.units())
        selected.units->push_back(m_bench.model()->unit(u).name);
    selected.config = int16;
    add(tr("Selected units…"), {selected});
    m_addMenu->actions().last()->setEnabled(!m_selection.units().empty());
    OverrideRule selector;
    selector.selector = "op:Conv";
    selector.config = int16;
    add(tr("Units by selector…"), {selector});
    m_addMenu->addSeparator();
    add(tr("Convolutions and Linear…"), {ConvDtypeRule{std::nullopt, DType::Int8}});
    add(tr("Matrix products…"), {MatmulDtypeRule{DType::Int16, DType::Int8}});
    const bool gives = unit != UnitId::None && !m_bench.model()->unit(unit).outputs.empty();
    const std::string tensor =
        gives ? m_bench.model()->graph.value(m_bench.model()->unit(unit).outputs.front()).name : std::string();
    add(tr("Quantize at a tensor (QuantStub)…"), {StubRule{StubRule::Kind::Quant, tensor}});
    add(tr("Float from a tensor on (DeQuantStub)…"), {StubRule{StubRule::Kind::DeQuant, tensor}});
    SensitivityRule sensitive;
    sensitive.tables = measuredTables(m_bench);
    sensitive.topK = 10;
    add(tr("The most sensitive…"), {sensitive});
    add(tr("Observers…"), {ReferenceRule{}});
    add(tr("Preset…"), {PresetRule{}});
    if (!m_bench.model()->imported.empty())
        add(tr("Pairs of the file…"), {ImportedRule{}});
}

void RulesDock::showRule(int rule)
{
    const QModelIndex index = m_model->index(rule);
    if (!index.isValid())
        return;
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index);
}

void RulesDock::showPage()
{
    if (m_bench.configuration())
        showContent();
    else
        showEmpty(tr("The rules that say how the model is quantized will be listed here, in the order in which they count."));
}

void RulesDock::takeConfiguration()
{
    showPage();
    m_list->setVisible(m_model->rowCount() > 0);
    m_none->setVisible(m_model->rowCount() == 0);
    if (m_bench.configuration()) {
        const QSignalBlocker blocker(m_targets);
        const QString profile = QString::fromStdString(m_bench.configuration()->profile->name);
        if (m_targets->findData(profile) < 0)
            m_targets->addItem(profile, profile);
        m_targets->setCurrentIndex(m_targets->findData(profile));
        m_targets->setToolTip(QString::fromStdString(m_bench.configuration()->profile->title));
        if (m_wanted >= 0)
            showRule(std::exchange(m_wanted, -1));
    }
    showActions();
}

void RulesDock::showActions()
{
    const int now = current();
    for (const Operation o : {Edit, Duplicate, Delete, SelectUnits})
        m_actions[o]->setEnabled(now >= 0);
    m_actions[Up]->setEnabled(now > 0);
    m_actions[Down]->setEnabled(now >= 0 && now + 1 < m_model->rowCount());
}

bool RulesDock::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            m_actions[Edit]->trigger();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void RulesDock::retranslate()
{
    m_none->setText(tr("There are no rules: every unit has the defaults of the target. Add a rule here, or give dtypes to units "
                       "in the graph."));
    const std::pair<QString, QString> words[OperationCount] = {
        {tr("Add rule"), tr("Add a rule at the end, where it counts last")},
        {tr("Edit the rule…"), tr("Change the fields of the rule (Enter)")},
        {tr("Duplicate rule"), tr("A copy below the rule")},
        {tr("Delete rule"), tr("Take the rule out of the list (Del)")},
        {tr("Move up"), tr("Let the rule count earlier: later rules win (Alt+Up)")},
        {tr("Move down"), tr("Let the rule count later: later rules win (Alt+Down)")},
        {tr("Select its units"), tr("Select the units about which the rule decides")},
        {tr("Import rules…"), tr("Read a rule file, or a configuration of another tool")},
        {tr("Export rules…"), tr("Write the list to a rule file")}};
    for (int i = 0; i < OperationCount; ++i) {
        m_actions[i]->setText(words[i].first);
        m_actions[i]->setToolTip(words[i].second);
    }
    setAccessibleName(tr("Rules"));
    m_list->setAccessibleName(tr("List of rules, later ones win"));
    m_targets->setAccessibleName(tr("Target"));
    findChild<QLabel*>(QStringLiteral("target"))->setText(tr("Target"));
    int target = 0;
    for (const std::string& name : Profile::names())
        m_targets->setItemText(target++, worded(words::profileTitle(Profile::load(name).title)));
    m_model->retranslate();
    showPage();
}

} // namespace qb
