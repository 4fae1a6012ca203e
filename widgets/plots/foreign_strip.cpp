// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/foreign_strip.h"

#include "widgets/common/format.h"
#include "widgets/common/rich_text.h"
#include "widgets/common/theme.h"
#include "widgets/common/tree_rows.h"
#include "widgets/common/worded.h"

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <cmath>

namespace qb {

namespace {

QStringList listOf(const std::vector<std::string>& names)
{
    QStringList list;
    for (const std::string& name : names)
        list << QString::fromStdString(name);
    return list;
}

QStringList listOf(const std::vector<Text>& texts)
{
    QStringList list;
    for (const Text& text : texts)
        list << worded(text);
    return list;
}

} // namespace

ForeignStrip::ForeignStrip(QWidget* parent) : QWidget(parent), m_label(new QLabel)
{
    m_label->setWordWrap(true);
    m_label->setTextFormat(Qt::RichText);
    m_label->setTextInteractionFlags(Qt::TextBrowserInteraction);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(2 * kGrid, 0, kGrid, kGrid);
    row->addWidget(m_label);
    connect(m_label, &QLabel::linkActivated, this, [this](const QString& link) {
        if (link == QLatin1String("unmatched"))
            showUnmatched();
        else if (m_foreign && m_foreign->diverges)
            emit rowActivated(static_cast<int>(*m_foreign->diverges));
    });
    hide();
}

void ForeignStrip::show(std::shared_ptr<const Model> model, std::shared_ptr<const ForeignSide> foreign,
                        std::shared_ptr<const LayerSeries> series)
{
    m_model = std::move(model);
    m_foreign = std::move(foreign);
    m_series = std::move(series);
    setVisible(m_foreign != nullptr);
    if (!m_foreign)
        return;
    const QString name = QStringLiteral("<b>%1</b>").arg(richText(QFileInfo(m_foreign->path).fileName()));
    QStringList parts;
    switch (m_foreign->kind) {
    case ForeignSide::Kind::FloatModel: parts << tr("%1 is a float model.").arg(name); break;
    case ForeignSide::Kind::QuantizedModel: parts << tr("%1 is a model with Q/DQ pairs of its own.").arg(name); break;
    case ForeignSide::Kind::Dump: parts << tr("%1 is a folder of arrays.").arg(name); break;
    }
    parts << divergence();
    const auto without = static_cast<int>(m_foreign->unmatchedHere.size() + m_foreign->unmatchedThere.size());
    if (without > 0)
        parts << QStringLiteral("<a href='unmatched'>%1</a>").arg(tr("%Ln without a counterpart", nullptr, without));
    else
        parts << tr("Everything has its counterpart.");
    m_label->setText(parts.join(QLatin1Char(' ')));
    m_label->setToolTip(m_foreign->path);
}

QString ForeignStrip::divergence() const
{
    if (!m_foreign->diverges || !m_series || *m_foreign->diverges >= m_series->rows.size())
        return tr("All units that could be compared agree.");
    const LayerNumbers& row = m_series->rows[*m_foreign->diverges];
    const QString unit =
        QStringLiteral("<a href='diverges'>%1</a>").arg(richText(QString::fromStdString(m_model->unit(row.unit).name)));
    if (row.sums.notFinite > 0)
        return tr("The first unit that differs is %1: NaN or infinite on one side.").arg(unit);
    const double steps = row.metric(Metric::MaxQscaleDiff);
    const QString sqnr = metricText(Metric::Sqnr, row.metric(Metric::Sqnr));
    return std::isnan(steps)
               ? tr("The first unit that differs is %1: SQNR %2 dB.").arg(unit, sqnr)
               : tr("The first unit that differs is %1: by %2 steps of its scale, SQNR %3 dB.").arg(unit, number(steps), sqnr);
}

void ForeignStrip::showUnmatched()
{
    if (!m_foreign)
        return;
    auto* dialog = new QDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("unmatched"));
    dialog->setWindowTitle(tr("Without a counterpart"));
    auto* lists = new QHBoxLayout;
    QStringList text;
    const auto add = [&](const QString& title, const QStringList& names, const QString& allMatched) {
        auto* heading = new QLabel(title);
        auto* list = new QListWidget;
        list->addItems(names);
        list->setTextElideMode(Qt::ElideMiddle);
        list->setUniformItemSizes(true);
        useTableRows(*list);
        list->setAccessibleName(title);
        heading->setBuddy(list);
        auto* column = new QVBoxLayout;
        column->addWidget(heading);
        column->addWidget(list, 1);
        list->setVisible(!names.isEmpty());
        if (names.isEmpty()) {
            auto* none = new QLabel(allMatched);
            none->setAlignment(Qt::AlignTop | Qt::AlignLeft);
            none->setWordWrap(true);
            none->setForegroundRole(QPalette::PlaceholderText);
            column->addWidget(none, 1);
        }
        lists->addLayout(column, 1);
        text << title << names << QString();
        return list;
    };
    const bool dump = m_foreign->kind == ForeignSide::Kind::Dump;
    auto* here = add(tr("Units of this model (%1)").arg(m_foreign->unmatchedHere.size()), listOf(m_foreign->unmatchedHere),
                     tr("Every unit was matched."));
    const QString there = dump ? tr("Files of the folder (%1)") : tr("Units of the other model (%1)");
    add(there.arg(m_foreign->unmatchedThere.size()), listOf(m_foreign->unmatchedThere),
        dump ? tr("Every file was matched.") : tr("Every unit was matched."));
    auto* about =
        new QLabel(dump ? tr("These have no counterpart on the other side, so nothing is said about them: units whose "
                             "tensors no file holds, and files that are no tensor of this model.")
                        : tr("These have no counterpart on the other side, so nothing is said about them: their outputs "
                             "go by other names, or were folded into others."));
    about->setWordWrap(true);
    connect(here, &QListWidget::currentTextChanged, this, [this](const QString& name) {
        if (const UnitId unit = m_model ? m_model->units.findUnit(name.toStdString()) : UnitId::None; unit != UnitId::None)
            emit unitActivated(unit);
    });
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton* copy = buttons->addButton(tr("Copy both lists"), QDialogButtonBox::ActionRole);
    connect(copy, &QPushButton::clicked, dialog,
            [all = text.join(QLatin1Char('\n'))] { QApplication::clipboard()->setText(all); });
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto* column = new QVBoxLayout(dialog);
    column->setSpacing(3 * kGrid);
    column->addWidget(about);
    column->addLayout(lists, 1);
    column->addWidget(buttons);
    dialog->resize(180 * kGrid, 100 * kGrid);
    dialog->show();
}

} // namespace qb
