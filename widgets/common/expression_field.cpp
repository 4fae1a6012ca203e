// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/expression_field.h"

#include "engine/analysis/metrics.h"
#include "engine/base/error.h"
#include "widgets/common/colors.h"
#include "widgets/common/paged_dock.h"
#include "widgets/common/theme.h"
#include "widgets/common/worded.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace qb {

ExpressionField::ExpressionField(Of of, QWidget* parent)
    : QWidget(parent),
      m_of(of),
      m_expression(new QLineEdit),
      m_recent(new QToolButton),
      m_orders(new QComboBox),
      m_problem(new QLabel)
{
    build();
    connect(m_expression, &QLineEdit::textEdited, this, [this] {
        check();
        emit changed();
    });
    connect(m_expression, &QLineEdit::returnPressed, this, &ExpressionField::accepted);
    connect(m_recent->menu(), &QMenu::triggered, this, [this](const QAction* action) {
        setExpression(action->data().toString());
        emit changed();
        emit accepted();
    });
    connect(m_orders, &QComboBox::activated, this, [this] {
        emit changed();
        emit accepted();
    });
    retranslate();
    check();
}

void ExpressionField::build()
{
    setFocusProxy(m_expression);
    m_recent->setMenu(new QMenu(this));
    m_recent->setPopupMode(QToolButton::InstantPopup);
    m_recent->setAutoRaise(true);
    m_recent->setEnabled(false);
    m_orders->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_orders->addItem(QString(), static_cast<int>(Order::Descending));
    m_orders->addItem(QString(), static_cast<int>(Order::Ascending));
    m_problem->setWordWrap(true);
    m_problem->setMinimumWidth(1);
    auto* row = new QHBoxLayout;
    row->setSpacing(kGrid);
    row->addWidget(m_expression, 1);
    row->addWidget(m_recent);
    row->addWidget(m_orders);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGrid);
    column->addLayout(row);
    column->addWidget(m_problem);
}

void ExpressionField::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        check();
    QWidget::changeEvent(event);
}

void ExpressionField::retranslate()
{
    m_orders->setItemText(0, tr("Largest first"));
    m_orders->setItemText(1, tr("Smallest first"));
    nameWidget(m_orders, tr("Order"), tr("Which end of the values is the bad one"));
    QString tip =
        tr("One number from the outputs \"float\" and \"quant\" of a sample: + - * / comparisons, abs, sqrt, exp, log, sum, "
           "mean, "
           "min, max, argmax, softmax, slices like [0, 1:3]; outputs by name: float(\"NAME\")");
    if (m_of == Of::Layers)
        tip += QLatin1Char('\n') + tr("Where no output is named, each layer has a value of its own.");
    nameWidget(m_expression, tr("Expression"), tip);
    m_recent->setText(tr("Recent"));
    nameWidget(m_recent, tr("Recent expressions"), tr("The expressions that were used last"));
}

void ExpressionField::setOutputs(std::vector<PortInfo> outputs)
{
    m_ports = std::move(outputs);
    QStringList names;
    for (const PortInfo& port : m_ports)
        if (isMeasurable(port.type))
            names << QString::fromStdString(port.name);
    const bool named = names.size() > 1 && m_of == Of::Outputs;
    const QString first = named ? QStringLiteral("(\"%1\")").arg(names.front()) : QString();
    m_expression->setPlaceholderText(QStringLiteral("mean(abs(float%1 - quant%1))").arg(first));
    check();
}

void ExpressionField::setRecent(const QStringList& expressions)
{
    m_recent->menu()->clear();
    for (const QString& expression : expressions) {
        QString shown = expression;
        shown.replace(QLatin1Char('&'), QLatin1String("&&"));
        m_recent->menu()->addAction(shown)->setData(expression);
    }
    m_recent->setEnabled(!expressions.isEmpty());
}

void ExpressionField::setExpression(const QString& text)
{
    m_expression->setText(text);
    check();
}

void ExpressionField::setOrder(Order order) { m_orders->setCurrentIndex(m_orders->findData(static_cast<int>(order))); }

void ExpressionField::check()
{
    m_problemText.clear();
    if (!text().isEmpty())
        try {
            const std::string typed = text().toStdString();
            if (m_of == Of::Outputs)
                (void)Expression::parse(typed, m_ports);
            else
                (void)CustomMetric::parse(typed, order(), m_ports);
        } catch (const Error& e) {
            m_problemText = worded(e.message());
            if (!e.cure().empty())
                m_problemText += QStringLiteral(" (%1)").arg(worded(e.cure()));
        }
    m_problem->setVisible(!m_problemText.isEmpty());
    m_problem->setText(QStringLiteral("<span style=\"color:%1\">%2</span>")
                           .arg(dataColors(palette()).error.name(), m_problemText.toHtmlEscaped()));
}

QString ExpressionField::text() const { return m_expression->text().trimmed(); }

std::string ExpressionField::expression() const { return m_problemText.isEmpty() ? text().toStdString() : std::string(); }

Order ExpressionField::order() const { return static_cast<Order>(m_orders->currentData().toInt()); }

} // namespace qb
