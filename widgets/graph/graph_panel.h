// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"
#include "widgets/common/selection.h"
#include "widgets/graph/segment_looks.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QStackedLayout;
class QToolButton;

namespace qb {

class BodyPanel;
class GraphView;
class OverviewStrip;

/// The graph of the study under work with its overview strip: cards wear what is configured and measured. Colour by dtype,
/// operator, a metric of the pinned sample, or sensitivity.
class GraphPanel : public QWidget {
    Q_OBJECT
public:
    GraphPanel(Bench& bench, Selection& selection, QWidget* parent = nullptr);

    /// What cards are coloured by: "dtype", "op", "sensitivity", or a metric's name.
    void setColorBy(const QString& id);
    [[nodiscard]] QString colorBy() const;
    [[nodiscard]] GraphView& view() { return *m_view; }
    /// Instead of the network while the inside of a Loop or Scan is looked at.
    [[nodiscard]] BodyPanel& body() { return *m_body; }
    void enterBody(UnitId unit);
    /// Whether float segments lie as coloured regions behind their cards; yes at the start.
    void setShowSegments(bool on);
    [[nodiscard]] std::shared_ptr<const GraphDecoration> decoration() const { return m_decoration; }

signals:
    void menuRequested(QPoint global);
    void exportRequested();
    void unitActivated(qb::UnitId unit); ///< double click or Enter on a unit
    void colorByChanged(const QString& id);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void decorate();
    void findSegments();
    void mark();
    void selectProducers(const std::vector<ValueId>& values);
    void showNetwork();
    [[nodiscard]] QToolButton* button(const QString& icon);

    Bench& m_bench;
    Selection& m_selection;
    GraphView* m_view;
    OverviewStrip* m_overview;
    BodyPanel* m_body;
    QStackedLayout* m_pages;
    QComboBox* m_colors;
    QToolButton* m_direction;
    QToolButton* m_shapes;
    QToolButton* m_scales;
    QToolButton* m_segments;
    QToolButton* m_leave;
    QToolButton* m_fit;
    QToolButton* m_open;
    QToolButton* m_close;
    QToolButton* m_export;
    std::shared_ptr<const GraphDecoration> m_decoration;
    SegmentLooks m_segmentLooks; ///< of the configuration
};

/// What every unit wears. `metric`: nothing where cards are coloured by something else.
[[nodiscard]] std::shared_ptr<const GraphDecoration> decorationOf(const Bench& bench, const QString& colorBy,
                                                                  const SegmentLooks& segments = {});

} // namespace qb
