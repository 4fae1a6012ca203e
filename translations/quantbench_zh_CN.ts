<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Open an ONNX model or a study</source>
        <translation>打开 ONNX 模型或研究文件</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>打开示例</translation>
    </message>
    <message>
        <source>Open the bundled network with its pictures</source>
        <translation>打开自带的网络及其图片</translation>
    </message>
    <message>
        <source>Save the study as…</source>
        <translation>研究另存为…</translation>
    </message>
    <message>
        <source>Keep the study under a name of its own and go on there</source>
        <translation>以自己的名称保存研究，并在新文件中继续</translation>
    </message>
    <message>
        <source>Export the model…</source>
        <translation>导出模型…</translation>
    </message>
    <message>
        <source>Write the tuned model as QDQ ONNX and verify it</source>
        <translation>将调优后的模型写为 QDQ ONNX 并验证</translation>
    </message>
    <message>
        <source>Import rules…</source>
        <translation>导入规则…</translation>
    </message>
    <message>
        <source>Read a rule file</source>
        <translation>读取规则文件</translation>
    </message>
    <message>
        <source>Export rules…</source>
        <translation>导出规则…</translation>
    </message>
    <message>
        <source>Write the rules as a file</source>
        <translation>将规则写入文件</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the model; everything is kept</source>
        <translation>关闭模型，所有内容都会保留</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Quit Quantbench</source>
        <translation>退出 Quantbench</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>Compute the selected units in float</source>
        <translation>所选单元以浮点计算</translation>
    </message>
    <message>
        <source>int8</source>
        <translation>int8</translation>
    </message>
    <message>
        <source>Give the outputs of the selected units int8</source>
        <translation>将所选单元的输出设为 int8</translation>
    </message>
    <message>
        <source>int16</source>
        <translation>int16</translation>
    </message>
    <message>
        <source>Give the outputs of the selected units int16</source>
        <translation>将所选单元的输出设为 int16</translation>
    </message>
    <message>
        <source>Fix the scale</source>
        <translation>固定 scale</translation>
    </message>
    <message>
        <source>Fix the scales that the selected units have now</source>
        <translation>固定所选单元当前的 scale</translation>
    </message>
    <message>
        <source>Back to the rules</source>
        <translation>恢复为规则</translation>
    </message>
    <message>
        <source>Take back what was set by hand for the selected units</source>
        <translation>撤回对所选单元的手动设置</translation>
    </message>
    <message>
        <source>Weights: float</source>
        <translation>权重：浮点</translation>
    </message>
    <message>
        <source>Leave the weights of the selected units in float</source>
        <translation>所选单元的权重保持浮点</translation>
    </message>
    <message>
        <source>Weights: int8</source>
        <translation>权重：int8</translation>
    </message>
    <message>
        <source>Give the weights of the selected units int8</source>
        <translation>将所选单元的权重设为 int8</translation>
    </message>
    <message>
        <source>Weights: int16</source>
        <translation>权重：int16</translation>
    </message>
    <message>
        <source>Give the weights of the selected units int16</source>
        <translation>将所选单元的权重设为 int16</translation>
    </message>
    <message>
        <source>Weights: fix the scales</source>
        <translation>权重：固定 scale</translation>
    </message>
    <message>
        <source>Fix the scales that the weights of the selected units have now</source>
        <translation>固定所选单元权重当前的 scale</translation>
    </message>
    <message>
        <source>Weights: back to the rules</source>
        <translation>权重：恢复为规则</translation>
    </message>
    <message>
        <source>Take back what was set by hand for the weights of the selected units</source>
        <translation>撤回对所选单元权重的手动设置</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation>清除选择</translation>
    </message>
    <message>
        <source>Calibrate…</source>
        <translation>校准…</translation>
    </message>
    <message>
        <source>Observe the tensors on samples</source>
        <translation>在样本上观察张量</translation>
    </message>
    <message>
        <source>Continue calibration</source>
        <translation>继续校准</translation>
    </message>
    <message>
        <source>Observe the samples that were not seen yet</source>
        <translation>观察尚未用过的样本</translation>
    </message>
    <message>
        <source>Compare per layer</source>
        <translation>逐层对比</translation>
    </message>
    <message>
        <source>Compare float and quantized layer by layer on all evaluation samples</source>
        <translation>在全部评估样本上逐层对比浮点与量化</translation>
    </message>
    <message>
        <source>Compare each layer alone</source>
        <translation>单层对比</translation>
    </message>
    <message>
        <source>The error that each layer makes by itself on float inputs</source>
        <translation>各层在浮点输入下自身产生的误差</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>敏感度</translation>
    </message>
    <message>
        <source>What each point alone does to the outputs</source>
        <translation>单独量化每个点对输出的影响</translation>
    </message>
    <message>
        <source>Sensitivity, leave one out</source>
        <translation>敏感度（留一法）</translation>
    </message>
    <message>
        <source>What is won at the outputs where one point alone stays float</source>
        <translation>仅一个点保持浮点时输出的改善</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>List what is odd in structure, ranges and configuration</source>
        <translation>列出结构、数值范围和配置中的异常</translation>
    </message>
    <message>
        <source>Measure after each edit</source>
        <translation>每次修改后测量</translation>
    </message>
    <message>
        <source>Measure the pinned sample again after each edit</source>
        <translation>每次修改后重新测量固定样本</translation>
    </message>
    <message>
        <source>Stop everything</source>
        <translation>全部停止</translation>
    </message>
    <message>
        <source>Stop all jobs; what they have found is kept</source>
        <translation>停止所有任务，已有结果会保留</translation>
    </message>
    <message>
        <source>Edit layout</source>
        <translation>编辑布局</translation>
    </message>
    <message>
        <source>Graph, units and inspector</source>
        <translation>计算图、单元和检查器</translation>
    </message>
    <message>
        <source>Calibrate layout</source>
        <translation>校准布局</translation>
    </message>
    <message>
        <source>Data and distributions</source>
        <translation>数据与分布</translation>
    </message>
    <message>
        <source>Analyse layout</source>
        <translation>分析布局</translation>
    </message>
    <message>
        <source>Comparison and sensitivity</source>
        <translation>对比与敏感度</translation>
    </message>
    <message>
        <source>Restore default layout</source>
        <translation>恢复默认布局</translation>
    </message>
    <message>
        <source>Put the docks where they were at first</source>
        <translation>将面板恢复到初始位置</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>To what was selected before</source>
        <translation>回到之前的选择</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>To what was selected next</source>
        <translation>前往之后的选择</translation>
    </message>
    <message>
        <source>Find a unit…</source>
        <translation>查找单元…</translation>
    </message>
    <message>
        <source>Jump to a unit by a part of its name</source>
        <translation>按名称片段跳转到单元</translation>
    </message>
    <message>
        <source>Find a command…</source>
        <translation>查找命令…</translation>
    </message>
    <message>
        <source>Run any command by a part of its name</source>
        <translation>按名称片段运行命令</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>List all keys</source>
        <translation>列出所有快捷键</translation>
    </message>
    <message>
        <source>About Quantbench</source>
        <translation>关于 Quantbench</translation>
    </message>
    <message>
        <source>Version, licences, libraries</source>
        <translation>版本、许可证、所用库</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>SQNR [dB]</source>
        <translation>SQNR [dB]</translation>
    </message>
    <message>
        <source>max_qscale_diff [steps]</source>
        <translation>max_qscale_diff [步]</translation>
    </message>
    <message>
        <source>RMSE [steps]</source>
        <translation>RMSE [步]</translation>
    </message>
    <message>
        <source>Clipped [%]</source>
        <translation>截断 [%]</translation>
    </message>
    <message>
        <source>a.b / (|a| |b|); a is float, b quantized. 1 is equal.</source>
        <translation>a.b / (|a| |b|);a 为浮点，b 为量化。1 表示相等。</translation>
    </message>
    <message>
        <source>mean |a - b|. 0 is equal.</source>
        <translation>|a - b| 的均值。0 表示相等。</translation>
    </message>
    <message>
        <source>max |a - b|. 0 is equal.</source>
        <translation>|a - b| 的最大值。0 表示相等。</translation>
    </message>
    <message>
        <source>max |a - b| / scale: how many steps the worst value is off. 0.5 is ideal rounding.</source>
        <translation>max |a - b| / scale:最差的值偏离多少步。0.5 为理想舍入。</translation>
    </message>
    <message>
        <source>mean (a - b)². 0 is equal.</source>
        <translation>(a - b)² 的均值。0 表示相等。</translation>
    </message>
    <message>
        <source>root of the mean squared error, in steps. 0.289 is ideal rounding, above 0.7 is suspicious.</source>
        <translation>均方误差的平方根，以步为单位。0.289 为理想舍入，高于 0.7 则可疑。</translation>
    </message>
    <message>
        <source>10 log10(sum a² / sum (a - b)²). Higher is better.</source>
        <translation>10 log10(sum a² / sum (a - b)²)。越高越好。</translation>
    </message>
    <message>
        <source>max |a - b| / max(|a|, 1e-6 max |a|). 0 is equal.</source>
        <translation>max |a - b| / max(|a|, 1e-6 max |a|)。0 表示相等。</translation>
    </message>
    <message>
        <source>share of the values that lie beyond the grid by more than half a step.</source>
        <translation>超出量化网格半步以上的值所占比例。</translation>
    </message>
    <message>
        <source>Kullback-Leibler divergence of the two histograms, 2,048 bins. 0 is equal.</source>
        <translation>两个直方图（2,048 个区间）的 KL 散度。0 表示相等。</translation>
    </message>
    <message>
        <source>%1 fixed</source>
        <translation>%1 固定</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Tunes the precision of quantized neural networks.</source>
        <translation>调优量化神经网络的精度。</translation>
    </message>
    <message>
        <source>Calibration data: folder, file or list.</source>
        <translation>校准数据：文件夹、文件或列表。</translation>
    </message>
    <message>
        <source>Preprocessing: imagenet, mnist, unit, byte, signed, or a JSON file.</source>
        <translation>预处理：imagenet、mnist、unit、byte、signed 或 JSON 文件。</translation>
    </message>
    <message>
        <source>Open the bundled sample.</source>
        <translation>打开自带示例。</translation>
    </message>
    <message>
        <source>Model (.onnx) or study (.qbs).</source>
        <translation>模型 (.onnx) 或研究文件 (.qbs)。</translation>
    </message>
