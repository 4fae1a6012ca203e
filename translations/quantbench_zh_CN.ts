<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open an ONNX model or a study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the bundled network with its pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the study as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the study under a name of its own and go on there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the tuned model as QDQ ONNX and verify it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import rules…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read a rule file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export rules…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the rules as a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the model; everything is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit Quantbench</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Float</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute the selected units in float</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>int8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the outputs of the selected units int8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>int16</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the outputs of the selected units int16</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fix the scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fix the scales that the selected units have now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back what was set by hand for the selected units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights: float</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the weights of the selected units in float</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights: int8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the weights of the selected units int8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights: int16</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the weights of the selected units int16</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights: fix the scales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fix the scales that the weights of the selected units have now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights: back to the rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back what was set by hand for the weights of the selected units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibrate…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Observe the tensors on samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue calibration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Observe the samples that were not seen yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare per layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare float and quantized layer by layer on all evaluation samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare each layer alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The error that each layer makes by itself on float inputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What each point alone does to the outputs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sensitivity, leave one out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is won at the outputs where one point alone stays float</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List what is odd in structure, ranges and configuration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure after each edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure the pinned sample again after each edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop all jobs; what they have found is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Graph, units and inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibrate layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data and distributions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analyse layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparison and sensitivity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore default layout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the docks where they were at first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To what was selected before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forward</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To what was selected next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a unit…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jump to a unit by a part of its name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a command…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run any command by a part of its name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List all keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Quantbench</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version, licences, libraries</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardLookWords</name>
    <message>
        <source>mixed</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>Inputs and outputs</source>
        <translation>输入和输出</translation>
    </message>
    <message>
        <source>Convolution, matrix product</source>
        <translation>卷积、矩阵乘</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Normalization</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>Elementwise</source>
        <translation>逐元素运算</translation>
    </message>
    <message>
        <source>Pooling, reduction</source>
        <translation>池化、归约</translation>
    </message>
    <message>
        <source>Data movement</source>
        <translation>数据搬移</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SQNR [dB]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max_qscale_diff [steps]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RMSE [steps]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clipped [%]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a.b / (|a| |b|); a is float, b quantized. 1 is equal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean |a - b|. 0 is equal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max |a - b|. 0 is equal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max |a - b| / scale: how many steps the worst value is off. 0.5 is ideal rounding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean (a - b)². 0 is equal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>root of the mean squared error, in steps. 0.289 is ideal rounding, above 0.7 is suspicious.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>10 log10(sum a² / sum (a - b)²). Higher is better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max |a - b| / max(|a|, 1e-6 max |a|). 0 is equal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>share of the values that lie beyond the grid by more than half a step.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kullback-Leibler divergence of the two histograms, 2,048 bins. 0 is equal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 fixed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GraphExportWords</name>
    <message>
        <source>There is not enough memory for the picture.</source>
        <translation>内存不足，无法生成图片。</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
</context>
<context>
    <name>GraphLegendWords</name>
    <message>
        <source>float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>int8</source>
        <translation>int8</translation>
    </message>
    <message>
        <source>int16</source>
        <translation>int16</translation>
    </message>
    <message>
        <source>fixed scale</source>
        <translation>固定 scale</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>尚未确定</translation>
    </message>
</context>
<context>
    <name>GraphSceneWords</name>
    <message>
        <source>from outside</source>
        <translation>来自外部</translation>
    </message>
    <message>
        <source>to outside</source>
        <translation>通往外部</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>1 unit</source>
        <translation>1 个单元</translation>
    </message>
    <message>
        <source>%1 units</source>
        <translation>%1 个单元</translation>
    </message>
    <message>
        <source>%1 repeats</source>
        <translation>重复 %1 次</translation>
    </message>
    <message>
        <source>Piece %1 of %2</source>
        <translation>第 %1 段，共 %2 段</translation>
    </message>
