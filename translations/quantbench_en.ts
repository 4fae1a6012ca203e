<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Provenance</name>
    <message numerus="yes">
        <source>Over %Ln sample(s)</source>
        <translation>
            <numerusform>Over %Ln sample</numerusform>
            <numerusform>Over %Ln samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Over %1 of %Ln sample(s)</source>
        <translation>
            <numerusform>Over %1 of %Ln sample</numerusform>
            <numerusform>Over %1 of %Ln samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::AdviceDock</name>
    <message numerus="yes">
        <source>%Ln cure(s) were tried.</source>
        <translation>
            <numerusform>%Ln cure was tried.</numerusform>
            <numerusform>%Ln cures were tried.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Measured over %Ln sample(s).</source>
        <translation>
            <numerusform>Measured over %Ln sample.</numerusform>
            <numerusform>Measured over %Ln samples.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::BadCasesDock</name>
    <message numerus="yes">
        <source>%Ln sample(s) measured</source>
        <translation>
            <numerusform>%Ln sample measured</numerusform>
            <numerusform>%Ln samples measured</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them can&apos;t be judged by this</source>
        <translation>
            <numerusform>%Ln of them can&apos;t be judged by this</numerusform>
            <numerusform>%Ln of them can&apos;t be judged by this</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Values stop being finite at %1: %Ln of them are NaN or infinite there.</source>
        <translation>
            <numerusform>Values stop being finite at %1: %Ln of them is NaN or infinite there.</numerusform>
            <numerusform>Values stop being finite at %1: %Ln of them are NaN or infinite there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::CalibrateDialog</name>
    <message numerus="yes">
        <source>%Ln sample(s) were seen so far.</source>
        <translation>
            <numerusform>%Ln sample was seen so far.</numerusform>
            <numerusform>%Ln samples were seen so far.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::CompareSources</name>
    <message numerus="yes">
        <source>%1, %Ln sample(s)</source>
        <translation>
            <numerusform>%1, %Ln sample</numerusform>
            <numerusform>%1, %Ln samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %2 of %Ln sample(s)</source>
        <translation>
            <numerusform>%1, %2 of %Ln sample</numerusform>
            <numerusform>%1, %2 of %Ln samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Now, %Ln sample(s)</source>
        <translation>
            <numerusform>Now, %Ln sample</numerusform>
            <numerusform>Now, %Ln samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::ContextBar</name>
    <message numerus="yes">
        <source>%Ln result(s)</source>
        <translation>
            <numerusform>%Ln result</numerusform>
            <numerusform>%Ln results</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::DataDock</name>
    <message numerus="yes">
        <source>%1 of %Ln sample(s)</source>
        <translation>
            <numerusform>%1 of %Ln sample</numerusform>
            <numerusform>%1 of %Ln samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::ExportDialog</name>
    <message numerus="yes">
        <source>%Ln fixed by hand.</source>
        <translation>
            <numerusform>%Ln fixed by hand.</numerusform>
            <numerusform>%Ln fixed by hand.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln tensor(s) that the units compute equal the simulation bit for bit.</source>
        <translation>
            <numerusform>The %Ln tensor that the units compute equals the simulation bit for bit.</numerusform>
            <numerusform>All %Ln tensors that the units compute equal the simulation bit for bit.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln tensor(s) that the units compute equal the simulation; the largest difference is %2 steps.</source>
        <translation>
            <numerusform>%1 of %Ln tensor that the units compute equals the simulation; the largest difference is %2 steps.</numerusform>
            <numerusform>%1 of %Ln tensors that the units compute equal the simulation; the largest difference is %2 steps.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s)</source>
        <translation>
            <numerusform>%Ln sample</numerusform>
            <numerusform>%Ln samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 is written, opset %2: %Ln tensor(s) quantized, of activations, weights, constants and biases.</source>
        <translation>
            <numerusform>%1 is written, opset %2: %Ln tensor quantized, of activations, weights, constants and biases.</numerusform>
            <numerusform>%1 is written, opset %2: %Ln tensors quantized, of activations, weights, constants and biases.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::ForeignStrip</name>
    <message numerus="yes">
        <source>%Ln without a counterpart</source>
        <translation>
            <numerusform>%Ln without a counterpart</numerusform>
            <numerusform>%Ln without a counterpart</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::FormatsDialog</name>
    <message numerus="yes">
        <source>%Ln entry/entries taken over.</source>
        <translation>
            <numerusform>%Ln entry taken over.</numerusform>
            <numerusform>%Ln entries taken over.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln point(s) would change.</source>
        <translation>
            <numerusform>%Ln point would change.</numerusform>
            <numerusform>%Ln points would change.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::InspectorDock</name>
    <message numerus="yes">
        <source>%Ln units</source>
        <translation>
            <numerusform>%Ln unit</numerusform>
            <numerusform>%Ln units</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::MainWindow</name>
    <message numerus="yes">
        <source>Select %Ln unit(s)</source>
        <translation>
            <numerusform>Select %Ln unit</numerusform>
            <numerusform>Select %Ln units</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::PointWords</name>
    <message numerus="yes">
        <source>one scale with %Ln other point(s)</source>
        <translation>
            <numerusform>one scale with %Ln other point</numerusform>
            <numerusform>one scale with %Ln other points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s)</source>
        <translation>
            <numerusform>%Ln sample</numerusform>
            <numerusform>%Ln samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::PortEditor</name>
    <message numerus="yes">
        <source>%Ln fixed, one per channel</source>
        <translation>
            <numerusform>%Ln fixed, one per channel</numerusform>
            <numerusform>%Ln fixed, one per channel</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::PreviewStrip</name>
    <message numerus="yes">
        <source>Changes %Ln points</source>
        <translation>
            <numerusform>Changes %Ln point</numerusform>
            <numerusform>Changes %Ln points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::ProfileDock</name>
    <message numerus="yes">
        <source>%1: %Ln sample(s)</source>
        <translation>
            <numerusform>%1: %Ln sample</numerusform>
            <numerusform>%1: %Ln samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tensor(s) with values that are not finite</source>
        <translation>
            <numerusform>%Ln tensor with values that are not finite</numerusform>
            <numerusform>%Ln tensors with values that are not finite</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::ProfileModel</name>
    <message numerus="yes">
        <source>%Ln scale(s)</source>
        <translation>
            <numerusform>%Ln scale</numerusform>
            <numerusform>%Ln scales</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::ReportDialog</name>
    <message numerus="yes">
        <source>%Ln layer(s)</source>
        <translation>
            <numerusform>%Ln layer</numerusform>
            <numerusform>%Ln layers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::SensitivityDock</name>
    <message numerus="yes">
        <source>Raise the %Ln most sensitive point(s) to int16</source>
        <translation>
            <numerusform>Raise the most sensitive point to int16</numerusform>
            <numerusform>Raise the %Ln most sensitive points to int16</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln point(s) measured</source>
        <translation>
            <numerusform>%Ln point measured</numerusform>
            <numerusform>%Ln points measured</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s)</source>
        <translation>
            <numerusform>%Ln sample</numerusform>
            <numerusform>%Ln samples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The target leaves %Ln of them in int8: then %1 of the MACs in int16</source>
        <translation>
            <numerusform>The target leaves %Ln of them in int8: then %1 of the MACs in int16</numerusform>
            <numerusform>The target leaves %Ln of them in int8: then %1 of the MACs in int16</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::SensitivityTablesField</name>
    <message numerus="yes">
        <source>%1: %Ln row(s)</source>
        <translation>
            <numerusform>%1: %Ln row</numerusform>
            <numerusform>%1: %Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::SettlingPanel</name>
    <message numerus="yes">
        <source>The points that are least settled after %Ln sample(s), with the share of their range that only the later half has shown. Share of the values per bin [%] over the value; select one for all of it.</source>
        <translation>
            <numerusform>The points that are least settled after %Ln sample, with the share of their range that only the later half has shown. Share of the values per bin [%] over the value; select one for all of it.</numerusform>
            <numerusform>The points that are least settled after %Ln samples, with the share of their range that only the later half has shown. Share of the values per bin [%] over the value; select one for all of it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::SpreadPanel</name>
    <message numerus="yes">
        <source>%Ln sample(s)</source>
        <translation>
            <numerusform>%Ln sample</numerusform>
            <numerusform>%Ln samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::StatusLine</name>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>%Ln more</numerusform>
            <numerusform>%Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::TaskDialog</name>
    <message numerus="yes">
        <source>%Ln evaluation sample(s)</source>
        <translation>
            <numerusform>%Ln evaluation sample</numerusform>
            <numerusform>%Ln evaluation samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::UnitHeader</name>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <translation>
            <numerusform>%1 and %Ln more</numerusform>
            <numerusform>%1 and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln units</source>
        <translation>
            <numerusform>%Ln unit</numerusform>
            <numerusform>%Ln units</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::Workbench</name>
    <message numerus="yes">
        <source>Calibration was stopped; %Ln sample(s) are kept.</source>
        <translation>
            <numerusform>Calibration was stopped; %Ln sample is kept.</numerusform>
            <numerusform>Calibration was stopped; %Ln samples are kept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Calibrated on %Ln sample(s).</source>
        <translation>
            <numerusform>Calibrated on %Ln sample.</numerusform>
            <numerusform>Calibrated on %Ln samples.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sample %1 was added: the scales come from %Ln sample(s) now.</source>
        <translation>
            <numerusform>Sample %1 was added: the scales come from %Ln sample now.</numerusform>
            <numerusform>Sample %1 was added: the scales come from %Ln samples now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln sample(s)</source>
        <translation>
            <numerusform>%1 of %Ln sample</numerusform>
            <numerusform>%1 of %Ln samples</numerusform>
        </translation>
    </message>
</context>
</TS>