</context>
<context>
    <name>qb::CalibrateDialog</name>
    <message>
        <source>Calibrate</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Observe only the samples that were not seen yet</source>
        <translation>只观察尚未用过的样本</translation>
    </message>
    <message>
        <source>Observe all samples; what was seen before is forgotten</source>
        <translation>观察全部样本，之前的统计会被清除</translation>
    </message>
    <message>
        <source>Name the samples first: 20 to 200 that look like those in use.</source>
        <translation>请先指定样本：20 到 200 个与实际使用相似的样本。</translation>
    </message>
    <message>
        <source>Every tensor is observed once; all methods and dtypes can be chosen afterwards without running the model again.</source>
        <translation>每个张量只观察一次；之后选择任何方法和 dtype 都不必再次运行模型。</translation>
    </message>
    <message numerus="yes">
        <source>%n sample(s) were seen so far.</source>
        <translation>
            <numerusform>目前已观察 %n 个样本。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::DataDock</name>
    <message>
        <source>Calibration samples</source>
        <translation>校准样本</translation>
    </message>
    <message>
        <source>Evaluation samples</source>
        <translation>评估样本</translation>
    </message>
    <message>
        <source>Sample set</source>
        <translation>样本集</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>min</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Ranges per input</source>
        <translation>各输入的数值范围</translation>
    </message>
    <message>
        <source>The samples that calibrate and test the model, and how they become tensors.</source>
        <translation>用于校准和测试模型的样本，以及它们如何变成张量。</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n sample(s). Double click pins the one that edits are measured on.</source>
        <translation>
            <numerusform>共 %n 个样本，使用 %1 个。双击以固定用于测量修改的样本。</numerusform>
        </translation>
    </message>
    <message>
        <source>Name a folder of samples at the left, or drop one here.</source>
        <translation>请在左侧指定样本文件夹，或将其拖放到此处。</translation>
    </message>
    <message>
        <source>None of its own: the calibration samples serve.</source>
        <translation>未单独指定：使用校准样本。</translation>
    </message>
    <message>
        <source>Reading the list…</source>
        <translation>正在读取列表…</translation>
    </message>
    <message>
        <source>No samples.</source>
        <translation>没有样本。</translation>
    </message>
    <message>
        <source>label %1</source>
        <translation>标签 %1</translation>
    </message>
    <message>
        <source>%1: the file, and what the model gets</source>
        <translation>%1:原文件与模型所得输入</translation>
    </message>
