// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/actions.h"

#include "widgets/common/theme.h"

#include <QCoreApplication>
#include <QWidget>

#include <iterator>

namespace qb {

namespace {

struct Row {
    const char* id;
    const char* text;
    const char* help;
    const char* icon; ///< name in the icon theme; "" without
    const char* keys; ///< portable text; "" without; several apart by blanks
    bool checkable = false;
};

// clang-format off
constexpr Row kRows[] = {
    {"open", QT_TRANSLATE_NOOP("Actions", "Open…"), QT_TRANSLATE_NOOP("Actions", "Open an ONNX model or a study"), "document-open", "Ctrl+O"},
    {"sample", QT_TRANSLATE_NOOP("Actions", "Open the sample"), QT_TRANSLATE_NOOP("Actions", "Open the bundled network with its pictures"), "view-presentation", ""},
    {"save_as", QT_TRANSLATE_NOOP("Actions", "Save the study as…"), QT_TRANSLATE_NOOP("Actions", "Keep the study under a name of its own and go on there"), "document-save-as", "Ctrl+Shift+S"},
    {"export", QT_TRANSLATE_NOOP("Actions", "Export the model…"), QT_TRANSLATE_NOOP("Actions", "Write the tuned model as QDQ ONNX and verify it"), "document-export", "Ctrl+E"},
    {"import_rules", QT_TRANSLATE_NOOP("Actions", "Import rules…"), QT_TRANSLATE_NOOP("Actions", "Read a rule file"), "document-import", ""},
    {"export_rules", QT_TRANSLATE_NOOP("Actions", "Export rules…"), QT_TRANSLATE_NOOP("Actions", "Write the rules as a file"), "", ""},
    {"import_config", QT_TRANSLATE_NOOP("Actions", "Import from another tool…"), QT_TRANSLATE_NOOP("Actions", "Take over the configuration of another tool"), "", ""},
    {"export_config", QT_TRANSLATE_NOOP("Actions", "Export for another tool…"), QT_TRANSLATE_NOOP("Actions", "Write the configuration as a file that another tool reads"), "", ""},
    {"report", QT_TRANSLATE_NOOP("Actions", "Write a report…"), QT_TRANSLATE_NOOP("Actions", "Everything in one file that can be sent to somebody: HTML, Markdown or JSON"), "text-html", ""},
    {"close", QT_TRANSLATE_NOOP("Actions", "Close"), QT_TRANSLATE_NOOP("Actions", "Close the model; everything is kept"), "window-close", "Ctrl+W"},
    {"quit", QT_TRANSLATE_NOOP("Actions", "Quit"), QT_TRANSLATE_NOOP("Actions", "Quit Quantbench"), "application-exit", "Ctrl+Q"},

    {"float", QT_TRANSLATE_NOOP("Actions", "Float"), QT_TRANSLATE_NOOP("Actions", "Compute the selected units in float"), "", "1"},
    {"int8", QT_TRANSLATE_NOOP("Actions", "int8"), QT_TRANSLATE_NOOP("Actions", "Give the outputs of the selected units int8"), "", "2"},
    {"int16", QT_TRANSLATE_NOOP("Actions", "int16"), QT_TRANSLATE_NOOP("Actions", "Give the outputs of the selected units int16"), "", "3"},
    {"fixed", QT_TRANSLATE_NOOP("Actions", "Fix the scale"), QT_TRANSLATE_NOOP("Actions", "Fix the scales that the selected units have now"), "", "4"},
    {"unset", QT_TRANSLATE_NOOP("Actions", "Back to the rules"), QT_TRANSLATE_NOOP("Actions", "Take back what was set by hand for the selected units"), "", "5"},
    {"weight_float", QT_TRANSLATE_NOOP("Actions", "Weights: float"), QT_TRANSLATE_NOOP("Actions", "Leave the weights of the selected units in float"), "", "Shift+1"},
    {"weight_int8", QT_TRANSLATE_NOOP("Actions", "Weights: int8"), QT_TRANSLATE_NOOP("Actions", "Give the weights of the selected units int8"), "", "Shift+2"},
    {"weight_int16", QT_TRANSLATE_NOOP("Actions", "Weights: int16"), QT_TRANSLATE_NOOP("Actions", "Give the weights of the selected units int16"), "", "Shift+3"},
    {"weight_fixed", QT_TRANSLATE_NOOP("Actions", "Weights: fix the scales"), QT_TRANSLATE_NOOP("Actions", "Fix the scales that the weights of the selected units have now"), "", "Shift+4"},
    {"weight_unset", QT_TRANSLATE_NOOP("Actions", "Weights: back to the rules"), QT_TRANSLATE_NOOP("Actions", "Take back what was set by hand for the weights of the selected units"), "", "Shift+5"},
    {"between", QT_TRANSLATE_NOOP("Actions", "Select what lies between"), QT_TRANSLATE_NOOP("Actions", "All units on a way between the selected ones, as A..B in a filter"), "distribute-vertical", ""},
    {"quant_stub", QT_TRANSLATE_NOOP("Actions", "Quantize what it gives (QuantStub)"), QT_TRANSLATE_NOOP("Actions", "A border by hand: float units and graph outputs that read it get quantized values too"), "", ""},
    {"dequant_stub", QT_TRANSLATE_NOOP("Actions", "Float from here on (DeQuantStub)"), QT_TRANSLATE_NOOP("Actions", "A border by hand: all behind it computes in float, up to the next QuantStub"), "", ""},
    {"no_stub", QT_TRANSLATE_NOOP("Actions", "Remove its stubs"), QT_TRANSLATE_NOOP("Actions", "Take the borders by hand at the selected units away"), "", ""},
    {"deselect", QT_TRANSLATE_NOOP("Actions", "Select nothing"), QT_TRANSLATE_NOOP("Actions", "Clear the selection"), "edit-select-none", "Esc"},

    {"calibrate", QT_TRANSLATE_NOOP("Actions", "Calibrate…"), QT_TRANSLATE_NOOP("Actions", "Observe the tensors on samples"), "view-statistics", "Ctrl+R"},
    {"continue", QT_TRANSLATE_NOOP("Actions", "Continue calibration"), QT_TRANSLATE_NOOP("Actions", "Observe the samples that were not seen yet"), "media-playback-start", ""},
    {"compare", QT_TRANSLATE_NOOP("Actions", "Compare per layer"), QT_TRANSLATE_NOOP("Actions", "Compare float and quantized layer by layer on all evaluation samples, or on the bad case where one is chosen"), "view-object-histogram-linear", "Ctrl+Shift+C"},
    {"compare_as", QT_TRANSLATE_NOOP("Actions", "Compare as…"), QT_TRANSLATE_NOOP("Actions", "Keep the comparison of this configuration under a name, beside the others"), "", ""},
    {"compare_b", QT_TRANSLATE_NOOP("Actions", "Compare as B"), QT_TRANSLATE_NOOP("Actions", "Keep the comparison of this configuration as B, beside A"), "", "Ctrl+Shift+B"},
    {"compare_local", QT_TRANSLATE_NOOP("Actions", "Compare each layer alone"), QT_TRANSLATE_NOOP("Actions", "The error that each layer makes by itself on float inputs"), "", ""},
    {"compare_model", QT_TRANSLATE_NOOP("Actions", "Compare with a model file…"), QT_TRANSLATE_NOOP("Actions", "Hold this configuration against another ONNX file, layer by layer: a float model, an exported one, one of another tool"), "", ""},
    {"compare_dump", QT_TRANSLATE_NOOP("Actions", "Compare with a folder of arrays…"), QT_TRANSLATE_NOOP("Actions", "Hold this configuration against npy files, one per tensor, that a board or another runtime has written"), "", ""},
    {"sweep", QT_TRANSLATE_NOOP("Actions", "Sensitivity"), QT_TRANSLATE_NOOP("Actions", "What each point alone does to the outputs"), "office-chart-bar", "Ctrl+Shift+E"},
    {"sweep_loo", QT_TRANSLATE_NOOP("Actions", "Sensitivity, leave one out"), QT_TRANSLATE_NOOP("Actions", "What is won at the outputs where one point alone stays float"), "", ""},
    {"bad_cases", QT_TRANSLATE_NOOP("Actions", "Find bad cases"), QT_TRANSLATE_NOOP("Actions", "The samples on which the quantized model differs most from float"), "edit-find", "Ctrl+Shift+F"},
    {"check", QT_TRANSLATE_NOOP("Actions", "Check"), QT_TRANSLATE_NOOP("Actions", "List what is odd in structure, ranges and configuration"), "dialog-ok-apply", "Ctrl+Shift+K"},
    {"advise", QT_TRANSLATE_NOOP("Actions", "Advise"), QT_TRANSLATE_NOOP("Actions", "Say why layers are bad, and try what could help them"), "games-solve", "Ctrl+Shift+A"},
    {"profile", QT_TRANSLATE_NOOP("Actions", "Profile"), QT_TRANSLATE_NOOP("Actions", "Minimum, maximum, mean and variance of every tensor, in float and as simulated"), "view-object-histogram-logarithmic", ""},
    {"task", QT_TRANSLATE_NOOP("Actions", "Measure task scores…"), QT_TRANSLATE_NOOP("Actions", "How well the float, the simulated and the exported model do their task"), "", ""},
    {"live", QT_TRANSLATE_NOOP("Actions", "Measure after each edit"), QT_TRANSLATE_NOOP("Actions", "Measure the pinned sample again after each edit"), "", "", true},
    {"stop", QT_TRANSLATE_NOOP("Actions", "Stop everything"), QT_TRANSLATE_NOOP("Actions", "Stop all jobs; what they have found is kept"), "process-stop", "Ctrl+."},

    {"layout_edit", QT_TRANSLATE_NOOP("Actions", "Edit layout"), QT_TRANSLATE_NOOP("Actions", "Graph, units and inspector"), "document-edit", "Ctrl+1"},
    {"layout_calibrate", QT_TRANSLATE_NOOP("Actions", "Calibrate layout"), QT_TRANSLATE_NOOP("Actions", "Data and distributions"), "view-statistics", "Ctrl+2"},
    {"layout_analyse", QT_TRANSLATE_NOOP("Actions", "Analyse layout"), QT_TRANSLATE_NOOP("Actions", "Comparison and sensitivity"), "office-chart-line", "Ctrl+3"},
    {"layout_default", QT_TRANSLATE_NOOP("Actions", "Restore default layout"), QT_TRANSLATE_NOOP("Actions", "Put the docks where they were at first"), "edit-reset", ""},

    {"back", QT_TRANSLATE_NOOP("Actions", "Back"), QT_TRANSLATE_NOOP("Actions", "To what was selected before"), "go-previous", "Alt+Left"},
    {"forward", QT_TRANSLATE_NOOP("Actions", "Forward"), QT_TRANSLATE_NOOP("Actions", "To what was selected next"), "go-next", "Alt+Right"},
    {"next_part", QT_TRANSLATE_NOOP("Actions", "Next part of the window"), QT_TRANSLATE_NOOP("Actions", "The keyboard goes to the next dock that is in view, or to the graph"), "", "F6"},
    {"previous_part", QT_TRANSLATE_NOOP("Actions", "Previous part of the window"), QT_TRANSLATE_NOOP("Actions", "The keyboard goes to the dock before, or to the graph"), "", "Shift+F6"},
    {"locate", QT_TRANSLATE_NOOP("Actions", "Find a unit…"), QT_TRANSLATE_NOOP("Actions", "Jump to a unit by a part of its name"), "edit-find", "Ctrl+K"},
    {"palette", QT_TRANSLATE_NOOP("Actions", "Find a command…"), QT_TRANSLATE_NOOP("Actions", "Run any command by a part of its name"), "search", "Ctrl+Shift+P"},

    {"help", QT_TRANSLATE_NOOP("Actions", "Help"), QT_TRANSLATE_NOOP("Actions", "How things are done, at the page of the dock that has the focus"), "help-contents", "F1"},
    {"shortcuts", QT_TRANSLATE_NOOP("Actions", "Keys"), QT_TRANSLATE_NOOP("Actions", "List all keys"), "input-keyboard", "?"},
    {"about", QT_TRANSLATE_NOOP("Actions", "About Quantbench"), QT_TRANSLATE_NOOP("Actions", "Version, licences, libraries"), "help-about", ""},
};
// clang-format on

} // namespace

Actions::Actions(QWidget* window) : QObject(window)
{
    for (const Row& row : kRows) {
        auto* action = new QAction(window);
        action->setObjectName(QLatin1String(row.id));
        action->setCheckable(row.checkable);
        if (*row.icon)
            action->setIcon(themeIcon(QLatin1String(row.icon)));
        QList<QKeySequence> keys;
        for (const QString& key : QString::fromLatin1(row.keys).split(QLatin1Char(' '), Qt::SkipEmptyParts))
            keys << QKeySequence::fromString(key, QKeySequence::PortableText);
        action->setShortcuts(keys);
        window->addAction(action);
        m_byId[row.id] = action;
        m_all.push_back(action);
    }
    retranslate();
}

QAction* Actions::at(const char* id) const
{
    const auto found = m_byId.find(id);
    if (found == m_byId.end())
        qFatal("there is no action %s", id);
    return found->second;
}

void Actions::retranslate()
{
    for (std::size_t i = 0; i < std::size(kRows); ++i) {
        QAction* action = m_all[i];
        const Row& row = kRows[i];
        action->setText(QCoreApplication::translate("Actions", row.text));
        QString help = QCoreApplication::translate("Actions", row.help);
        if (!action->shortcut().isEmpty())
            help += QStringLiteral(" (%1)").arg(action->shortcut().toString(QKeySequence::NativeText));
        action->setToolTip(help);
        action->setStatusTip(QCoreApplication::translate("Actions", row.help));
    }
}

} // namespace qb
