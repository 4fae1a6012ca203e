// SPDX-License-Identifier: GPL-3.0-or-later
// Which samples are calibrated and measured on: an edit like others, read and looked at by jobs.
#include "app/gui/workbench.h"

#include <QUndoCommand>

namespace qb {

namespace {

constexpr std::size_t kDescribed = 8; ///< samples whose ranges are shown

} // namespace

class Workbench::DataCommand : public QUndoCommand {
public:
    DataCommand(Workbench& bench, Use use, DataOptions before, DataOptions after)
        : QUndoCommand(use == Use::Calibration ? Workbench::tr("Change the calibration samples")
                                               : Workbench::tr("Change the evaluation samples")),
          m_bench(bench),
          m_use(use),
          m_before(std::move(before)),
          m_after(std::move(after))
    {
    }

    void undo() override { m_bench.setData(m_use, m_before); }
    void redo() override { m_bench.setData(m_use, m_after); }

private:
    Workbench& m_bench;
    Use m_use;
    DataOptions m_before;
    DataOptions m_after;
};

void Workbench::changeData(DataUse use, const DataOptions& options)
{
    const DataView& now = use == DataUse::Calibration ? m_bench.calibrationSet() : m_bench.evaluationSet();
    if (isOpen() && !(now.options == options))
        m_undo.push(
            new DataCommand(*this, use == DataUse::Calibration ? Use::Calibration : Use::Evaluation, now.options, options));
}

void Workbench::setData(Use use, const DataOptions& options)
{
    if (!isOpen())
        return;
    setView(use, {options, {}, {}, {}});
    m_jobs.start(
        {Lane::Study, {}, use == Use::Calibration ? QStringLiteral("save data") : QStringLiteral("save evaluation data")},
        [w = m_workspace, use, options](const JobContext&, const JobRunner::Post&) {
            if (w->readOnly())
                return;
            if (use == Use::Calibration)
                w->study().setCalibrationOptions(options);
            else
                w->study().setEvaluationOptions(options);
        });
    openSet(use);
}

void Workbench::setView(Use use, DataView view)
{
    if (use == Use::Calibration)
        m_bench.setCalibrationSet(std::move(view));
    else
        m_bench.setEvaluationSet(std::move(view));
}

void Workbench::openSet(Use use)
{
    const DataOptions options = use == Use::Calibration ? m_bench.calibrationSet().options : m_bench.evaluationSet().options;
    const QString which = use == Use::Calibration ? QStringLiteral(" calibration") : QStringLiteral(" evaluation");
    const QString reading = QStringLiteral("set") + which;
    const QString looking = QStringLiteral("describe") + which;
    // What is still under way for the set before would be shown as this one's.
    m_jobs.start({Lane::Live, {}, reading}, [](const JobContext&, const JobRunner::Post&) {});
    m_jobs.start({Lane::Preview, {}, looking}, [](const JobContext&, const JobRunner::Post&) {});
    if (options.path.empty()) {
        refresh();
        return;
    }
    auto view = std::make_shared<DataView>();
    view->options = options;
    m_jobs.start(
        {Lane::Live, [] { return tr("Read the list of samples"); }, reading},
        [model = m_bench.model(), view](const JobContext& job, const JobRunner::Post&) {
            view->samples = std::make_shared<SampleSet>(SampleSet::open(view->options, model->inputs, job));
        },
        [this, use, view, looking](const Failure* failure) {
            if (failure) {
                view->problem = [message = failure->message, cure = failure->cure] {
                    return cure.isEmpty() ? message() : message() + QLatin1Char('\n') + cure();
                };
                fail([] { return tr("The samples can't be read"); }, *failure);
            } else {
                logFindings(view->samples->findings());
            }
            setView(use, *view);
            refresh();
            if (!failure)
                m_jobs.start(
                    {Lane::Preview, [] { return tr("Look at some samples"); }, looking},
                    [view](const JobContext& job, const JobRunner::Post&) {
                        view->description = std::make_shared<DataDescription>(describeData(*view->samples, job, kDescribed));
                    },
                    [this, use, view](const Failure* broken) {
                        if (broken) {
                            view->problem = broken->message;
                            logFailure([] { return tr("The samples can't be read"); }, *broken);
                        }
                        setView(use, *view);
                    });
        });
}

} // namespace qb