</context>
<context>
    <name>qb::DataForm</name>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Folder of pictures or arrays, npy, npz, pb, IDX or WAV file, text list, or random:N</source>
        <translation>图片或数组的文件夹，npy、npz、pb、IDX 或 WAV 文件，文本列表，或 random:N</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>This many samples, spread evenly over all of them</source>
        <translation>使用这么多样本，均匀取自全部样本</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Which input of the model the fields below are for</source>
        <translation>以下各项对应的模型输入</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>For inputs that no file feeds: numbers with commas, image_size, zeros, or from:OUTPUT</source>
        <translation>用于没有文件提供的输入：逗号分隔的数、image_size、zeros 或 from:OUTPUT</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Ready-made preprocessing; fields below override it</source>
        <translation>现成的预处理；以下各项会覆盖它</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适配</translation>
    </message>
    <message>
        <source>How a picture reaches the size</source>
        <translation>图片如何变为所需尺寸</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Order of the channels that the model was trained with</source>
        <translation>模型训练时的通道顺序</translation>
    </message>
    <message>
        <source>Interpolation</source>
        <translation>插值</translation>
    </message>
    <message>
        <source>How pictures are made larger or smaller</source>
        <translation>图片缩放的方式</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>model, WIDTHxHEIGHT, the shorter side as one number, or model/SHARE</source>
        <translation>model、宽x高、表示短边的一个数，或 model/比例</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>WIDTHxHEIGHT around the centre</source>
        <translation>以中心裁剪的 宽x高</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>First factor of the values: (x * scale - mean) / std; 1/255 for 0..1</source>
        <translation>数值的第一个系数：(x * scale - mean) / std;0..1 时为 1/255</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>One number, or one per channel, after the scale</source>
        <translation>一个数，或每通道一个，在乘以比例之后</translation>
    </message>
    <message>
        <source>Std</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>One number, or one per channel</source>
        <translation>一个数，或每通道一个</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>as usual (stretch)</source>
        <translation>默认（拉伸）</translation>
    </message>
    <message>
        <source>stretch</source>
        <translation>拉伸</translation>
    </message>
    <message>
        <source>crop</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>letterbox</source>
        <translation>留边</translation>
    </message>
    <message>
        <source>as usual (rgb)</source>
        <translation>默认(rgb)</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>as usual (linear)</source>
        <translation>默认（线性）</translation>
    </message>
    <message>
        <source>nearest</source>
        <translation>最近邻</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>cubic</source>
        <translation>三次</translation>
    </message>
    <message>
        <source>area</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>lanczos</source>
        <translation>lanczos</translation>
    </message>