</context>
<context>
    <name>SceneWords</name>
    <message>
        <source>%1 sources</source>
        <translation>%1 个来源</translation>
    </message>
    <message>
        <source>%1 readers</source>
        <translation>%1 个读取者</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Tunes the precision of quantized neural networks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibration data: folder, file or list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preprocessing: imagenet, mnist, unit, byte, signed, or a JSON file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the bundled sample.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model (.onnx) or study (.qbs).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>qb::CalibrateDialog</name>
    <message>
        <source>Calibrate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Observe only the samples that were not seen yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Observe all samples; what was seen before is forgotten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the samples first: 20 to 200 that look like those in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every tensor is observed once; all methods and dtypes can be chosen afterwards without running the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s) were seen so far.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::DataDock</name>
    <message>
        <source>Calibration samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Evaluation samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>max</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shape</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ranges per input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The samples that calibrate and test the model, and how they become tensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n sample(s). Double click pins the one that edits are measured on.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Name a folder of samples at the left, or drop one here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None of its own: the calibration samples serve.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the list…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No samples.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>label %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: the file, and what the model gets</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>qb::DataForm</name>
    <message>
        <source>Samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of pictures or arrays, npy, npz, pb, IDX or WAV file, text list, or random:N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This many samples, spread evenly over all of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which input of the model the fields below are for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For inputs that no file feeds: numbers with commas, image_size, zeros, or from:OUTPUT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready-made preprocessing; fields below override it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How a picture reaches the size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order of the channels that the model was trained with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interpolation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How pictures are made larger or smaller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resize</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model, WIDTHxHEIGHT, the shorter side as one number, or model/SHARE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>WIDTHxHEIGHT around the centre</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First factor of the values: (x * scale - mean) / std; 1/255 for 0..1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One number, or one per channel, after the scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Std</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One number, or one per channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as usual (stretch)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stretch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>crop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>letterbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as usual (rgb)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>grey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as usual (linear)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nearest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>linear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cubic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>area</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lanczos</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>qb::ExportDialog</name>
    <message>
        <source>equal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the file afterwards and compare every tensor with the simulation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Output</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>file against float [dB]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>optimized against file [dB]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>optimized against float [dB]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tensor that differs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>most [steps]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>equal elements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the opset needs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ONNX only (raise the opset)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>com.microsoft pairs (keep the opset)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the target says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes: the runtime must not quantize float layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Q/DQ operators</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guard float layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Target %1. Points: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n fixed by hand.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>int16: %1 of the MACs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 is written: %n tensor(s) quantized, opset %2.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>(raised from %1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All %1 tensors equal the simulation bit for bit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 tensors equal the simulation; the largest difference is %3 steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With all its optimizations ONNX Runtime refuses the file: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The runtime quantizes %1, which the plan leaves in float; guarding float layers prevents it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>qb::GraphView</name>
    <message>
        <source>Graph of the network</source>
        <translation>网络结构图</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>The network will be here: a card for each unit, with its dtype and how much it loses. Open a model.</source>
        <translation>网络将显示在这里：每个单元一张卡片，标出 dtype 和精度损失。请打开一个模型。</translation>
    </message>
    <message>
        <source>Arranging %1 units …</source>
        <translation>正在排布 %1 个单元…</translation>
    </message>
    <message>
        <source>There is no graph yet.</source>
        <translation>还没有结构图。</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元数</translation>
    </message>
    <message>
        <source>Worst unit</source>
        <translation>最差单元</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>dtype</source>
        <translation>dtype</translation>
    </message>
    <message>
        <source>Measured under another configuration.</source>
        <translation>在另一份配置下测得。</translation>
    </message>
    <message>
        <source>Show what is inside (double click, Enter)</source>
        <translation>展开内部（双击或回车）</translation>
    </message>
    <message>
        <source>Comes from (click jumps there):</source>
        <translation>来自（单击跳转）：</translation>
    </message>
    <message>
        <source>Goes to (click jumps there):</source>
        <translation>通往（单击跳转）：</translation>
    </message>
    <message>
        <source>%1: click selects its units, double click closes it</source>
        <translation>%1：单击选中其单元，双击收起</translation>
    </message>
    <message>
        <source>Back to what is around (Backspace)</source>
        <translation>返回上一层（Backspace）</translation>
    </message>
</context>
<context>
    <name>qb::JobRunner</name>
    <message>
        <source>There is not enough memory.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs, or use fewer samples.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>qb::JobsDock</name>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, %1 a second, %2 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Job</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the selected job; what it has found is kept (Delete)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is running. Calibrations, comparisons and sweeps appear here while they run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>started %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>qb::LogDock</name>
    <message>
        <source>error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the selected lines with their details, or all of them (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warnings and errors appear here, with what to do about them.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>qb::MainWindow</name>
    <message>
        <source>Replace the file?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 exists. Replace it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Units</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Findings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bad cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model or a study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models and studies (*.onnx *.qbs);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the study as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Studies (*.qbs)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be opened: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder of samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ONNX models (*.onnx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a unit by a part of its name or its operator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Quantbench</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;Quantbench %1&lt;/b&gt;&lt;br&gt;Tunes the precision of quantized neural networks.&lt;br&gt;&lt;br&gt;GPL-3.0-or-later. Built on ONNX Runtime %2, Qt %3, QCustomPlot, OpenCV and ONNX.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Docks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tool bar</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>qb::OverviewStrip</name>
    <message>
        <source>Overview: all units from first to last, coloured by the worst</source>
        <translation>总览：从首到尾的全部单元，按最差值着色</translation>
    </message>
</context>
<context>
    <name>qb::SampleGallery</name>
    <message>
        <source>%1 (pinned: edits are measured on it)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; double click to pin it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Samples</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>qb::StartPage</name>
    <message>
        <source>See the bad layer, change it there, see the new error at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a model or study…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or drop an .onnx or .qbs file here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened lately</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>qb::StatusLine</name>
    <message>
        <source>Not calibrated: no error is known yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: SQNR %2 dB, Cosine %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, %1 dB since the last edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>(measuring)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pinned sample %1, against float; measured in %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>int16: %1 of the MACs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of the multiply-accumulates that read an int16 input or weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop %1; what is there is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>qb::Workbench</name>
    <message>
        <source>Open %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 can&apos;t be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The study can&apos;t be saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the list of samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The samples can&apos;t be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at some samples</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rules can&apos;t be written into the study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure the pinned sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pinned sample can&apos;t be measured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calibration ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Calibration was stopped; %n sample(s) are kept.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Calibrated on %n sample(s).</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Compare layers one by one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare per layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The comparison ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measure sensitivity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sweep ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The check ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cure can&apos;t be applied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cure %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The export ended</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
