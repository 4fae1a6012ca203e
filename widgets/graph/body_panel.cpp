// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/body_panel.h"

#include "widgets/common/theme.h"
#include "widgets/common/worded.h"
#include "widgets/graph/graph_view.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace qb {

namespace {

QToolButton* toolButton(const QString& icon)
{
    auto* result = new QToolButton;
    result->setIcon(themeIcon(icon));
    result->setAutoRaise(true);
    return result;
}

void name(QWidget* widget, const QString& text)
{
    widget->setToolTip(text);
    widget->setAccessibleName(text);
}

} // namespace

BodyPanel::BodyPanel(QWidget* parent)
    : QWidget(parent),
      m_view(new GraphView),
      m_back(toolButton(QStringLiteral("go-up"))),
      m_path(new QLabel),
      m_state(new QLabel),
      m_bodies(new QComboBox),
      m_fit(toolButton(QStringLiteral("zoom-fit-best")))
{
    m_path->setTextFormat(Qt::PlainText);
    m_path->setMinimumWidth(1); // a long path gives way
    QFont bold = font();
    bold.setBold(true);
    m_path->setFont(bold);
    m_state->setForegroundRole(QPalette::PlaceholderText);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(2 * kGrid, kGrid / 2, kGrid, kGrid / 2);
    bar->setSpacing(kGrid);
    bar->addWidget(m_back);
    bar->addWidget(m_path, 1);
    bar->addWidget(m_bodies);
    bar->addWidget(m_fit);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    m_state->setContentsMargins(2 * kGrid, 0, 2 * kGrid, kGrid);
    column->addWidget(m_state);
    column->addWidget(m_view, 1);
    setFocusProxy(m_view);
    connect(m_back, &QToolButton::clicked, this, &BodyPanel::leave);
    connect(m_fit, &QToolButton::clicked, m_view, &GraphView::fit);
    connect(m_view, &GraphView::leaveRequested, this, &BodyPanel::leave);
    connect(m_view, &GraphView::bodyRequested, this, [this](UnitId unit) {
        const Level& level = m_levels.back();
        open(level.bodies[level.shown].model, unit);
    });
    connect(m_bodies, &QComboBox::activated, this, [this](int index) {
        m_levels.back().shown = static_cast<std::size_t>(index);
        show();
    });
    retranslate();
}

void BodyPanel::open(std::shared_ptr<const Model> model, UnitId unit)
{
    m_opening.run(
        [model = std::move(model), unit] {
            Opened opened;
            opened.level.unit = QString::fromStdString(model->unit(unit).name);
            try {
                opened.level.bodies = innerBodies(*model, unit);
            } catch (const std::exception& e) {
                opened.problem = worded(e);
            }
            return opened;
        },
        [this](Opened opened) { take(std::move(opened)); });
}

void BodyPanel::take(Opened opened)
{
    m_problem = opened.problem;
    m_levels.push_back(std::move(opened.level));
    show();
}

void BodyPanel::clear()
{
    m_opening.drop();
    m_levels.clear();
    m_problem.clear();
    m_view->setModel(nullptr);
}

void BodyPanel::leave()
{
    m_opening.drop(); // what is on its way would come to the wrong level
    m_problem.clear();
    if (m_levels.size() > 1) {
        m_levels.pop_back();
        show();
        return;
    }
    clear();
    emit left();
}

QString BodyPanel::path() const
{
    QStringList parts;
    for (const Level& level : m_levels) {
        parts << level.unit;
        if (level.shown < level.bodies.size())
            parts << QString::fromStdString(level.bodies[level.shown].attribute);
    }
    return parts.join(QStringLiteral(" › "));
}

void BodyPanel::show()
{
    const Level& level = m_levels.back();
    m_bodies->clear();
    for (const InnerBody& body : level.bodies)
        m_bodies->addItem(QString::fromStdString(body.attribute));
    m_bodies->setCurrentIndex(static_cast<int>(level.shown));
    m_bodies->setVisible(level.bodies.size() > 1);
    const std::shared_ptr<const Model> model = level.bodies.empty() ? nullptr : level.bodies[level.shown].model;
    m_view->setModel(model);
    if (model) {
        auto decoration = std::make_shared<GraphDecoration>();
        decoration->units.resize(model->unitCount());
        decoration->colorBy = ColorBy::OpType;
        m_view->setDecoration(decoration);
    }
    retranslate();
}

void BodyPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void BodyPanel::retranslate()
{
    m_path->setText(path());
    m_path->setToolTip(path());
    m_state->setText(m_problem.isEmpty() ? tr("All of this runs in float as one unit of the network; it is here to be looked at.")
                                         : tr("This body can't be shown: %1").arg(m_problem));
    name(m_back, tr("Back to what is around (Backspace)"));
    name(m_bodies, tr("Which of its bodies is shown"));
    name(m_fit, tr("Fit the window (F)"));
    m_view->setAccessibleName(tr("Graph of the body"));
}

} // namespace qb