</context>
<context>
    <name>qb::ExportDialog</name>
    <message>
        <source>equal</source>
        <translation>相等</translation>
    </message>
    <message>
        <source>Run the file afterwards and compare every tensor with the simulation</source>
        <translation>之后运行该文件，并将每个张量与仿真对比</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>file against float [dB]</source>
        <translation>文件对浮点 [dB]</translation>
    </message>
    <message>
        <source>optimized against file [dB]</source>
        <translation>优化后对文件 [dB]</translation>
    </message>
    <message>
        <source>optimized against float [dB]</source>
        <translation>优化后对浮点 [dB]</translation>
    </message>
    <message>
        <source>Tensor that differs</source>
        <translation>不同的张量</translation>
    </message>
    <message>
        <source>most [steps]</source>
        <translation>最大 [步]</translation>
    </message>
    <message>
        <source>equal elements</source>
        <translation>相等元素</translation>
    </message>
    <message>
        <source>Export the model</source>
        <translation>导出模型</translation>
    </message>
    <message>
        <source>as the opset needs</source>
        <translation>按 opset 需要</translation>
    </message>
    <message>
        <source>ONNX only (raise the opset)</source>
        <translation>仅 ONNX（提升 opset）</translation>
    </message>
    <message>
        <source>com.microsoft pairs (keep the opset)</source>
        <translation>com.microsoft 算子对（保持 opset）</translation>
    </message>
    <message>
        <source>as the target says</source>
        <translation>按目标平台</translation>
    </message>
    <message>
        <source>yes: the runtime must not quantize float layers</source>
        <translation>是：运行时不得量化浮点层</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source> samples</source>
        <translation> 个样本</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Q/DQ operators</source>
        <translation>Q/DQ 算子</translation>
    </message>
    <message>
        <source>Guard float layers</source>
        <translation>保护浮点层</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 × %1</translation>
    </message>
    <message>
        <source>Target %1. Points: %2.</source>
        <translation>目标平台 %1。量化点：%2。</translation>
    </message>
    <message numerus="yes">
        <source>%n fixed by hand.</source>
        <translation>
            <numerusform>%n 个手动固定。</numerusform>
        </translation>
    </message>
    <message>
        <source>int16: %1 of the MACs.</source>
        <translation>int16:占 MAC 的 %1。</translation>
    </message>
    <message numerus="yes">
        <source>%1 is written: %n tensor(s) quantized, opset %2.</source>
        <translation>
            <numerusform>已写入 %1:量化 %n 个张量，opset %2。</numerusform>
        </translation>
    </message>
    <message>
        <source>(raised from %1)</source>
        <translation>（自 %1 提升）</translation>
    </message>
    <message>
        <source>All %1 tensors equal the simulation bit for bit.</source>
        <translation>全部 %1 个张量与仿真逐位相等。</translation>
    </message>
    <message>
        <source>%1 of %2 tensors equal the simulation; the largest difference is %3 steps.</source>
        <translation>%2 个张量中有 %1 个与仿真相等；最大差异为 %3 步。</translation>
    </message>
    <message>
        <source>With all its optimizations ONNX Runtime refuses the file: %1</source>
        <translation>ONNX Runtime 在全部优化下拒绝该文件：%1</translation>
    </message>
    <message>
        <source>The runtime quantizes %1, which the plan leaves in float; guarding float layers prevents it.</source>
        <translation>运行时量化了方案中保持浮点的 %1;保护浮点层可避免此情况。</translation>
    </message>
