<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Provenance</name>
    <message numerus="yes">
        <source>Over %n sample(s)</source>
        <translation>
            <numerusform>Over %n sample</numerusform>
            <numerusform>Over %n samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Over %1 of %n sample(s)</source>
        <translation>
            <numerusform>Over %1 of %n sample</numerusform>
            <numerusform>Over %1 of %n samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::AdviceDock</name>
    <message numerus="yes">
        <source>%n cure(s) were tried.</source>
        <translation>
            <numerusform>%n cure was tried.</numerusform>
            <numerusform>%n cures were tried.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Measured over %n sample(s).</source>
        <translation>
            <numerusform>Measured over %n sample.</numerusform>
            <numerusform>Measured over %n samples.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::BadCasesDock</name>
    <message numerus="yes">
        <source>%n sample(s) measured</source>
        <translation>
            <numerusform>%n sample measured</numerusform>
            <numerusform>%n samples measured</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them can&apos;t be judged by this</source>
        <translation>
            <numerusform>%n of them can&apos;t be judged by this</numerusform>
            <numerusform>%n of them can&apos;t be judged by this</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Values stop being finite at %1: %n of them are NaN or infinite there.</source>
        <translation>
            <numerusform>Values stop being finite at %1: %n of them is NaN or infinite there.</numerusform>
            <numerusform>Values stop being finite at %1: %n of them are NaN or infinite there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::CalibrateDialog</name>
    <message numerus="yes">
        <source>%n sample(s) were seen so far.</source>
        <translation>
            <numerusform>%n sample was seen so far.</numerusform>
            <numerusform>%n samples were seen so far.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::CompareSources</name>
    <message numerus="yes">
        <source>%1, %n sample(s)</source>
        <translation>
            <numerusform>%1, %n sample</numerusform>
            <numerusform>%1, %n samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %2 of %n sample(s)</source>
        <translation>
            <numerusform>%1, %2 of %n sample</numerusform>
            <numerusform>%1, %2 of %n samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Now, %n sample(s)</source>
        <translation>
            <numerusform>Now, %n sample</numerusform>
            <numerusform>Now, %n samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::ContextBar</name>
    <message numerus="yes">
        <source>%n result(s)</source>
        <translation>
            <numerusform>%n result</numerusform>
            <numerusform>%n results</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::DataDock</name>
    <message numerus="yes">
        <source>%1 of %n sample(s)</source>
        <translation>
            <numerusform>%1 of %n sample</numerusform>
            <numerusform>%1 of %n samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::ExportDialog</name>
    <message numerus="yes">
        <source>%n fixed by hand.</source>
        <translation>
            <numerusform>%n fixed by hand.</numerusform>
            <numerusform>%n fixed by hand.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n tensor(s) that the units compute equal the simulation bit for bit.</source>
        <translation>
            <numerusform>The %n tensor that the units compute equals the simulation bit for bit.</numerusform>
            <numerusform>All %n tensors that the units compute equal the simulation bit for bit.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n tensor(s) that the units compute equal the simulation; the largest difference is %2 steps.</source>
        <translation>
            <numerusform>%1 of %n tensor that the units compute equals the simulation; the largest difference is %2 steps.</numerusform>
            <numerusform>%1 of %n tensors that the units compute equal the simulation; the largest difference is %2 steps.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s)</source>
        <translation>
            <numerusform>%n sample</numerusform>
            <numerusform>%n samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is written, opset %2: %n tensor(s) quantized, of activations, weights, constants and biases.</source>
        <translation>
            <numerusform>%1 is written, opset %2: %n tensor quantized, of activations, weights, constants and biases.</numerusform>
            <numerusform>%1 is written, opset %2: %n tensors quantized, of activations, weights, constants and biases.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::ForeignStrip</name>
    <message numerus="yes">
        <source>%n without a counterpart</source>
        <translation>
            <numerusform>%n without a counterpart</numerusform>
            <numerusform>%n without a counterpart</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::FormatsDialog</name>
    <message numerus="yes">
        <source>%n entry/entries taken over.</source>
        <translation>
            <numerusform>%n entry taken over.</numerusform>
            <numerusform>%n entries taken over.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) would change.</source>
        <translation>
            <numerusform>%n point would change.</numerusform>
            <numerusform>%n points would change.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::InspectorDock</name>
    <message numerus="yes">
        <source>%n units</source>
        <translation>
            <numerusform>%n unit</numerusform>
            <numerusform>%n units</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::MainWindow</name>
    <message numerus="yes">
        <source>Select %n unit(s)</source>
        <translation>
            <numerusform>Select %n unit</numerusform>
            <numerusform>Select %n units</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::PointWords</name>
    <message numerus="yes">
        <source>one scale with %n other point(s)</source>
        <translation>
            <numerusform>one scale with %n other point</numerusform>
            <numerusform>one scale with %n other points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s)</source>
        <translation>
            <numerusform>%n sample</numerusform>
            <numerusform>%n samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::PortEditor</name>
    <message numerus="yes">
        <source>%n fixed, one per channel</source>
        <translation>
            <numerusform>%n fixed, one per channel</numerusform>
            <numerusform>%n fixed, one per channel</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::PreviewStrip</name>
    <message numerus="yes">
        <source>Changes %n points</source>
        <translation>
            <numerusform>Changes %n point</numerusform>
            <numerusform>Changes %n points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::ProfileDock</name>
    <message numerus="yes">
        <source>%1: %n sample(s)</source>
        <translation>
            <numerusform>%1: %n sample</numerusform>
            <numerusform>%1: %n samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor(s) with values that are not finite</source>
        <translation>
            <numerusform>%n tensor with values that are not finite</numerusform>
            <numerusform>%n tensors with values that are not finite</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::ProfileModel</name>
    <message numerus="yes">
        <source>%n scale(s)</source>
        <translation>
            <numerusform>%n scale</numerusform>
            <numerusform>%n scales</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::ReportDialog</name>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation>
            <numerusform>%n layer</numerusform>
            <numerusform>%n layers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::SensitivityDock</name>
    <message numerus="yes">
        <source>Raise the %n most sensitive point(s) to int16</source>
        <translation>
            <numerusform>Raise the most sensitive point to int16</numerusform>
            <numerusform>Raise the %n most sensitive points to int16</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) measured</source>
        <translation>
            <numerusform>%n point measured</numerusform>
            <numerusform>%n points measured</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s)</source>
        <translation>
            <numerusform>%n sample</numerusform>
            <numerusform>%n samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The target leaves %n of them in int8: then %1 of the MACs in int16</source>
        <translation>
            <numerusform>The target leaves %n of them in int8: then %1 of the MACs in int16</numerusform>
            <numerusform>The target leaves %n of them in int8: then %1 of the MACs in int16</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::SensitivityTablesField</name>
    <message numerus="yes">
        <source>%1: %n row(s)</source>
        <translation>
            <numerusform>%1: %n row</numerusform>
            <numerusform>%1: %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::SettlingPanel</name>
    <message numerus="yes">
        <source>The points that are least settled after %n sample(s), with the share of their range that only the later half has shown. Share of the values per bin [%] over the value; select one for all of it.</source>
        <translation>
            <numerusform>The points that are least settled after %n sample, with the share of their range that only the later half has shown. Share of the values per bin [%] over the value; select one for all of it.</numerusform>
            <numerusform>The points that are least settled after %n samples, with the share of their range that only the later half has shown. Share of the values per bin [%] over the value; select one for all of it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::SpreadPanel</name>
    <message numerus="yes">
        <source>%n sample(s)</source>
        <translation>
            <numerusform>%n sample</numerusform>
            <numerusform>%n samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::StatusLine</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::TaskDialog</name>
    <message numerus="yes">
        <source>%n evaluation sample(s)</source>
        <translation>
            <numerusform>%n evaluation sample</numerusform>
            <numerusform>%n evaluation samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::UnitHeader</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 and %n more</numerusform>
            <numerusform>%1 and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n units</source>
        <translation>
            <numerusform>%n unit</numerusform>
            <numerusform>%n units</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::Workbench</name>
    <message numerus="yes">
        <source>Calibration was stopped; %n sample(s) are kept.</source>
        <translation>
            <numerusform>Calibration was stopped; %n sample is kept.</numerusform>
            <numerusform>Calibration was stopped; %n samples are kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Calibrated on %n sample(s).</source>
        <translation>
            <numerusform>Calibrated on %n sample.</numerusform>
            <numerusform>Calibrated on %n samples.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sample %1 was added: the scales come from %n sample(s) now.</source>
        <translation>
            <numerusform>Sample %1 was added: the scales come from %n sample now.</numerusform>
            <numerusform>Sample %1 was added: the scales come from %n samples now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n sample(s)</source>
        <translation>
            <numerusform>%1 of %n sample</numerusform>
            <numerusform>%1 of %n samples</numerusform>
        </translation>
    </message>
</context>
</TS>