</context>
<context>
    <name>qb::JobRunner</name>
    <message>
        <source>There is not enough memory.</source>
        <translation>内存不足。</translation>
    </message>
    <message>
        <source>Close other programs, or use fewer samples.</source>
        <translation>请关闭其他程序，或使用更少的样本。</translation>
    </message>
</context>
<context>
    <name>qb::JobsDock</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>, %1 a second, %2 left</source>
        <translation>,每秒 %1,剩余 %2</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop the selected job; what it has found is kept (Delete)</source>
        <translation>停止所选任务，已有结果会保留(Delete)</translation>
    </message>
    <message>
        <source>Nothing is running. Calibrations, comparisons and sweeps appear here while they run.</source>
        <translation>没有正在运行的任务。校准、对比和扫描运行时会显示在此。</translation>
    </message>
    <message>
        <source>started %1</source>
        <translation>开始于 %1</translation>
    </message>
</context>
<context>
    <name>qb::LogDock</name>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>remark</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the selected lines with their details, or all of them (%1)</source>
        <translation>复制所选行及其详情，未选则复制全部(%1)</translation>
    </message>
    <message>
        <source>Warnings and errors appear here, with what to do about them.</source>
        <translation>警告和错误会显示在此，并说明如何处理。</translation>
    </message>
</context>
<context>
    <name>qb::MainWindow</name>
    <message>
        <source>Replace the file?</source>
        <translation>替换文件？</translation>
    </message>
    <message>
        <source>%1 exists. Replace it?</source>
        <translation>%1 已存在。要替换吗？</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>分布</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>敏感度</translation>
    </message>
    <message>
        <source>Bad cases</source>
        <translation>坏样本</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>Open a model or a study</source>
        <translation>打开模型或研究文件</translation>
    </message>
    <message>
        <source>Models and studies (*.onnx *.qbs);;All files (*)</source>
        <translation>模型和研究文件 (*.onnx *.qbs);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Save the study as</source>
        <translation>研究另存为</translation>
    </message>
    <message>
        <source>Studies (*.qbs)</source>
        <translation>研究文件 (*.qbs)</translation>
    </message>
    <message>
        <source>%1 can't be opened: %2</source>
        <translation>无法打开 %1:%2</translation>
    </message>
    <message>
        <source>Choose a folder of samples</source>
        <translation>选择样本文件夹</translation>
    </message>
    <message>
        <source>Export the model</source>
        <translation>导出模型</translation>
    </message>
    <message>
        <source>ONNX models (*.onnx)</source>
        <translation>ONNX 模型 (*.onnx)</translation>
    </message>
    <message>
        <source>Find a unit by a part of its name or its operator</source>
        <translation>按名称片段或算子查找单元</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>查找命令</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>About Quantbench</source>
        <translation>关于 Quantbench</translation>
    </message>
    <message>
        <source>&lt;b&gt;Quantbench %1&lt;/b&gt;&lt;br&gt;Tunes the precision of quantized neural networks.&lt;br&gt;&lt;br&gt;GPL-3.0-or-later. Built on ONNX Runtime %2, Qt %3, QCustomPlot, OpenCV and ONNX.</source>
        <translation>&lt;b&gt;Quantbench %1&lt;/b&gt;&lt;br&gt;调优量化神经网络的精度。&lt;br&gt;&lt;br&gt;GPL-3.0-or-later。基于 ONNX Runtime %2、Qt %3、QCustomPlot、OpenCV 和 ONNX。</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>转到(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>Docks</source>
        <translation>面板</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>跟随桌面</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Tool bar</source>
        <translation>工具栏</translation>
    </message>
</context>
<context>
    <name>qb::SampleGallery</name>
    <message>
        <source>%1 (pinned: edits are measured on it)</source>
        <translation>%1（已固定：修改在其上测量）</translation>
    </message>
    <message>
        <source>%1; double click to pin it</source>
        <translation>%1;双击以固定</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
</context>
<context>
    <name>qb::StartPage</name>
    <message>
        <source>See the bad layer, change it there, see the new error at once.</source>
        <translation>看到坏层，就地修改，立即看到新误差。</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>打开示例</translation>
    </message>
    <message>
        <source>Open a model or study…</source>
        <translation>打开模型或研究…</translation>
    </message>
    <message>
        <source>Or drop an .onnx or .qbs file here.</source>
        <translation>或将 .onnx 或 .qbs 文件拖放到此处。</translation>
    </message>
    <message>
        <source>Opened lately</source>
        <translation>最近打开</translation>
    </message>
</context>
<context>
    <name>qb::StatusLine</name>
    <message>
        <source>Not calibrated: no error is known yet.</source>
        <translation>尚未校准：误差未知。</translation>
    </message>
    <message>
        <source>%1: SQNR %2 dB, Cosine %3</source>
        <translation>%1:SQNR %2 dB,余弦 %3</translation>
    </message>
    <message>
        <source>, %1 dB since the last edit</source>
        <translation>,上次修改以来 %1 dB</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>另有 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>(measuring)</source>
        <translation>（测量中）</translation>
    </message>
    <message>
        <source>Pinned sample %1, against float; measured in %2.</source>
        <translation>固定样本 %1,对比浮点；用时 %2。</translation>
    </message>
    <message>
        <source>int16: %1 of the MACs</source>
        <translation>int16:占 MAC 的 %1</translation>
    </message>
    <message>
        <source>Share of the multiply-accumulates that read an int16 input or weight.</source>
        <translation>读取 int16 输入或权重的乘加运算所占比例。</translation>
    </message>
    <message>
        <source>Stop %1; what is there is kept</source>
        <translation>停止“%1”,已有结果会保留</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>qb::Workbench</name>
    <message>
        <source>Open %1</source>
        <translation>打开 %1</translation>
    </message>
    <message>
        <source>%1 can't be opened</source>
        <translation>无法打开 %1</translation>
    </message>
    <message>
        <source>Save as %1</source>
        <translation>另存为 %1</translation>
    </message>
    <message>
        <source>The study can't be saved</source>
        <translation>研究无法保存</translation>
    </message>
    <message>
        <source>Read the list of samples</source>
        <translation>读取样本列表</translation>
    </message>
    <message>
        <source>The samples can't be read</source>
        <translation>样本无法读取</translation>
    </message>
    <message>
        <source>Look at some samples</source>
        <translation>查看部分样本</translation>
    </message>
    <message>
        <source>The rules can't be written into the study</source>
        <translation>规则无法写入研究</translation>
    </message>
    <message>
        <source>Measure the pinned sample</source>
        <translation>测量固定样本</translation>
    </message>
    <message>
        <source>The pinned sample can't be measured</source>
        <translation>固定样本无法测量</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Calibration ended</source>
        <translation>校准结束</translation>
    </message>
    <message numerus="yes">
        <source>Calibration was stopped; %n sample(s) are kept.</source>
        <translation>
            <numerusform>校准已停止；保留 %n 个样本。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Calibrated on %n sample(s).</source>
        <translation>
            <numerusform>已用 %n 个样本校准。</numerusform>
        </translation>
    </message>
    <message>
        <source>Compare layers one by one</source>
        <translation>单层对比</translation>
    </message>
    <message>
        <source>Compare per layer</source>
        <translation>逐层对比</translation>
    </message>
    <message>
        <source>The comparison ended</source>
        <translation>对比结束</translation>
    </message>
    <message>
        <source>Measure sensitivity</source>
        <translation>测量敏感度</translation>
    </message>
    <message>
        <source>The sweep ended</source>
        <translation>扫描结束</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>The check ended</source>
        <translation>检查结束</translation>
    </message>
    <message>
        <source>The cure can't be applied</source>
        <translation>无法应用该对策</translation>
    </message>
    <message>
        <source>Cure %1</source>
        <translation>对策 %1</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>导出 %1</translation>
    </message>
    <message>
        <source>The export ended</source>
        <translation>导出结束</translation>
    </message>
</context>
</TS>
