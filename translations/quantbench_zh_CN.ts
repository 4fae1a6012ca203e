<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Actions</name>
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
    <message>
        <source>Compare as B</source>
        <translation>对比并保存为 B</translation>
    </message>
    <message>
        <source>Keep the comparison of this configuration as B, beside A</source>
        <translation>将此配置的对比保存为 B，与 A 并列</translation>
    </message>
    <message>
        <source>Import from another tool…</source>
        <translation>从其他工具导入…</translation>
    </message>
    <message>
        <source>Take over the configuration of another tool</source>
        <translation>采用其他工具的配置</translation>
    </message>
    <message>
        <source>Export for another tool…</source>
        <translation>导出给其他工具…</translation>
    </message>
    <message>
        <source>Write the configuration as a file that another tool reads</source>
        <translation>将配置写成其他工具可读的文件</translation>
    </message>
    <message>
        <source>Write a report…</source>
        <translation>写报告…</translation>
    </message>
    <message>
        <source>Everything in one file that can be sent to somebody: HTML, Markdown or JSON</source>
        <translation>把全部内容写进一个可发送给他人的文件：HTML、Markdown 或 JSON</translation>
    </message>
    <message>
        <source>Advise</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Say why layers are bad, and try what could help them</source>
        <translation>说明各层为何变差，并尝试可能有效的办法</translation>
    </message>
    <message>
        <source>Find bad cases</source>
        <translation>查找坏样本</translation>
    </message>
    <message>
        <source>The samples on which the quantized model differs most from float</source>
        <translation>量化模型与浮点相差最大的样本</translation>
    </message>
    <message>
        <source>How things are done, at the page of the dock that has the focus</source>
        <translation>各项操作的说明，打开当前面板对应的页面</translation>
    </message>
    <message>
        <source>Compare with a model file…</source>
        <translation>与模型文件对比…</translation>
    </message>
    <message>
        <source>Hold this configuration against another ONNX file, layer by layer: a float model, an exported one, one of another tool</source>
        <translation>把当前配置与另一个 ONNX 文件逐层对比：浮点模型、导出的模型，或其他工具的模型</translation>
    </message>
    <message>
        <source>Compare with a folder of arrays…</source>
        <translation>与张量文件夹对比…</translation>
    </message>
    <message>
        <source>Hold this configuration against npy files, one per tensor, that a board or another runtime has written</source>
        <translation>把当前配置与板端或其他运行时写出的 npy 文件（每个张量一个）对比</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>张量统计</translation>
    </message>
    <message>
        <source>Minimum, maximum, mean and variance of every tensor, in float and as simulated</source>
        <translation>每个张量的最小值、最大值、均值与方差，浮点与仿真并列</translation>
    </message>
    <message>
        <source>Measure task scores…</source>
        <translation>测量任务指标…</translation>
    </message>
    <message>
        <source>How well the float, the simulated and the exported model do their task</source>
        <translation>浮点、仿真与导出的模型各自完成任务的水平</translation>
    </message>
    <message>
        <source>Select what lies between</source>
        <translation>选择二者之间的单元</translation>
    </message>
    <message>
        <source>All units on a way between the selected ones, as A..B in a filter</source>
        <translation>所选单元之间路径上的全部单元，等同于筛选式 A..B</translation>
    </message>
    <message>
        <source>Quantize what it gives (QuantStub)</source>
        <translation>量化其输出（QuantStub）</translation>
    </message>
    <message>
        <source>A border by hand: float units and graph outputs that read it get quantized values too</source>
        <translation>手工边界：读取它的浮点单元和模型输出也得到量化后的值</translation>
    </message>
    <message>
        <source>Float from here on (DeQuantStub)</source>
        <translation>从此处起用浮点（DeQuantStub）</translation>
    </message>
    <message>
        <source>A border by hand: all behind it computes in float, up to the next QuantStub</source>
        <translation>手工边界：其后全部用浮点计算，直到下一个 QuantStub</translation>
    </message>
    <message>
        <source>Remove its stubs</source>
        <translation>移除其 QuantStub / DeQuantStub</translation>
    </message>
    <message>
        <source>Take the borders by hand at the selected units away</source>
        <translation>去掉所选单元处的手工边界</translation>
    </message>
    <message>
        <source>Compare as…</source>
        <translation>对比并保存为…</translation>
    </message>
    <message>
        <source>Keep the comparison of this configuration under a name, beside the others</source>
        <translation>以某个名称保留此配置的对比，与其他并列</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>窗口的下一部分</translation>
    </message>
    <message>
        <source>The keyboard goes to the next dock that is in view, or to the graph</source>
        <translation>键盘焦点移到下一个可见的停靠窗口或计算图</translation>
    </message>
    <message>
        <source>Previous part of the window</source>
        <translation>窗口的上一部分</translation>
    </message>
    <message>
        <source>The keyboard goes to the dock before, or to the graph</source>
        <translation>键盘焦点移到上一个停靠窗口或计算图</translation>
    </message>
    <message>
        <source>Compare float and quantized layer by layer on all evaluation samples, or on the bad case where one is chosen</source>
        <translation>在全部评估样本上逐层比较浮点与量化结果；若已选定坏样本，则只在坏样本上比较</translation>
    </message>
</context>
<context>
    <name>AdviceDock</name>
    <message>
        <source>clipping</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>rounding</source>
        <translation>舍入</translation>
    </message>
    <message>
        <source>inherited</source>
        <translation>继承自上游</translation>
    </message>
    <message>
        <source>channel spread</source>
        <translation>通道差异</translation>
    </message>
    <message>
        <source>wasted range</source>
        <translation>范围浪费</translation>
    </message>
    <message>
        <source>shared Concat scale</source>
        <translation>Concat 共享 scale</translation>
    </message>
    <message>
        <source>preprocessing</source>
        <translation>预处理</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Before [dB]</source>
        <translation>之前 [dB]</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After [dB]</source>
        <translation>之后 [dB]</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>int16: %1 of the MACs</source>
        <translation>int16：占 MAC 的 %1</translation>
    </message>
    <message>
        <source>float: %1 of the MACs</source>
        <translation>浮点：占 MAC 的 %1</translation>
    </message>
    <message>
        <source>threshold %1</source>
        <translation>阈值 %1</translation>
    </message>
    <message>
        <source>float</source>
        <translation>浮点</translation>
    </message>
</context>
<context>
    <name>Badness</name>
    <message>
        <source>Not all values are finite; those are left out.</source>
        <translation>并非所有值都是有限值；非有限值不计入。</translation>
    </message>
    <message>
        <source>Fewer than 8 values: this number says little.</source>
        <translation>不足 8 个值：该数字意义不大。</translation>
    </message>
    <message>
        <source>All float values are the same: this number says little.</source>
        <translation>所有浮点值都相同：该数字意义不大。</translation>
    </message>
    <message>
        <source>Nearly all float values are 0: this number says little.</source>
        <translation>几乎所有浮点值都为 0：该数字意义不大。</translation>
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
    <name>FileChoosers</name>
    <message>
        <source>Replace the file?</source>
        <translation>替换文件？</translation>
    </message>
    <message>
        <source>%1 exists. Replace it?</source>
        <translation>%1 已存在。要替换吗？</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Replace files in the folder?</source>
        <translation>替换该文件夹中的文件？</translation>
    </message>
    <message>
        <source>%1 is not empty. Files of the same names in it are replaced. Go on?</source>
        <translation>%1 不是空文件夹，其中同名的文件会被替换。是否继续？</translation>
    </message>
    <message>
        <source>Not kept</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>What was configured and measured here lies in no file. Save it as a study?</source>
        <translation>此处的配置和测量结果没有保存在任何文件中。是否另存为研究文件？</translation>
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
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>Max [steps]</source>
        <translation>最大 [步]</translation>
    </message>
    <message>
        <source>max_qscale_diff: max |a - b| / scale, how many steps the worst value is off. 0.5 is ideal rounding.</source>
        <translation>max_qscale_diff：max |a - b| / scale，最差的值偏离多少步。0.5 为理想舍入。</translation>
    </message>
</context>
<context>
    <name>FormatsDialog</name>
    <message>
        <source>Horizon QconfigSetter (Python)</source>
        <translation>Horizon QconfigSetter（Python）</translation>
    </message>
    <message>
        <source>Python code with templates for horizon_plugin_pytorch.</source>
        <translation>供 horizon_plugin_pytorch 使用的模板 Python 代码。</translation>
    </message>
    <message>
        <source>Horizon quant_config.json</source>
        <translation>Horizon quant_config.json</translation>
    </message>
    <message>
        <source>Configuration of hmct, for models that are quantized after training.</source>
        <translation>hmct 的配置，用于训练后量化的模型。</translation>
    </message>
    <message>
        <source>hb_mapper YAML</source>
        <translation>hb_mapper YAML</translation>
    </message>
    <message>
        <source>node_info, run_on_cpu and optimization, to be put into the converter&apos;s file.</source>
        <translation>node_info、run_on_cpu 与 optimization，放入转换工具的配置文件。</translation>
    </message>
    <message>
        <source>ONNX Runtime TensorQuantOverrides</source>
        <translation>ONNX Runtime TensorQuantOverrides</translation>
    </message>
    <message>
        <source>Dtypes and scales per tensor for quantize_static.</source>
        <translation>供 quantize_static 使用的逐张量 dtype 与 scale。</translation>
    </message>
    <message>
        <source>AIMET encodings 1.0.0</source>
        <translation>AIMET encodings 1.0.0</translation>
    </message>
    <message>
        <source>Encodings of activations and parameters, as lists.</source>
        <translation>激活与参数的 encodings，列表形式。</translation>
    </message>
    <message>
        <source>AIMET encodings 0.6.1</source>
        <translation>AIMET encodings 0.6.1</translation>
    </message>
    <message>
        <source>The older form: encodings by tensor name.</source>
        <translation>旧格式：按张量名列出的 encodings。</translation>
    </message>
    <message>
        <source>TensorRT calibration cache</source>
        <translation>TensorRT 校准缓存</translation>
    </message>
    <message>
        <source>One symmetric int8 scale per tensor.</source>
        <translation>每个张量一个对称 int8 scale。</translation>
    </message>
    <message>
        <source>qtable</source>
        <translation>qtable</translation>
    </message>
    <message>
        <source>Thresholds and ranges per tensor, as text.</source>
        <translation>逐张量的阈值与范围，文本形式。</translation>
    </message>
    <message>
        <source>For training</source>
        <translation>用于训练</translation>
    </message>
    <message>
        <source>Dtypes and fixed scales that training starts from.</source>
        <translation>训练起点所用的 dtype 与固定 scale。</translation>
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
    <message>
        <source>float segment</source>
        <translation>浮点段</translation>
    </message>
    <message>
        <source>no value</source>
        <translation>无数值</translation>
    </message>
    <message>
        <source>bar: more than %1 clipped</source>
        <translation>条纹：截断超过 %1</translation>
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
    <name>Inspector</name>
    <message>
        <source>The extremes that were seen. Clips nothing; one outlier widens every step.</source>
        <translation>所见极值。不截断；一个离群值就会增大每一步。</translation>
    </message>
    <message>
        <source>Cuts off the largest values beyond a percentile of their magnitude.</source>
        <translation>按幅值的百分位截去最大的值。</translation>
    </message>
    <message>
        <source>The range with the least squared error on what was seen.</source>
        <translation>对所见数据平方误差最小的范围。</translation>
    </message>
    <message>
        <source>The range with the least Kullback-Leibler divergence, as TensorRT does. For int8.</source>
        <translation>KL 散度最小的范围，与 TensorRT 相同。用于 int8。</translation>
    </message>
    <message>
        <source>The best of nine percentiles from 99.9 to 99.9999, by squared error.</source>
        <translation>在 99.9 到 99.9999 的九个百分位中按平方误差取最佳。</translation>
    </message>
    <message>
        <source>What was seen, limited to a given range.</source>
        <translation>将所见数据限制在给定范围内。</translation>
    </message>
    <message>
        <source>Mean plus and minus some standard deviations.</source>
        <translation>均值加减若干标准差。</translation>
    </message>
    <message>
        <source>A constant, whatever was seen.</source>
        <translation>常数，与所见数据无关。</translation>
    </message>
    <message>
        <source>Weight of each sample in the moving average. Empty: the true extremes.</source>
        <translation>每个样本在滑动平均中的权重。留空：真实极值。</translation>
    </message>
    <message>
        <source>In percent: this share of the values is kept.</source>
        <translation>百分比：保留这一比例的值。</translation>
    </message>
    <message>
        <source>Ranges that the coarse search tries.</source>
        <translation>粗搜索尝试的范围个数。</translation>
    </message>
    <message>
        <source>How often the error of what is clipped counts. Empty: as the target wants it.</source>
        <translation>截断误差的计权倍数。留空：按目标平台。</translation>
    </message>
    <message>
        <source>Bins of the histogram that is searched.</source>
        <translation>所搜索直方图的区间数。</translation>
    </message>
    <message>
        <source>Levels from zero up. Empty: those of the dtype.</source>
        <translation>从零起的级数。留空：按 dtype。</translation>
    </message>
    <message>
        <source>Lower end of the range.</source>
        <translation>范围下端。</translation>
    </message>
    <message>
        <source>Upper end of the range.</source>
        <translation>范围上端。</translation>
    </message>
    <message>
        <source>Standard deviations to each side of the mean.</source>
        <translation>均值两侧各取多少个标准差。</translation>
    </message>
    <message>
        <source>Width of a step.</source>
        <translation>步长。</translation>
    </message>
    <message>
        <source>The range is from minus this to this.</source>
        <translation>范围为负的该值到该值。</translation>
    </message>
    <message>
        <source>Whole number that stands for 0.</source>
        <translation>代表 0 的整数。</translation>
    </message>
    <message>
        <source>different</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>%1
%2 to %3</source>
        <translation>%1
%2 到 %3</translation>
    </message>
    <message>
        <source>%1 can&apos;t be quantized on %2.</source>
        <translation>%1 在 %2 上不能量化。</translation>
    </message>
    <message>
        <source>On %1, %2 takes only %3 here.</source>
        <translation>在 %1 上，%2 此处只支持 %3。</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Graph</source>
        <translation>图</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>分布</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Walk along the edges, or to the neighbour</source>
        <translation>沿边移动，或移到相邻单元</translation>
    </message>
    <message>
        <source>Shift+Arrows</source>
        <translation>Shift+方向键</translation>
    </message>
    <message>
        <source>Walk and keep what is selected</source>
        <translation>移动并保留已选</translation>
    </message>
    <message>
        <source>Home, End</source>
        <translation>Home、End</translation>
    </message>
    <message>
        <source>First or last unit</source>
        <translation>第一个或最后一个单元</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Open a group, or go to the unit</source>
        <translation>展开分组，或转到该单元</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>Backspace</translation>
    </message>
    <message>
        <source>Close the group around</source>
        <translation>收起所在分组</translation>
    </message>
    <message>
        <source>F</source>
        <translation>F</translation>
    </message>
    <message>
        <source>Show the whole graph</source>
        <translation>显示整个图</translation>
    </message>
    <message>
        <source>+, -</source>
        <translation>+、-</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Ctrl+0</source>
        <translation>Ctrl+0</translation>
    </message>
    <message>
        <source>Full size</source>
        <translation>原始大小</translation>
    </message>
    <message>
        <source>Space and drag</source>
        <translation>空格+拖动</translation>
    </message>
    <message>
        <source>Move the graph</source>
        <translation>移动图</translation>
    </message>
    <message>
        <source>Alt+Up, Alt+Down</source>
        <translation>Alt+↑、Alt+↓</translation>
    </message>
    <message>
        <source>Let the rule count earlier or later</source>
        <translation>让规则更早或更晚生效</translation>
    </message>
    <message>
        <source>Change the fields of the rule</source>
        <translation>修改规则的字段</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Switch the rule on or off</source>
        <translation>启用或停用规则</translation>
    </message>
    <message>
        <source>Left, Right</source>
        <translation>←、→</translation>
    </message>
    <message>
        <source>Move the clip line by a step</source>
        <translation>将截断线移动一步</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Ctrl+C</translation>
    </message>
    <message>
        <source>Copy the selected rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>Ctrl+Shift+H</source>
        <translation>Ctrl+Shift+H</translation>
    </message>
    <message>
        <source>Columns, order and export of the table</source>
        <translation>表格的列、排序和导出</translation>
    </message>
</context>
<context>
    <name>PagedDock</name>
    <message>
        <source>This model can be looked at, not run, so nothing of it can be measured: %1</source>
        <translation>该模型只能查看，不能运行，因此无法测量：%1</translation>
    </message>
</context>
<context>
    <name>Picture</name>
    <message>
        <source>%1 can&apos;t be written: %2.</source>
        <translation>无法写入 %1：%2。</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg *.pdf)</source>
        <translation>图片 (*.png *.svg *.pdf)</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>逗号分隔值 (*.csv)</translation>
    </message>
    <message>
        <source>%1 does not end in .png, .svg or .pdf.</source>
        <translation>%1 不以 .png、.svg 或 .pdf 结尾。</translation>
    </message>
</context>
<context>
    <name>PlotKeys</name>
    <message>
        <source>float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>least, largest</source>
        <translation>最小、最大</translation>
    </message>
    <message>
        <source>middle half</source>
        <translation>中间一半</translation>
    </message>
    <message>
        <source>median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>least to largest</source>
        <translation>最小到最大</translation>
    </message>
    <message>
        <source>ends of the grid</source>
        <translation>网格两端</translation>
    </message>
</context>
<context>
    <name>Provenance</name>
    <message>
        <source>Not measured</source>
        <translation>未测量</translation>
    </message>
    <message>
        <source>Measured with another configuration than the one in force.</source>
        <translation>测量所用的配置与当前配置不同。</translation>
    </message>
    <message>
        <source>Measured with the configuration in force.</source>
        <translation>按当前配置测量。</translation>
    </message>
    <message numerus="yes">
        <source>Over %Ln sample(s)</source>
        <translation>
            <numerusform>在 %Ln 个样本上</numerusform>
        </translation>
    </message>
    <message>
        <source>Pinned sample: %1</source>
        <translation>固定样本：%1</translation>
    </message>
    <message>
        <source>Measured at %1</source>
        <translation>测量时间：%1</translation>
    </message>
    <message numerus="yes">
        <source>Over %1 of %Ln sample(s)</source>
        <translation>
            <numerusform>共 %Ln 个样本，已用 %1 个</numerusform>
        </translation>
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
    <name>SegmentWords</name>
    <message>
        <source>%1 more</source>
        <translation>另外 %1 个</translation>
    </message>
    <message>
        <source>%1 DQ, %2 Q, %3</source>
        <translation>%1 个 DQ，%2 个 Q，%3</translation>
    </message>
    <message>
        <source>last float segment: %1</source>
        <translation>最后一个浮点段：%1</translation>
    </message>
    <message>
        <source>float: %1</source>
        <translation>浮点：%1</translation>
    </message>
    <message>
        <source>Float segment %1 of %2, units: %3</source>
        <translation>浮点段 %1 / %2，单元数：%3</translation>
    </message>
    <message>
        <source>Crossing its border: %1</source>
        <translation>跨越边界的数据：%1</translation>
    </message>
    <message>
        <source>Dequantized (DQ): %1</source>
        <translation>反量化（DQ）：%1</translation>
    </message>
    <message>
        <source>Quantized again (Q): %1</source>
        <translation>重新量化（Q）：%1</translation>
    </message>
    <message>
        <source>more than %1</source>
        <translation>超过 %1</translation>
    </message>
    <message>
        <source>Tensors whose shape shows only when the model has run: %1</source>
        <translation>运行模型后才知道形状的张量：%1</translation>
    </message>
    <message>
        <source>size unknown</source>
        <translation>大小未知</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>{}: {}</source>
        <translation>{}：{}</translation>
    </message>
    <message>
        <source>check the path</source>
        <translation>请检查路径</translation>
    </message>
    <message>
        <source>the study of this model can&apos;t be used: {}</source>
        <translation>无法使用此模型的研究文件：{}</translation>
    </message>
    <message>
        <source>what is found out now is kept only if it is saved under a name of its own</source>
        <translation>此后的结果只有以自己的名称另存后才会保留</translation>
    </message>
    <message>
        <source>look at values</source>
        <translation>查看数值</translation>
    </message>
    <message>
        <source>{} says nothing about an output without a scale</source>
        <translation>{} 无法评价没有 scale 的输出</translation>
    </message>
    <message>
        <source>take SQNR, Cosine, L1, Atol, MSE or Rtol</source>
        <translation>请使用 SQNR、Cosine、L1、Atol、MSE 或 Rtol</translation>
    </message>
    <message>
        <source>bad cases</source>
        <translation>坏样本</translation>
    </message>
    <message>
        <source>{} (sample {})</source>
        <translation>{}（样本 {}）</translation>
    </message>
    <message>
        <source>output {} holds NaN or infinite values in some samples; they are the worst, the more such values the worse</source>
        <translation>输出 {} 在某些样本中含有 NaN 或无穷值；这些样本为最差，此类值越多越差</translation>
    </message>
    <message>
        <source>output {} of some samples can&apos;t be compared: it has another shape</source>
        <translation>某些样本的输出 {} 无法对比：形状不同</translation>
    </message>
    <message>
        <source>sample {} is not among the evaluation samples</source>
        <translation>样本 {} 不在评估样本之中</translation>
    </message>
    <message>
        <source>blame</source>
        <translation>定位坏层</translation>
    </message>
    <message>
        <source>calibrate</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>sums of {} can reach {:.3g} times what int32 holds, on {:.0f} of {} channels</source>
        <translation>{} 的累加和可达 int32 所能容纳的 {} 倍，涉及 {} 个通道（共 {} 个）</translation>
    </message>
    <message>
        <source>fewer bits on its input or its weight</source>
        <translation>减少其输入或权重的位数</translation>
    </message>
    <message>
        <source>{} multiplies uint8 by int8: on x86 without VNNI two products can add up to {:.0f} where 32767 saturates ({:.0f} of {} channels)</source>
        <translation>{} 以 uint8 乘 int8：在没有 VNNI 的 x86 上两个乘积之和可达 {}，而 32767 即饱和（{} 个通道，共 {} 个）</translation>
    </message>
    <message>
        <source>int8 or uint8 on both sides</source>
        <translation>两侧同为 int8 或同为 uint8</translation>
    </message>
    <message>
        <source>the weight of {} is {}</source>
        <translation>{} 的权重为 {}</translation>
    </message>
    <message>
        <source>int8, one scale per channel, where the accuracy allows it</source>
        <translation>精度允许时使用 int8，每通道一个 scale</translation>
    </message>
    <message>
        <source>{} has a grid that was fixed by hand; calibration does not move it</source>
        <translation>{} 的网格由手动固定；校准不会改变它</translation>
    </message>
    <message>
        <source>an observer takes the fixed grid back</source>
        <translation>设置观察器即可撤回固定的网格</translation>
    </message>
    <message>
        <source>{} computes in float between quantized units: {}</source>
        <translation>{} 在量化单元之间以浮点计算：{}</translation>
    </message>
    <message>
        <source>quantize it too, or keep its neighbours in float: each border rounds and costs time</source>
        <translation>将其也量化，或让相邻单元保持浮点：每个边界都会舍入并耗时</translation>
    </message>
    <message>
        <source>{} units from {} to {} compute in float; {} tensors are dequantized at the border and {} quantized, {:.0f} bytes in all</source>
        <translation>从 {1} 到 {2} 的 {0} 个单元以浮点计算；边界上有 {3} 个张量反量化、{4} 个张量量化，共 {5} 字节</translation>
    </message>
    <message>
        <source>fewer and larger segments cost less</source>
        <translation>片段越少、越大，代价越低</translation>
    </message>
    <message>
        <source>the input {} lies in [{:.4g}, {:.4g}], so half of the {} grid is never used</source>
        <translation>输入 {} 位于 [{}, {}]，{} 网格的一半从未使用</translation>
    </message>
    <message>
        <source>let the preprocessing centre it at 0, or take uint8 or int16</source>
        <translation>让预处理以 0 为中心，或使用 uint8 或 int16</translation>
    </message>
    <message>
        <source>{} reaches {:.4g} in {}: steps are {:.3g} wide or values are clipped</source>
        <translation>{} 在 {2} 下达到 {1}：步长为 {3}，或数值被截断</translation>
    </message>
    <message>
        <source>int16, or a normalization before it</source>
        <translation>使用 int16，或在其前加归一化</translation>
    </message>
    <message>
        <source>{} reaches {:.4g}: even int16 has steps wider than 1</source>
        <translation>{} 达到 {}：即使 int16 的步长也大于 1</translation>
    </message>
    <message>
        <source>change the model (scale it down, normalize) or keep it in float</source>
        <translation>修改模型（缩小、归一化），或让其保持浮点</translation>
    </message>
    <message>
        <source>values of {} reach {:.4g} steps beyond the grid [{:.4g}, {:.4g}]</source>
        <translation>{} 的值超出网格 [{2}, {3}] 达 {1} 步</translation>
    </message>
    <message>
        <source>an observer instead of the fixed scale, or a larger one</source>
        <translation>用观察器代替固定 scale，或用更大的 scale</translation>
    </message>
    <message>
        <source>min_max, which loses less on the calibration data</source>
        <translation>使用 min_max，它在校准数据上损失更小</translation>
    </message>
    <message>
        <source>{:.3g} % of the values of {} lie beyond its grid ({:.4g} dB; with min_max {:.4g} dB)</source>
        <translation>{1} 有 {0} % 的值在网格之外（{2} dB；min_max 为 {3} dB）</translation>
    </message>
    <message>
        <source>int16, where clipping costs nothing any more</source>
        <translation>使用 int16，截断不再有代价</translation>
    </message>
    <message>
        <source>the range that the data have (min_max)</source>
        <translation>使用数据本身的范围（min_max）</translation>
    </message>
    <message>
        <source>{} reaches {:.4g} in {} of {} samples only (first sample {}); all others stay within {:.4g}, the grid reaches {:.4g}</source>
        <translation>{} 仅在 {3} 个样本中的 {2} 个达到 {1}（首个为样本 {4}）；其余都在 {5} 以内，网格达到 {6}</translation>
    </message>
    <message>
        <source>look at that sample; a percentile or a threshold leaves it out</source>
        <translation>请查看该样本；百分位或阈值可将其排除</translation>
    </message>
    <message>
        <source>channels of {} reach from {:.4g} to {:.4g} under one scale: {} of {} have less than 8 steps each way</source>
        <translation>{} 的各通道在同一 scale 下分别达到 {} 到 {}：{4} 个中有 {3} 个单侧不足 8 步</translation>
    </message>
    <message>
        <source>one scale per channel</source>
        <translation>每通道一个 scale</translation>
    </message>
    <message>
        <source>int16, or equalize the channels</source>
        <translation>使用 int16，或均衡各通道</translation>
    </message>
    <message>
        <source>{} gave {} NaN and {} infinite values in float</source>
        <translation>{} 在浮点下给出 {} 个 NaN 和 {} 个无穷值</translation>
    </message>
    <message>
        <source>look at the preprocessing and at the unit before it</source>
        <translation>请检查预处理及其前面的单元</translation>
    </message>
    <message>
        <source>the scale of {} is exactly 1, which is what a point gets that has seen only zeros</source>
        <translation>{} 的 scale 恰为 1，只见过零的点才会如此</translation>
    </message>
    <message>
        <source>calibrate on data that reach it</source>
        <translation>请用能到达它的数据校准</translation>
    </message>
    <message>
        <source>follows {}</source>
        <translation>跟随 {}</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>{} is a graph output</source>
        <translation>{} 是图的输出</translation>
    </message>
    <message>
        <source>{} is the result of a branch</source>
        <translation>{} 是分支的结果</translation>
    </message>
    <message>
        <source>{} is also read by {}</source>
        <translation>{} 还被 {} 读取</translation>
    </message>
    <message>
        <source>a body&apos;s border lies between them</source>
        <translation>两者之间隔着子图的边界</translation>
    </message>
    <message>
        <source>it is in training mode</source>
        <translation>它处于训练模式</translation>
    </message>
    <message>
        <source>its parameters are no constants</source>
        <translation>它的参数不是常量</translation>
    </message>
    <message>
        <source>it reads a graph input, which has no weights to fold into</source>
        <translation>它读取图的输入，没有可折叠进去的权重</translation>
    </message>
    <message>
        <source>it reads {} ({}), which has no weights to fold into</source>
        <translation>它读取 {}（{}），后者没有可折叠进去的权重</translation>
    </message>
    <message>
        <source>the weights of {} are no constants, or do not fit</source>
        <translation>{} 的权重不是常量，或不匹配</translation>
    </message>
    <message>
        <source>{} did not fold into a Conv: {}</source>
        <translation>{} 未折叠进 Conv：{}</translation>
    </message>
    <message>
        <source>fold it into a Conv before or after it in the float model</source>
        <translation>请在浮点模型中将其折叠进前面或后面的 Conv</translation>
    </message>
    <message>
        <source>{} stands between them</source>
        <translation>两者之间有 {}</translation>
    </message>
    <message>
        <source>{} has taken {} already</source>
        <translation>{} 已经融合了 {}</translation>
    </message>
    <message>
        <source>{} can&apos;t take it</source>
        <translation>{} 无法融合它</translation>
    </message>
    <message>
        <source>{} did not fold into {}: {}</source>
        <translation>{} 未折叠进 {}：{}</translation>
    </message>
    <message>
        <source>let the activation alone read it, in the float model</source>
        <translation>请在浮点模型中让该激活成为唯一的读取者</translation>
    </message>
    <message>
        <source>{} is float</source>
        <translation>{} 为浮点</translation>
    </message>
    <message>
        <source>{} ends in {}</source>
        <translation>{} 以 {} 结尾</translation>
    </message>
    <message>
        <source>{} is frozen</source>
        <translation>{} 已冻结</translation>
    </message>
    <message>
        <source>runs as one with {}</source>
        <translation>与 {} 合为一体运行</translation>
    </message>
    <message>
        <source>{} does not run as one with a Conv before it: {}</source>
        <translation>{} 未与其前面的 Conv 合为一体运行：{}</translation>
    </message>
    <message>
        <source>the Add then reads rounded operands; give it a Conv that feeds nothing else</source>
        <translation>该 Add 于是读取舍入后的操作数；请给它一个不供给其他单元的 Conv</translation>
    </message>
    <message>
        <source>the weight {} is also used by {}; their grids differ, so an export holds copies</source>
        <translation>权重 {} 还被 {} 使用；它们的网格不同，因此导出时会保存多份</translation>
    </message>
    <message>
        <source>the weight {} is also used by {}</source>
        <translation>权重 {} 还被 {} 使用</translation>
    </message>
    <message>
        <source>give shared units the same configuration</source>
        <translation>请给共用的单元相同的配置</translation>
    </message>
    <message>
        <source>{} is never computed: no graph output needs it</source>
        <translation>{} 从不计算：没有图的输出需要它</translation>
    </message>
    <message>
        <source>take it out of the model</source>
        <translation>请将其从模型中去掉</translation>
    </message>
    <message>
        <source>nobody reads the graph input {}</source>
        <translation>没有单元读取图的输入 {}</translation>
    </message>
    <message>
        <source>{} reads {}, which holds {:.0f} values that are infinite or beyond 1e8: no grid holds them beside others</source>
        <translation>{} 读取 {}，其中有 {} 个值为无穷或超过 1e8：没有网格能同时容纳它们与其他值</translation>
    </message>
    <message>
        <source>use a finite mask (-100 before a Softmax does the same), or keep the unit in float</source>
        <translation>请使用有限的掩码（Softmax 之前 -100 效果相同），或让该单元保持浮点</translation>
    </message>
    <message>
        <source>{} joins operands that reach {:.4g} and {:.4g} under one {} scale: the smaller one has {:.1f} steps each way</source>
        <translation>{} 以同一 {3} scale 连接分别达到 {1} 和 {2} 的操作数：较小者单侧只有 {4} 步</translation>
    </message>
    <message>
        <source>int16 on the Concat, or bring the operands to one range</source>
        <translation>对该 Concat 使用 int16，或让各操作数范围一致</translation>
    </message>
    <message>
        <source>{} reads its grid in {}: positions have 256 values</source>
        <translation>{} 以 {} 读取坐标网格：位置只有 256 种取值</translation>
    </message>
    <message>
        <source>int16 from the grid back to the GEMM-like unit before it, as the preset does</source>
        <translation>从该坐标网格回溯到其前面的类 GEMM 单元均使用 int16，如预设所做</translation>
    </message>
    <message>
        <source>compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>{} is no other form of this model: it has {}</source>
        <translation>{} 不是此模型的另一种形式：它有 {}</translation>
    </message>
    <message>
        <source>compare files of one network</source>
        <translation>请对比同一网络的文件</translation>
    </message>
    <message>
        <source>try cures</source>
        <translation>试验解决办法</translation>
    </message>
    <message>
        <source>there is no folder {}</source>
        <translation>文件夹 {} 不存在</translation>
    </message>
    <message>
        <source>in {} is no array of a tensor of this model{}</source>
        <translation>{} 中没有此模型张量的数组{}</translation>
    </message>
    <message>
        <source>npy files called like tensors, or a sub-folder of them (or an npz) per sample, called like its file or number</source>
        <translation>以张量命名的 npy 文件，或每个样本一个子文件夹（或 npz），以其文件名或编号命名</translation>
    </message>
    <message>
        <source>the result has the shape {}, not one number</source>
        <translation>结果的形状为 {}，不是一个数</translation>
    </message>
    <message>
        <source>put mean(...), max(...) or sum(...) around it</source>
        <translation>请在外面加 mean(...)、max(...) 或 sum(...)</translation>
    </message>
    <message>
        <source>the expression can&apos;t be computed at column {}: {}</source>
        <translation>无法计算表达式，第 {} 列：{}</translation>
    </message>
    <message>
        <source>this output holds no numbers</source>
        <translation>此输出不含数值</translation>
    </message>
    <message>
        <source>shapes {} and {} don&apos;t go together</source>
        <translation>形状 {} 与 {} 不匹配</translation>
    </message>
    <message>
        <source>the result would have the shape {}, which is too large</source>
        <translation>结果的形状将为 {}，过大</translation>
    </message>
    <message>
        <source>{} indices into the shape {}</source>
        <translation>对形状 {1} 给出了 {0} 个下标</translation>
    </message>
    <message>
        <source>there is no index {} in the shape {}</source>
        <translation>形状 {1} 中没有下标 {0}</translation>
    </message>
    <message>
        <source>the shape {} has no axis {}</source>
        <translation>形状 {} 没有轴 {}</translation>
    </message>
    <message>
        <source>there is no value in the shape {}</source>
        <translation>形状 {} 中没有值</translation>
    </message>
    <message>
        <source>expected the end, found &quot;{}&quot;</source>
        <translation>此处应结束，却遇到“{}”</translation>
    </message>
    <message>
        <source>nested more than {} deep</source>
        <translation>嵌套超过 {} 层</translation>
    </message>
    <message>
        <source>the expression is wrong at column {}: {}</source>
        <translation>表达式有误，第 {} 列：{}</translation>
    </message>
    <message>
        <source>expected &quot;{}&quot;</source>
        <translation>此处应为“{}”</translation>
    </message>
    <message>
        <source>expected an index like 0, -1, 1:3 or :</source>
        <translation>此处应为下标，如 0、-1、1:3 或 :</translation>
    </message>
    <message>
        <source>this number is too large</source>
        <translation>此数过大</translation>
    </message>
    <message>
        <source>it ends where a value is expected</source>
        <translation>应有值的地方却已结束</translation>
    </message>
    <message>
        <source>expected a value, found &quot;{}&quot;</source>
        <translation>此处应为值，却遇到“{}”</translation>
    </message>
    <message>
        <source>this number is too large or too small</source>
        <translation>此数过大或过小</translation>
    </message>
    <message>
        <source>there is no &quot;{}&quot;</source>
        <translation>没有“{}”</translation>
    </message>
    <message>
        <source>float, quant, abs, sqrt, exp, log, sum, mean, min, max, softmax, argmax</source>
        <translation>float, quant, abs, sqrt, exp, log, sum, mean, min, max, softmax, argmax</translation>
    </message>
    <message>
        <source>this function takes one value</source>
        <translation>此函数只接受一个值</translation>
    </message>
    <message>
        <source>expected an axis, a whole number</source>
        <translation>此处应为轴，一个整数</translation>
    </message>
    <message>
        <source>softmax needs an axis: softmax(x, 1)</source>
        <translation>softmax 需要轴：softmax(x, 1)</translation>
    </message>
    <message>
        <source>expected the name of an output in quotes</source>
        <translation>此处应为带引号的输出名称</translation>
    </message>
    <message>
        <source>output &quot;{}&quot; holds no numbers</source>
        <translation>输出“{}”不含数值</translation>
    </message>
    <message>
        <source>the model has no output &quot;{}&quot;</source>
        <translation>模型没有输出“{}”</translation>
    </message>
    <message>
        <source>it has {}</source>
        <translation>它有 {}</translation>
    </message>
    <message>
        <source>the model has no float output</source>
        <translation>模型没有浮点输出</translation>
    </message>
    <message>
        <source>the model has several float outputs: name one</source>
        <translation>模型有多个浮点输出：请指明一个</translation>
    </message>
    <message>
        <source>e.g. float(&quot;{}&quot;); there are {}</source>
        <translation>例如 float(&quot;{}&quot;)；有 {}</translation>
    </message>
    <message>
        <source>&quot;{}&quot; has another shape: {}; it is left out</source>
        <translation>“{}”的形状不同：{}；已略去</translation>
    </message>
    <message>
        <source>{} samples have nothing to be compared with</source>
        <translation>{} 个样本没有可对比的内容</translation>
    </message>
    <message>
        <source>tensors of shapes {} and {} can&apos;t be compared</source>
        <translation>形状为 {} 与 {} 的张量无法对比</translation>
    </message>
    <message>
        <source>the state input &quot;{}&quot; comes from &quot;{}&quot;, which is no output of the model</source>
        <translation>状态输入“{}”来自“{}”，后者不是模型的输出</translation>
    </message>
    <message>
        <source>sensitivity</source>
        <translation>敏感度</translation>
    </message>
    <message>
        <source>nothing was calibrated, so nothing is said about ranges and scales of activations</source>
        <translation>尚未校准，因此没有关于激活的范围与 scale 的结论</translation>
    </message>
    <message>
        <source>no output of the model looks like class scores</source>
        <translation>模型没有看起来像类别得分的输出</translation>
    </message>
    <message>
        <source>the output &quot;{}&quot; holds no class scores</source>
        <translation>输出“{}”不是类别得分</translation>
    </message>
    <message>
        <source>the output of sample {} has the shape {}, which holds no class scores for each of its items</source>
        <translation>样本 {} 的输出形状为 {}，不含其各项的类别得分</translation>
    </message>
    <message>
        <source>can&apos;t make a temporary folder</source>
        <translation>无法创建临时文件夹</translation>
    </message>
    <message>
        <source>set TMPDIR to a folder that can be written</source>
        <translation>请将 TMPDIR 设为可写的文件夹</translation>
    </message>
    <message>
        <source>can&apos;t start the score command</source>
        <translation>无法启动评分命令</translation>
    </message>
    <message>
        <source>the score command failed with status {}</source>
        <translation>评分命令失败，状态 {}</translation>
    </message>
    <message>
        <source>run it by hand: {}</source>
        <translation>请手动运行：{}</translation>
    </message>
    <message>
        <source>the score command printed no line &quot;name value&quot;</source>
        <translation>评分命令没有输出形如“name value”的行</translation>
    </message>
    <message>
        <source>can&apos;t write {}</source>
        <translation>无法写入 {}</translation>
    </message>
    <message>
        <source>check the folder and the space on the disk</source>
        <translation>请检查文件夹和磁盘空间</translation>
    </message>
    <message>
        <source>profile</source>
        <translation>统计张量</translation>
    </message>
    <message>
        <source>can&apos;t read the file {}</source>
        <translation>无法读取文件 {}</translation>
    </message>
    <message>
        <source>check the path and its permissions</source>
        <translation>请检查路径及其权限</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>run the same command again to go on</source>
        <translation>再次运行同一命令即可继续</translation>
    </message>
    <message>
        <source>did you mean {}?</source>
        <translation>是否指 {}？</translation>
    </message>
    <message>
        <source>did you mean {} or {}?</source>
        <translation>是否指 {} 或 {}？</translation>
    </message>
    <message>
        <source>did you mean {}, {} or {}?</source>
        <translation>是否指 {}、{} 或 {}？</translation>
    </message>
    <message>
        <source>there are {}</source>
        <translation>可用的有 {}</translation>
    </message>
    <message>
        <source>an array of type {} and shape {} can&apos;t exist</source>
        <translation>类型 {}、形状 {} 的数组不可能存在</translation>
    </message>
    <message>
        <source>holds no values (shape {})</source>
        <translation>不含任何值（形状 {}）</translation>
    </message>
    <message>
        <source>a single sample of shape {} has {} bytes, more than the {} that are read at once</source>
        <translation>形状为 {} 的单个样本有 {} 字节，超过一次可读取的 {} 字节</translation>
    </message>
    <message>
        <source>row {} of shape {} can&apos;t be read</source>
        <translation>无法读取第 {} 行（形状 {}）</translation>
    </message>
    <message>
        <source>unpacks to {} bytes, more than the {} that are unpacked in memory</source>
        <translation>解压后为 {} 字节，超过内存中可解压的 {} 字节</translation>
    </message>
    <message>
        <source>save it uncompressed as .npy, or in several files</source>
        <translation>请不压缩地保存为 .npy，或分成多个文件</translation>
    </message>
    <message>
        <source>has {} bytes, which is no multiple of one item of {} {} ({} bytes)</source>
        <translation>有 {} 字节，不是一项 {} {}（{} 字节）的整数倍</translation>
    </message>
    <message>
        <source>{} wants {}, got {}</source>
        <translation>{} 应为{}，得到的是 {}</translation>
    </message>
    <message>
        <source>a whole number of {} or more</source>
        <translation>不小于 {} 的整数</translation>
    </message>
    <message>
        <source>key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>data options: they are no JSON object</source>
        <translation>数据选项：不是 JSON 对象</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>a type such as uint8</source>
        <translation>类型，如 uint8</translation>
    </message>
    <message>
        <source>[begin, end]</source>
        <translation>[起, 止]</translation>
    </message>
    <message>
        <source>an object of whole numbers</source>
        <translation>由整数组成的对象</translation>
    </message>
    <message>
        <source>an object of texts</source>
        <translation>由文本组成的对象</translation>
    </message>
    <message>
        <source>data options</source>
        <translation>数据选项</translation>
    </message>
    <message>
        <source>correct the keys and values named above</source>
        <translation>请更正上述键和值</translation>
    </message>
    <message>
        <source>a range is A:B with 0 &lt;= A &lt; B, got &apos;{}&apos;</source>
        <translation>范围应为 A:B 且 0 &lt;= A &lt; B，得到的是“{}”</translation>
    </message>
    <message>
        <source>e.g. --range 0:64</source>
        <translation>例如 --range 0:64</translation>
    </message>
    <message>
        <source>input &apos;{}&apos; {}</source>
        <translation>输入“{}”{}</translation>
    </message>
    <message>
        <source>{} to {}</source>
        <translation>{} 到 {}</translation>
    </message>
    <message>
        <source>gets whole numbers from {}, which look like bytes that were never scaled</source>
        <translation>得到 {} 的整数，像是从未缩放的字节</translation>
    </message>
    <message>
        <source>give the preprocessing of the training, or leave it if the model scales by itself</source>
        <translation>请给出训练时的预处理；若模型自行缩放则无需处理</translation>
    </message>
    <message>
        <source>gets {} and can get no more than {}: mean and std look like those of bytes, while scale has already brought the pictures to 0..1</source>
        <translation>得到 {}，最多只能得到 {}：均值（mean）和标准差（std）像是针对字节的，而比例（scale）已将图片变为 0..1</translation>
    </message>
    <message>
        <source>set scale 1, or divide mean and std by 255</source>
        <translation>请将比例（scale）设为 1，或将均值和标准差除以 255</translation>
    </message>
    <message>
        <source>gets {}, far less than the {} that the preprocessing gives for the whole range: the data look as if it had been done already</source>
        <translation>得到 {}，远小于预处理对整个范围给出的 {}：数据像是已经预处理过</translation>
    </message>
    <message>
        <source>leave out the preprocessing for data that are ready</source>
        <translation>对已处理好的数据请去掉预处理</translation>
    </message>
    <message>
        <source>gets {}, where normalised data lie within a few units: the values look as if they had never been scaled (the preprocessing gives up to {})</source>
        <translation>得到 {}，而归一化后的数据应在几个单位之内：数值像是从未缩放（预处理最多给出 {}）</translation>
    </message>
    <message>
        <source>set scale 1/255, or give mean and std in the unit of the data</source>
        <translation>请将比例（scale）设为 1/255，或以数据的单位给出均值和标准差</translation>
    </message>
    <message>
        <source>data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>repair the data</source>
        <translation>请修复数据</translation>
    </message>
    <message>
        <source>there is no {}</source>
        <translation>{} 不存在</translation>
    </message>
    <message>
        <source>data are {}</source>
        <translation>数据可以是{}</translation>
    </message>
    <message>
        <source>labels.csv has {} labels for {} files, {} of them match</source>
        <translation>labels.csv 为 {1} 个文件给出 {0} 个标签，其中 {2} 个匹配</translation>
    </message>
    <message>
        <source>write the file names as they are, relative to labels.csv</source>
        <translation>请写原样的文件名，相对于 labels.csv</translation>
    </message>
    <message>
        <source>{}: no data found</source>
        <translation>{}：未找到数据</translation>
    </message>
    <message>
        <source>{} {}</source>
        <translation>{} 个 {}</translation>
    </message>
    <message>
        <source>{} and {}</source>
        <translation>{} 和 {}</translation>
    </message>
    <message>
        <source>{} holds {}: which of them are meant?</source>
        <translation>{} 含有 {}：指的是哪一种？</translation>
    </message>
    <message>
        <source>give a folder or a list with one kind</source>
        <translation>请给出只含一种文件的文件夹或列表</translation>
    </message>
    <message>
        <source>{}: it is not clear which input the {} are for; the model has {}</source>
        <translation>{}：不清楚这些 {} 用于哪个输入；模型有 {}</translation>
    </message>
    <message>
        <source>none of the npz files can be read; the first: {}</source>
        <translation>所有 npz 文件都无法读取；第一个：{}</translation>
    </message>
    <message>
        <source>save them again</source>
        <translation>请重新保存</translation>
    </message>
    <message>
        <source>{}: none of its arrays ({}) has the name of an input of the model</source>
        <translation>{}：其中的数组（{}）都没有模型输入的名称</translation>
    </message>
    <message>
        <source>save the arrays with the names of the inputs as keys</source>
        <translation>请以输入名称为键保存数组</translation>
    </message>
    <message>
        <source>{}: {} of the arrays {} have no input of their name and are not used</source>
        <translation>{}：数组 {2} 中有 {1} 个没有同名的输入，未使用</translation>
    </message>
    <message>
        <source>{} holds no input_0.pb ... for the inputs of the model</source>
        <translation>{} 中没有对应模型输入的 input_0.pb …</translation>
    </message>
    <message>
        <source>{} can&apos;t be read: {}</source>
        <translation>无法读取 {}：{}</translation>
    </message>
    <message>
        <source>check its permissions</source>
        <translation>请检查其权限</translation>
    </message>
    <message>
        <source>frame, hop and context must be 0 to {}</source>
        <translation>frame、hop 和 context 应为 0 到 {}</translation>
    </message>
    <message>
        <source>{}, {}</source>
        <translation>{}，{}</translation>
    </message>
    <message>
        <source>{} {} in {}</source>
        <translation>{} {}（{}）</translation>
    </message>
    <message>
        <source>input &apos;{}&apos; wants {}, got {}</source>
        <translation>输入“{}”应为 {}，得到的是 {}</translation>
    </message>
    <message>
        <source>{} and {} more files that don&apos;t fit</source>
        <translation>{}，另有 {} 个文件不匹配</translation>
    </message>
    <message>
        <source>input &apos;{}&apos;: {} of {} files have one axis more than {}, the others don&apos;t</source>
        <translation>输入“{}”：{2} 个文件中有 {1} 个比 {3} 多一个轴，其余没有</translation>
    </message>
    <message>
        <source>input &apos;{}&apos; wants {}, got dtype {}</source>
        <translation>输入“{}”应为 {}，得到的 dtype 为 {}</translation>
    </message>
    <message>
        <source>the data of input &apos;{}&apos; are arrays: they keep their size and channels, only scale, mean and std are applied</source>
        <translation>输入“{}”的数据是数组：其尺寸和通道保持不变，只应用 scale、mean 和 std</translation>
    </message>
    <message>
        <source>give pictures, or leave out resize, fit, crop and color</source>
        <translation>请给出图片，或去掉 resize、fit、crop 和 color</translation>
    </message>
    <message>
        <source>mean and std have {} values, input &apos;{}&apos; {} has {} channels</source>
        <translation>mean 和 std 有 {} 个值，输入“{}”{} 有 {} 个通道</translation>
    </message>
    <message>
        <source>{}, scale {}</source>
        <translation>{}，scale {}</translation>
    </message>
    <message>
        <source>{}, scale {}, mean and std</source>
        <translation>{}，scale {}，mean 和 std</translation>
    </message>
    <message>
        <source>an array of shape {} does not have the {} channels of mean and std</source>
        <translation>形状为 {} 的数组没有 mean 和 std 的 {} 个通道</translation>
    </message>
    <message>
        <source>no such file</source>
        <translation>没有此文件</translation>
    </message>
    <message>
        <source>not a regular file</source>
        <translation>不是普通文件</translation>
    </message>
    <message>
        <source>can&apos;t be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>is truncated: {} bytes wanted at {}, the file has {}</source>
        <translation>被截断：需要在 {1} 处的 {0} 字节，文件只有 {2}</translation>
    </message>
    <message>
        <source>can&apos;t be read at {}</source>
        <translation>在 {} 处无法读取</translation>
    </message>
    <message>
        <source>has {} bytes, more than the {} that are read at once</source>
        <translation>有 {} 字节，超过一次可读取的 {} 字节</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>npy file</source>
        <translation>npy 文件</translation>
    </message>
    <message>
        <source>npy files</source>
        <translation>npy 文件</translation>
    </message>
    <message>
        <source>npz file</source>
        <translation>npz 文件</translation>
    </message>
    <message>
        <source>npz files</source>
        <translation>npz 文件</translation>
    </message>
    <message>
        <source>TensorProto file</source>
        <translation>TensorProto 文件</translation>
    </message>
    <message>
        <source>TensorProto files</source>
        <translation>TensorProto 文件</translation>
    </message>
    <message>
        <source>test data set</source>
        <translation>测试数据集</translation>
    </message>
    <message>
        <source>test data sets</source>
        <translation>测试数据集</translation>
    </message>
    <message>
        <source>raw file</source>
        <translation>原始数值文件</translation>
    </message>
    <message>
        <source>raw files</source>
        <translation>原始数值文件</translation>
    </message>
    <message>
        <source>IDX file</source>
        <translation>IDX 文件</translation>
    </message>
    <message>
        <source>IDX files</source>
        <translation>IDX 文件</translation>
    </message>
    <message>
        <source>WAV file</source>
        <translation>WAV 文件</translation>
    </message>
    <message>
        <source>WAV files</source>
        <translation>WAV 文件</translation>
    </message>
    <message>
        <source>file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>the folder {} can&apos;t be read: {}</source>
        <translation>无法读取文件夹 {}：{}</translation>
    </message>
    <message>
        <source>input &apos;{}&apos;: &apos;{}&apos; is no value of type {}; it takes values, image_size, zeros, randint:LO:HI or from:OUTPUT</source>
        <translation>输入“{}”：“{}”不是类型 {} 的值；可用数值、image_size、zeros、randint:LO:HI 或 from:OUTPUT</translation>
    </message>
    <message>
        <source>input &apos;{}&apos;: values of type {} can&apos;t be made</source>
        <translation>输入“{}”：无法生成类型 {} 的值</translation>
    </message>
    <message>
        <source>input &apos;{}&apos;: from: needs the name of an output</source>
        <translation>输入“{}”：from: 需要输出的名称</translation>
    </message>
    <message>
        <source>input &apos;{}&apos;: &apos;{}&apos; is no randint:LO:HI with LO &lt; HI (HI itself is left out)</source>
        <translation>输入“{}”：“{}”不是 LO &lt; HI 的 randint:LO:HI（不含 HI）</translation>
    </message>
    <message>
        <source>input &apos;{}&apos; of shape {} can&apos;t be made</source>
        <translation>无法生成形状为 {1} 的输入“{0}”</translation>
    </message>
    <message>
        <source>input &apos;{}&apos; wants {} values {}, got {}</source>
        <translation>输入“{}”应有 {} 个值 {}，得到 {} 个</translation>
    </message>
    <message>
        <source>zeros</source>
        <translation>零</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>常量</translation>
    </message>
    <message>
        <source>width and height of the picture as read</source>
        <translation>读入图片的宽和高</translation>
    </message>
    <message>
        <source>random integers {} &lt;= x &lt; {}</source>
        <translation>随机整数 {} &lt;= x &lt; {}</translation>
    </message>
    <message>
        <source>random values in [-1, 1)</source>
        <translation>[-1, 1) 内的随机值</translation>
    </message>
    <message>
        <source>zeros at the start of a sequence, then the output &apos;{}&apos; of the run before</source>
        <translation>序列开始时为零，之后为上一次运行的输出“{}”</translation>
    </message>
    <message>
        <source>is truncated or its compressed data are broken: {} bytes wanted, {} there</source>
        <translation>被截断或压缩数据损坏：需要 {} 字节，只有 {}</translation>
    </message>
    <message>
        <source>has more values than its header says, or ends in a wrong or cut check sum</source>
        <translation>值多于文件头所述，或校验和错误、不完整</translation>
    </message>
    <message>
        <source>is no IDX file: its element type {} is unknown</source>
        <translation>不是 IDX 文件：元素类型 {} 未知</translation>
    </message>
    <message>
        <source>is no IDX file</source>
        <translation>不是 IDX 文件</translation>
    </message>
    <message>
        <source>is a truncated picture</source>
        <translation>图片被截断</translation>
    </message>
    <message>
        <source>is a picture of impossible size {}x{}</source>
        <translation>图片尺寸不可能：{}x{}</translation>
    </message>
    <message>
        <source>is a broken JPEG: no marker at byte {}</source>
        <translation>JPEG 损坏：第 {} 字节处没有标记</translation>
    </message>
    <message>
        <source>is a truncated JPEG: it has no end mark</source>
        <translation>JPEG 被截断：没有结束标记</translation>
    </message>
    <message>
        <source>is a broken PNG: a chunk has a wrong check sum</source>
        <translation>PNG 损坏：某块的校验和错误</translation>
    </message>
    <message>
        <source>is a broken PNG: it does not begin with its size</source>
        <translation>PNG 损坏：开头不是尺寸</translation>
    </message>
    <message>
        <source>is a truncated WebP</source>
        <translation>WebP 被截断</translation>
    </message>
    <message>
        <source>is a kind of TIFF that is not read</source>
        <translation>不支持此类 TIFF</translation>
    </message>
    <message>
        <source>is no picture of a kind that is read (JPEG, PNG, BMP, WebP, TIFF, PNM)</source>
        <translation>不是可读取的图片类型（JPEG、PNG、BMP、WebP、TIFF、PNM）</translation>
    </message>
    <message>
        <source>{}: {} lines are no &apos;file,whole number&apos;, the first is &apos;{}&apos;</source>
        <translation>{}：{} 行不是“文件,整数”，第一行为“{}”</translation>
    </message>
    <message>
        <source>write one file and one class number per line</source>
        <translation>请每行写一个文件和一个类别编号</translation>
    </message>
    <message>
        <source>has labels of shape {} for {} pictures</source>
        <translation>标签形状为 {}，而图片有 {} 张</translation>
    </message>
    <message>
        <source>give the label file that belongs to the pictures</source>
        <translation>请给出与图片对应的标签文件</translation>
    </message>
    <message>
        <source>dimension</source>
        <translation>维度</translation>
    </message>
    <message>
        <source>the dimension {} can&apos;t have the size {}</source>
        <translation>维度 {} 的大小不能为 {}</translation>
    </message>
    <message>
        <source>dimensions</source>
        <translation>维度</translation>
    </message>
    <message>
        <source>name a symbolic dimension of the model, or INPUT:AXIS of an open one</source>
        <translation>请指明模型的符号维度，或未定维度的 INPUT:AXIS</translation>
    </message>
    <message>
        <source>the header of the array has no &apos;{}&apos;</source>
        <translation>数组的文件头没有“{}”</translation>
    </message>
    <message>
        <source>the shape in the header of the array can&apos;t be read</source>
        <translation>无法读取数组文件头中的形状</translation>
    </message>
    <message>
        <source>arrays of the NumPy type &apos;{}&apos; are not read</source>
        <translation>不读取 NumPy 类型“{}”的数组</translation>
    </message>
    <message>
        <source>save numbers, e.g. array.astype(numpy.float32)</source>
        <translation>请保存数值，例如 array.astype(numpy.float32)</translation>
    </message>
    <message>
        <source>is truncated: an array of shape {} needs {} bytes after its header, there are {}</source>
        <translation>被截断：形状为 {} 的数组在文件头之后需要 {} 字节，只有 {}</translation>
    </message>
    <message>
        <source>is no npy file, or a truncated one</source>
        <translation>不是 npy 文件，或被截断</translation>
    </message>
    <message>
        <source>a npy file of format version {} is not read</source>
        <translation>不读取格式版本 {} 的 npy 文件</translation>
    </message>
    <message>
        <source>is truncated inside its npy header, or the header is too long</source>
        <translation>在 npy 文件头内被截断，或文件头过长</translation>
    </message>
    <message>
        <source>arrays of records or objects are not read</source>
        <translation>不读取由记录或对象组成的数组</translation>
    </message>
    <message>
        <source>save one plain array of numbers</source>
        <translation>请保存一个普通的数值数组</translation>
    </message>
    <message>
        <source>the header of the array does not say its order</source>
        <translation>数组的文件头没有说明存储顺序</translation>
    </message>
    <message>
        <source>has no array &apos;{}&apos;</source>
        <translation>没有数组“{}”</translation>
    </message>
    <message>
        <source>is truncated: &apos;{}&apos; has {} bytes, its header wants {}</source>
        <translation>被截断：“{}”有 {} 字节，文件头要求 {}</translation>
    </message>
    <message>
        <source>holds no arrays</source>
        <translation>不含数组</translation>
    </message>
    <message>
        <source>a tensor of type {} can&apos;t be written as npy</source>
        <translation>类型 {} 的张量无法写为 npy</translation>
    </message>
    <message>
        <source>the arrays of {} are larger than an npz file may be (4 GB)</source>
        <translation>{} 的数组超过 npz 文件的上限（4 GB）</translation>
    </message>
    <message>
        <source>ask for fewer tensors</source>
        <translation>请减少张量</translation>
    </message>
    <message>
        <source>numbers can&apos;t be stored as {}</source>
        <translation>数值无法存为 {}</translation>
    </message>
    <message>
        <source>{} values can&apos;t fill the shape {}</source>
        <translation>{} 个值无法填满形状 {}</translation>
    </message>
    <message>
        <source>is a picture of {} pixels, more than the {} that are read</source>
        <translation>图片有 {} 像素，超过可读取的 {}</translation>
    </message>
    <message>
        <source>scale it down</source>
        <translation>请将其缩小</translation>
    </message>
    <message>
        <source>can&apos;t be decoded</source>
        <translation>无法解码</translation>
    </message>
    <message>
        <source>can&apos;t be decoded: {}</source>
        <translation>无法解码：{}</translation>
    </message>
    <message>
        <source>a picture of {} would be resized to {} pixels</source>
        <translation>{} 的图片将被缩放为 {} 像素</translation>
    </message>
    <message>
        <source>a picture resized to {} is too small to crop {} out of it</source>
        <translation>缩放为 {} 的图片太小，无法从中裁剪 {}</translation>
    </message>
    <message>
        <source>a picture can&apos;t be preprocessed: {}</source>
        <translation>无法预处理图片：{}</translation>
    </message>
    <message>
        <source>shortest side {}, cropped to {}</source>
        <translation>短边 {}，裁剪为 {}</translation>
    </message>
    <message>
        <source>stretched to {}</source>
        <translation>拉伸为 {}</translation>
    </message>
    <message>
        <source>scaled and cropped to {}</source>
        <translation>缩放并裁剪为 {}</translation>
    </message>
    <message>
        <source>letterboxed to {}</source>
        <translation>加边缩放为 {}</translation>
    </message>
    <message>
        <source>{}, cropped to {}</source>
        <translation>{}，裁剪为 {}</translation>
    </message>
    <message>
        <source>{}, {}, {}</source>
        <translation>{}，{}，{}</translation>
    </message>
    <message>
        <source>input {} wants {}, got pictures, which have height, width and channels</source>
        <translation>输入 {} 应为 {}，得到的是图片，图片有高、宽和通道</translation>
    </message>
    <message>
        <source>nothing was said about preprocessing: the pictures for {} are {}, values {}</source>
        <translation>未指定预处理：{} 的图片{}，取值 {}</translation>
    </message>
    <message>
        <source>0 to 255</source>
        <translation>0 到 255</translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation>0 到 1</translation>
    </message>
    <message>
        <source>the shape {} of {} does not show where its channels are: nchw was assumed</source>
        <translation>{1} 的形状 {0} 看不出通道在哪：假定为 nchw</translation>
    </message>
    <message>
        <source>say layout nchw or nhwc</source>
        <translation>请说明 layout 为 nchw 或 nhwc</translation>
    </message>
    <message>
        <source>input {} wants {} channels ({}, {}), got {} ({})</source>
        <translation>输入 {} 应有 {} 个通道（{}，{}），得到 {} 个（{}）</translation>
    </message>
    <message>
        <source>resize by the shortest side keeps the proportions and is followed by a crop, so fit {} contradicts it</source>
        <translation>按短边缩放会保持比例并随后裁剪，与 fit {} 矛盾</translation>
    </message>
    <message>
        <source>input {} wants pictures of {}x{} ({}), got {} {}</source>
        <translation>输入 {} 应为 {}x{} 的图片（{}），{5}得到的是 {4}</translation>
    </message>
    <message>
        <source>from crop</source>
        <translation>从 crop </translation>
    </message>
    <message>
        <source>from resize</source>
        <translation>从 resize </translation>
    </message>
    <message>
        <source>a crop of {} does not fit into pictures resized to {}</source>
        <translation>{} 的裁剪放不进缩放为 {} 的图片</translation>
    </message>
    <message>
        <source>input {} wants {}, got {}</source>
        <translation>输入 {} 应为 {}，得到的是{}</translation>
    </message>
    <message>
        <source>dtype {}</source>
        <translation> dtype {}</translation>
    </message>
    <message>
        <source>{} has {} values, {} has {} channels</source>
        <translation>{} 有 {} 个值，{} 有 {} 个通道</translation>
    </message>
    <message>
        <source>preprocessing gives values from {} to {}, the {} input {} holds {} to {}</source>
        <translation>预处理给出 {} 到 {} 的值，而 {} 输入 {} 只容纳 {} 到 {}</translation>
    </message>
    <message>
        <source>preset byte gives 0 to 255; mean 128 brings that to int8</source>
        <translation>预设 byte 给出 0 到 255；mean 128 可将其变为 int8</translation>
    </message>
    <message>
        <source>preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>preprocessing</source>
        <translation>预处理</translation>
    </message>
    <message>
        <source>give a preset or a JSON file</source>
        <translation>请给出预设或 JSON 文件</translation>
    </message>
    <message>
        <source>a number, a word or a list of numbers</source>
        <translation>数、词或数的列表</translation>
    </message>
    <message>
        <source>WIDTHxHEIGHT, a shortest side, model, or model/SHARE</source>
        <translation>WIDTHxHEIGHT、短边、model 或 model/SHARE</translation>
    </message>
    <message>
        <source>WIDTHxHEIGHT or one side</source>
        <translation>WIDTHxHEIGHT 或一个边长</translation>
    </message>
    <message>
        <source>a type such as float32 or uint8</source>
        <translation>类型，如 float32 或 uint8</translation>
    </message>
    <message>
        <source>a number such as 1/255</source>
        <translation>数，如 1/255</translation>
    </message>
    <message>
        <source>{} wants {}, got &apos;{}&apos;</source>
        <translation>{} 应为{}，得到的是“{}”</translation>
    </message>
    <message>
        <source>numbers other than 0</source>
        <translation>不为 0 的数</translation>
    </message>
    <message>
        <source>numbers in 0..255</source>
        <translation>0..255 内的数</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>数</translation>
    </message>
    <message>
        <source>one number or three</source>
        <translation>一个数或三个数</translation>
    </message>
    <message>
        <source>it is no JSON object</source>
        <translation>不是 JSON 对象</translation>
    </message>
    <message>
        <source>preset or file</source>
        <translation>预设或文件</translation>
    </message>
    <message>
        <source>the preprocessing file {} is no valid JSON</source>
        <translation>预处理文件 {} 不是有效的 JSON</translation>
    </message>
    <message>
        <source>correct its syntax</source>
        <translation>请更正其语法</translation>
    </message>
    <message>
        <source>unknown {} &apos;{}&apos;</source>
        <translation>未知的{}“{}”</translation>
    </message>
    <message>
        <source>it is one of {}</source>
        <translation>可用的有 {}</translation>
    </message>
    <message>
        <source>is no TensorProto</source>
        <translation>不是 TensorProto</translation>
    </message>
    <message>
        <source>is a truncated TensorProto, or none</source>
        <translation>TensorProto 被截断，或根本不是</translation>
    </message>
    <message>
        <source>has {} bytes; TensorProto files of up to {} are read</source>
        <translation>有 {} 字节；可读取的 TensorProto 文件至多 {}</translation>
    </message>
    <message>
        <source>is no TensorProto, its dimensions are impossible</source>
        <translation>不是 TensorProto，其维度不可能</translation>
    </message>
    <message>
        <source>keeps its values in another file, which is not read</source>
        <translation>其值在另一个文件中，不读取</translation>
    </message>
    <message>
        <source>save the tensor with its values</source>
        <translation>请连同其值一起保存张量</translation>
    </message>
    <message>
        <source>a tensor of shape {} needs {} bytes, the file has {}</source>
        <translation>形状为 {} 的张量需要 {} 字节，文件只有 {}</translation>
    </message>
    <message>
        <source>tensors of type {} are not read</source>
        <translation>不读取类型 {} 的张量</translation>
    </message>
    <message>
        <source>{}: {} and {} have the same name but for their extension</source>
        <translation>{}：{} 与 {} 除扩展名外同名</translation>
    </message>
    <message>
        <source>input {}</source>
        <translation>输入 {}</translation>
    </message>
    <message>
        <source>no file of one input has a partner of the same name for the others; the first without one is {}</source>
        <translation>某个输入的文件在其他输入中都没有同名文件；第一个没有的为 {}</translation>
    </message>
    <message>
        <source>{} files have no partner of the same name for the other inputs and are left out, the first is {}</source>
        <translation>{} 个文件在其他输入中没有同名文件，已略去，第一个为 {}</translation>
    </message>
    <message>
        <source>name the files of all inputs alike</source>
        <translation>请让所有输入的文件同名</translation>
    </message>
    <message>
        <source>files of the same name differ in the number of samples: {}</source>
        <translation>同名文件的样本数不同：{}</translation>
    </message>
    <message>
        <source>the data have more than {} samples</source>
        <translation>数据超过 {} 个样本</translation>
    </message>
    <message>
        <source>{} samples were asked for, there are {}</source>
        <translation>要求 {} 个样本，只有 {} 个</translation>
    </message>
    <message>
        <source>one sample and several samples were asked for at once</source>
        <translation>同时要求了一个样本和多个样本</translation>
    </message>
    <message>
        <source>give --sample alone</source>
        <translation>请只给出 --sample</translation>
    </message>
    <message>
        <source>there is no sample {}: the list has {}</source>
        <translation>没有样本 {}：列表共有 {} 个</translation>
    </message>
    <message>
        <source>give 0 to {}</source>
        <translation>请给出 0 到 {}</translation>
    </message>
    <message>
        <source>the range {}:{} has no samples: the list has {}</source>
        <translation>范围 {}:{} 中没有样本：列表共有 {} 个</translation>
    </message>
    <message>
        <source>give A:B with A &lt; B, A below {}</source>
        <translation>请给出 A:B，其中 A &lt; B 且 A 小于 {}</translation>
    </message>
    <message>
        <source>no samples were asked for</source>
        <translation>没有要求任何样本</translation>
    </message>
    <message>
        <source>give --samples 1 or more</source>
        <translation>请给出 1 或更大的 --samples</translation>
    </message>
    <message>
        <source>out of memory for the sample {}</source>
        <translation>样本 {} 的内存不足</translation>
    </message>
    <message>
        <source>use fewer threads</source>
        <translation>请减少线程</translation>
    </message>
    <message>
        <source>{} is left out: {}</source>
        <translation>已略去 {}：{}</translation>
    </message>
    <message>
        <source>replace the file or take it out of the data</source>
        <translation>请替换该文件，或将其从数据中去掉</translation>
    </message>
    <message>
        <source>{} of {} samples can&apos;t be read, more than a tenth: {}{}</source>
        <translation>{1} 个样本中有 {0} 个无法读取，超过十分之一：{2}{3}</translation>
    </message>
    <message>
        <source>items of shapes {} and {} can&apos;t share a batch</source>
        <translation>形状为 {} 与 {} 的项不能放在同一批次</translation>
    </message>
    <message>
        <source>&apos;{}&apos; is no random:N with N from 1 to {}</source>
        <translation>“{}”不是 N 为 1 到 {} 的 random:N</translation>
    </message>
    <message>
        <source>e.g. random:16</source>
        <translation>例如 random:16</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>the inputs have fixed batches of different sizes, {} and {}</source>
        <translation>各输入的固定批次大小不同：{} 和 {}</translation>
    </message>
    <message>
        <source>nothing was said about {}: it gets zeros</source>
        <translation>未指定{}：以零供给</translation>
    </message>
    <message>
        <source>{} wants the size of a picture, but no input is fed by pictures</source>
        <translation>{}需要图片的尺寸，但没有输入由图片供给</translation>
    </message>
    <message>
        <source>axis {} of the state &apos;{}&apos; is open: 1 was assumed</source>
        <translation>状态“{1}”的轴 {0} 未定：假定为 1</translation>
    </message>
    <message>
        <source>{}:{}</source>
        <translation>{}:{}</translation>
    </message>
    <message>
        <source>the data don&apos;t fit the model</source>
        <translation>数据与模型不匹配</translation>
    </message>
    <message>
        <source>correct the data, or say how they are to be read</source>
        <translation>请更正数据，或说明应如何读取</translation>
    </message>
    <message>
        <source>the data are random: every range and scale that is computed from them means nothing</source>
        <translation>数据是随机的：由此算出的范围和 scale 均无意义</translation>
    </message>
    <message>
        <source>give real samples before you trust a number</source>
        <translation>在相信任何数值之前请给出真实样本</translation>
    </message>
    <message>
        <source>input &apos;{}&apos; wants {}, got width and height of {} pictures</source>
        <translation>输入“{}”应为 {}，得到的是 {} 张图片的宽和高</translation>
    </message>
    <message>
        <source>the format chunk is too short</source>
        <translation>格式块过短</translation>
    </message>
    <message>
        <source>audio of format {} with {} bits and {} channels is not read</source>
        <translation>不读取格式 {}、{} 位、{} 通道的音频</translation>
    </message>
    <message>
        <source>convert it to 16-bit PCM</source>
        <translation>请转换为 16 位 PCM</translation>
    </message>
    <message>
        <source>is no WAV file</source>
        <translation>不是 WAV 文件</translation>
    </message>
    <message>
        <source>the values stand before their format</source>
        <translation>数值出现在其格式之前</translation>
    </message>
    <message>
        <source>is truncated: {} bytes of audio announced, {} there</source>
        <translation>被截断：声明 {} 字节的音频，只有 {}</translation>
    </message>
    <message>
        <source>is a truncated WAV file: no audio in it</source>
        <translation>WAV 文件被截断：其中没有音频</translation>
    </message>
    <message>
        <source>has {} samples, fewer than a frame of {}</source>
        <translation>有 {} 个采样，少于一帧的 {} 个</translation>
    </message>
    <message>
        <source>the zip64 directory is broken</source>
        <translation>zip64 目录损坏</translation>
    </message>
    <message>
        <source>is no zip archive, or a truncated one</source>
        <translation>不是 zip 文件，或被截断</translation>
    </message>
    <message>
        <source>the member &apos;{}&apos; is truncated</source>
        <translation>成员“{}”被截断</translation>
    </message>
    <message>
        <source>the member &apos;{}&apos; can&apos;t be unpacked</source>
        <translation>无法解压成员“{}”</translation>
    </message>
    <message>
        <source>the directory of the archive is too large</source>
        <translation>压缩包的目录过大</translation>
    </message>
    <message>
        <source>the directory of the archive is broken</source>
        <translation>压缩包的目录损坏</translation>
    </message>
    <message>
        <source>the member &apos;{}&apos; is encrypted or packed in a way that is not read</source>
        <translation>成员“{}”已加密，或以不支持的方式压缩</translation>
    </message>
    <message>
        <source>the member &apos;{}&apos; is not where the directory says</source>
        <translation>成员“{}”不在目录所说的位置</translation>
    </message>
    <message>
        <source>the member &apos;{}&apos; has a wrong check sum</source>
        <translation>成员“{}”的校验和错误</translation>
    </message>
    <message>
        <source>it is off ({}), and without a word about it comes back as {}</source>
        <translation>它未量化（{}），文件中若不提及，读回后为 {}</translation>
    </message>
    <message>
        <source>it is {} and comes back off: {}</source>
        <translation>它为 {}，读回后未量化：{}</translation>
    </message>
    <message>
        <source>it is {} and comes back as {}: the file can&apos;t say otherwise</source>
        <translation>它为 {}，读回后为 {}：文件无法另作表达</translation>
    </message>
    <message>
        <source>its fixed grid {} is not in the file</source>
        <translation>其固定的网格 {} 不在文件中</translation>
    </message>
    <message>
        <source>its scale is not in the file</source>
        <translation>其 scale 不在文件中</translation>
    </message>
    <message>
        <source>its scale {} comes back as {}</source>
        <translation>其 scale {} 读回后为 {}</translation>
    </message>
    <message>
        <source>there is no format &quot;{}&quot;</source>
        <translation>没有格式“{}”</translation>
    </message>
    <message>
        <source>{} holds scales, and there are none yet</source>
        <translation>{} 包含 scale，而目前还没有</translation>
    </message>
    <message>
        <source>calibrate first</source>
        <translation>请先校准</translation>
    </message>
    <message>
        <source>the {} file can&apos;t be read</source>
        <translation>无法读取 {} 文件</translation>
    </message>
    <message>
        <source>no rule brings these there: {}</source>
        <translation>没有规则可将以下算子提升：{}</translation>
    </message>
    <message>
        <source>the float model would not stay the same: {}</source>
        <translation>浮点模型将不再相同：{}</translation>
    </message>
    <message>
        <source>the opset was raised, as these parameters need; the float outputs stay the same bit for bit</source>
        <translation>这些参数需要更高的 opset，已提升；浮点输出逐位不变</translation>
    </message>
    <message>
        <source>opset {} can&apos;t be raised to {}: {}</source>
        <translation>opset {} 无法提升到 {}：{}</translation>
    </message>
    <message>
        <source>ONNX&apos;s own QuantizeLinear does not suffice for this plan: {}</source>
        <translation>ONNX 自带的 QuantizeLinear 不足以表达此方案：{}</translation>
    </message>
    <message>
        <source>{}; the pairs are com.microsoft&apos;s, which ONNX Runtime reads and others may not</source>
        <translation>{}；Q/DQ 对使用 com.microsoft 的，ONNX Runtime 可读，其他工具未必</translation>
    </message>
    <message>
        <source>convert the model to opset {} before opening it</source>
        <translation>请在打开之前将模型转换为 opset {}</translation>
    </message>
    <message>
        <source>{} has other inputs or outputs than the model</source>
        <translation>{} 的输入或输出与模型不同</translation>
    </message>
    <message>
        <source>give a file that was exported from this model</source>
        <translation>请给出由此模型导出的文件</translation>
    </message>
    <message>
        <source>profile the exported file</source>
        <translation>统计导出文件</translation>
    </message>
    <message>
        <source>export again with this configuration</source>
        <translation>请以此配置重新导出</translation>
    </message>
    <message>
        <source>a tensor has one encoding, an operand&apos;s own dtype has no place beside it</source>
        <translation>一个张量只有一个编码，操作数自己的 dtype 没有位置</translation>
    </message>
    <message>
        <source>the AIMET encodings file</source>
        <translation>AIMET 编码文件</translation>
    </message>
    <message>
        <source>{} is read by the format {}</source>
        <translation>{} 由格式 {} 读取</translation>
    </message>
    <message>
        <source>aimet-0.6</source>
        <translation>aimet-0.6</translation>
    </message>
    <message>
        <source>aimet</source>
        <translation>aimet</translation>
    </message>
    <message>
        <source>has no &quot;{}&quot;</source>
        <translation>缺少“{}”</translation>
    </message>
    <message>
        <source>must be a list</source>
        <translation>应为列表</translation>
    </message>
    <message>
        <source>must be an object, {{tensor: [...]}}</source>
        <translation>应为对象 {{tensor: [...]}}</translation>
    </message>
    <message>
        <source>has no &quot;name&quot;</source>
        <translation>缺少“name”</translation>
    </message>
    <message>
        <source>block quantization has no counterpart here</source>
        <translation>分块量化在此没有对应</translation>
    </message>
    <message>
        <source>must be a number, or a list of numbers</source>
        <translation>应为数，或数的列表</translation>
    </message>
    <message>
        <source>must be a list with one encoding, or one per channel</source>
        <translation>应为含一个编码或每通道一个编码的列表</translation>
    </message>
    <message>
        <source>some of its encodings have no scale</source>
        <translation>其中某些编码没有 scale</translation>
    </message>
    <message>
        <source>the scale of a bias follows from input and weight here</source>
        <translation>偏置的 scale 在此由输入和权重决定</translation>
    </message>
    <message>
        <source>the bit width must be 4, 8, 16 or 32</source>
        <translation>位宽应为 4、8、16 或 32</translation>
    </message>
    <message>
        <source>needs as many offsets as scales, and at least one</source>
        <translation>offset 的个数应与 scale 相同，且至少一个</translation>
    </message>
    <message>
        <source>a symmetric encoding of {} bits has the offset {} or {}, not {}</source>
        <translation>{} 位的对称编码的 offset 应为 {} 或 {}，而不是 {}</translation>
    </message>
    <message>
        <source>the offset {} is not in {} to 0</source>
        <translation>offset {} 不在 {} 到 0 之内</translation>
    </message>
    <message>
        <source>node_info has int8 and int16, not {}</source>
        <translation>node_info 只有 int8 和 int16，没有 {}</translation>
    </message>
    <message>
        <source>a semicolon in the name, which separates names in run_on_cpu</source>
        <translation>名称中含分号，而 run_on_cpu 以分号分隔名称</translation>
    </message>
    <message>
        <source>must be a map of groups</source>
        <translation>应为由各组组成的映射</translation>
    </message>
    <message>
        <source>line {}: {}: {}</source>
        <translation>第 {} 行：{}：{}</translation>
    </message>
    <message>
        <source>must be a map</source>
        <translation>应为映射</translation>
    </message>
    <message>
        <source>a key must be a name</source>
        <translation>键应为名称</translation>
    </message>
    <message>
        <source>not about precision</source>
        <translation>与精度无关</translation>
    </message>
    <message>
        <source>there is no such key, {}</source>
        <translation>没有这样的键，{}</translation>
    </message>
    <message>
        <source>must be a word</source>
        <translation>应为一个词</translation>
    </message>
    <message>
        <source>must be BPU or CPU</source>
        <translation>应为 BPU 或 CPU</translation>
    </message>
    <message>
        <source>must be int8 or int16, not &quot;{}&quot;</source>
        <translation>应为 int8 或 int16，而不是“{}”</translation>
    </message>
    <message>
        <source>must be a number above 0 and up to 1</source>
        <translation>应为大于 0 且不超过 1 的数</translation>
    </message>
    <message>
        <source>not about precision, or set by observers here</source>
        <translation>与精度无关，或在此由观察器设定</translation>
    </message>
    <message>
        <source>must be names separated by semicolons, or a list</source>
        <translation>应为以分号分隔的名称，或列表</translation>
    </message>
    <message>
        <source>the observer stays as it is here</source>
        <translation>观察器在此保持不变</translation>
    </message>
    <message>
        <source>has no counterpart here yet</source>
        <translation>在此尚无对应</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is none of set_OPERATOR_input_int16, ..._output_int8</source>
        <translation>“{}”不是 set_OPERATOR_input_int16、..._output_int8 等之一</translation>
    </message>
    <message>
        <source>{} units that read only float units stay float, as the converter leaves them</source>
        <translation>{} 个只读取浮点单元的单元保持浮点，与转换器的做法一致</translation>
    </message>
    <message>
        <source>name them in run_on_bpu to quantize them</source>
        <translation>要将其量化，请在 run_on_bpu 中列出</translation>
    </message>
    <message>
        <source>dtypes only: the converter calibrates itself, and its divisor between threshold and scale is not public</source>
        <translation>只含 dtype：转换器自行校准，其阈值与 scale 之间的除数并未公开</translation>
    </message>
    <message>
        <source>the quant_config file</source>
        <translation>quant_config 文件</translation>
    </message>
    <message>
        <source>how the converter calibrates and searches is set by observers here</source>
        <translation>转换器如何校准和搜索，在此由观察器设定</translation>
    </message>
    <message>
        <source>must be the name of a type, as &quot;int16&quot;</source>
        <translation>应为类型的名称，如 &quot;int16&quot;</translation>
    </message>
    <message>
        <source>how the converter calibrates is set by observers here</source>
        <translation>转换器如何校准，在此由观察器设定</translation>
    </message>
    <message>
        <source>there is no key &quot;{}&quot;, there are qtype, input0, input1, ...</source>
        <translation>没有键“{}”，可用的有 qtype、input0、input1 等</translation>
    </message>
    <message>
        <source>must be the name of a type</source>
        <translation>应为类型的名称</translation>
    </message>
    <message>
        <source>int16-ec is read as int16; its error compensation has no counterpart</source>
        <translation>int16-ec 按 int16 读取；其误差补偿没有对应</translation>
    </message>
    <message>
        <source>there is no &quot;{}&quot;, there are int4, int8, int16, float16, float32, dual-int16, int16-ec</source>
        <translation>没有“{}”，可用的有 int4、int8、int16、float16、float32、dual-int16、int16-ec</translation>
    </message>
    <message>
        <source>{}.{}: {}</source>
        <translation>{}.{}：{}</translation>
    </message>
    <message>
        <source>tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>the file has several setters; the one of {} was read</source>
        <translation>文件中有多个 setter；读取了 {} 的那一个</translation>
    </message>
    <message>
        <source>the Python file has no QconfigSetter(...), no tuple of setters and no qconfig_dict that could be read</source>
        <translation>Python 文件中没有可读取的 QconfigSetter(...)、setter 元组或 qconfig_dict</translation>
    </message>
    <message>
        <source>give the file that makes the qconfig_setter of prepare()</source>
        <translation>请给出构造 prepare() 的 qconfig_setter 的文件</translation>
    </message>
    <message>
        <source>QconfigSetter needs a list of templates</source>
        <translation>QconfigSetter 需要模板的列表</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is no template that is known here (ModuleNameTemplate, ConvDtypeTemplate, MatmulDtypeTemplate, SensitivityTemplate)</source>
        <translation>“{}”不是此处已知的模板（ModuleNameTemplate、ConvDtypeTemplate、MatmulDtypeTemplate、SensitivityTemplate）</translation>
    </message>
    <message>
        <source>ModuleNameTemplate needs a dict of modules</source>
        <translation>ModuleNameTemplate 需要由模块组成的 dict</translation>
    </message>
    <message>
        <source>a module&apos;s name must be a text</source>
        <translation>模块的名称应为文本</translation>
    </message>
    <message>
        <source>module</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>nothing is said of it that has a counterpart here</source>
        <translation>其中没有在此有对应的内容</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is none of input, weight, output, dtype, threshold</source>
        <translation>“{}”不是 input、weight、output、dtype、threshold 之一</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is no dtype here, there are {}</source>
        <translation>“{}”在此不是 dtype，可用的有 {}</translation>
    </message>
    <message>
        <source>a threshold must be a number</source>
        <translation>阈值应为数</translation>
    </message>
    <message>
        <source>MatmulDtypeTemplate needs input_dtypes</source>
        <translation>MatmulDtypeTemplate 需要 input_dtypes</translation>
    </message>
    <message>
        <source>input_dtypes is one dtype or [left, right]</source>
        <translation>input_dtypes 为一个 dtype 或 [左, 右]</translation>
    </message>
    <message>
        <source>a table must be a list of (name, &quot;output&quot; or &quot;weight&quot;)</source>
        <translation>表应为 (名称, &quot;output&quot; 或 &quot;weight&quot;) 的列表</translation>
    </message>
    <message>
        <source>a row must be (name, &quot;output&quot; or &quot;weight&quot;)</source>
        <translation>一行应为 (名称, &quot;output&quot; 或 &quot;weight&quot;)</translation>
    </message>
    <message>
        <source>needs a count (a whole number) or a ratio (0.0 to 1.0)</source>
        <translation>需要个数（整数）或比例（0.0 到 1.0）</translation>
    </message>
    <message>
        <source>SensitivityTemplate needs a table</source>
        <translation>SensitivityTemplate 需要表</translation>
    </message>
    <message>
        <source>sensitive_type is &quot;activation&quot;, &quot;weight&quot; or &quot;both&quot;</source>
        <translation>sensitive_type 为 &quot;activation&quot;、&quot;weight&quot; 或 &quot;both&quot;</translation>
    </message>
    <message>
        <source>{}: in a tuple of setters the earlier one wins, here the later rule; so the {} setters stand in reverse order</source>
        <translation>{}：在 setter 元组中先者优先，在此则后面的规则优先；因此 {} 个 setter 以相反的顺序排列</translation>
    </message>
    <message>
        <source>ModuleNameQconfigSetter needs a dict of modules</source>
        <translation>ModuleNameQconfigSetter 需要由模块组成的 dict</translation>
    </message>
    <message>
        <source>{} needs a table</source>
        <translation>{} 需要表</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is no setter that is known here</source>
        <translation>“{}”不是此处已知的 setter</translation>
    </message>
    <message>
        <source>must be (name, qconfig)</source>
        <translation>应为 (名称, qconfig)</translation>
    </message>
    <message>
        <source>this key of a qconfig_dict has no counterpart here</source>
        <translation>qconfig_dict 的此键在此没有对应</translation>
    </message>
    <message>
        <source>the model has no unit of that type</source>
        <translation>模型没有该类型的单元</translation>
    </message>
    <message>
        <source>the plugin&apos;s observer has no such argument</source>
        <translation>插件的观察器没有此参数</translation>
    </message>
    <message>
        <source>the form {} trains with MinMaxObserver</source>
        <translation>{} 形式以 MinMaxObserver 训练</translation>
    </message>
    <message>
        <source>the plugin&apos;s targets are symmetric</source>
        <translation>插件的目标平台为对称</translation>
    </message>
    <message>
        <source>the plugin&apos;s MinMaxObserver is a moving average over batches (averaging_constant 0.01), not the extremes of all</source>
        <translation>插件的 MinMaxObserver 是对批次的滑动平均（averaging_constant 0.01），而不是全部的极值</translation>
    </message>
    <message>
        <source>no module of this name; its table is written unit by unit</source>
        <translation>没有此名称的模块；其表按单元逐一写出</translation>
    </message>
    <message>
        <source>a graph input is a QuantStub in the plugin, under a name of its own: put that name in</source>
        <translation>图的输入在插件中是有自己名称的 QuantStub：请填入该名称</translation>
    </message>
    <message>
        <source>it has no module of its own; it is written as &quot;{}&quot;, while the plugin names such operators _generated_...: put that name in</source>
        <translation>它没有自己的模块；写为“{}”，而插件将此类算子命名为 _generated_...：请填入该名称</translation>
    </message>
    <message>
        <source>ONNX Runtime&apos;s quantizer has no {}</source>
        <translation>ONNX Runtime 的量化器没有 {}</translation>
    </message>
    <message>
        <source>only initializers can have a scale per channel</source>
        <translation>只有 initializer 才能每通道一个 scale</translation>
    </message>
    <message>
        <source>a conversion needs the tensor itself in the file</source>
        <translation>转换需要张量本身在文件中</translation>
    </message>
    <message>
        <source>a conversion to the same type can&apos;t be written</source>
        <translation>到同一类型的转换无法写出</translation>
    </message>
    <message>
        <source>another operand converts the same tensor to something else, and there is room for one</source>
        <translation>另一操作数将同一张量转换为别的类型，而位置只有一个</translation>
    </message>
    <message>
        <source>must be a list of objects</source>
        <translation>应为对象的列表</translation>
    </message>
    <message>
        <source>all channels need a scale, or none</source>
        <translation>所有通道都要有 scale，或都没有</translation>
    </message>
    <message>
        <source>several channels need an &quot;axis&quot; in the first object</source>
        <translation>多个通道需要在第一个对象中有“axis”</translation>
    </message>
    <message>
        <source>the channels of one tensor have one type</source>
        <translation>一个张量的各通道类型相同</translation>
    </message>
    <message>
        <source>scale and zero_point go together, give both or none</source>
        <translation>scale 和 zero_point 要一起给出，或都不给</translation>
    </message>
    <message>
        <source>must be a whole number on the type&apos;s grid</source>
        <translation>应为该类型网格上的整数</translation>
    </message>
    <message>
        <source>&quot;{}&quot; has no meaning beside a scale</source>
        <translation>“{}”在 scale 旁边没有意义</translation>
    </message>
    <message>
        <source>must be a whole number</source>
        <translation>应为整数</translation>
    </message>
    <message>
        <source>reduce_range (7 bits) has no counterpart here</source>
        <translation>reduce_range（7 位）在此没有对应</translation>
    </message>
    <message>
        <source>rmin and rmax go together, give both or none</source>
        <translation>rmin 和 rmax 要一起给出，或都不给</translation>
    </message>
    <message>
        <source>has no &quot;quant_type&quot;</source>
        <translation>缺少“quant_type”</translation>
    </message>
    <message>
        <source>there is no &quot;{}&quot; here, there are {}</source>
        <translation>在此没有“{}”，可用的有 {}</translation>
    </message>
    <message>
        <source>the overrides file</source>
        <translation>overrides 文件</translation>
    </message>
    <message>
        <source>it was never observed and has no scale</source>
        <translation>它从未被观察，没有 scale</translation>
    </message>
    <message>
        <source>the hand-over file</source>
        <translation>训练交接文件</translation>
    </message>
    <message>
        <source>must hold &quot;quantbench_qat&quot;: 1</source>
        <translation>应含有 &quot;quantbench_qat&quot;: 1</translation>
    </message>
    <message>
        <source>needs a list &quot;modules&quot;</source>
        <translation>需要列表“modules”</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>has no &quot;unit&quot;</source>
        <translation>缺少“unit”</translation>
    </message>
    <message>
        <source>has neither &quot;points&quot; nor &quot;float&quot;: true</source>
        <translation>既没有“points”，也没有 &quot;float&quot;: true</translation>
    </message>
    <message>
        <source>{} has no point &quot;{}&quot;</source>
        <translation>{} 没有点“{}”</translation>
    </message>
    <message>
        <source>has no &quot;dtype&quot;</source>
        <translation>缺少“dtype”</translation>
    </message>
    <message>
        <source>must be a whole number on the dtype&apos;s grid</source>
        <translation>应为该 dtype 网格上的整数</translation>
    </message>
    <message>
        <source>it owns no scale, it follows another point</source>
        <translation>它没有自己的 scale，跟随另一个点</translation>
    </message>
    <message>
        <source>a tensor stands in the table once, an operand&apos;s own dtype has no place beside it</source>
        <translation>一个张量在表中只出现一次，操作数自己的 dtype 没有位置</translation>
    </message>
    <message>
        <source>a name in the table has no blanks and no # in front</source>
        <translation>表中的名称不含空格，也不以 # 开头</translation>
    </message>
    <message>
        <source>the table holds one scale per tensor</source>
        <translation>表中每个张量只有一个 scale</translation>
    </message>
    <message>
        <source>{}: must be &quot;name threshold min max&quot; or &quot;name MODE&quot;</source>
        <translation>{}：应为“name threshold min max”或“name MODE”</translation>
    </message>
    <message>
        <source>{}: there is no mode &quot;{}&quot; here, there are {}</source>
        <translation>{}：在此没有模式“{}”，可用的有 {}</translation>
    </message>
    <message>
        <source>{}: threshold, min and max must be numbers, threshold above 0, min not above max</source>
        <translation>{}：threshold、min 和 max 应为数，threshold 大于 0，min 不大于 max</translation>
    </message>
    <message>
        <source>{}: &quot;{}&quot; has no zero point on the grid between {} and {}</source>
        <translation>{}：“{}”在 {} 与 {} 之间的网格上没有零点</translation>
    </message>
    <message>
        <source>the table is for activations; the tool computes the scales of weights itself</source>
        <translation>该表针对激活；权重的 scale 由该工具自行计算</translation>
    </message>
    <message>
        <source>it is float but gives a tensor in {}, and a tensor has one mode</source>
        <translation>它为浮点却给出 {} 的张量，而一个张量只有一种模式</translation>
    </message>
    <message>
        <source>a tensor has one scale, an operand&apos;s own dtype has no place beside it</source>
        <translation>一个张量只有一个 scale，操作数自己的 dtype 没有位置</translation>
    </message>
    <message>
        <source>the cache is for int8, not {}</source>
        <translation>该缓存用于 int8，而不是 {}</translation>
    </message>
    <message>
        <source>the cache holds one scale per tensor</source>
        <translation>该缓存中每个张量只有一个 scale</translation>
    </message>
    <message>
        <source>TensorRT is symmetric, the zero point {} has no place</source>
        <translation>TensorRT 是对称的，零点 {} 没有位置</translation>
    </message>
    <message>
        <source>the name holds a line break</source>
        <translation>名称中含换行</translation>
    </message>
    <message>
        <source>TensorRT computes their scales itself: int8, symmetric, per channel</source>
        <translation>TensorRT 自行计算其 scale：int8、对称、逐通道</translation>
    </message>
    <message>
        <source>line 1: must be a head line such as {}</source>
        <translation>第 1 行：应为表头，如 {}</translation>
    </message>
    <message>
        <source>{}: must be &quot;tensor: 8 hex digits&quot;</source>
        <translation>{}：应为“tensor: 8 位十六进制数”</translation>
    </message>
    <message>
        <source>{}: {} stands for {}, which is no scale</source>
        <translation>{}：{} 表示 {}，不是 scale</translation>
    </message>
    <message>
        <source>a tensor that TensorRT made itself</source>
        <translation>TensorRT 自己产生的张量</translation>
    </message>
    <message>
        <source>{} has no argument &quot;{}&quot;, {}</source>
        <translation>{} 没有参数“{}”，{}</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is no qconfig that is known here</source>
        <translation>“{}”不是此处已知的 qconfig</translation>
    </message>
    <message>
        <source>must be FakeQuantize.with_args(...) or None</source>
        <translation>应为 FakeQuantize.with_args(...) 或 None</translation>
    </message>
    <message>
        <source>it only collects; every method is computed from the histogram here, choose one</source>
        <translation>它只收集数据；各方法在此均由直方图计算，请选择其一</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is no observer that is known here</source>
        <translation>“{}”不是此处已知的观察器</translation>
    </message>
    <message>
        <source>an argument without a counterpart here</source>
        <translation>在此没有对应的参数</translation>
    </message>
    <message>
        <source>only the plain fake quantizer has a counterpart here</source>
        <translation>只有普通的伪量化器在此有对应</translation>
    </message>
    <message>
        <source>there is no observer &quot;{}&quot;</source>
        <translation>没有观察器“{}”</translation>
    </message>
    <message>
        <source>from {} &quot;{}&quot; on</source>
        <translation>自 {}“{}”起</translation>
    </message>
    <message>
        <source>its output &quot;{}&quot; changes</source>
        <translation>其输出“{}”发生变化</translation>
    </message>
    <message>
        <source>{} ({})</source>
        <translation>{}（{}）</translation>
    </message>
    <message>
        <source>no inputs could be made up with which it runs</source>
        <translation>无法构造能使其运行的输入</translation>
    </message>
    <message>
        <source>arithmetic is read of numbers only</source>
        <translation>只读取数的算术</translation>
    </message>
    <message>
        <source>** and // are not read</source>
        <translation>不读取 ** 和 //</translation>
    </message>
    <message>
        <source>division by zero</source>
        <translation>除以零</translation>
    </message>
    <message>
        <source>a name is missing after the point</source>
        <translation>点之后缺少名称</translation>
    </message>
    <message>
        <source>texts of the kind {}&quot;...&quot; are not read</source>
        <translation>不读取 {}&quot;...&quot; 类的文本</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is no number</source>
        <translation>“{}”不是数</translation>
    </message>
    <message>
        <source>nested too deeply</source>
        <translation>嵌套过深</translation>
    </message>
    <message>
        <source>the Python file can&apos;t be read: line {}, column {}: {}</source>
        <translation>无法读取 Python 文件：第 {} 行，第 {} 列：{}</translation>
    </message>
    <message>
        <source>keep to imports, assignments, calls, lists, tuples, dicts, texts and numbers; the file is read, not run</source>
        <translation>请只使用 import、赋值、调用、列表、元组、字典、文本和数；该文件只被读取，不会运行</translation>
    </message>
    <message>
        <source>unexpected &quot;{}&quot;</source>
        <translation>意外的“{}”</translation>
    </message>
    <message>
        <source>&quot;{}&quot; closes nothing</source>
        <translation>“{}”没有可闭合的对象</translation>
    </message>
    <message>
        <source>a text is not closed</source>
        <translation>文本未闭合</translation>
    </message>
    <message>
        <source>QDQ ONNX can&apos;t express the parameters of some points: {}</source>
        <translation>QDQ ONNX 无法表达某些点的参数：{}</translation>
    </message>
    <message>
        <source>give these points an integer type of up to 16 bits without a narrowed range, or float</source>
        <translation>请给这些点设 16 位以内且范围不收窄的整数类型，或浮点</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is stored {} times, as its readers quantize it differently</source>
        <translation>“{}”保存了 {} 份，因为其读取者的量化方式不同</translation>
    </message>
    <message>
        <source>give its readers the same parameters</source>
        <translation>请给其读取者相同的参数</translation>
    </message>
    <message>
        <source>can&apos;t write {}: {}</source>
        <translation>无法写入 {}：{}</translation>
    </message>
    <message>
        <source>check the folder and the space on the disk, or choose another place</source>
        <translation>请检查文件夹和磁盘空间，或另选位置</translation>
    </message>
    <message>
        <source>a report is .html, .md or .json, not {}</source>
        <translation>报告为 .html、.md 或 .json，而不是 {}</translation>
    </message>
    <message>
        <source>name the file with one of the three</source>
        <translation>请以三者之一命名文件</translation>
    </message>
    <message>
        <source>the model has no {} &quot;{}&quot;</source>
        <translation>模型没有{}“{}”</translation>
    </message>
    <message>
        <source>the model has no {} &quot;{}&quot;, {}</source>
        <translation>模型没有{}“{}”，{}</translation>
    </message>
    <message>
        <source>the tensor &quot;{}&quot; has other parameters at {}, and a tensor stands in the file only once</source>
        <translation>张量“{}”在 {} 处的参数不同，而一个张量在文件中只出现一次</translation>
    </message>
    <message>
        <source>the tensor &quot;{}&quot; was made when the model was opened, the file has none of this name; another tool will not find it</source>
        <translation>张量“{}”在打开模型时产生，文件中没有此名称；其他工具找不到它</translation>
    </message>
    <message>
        <source>its scales per channel: the weight stays float under this profile</source>
        <translation>其逐通道 scale：在此目标平台下该权重保持浮点</translation>
    </message>
    <message>
        <source>the tensor folded into another when the model was opened, nothing is quantized there</source>
        <translation>该张量在打开模型时折叠进另一个张量，在那里没有量化</translation>
    </message>
    <message>
        <source>a bias or a constant that has no grid of its own</source>
        <translation>偏置或常量，没有自己的网格</translation>
    </message>
    <message>
        <source>it lies inside a unit, where nothing is quantized</source>
        <translation>它在单元内部，那里没有量化</translation>
    </message>
    <message>
        <source>an activation has one scale here</source>
        <translation>激活在此只有一个 scale</translation>
    </message>
    <message>
        <source>says nothing that has a counterpart here</source>
        <translation>其中没有在此有对应的内容</translation>
    </message>
    <message>
        <source>{}: &quot;{}&quot;: {}</source>
        <translation>{}：“{}”：{}</translation>
    </message>
    <message>
        <source>a constant has one scale here</source>
        <translation>常量在此只有一个 scale</translation>
    </message>
    <message>
        <source>{}: &quot;{}&quot; has {} scales along axis {}, but its shape is [{}]</source>
        <translation>{}：“{}”沿轴 {3} 有 {2} 个 scale，但其形状为 [{4}]</translation>
    </message>
    <message>
        <source>its scales lie along axis {}, here they lie along {}</source>
        <translation>其 scale 沿轴 {}，在此沿轴 {}</translation>
    </message>
    <message>
        <source>node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>{} has no operand of its own for it</source>
        <translation>{} 没有为其单独的操作数</translation>
    </message>
    <message>
        <source>it follows {}, {}</source>
        <translation>它跟随 {}，{}</translation>
    </message>
    <message>
        <source>which the file does not list</source>
        <translation>而文件未列出后者</translation>
    </message>
    <message>
        <source>which the file gives another grid</source>
        <translation>而文件给后者另一网格</translation>
    </message>
    <message>
        <source>the node folded into another when the model was opened</source>
        <translation>该节点在打开模型时折叠进另一个节点</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>算子</translation>
    </message>
    <message>
        <source>some units lie in bodies of an If that no sample takes, and were not compared</source>
        <translation>某些单元位于没有样本进入的 If 分支中，未参与对比</translation>
    </message>
    <message>
        <source>give samples that take them</source>
        <translation>请给出会进入这些分支的样本</translation>
    </message>
    <message>
        <source>the file does not give what the simulation gives</source>
        <translation>文件给出的结果与仿真不同</translation>
    </message>
    <message>
        <source>export again with this version and this configuration</source>
        <translation>请以此版本和此配置重新导出</translation>
    </message>
    <message>
        <source>with all optimizations ONNX Runtime can&apos;t run the file: {}</source>
        <translation>开启全部优化时 ONNX Runtime 无法运行该文件：{}</translation>
    </message>
    <message>
        <source>ONNX Runtime quantizes units that the configuration leaves in float</source>
        <translation>ONNX Runtime 量化了配置中保持浮点的单元</translation>
    </message>
    <message>
        <source>a file can only be verified against reference kernels</source>
        <translation>只能以 reference 内核验证文件</translation>
    </message>
    <message>
        <source>a file can&apos;t be verified without a sample</source>
        <translation>没有样本就无法验证文件</translation>
    </message>
    <message>
        <source>verify</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>an edge leads to a card that is not there</source>
        <translation>一条边指向不存在的卡片</translation>
    </message>
    <message>
        <source>nodes that depend on constants alone were computed once</source>
        <translation>仅依赖常量的节点已预先计算一次</translation>
    </message>
    <message>
        <source>the graph has a cycle through node &quot;{}&quot;</source>
        <translation>计算图在节点“{}”处有环</translation>
    </message>
    <message>
        <source>export the model again: a network&apos;s nodes must not depend on themselves</source>
        <translation>请重新导出模型：网络的节点不得依赖自身</translation>
    </message>
    <message>
        <source>can&apos;t open {}: {}</source>
        <translation>无法打开 {}：{}</translation>
    </message>
    <message>
        <source>change its permissions</source>
        <translation>请更改其权限</translation>
    </message>
    <message>
        <source>{} is not a file</source>
        <translation>{} 不是文件</translation>
    </message>
    <message>
        <source>give the path of a file</source>
        <translation>请给出文件的路径</translation>
    </message>
    <message>
        <source>can&apos;t map {}: {}</source>
        <translation>无法映射 {}：{}</translation>
    </message>
    <message>
        <source>free some memory</source>
        <translation>请释放一些内存</translation>
    </message>
    <message>
        <source>with every open dimension set to 1 the model&apos;s shapes contradict each other, so shapes and MACs are partly unknown</source>
        <translation>将所有未定维度设为 1 时模型的形状互相矛盾，因此部分形状和 MAC 未知</translation>
    </message>
    <message>
        <source>read</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>the model is float16; inside it is computed and exported in float32, its inputs and outputs keep their type</source>
        <translation>模型为 float16；内部以 float32 计算和导出，输入和输出保持其类型</translation>
    </message>
    <message>
        <source>infer types</source>
        <translation>推断类型</translation>
    </message>
    <message>
        <source>fold constants</source>
        <translation>折叠常量</translation>
    </message>
    <message>
        <source>fuse</source>
        <translation>融合</translation>
    </message>
    <message>
        <source>export the model again</source>
        <translation>请重新导出模型</translation>
    </message>
    <message>
        <source>the model has no outputs</source>
        <translation>模型没有输出</translation>
    </message>
    <message>
        <source>the name &quot;{}&quot; is given to two tensors</source>
        <translation>名称“{}”用于两个张量</translation>
    </message>
    <message>
        <source>the graph has two inputs named &quot;{}&quot;</source>
        <translation>计算图有两个名为“{}”的输入</translation>
    </message>
    <message>
        <source>&quot;{}&quot; reads the tensor &quot;{}&quot;, which nothing makes</source>
        <translation>“{}”读取张量“{}”，但没有节点产生它</translation>
    </message>
    <message>
        <source>a branch of the If &quot;{}&quot; gives another number of tensors than the If</source>
        <translation>If“{}”的某个分支给出的张量数与 If 不同</translation>
    </message>
    <message>
        <source>the model file is larger than 2 GB, which the ONNX format does not allow</source>
        <translation>模型文件大于 2 GB，ONNX 格式不允许</translation>
    </message>
    <message>
        <source>save the model with its weights as external data</source>
        <translation>请将权重保存为外部数据</translation>
    </message>
    <message>
        <source>the file is no ONNX model, or it is cut off</source>
        <translation>该文件不是 ONNX 模型，或被截断</translation>
    </message>
    <message>
        <source>can&apos;t read {}</source>
        <translation>无法读取 {}</translation>
    </message>
    <message>
        <source>check the disk</source>
        <translation>请检查磁盘</translation>
    </message>
    <message>
        <source>a piece of the model is larger than 2 GB</source>
        <translation>模型的一个片段大于 2 GB</translation>
    </message>
    <message>
        <source>the tensor &quot;{}&quot; {}</source>
        <translation>张量“{}”{}</translation>
    </message>
    <message>
        <source>keeps its data in &quot;{}&quot;, which is outside the model&apos;s folder</source>
        <translation>的数据在“{}”中，位于模型文件夹之外</translation>
    </message>
    <message>
        <source>has &quot;{}&quot; where the offset or length of its external data is expected</source>
        <translation>在外部数据的偏移或长度处为“{}”</translation>
    </message>
    <message>
        <source>the tensor &quot;{}&quot; needs {} bytes at offset {} of {}, which has {}</source>
        <translation>张量“{0}”需要 {3} 中偏移 {2} 处的 {1} 字节，而文件只有 {4}</translation>
    </message>
    <message>
        <source>copy the external data file again, beside the model</source>
        <translation>请重新复制外部数据文件，放在模型旁边</translation>
    </message>
    <message>
        <source>has {} values for its shape {}</source>
        <translation>有 {} 个值，形状却为 {}</translation>
    </message>
    <message>
        <source>has a type that can&apos;t be read ({})</source>
        <translation>的类型无法读取（{}）</translation>
    </message>
    <message>
        <source>has the impossible shape {}</source>
        <translation>的形状不可能：{}</translation>
    </message>
    <message>
        <source>has {} strings for its shape {}</source>
        <translation>有 {} 个字符串，形状却为 {}</translation>
    </message>
    <message>
        <source>has type {} and shape {}, which can&apos;t be held in memory</source>
        <translation>类型为 {}、形状为 {}，内存无法容纳</translation>
    </message>
    <message>
        <source>has {} bytes for its shape {}, which needs {}</source>
        <translation>有 {} 字节，而形状 {} 需要 {}</translation>
    </message>
    <message>
        <source>is sparse, and can&apos;t be made a dense {} tensor of shape {}</source>
        <translation>是稀疏的，无法变为形状 {1} 的稠密 {0} 张量</translation>
    </message>
    <message>
        <source>has {} values but indices {}</source>
        <translation>有 {} 个值，下标却为 {}</translation>
    </message>
    <message>
        <source>is sparse and has the index {} outside of its shape {}</source>
        <translation>是稀疏的，且下标 {} 在其形状 {} 之外</translation>
    </message>
    <message>
        <source>{} is no ONNX tensor</source>
        <translation>{} 不是 ONNX 张量</translation>
    </message>
    <message>
        <source>write it again as a TensorProto</source>
        <translation>请重新写为 TensorProto</translation>
    </message>
    <message>
        <source>can&apos;t make a temporary folder: {}</source>
        <translation>无法创建临时文件夹：{}</translation>
    </message>
    <message>
        <source>set TMPDIR to a folder with space</source>
        <translation>请将 TMPDIR 设为有空间的文件夹</translation>
    </message>
    <message>
        <source>use smaller inputs</source>
        <translation>请使用更小的输入</translation>
    </message>
    <message>
        <source>ONNX Runtime can&apos;t load the model</source>
        <translation>ONNX Runtime 无法加载模型</translation>
    </message>
    <message>
        <source>a session with {} inputs was given {}</source>
        <translation>有 {} 个输入的会话得到了 {} 个</translation>
    </message>
    <message>
        <source>an input has no value (an optional that holds nothing can&apos;t be handed over)</source>
        <translation>某个输入没有值（空的 optional 无法传递）</translation>
    </message>
    <message>
        <source>ONNX Runtime can&apos;t run the model</source>
        <translation>ONNX Runtime 无法运行模型</translation>
    </message>
    <message>
        <source>ONNX Runtime can&apos;t run the model: out of memory</source>
        <translation>ONNX Runtime 无法运行模型：内存不足</translation>
    </message>
    <message>
        <source>ONNX Runtime can&apos;t optimize the model</source>
        <translation>ONNX Runtime 无法优化模型</translation>
    </message>
    <message>
        <source>out of memory for a tensor of {} bytes</source>
        <translation>{} 字节的张量内存不足</translation>
    </message>
    <message>
        <source>use a smaller input or fewer threads</source>
        <translation>请使用更小的输入或更少的线程</translation>
    </message>
    <message>
        <source>a tensor of type {} and shape {} can&apos;t be held in memory</source>
        <translation>类型 {}、形状 {} 的张量无法放入内存</translation>
    </message>
    <message>
        <source>a tensor of shape {} would take {} bytes</source>
        <translation>形状为 {} 的张量将占 {} 字节</translation>
    </message>
    <message>
        <source>give smaller dimensions</source>
        <translation>请给出更小的维度</translation>
    </message>
    <message>
        <source>a {} tensor of shape {} needs {} bytes, got {}</source>
        <translation>形状为 {1} 的 {0} 张量需要 {2} 字节，得到 {3}</translation>
    </message>
    <message>
        <source>an impossible number of</source>
        <translation>不可能的数量的</translation>
    </message>
    <message>
        <source>a string tensor of shape {} can&apos;t hold {} strings</source>
        <translation>形状为 {} 的字符串张量无法容纳 {} 个字符串</translation>
    </message>
    <message>
        <source>a tensor of shape {} can&apos;t be seen as {}</source>
        <translation>形状为 {} 的张量不能视为 {}</translation>
    </message>
    <message>
        <source>a value of type {} has no numbers to convert to float32</source>
        <translation>类型 {} 的值没有可转换为 float32 的数</translation>
    </message>
    <message>
        <source>a passive unit takes what it reads as it is</source>
        <translation>被动单元原样采用所读取的值</translation>
    </message>
    <message>
        <source>its unit is float: {}</source>
        <translation>其单元为浮点：{}</translation>
    </message>
    <message>
        <source>read as its producer gives it</source>
        <translation>按其生产者给出的方式读取</translation>
    </message>
    <message>
        <source>float was asked for</source>
        <translation>要求为浮点</translation>
    </message>
    <message>
        <source>follows {}, which is off: {}</source>
        <translation>跟随 {}，而后者未量化：{}</translation>
    </message>
    <message>
        <source>high-precision output ({})</source>
        <translation>高精度输出（{}）</translation>
    </message>
    <message>
        <source>only feeds shapes or indices</source>
        <translation>只供给形状或下标</translation>
    </message>
    <message>
        <source>a graph output that no quantized unit gives</source>
        <translation>并非由量化单元给出的图输出</translation>
    </message>
    <message>
        <source>no quantized unit reads it</source>
        <translation>没有量化单元读取它</translation>
    </message>
    <message>
        <source>there is no {} &quot;{}&quot;, {}</source>
        <translation>没有{}“{}”，{}</translation>
    </message>
    <message>
        <source>{} must be a number, not &quot;{}&quot;</source>
        <translation>{} 应为数，而不是“{}”</translation>
    </message>
    <message>
        <source>{} must be yes or no, not &quot;{}&quot;</source>
        <translation>{} 应为 yes 或 no，而不是“{}”</translation>
    </message>
    <message>
        <source>zero_point must be a whole number of at most 16 bits, not &quot;{}&quot;</source>
        <translation>zero_point 应为 16 位以内的整数，而不是“{}”</translation>
    </message>
    <message>
        <source>range must be LO:HI, not &quot;{}&quot;</source>
        <translation>range 应为 LO:HI，而不是“{}”</translation>
    </message>
    <message>
        <source>option</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>a quote is not closed</source>
        <translation>引号未闭合</translation>
    </message>
    <message>
        <source>port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>dtype</source>
        <translation> dtype </translation>
    </message>
    <message>
        <source>scheme</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>observer</source>
        <translation>观察器</translation>
    </message>
    <message>
        <source>a parameter of an observer is NAME=NUMBER, not &quot;{}&quot;</source>
        <translation>观察器的参数应为 NAME=NUMBER，而不是“{}”</translation>
    </message>
    <message>
        <source>{}
  {}</source>
        <translation>{}
  {}</translation>
    </message>
    <message>
        <source>correct it</source>
        <translation>请更正</translation>
    </message>
    <message>
        <source>correct these {} places</source>
        <translation>请更正这 {} 处</translation>
    </message>
    <message>
        <source>an entry is empty</source>
        <translation>有一项为空</translation>
    </message>
    <message>
        <source>&quot;float&quot; makes the whole unit float, so no other dtype can be given beside it; for the output alone write output=float</source>
        <translation>“float”使整个单元为浮点，因此旁边不能再给其他 dtype；只针对输出请写 output=float</translation>
    </message>
    <message>
        <source>&quot;unset&quot; stands alone</source>
        <translation>“unset”须单独使用</translation>
    </message>
    <message>
        <source>the configuration &quot;{}&quot; can&apos;t be read</source>
        <translation>无法读取配置“{}”</translation>
    </message>
    <message>
        <source>threshold {}</source>
        <translation>阈值 {}</translation>
    </message>
    <message>
        <source>range {}:{}</source>
        <translation>范围 {}:{}</translation>
    </message>
    <message>
        <source>{} fixed scales</source>
        <translation>{} 个固定 scale</translation>
    </message>
    <message>
        <source>scale {} zero point {}</source>
        <translation>scale {} 零点 {}</translation>
    </message>
    <message>
        <source>scale {}</source>
        <translation>scale {}</translation>
    </message>
    <message>
        <source>off: {}</source>
        <translation>未量化：{}</translation>
    </message>
    <message>
        <source>{} follows {}</source>
        <translation>{}，跟随 {}</translation>
    </message>
    <message>
        <source>affine</source>
        <translation>非对称</translation>
    </message>
    <message>
        <source>group {}</source>
        <translation>组 {}</translation>
    </message>
    <message>
        <source>it computes in {}</source>
        <translation>它以 {} 计算</translation>
    </message>
    <message>
        <source>it is {}, not float32</source>
        <translation>它是 {}，不是 float32</translation>
    </message>
    <message>
        <source>it only chooses; what it chooses from are units of their own</source>
        <translation>它只作选择；被选择的是各自独立的单元</translation>
    </message>
    <message>
        <source>it works on integers, shapes or conditions</source>
        <translation>它处理整数、形状或条件</translation>
    </message>
    <message>
        <source>{} does not know {} as one module</source>
        <translation>{} 不把 {} 视为一个模块</translation>
    </message>
    <message>
        <source>it is quantized in the file already and passes as it is</source>
        <translation>它在文件中已经量化，原样通过</translation>
    </message>
    <message>
        <source>it neither reads nor gives float32</source>
        <translation>它既不读取也不给出 float32</translation>
    </message>
    <message>
        <source>Quantbench does not know the operator {}</source>
        <translation>Quantbench 不认识算子 {}</translation>
    </message>
    <message>
        <source>it only feeds shapes or indices</source>
        <translation>它只供给形状或下标</translation>
    </message>
    <message>
        <source>{} Q/DQ pairs of the file lie on tensors that have no point here, or have no usable scale</source>
        <translation>文件中有 {} 对 Q/DQ 所在的张量在此没有量化点，或没有可用的 scale</translation>
    </message>
    <message>
        <source>see the points without a pair in the rules view</source>
        <translation>请在规则视图中查看没有 Q/DQ 对的点</translation>
    </message>
    <message>
        <source>the key &quot;{}&quot; stands twice in one object</source>
        <translation>键“{}”在一个对象中出现两次</translation>
    </message>
    <message>
        <source>{} is no JSON: {}</source>
        <translation>{}不是 JSON：{}</translation>
    </message>
    <message>
        <source>correct it at that place</source>
        <translation>请在该处更正</translation>
    </message>
    <message>
        <source>there is no key &quot;{}&quot;, {}</source>
        <translation>没有键“{}”，{}</translation>
    </message>
    <message>
        <source>must be an object, {{...}}</source>
        <translation>应为对象 {{...}}</translation>
    </message>
    <message>
        <source>must be a text in quotes</source>
        <translation>应为带引号的文本</translation>
    </message>
    <message>
        <source>must be a number</source>
        <translation>应为数</translation>
    </message>
    <message>
        <source>must be true or false</source>
        <translation>应为 true 或 false</translation>
    </message>
    <message>
        <source>must be a list of texts</source>
        <translation>应为文本的列表</translation>
    </message>
    <message>
        <source>must be the name of a dtype</source>
        <translation>应为 dtype 的名称</translation>
    </message>
    <message>
        <source>there is no &quot;{}&quot;, {}</source>
        <translation>没有“{}”，{}</translation>
    </message>
    <message>
        <source>must be a whole number of at most 16 bits</source>
        <translation>应为 16 位以内的整数</translation>
    </message>
    <message>
        <source>must be [LO, HI]</source>
        <translation>应为 [LO, HI]</translation>
    </message>
    <message>
        <source>params need an observer beside them</source>
        <translation>params 旁边需要观察器</translation>
    </message>
    <message>
        <source>{} must be a number</source>
        <translation>{} 应为数</translation>
    </message>
    <message>
        <source>a fixed scale is no power of two, which the target needs; the next one above is used</source>
        <translation>固定的 scale 不是 2 的幂，而目标平台要求如此；使用上一个较大的 2 的幂</translation>
    </message>
    <message>
        <source>fix a power of two</source>
        <translation>请固定为 2 的幂</translation>
    </message>
    <message>
        <source>no ranges per channel were recorded, so it has one scale for all</source>
        <translation>没有记录各通道的范围，因此所有通道共用 scale</translation>
    </message>
    <message>
        <source>calibrate again</source>
        <translation>请重新校准</translation>
    </message>
    <message>
        <source>{} was never observed and stays float</source>
        <translation>{} 从未被观察，保持浮点</translation>
    </message>
    <message>
        <source>calibrate on samples that reach it, or fix its scale</source>
        <translation>请用能到达它的样本校准，或固定其 scale</translation>
    </message>
    <message>
        <source>the bias of {} would not fit into 32 bits at s_in * s_w, so the weight&apos;s scale is raised on {} channels</source>
        <translation>{} 的偏置在 s_in * s_w 下放不进 32 位，因此 {} 个通道的权重 scale 被增大</translation>
    </message>
    <message>
        <source>give the input or the weight a coarser grid</source>
        <translation>请给输入或权重更粗的网格</translation>
    </message>
    <message>
        <source>there is no profile &quot;{}&quot;</source>
        <translation>没有目标平台“{}”</translation>
    </message>
    <message>
        <source>the profile &quot;{}&quot; extends itself</source>
        <translation>目标平台“{}”扩展了自身</translation>
    </message>
    <message>
        <source>end the circle of &quot;extends&quot;</source>
        <translation>请消除“extends”的循环</translation>
    </message>
    <message>
        <source>the key &quot;{}&quot; is missing</source>
        <translation>缺少键“{}”</translation>
    </message>
    <message>
        <source>must be 0.01 to 100</source>
        <translation>应为 0.01 到 100</translation>
    </message>
    <message>
        <source>must say dtype, observer and scheme</source>
        <translation>应说明 dtype、observer 和 scheme</translation>
    </message>
    <message>
        <source>{} is in another class already</source>
        <translation>{} 已在另一类中</translation>
    </message>
    <message>
        <source>the target has no such operator</source>
        <translation>目标平台没有此算子</translation>
    </message>
    <message>
        <source>must be a list of dtypes</source>
        <translation>应为 dtype 的列表</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is no port</source>
        <translation>“{}”不是端口</translation>
    </message>
    <message>
        <source>the profile</source>
        <translation>目标平台文件</translation>
    </message>
    <message>
        <source>the profile can&apos;t be used</source>
        <translation>无法使用目标平台文件</translation>
    </message>
    <message>
        <source>threshold, scale and range exclude each other, give just one</source>
        <translation>阈值、scale 和范围互斥，请只给一个</translation>
    </message>
    <message>
        <source>the threshold {} is not positive and finite</source>
        <translation>阈值 {} 不是有限的正数</translation>
    </message>
    <message>
        <source>the scale {} is not positive and finite</source>
        <translation>scale {} 不是有限的正数</translation>
    </message>
    <message>
        <source>the range {}:{} is empty, give the lower end first</source>
        <translation>范围 {}:{} 为空，请先给较小的一端</translation>
    </message>
    <message>
        <source>the range {}:{} does not hold 0, which every grid must</source>
        <translation>范围 {}:{} 不含 0，而每个网格都必须含 0</translation>
    </message>
    <message>
        <source>a zero point needs a scale beside it</source>
        <translation>零点旁边需要 scale</translation>
    </message>
    <message>
        <source>the zero point {} is not on the grid of {}</source>
        <translation>零点 {} 不在 {} 的网格上</translation>
    </message>
    <message>
        <source>int32 is for biases and high-precision outputs, it can&apos;t be asked for</source>
        <translation>int32 用于偏置和高精度输出，不能要求</translation>
    </message>
    <message>
        <source>int4 is for weights only</source>
        <translation>int4 仅用于权重</translation>
    </message>
    <message>
        <source>only weights have a scale per channel</source>
        <translation>只有权重才能每通道一个 scale</translation>
    </message>
    <message>
        <source>{} has no scale</source>
        <translation>{} 没有 scale</translation>
    </message>
    <message>
        <source>it is longer than 1,000 signs</source>
        <translation>长度超过 1,000 个字符</translation>
    </message>
    <message>
        <source>a ) stands without its (</source>
        <translation>) 没有对应的 (</translation>
    </message>
    <message>
        <source>the expression &quot;{}&quot; is wrong at position {}: {}</source>
        <translation>表达式“{}”在位置 {} 有误：{}</translation>
    </message>
    <message>
        <source>it grows beyond 10,000 steps</source>
        <translation>超过 10,000 步</translation>
    </message>
    <message>
        <source>brackets are nested deeper than 50</source>
        <translation>括号嵌套超过 50 层</translation>
    </message>
    <message>
        <source>a number was expected</source>
        <translation>此处应为数</translation>
    </message>
    <message>
        <source>more than 1,000 repetitions</source>
        <translation>重复超过 1,000 次</translation>
    </message>
    <message>
        <source>{{m,n}} is not closed or its ends are turned round</source>
        <translation>{{m,n}} 未闭合，或两端颠倒</translation>
    </message>
    <message>
        <source>nothing stands before it to repeat</source>
        <translation>其前面没有可重复的内容</translation>
    </message>
    <message>
        <source>a ( is not closed</source>
        <translation>( 未闭合</translation>
    </message>
    <message>
        <source>a \ stands last</source>
        <translation>\ 位于末尾</translation>
    </message>
    <message>
        <source>there is no \{}</source>
        <translation>没有 \{}</translation>
    </message>
    <message>
        <source>a [ is not closed</source>
        <translation>[ 未闭合</translation>
    </message>
    <message>
        <source>a range in [ ] is turned round</source>
        <translation>[ ] 中的范围颠倒</translation>
    </message>
    <message>
        <source>default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>rule {}</source>
        <translation>规则 {}</translation>
    </message>
    <message>
        <source>{}, as its unit&apos;s output</source>
        <translation>{}，与其单元的输出相同</translation>
    </message>
    <message>
        <source>default of {}</source>
        <translation>{} 的默认值</translation>
    </message>
    <message>
        <source>{} is for every unit and was taken before every other dtype rule</source>
        <translation>{} 针对所有单元，已先于其他 dtype 规则应用</translation>
    </message>
    <message>
        <source>put it first</source>
        <translation>请将其放在首位</translation>
    </message>
    <message>
        <source>{}, no pair in the file</source>
        <translation>{}，文件中没有 Q/DQ 对</translation>
    </message>
    <message>
        <source>float, the whole unit: {}</source>
        <translation>浮点，整个单元：{}</translation>
    </message>
    <message>
        <source>{} has no port &quot;{}&quot; that could be quantized</source>
        <translation>{} 没有可量化的端口“{}”</translation>
    </message>
    <message>
        <source>see the points of the unit</source>
        <translation>请查看该单元的点</translation>
    </message>
    <message>
        <source> (and {} more)</source>
        <translation>（及另外 {} 个）</translation>
    </message>
    <message>
        <source>{} has no effect on {}{}, which stays float: {}</source>
        <translation>{} 对 {}{} 无效，后者保持浮点：{}</translation>
    </message>
    <message>
        <source>remove the rule</source>
        <translation>请删除该规则</translation>
    </message>
    <message>
        <source>{} has no effect on {}{}, which owns no scale and follows {}</source>
        <translation>{} 对 {}{} 无效，后者没有自己的 scale，跟随 {}</translation>
    </message>
    <message>
        <source>configure {} instead</source>
        <translation>请改为配置 {}</translation>
    </message>
    <message>
        <source>see the names in the list of units</source>
        <translation>请在单元列表中查看名称</translation>
    </message>
    <message>
        <source>no unit is named &quot;{}&quot;</source>
        <translation>没有名为“{}”的单元</translation>
    </message>
    <message>
        <source>no unit is of the type &quot;{}&quot;</source>
        <translation>没有类型为“{}”的单元</translation>
    </message>
    <message>
        <source>{}, on the way to the grid of {}</source>
        <translation>{}，位于通往 {} 坐标网格的路径上</translation>
    </message>
    <message>
        <source>{} gives a graph output but can&apos;t have a high-precision output: {}</source>
        <translation>{} 给出图的输出，但不能有高精度输出：{}</translation>
    </message>
    <message>
        <source>{}, high-precision output</source>
        <translation>{}，高精度输出</translation>
    </message>
    <message>
        <source>{}, not among the worst</source>
        <translation>{}，不在最差之列</translation>
    </message>
    <message>
        <source>no unit fits &quot;{}&quot;</source>
        <translation>没有单元符合“{}”</translation>
    </message>
    <message>
        <source>float by {}</source>
        <translation>由{}设为浮点</translation>
    </message>
    <message>
        <source>one scale per channel: only depthwise convolutions read it</source>
        <translation>每通道一个 scale：只有逐深度卷积读取它</translation>
    </message>
    <message>
        <source>the zero point {} of {} is not on the grid of {}</source>
        <translation>{1} 的零点 {0} 不在 {2} 的网格上</translation>
    </message>
    <message>
        <source>choose another zero point or dtype</source>
        <translation>请另选零点或 dtype</translation>
    </message>
    <message>
        <source>keeps the range of the file&apos;s {} grid</source>
        <translation>保持文件中 {} 网格的范围</translation>
    </message>
    <message>
        <source>{} is {}, but its values were {} in the file: a finer dtype gains nothing</source>
        <translation>{} 为 {}，但其值在文件中是 {}：更精细的 dtype 没有收益</translation>
    </message>
    <message>
        <source>import the float model to gain from a finer weight</source>
        <translation>请导入浮点模型，更精细的权重才有收益</translation>
    </message>
    <message>
        <source>follows {}: {} owns no scale</source>
        <translation>跟随 {}：{} 没有自己的 scale</translation>
    </message>
    <message>
        <source>{} and {} share one scale but have different fixed grids; that of {} counts</source>
        <translation>{} 与 {} 共用 scale，但固定的网格不同；以{}为准</translation>
    </message>
    <message>
        <source>give both the same grid</source>
        <translation>请给两者相同的网格</translation>
    </message>
    <message>
        <source>the grid is that of {}, with which it shares its scale</source>
        <translation>网格取自 {}，两者共用 scale</translation>
    </message>
    <message>
        <source>{} was asked to be {} and is {}: {}</source>
        <translation>{} 要求为 {}，实际为 {}：{}</translation>
    </message>
    <message>
        <source>see its story</source>
        <translation>请看其经过</translation>
    </message>
    <message>
        <source>{} points that are {} in the file are {} here, e.g. {}: {}</source>
        <translation>文件中为 {1} 的 {0} 个点在此为 {2}，例如 {3}：{4}</translation>
    </message>
    <message>
        <source>{} decides about no point: later rules say otherwise, or it fits nothing</source>
        <translation>{} 不决定任何点：后面的规则另有规定，或没有符合的对象</translation>
    </message>
    <message>
        <source>remove it, or move it down</source>
        <translation>请删除，或下移</translation>
    </message>
    <message>
        <source>there is no preset &quot;{}&quot;</source>
        <translation>没有预设“{}”</translation>
    </message>
    <message>
        <source>there are default and int16</source>
        <translation>可用的有 default 和 int16</translation>
    </message>
    <message>
        <source>has no &quot;type&quot;</source>
        <translation>没有“type”</translation>
    </message>
    <message>
        <source>a Reference gives no dtype; ModuleName with the name &quot;&quot; gives one to every unit</source>
        <translation>Reference 不给出 dtype；名称为“”的 ModuleName 可给所有单元设定</translation>
    </message>
    <message>
        <source>has no &quot;input_dtypes&quot;</source>
        <translation>没有“input_dtypes”</translation>
    </message>
    <message>
        <source>must be one dtype or [left, right]</source>
        <translation>应为一个 dtype 或 [左, 右]</translation>
    </message>
    <message>
        <source>has no &quot;table&quot;</source>
        <translation>没有“table”</translation>
    </message>
    <message>
        <source>has both &quot;top_k&quot; and &quot;ratio&quot;, give one</source>
        <translation>同时有“top_k”和“ratio”，请只给一个</translation>
    </message>
    <message>
        <source>needs &quot;top_k&quot; (a count) or &quot;ratio&quot; (0 to 1)</source>
        <translation>需要“top_k”（个数）或“ratio”（0 到 1）</translation>
    </message>
    <message>
        <source>must be a count: a whole number without a point; a share is &quot;ratio&quot;</source>
        <translation>应为个数：不带小数点的整数；比例请用“ratio”</translation>
    </message>
    <message>
        <source>{} is not between 0 and 1; a count is &quot;top_k&quot;</source>
        <translation>{} 不在 0 与 1 之间；个数请用“top_k”</translation>
    </message>
    <message>
        <source>must be a file name, a list of [name, type], or a list of these</source>
        <translation>应为文件名、[名称, 类型] 的列表，或这些的列表</translation>
    </message>
    <message>
        <source>must be [name, &quot;activation&quot; or &quot;weight&quot;]</source>
        <translation>应为 [名称, &quot;activation&quot; 或 &quot;weight&quot;]</translation>
    </message>
    <message>
        <source>needs either a &quot;selector&quot; or a list of &quot;units&quot;</source>
        <translation>需要“selector”或“units”列表</translation>
    </message>
    <message>
        <source>a rule can&apos;t ask for dtypes or metrics, which it changes itself; list the units instead</source>
        <translation>规则不能按 dtype 或度量选择，因为它自身会改变它们；请改为列出单元</translation>
    </message>
    <message>
        <source>the rule file</source>
        <translation>规则文件</translation>
    </message>
    <message>
        <source>must be 1, the version of the format that this program reads</source>
        <translation>应为 1，即此程序所读取的格式版本</translation>
    </message>
    <message>
        <source>the rule file can&apos;t be used</source>
        <translation>无法使用规则文件</translation>
    </message>
    <message>
        <source>position {}: a quote is not closed</source>
        <translation>位置 {}：引号未闭合</translation>
    </message>
    <message>
        <source>there is no metric &quot;{}&quot;, {}</source>
        <translation>没有度量“{}”，{}</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is no number to compare {} with</source>
        <translation>“{}”不是可与 {} 比较的数</translation>
    </message>
    <message>
        <source>there are name:, module:, op: and dtype:; quote a name that holds a colon</source>
        <translation>可用的有 name:、module:、op: 和 dtype:；含冒号的名称请加引号</translation>
    </message>
    <message>
        <source>there is no &quot;{}:&quot;, {}</source>
        <translation>没有“{}:”，{}</translation>
    </message>
    <message>
        <source>nothing stands behind &quot;{}:&quot;</source>
        <translation>“{}:”之后没有内容</translation>
    </message>
    <message>
        <source>a term is empty</source>
        <translation>有一个条件为空</translation>
    </message>
    <message>
        <source>position {}: {}</source>
        <translation>位置 {}：{}</translation>
    </message>
    <message>
        <source>the selector &quot;{}&quot; can&apos;t be read</source>
        <translation>无法读取选择器“{}”</translation>
    </message>
    <message>
        <source>the head line has no column {}</source>
        <translation>表头没有列 {}</translation>
    </message>
    <message>
        <source>record {} has {} fields, the head line {}</source>
        <translation>第 {} 条记录有 {} 个字段，表头有 {} 个</translation>
    </message>
    <message>
        <source>record {}: sensitive_type is &quot;{}&quot;, not activation or weight</source>
        <translation>第 {} 条记录：sensitive_type 为“{}”，不是 activation 或 weight</translation>
    </message>
    <message>
        <source>the sensitivity table{}{} can&apos;t be read</source>
        <translation>无法读取敏感度表{}{}</translation>
    </message>
    <message>
        <source>the sensitivity table {} can&apos;t be read</source>
        <translation>无法读取敏感度表 {}</translation>
    </message>
    <message>
        <source>check its name and permissions</source>
        <translation>请检查其名称和权限</translation>
    </message>
    <message>
        <source>{} instead of {}: {}</source>
        <translation>{} 而非 {}：{}</translation>
    </message>
    <message>
        <source>stays {}, frozen, although {}</source>
        <translation>保持 {}，已冻结，尽管 {}</translation>
    </message>
    <message>
        <source>{} is frozen at {}, but {}</source>
        <translation>{} 冻结为 {}，但 {}</translation>
    </message>
    <message>
        <source>take the freeze back, or choose another dtype</source>
        <translation>请撤回冻结，或另选 dtype</translation>
    </message>
    <message>
        <source>{} has no {} at the {} of {}</source>
        <translation>{0} 的 {3} 的 {2} 不支持 {1}</translation>
    </message>
    <message>
        <source>not fused into {}: frozen</source>
        <translation>未融合进 {}：已冻结</translation>
    </message>
    <message>
        <source>off: {} runs as one with the residual {}, so nothing is rounded between them</source>
        <translation>未量化：{} 与残差 {} 合为一体运行，两者之间不舍入</translation>
    </message>
    <message>
        <source>it is frozen</source>
        <translation>它已冻结</translation>
    </message>
    <message>
        <source>it was lowered above</source>
        <translation>它已在上面被降低</translation>
    </message>
    <message>
        <source>stays {} although {}: {}</source>
        <translation>保持 {}，尽管 {}：{}</translation>
    </message>
    <message>
        <source>{} asks for {} at its {} ({})</source>
        <translation>{} 要求其 {2} 为 {1}（{3}）</translation>
    </message>
    <message>
        <source>{} takes no {} at the {} of {} ({})</source>
        <translation>{0} 的 {3}（{4}）的 {2} 不接受 {1}</translation>
    </message>
    <message>
        <source>the other operand of {} is {}, and {} takes one dtype</source>
        <translation>{} 的另一操作数为 {}，而 {} 只接受一种 dtype</translation>
    </message>
    <message>
        <source>it shares one scale with {} other points</source>
        <translation>它与另外 {} 个点共用 scale</translation>
    </message>
    <message>
        <source>{} reads {} as {}, but {}</source>
        <translation>{} 以 {2} 读取 {1}，但 {3}</translation>
    </message>
    <message>
        <source>give its source another dtype</source>
        <translation>请给其来源另一种 dtype</translation>
    </message>
    <message>
        <source>{} runs as one with {}, and then {} takes no {} as the other operand</source>
        <translation>{} 与 {} 合为一体运行，此时 {} 的另一操作数不接受 {}</translation>
    </message>
    <message>
        <source>{} reads {} as {}: {}</source>
        <translation>{} 以 {2} 读取 {1}：{3}</translation>
    </message>
    <message>
        <source>freeze {} to keep them apart</source>
        <translation>冻结 {} 可让两者分开</translation>
    </message>
    <message>
        <source>the other operand of {} is {}, which can&apos;t be raised, and {} takes one dtype</source>
        <translation>{} 的另一操作数为 {}，无法提升，而 {} 只接受一种 dtype</translation>
    </message>
    <message>
        <source>{} is a table function, which gives nothing wider than the {} that it reads; ask for its input too</source>
        <translation>{} 是查表函数，给出的不会宽于所读取的 {}；请同时要求其输入</translation>
    </message>
    <message>
        <source>{} computes {} with one 16-bit operand only</source>
        <translation>{} 计算 {} 时只能有一个 16 位操作数</translation>
    </message>
    <message>
        <source>it shares one scale with points that can&apos;t be raised</source>
        <translation>它与无法提升的点共用 scale</translation>
    </message>
    <message>
        <source>{} gives no high-precision output with two 16-bit operands</source>
        <translation>{} 在两个操作数均为 16 位时不给出高精度输出</translation>
    </message>
    <message>
        <source>{} gives a graph output but can&apos;t have a high-precision output: both its operands are 16 bits wide</source>
        <translation>{} 给出图的输出，但不能有高精度输出：其两个操作数均为 16 位</translation>
    </message>
    <message>
        <source>{} instead of {}: {} gives {}{}</source>
        <translation>{} 而非 {}：{} 给出 {}{}</translation>
    </message>
    <message>
        <source>, {}</source>
        <translation>，{}</translation>
    </message>
    <message>
        <source>it is the result of a branch</source>
        <translation>它是分支的结果</translation>
    </message>
    <message>
        <source>nobody reads it</source>
        <translation>没有单元读取它</translation>
    </message>
    <message>
        <source>also read by {}</source>
        <translation>还被 {} 读取</translation>
    </message>
    <message>
        <source>{} is not GEMM-like</source>
        <translation>{} 不是类 GEMM 算子</translation>
    </message>
    <message>
        <source>stored statistics are damaged</source>
        <translation>保存的统计数据已损坏</translation>
    </message>
    <message>
        <source>{} needs the statistics of every sample, which are not at hand</source>
        <translation>{} 需要每个样本的统计数据，而目前没有</translation>
    </message>
    <message>
        <source>give the stored rows per sample back first</source>
        <translation>请先放回保存的各样本记录</translation>
    </message>
    <message>
        <source>the moving average</source>
        <translation>滑动平均</translation>
    </message>
    <message>
        <source>{} NaN and {} infinite values were seen and left out</source>
        <translation>见到 {} 个 NaN 和 {} 个无穷值，已略去</translation>
    </message>
    <message>
        <source>find the unit that makes them</source>
        <translation>请找出产生它们的单元</translation>
    </message>
    <message>
        <source>no value was ever observed here; the scale 1 means nothing</source>
        <translation>此处从未观察到任何值；scale 1 没有意义</translation>
    </message>
    <message>
        <source>calibrate on data that reach this point</source>
        <translation>请用能到达此点的数据校准</translation>
    </message>
    <message>
        <source>all observed values are 0; the scale is 1</source>
        <translation>观察到的值全为 0；scale 为 1</translation>
    </message>
    <message>
        <source>check the calibration data</source>
        <translation>请检查校准数据</translation>
    </message>
    <message>
        <source>int32 is for biases and outputs of high precision and has no scale of its own</source>
        <translation>int32 用于偏置和高精度输出，没有自己的 scale</translation>
    </message>
    <message>
        <source>choose a type of 16 bits or fewer, or a float type</source>
        <translation>请选择 16 位以内的类型，或浮点类型</translation>
    </message>
    <message>
        <source>this point has no ranges per channel</source>
        <translation>此点没有各通道的范围</translation>
    </message>
    <message>
        <source>a float type has no scales</source>
        <translation>浮点类型没有 scale</translation>
    </message>
    <message>
        <source>observe it with its channel axis, or calibrate per tensor</source>
        <translation>请按其通道轴观察，或逐张量校准</translation>
    </message>
    <message>
        <source>the error under scales per channel can&apos;t be told from the histogram of the whole tensor</source>
        <translation>无法由整个张量的直方图得知逐通道 scale 下的误差</translation>
    </message>
    <message>
        <source>a tensor of shape {} has no axis {}</source>
        <translation>形状为 {} 的张量没有轴 {}</translation>
    </message>
    <message>
        <source>give the axis that the channels lie along</source>
        <translation>请给出通道所在的轴</translation>
    </message>
    <message>
        <source>kl means nothing on the {} levels of {}; the observed range is used</source>
        <translation>kl 对 {1} 的 {0} 级没有意义；使用观察到的范围</translation>
    </message>
    <message>
        <source>choose min_max or mse</source>
        <translation>请选择 min_max 或 mse</translation>
    </message>
    <message>
        <source>the fixed scale {} is no power of two; {} is used</source>
        <translation>固定的 scale {} 不是 2 的幂；使用 {}</translation>
    </message>
    <message>
        <source>{} leaves nothing but 0 of values up to {:.6g}</source>
        <translation>{} 将直到 {} 的值全部变为 0</translation>
    </message>
    <message>
        <source>choose another method or larger parameters</source>
        <translation>请选择其他方法或更大的参数</translation>
    </message>
    <message>
        <source>{} without a zero point can&apos;t hold values down to {:.6g}</source>
        <translation>没有零点的 {} 无法容纳低至 {} 的值</translation>
    </message>
    <message>
        <source>use a signed type or the affine scheme</source>
        <translation>请使用有符号类型或非对称方案</translation>
    </message>
    <message>
        <source>{} gives {:.1f} dB on the stored data where min_max gives {:.1f} dB</source>
        <translation>{} 在保存的数据上给出 {} dB，而 min_max 给出 {} dB</translation>
    </message>
    <message>
        <source>it takes none</source>
        <translation>它不接受参数</translation>
    </message>
    <message>
        <source>it takes {}</source>
        <translation>它接受 {}</translation>
    </message>
    <message>
        <source>{} has no parameter {}</source>
        <translation>{} 没有参数 {}</translation>
    </message>
    <message>
        <source>percentile is in percent, and {} % would clip nearly everything</source>
        <translation>percentile 以百分数表示，{} % 会截断几乎全部的值</translation>
    </message>
    <message>
        <source>did you mean {:.10g} %?</source>
        <translation>是否指 {} %？</translation>
    </message>
    <message>
        <source>{} {} of {} is out of range</source>
        <translation>{2} 的 {0} {1} 超出范围</translation>
    </message>
    <message>
        <source>give {} to {}</source>
        <translation>请给出 {} 到 {}</translation>
    </message>
    <message>
        <source>{} {} of {} is not a whole number</source>
        <translation>{2} 的 {0} {1} 不是整数</translation>
    </message>
    <message>
        <source>give a whole number</source>
        <translation>请给出整数</translation>
    </message>
    <message>
        <source>fixed_scale was given {} of scale, threshold and range</source>
        <translation>fixed_scale 得到了 scale、threshold 和 range 中的 {} 个</translation>
    </message>
    <message>
        <source>give just one of them</source>
        <translation>请只给其中一个</translation>
    </message>
    <message>
        <source>the fixed range is empty</source>
        <translation>固定的范围为空</translation>
    </message>
    <message>
        <source>give range_lo below range_hi</source>
        <translation>请让 range_lo 小于 range_hi</translation>
    </message>
    <message>
        <source>give the scale, or a range</source>
        <translation>请给出 scale，或范围</translation>
    </message>
    <message>
        <source>clip from {} to {} leaves nothing</source>
        <translation>从 {} 到 {} 的截断什么也不留</translation>
    </message>
    <message>
        <source>give xmin below xmax</source>
        <translation>请让 xmin 小于 xmax</translation>
    </message>
    <message>
        <source>kl needs more bins than levels</source>
        <translation>kl 需要的区间数多于级数</translation>
    </message>
    <message>
        <source>raise bins</source>
        <translation>请增大 bins</translation>
    </message>
    <message>
        <source>a float type has no scale</source>
        <translation>浮点类型没有 scale</translation>
    </message>
    <message>
        <source>{} scales {}</source>
        <translation>{1}有 {0} 个 scale</translation>
    </message>
    <message>
        <source>per tensor</source>
        <translation>逐张量</translation>
    </message>
    <message>
        <source>per channel</source>
        <translation>逐通道</translation>
    </message>
    <message>
        <source>{} zero points beside {} scales</source>
        <translation>{} 个零点，却有 {} 个 scale</translation>
    </message>
    <message>
        <source>impossible quantization parameters: {}</source>
        <translation>量化参数不可能：{}</translation>
    </message>
    <message>
        <source>correct them where they were given</source>
        <translation>请在给出它们的地方更正</translation>
    </message>
    <message>
        <source>a tensor of shape {} can&apos;t take {} scales along axis {}</source>
        <translation>形状为 {} 的张量无法沿轴 {2} 取 {1} 个 scale</translation>
    </message>
    <message>
        <source>calibrate this point again</source>
        <translation>请重新校准此点</translation>
    </message>
    <message>
        <source>only float32 tensors can be quantized, not {}</source>
        <translation>只有 float32 张量可以量化，{} 不行</translation>
    </message>
    <message>
        <source>statistics are of float32 tensors, not of {}</source>
        <translation>统计数据针对 float32 张量，而不是 {}</translation>
    </message>
    <message>
        <source>sample {} was observed twice at one point</source>
        <translation>样本 {} 在同一点被观察了两次</translation>
    </message>
    <message>
        <source>sample {} is in both statistics that are to be merged</source>
        <translation>要合并的两份统计数据都含样本 {}</translation>
    </message>
    <message>
        <source>merge statistics of different samples</source>
        <translation>请合并不同样本的统计数据</translation>
    </message>
    <message>
        <source>the stored row of sample {} belongs to other statistics</source>
        <translation>样本 {} 的保存记录属于另一份统计数据</translation>
    </message>
    <message>
        <source>a tensor of {} can&apos;t be dequantized as {}</source>
        <translation>{} 的张量无法按 {} 反量化</translation>
    </message>
    <message>
        <source>{} of {} weights are NaN or infinite and were left out</source>
        <translation>{1} 个权重中有 {0} 个为 NaN 或无穷，已略去</translation>
    </message>
    <message>
        <source>mend the model&apos;s weights</source>
        <translation>请修复模型的权重</translation>
    </message>
    <message>
        <source>all weights are 0; the scale is 1</source>
        <translation>权重全为 0；scale 为 1</translation>
    </message>
    <message>
        <source>check the model</source>
        <translation>请检查模型</translation>
    </message>
    <message>
        <source>weights are calibrated as float32, not as {}</source>
        <translation>权重以 float32 校准，而不是 {}</translation>
    </message>
    <message>
        <source>int32 is for biases, whose scale follows from input and weight</source>
        <translation>int32 用于偏置，其 scale 由输入和权重决定</translation>
    </message>
    <message>
        <source>choose a type of 16 bits or fewer</source>
        <translation>请选择 16 位以内的类型</translation>
    </message>
    <message>
        <source>the model can&apos;t be run: {}</source>
        <translation>无法运行模型：{}</translation>
    </message>
    <message>
        <source>inspect and rules still work; use a runtime or a model whose operators are known</source>
        <translation>查看和规则仍可使用；请换用认识其算子的运行时或模型</translation>
    </message>
    <message>
        <source>the model has {} inputs, {} were given</source>
        <translation>模型有 {} 个输入，给出了 {} 个</translation>
    </message>
    <message>
        <source>the condition of &quot;{}&quot; is no single value</source>
        <translation>“{}”的条件不是单个值</translation>
    </message>
    <message>
        <source>unit &quot;{}&quot; failed: {}</source>
        <translation>单元“{}”失败：{}</translation>
    </message>
    <message>
        <source>unit &quot;{}&quot; ({}) can&apos;t be run: {}</source>
        <translation>无法运行单元“{}”（{}）：{}</translation>
    </message>
    <message>
        <source>keep it out of the model, or use a runtime that has its operator</source>
        <translation>请将其从模型中去掉，或使用有该算子的运行时</translation>
    </message>
    <message>
        <source>sample {} ({})</source>
        <translation>样本 {}（{}）</translation>
    </message>
    <message>
        <source>{}, rank {} of {}</source>
        <translation>{}，第 {} 名（共 {} 个）</translation>
    </message>
    <message>
        <source>{} by {}</source>
        <translation>{}，按 {}</translation>
    </message>
    <message>
        <source>{} by {} of {}</source>
        <translation>{}，按 {2} 的 {1}</translation>
    </message>
    <message>
        <source>{}, which holds {} NaN or infinite values</source>
        <translation>{}，含 {} 个 NaN 或无穷值</translation>
    </message>
    <message>
        <source>there are {} of them, from {} to {}</source>
        <translation>共有 {} 个，从 {} 到 {}</translation>
    </message>
    <message>
        <source>{} is not bad: by no output and metric is it in the worst tenth</source>
        <translation>{} 并不坏：按任何输出和度量都不在最差的十分之一之中</translation>
    </message>
    <message>
        <source>the bad case in the study can&apos;t be read</source>
        <translation>无法读取研究文件中的坏样本</translation>
    </message>
    <message>
        <source>the study&apos;s bad case, {}, is of other data, so all evaluation samples are used</source>
        <translation>研究文件的坏样本 {} 属于其他数据，因此使用全部评估样本</translation>
    </message>
    <message>
        <source>the study&apos;s bad case, {}, was another one when it was chosen: its file has changed, so all evaluation samples are used</source>
        <translation>研究文件的坏样本 {} 在选定之后已改变（文件内容不同），因此使用全部评估样本</translation>
    </message>
    <message>
        <source>this file of bad cases is newer than the program</source>
        <translation>此坏样本文件比程序新</translation>
    </message>
    <message>
        <source>use a newer version</source>
        <translation>请使用更新的版本</translation>
    </message>
    <message>
        <source>it is of another model</source>
        <translation>它属于另一个模型</translation>
    </message>
    <message>
        <source>its sample {} is not there, the data have {}</source>
        <translation>没有它的样本 {}，数据有 {} 个</translation>
    </message>
    <message>
        <source>its sample {} is {}, here it is {}</source>
        <translation>它的样本 {} 为 {}，此处为 {}</translation>
    </message>
    <message>
        <source>its data are others, or preprocessed in another way</source>
        <translation>它的数据不同，或预处理方式不同</translation>
    </message>
    <message>
        <source>{} holds something else here</source>
        <translation>{} 在此处的内容不同</translation>
    </message>
    <message>
        <source>the bad case does not fit: {}</source>
        <translation>坏样本不匹配：{}</translation>
    </message>
    <message>
        <source>give the study the model and data that it was found on, or find it again</source>
        <translation>请给研究文件指定当初找到它的模型和数据，或重新查找</translation>
    </message>
    <message>
        <source>the bad case was found under another configuration, under which its rank was {} of {}</source>
        <translation>坏样本是在另一配置下找到的，当时排第 {} 名（共 {} 个）</translation>
    </message>
    <message>
        <source>a result of {} bytes is too large for a study</source>
        <translation>{} 字节的结果对研究文件过大</translation>
    </message>
    <message>
        <source>use fewer samples</source>
        <translation>请使用更少的样本</translation>
    </message>
    <message>
        <source>can&apos;t open the study {}: {}</source>
        <translation>无法打开研究文件 {}：{}</translation>
    </message>
    <message>
        <source>check that the folder exists and its permissions</source>
        <translation>请检查文件夹是否存在及其权限</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>free some space and go on; the study holds everything up to its last save</source>
        <translation>请释放一些空间后继续；研究文件保有上次保存之前的一切</translation>
    </message>
    <message>
        <source>it was moved or deleted while it was open</source>
        <translation>它在打开期间被移动或删除</translation>
    </message>
    <message>
        <source>save a copy under another name</source>
        <translation>请以另一名称保存副本</translation>
    </message>
    <message>
        <source>the file or its folder can&apos;t be written</source>
        <translation>文件或其文件夹不可写</translation>
    </message>
    <message>
        <source>check the permissions or work on a copy elsewhere</source>
        <translation>请检查权限，或在别处的副本上工作</translation>
    </message>
    <message>
        <source>another program holds it</source>
        <translation>另一程序正占用它</translation>
    </message>
    <message>
        <source>try again when the other program is done</source>
        <translation>请在另一程序结束后重试</translation>
    </message>
    <message>
        <source>reading or writing failed</source>
        <translation>读写失败</translation>
    </message>
    <message>
        <source>check the disk; the study holds everything up to its last save</source>
        <translation>请检查磁盘；研究文件保有上次保存之前的一切</translation>
    </message>
    <message>
        <source>there is not enough memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>close other programs</source>
        <translation>请关闭其他程序</translation>
    </message>
    <message>
        <source>it is no study</source>
        <translation>它不是研究文件</translation>
    </message>
    <message>
        <source>give a file that Quantbench has made</source>
        <translation>请给出由 Quantbench 创建的文件</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>它已损坏</translation>
    </message>
    <message>
        <source>use a copy, or make the study anew; nothing was written to this file</source>
        <translation>请使用副本，或重新创建研究文件；没有写入此文件</translation>
    </message>
    <message>
        <source>{} is no study</source>
        <translation>{} 不是研究文件</translation>
    </message>
    <message>
        <source>{} was written by a newer Quantbench (format {}, this one knows up to {})</source>
        <translation>{} 由更新的 Quantbench 写出（格式 {}，此版本最高支持 {}）</translation>
    </message>
    <message>
        <source>open it with a newer Quantbench; the file has not been touched</source>
        <translation>请用更新的 Quantbench 打开；文件未被改动</translation>
    </message>
    <message>
        <source>its tables are not those of a study</source>
        <translation>其中的表不是研究文件的表</translation>
    </message>
    <message>
        <source>the study {} was opened for reading only</source>
        <translation>研究文件 {} 以只读方式打开</translation>
    </message>
    <message>
        <source>open it for writing</source>
        <translation>请以可写方式打开</translation>
    </message>
    <message>
        <source>the study {} is damaged, so nothing is written to it</source>
        <translation>研究文件 {} 已损坏，因此不写入</translation>
    </message>
    <message>
        <source>use a copy, or make the study anew</source>
        <translation>请使用副本，或重新创建研究文件</translation>
    </message>
    <message>
        <source>the study {} can&apos;t be written</source>
        <translation>研究文件 {} 不可写</translation>
    </message>
    <message>
        <source>the study {}: {}</source>
        <translation>研究文件 {}：{}</translation>
    </message>
    <message>
        <source>the study {} is damaged: {}</source>
        <translation>研究文件 {} 已损坏：{}</translation>
    </message>
    <message>
        <source>the copy {}: {}</source>
        <translation>副本 {}：{}</translation>
    </message>
    <message>
        <source>the calibration data can&apos;t be read any more: {}</source>
        <translation>无法再读取校准数据：{}</translation>
    </message>
    <message>
        <source>a result of an unknown kind</source>
        <translation>未知类型的结果</translation>
    </message>
    <message>
        <source>the record of {} is not what was written</source>
        <translation>{} 的记录与写入时不同</translation>
    </message>
    <message>
        <source>statistics without the name of their point</source>
        <translation>统计数据缺少其点的名称</translation>
    </message>
    <message>
        <source>the samples of {} are not those of its statistics</source>
        <translation>{} 的样本与其统计数据不符</translation>
    </message>
    <message>
        <source>the study holds statistics of samples of {} that are to be lost</source>
        <translation>研究文件中 {} 的样本统计数据将会丢失</translation>
    </message>
    <message>
        <source>clear them first</source>
        <translation>请先清除</translation>
    </message>
    <message>
        <source>rows of {} were taken out before they were stored</source>
        <translation>{} 的记录在保存之前被取出</translation>
    </message>
    <message>
        <source>the studies can&apos;t be merged: {}</source>
        <translation>无法合并研究文件：{}</translation>
    </message>
    <message>
        <source>the study holds statistics of another model or other data</source>
        <translation>研究文件中的统计数据属于另一模型或其他数据</translation>
    </message>
    <message>
        <source>they are the same</source>
        <translation>它们是同一个</translation>
    </message>
    <message>
        <source>name two studies</source>
        <translation>请给出两个研究文件</translation>
    </message>
    <message>
        <source>they were calibrated on different models</source>
        <translation>它们在不同的模型上校准</translation>
    </message>
    <message>
        <source>use the same model file for all shards</source>
        <translation>请对所有分片使用同一模型文件</translation>
    </message>
    <message>
        <source>they were calibrated on different data</source>
        <translation>它们在不同的数据上校准</translation>
    </message>
    <message>
        <source>use the same data and preprocessing for all shards</source>
        <translation>请对所有分片使用相同的数据和预处理</translation>
    </message>
    <message>
        <source>sample {} is in both</source>
        <translation>两者都含样本 {}</translation>
    </message>
    <message>
        <source>merge studies of different samples</source>
        <translation>请合并不同样本的研究文件</translation>
    </message>
    <message>
        <source>{} exists already</source>
        <translation>{} 已存在</translation>
    </message>
    <message>
        <source>open it, or choose another name</source>
        <translation>请打开它，或另选名称</translation>
    </message>
    <message>
        <source>there is no study {}</source>
        <translation>研究文件 {} 不存在</translation>
    </message>
    <message>
        <source>can&apos;t write the study {}: {}</source>
        <translation>无法写入研究文件 {}：{}</translation>
    </message>
    <message>
        <source>check the permissions of its folder</source>
        <translation>请检查其文件夹的权限</translation>
    </message>
    <message>
        <source>the text &quot;{}&quot; is not what was written</source>
        <translation>文本“{}”与写入时不同</translation>
    </message>
    <message>
        <source>the text &quot;{}&quot; is no fingerprint</source>
        <translation>文本“{}”不是指纹</translation>
    </message>
    <message>
        <source>there is no file {}</source>
        <translation>文件 {} 不存在</translation>
    </message>
    <message>
        <source>nothing can be written where the study lies: what is found out is not kept</source>
        <translation>研究文件所在之处不可写：结果不会保留</translation>
    </message>
    <message>
        <source>copy it to a folder of your own</source>
        <translation>请将其复制到自己的文件夹</translation>
    </message>
    <message>
        <source>no data was named</source>
        <translation>没有指定数据</translation>
    </message>
    <message>
        <source>what was observed so far comes from another model or other data</source>
        <translation>此前的观察来自另一模型或其他数据</translation>
    </message>
    <message>
        <source>{} of the samples that were observed have changed since, the first is sample {}</source>
        <translation>已观察的样本中有 {} 个此后发生了变化，第一个为样本 {}</translation>
    </message>
    <message>
        <source>{} of {} samples hold something else than when they were observed, the first is sample {}; the scales are those of the old ones</source>
        <translation>{1} 个样本中有 {0} 个的内容与观察时不同，第一个为样本 {2}；scale 仍是旧样本的</translation>
    </message>
    <message>
        <source>{} can&apos;t be run: {}</source>
        <translation>无法运行 {}：{}</translation>
    </message>
    <message>
        <source>float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>仿真</translation>
    </message>
    <message>
        <source>exported</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>there is no finding &quot;{}&quot;</source>
        <translation>没有发现“{}”</translation>
    </message>
    <message>
        <source>check X lists what it finds</source>
        <translation>check X 会列出其发现</translation>
    </message>
    <message>
        <source>there is no unit &quot;{}&quot;</source>
        <translation>没有单元“{}”</translation>
    </message>
    <message>
        <source>no rule can cure {}</source>
        <translation>没有规则能解决 {}</translation>
    </message>
    <message>
        <source>the study {} {}</source>
        <translation>研究文件 {} {}</translation>
    </message>
    <message>
        <source>can&apos;t be opened for writing: {} ({})</source>
        <translation>无法以可写方式打开：{}（{}）</translation>
    </message>
    <message>
        <source>check the permissions of its folder or work on a copy elsewhere</source>
        <translation>请检查其文件夹的权限，或在别处的副本上工作</translation>
    </message>
    <message>
        <source>is open in another process</source>
        <translation>已在另一进程中打开</translation>
    </message>
    <message>
        <source>is open in another process ({})</source>
        <translation>已在另一进程中打开（{}）</translation>
    </message>
    <message>
        <source>close it there, or open it for reading only</source>
        <translation>请在那里关闭，或以只读方式打开</translation>
    </message>
    <message>
        <source>can&apos;t be locked: {}</source>
        <translation>无法锁定：{}</translation>
    </message>
    <message>
        <source>work on a copy on a local disk</source>
        <translation>请在本地磁盘的副本上工作</translation>
    </message>
    <message>
        <source>a reference has no dtype</source>
        <translation>Reference 没有 dtype</translation>
    </message>
    <message>
        <source>recurrent operators stay float</source>
        <translation>循环算子保持浮点</translation>
    </message>
    <message>
        <source>a loop is one float unit, its body runs as it is</source>
        <translation>循环是一个浮点单元，其循环体原样运行</translation>
    </message>
    <message>
        <source>no sample has a value by which it could be chosen</source>
        <translation>没有样本具有可用来选择的值</translation>
    </message>
    <message>
        <source>two other samples at least are needed to say what is typical</source>
        <translation>至少需要另外两个样本才能说明什么是典型值</translation>
    </message>
    <message>
        <source>the sample has no error</source>
        <translation>该样本没有误差</translation>
    </message>
    <message>
        <source>a list of whole numbers</source>
        <translation>由整数组成的列表</translation>
    </message>
    <message>
        <source>samples that were added one by one belong to the data they were chosen from</source>
        <translation>逐个添加的样本属于选出它们的那份数据</translation>
    </message>
    <message>
        <source>nothing was calibrated yet, so there is nothing to add to</source>
        <translation>尚未校准，因此没有可供添加的对象</translation>
    </message>
    <message>
        <source>sample {} is of other data than the calibration samples, or is preprocessed in another way</source>
        <translation>样本 {} 与校准样本不属于同一数据，或预处理方式不同</translation>
    </message>
    <message>
        <source>copy its file to {} and calibrate again</source>
        <translation>请将其文件复制到 {} 后重新校准</translation>
    </message>
    <message>
        <source>{} speaks of tensors, so no name can be mapped</source>
        <translation>{} 按张量描述，因此不能映射名称</translation>
    </message>
    <message>
        <source>map names of modules and nodes only</source>
        <translation>只能映射模块和节点的名称</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is mapped to what is not there: {}</source>
        <translation>“{}”映射到的对象不存在：{}</translation>
    </message>
    <message>
        <source>unit, module or input</source>
        <translation>单元、模块或输入</translation>
    </message>
    <message>
        <source>inspect lists the units</source>
        <translation>inspect 命令会列出单元</translation>
    </message>
    <message>
        <source>what prepare() gets at {} shows only when the code runs</source>
        <translation>{} 处传给 prepare() 的内容只有运行代码才能知道</translation>
    </message>
    <message>
        <source>line {}, {}: {}</source>
        <translation>第 {} 行，{}：{}</translation>
    </message>
    <message>
        <source>of which module it speaks shows only when the code runs; set the unit&apos;s dtype here</source>
        <translation>它指的是哪个模块只有运行代码才能知道；请在此设置该单元的数据类型</translation>
    </message>
    <message>
        <source>the statement</source>
        <translation>语句</translation>
    </message>
    <message>
        <source>a statement about qconfigs: {}</source>
        <translation>一条与 qconfig 有关的语句：{}</translation>
    </message>
    <message>
        <source>{} (line {})</source>
        <translation>{}（第 {} 行）</translation>
    </message>
    <message>
        <source>{} of line {}: {}</source>
        <translation>第 {1} 行的 {0}：{2}</translation>
    </message>
    <message>
        <source>passed over, as nothing in it is about qconfigs: {} and {} more</source>
        <translation>因与 qconfig 无关而跳过：{}，另有 {} 处</translation>
    </message>
    <message>
        <source>passed over, as nothing in it is about qconfigs: {}</source>
        <translation>因与 qconfig 无关而跳过：{}</translation>
    </message>
    <message>
        <source>the code was read, not run: {}</source>
        <translation>代码只读取，不运行：{}</translation>
    </message>
    <message>
        <source>which templates these are shows only when the code runs</source>
        <translation>是哪些模板只有运行代码才能知道</translation>
    </message>
    <message>
        <source>which template that is shows only when the code runs</source>
        <translation>是哪个模板只有运行代码才能知道</translation>
    </message>
    <message>
        <source>which modules these are shows only when the code runs</source>
        <translation>是哪些模块只有运行代码才能知道</translation>
    </message>
    <message>
        <source>the QuantStub &quot;{}&quot; is taken for the input {}</source>
        <translation>QuantStub“{}”视为输入 {}</translation>
    </message>
    <message>
        <source>which table that is shows only when the code runs</source>
        <translation>是哪个表只有运行代码才能知道</translation>
    </message>
    <message>
        <source>which module that is shows only when the code runs</source>
        <translation>是哪个模块只有运行代码才能知道</translation>
    </message>
    <message>
        <source>which setter that is shows only when the code runs</source>
        <translation>是哪个 setter 只有运行代码才能知道</translation>
    </message>
    <message>
        <source>the tensor is not quantized now: {}</source>
        <translation>该张量现在不量化：{}</translation>
    </message>
    <message>
        <source>operators that the plugin generates have no such name in the ONNX file; map it to the unit</source>
        <translation>插件生成的算子在 ONNX 文件中没有这样的名称；请把它映射到单元</translation>
    </message>
    <message>
        <source>a DeQuantStub is a border to float; here the unit before it says how it comes out</source>
        <translation>DeQuantStub 是到浮点的边界；在此由它之前的单元决定如何输出</translation>
    </message>
    <message>
        <source>it reads as a QuantStub, and which input it stands before is not clear; map it to one of {}</source>
        <translation>它看起来是 QuantStub，但不清楚位于哪个输入之前；请把它映射到以下之一：{}</translation>
    </message>
    <message>
        <source>which qconfig that is shows only when the code runs</source>
        <translation>是哪个 qconfig 只有运行代码才能知道</translation>
    </message>
    <message>
        <source>the search here looks at every step</source>
        <translation>此处的搜索会检查每一步</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is missing before the line ends</source>
        <translation>行结束前缺少“{}”</translation>
    </message>
    <message>
        <source>&quot;{}&quot; is missing before &quot;{}&quot;</source>
        <translation>“{1}”之前缺少“{0}”</translation>
    </message>
    <message>
        <source>&quot;{}&quot; can&apos;t be followed without running the code</source>
        <translation>不运行代码就无法理解“{}”</translation>
    </message>
    <message>
        <source>too long</source>
        <translation>过长</translation>
    </message>
    <message>
        <source>this can&apos;t be called</source>
        <translation>此处不能调用</translation>
    </message>
    <message>
        <source>an item that only running the code would give</source>
        <translation>只有运行代码才能得到的元素</translation>
    </message>
    <message>
        <source>a value is missing</source>
        <translation>缺少值</translation>
    </message>
    <message>
        <source>a value is missing before &quot;{}&quot;</source>
        <translation>“{}”之前缺少值</translation>
    </message>
    <message>
        <source>an entry that only running the code would give</source>
        <translation>只有运行代码才能得到的条目</translation>
    </message>
    <message>
        <source>a value that only running the code would give</source>
        <translation>只有运行代码才能得到的值</translation>
    </message>
    <message>
        <source>only the first branch was read, its condition was not looked at</source>
        <translation>只读取了第一个分支，没有检查其条件</translation>
    </message>
    <message>
        <source>how often it runs is not known; what is in it was read once</source>
        <translation>运行次数未知；其中的内容只读取了一次</translation>
    </message>
    <message>
        <source>the {}</source>
        <translation>{} 语句</translation>
    </message>
    <message>
        <source>too many steps</source>
        <translation>步骤过多</translation>
    </message>
    <message>
        <source>a bracket is not closed</source>
        <translation>括号没有闭合</translation>
    </message>
    <message>
        <source>{}: {} of {} has no effect here</source>
        <translation>{}：{}（{}）在此无效</translation>
    </message>
    <message>
        <source>leave it out, or keep it for the tool that knows it</source>
        <translation>去掉它，或留给认识它的工具</translation>
    </message>
    <message>
        <source>--model says where the model of a study lies, and {} is none</source>
        <translation>--model 用于说明研究文件的模型在哪里，而 {} 不是研究文件</translation>
    </message>
    <message>
        <source>leave it out, or give the study</source>
        <translation>去掉它，或给出研究文件</translation>
    </message>
    <message>
        <source>the model of the study is not at {} any more</source>
        <translation>研究文件的模型已不在 {}</translation>
    </message>
    <message>
        <source>no graph output needs it</source>
        <translation>没有图输出需要它</translation>
    </message>
    <message>
        <source>used by {}</source>
        <translation>被 {} 使用</translation>
    </message>
    <message>
        <source>{} is not a tensor that the network computes</source>
        <translation>{} 不是网络计算出的张量</translation>
    </message>
    <message>
        <source>look at {}</source>
        <translation>查看 {}</translation>
    </message>
    <message>
        <source>{} holds no float values</source>
        <translation>{} 中不是浮点值</translation>
    </message>
    <message>
        <source>{}: no tensor or unit of this name</source>
        <translation>{}：没有这个名字的张量或单元</translation>
    </message>
    <message>
        <source>{}: several tensors could be meant</source>
        <translation>{}：可能指多个张量</translation>
    </message>
    <message>
        <source> ({})</source>
        <translation>（{}）</translation>
    </message>
    <message>
        <source>{}: {} has no scale in this configuration</source>
        <translation>{}：{} 在当前配置中没有 scale</translation>
    </message>
    <message>
        <source>the last float segment: {}</source>
        <translation>最后一个浮点段：{}</translation>
    </message>
    <message>
        <source>{} is the last GEMM-like unit before float units: only they read its output, and yet it is rounded to {}</source>
        <translation>{} 是浮点单元之前的最后一个 GEMM 类单元：只有浮点单元读取其输出，却仍舍入到 {}</translation>
    </message>
    <message>
        <source>high-precision output: output=float</source>
        <translation>高精度输出：output=float</translation>
    </message>
    <message>
        <source>a QuantStub stands there, for float readers and graph outputs too; the file can&apos;t say so</source>
        <translation>那里有 QuantStub，对浮点读取者和模型输出也量化；文件无法表达</translation>
    </message>
    <message>
        <source>a stub stands in the model&apos;s own code: put it there</source>
        <translation>QuantStub / DeQuantStub 写在模型自己的代码里：请写到那里</translation>
    </message>
    <message>
        <source>{}, for all readers</source>
        <translation>{}，对所有读取者</translation>
    </message>
    <message>
        <source>for all readers</source>
        <translation>对所有读取者</translation>
    </message>
    <message>
        <source>{} quantized units of the file read a tensor past its Q/DQ pair, or give one that is read so; here all read what the pair gives, e.g. {}</source>
        <translation>文件中有 {} 个量化单元绕过 Q/DQ 对读取张量，或其输出被这样读取；这里一律读取 Q/DQ 对给出的值，例如 {}</translation>
    </message>
    <message>
        <source>no tensor with a point is named &quot;{}&quot;</source>
        <translation>没有名为“{}”且带量化点的张量</translation>
    </message>
    <message>
        <source>quantized for all that read it: {}</source>
        <translation>对所有读取者量化：{}</translation>
    </message>
    <message>
        <source>float, the whole unit: behind {}</source>
        <translation>整个单元为浮点：位于 {} 之后</translation>
    </message>
    <message>
        <source>a stub needs the name of a tensor</source>
        <translation>QuantStub / DeQuantStub 需要一个张量名</translation>
    </message>
    <message>
        <source>the expression has no value at {} tensors, e.g. {}: {}</source>
        <translation>表达式在 {} 个张量上没有值，例如 {}：{}</translation>
    </message>
    <message>
        <source>the model has no output of numbers at which an error could be measured</source>
        <translation>模型没有可以测量误差的数值输出</translation>
    </message>
    <message>
        <source>{:.4g} dB here, but {:.4g} dB on what float gives it: the damage comes from {}</source>
        <translation>此处为 {} dB，以浮点结果为输入时为 {} dB：损害来自 {}</translation>
    </message>
    <message>
        <source>the model has no output of numbers &quot;{}&quot;</source>
        <translation>模型没有名为“{}”的数值输出</translation>
    </message>
    <message>
        <source>{} reaches {:.4g} in the evaluation data, its scale was made for {:.4g}: look at the preprocessing</source>
        <translation>{} 在评估数据中达到 {}，而其 scale 是按 {} 得出的：请检查预处理</translation>
    </message>
    <message>
        <source>{:.1f} % of the squared error of {} is what lies beyond its grid [{:.4g}, {:.4g}]; values reach [{:.4g}, {:.4g}]</source>
        <translation>{1} 的平方误差中有 {0} % 来自网格 [{2}, {3}] 之外；数值范围为 [{4}, {5}]</translation>
    </message>
    <message>
        <source>operands of {} are {:.4g} times apart under one scale: the smallest has {:.1f} steps each way</source>
        <translation>{} 的各操作数共用一个 scale，范围却相差 {} 倍：最小者单侧只有 {} 步</translation>
    </message>
    <message>
        <source>values of {} lie in [{:.4g}, {:.4g}] and use {:.1f} % of the grid [{:.4g}, {:.4g}]</source>
        <translation>{} 的值位于 [{}, {}]，只用到网格 [{4}, {5}] 的 {3} %</translation>
    </message>
    <message>
        <source>{} of {} channels of {} stay below 1/16 of the largest ({:.4g} to {:.4g})</source>
        <translation>{2} 的 {1} 个通道中有 {0} 个低于最大者的 1/16（{3} 至 {4}）</translation>
    </message>
    <message>
        <source>the grid of {} fits ({:.3g} % of the error is clipping) and its steps of {:.3g} are too wide: {:.4g} dB</source>
        <translation>{} 的网格范围合适（误差中截断占 {} %），但步长 {} 过大：{} dB</translation>
    </message>
    <message>
        <source>it is run inside of {}</source>
        <translation>它在 {} 内部运行</translation>
    </message>
    <message>
        <source>{} and {} more</source>
        <translation>{} 等另外 {} 个</translation>
    </message>
    <message>
        <source>the model file has changed since the study was made; statistics and results of the old one are not used{}</source>
        <translation>模型文件自研究创建以来已更改；旧模型的统计与结果不再使用{}</translation>
    </message>
    <message>
        <source>; not there any more: {}</source>
        <translation>；已不存在：{}</translation>
    </message>
    <message>
        <source>calibrate again, and look at the rules that name these units</source>
        <translation>请重新校准，并检查指名这些单元的规则</translation>
    </message>
    <message>
        <source>the expression {} gives no number on any sample</source>
        <translation>表达式 {} 在所有样本上都得不到数值</translation>
    </message>
    <message>
        <source>look for a division by zero, or the logarithm or root of what is not positive</source>
        <translation>请检查是否除以零，或对非正数取对数、开方</translation>
    </message>
    <message>
        <source>say by an expression of your own what of its outputs is to be looked at</source>
        <translation>请用自定义表达式说明要查看输出的哪一部分</translation>
    </message>
    <message>
        <source>look at them by an expression of your own, e.g. at what stands before the selection</source>
        <translation>用自定义表达式查看它们，例如查看选择之前的内容</translation>
    </message>
    <message>
        <source>choose those that have a counterpart</source>
        <translation>请选择有对应项的样本</translation>
    </message>
    <message>
        <source>name samples, or calibrate first</source>
        <translation>请指定样本，或先校准</translation>
    </message>
    <message>
        <source>score other tasks by a command</source>
        <translation>其他任务请用命令评分</translation>
    </message>
    <message>
        <source>check the type of the raw values and the model&apos;s input</source>
        <translation>请检查原始数值的类型和模型的输入</translation>
    </message>
    <message>
        <source>a folder of images, of .npy files or of one folder per input, .npz, test_data_set_*/input_*.pb, IDX, WAV, raw files of a known type, a text list, or random:N</source>
        <translation>图片文件夹、.npy 文件夹、每个输入一个文件夹、.npz、test_data_set_*/input_*.pb、IDX、WAV、已知类型的原始数值文件、文本列表，或 random:N</translation>
    </message>
    <message>
        <source>{}: no data found; raw values need their type</source>
        <translation>{}：未找到数据；原始数值需要指明类型</translation>
    </message>
    <message>
        <source>put them into a folder with the name of the input, or give the other inputs values</source>
        <translation>请把它们放进以输入命名的文件夹，或为其他输入给出数值</translation>
    </message>
    <message>
        <source>input &apos;{}&apos; {} does not say how long its audio is: give a frame (of how many samples) and a context (how many of the past stand before it)</source>
        <translation>输入 &apos;{}&apos; {} 没有说明音频长度：请给出帧长（多少个采样点）和上下文（其前有多少个过去的采样点）</translation>
    </message>
    <message>
        <source>raw values need every size of input &apos;{}&apos; {}: give the open ones</source>
        <translation>原始数值需要输入 &apos;{}&apos; {} 的全部尺寸：请给出未定的尺寸</translation>
    </message>
    <message>
        <source>{} pictures</source>
        <translation>{} 张图片</translation>
    </message>
    <message>
        <source>give its open sizes</source>
        <translation>请给出其未定的尺寸</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>give the preprocessing the model was trained with</source>
        <translation>请给出模型训练时使用的预处理</translation>
    </message>
    <message>
        <source>the height and width of input {} are open ({}): give them, or resize WIDTHxHEIGHT or crop</source>
        <translation>输入 {} 的高和宽未定（{}）：请给出尺寸，或指定缩放 WIDTHxHEIGHT 或裁剪</translation>
    </message>
    <message>
        <source>the height and width of input {} are open ({}): give them, or resize WIDTHxHEIGHT</source>
        <translation>输入 {} 的高和宽未定（{}）：请给出尺寸，或指定缩放 WIDTHxHEIGHT</translation>
    </message>
    <message>
        <source>feed it by files, or give it values</source>
        <translation>请用文件提供，或给出数值</translation>
    </message>
    <message>
        <source>{} gets no data: give files for it, or values, zeros or from:OUTPUT</source>
        <translation>{} 没有数据：请提供文件，或给出数值、zeros 或 from:OUTPUT</translation>
    </message>
    <message>
        <source>give its size, {}:{}=N</source>
        <translation>请给出其尺寸，{}:{}=N</translation>
    </message>
    <message>
        <source>axis {} of input &apos;{}&apos; {} is open: give its size, {}=N</source>
        <translation>输入 &apos;{1}&apos; {2} 的第 {0} 轴未定：请给出其尺寸，{3}=N</translation>
    </message>
    <message>
        <source>let the opset decide on the operators, or use int8 and uint8 per tensor only</source>
        <translation>请由 opset 决定算子，或只使用逐张量的 int8 和 uint8</translation>
    </message>
    <message>
        <source>guard float layers when exporting</source>
        <translation>导出时请保护浮点层</translation>
    </message>
    <message>
        <source>name samples first</source>
        <translation>请先指定样本</translation>
    </message>
    <message>
        <source>give the open dimensions their sizes</source>
        <translation>请为未定的维度给出尺寸</translation>
    </message>
    <message>
        <source>compare with the file itself to see what that changes</source>
        <translation>与该文件本身对比，可看到由此产生的变化</translation>
    </message>
    <message>
        <source>take a target that has it to see the file as it is, e.g. ort</source>
        <translation>选用支持它的目标，才能看到文件原样，例如 ort</translation>
    </message>
    <message>
        <source>look at what goes in, and at the sizes that the model leaves open</source>
        <translation>请查看送入的数据，以及模型未定的尺寸</translation>
    </message>
    <message>
        <source>{} is the model itself: writing there would lose it</source>
        <translation>{} 就是模型本身：写到那里会丢失模型</translation>
    </message>
    <message>
        <source>choose another name</source>
        <translation>请换一个名称</translation>
    </message>
    <message>
        <source>{} is the study itself: writing there would lose it</source>
        <translation>{} 就是研究文件本身：写到那里会丢失它</translation>
    </message>
    <message>
        <source>say where it lies now</source>
        <translation>请指明它现在的位置</translation>
    </message>
    <message>
        <source>give a folder or a file</source>
        <translation>请给出文件夹或文件</translation>
    </message>
    <message>
        <source>calibrate anew</source>
        <translation>请重新校准</translation>
    </message>
    <message>
        <source>what was observed can&apos;t be taken out again: calibrate anew</source>
        <translation>已观察的内容无法再剔除：请重新校准</translation>
    </message>
    <message>
        <source>a table that torch loads can&apos;t be read here; put its txt or csv beside it, or write it as a list</source>
        <translation>torch 加载的表无法在此读取；请把它的 txt 或 csv 放在旁边，或写成列表</translation>
    </message>
    <message>
        <source>the table {} was read in place of {}</source>
        <translation>已读取表 {}，代替 {}</translation>
    </message>
    <message>
        <source>{} units; none of the {} samples takes this branch</source>
        <translation>{} 个单元；{} 个样本都没有走这个分支</translation>
    </message>
    <message>
        <source>{} units; {} of {} samples take this branch</source>
        <translation>{} 个单元；走这个分支的样本数：{} / {}</translation>
    </message>
    <message>
        <source>{} files can&apos;t be read: {}</source>
        <translation>{} 个文件无法读取：{}</translation>
    </message>
    <message>
        <source>in {} is no array that can be compared; {}</source>
        <translation>{} 中没有可以对比的数组；{}</translation>
    </message>
    <message>
        <source>write them again</source>
        <translation>请重新写出这些文件</translation>
    </message>
    <message>
        <source>they are left out; write them again</source>
        <translation>已略过这些文件；请重新写出</translation>
    </message>
    <message>
        <source>profile the other model</source>
        <translation>请统计另一个模型</translation>
    </message>
    <message>
        <source>{} of the model&apos;s tensors have no counterpart in {}, by name or structure</source>
        <translation>模型中有 {} 个张量在 {} 中按名字或结构都找不到对应</translation>
    </message>
    <message>
        <source>its observer {} comes back as {}: templates hold dtypes and thresholds; give the module a qconfig of its own</source>
        <translation>其观察器 {} 读回后变为 {}：模板只能表达 dtype 与阈值；请给该模块单独的 qconfig</translation>
    </message>
    <message>
        <source>{} of {} tensors are not in the exported file, or on another grid</source>
        <translation>{} / {} 个张量不在导出文件中，或在另一个量化网格上</translation>
    </message>
    <message>
        <source>there is no value &quot;{}&quot;, {}</source>
        <translation>没有取值“{}”，{}</translation>
    </message>
    <message>
        <source>the file is for the march {}, here the target is {}</source>
        <translation>该文件面向 march {}，这里的目标是 {}</translation>
    </message>
    <message>
        <source>choose the target {}</source>
        <translation>请选择目标 {}</translation>
    </message>
    <message>
        <source>a scale of one QuantStub among others; fix it at its input here</source>
        <translation>多个 QuantStub 中某一个的 scale；请在这里固定对应输入的 scale</translation>
    </message>
    <message>
        <source>which scale that is shows only when the code runs</source>
        <translation>是哪个 scale 只有运行代码时才知道</translation>
    </message>
    <message>
        <source>without hybrid=True the plugin does not look at it</source>
        <translation>没有 hybrid=True 时插件不会使用它</translation>
    </message>
    <message>
        <source>this key has no counterpart here</source>
        <translation>这里没有与该键对应的设置</translation>
    </message>
    <message>
        <source>what the target can&apos;t do is changed here all the same, as its profile says</source>
        <translation>目标做不到的设置在这里仍会按其配置文件调整</translation>
    </message>
    <message>
        <source>it is a module, and the file does not tell its path; it is written as &quot;{}&quot;: put the path in</source>
        <translation>它是一个模块，而文件没有给出路径；已写为“{}”：请填入路径</translation>
    </message>
    <message>
        <source>{} under another configuration</source>
        <translation>{}（在另一种配置下）</translation>
    </message>
    <message>
        <source>this is no file of bad cases: it is no JSON, or not all of it is there</source>
        <translation>这不是坏样本文件：不是 JSON，或内容不完整</translation>
    </message>
    <message>
        <source>{} was not exported with this configuration: its tensors are on the file&apos;s own grids, matched by name, then by structure</source>
        <translation>{} 不是按这份配置导出的：其张量在文件自己的量化网格上，先按名字、再按结构匹配</translation>
    </message>
    <message>
        <source>the study was opened for reading only</source>
        <translation>该研究以只读方式打开</translation>
    </message>
    <message>
        <source>save it under another name to keep what is found out</source>
        <translation>要保留结果，请另存为其他名称</translation>
    </message>
    <message>
        <source>input &apos;{}&apos; gets {} values that are NaN or infinite, first in {}</source>
        <translation>输入“{}”得到 {} 个 NaN 或无穷值，首先出现在 {}</translation>
    </message>
    <message>
        <source>en</source>
        <translation>zh-CN</translation>
    </message>
    <message>
        <source>Quantization report: {}</source>
        <translation>量化报告：{}</translation>
    </message>
    <message>
        <source>{}, profile {}, {}</source>
        <translation>{}，目标平台 {}，{}</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Accuracy of the outputs</source>
        <translation>输出的精度</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>Verdicts and cures</source>
        <translation>判断与对策</translation>
    </message>
    <message>
        <source>Error layer by layer</source>
        <translation>逐层误差</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>敏感度</translation>
    </message>
    <message>
        <source>Rules and configuration</source>
        <translation>规则与配置</translation>
    </message>
    <message>
        <source>Full tables</source>
        <translation>完整表格</translation>
    </message>
    <message>
        <source>Versions and hashes</source>
        <translation>版本与哈希</translation>
    </message>
    <message>
        <source>Commands that compute this again</source>
        <translation>重现这些结果的命令</translation>
    </message>
    <message>
        <source>Worst output</source>
        <translation>最差的输出</translation>
    </message>
    <message>
        <source>SQNR of {}</source>
        <translation>{} 的 SQNR</translation>
    </message>
    <message>
        <source>All outputs equal float</source>
        <translation>所有输出均与浮点相等</translation>
    </message>
    <message>
        <source>Work in {}</source>
        <translation>{} 所占计算量</translation>
    </message>
    <message>
        <source>of {} MACs per sample</source>
        <translation>每个样本共 {} MAC</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>{} of {} points quantized</source>
        <translation>{1} 个量化点中已量化 {0} 个</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>compared; calibrated on {}</source>
        <translation>用于对比；校准使用 {} 个</translation>
    </message>
    <message>
        <source>{} errors, {} warnings, {} notes</source>
        <translation>{} 个错误，{} 个警告，{} 个提示</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>研究文件</translation>
    </message>
    <message>
        <source>not kept</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>Target profile</source>
        <translation>目标平台</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Calibrated on</source>
        <translation>校准数据</translation>
    </message>
    <message>
        <source>Compared on</source>
        <translation>对比数据</translation>
    </message>
    <message>
        <source>{} of {} samples of {}</source>
        <translation>{2} 的 {1} 个样本中的 {0} 个</translation>
    </message>
    <message>
        <source>all {} samples of {}</source>
        <translation>{1} 的全部 {0} 个样本</translation>
    </message>
    <message>
        <source> (numbers {})</source>
        <translation>（编号 {}）</translation>
    </message>
    <message>
        <source>What the units give, by dtype</source>
        <translation>各单元的输出，按 dtype</translation>
    </message>
    <message>
        <source>Multiplications, by the dtypes that they read</source>
        <translation>乘法运算，按其读取的 dtype</translation>
    </message>
    <message>
        <source>{} units, {}</source>
        <translation>{} 个单元，{}</translation>
    </message>
    <message>
        <source>{} units, {} MACs, {}</source>
        <translation>{} 个单元，{} MAC，{}</translation>
    </message>
    <message>
        <source>No unit with known shapes multiplies and adds, so there are no shares of work.</source>
        <translation>没有形状已知的乘加单元，因此没有计算量占比。</translation>
    </message>
    <message>
        <source>No particular target: every dtype everywhere</source>
        <translation>无特定目标平台：各处均可用任意 dtype</translation>
    </message>
    <message>
        <source>ONNX Runtime on a CPU</source>
        <translation>CPU 上的 ONNX Runtime</translation>
    </message>
    <message>
        <source>Each output of the quantized network (b) against float (a), pooled over all elements of all samples; mean: of the samples&apos; own values. L1 = mean |a−b| and Atol = max |a−b| are in the units of the output; SQNR = signal over error, higher is better.</source>
        <translation>量化网络的每个输出（b）与浮点（a）对比，合并所有样本的全部元素；均值：各样本自身值的平均。L1 = |a−b| 的均值与 Atol = |a−b| 的最大值以该输出的单位计；SQNR = 信号与误差之比，越高越好。</translation>
    </message>
    <message>
        <source>No output is a float tensor, so none can be compared by numbers.</source>
        <translation>没有输出是浮点张量，因此无法按数值对比。</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Dtype</source>
        <translation>Dtype</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Cosine</translation>
    </message>
    <message>
        <source>L1</source>
        <translation>L1</translation>
    </message>
    <message>
        <source>Atol</source>
        <translation>Atol</translation>
    </message>
    <message>
        <source>SQNR, dB</source>
        <translation>SQNR [dB]</translation>
    </message>
    <message>
        <source>SQNR mean, dB</source>
        <translation>SQNR 均值 [dB]</translation>
    </message>
    <message>
        <source>Cosine mean</source>
        <translation>Cosine 均值</translation>
    </message>
    <message>
        <source>Worst sample</source>
        <translation>最差样本</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>可信度</translation>
    </message>
    <message>
        <source>{}: {} samples in which the output equals float are left out of the mean of SQNR.</source>
        <translation>{}：有 {} 个样本的输出与浮点相等，未计入 SQNR 均值。</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>相等</translation>
    </message>
    <message>
        <source>Task: {}</source>
        <translation>任务：{}</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>仿真</translation>
    </message>
    <message>
        <source>Exported file in ONNX Runtime</source>
        <translation>ONNX Runtime 中的导出文件</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>mostly zero</source>
        <translation>多数为零</translation>
    </message>
    <message>
        <source>not finite</source>
        <translation>非有限</translation>
    </message>
    <message>
        <source>too few values</source>
        <translation>值过少</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>没有发现。</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Cure</source>
        <translation>对策</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>标识</translation>
    </message>
    <message>
        <source>The {} that matter most, of {}</source>
        <translation>最重要的 {} 项，共 {} 项</translation>
    </message>
    <message>
        <source>All findings</source>
        <translation>全部发现</translation>
    </message>
    <message>
        <source>No layer was examined for its cause and cure here; sensitivity says which points make the error.</source>
        <translation>此处没有诊断任何层的原因与对策；敏感度说明误差来自哪些量化点。</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判断</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Best cure that was tried</source>
        <translation>已尝试的最佳办法</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>误差指标</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>none helps</source>
        <translation>均无效</translation>
    </message>
    <message>
        <source>see {}</source>
        <translation>见 {}</translation>
    </message>
    <message>
        <source>clipping</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>rounding</source>
        <translation>舍入</translation>
    </message>
    <message>
        <source>inherited</source>
        <translation>继承自上游</translation>
    </message>
    <message>
        <source>channel spread</source>
        <translation>通道差异</translation>
    </message>
    <message>
        <source>wasted range</source>
        <translation>范围浪费</translation>
    </message>
    <message>
        <source>shared Concat scale</source>
        <translation>Concat 共享 scale</translation>
    </message>
    <message>
        <source>Everything quantized, each float tensor against its own in the float network, in the order of computation. The numbered marks are the layers with the lowest SQNR; an error is inherited by all that follows it.</source>
        <translation>全部量化，每个浮点张量与浮点网络中的对应张量对比，按计算顺序排列。带编号的标记是 SQNR 最低的各层；误差会传给其后的所有层。</translation>
    </message>
    <message>
        <source>No layer gives a float tensor that could be compared.</source>
        <translation>没有任何层给出可供对比的浮点张量。</translation>
    </message>
    <message>
        <source>Cosine (1 = same direction)</source>
        <translation>Cosine（1 = 方向相同）</translation>
    </message>
    <message>
        <source>SQNR (signal over error; higher is better)</source>
        <translation>SQNR（信号与误差之比，越高越好）</translation>
    </message>
    <message>
        <source>max_qscale_diff (greatest error in steps of the layer&apos;s scale)</source>
        <translation>max_qscale_diff（最大误差，以该层 scale 的步数计）</translation>
    </message>
    <message>
        <source>No layer has one scale, so there is no error in steps.</source>
        <translation>没有任何层只有一个 scale，因此没有以步数计的误差。</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>Cosine</translation>
    </message>
    <message>
        <source>dB</source>
        <translation>dB</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>layer, in the order of computation</source>
        <translation>层（按计算顺序）</translation>
    </message>
    <message>
        <source>The worst layers (the marks)</source>
        <translation>最差的层（图中标记）</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>算子</translation>
    </message>
    <message>
        <source>Max steps</source>
        <translation>最大 [步]</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Scale</translation>
    </message>
    <message>
        <source>Float range</source>
        <translation>浮点范围</translation>
    </message>
    <message>
        <source>Quantized range</source>
        <translation>量化范围</translation>
    </message>
    <message>
        <source>{} of {} layers have no finite SQNR (equal to float, constant or zero) and leave gaps.</source>
        <translation>{1} 层中有 {0} 层没有有限的 SQNR（与浮点相等、为常量或为零），曲线在该处断开。</translation>
    </message>
    <message>
        <source>One point quantized at a time, all else in float: the error that this point alone makes at each output.</source>
        <translation>每次只量化一个点，其余保持浮点：该点单独在各输出处产生的误差。</translation>
    </message>
    <message>
        <source>No point was measured.</source>
        <translation>没有测量任何量化点。</translation>
    </message>
    <message>
        <source>Output {}: L1 that each point makes</source>
        <translation>输出 {}：各量化点产生的 L1</translation>
    </message>
    <message>
        <source>Output {}: the worst {} of {} points</source>
        <translation>输出 {0}：{2} 个量化点中最差的 {1} 个</translation>
    </message>
    <message>
        <source>Output {}: no point could be measured.</source>
        <translation>输出 {}：没有可测量的量化点。</translation>
    </message>
    <message>
        <source>{} more points make no error at this output.</source>
        <translation>另有 {} 个量化点在此输出处不产生误差。</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>名次</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>量化点</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>activation</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>MACs share</source>
        <translation>MAC 占比</translation>
    </message>
    <message>
        <source>Rules, in order; later ones win</source>
        <translation>规则，按顺序排列，后面的优先</translation>
    </message>
    <message>
        <source>There are no rules: every point has the target&apos;s default.</source>
        <translation>没有规则：每个量化点采用目标平台的默认值。</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>What it sets</source>
        <translation>设定内容</translation>
    </message>
    <message>
        <source>Points decided</source>
        <translation>决定的点数</translation>
    </message>
    <message>
        <source> (switched off)</source>
        <translation>（已停用）</translation>
    </message>
    <message>
        <source>Points that did not get what was asked for ({} of {})</source>
        <translation>结果与请求不同的量化点（{1} 个中的 {0} 个）</translation>
    </message>
    <message>
        <source>Every point got the dtype that was asked for.</source>
        <translation>每个量化点都得到了所请求的 dtype。</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Got</source>
        <translation>生效</translation>
    </message>
    <message>
        <source>Story</source>
        <translation>来历</translation>
    </message>
    <message>
        <source>Units that stay float ({})</source>
        <translation>保持浮点的单元（{} 个）</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>the Q/DQ pairs of the file</source>
        <translation>文件中的 Q/DQ 对</translation>
    </message>
    <message>
        <source>form {}</source>
        <translation>形式 {}</translation>
    </message>
    <message>
        <source>weight {}</source>
        <translation>权重 {}</translation>
    </message>
    <message>
        <source>left {}</source>
        <translation>左 {}</translation>
    </message>
    <message>
        <source>right {}</source>
        <translation>右 {}</translation>
    </message>
    <message>
        <source>{} of {} rows to {}</source>
        <translation>{1} 行中的 {0} 行设为 {2}</translation>
    </message>
    <message>
        <source>{} of {} rows to {}, the others to {}</source>
        <translation>{1} 行中的 {0} 行设为 {2}，其余设为 {3}</translation>
    </message>
    <message>
        <source>{}, {} only</source>
        <translation>{}，仅{}</translation>
    </message>
    <message>
        <source>{}, by {}</source>
        <translation>按 {1}：{0}</translation>
    </message>
    <message>
        <source>quantized for all that read it</source>
        <translation>对所有读取者量化</translation>
    </message>
    <message>
        <source>float from there on</source>
        <translation>从此处起用浮点</translation>
    </message>
    <message>
        <source>{} for {}</source>
        <translation>{}，用于 {}</translation>
    </message>
    <message>
        <source>Everything, folded; click to open. The JSON report holds all rows with all digits.</source>
        <translation>全部内容，已折叠，点击展开。JSON 报告包含所有行及完整精度。</translation>
    </message>
    <message>
        <source>Nothing was measured.</source>
        <translation>没有测量任何内容。</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>全部层</translation>
    </message>
    <message>
        <source>Sensitivity of output {}</source>
        <translation>输出 {} 的敏感度</translation>
    </message>
    <message>
        <source>Configuration of all points</source>
        <translation>所有量化点的配置</translation>
    </message>
    <message>
        <source>{} ({} rows)</source>
        <translation>{}（{} 行）</translation>
    </message>
    <message>
        <source>The first {} of {} rows; the JSON report has all of them.</source>
        <translation>{1} 行中的前 {0} 行；JSON 报告包含全部。</translation>
    </message>
    <message>
        <source>The {} worst of {} rows; the JSON report has all of them.</source>
        <translation>{1} 行中最差的 {0} 行；JSON 报告包含全部。</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>ONNX Runtime</source>
        <translation>ONNX Runtime</translation>
    </message>
    <message>
        <source>Kernels</source>
        <translation>内核</translation>
    </message>
    <message>
        <source>{} for the comparison, {} for the sensitivity</source>
        <translation>对比用 {}，敏感度用 {}</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>生成时间</translation>
    </message>
    <message>
        <source>Model fingerprint</source>
        <translation>模型指纹</translation>
    </message>
    <message>
        <source>Parameters fingerprint</source>
        <translation>量化参数指纹</translation>
    </message>
    <message>
        <source>Rules fingerprint</source>
        <translation>规则指纹</translation>
    </message>
    <message>
        <source>Calibration data fingerprint</source>
        <translation>校准数据指纹</translation>
    </message>
    <message>
        <source>Evaluation data fingerprint</source>
        <translation>评估数据指纹</translation>
    </message>
    <message>
        <source>Fingerprints are 128 bits (XXH3) of contents; equal fingerprints, equal numbers.</source>
        <translation>指纹是内容的 128 位哈希（XXH3）；指纹相同，数值即相同。</translation>
    </message>
    <message>
        <source>Nobody said how to get at this configuration from the command line.</source>
        <translation>没有说明如何在命令行中得到此配置。</translation>
    </message>
    <message>
        <source>integers, shapes</source>
        <translation>整数、形状</translation>
    </message>
    <message>
        <source>No output is a tensor of numbers, so there is no error to measure.</source>
        <translation>没有输出是数值张量，因此没有可测量的误差。</translation>
    </message>
    <message>
        <source>Left out by request; the command sensitivity measures it.</source>
        <translation>按要求略去；命令 sensitivity 可测量它。</translation>
    </message>
    <message>
        <source>{} affine</source>
        <translation>{} 非对称</translation>
    </message>
    <message>
        <source>{} fixed</source>
        <translation>{} 固定</translation>
    </message>
    <message>
        <source>{} .. {} ({} channels)</source>
        <translation>{} .. {}（{} 个通道）</translation>
    </message>
    <message>
        <source>{}, zero point {}</source>
        <translation>{}，零点 {}</translation>
    </message>
    <message>
        <source>{} points, e.g. {}: {}</source>
        <translation>{} 个点，例如 {}：{}</translation>
    </message>
    <message>
        <source>its observer {} comes back as {}: the file can&apos;t say otherwise</source>
        <translation>其观察器 {} 读回后变为 {}：文件无法另作表达</translation>
    </message>
    <message>
        <source>its scheme {} comes back as {}: the file can&apos;t say otherwise</source>
        <translation>其方案 {} 读回后变为 {}：文件无法另作表达</translation>
    </message>
    <message>
        <source>it has one scale for all, and comes back with one per channel: the file can&apos;t say otherwise</source>
        <translation>它只有一个共用的 scale，读回后每通道一个：文件无法另作表达</translation>
    </message>
    <message>
        <source>it has a scale per channel, and comes back with one for all: the file can&apos;t say otherwise</source>
        <translation>它每通道一个 scale，读回后只有一个共用的 scale：文件无法另作表达</translation>
    </message>
    <message>
        <source>its fix_scale=yes is not in the file</source>
        <translation>其 fix_scale=yes 不在文件中</translation>
    </message>
    <message>
        <source>it comes back with fix_scale=yes</source>
        <translation>读回后带有 fix_scale=yes</translation>
    </message>
    <message>
        <source>it has no fixed grid, and comes back with {}</source>
        <translation>它没有固定的网格，读回后为 {}</translation>
    </message>
    <message>
        <source>the Python file has reset_scale(...) alone, and it can&apos;t be read</source>
        <translation>Python 文件中只有 reset_scale(...)，而它无法读取</translation>
    </message>
    <message>
        <source>choose the observer of the units here</source>
        <translation>请在此选择这些单元的观察器</translation>
    </message>
    <message>
        <source>which units are {} is not in the file; set their observer here</source>
        <translation>哪些单元是 {} 不在文件中；请在此设置它们的观察器</translation>
    </message>
    <message>
        <source>no unit with a HistogramObserver is {} by what could be read of the file; set the observer here</source>
        <translation>按文件中能读到的内容，使用 HistogramObserver 的单元没有一个是 {}；请在此设置观察器</translation>
    </message>
    <message>
        <source>no unit has a HistogramObserver: the file gives them others, or fixed scales</source>
        <translation>没有单元使用 HistogramObserver：文件给了它们别的观察器或固定的 scale</translation>
    </message>
    <message>
        <source>{}: reset_scale was taken for the {} units that are {} by the file</source>
        <translation>{}：reset_scale 用于按文件为 {2} 的 {1} 个单元</translation>
    </message>
    <message>
        <source>which march that is shows only when the code runs</source>
        <translation>是哪个 march 只有运行代码才能知道</translation>
    </message>
    <message>
        <source>which scheme that is shows only when the code runs</source>
        <translation>是哪个方案只有运行代码才能知道</translation>
    </message>
    <message>
        <source>only weights have a scale per channel here</source>
        <translation>这里只有权重可以每通道一个 scale</translation>
    </message>
    <message>
        <source>only min_max averages here, {} is computed from all samples together</source>
        <translation>这里只有 min_max 做滑动平均，{} 由全部样本一起计算</translation>
    </message>
    <message>
        <source>of which module it speaks shows only when the code runs; set the unit&apos;s observer here</source>
        <translation>它指的是哪个模块只有运行代码才能知道；请在此设置该单元的观察器</translation>
    </message>
    <message>
        <source>{}: an argument without a counterpart here</source>
        <translation>{}：在此没有对应的参数</translation>
    </message>
    <message>
        <source>which dtype that is shows only when the code runs</source>
        <translation>是哪个 dtype 只有运行代码才能知道</translation>
    </message>
    <message>
        <source>whether the prefix counts from the module or from the network shows only when the code runs</source>
        <translation>prefix 从该模块还是从整个网络算起，只有运行代码才能知道</translation>
    </message>
    <message>
        <source>which method that is shows only when the code runs</source>
        <translation>是哪个方法只有运行代码才能知道</translation>
    </message>
    <message>
        <source>there is no method &quot;{}&quot; that is known here (mse, percentile, kl)</source>
        <translation>这里不认识方法“{}”（有 mse、percentile、kl）</translation>
    </message>
    <message>
        <source>which arguments these are shows only when the code runs</source>
        <translation>是哪些参数只有运行代码才能知道</translation>
    </message>
    <message>
        <source>what it is shows only when the code runs</source>
        <translation>其值只有运行代码才能知道</translation>
    </message>
    <message>
        <source>the percentile of reset_scale is 0 to 1, and {:.10g} is not</source>
        <translation>reset_scale 的 percentile 为 0 到 1，而 {:.10g} 不在其中</translation>
    </message>
    <message>
        <source>compare the layers before it, or score the task</source>
        <translation>请对比它之前的各层，或为任务评分</translation>
    </message>
    <message>
        <source>look at the values that go in, and at range.non_finite among the findings</source>
        <translation>请查看输入的数值，以及发现中的 range.non_finite</translation>
    </message>
    <message>
        <source>{}, without {} tensors whose shape shows only when the model has run</source>
        <translation>{}（不含 {} 个运行模型后才知道形状的张量）</translation>
    </message>
    <message>
        <source>it has no dtype of its own that could be kept</source>
        <translation>它没有可以保留的自身 dtype</translation>
    </message>
    <message>
        <source>sensitive layers hardly show on a good sample: take the worst of the bad cases</source>
        <translation>敏感的层在好样本上几乎看不出来：请取坏样本中最差的一个</translation>
    </message>
    <message>
        <source>remove it, and choose a bad case again</source>
        <translation>请移除它，再重新选择坏样本</translation>
    </message>
    <message>
        <source>find the bad cases again, or remove it</source>
        <translation>请重新查找坏样本，或将其移除</translation>
    </message>
    <message>
        <source>give a file of saved bad cases</source>
        <translation>请给出保存坏样本的文件</translation>
    </message>
    <message>
        <source>this is no file of bad cases: what saving bad cases writes is not in it</source>
        <translation>这不是坏样本文件：其中没有保存坏样本时写入的内容</translation>
    </message>
    <message>
        <source>choose it again to see how it ranks under this one</source>
        <translation>请重新选择它，以查看它在此配置下的排名</translation>
    </message>
    <message>
        <source>per channel, axis {}</source>
        <translation>逐通道，轴 {}</translation>
    </message>
    <message>
        <source>nothing of {} could be compared with this model</source>
        <translation>{} 中没有可与此模型对比的内容</translation>
    </message>
    <message>
        <source>tensors are matched by name, samples by number: take another form of the same network, or a sample that is there</source>
        <translation>张量按名称匹配，样本按编号匹配：请使用同一网络的另一种形式，或其中已有的样本</translation>
    </message>
    <message>
        <source>{} is larger than {}</source>
        <translation>{} 大于 {}</translation>
    </message>
    <message>
        <source>the folder {} can&apos;t be made</source>
        <translation>无法创建文件夹 {}</translation>
    </message>
    <message>
        <source>check the permissions of the folder above it</source>
        <translation>请检查上级文件夹的权限</translation>
    </message>
    <message>
        <source>let the preprocessing centre it at 0, or take int16</source>
        <translation>请让预处理以 0 为中心，或使用 int16</translation>
    </message>
    <message>
        <source>{} takes other samples: its input {} is {}{}, here {} is {}{}</source>
        <translation>{} 需要另一种样本：其输入 {} 为 {}{}，而此处 {} 为 {}{}</translation>
    </message>
    <message>
        <source>compare files of one network with inputs of one size and type</source>
        <translation>请比较同一网络的文件，且输入的尺寸和类型相同</translation>
    </message>
    <message>
        <source>there is no such file or folder</source>
        <translation>没有这个文件或文件夹</translation>
    </message>
    <message>
        <source>what its path takes for a folder is a file</source>
        <translation>路径中应为文件夹之处是一个文件</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>它是一个文件夹</translation>
    </message>
    <message>
        <source>permission is denied</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>nothing can be written on that disk</source>
        <translation>该磁盘为只读</translation>
    </message>
    <message>
        <source>your share of the disk is used up</source>
        <translation>磁盘配额已用完</translation>
    </message>
    <message>
        <source>the file would be too large</source>
        <translation>文件会过大</translation>
    </message>
    <message>
        <source>its name is too long</source>
        <translation>名称过长</translation>
    </message>
    <message>
        <source>it is being run</source>
        <translation>它正在运行</translation>
    </message>
    <message>
        <source>too many files are open</source>
        <translation>打开的文件过多</translation>
    </message>
    <message>
        <source>the disk does not answer as it should</source>
        <translation>磁盘读写出错</translation>
    </message>
    <message>
        <source>{}: no data found, there are no files in it</source>
        <translation>{}：没有找到数据，其中没有文件</translation>
    </message>
    <message>
        <source>must be a number, or a list of numbers, all positive and finite</source>
        <translation>必须是一个数或一组数，且均为有限正数</translation>
    </message>
    <message>
        <source>must be whole numbers, as many as there are scales</source>
        <translation>必须是整数，且个数与 scale 相同</translation>
    </message>
    <message>
        <source>has {} entries, but the shape of {} is [{}]</source>
        <translation>有 {} 项，但 {} 的形状为 [{}]</translation>
    </message>
    <message>
        <source>{}: &quot;{}&quot; has another mode in {} already</source>
        <translation>{}：“{}”在 {} 中已有另一种模式</translation>
    </message>
    <message>
        <source>its zero points differ from channel to channel, which has no counterpart here; the scales are computed from the weight</source>
        <translation>各通道的零点不同，此处没有对应形式；scale 由权重计算</translation>
    </message>
    <message>
        <source>{}: &quot;{}&quot; stands in {} already, with other values</source>
        <translation>{}：“{}”在 {} 中已出现，且数值不同</translation>
    </message>
    <message>
        <source>{}: &quot;{}&quot; has no axis {}, its shape is [{}]</source>
        <translation>{}：“{}”没有轴 {}，其形状为 [{}]</translation>
    </message>
    <message>
        <source>several scales need one channel each, leave out per_channel=no</source>
        <translation>多个 scale 需各对应一个通道，请去掉 per_channel=no</translation>
    </message>
    <message>
        <source>{} scales are given for {}, which has {} channels</source>
        <translation>为 {1} 给出了 {0} 个 scale，但它有 {2} 个通道</translation>
    </message>
    <message>
        <source>give one scale for each channel, or one for all</source>
        <translation>请为每个通道给出一个 scale，或为全部给出一个</translation>
    </message>
    <message>
        <source>keeps the range that the scale gives {}, which was asked for</source>
        <translation>保持所要求的 {} 在该 scale 下的范围</translation>
    </message>
    <message>
        <source>{} worst {:.6g} %</source>
        <translation>{} 最差 {:.6g} %</translation>
    </message>
    <message>
        <source>{} top {}</source>
        <translation>{} 前 {} 个</translation>
    </message>
    <message>
        <source>{} of {} units</source>
        <translation>{}（{} 个单元）</translation>
    </message>
    <message>
        <source>ranges per channel: give scales; the ranges are those of the weight here</source>
        <translation>逐通道的范围：请给出 scale；此处的范围由权重得出</translation>
    </message>
    <message>
        <source>{} stands in {} already</source>
        <translation>{} 在 {} 中已出现</translation>
    </message>
    <message>
        <source>{}: &quot;{}&quot; has the scale {} at channel {}, which is no scale</source>
        <translation>{0}：“{1}”在通道 {3} 的 scale 为 {2}，这不是有效的 scale</translation>
    </message>
    <message>
        <source>there is no version {} here, 0.6.1 and 1.0.0 can be read</source>
        <translation>此处没有版本 {}，可读取 0.6.1 和 1.0.0</translation>
    </message>
    <message>
        <source>{}: the file of the tensor&apos;s own name, {}, goes before</source>
        <translation>{}：以张量自身名称命名的文件 {} 优先</translation>
    </message>
</context>
<context>
    <name>evidence</name>
    <message>
        <source>largest magnitude</source>
        <translation>最大幅值</translation>
    </message>
    <message>
        <source>share of the damage done there</source>
        <translation>该处损害所占比例</translation>
    </message>
    <message>
        <source>asked for</source>
        <translation>要求的数量</translation>
    </message>
    <message>
        <source>axis</source>
        <translation>轴</translation>
    </message>
    <message>
        <source>bits</source>
        <translation>位数</translation>
    </message>
    <message>
        <source>bound</source>
        <translation>上界</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>字节数</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>调用次数</translation>
    </message>
    <message>
        <source>largest over smallest channel</source>
        <translation>最大通道与最小通道之比</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>通道数</translation>
    </message>
    <message>
        <source>channels below 1/16</source>
        <translation>低于 1/16 的通道数</translation>
    </message>
    <message>
        <source>clipped share</source>
        <translation>截断比例</translation>
    </message>
    <message>
        <source>convolutions</source>
        <translation>卷积数</translation>
    </message>
    <message>
        <source>copies</source>
        <translation>份数</translation>
    </message>
    <message>
        <source>count</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>SQNR with what was done before (dB)</source>
        <translation>含上游误差的 SQNR (dB)</translation>
    </message>
    <message>
        <source>DequantizeLinear</source>
        <translation>DequantizeLinear</translation>
    </message>
    <message>
        <source>expected maximum</source>
        <translation>预期最大值</translation>
    </message>
    <message>
        <source>expected minimum</source>
        <translation>预期最小值</translation>
    </message>
    <message>
        <source>extreme value</source>
        <translation>极端值</translation>
    </message>
    <message>
        <source>files</source>
        <translation>文件数</translation>
    </message>
    <message>
        <source>first channel</source>
        <translation>首个通道</translation>
    </message>
    <message>
        <source>upper end of the grid</source>
        <translation>网格上端</translation>
    </message>
    <message>
        <source>lower end of the grid</source>
        <translation>网格下端</translation>
    </message>
    <message>
        <source>share of the grid in use</source>
        <translation>已用网格比例</translation>
    </message>
    <message>
        <source>grids</source>
        <translation>网格数</translation>
    </message>
    <message>
        <source>huge values</source>
        <translation>极大值个数</translation>
    </message>
    <message>
        <source>infinite values</source>
        <translation>无穷值个数</translation>
    </message>
    <message>
        <source>SQNR at the output, quantized alone (dB)</source>
        <translation>仅量化此处时输出的 SQNR (dB)</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>标签数</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>最大者</translation>
    </message>
    <message>
        <source>largest input</source>
        <translation>最大输入</translation>
    </message>
    <message>
        <source>largest sum of weights</source>
        <translation>权重之和的最大值</translation>
    </message>
    <message>
        <source>limit</source>
        <translation>限度</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>SQNR on what float gives it (dB)</source>
        <translation>以浮点结果为输入的 SQNR (dB)</translation>
    </message>
    <message>
        <source>made for values up to</source>
        <translation>scale 所适用的最大值</translation>
    </message>
    <message>
        <source>matched</source>
        <translation>已匹配</translation>
    </message>
    <message>
        <source>maximum</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>minimum</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>NaN values</source>
        <translation>NaN 个数</translation>
    </message>
    <message>
        <source>nodes</source>
        <translation>节点数</translation>
    </message>
    <message>
        <source>NaN and infinite values</source>
        <translation>NaN 与无穷值个数</translation>
    </message>
    <message>
        <source>of</source>
        <translation>总数</translation>
    </message>
    <message>
        <source>widest over narrowest operand</source>
        <translation>最宽与最窄操作数之比</translation>
    </message>
    <message>
        <source>others</source>
        <translation>其余</translation>
    </message>
    <message>
        <source>SQNR of its own rounding (dB)</source>
        <translation>自身舍入的 SQNR (dB)</translation>
    </message>
    <message>
        <source>sample that made the range</source>
        <translation>决定范围的样本</translation>
    </message>
    <message>
        <source>samples that made the range</source>
        <translation>决定范围的样本数</translation>
    </message>
    <message>
        <source>Q/DQ pairs</source>
        <translation>Q/DQ 对数</translation>
    </message>
    <message>
        <source>points</source>
        <translation>点数</translation>
    </message>
    <message>
        <source>QuantizeLinear</source>
        <translation>QuantizeLinear</translation>
    </message>
    <message>
        <source>rank</source>
        <translation>名次</translation>
    </message>
    <message>
        <source>ratio</source>
        <translation>比值</translation>
    </message>
    <message>
        <source>readers</source>
        <translation>读取者数</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>share of clipping in the error</source>
        <translation>误差中截断所占比例</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>scale</translation>
    </message>
    <message>
        <source>segment</source>
        <translation>片段</translation>
    </message>
    <message>
        <source>segments</source>
        <translation>片段数</translation>
    </message>
    <message>
        <source>share of all damage</source>
        <translation>占全部损害的比例</translation>
    </message>
    <message>
        <source>smallest</source>
        <translation>最小者</translation>
    </message>
    <message>
        <source>largest over smallest</source>
        <translation>最大与最小之比</translation>
    </message>
    <message>
        <source>SQNR (dB)</source>
        <translation>SQNR (dB)</translation>
    </message>
    <message>
        <source>SQNR by min_max (dB)</source>
        <translation>min_max 的 SQNR (dB)</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>tensors</source>
        <translation>张量数</translation>
    </message>
    <message>
        <source>there are</source>
        <translation>现有数量</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>training may update it</source>
        <translation>训练可更新</translation>
    </message>
    <message>
        <source>units</source>
        <translation>单元数</translation>
    </message>
    <message>
        <source>unused</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>values</source>
        <translation>数值个数</translation>
    </message>
    <message>
        <source>largest magnitude of operand %1</source>
        <translation>操作数 %1 的最大幅值</translation>
    </message>
    <message>
        <source>units that are not there any more</source>
        <translation>已不存在的单元数</translation>
    </message>
    <message>
        <source>tensors of unknown shape</source>
        <translation>形状未知的张量</translation>
    </message>
</context>
<context>
    <name>findings</name>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Cure</source>
        <translation>对策</translation>
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
    <name>qb::AdviceDock</name>
    <message>
        <source>Advise</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Judge the layers that do most damage, and try what could help them</source>
        <translation>判断损害最大的层，并尝试可能有效的办法</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>By which cures are measured</source>
        <translation>按此指标衡量办法</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>The output at which errors count</source>
        <translation>计算误差的输出</translation>
    </message>
    <message>
        <source>Layers and their cures</source>
        <translation>各层及其办法</translation>
    </message>
    <message>
        <source>Layer, cure</source>
        <translation>层、办法</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判断</translation>
    </message>
    <message>
        <source>Costs</source>
        <translation>代价</translation>
    </message>
    <message>
        <source>All outputs</source>
        <translation>全部输出</translation>
    </message>
    <message>
        <source>The layers that do most damage, why, and what each cure would really bring.</source>
        <translation>损害最大的层、原因，以及每种办法实际带来的效果。</translation>
    </message>
    <message>
        <source>see %1</source>
        <translation>见 %1</translation>
    </message>
    <message>
        <source>none helps</source>
        <translation>均无效</translation>
    </message>
    <message>
        <source>Measured before the last edit.</source>
        <translation>在上次编辑之前测得。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln cure(s) were tried.</source>
        <translation>
            <numerusform>已尝试 %Ln 种办法。</numerusform>
        </translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>转到 %1</translation>
    </message>
    <message>
        <source>Apply %1</source>
        <translation>应用 %1</translation>
    </message>
    <message>
        <source>Gives it to %1, as one step that can be undone</source>
        <translation>设给 %1，作为可撤销的一步</translation>
    </message>
    <message>
        <source>Cure %1: %2</source>
        <translation>修复 %1：%2</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>An expression of your own</source>
        <translation>自己写的表达式</translation>
    </message>
    <message>
        <source>Bad case only: sample %1.</source>
        <translation>仅坏样本：样本 %1。</translation>
    </message>
    <message>
        <source>The output where it hurts most; before and after are measured there</source>
        <translation>受影响最大的输出；之前和之后的值均在此处测量</translation>
    </message>
    <message numerus="yes">
        <source>Measured over %Ln sample(s).</source>
        <translation>
            <numerusform>在 %Ln 个样本上测量。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::BadCasesDock</name>
    <message>
        <source>Bad cases</source>
        <translation>坏样本</translation>
    </message>
    <message>
        <source>Samples, worst first</source>
        <translation>样本，最差在前</translation>
    </message>
    <message>
        <source>The samples on which the quantized model differs most from float, and where each of them goes wrong. Open a model to begin.</source>
        <translation>量化模型与浮点相差最大的样本，以及各自从哪里开始出错。请先打开模型。</translation>
    </message>
    <message>
        <source>Calibrate first: bad cases are the samples on which the quantized model differs most from float.</source>
        <translation>请先校准：坏样本是量化模型与浮点相差最大的样本。</translation>
    </message>
    <message>
        <source>Nothing was looked for yet. A search compares float and quantized on each evaluation sample and shows here the worst ones, and the layer where each of them goes wrong.</source>
        <translation>尚未查找。查找会在每个评估样本上对比浮点与量化，在此显示最差的样本，以及各自出错的层。</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s) measured</source>
        <translation>
            <numerusform>已测量 %Ln 个样本</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 samples measured</source>
        <translation>已测量 %1 / %2 个样本</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>write an expression</source>
        <translation>请填写表达式</translation>
    </message>
    <message>
        <source>press Find to measure the expression</source>
        <translation>按“查找”测量该表达式</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them can&apos;t be judged by this</source>
        <translation>
            <numerusform>其中 %Ln 个无法据此判断</numerusform>
        </translation>
    </message>
    <message>
        <source>measured before the last edit</source>
        <translation>测于上次修改之前</translation>
    </message>
    <message>
        <source>bad case: sample %1</source>
        <translation>坏样本：样本 %1</translation>
    </message>
    <message>
        <source>It is of other data than the calibration samples: copy its file there and calibrate again.</source>
        <translation>它与校准样本不属于同一数据：请将其文件复制到校准数据中并重新校准。</translation>
    </message>
    <message>
        <source>It was observed by the calibration already.</source>
        <translation>校准已经观察过它。</translation>
    </message>
    <message>
        <source>%1: rank %2 of %3, %4 %5</source>
        <translation>%1：第 %2 名，共 %3 个，%4 %5</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Find again to see where it goes wrong now.</source>
        <translation>重新查找，以了解它现在从哪里开始出错。</translation>
    </message>
    <message>
        <source>Where it goes wrong is looked for when the search is done.</source>
        <translation>查找完成后再定位它从哪里开始出错。</translation>
    </message>
    <message>
        <source>Looking where it goes wrong…</source>
        <translation>正在定位它从哪里开始出错…</translation>
    </message>
    <message>
        <source>By no output and metric is it in the worst tenth: sensitive layers hardly show on a good sample.</source>
        <translation>按任何输出和度量，它都不在最差的十分之一之内：在好样本上很难看出敏感的层。</translation>
    </message>
    <message>
        <source>Edits are measured on it already.</source>
        <translation>修改已经在它上面测量。</translation>
    </message>
    <message>
        <source>Its rank is that of before the last edit: find again.</source>
        <translation>它的名次是上次修改之前的：请重新查找。</translation>
    </message>
    <message>
        <source>No layer can be blamed: %1</source>
        <translation>无法归咎于某一层：%1</translation>
    </message>
    <message numerus="yes">
        <source>Values stop being finite at %1: %Ln of them are NaN or infinite there.</source>
        <translation>
            <numerusform>从 %1 起数值不再有限：其中 %Ln 个为 NaN 或无穷大。</numerusform>
        </translation>
    </message>
    <message>
        <source>Error %1, typical %2: root of the mean squared difference to float, and the median of that over %3 others. The layer itself makes the error grow by a factor of %4.</source>
        <translation>误差 %1，通常为 %2：与浮点之差的均方根，以及其余 %3 个样本的中位数。该层自身使误差增大到 %4 倍。</translation>
    </message>
    <message>
        <source>No layer stands out: its error grows as in other samples. The largest jump is %1-fold, at %2.</source>
        <translation>没有突出的层：它的误差增长与其他样本相同。最大的跳变为 %1 倍，位于 %2。</translation>
    </message>
    <message>
        <source>Its error jumps at %1: %2 times what is typical there, %3 of this sample&apos;s values are clipped.</source>
        <translation>它的误差在 %1 处跳变：是该处通常误差的 %2 倍，该样本的数值有 %3 被截断。</translation>
    </message>
    <message>
        <source>At the output %1</source>
        <translation>输出 %1 处</translation>
    </message>
</context>
<context>
    <name>qb::Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>忽略</translation>
    </message>
</context>
<context>
    <name>qb::BodyPanel</name>
    <message>
        <source>All of this runs in float as one unit of the network; it is here to be looked at.</source>
        <translation>以下全部作为网络中的一个单元以浮点运行；此处仅供查看。</translation>
    </message>
    <message>
        <source>This body can&apos;t be shown: %1</source>
        <translation>无法显示该子图：%1</translation>
    </message>
    <message>
        <source>Back to what is around (Backspace)</source>
        <translation>返回外层 (Backspace)</translation>
    </message>
    <message>
        <source>Which of its bodies is shown</source>
        <translation>显示其中哪个子图</translation>
    </message>
    <message>
        <source>Fit the window (F)</source>
        <translation>适合窗口 (F)</translation>
    </message>
    <message>
        <source>Graph of the body</source>
        <translation>子图</translation>
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
        <source>%Ln sample(s) were seen so far.</source>
        <translation>
            <numerusform>目前已观察 %Ln 个样本。</numerusform>
        </translation>
    </message>
    <message>
        <source>A field can&apos;t be read: see what is said below the fields.</source>
        <translation>有字段无法读取：请看字段下方的说明。</translation>
    </message>
    <message>
        <source>What was observed is of other samples or of another preprocessing: calibrate anew.</source>
        <translation>已观察的内容来自其他样本或其他预处理：请重新校准。</translation>
    </message>
    <message>
        <source>All samples were seen; calibrating anew observes them again.</source>
        <translation>所有样本均已观察；重新校准会再次观察它们。</translation>
    </message>
    <message>
        <source>The samples can&apos;t be read: see what is said below the fields.</source>
        <translation>无法读取样本：请看输入栏下方的说明。</translation>
    </message>
</context>
<context>
    <name>qb::CaseBar</name>
    <message>
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>An expression of your own</source>
        <translation>自己写的表达式</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>At which output of the model samples are judged, and towards which the layer is looked for</source>
        <translation>按模型的哪个输出判断样本，并朝哪个输出定位出错的层</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>度量</translation>
    </message>
    <message>
        <source>By what samples are judged</source>
        <translation>按什么判断样本</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save the worst samples and the bad case as a file, for people and for another study</source>
        <translation>将最差的样本和坏样本保存为文件，供人查看，也供另一个研究使用</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>载入</translation>
    </message>
    <message>
        <source>Use the bad case of such a file</source>
        <translation>采用此类文件中的坏样本</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the selected rows, all where none is selected</source>
        <translation>复制所选的行；未选择时复制全部</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Export as CSV</source>
        <translation>导出为 CSV</translation>
    </message>
    <message>
        <source>Write the table as CSV</source>
        <translation>将表格写为 CSV</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Stops the search and keeps what was measured</source>
        <translation>停止查找，保留已测量的结果</translation>
    </message>
    <message>
        <source>Compare float and quantized on each evaluation sample; what is known is not measured again</source>
        <translation>在每个评估样本上对比浮点与量化；已知的不再测量</translation>
    </message>
</context>
<context>
    <name>qb::CaseModel</name>
    <message>
        <source>Rank</source>
        <translation>名次</translation>
    </message>
    <message>
        <source>1 is the worst; samples that are equally bad share a rank</source>
        <translation>1 为最差；同样差的样本名次相同</translation>
    </message>
    <message>
        <source>The sample&apos;s file, or what the model gets of it</source>
        <translation>样本的文件，或模型得到的内容</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Number in the whole list of samples</source>
        <translation>在全部样本列表中的序号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>%1: the study&apos;s bad case</source>
        <translation>%1：本研究的坏样本</translation>
    </message>
    <message>
        <source>%1: pinned, edits are measured on it</source>
        <translation>%1：已固定，修改在它上面测量</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>What the expression gives</source>
        <translation>表达式的结果</translation>
    </message>
    <message>
        <source>NaN, inf</source>
        <translation>NaN、inf</translation>
    </message>
    <message>
        <source>Values of the output that are NaN or infinite; a sample with such values is worse than any without</source>
        <translation>输出中为 NaN 或无穷大的数值个数；有此类数值的样本比没有的都差</translation>
    </message>
</context>
<context>
    <name>qb::CasePanel</name>
    <message>
        <source>Picture of the sample</source>
        <translation>样本的图片</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Where it goes wrong</source>
        <translation>从哪里开始出错</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Measure edits on this sample</source>
        <translation>在该样本上测量修改</translation>
    </message>
    <message>
        <source>Use as bad case</source>
        <translation>用作坏样本</translation>
    </message>
    <message>
        <source>Comparisons and sensitivity look at this sample alone; press for all samples again</source>
        <translation>对比和敏感度只看该样本；再按一次恢复全部样本</translation>
    </message>
    <message>
        <source>Let comparisons and sensitivity look at this sample alone</source>
        <translation>让对比和敏感度只看该样本</translation>
    </message>
    <message>
        <source>Add to calibration</source>
        <translation>加入校准</translation>
    </message>
    <message>
        <source>Observe this sample too and derive the scales anew; the others are not observed again</source>
        <translation>也观察该样本并重新得出 scale；其余样本不再观察</translation>
    </message>
</context>
<context>
    <name>qb::CasePlot</name>
    <message>
        <source>rank %1: %2, %3</source>
        <translation>第 %1 名：%2，%3</translation>
    </message>
    <message>
        <source>not finite</source>
        <translation>非有限值</translation>
    </message>
    <message>
        <source>Samples, worst first</source>
        <translation>样本，最差在前</translation>
    </message>
    <message>
        <source>median %1</source>
        <translation>中位数 %1</translation>
    </message>
    <message>
        <source>Errors of all samples, worst first</source>
        <translation>全部样本的误差，最差在前</translation>
    </message>
</context>
<context>
    <name>qb::ChannelPlot</name>
    <message>
        <source>channel %1: %2 to %3</source>
        <translation>通道 %1：%2 到 %3</translation>
    </message>
    <message>
        <source>half of it %1 to %2, median %3</source>
        <translation>其中一半在 %1 到 %2，中位数 %3</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Values per channel</source>
        <translation>各通道的值</translation>
    </message>
</context>
<context>
    <name>qb::CheckPages</name>
    <message>
        <source>Channel axis</source>
        <translation>通道轴</translation>
    </message>
    <message>
        <source>axis along which there is a scale for each channel; - where there is one in all</source>
        <translation>沿此轴每个通道各有一个 scale；- 表示只有一个</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Observer</source>
        <translation>观察器</translation>
    </message>
    <message>
        <source>Why float</source>
        <translation>为何是浮点</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Dtype</source>
        <translation>Dtype</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>调用次数</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Dtypes of units</source>
        <translation>各单元的 dtype</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Used more than once, or never</source>
        <translation>多次使用或从未使用</translation>
    </message>
    <message>
        <source>No unit has weights.</source>
        <translation>没有带权重的单元。</translation>
    </message>
    <message>
        <source>Everything is used exactly once.</source>
        <translation>全部恰好使用一次。</translation>
    </message>
</context>
<context>
    <name>qb::ChoiceWords</name>
    <message>
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
</context>
<context>
    <name>qb::CompareDock</name>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Ranges</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>least and largest value of each layer: float as a band, quantized as lines</source>
        <translation>每层的最小与最大值：浮点为色带，量化为线条</translation>
    </message>
    <message>
        <source>Cumulative</source>
        <translation>累积</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>局部</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Which result the table shows; its curve is the strong one</source>
        <translation>表中显示的结果；其曲线为主曲线</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>对照</translation>
    </message>
    <message>
        <source>Other results as curves; differences to the first one in the table</source>
        <translation>其他结果以曲线显示；表中为与第一个的差</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>度量</translation>
    </message>
    <message>
        <source>What the curves show</source>
        <translation>曲线显示的内容</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>Cumulative: everything is quantized, the error at each layer. Local: each layer alone on float inputs, its own error</source>
        <translation>累积：全部量化时每层的误差。局部：每层单独在浮点输入下自身的误差</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Running mean</source>
        <translation>滑动平均</translation>
    </message>
    <message>
        <source>Running mean over neighbouring layers</source>
        <translation>相邻层的滑动平均</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>All evaluation samples</source>
        <translation>全部评估样本</translation>
    </message>
    <message>
        <source>Weights only quantized</source>
        <translation>仅量化权重</translation>
    </message>
    <message>
        <source>Activations only quantized</source>
        <translation>仅量化激活</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Against (%1)</source>
        <translation>对照 (%1)</translation>
    </message>
    <message>
        <source>How far each layer is from float, as a table and as curves over layer order. Open a model to begin.</source>
        <translation>每层与浮点的差距，以表格和按层顺序的曲线显示。请先打开模型。</translation>
    </message>
    <message>
        <source>Nothing was compared yet. Calibrate, and each layer&apos;s error is shown here after every edit.</source>
        <translation>尚未对比。校准之后，每次修改后各层误差会显示在此。</translation>
    </message>
    <message>
        <source>float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>quantized</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>Measure local errors</source>
        <translation>测量局部误差</translation>
    </message>
    <message>
        <source>Over all evaluation samples</source>
        <translation>在全部评估样本上</translation>
    </message>
    <message>
        <source>Local errors were not measured yet: each layer alone on float inputs, so that an error stands where it is made and not where it is inherited.</source>
        <translation>尚未测量局部误差：每层单独在浮点输入下，误差显示在产生之处，而非继承之处。</translation>
    </message>
    <message>
        <source>the other</source>
        <translation>对方</translation>
    </message>
    <message>
        <source>this</source>
        <translation>本模型</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>An expression of your own</source>
        <translation>自己写的表达式</translation>
    </message>
    <message>
        <source>write an expression</source>
        <translation>请填写表达式</translation>
    </message>
    <message>
        <source>press Enter to measure the expression</source>
        <translation>按回车测量该表达式</translation>
    </message>
    <message>
        <source>at the outputs: %1</source>
        <translation>各输出处：%1</translation>
    </message>
    <message>
        <source>of the outputs alone: %1</source>
        <translation>仅输出处：%1</translation>
    </message>
    <message>
        <source>not measured by this expression</source>
        <translation>尚未按该表达式测量</translation>
    </message>
    <message>
        <source>This expression is about the outputs alone: it has no curve over the layers.</source>
        <translation>该表达式只涉及输出：没有逐层曲线。</translation>
    </message>
    <message>
        <source>No layer has a value of this.</source>
        <translation>没有任何层有该值。</translation>
    </message>
    <message>
        <source>Measures over all evaluation samples, or the bad case alone where one is chosen</source>
        <translation>在全部评估样本上测量；若已选定坏样本，则只测该样本</translation>
    </message>
    <message>
        <source>Bad case only: sample %1</source>
        <translation>仅坏样本：样本 %1</translation>
    </message>
    <message>
        <source>Of the bad case alone</source>
        <translation>仅在坏样本上</translation>
    </message>
    <message>
        <source>Nothing was compared yet. Compare, or let each edit be measured, and each layer&apos;s error is shown here.</source>
        <translation>尚未比较。运行比较，或让每次编辑都测量，各层误差就显示在这里。</translation>
    </message>
    <message>
        <source>not on the same samples</source>
        <translation>样本不同</translation>
    </message>
</context>
<context>
    <name>qb::CompareModel</name>
    <message>
        <source>worst in sample %1: SQNR %2 dB</source>
        <translation>样本 %1 中最差：SQNR %2 dB</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>place in the order of computation</source>
        <translation>计算顺序中的位置</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Dtype</source>
        <translation>Dtype</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Scale</translation>
    </message>
    <message>
        <source>width of a step; of several channels the first</source>
        <translation>步长；多通道时为第一个</translation>
    </message>
    <message>
        <source>Float min</source>
        <translation>浮点最小</translation>
    </message>
    <message>
        <source>Quantized min</source>
        <translation>量化最小</translation>
    </message>
    <message>
        <source>Float max</source>
        <translation>浮点最大</translation>
    </message>
    <message>
        <source>Quantized max</source>
        <translation>量化最大</translation>
    </message>
    <message>
        <source>Float mean</source>
        <translation>浮点均值</translation>
    </message>
    <message>
        <source>Quantized mean</source>
        <translation>量化均值</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>可信度</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>常量</translation>
    </message>
    <message>
        <source>mostly zero</source>
        <translation>多数为零</translation>
    </message>
    <message>
        <source>not finite</source>
        <translation>非有限</translation>
    </message>
    <message>
        <source>too few values</source>
        <translation>值过少</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>相等</translation>
    </message>
    <message>
        <source>whether the metrics of this tensor mean anything</source>
        <translation>该张量的度量是否有意义</translation>
    </message>
    <message>
        <source>Δ Cosine</source>
        <translation>Δ Cosine</translation>
    </message>
    <message>
        <source>Δ SQNR [dB]</source>
        <translation>Δ SQNR [dB]</translation>
    </message>
    <message>
        <source>Δ L1</source>
        <translation>Δ L1</translation>
    </message>
    <message>
        <source>Other min</source>
        <translation>对方最小</translation>
    </message>
    <message>
        <source>This min</source>
        <translation>本模型最小</translation>
    </message>
    <message>
        <source>Other max</source>
        <translation>对方最大</translation>
    </message>
    <message>
        <source>This max</source>
        <translation>本模型最大</translation>
    </message>
    <message>
        <source>Other mean</source>
        <translation>对方均值</translation>
    </message>
    <message>
        <source>This mean</source>
        <translation>本模型均值</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>this result minus the one it is held against; ▲ is better, ▼ is worse</source>
        <translation>此结果减去对照结果；▲ 为更好，▼ 为更差</translation>
    </message>
</context>
<context>
    <name>qb::ComparePlot</name>
    <message>
        <source>Layer, in the order of computation</source>
        <translation>层（按计算顺序）</translation>
    </message>
    <message>
        <source>Curves over layer order</source>
        <translation>按层顺序的曲线</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>float %1 to %2</source>
        <translation>浮点 %1 到 %2</translation>
    </message>
    <message>
        <source>quantized %1 to %2</source>
        <translation>量化 %1 到 %2</translation>
    </message>
</context>
<context>
    <name>qb::CompareSources</name>
    <message>
        <source>measured before the last edit</source>
        <translation>测于上次修改之前</translation>
    </message>
    <message>
        <source>This sample</source>
        <translation>此样本</translation>
    </message>
    <message>
        <source>The pinned sample %1 under the present configuration</source>
        <translation>当前配置下的固定样本 %1</translation>
    </message>
    <message>
        <source>measured on another sample</source>
        <translation>在另一样本上测得</translation>
    </message>
    <message>
        <source>Before the edit</source>
        <translation>修改之前</translation>
    </message>
    <message>
        <source>The pinned sample before the last edit</source>
        <translation>上次修改之前的固定样本</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln sample(s)</source>
        <translation>
            <numerusform>%1，%Ln 个样本</numerusform>
        </translation>
    </message>
    <message>
        <source>Kept under the name %1</source>
        <translation>以名称 %1 保存</translation>
    </message>
    <message>
        <source>%1, bad case only: sample %2</source>
        <translation>%1，仅坏样本：样本 %2</translation>
    </message>
    <message>
        <source>Against %1</source>
        <translation>对照 %1</translation>
    </message>
    <message numerus="yes">
        <source>%1, %2 of %Ln sample(s)</source>
        <translation>
            <numerusform>%1，%2 / %Ln 个样本</numerusform>
        </translation>
    </message>
    <message>
        <source>Bad case only: sample %1</source>
        <translation>仅坏样本：样本 %1</translation>
    </message>
    <message>
        <source>%1, weights only</source>
        <translation>%1，仅权重</translation>
    </message>
    <message>
        <source>%1, activations only</source>
        <translation>%1，仅激活</translation>
    </message>
    <message>
        <source>%1, sample %2</source>
        <translation>%1，样本 %2</translation>
    </message>
    <message numerus="yes">
        <source>Now, %Ln sample(s)</source>
        <translation>
            <numerusform>当前，%Ln 个样本</numerusform>
        </translation>
    </message>
    <message>
        <source>Measured under these rules before; %1 is another comparison by now</source>
        <translation>此前在这些规则下测得；%1 现在是另一次比较</translation>
    </message>
</context>
<context>
    <name>qb::ContextBar</name>
    <message>
        <source>Go to configuration %1</source>
        <translation>转到配置 %1</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Pinned sample</source>
        <translation>固定的样本</translation>
    </message>
    <message>
        <source>The sample on which every edit is measured at once</source>
        <translation>每次编辑后立即在此样本上测量</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>The rules that are in force. A comparison keeps those that it was made with: choosing it goes back to them</source>
        <translation>当前生效的规则。每次比较都保留当时的规则：选择它即可回到那些规则</translation>
    </message>
    <message>
        <source>now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>against</source>
        <translation>对照</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>对照</translation>
    </message>
    <message>
        <source>What the comparison in view is held against: float alone, or another result too</source>
        <translation>当前对比结果与什么相比：只与浮点，或再加另一个结果</translation>
    </message>
    <message>
        <source>float</source>
        <translation>浮点</translation>
    </message>
    <message numerus="yes">
        <source>%Ln result(s)</source>
        <translation>
            <numerusform>%Ln 个结果</numerusform>
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
        <source>Do so</source>
        <translation>照此修改</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln sample(s)</source>
        <translation>
            <numerusform>%1 / %Ln 个样本</numerusform>
        </translation>
    </message>
    <message>
        <source>Double click pins the sample that edits are measured on.</source>
        <translation>双击可固定用于测量修改的样本。</translation>
    </message>
    <message>
        <source>%1 (label %2)</source>
        <translation>%1（标签 %2）</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Min</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
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
    <message>
        <source>Sizes</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Sizes of the axes that the model leaves open, with commas: height=320, width=320</source>
        <translation>模型未确定的各轴的大小，用逗号分隔：height=320, width=320</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>分帧</translation>
    </message>
    <message>
        <source>How sound is cut, in values: FRAME, HOP, CONTEXT. Each sample holds the context, which is past, and a new frame; the next one starts a hop later</source>
        <translation>声音的切分方式，以采样点计：帧长, 步进, 上文。每个样本包含过去的上文和一个新帧；下一个样本推后一个步进</translation>
    </message>
    <message>
        <source>Raw type</source>
        <translation>原始类型</translation>
    </message>
    <message>
        <source>What the values of raw binary files are</source>
        <translation>原始二进制文件中数值的类型</translation>
    </message>
    <message>
        <source>%1 is no size: write %2</source>
        <translation>%1 不是尺寸：请写成 %2</translation>
    </message>
    <message>
        <source>NAME=NUMBER</source>
        <translation>名称=数字</translation>
    </message>
    <message>
        <source>%1 is no framing: write %2</source>
        <translation>%1 不是分帧方式：请写成 %2</translation>
    </message>
    <message>
        <source>FRAME, HOP, CONTEXT</source>
        <translation>帧长, 步进, 上文</translation>
    </message>
    <message>
        <source>as usual (RGB)</source>
        <translation>默认（RGB）</translation>
    </message>
    <message>
        <source>folder, file or random:64</source>
        <translation>文件夹、文件或 random:64</translation>
    </message>
    <message>
        <source>e.g. %1</source>
        <translation>例如 %1</translation>
    </message>
</context>
<context>
    <name>qb::DistributionDock</name>
    <message>
        <source>Distribution</source>
        <translation>分布</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>热图</translation>
    </message>
    <message>
        <source>Histogram of the selected point</source>
        <translation>所选量化点的直方图</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Share per bin [%]</source>
        <translation>每区间占比 [%]</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Which port of the selected unit is shown</source>
        <translation>显示所选单元的哪个端口</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Histogram: float in grey, after quantization as a line, clip lines to drag. Channels: least, quartiles and largest value of each. Heat map: how the values of each channel lie</source>
        <translation>直方图：灰色为浮点，线条为量化后，截断线可拖动。通道：各通道的最小值、四分位数和最大值。热图：各通道值的分布</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>直方图</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Logarithmic shares, so that rare values can be seen</source>
        <translation>占比取对数，以便看到稀少的值</translation>
    </message>
    <message>
        <source>The histogram of the selected port: float and after quantization, with clip lines to drag and all methods side by side. Open a model to begin.</source>
        <translation>所选端口的直方图：浮点与量化后，截断线可拖动，各方法并列。请先打开模型。</translation>
    </message>
    <message>
        <source>Select a unit in the graph or in a table, and the values of its ports are shown here.</source>
        <translation>在图或表中选择单元，其端口的值会显示在此。</translation>
    </message>
    <message>
        <source>This unit has no float tensor, so there is nothing to quantize and nothing to show.</source>
        <translation>该单元没有浮点张量，无可量化也无可显示。</translation>
    </message>
    <message>
        <source>Nothing was observed yet. Calibrate, and the values of every port are here.</source>
        <translation>尚未观察。校准之后，各端口的值会显示在此。</translation>
    </message>
    <message>
        <source>This port was never observed: no calibration sample reached it.</source>
        <translation>该端口从未被观察：没有校准样本到达。</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translation>%2 采用 %1</translation>
    </message>
    <message>
        <source>Float share</source>
        <translation>浮点占比</translation>
    </message>
    <message>
        <source>Dequantized share</source>
        <translation>反量化占比</translation>
    </message>
    <message>
        <source>dequantized</source>
        <translation>反量化</translation>
    </message>
</context>
<context>
    <name>qb::DistributionPlot</name>
    <message>
        <source>%1 (%2 beyond)</source>
        <translation>%1（超出 %2）</translation>
    </message>
    <message>
        <source>x %1, %2 of the values in a bin of %3</source>
        <translation>x %1，宽 %3 的区间内占 %2</translation>
    </message>
    <message>
        <source>becomes %1</source>
        <translation>变为 %1</translation>
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
        <source>Tensor that differs</source>
        <translation>不同的张量</translation>
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
    <message numerus="yes">
        <source>%Ln fixed by hand.</source>
        <translation>
            <numerusform>%Ln 个手动固定。</numerusform>
        </translation>
    </message>
    <message>
        <source>int16: %1 of the MACs.</source>
        <translation>int16：占 MAC 的 %1。</translation>
    </message>
    <message>
        <source>With all its optimizations ONNX Runtime refuses the file: %1</source>
        <translation>ONNX Runtime 在全部优化下拒绝该文件：%1</translation>
    </message>
    <message>
        <source>The runtime quantizes %1, which the plan leaves in float; guarding float layers prevents it.</source>
        <translation>运行时量化了方案中保持浮点的 %1；保护浮点层可避免此情况。</translation>
    </message>
    <message>
        <source>The export was stopped.</source>
        <translation>导出已停止。</translation>
    </message>
    <message>
        <source>Compare with the exported file</source>
        <translation>与导出的文件对比</translation>
    </message>
    <message>
        <source>The simulation against the file, layer by layer, on all evaluation samples; in the Compare dock</source>
        <translation>在全部评估样本上把仿真与该文件逐层对比；结果在“对比”面板</translation>
    </message>
    <message numerus="yes">
        <source>All %Ln tensor(s) that the units compute equal the simulation bit for bit.</source>
        <translation>
            <numerusform>各单元算出的全部 %Ln 个张量与仿真逐位相等。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln tensor(s) that the units compute equal the simulation; the largest difference is %2 steps.</source>
        <translation>
            <numerusform>各单元算出的 %Ln 个张量中有 %1 个与仿真相等；最大差异为 %2 步。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s)</source>
        <translation>
            <numerusform>%Ln 个样本</numerusform>
        </translation>
    </message>
    <message>
        <source>Target %1. Quantized points (outputs, operands, weights, constants): %2.</source>
        <translation>目标 %1。已量化的点（输出、操作数、权重、常量）：%2。</translation>
    </message>
    <message numerus="yes">
        <source>%1 is written, opset %2: %Ln tensor(s) quantized, of activations, weights, constants and biases.</source>
        <translation>
            <numerusform>已写入 %1，opset %2：共量化 %Ln 个张量，含激活、权重、常量和偏置。</numerusform>
        </translation>
    </message>
    <message>
        <source>File against float [dB]</source>
        <translation>文件对浮点 [dB]</translation>
    </message>
    <message>
        <source>Optimized against file [dB]</source>
        <translation>优化后对文件 [dB]</translation>
    </message>
    <message>
        <source>Optimized against float [dB]</source>
        <translation>优化后对浮点 [dB]</translation>
    </message>
    <message>
        <source>Max [steps]</source>
        <translation>最大 [步]</translation>
    </message>
    <message>
        <source>Equal elements</source>
        <translation>相等的元素</translation>
    </message>
    <message>
        <source>The export failed</source>
        <translation>导出失败</translation>
    </message>
    <message>
        <source>%1 (raised from %2)</source>
        <comment>opset</comment>
        <translation>%1（由 %2 提升）</translation>
    </message>
</context>
<context>
    <name>qb::ExpressionField</name>
    <message>
        <source>Largest first</source>
        <translation>最大在前</translation>
    </message>
    <message>
        <source>Smallest first</source>
        <translation>最小在前</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>Which end of the values is the bad one</source>
        <translation>数值的哪一端是坏的</translation>
    </message>
    <message>
        <source>One number from the outputs &quot;float&quot; and &quot;quant&quot; of a sample: + - * / comparisons, abs, sqrt, exp, log, sum, mean, min, max, argmax, softmax, slices like [0, 1:3]; outputs by name: float(&quot;NAME&quot;)</source>
        <translation>由一个样本的输出 &quot;float&quot; 与 &quot;quant&quot; 算出一个数：+ - * /、比较、abs、sqrt、exp、log、sum、mean、min、max、argmax、softmax，以及 [0, 1:3] 这样的切片；按名称指定输出：float(&quot;NAME&quot;)</translation>
    </message>
    <message>
        <source>Where no output is named, each layer has a value of its own.</source>
        <translation>未指定输出时，每一层各有自己的值。</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>表达式</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>最近</translation>
    </message>
    <message>
        <source>Recent expressions</source>
        <translation>最近的表达式</translation>
    </message>
    <message>
        <source>The expressions that were used last</source>
        <translation>最近用过的表达式</translation>
    </message>
</context>
<context>
    <name>qb::FilterField</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Filter: op:Conv cos&lt;0.99</source>
        <translation>筛选：op:Conv cos&lt;0.99</translation>
    </message>
    <message>
        <source>Filter of units</source>
        <translation>单元筛选</translation>
    </message>
    <message>
        <source>Terms that must all hold, separated by blanks:
op:Conv   dtype:int8   module:head   name:*conv1*   name:/head\.\d+/
cos&lt;0.99   sqnr&lt;20   l1&gt;0.1   atol&gt;=3   steps&gt;5   clipped&gt;0.1%
!TERM for the opposite, a bare word for a part of the name.</source>
        <translation>以空格分隔、须全部满足的条件：
op:Conv   dtype:int8   module:head   name:*conv1*   name:/head\.\d+/
cos&lt;0.99   sqnr&lt;20   l1&gt;0.1   atol&gt;=3   steps&gt;5   clipped&gt;0.1%
!条件 表示取反，单独的词匹配名称片段。</translation>
    </message>
    <message>
        <source>The text is a regular expression for names</source>
        <translation>文本为匹配名称的正则表达式</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>Select all hits (Enter)</source>
        <translation>选择全部命中（回车）</translation>
    </message>
    <message>
        <source>Select all hits</source>
        <translation>选择全部命中</translation>
    </message>
    <message>
        <source>Units that are shown</source>
        <translation>显示的单元</translation>
    </message>
</context>
<context>
    <name>qb::Finder</name>
    <message>
        <source>Nothing is called so.</source>
        <translation>没有这个名字。</translation>
    </message>
</context>
<context>
    <name>qb::FindingsDock</name>
    <message>
        <source>All kinds</source>
        <translation>全部类别</translation>
    </message>
    <message>
        <source>Cure: %1</source>
        <translation>对策：%1</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>发现</translation>
    </message>
    <message>
        <source>Table of findings</source>
        <translation>发现列表</translation>
    </message>
    <message>
        <source>Kind of finding</source>
        <translation>发现的类别</translation>
    </message>
    <message>
        <source>Show one kind of finding only</source>
        <translation>只显示一类发现</translation>
    </message>
    <message>
        <source>Show errors</source>
        <translation>显示错误</translation>
    </message>
    <message>
        <source>Show warnings</source>
        <translation>显示警告</translation>
    </message>
    <message>
        <source>Show notes</source>
        <translation>显示提示</translation>
    </message>
    <message>
        <source>Apply cure</source>
        <translation>应用对策</translation>
    </message>
    <message>
        <source>Adds the rules that cure this finding, as one step that can be undone</source>
        <translation>添加解决此发现的规则，可一步撤销</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>The findings shown, as a CSV file</source>
        <translation>将显示的发现导出为 CSV</translation>
    </message>
    <message>
        <source>Nothing odd was found in the model and its configuration.</source>
        <translation>模型及其配置中未发现异常。</translation>
    </message>
    <message>
        <source>What is odd in structure, ranges and configuration of the model will be listed here, with its cure.</source>
        <translation>模型结构、数值范围和配置中的异常及其对策会列在此处。</translation>
    </message>
    <message>
        <source>before the last change</source>
        <translation>早于上次改动</translation>
    </message>
    <message>
        <source>Checked before the last change of rules or statistics; check again to see what came of it</source>
        <translation>检查早于规则或统计的上次改动；重新检查可看到结果</translation>
    </message>
    <message>
        <source>Dtypes of units</source>
        <translation>各单元的 dtype</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Used more than once, or never</source>
        <translation>多次使用或从未使用</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Findings, or one of the tables that the check makes beside them</source>
        <translation>检查发现，或检查同时生成的表格</translation>
    </message>
    <message>
        <source>Save model_check_result.txt</source>
        <translation>保存 model_check_result.txt</translation>
    </message>
    <message>
        <source>The whole check as a text file, as the command line writes it</source>
        <translation>整个检查的文本文件，与命令行写出的相同</translation>
    </message>
    <message>
        <source>Not checked yet: what is odd in structure, ranges and configuration of the model, with its cure.</source>
        <translation>尚未检查：检查后在此列出模型的结构、范围和配置中的异常及解决办法。</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Check again, with the rules and statistics of now</source>
        <translation>按当前的规则和统计重新检查</translation>
    </message>
    <message>
        <source>Export the table…</source>
        <translation>导出表格…</translation>
    </message>
</context>
<context>
    <name>qb::ForeignStrip</name>
    <message>
        <source>%1 is a float model.</source>
        <translation>%1 是浮点模型。</translation>
    </message>
    <message>
        <source>%1 is a model with Q/DQ pairs of its own.</source>
        <translation>%1 是自带 Q/DQ 的量化模型。</translation>
    </message>
    <message>
        <source>%1 is a folder of arrays.</source>
        <translation>%1 是张量文件夹。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln without a counterpart</source>
        <translation>
            <numerusform>%Ln 个没有对应</numerusform>
        </translation>
    </message>
    <message>
        <source>Everything has its counterpart.</source>
        <translation>全部都有对应。</translation>
    </message>
    <message>
        <source>All units that could be compared agree.</source>
        <translation>可比较的单元全部一致。</translation>
    </message>
    <message>
        <source>The first unit that differs is %1: SQNR %2 dB.</source>
        <translation>第一个不同的单元是 %1：SQNR %2 dB。</translation>
    </message>
    <message>
        <source>The first unit that differs is %1: by %2 steps of its scale, SQNR %3 dB.</source>
        <translation>第一个不同的单元是 %1：差 %2 个量化步，SQNR %3 dB。</translation>
    </message>
    <message>
        <source>Without a counterpart</source>
        <translation>没有对应</translation>
    </message>
    <message>
        <source>Units of this model (%1)</source>
        <translation>本模型的单元（%1）</translation>
    </message>
    <message>
        <source>Files of the folder (%1)</source>
        <translation>文件夹中的文件（%1）</translation>
    </message>
    <message>
        <source>Units of the other model (%1)</source>
        <translation>对方模型的单元（%1）</translation>
    </message>
    <message>
        <source>Copy both lists</source>
        <translation>复制两个列表</translation>
    </message>
    <message>
        <source>Every unit was matched.</source>
        <translation>所有单元均已对应。</translation>
    </message>
    <message>
        <source>Every file was matched.</source>
        <translation>所有文件均已对应。</translation>
    </message>
    <message>
        <source>These have no counterpart on the other side, so nothing is said about them: units whose tensors no file holds, and files that are no tensor of this model.</source>
        <translation>以下各项在另一侧没有对应项，因此不作比较：没有文件包含其张量的单元，以及不是本模型张量的文件。</translation>
    </message>
    <message>
        <source>These have no counterpart on the other side, so nothing is said about them: their outputs go by other names, or were folded into others.</source>
        <translation>以下各项在另一侧没有对应项，因此不作比较：其输出名称不同，或已被折叠进其他单元。</translation>
    </message>
    <message>
        <source>The first unit that differs is %1: NaN or infinite on one side.</source>
        <translation>第一个有差异的单元是 %1：一侧为 NaN 或无穷。</translation>
    </message>
</context>
<context>
    <name>qb::FormWords</name>
    <message>
        <source>Float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>仿真</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>output</source>
        <translation>输出</translation>
    </message>
</context>
<context>
    <name>qb::FormatsDialog</name>
    <message>
        <source>Point</source>
        <translation>量化点</translation>
    </message>
    <message>
        <source>Not carried</source>
        <translation>未能带上</translation>
    </message>
    <message>
        <source>Export for another tool</source>
        <translation>导出给其他工具</translation>
    </message>
    <message>
        <source>Import from another tool</source>
        <translation>从其他工具导入</translation>
    </message>
    <message>
        <source>as the format means it</source>
        <translation>按该格式的含义</translation>
    </message>
    <message>
        <source>append to the rules that are there</source>
        <translation>追加到现有规则</translation>
    </message>
    <message>
        <source>replace the rules that are there</source>
        <translation>替换现有规则</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>This format holds scales: calibrate first.</source>
        <translation>此格式包含 scale：请先校准。</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>导入 %1</translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>导出 %1</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请选择其他文件夹。</translation>
    </message>
    <message>
        <source>%1 is written: %2 of %3 quantized points come back as they are.</source>
        <translation>已写入 %1：%3 个量化点中有 %2 个可原样读回。</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>line %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message>
        <source>From</source>
        <translation>原值</translation>
    </message>
    <message>
        <source>To</source>
        <translation>新值</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entry/entries taken over.</source>
        <translation>
            <numerusform>已采用 %Ln 项。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln point(s) would change.</source>
        <translation>
            <numerusform>将有 %Ln 个量化点改变。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::GraphPanel</name>
    <message>
        <source>follows %1</source>
        <translation>跟随 %1</translation>
    </message>
    <message>
        <source>Sensitivity, SQNR [dB]</source>
        <translation>敏感度，SQNR [dB]</translation>
    </message>
    <message>
        <source>dtype</source>
        <translation>dtype</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>算子</translation>
    </message>
    <message>
        <source>sensitivity</source>
        <translation>敏感度</translation>
    </message>
    <message>
        <source>Colour by</source>
        <translation>着色</translation>
    </message>
    <message>
        <source>What the cards are coloured by; numbers are of the pinned sample</source>
        <translation>卡片的着色依据；数值来自固定样本</translation>
    </message>
    <message>
        <source>Shapes on edges</source>
        <translation>在边上显示形状</translation>
    </message>
    <message>
        <source>Scales on edges</source>
        <translation>在边上显示 scale</translation>
    </message>
    <message>
        <source>From left to right</source>
        <translation>从左到右</translation>
    </message>
    <message>
        <source>Open all groups</source>
        <translation>展开全部分组</translation>
    </message>
    <message>
        <source>Close all groups</source>
        <translation>折叠全部分组</translation>
    </message>
    <message>
        <source>Fit the window (F)</source>
        <translation>适合窗口 (F)</translation>
    </message>
    <message>
        <source>Export the graph as a picture</source>
        <translation>将计算图导出为图片</translation>
    </message>
    <message>
        <source>Leave the group (Backspace)</source>
        <translation>离开分组 (Backspace)</translation>
    </message>
    <message>
        <source>%1, not %2</source>
        <translation>%1，非 %2</translation>
    </message>
    <message>
        <source>computes in float; quantized units read its output as %1</source>
        <translation>以浮点计算；量化单元按 %1 读取其输出</translation>
    </message>
    <message>
        <source>Float segments as coloured regions, with what crosses their borders</source>
        <translation>以底色显示浮点段及跨越其边界的数据</translation>
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
    <message>
        <source>More than %1 of its values are clipped: its bar is striped.</source>
        <translation>超过 %1 的值被截断：其条带画有条纹。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a name and its value</comment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>qb::HeatPlot</name>
    <message>
        <source>channel %1, value %2: %3 of the channel</source>
        <translation>通道 %1，值 %2：占该通道 %3</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Heat map of values per channel</source>
        <translation>各通道值的热图</translation>
    </message>
    <message>
        <source>Share of the channel [%]</source>
        <translation>占该通道的比例 [%]</translation>
    </message>
</context>
<context>
    <name>qb::HelpWindow</name>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Search the help</source>
        <translation>搜索帮助</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面列表</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>qb::InspectorDock</name>
    <message>
        <source>Freeze %1</source>
        <translation>冻结 %1</translation>
    </message>
    <message>
        <source>Unfreeze %1</source>
        <translation>解冻 %1</translation>
    </message>
    <message>
        <source>Set %1 of %2 to %3</source>
        <translation>将 %2 的 %1 设为 %3</translation>
    </message>
    <message>
        <source>Set %1 of %2: %3</source>
        <translation>设置 %2 的 %1：%3</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Set %1 of %2 to float</source>
        <translation>将 %2 的 %1 设为浮点</translation>
    </message>
    <message>
        <source>Set %1 of %2 to int8</source>
        <translation>将 %2 的 %1 设为 int8</translation>
    </message>
    <message>
        <source>Set %1 of %2 to int16</source>
        <translation>将 %2 的 %1 设为 int16</translation>
    </message>
    <message>
        <source>Fix the scale of %1 of %2</source>
        <translation>固定 %2 的 %1 的 scale</translation>
    </message>
    <message>
        <source>Take %1 of %2 back to the rules</source>
        <translation>将 %2 的 %1 恢复为规则</translation>
    </message>
    <message>
        <source>Several edits</source>
        <translation>多项修改</translation>
    </message>
    <message numerus="yes">
        <source>%Ln units</source>
        <translation>
            <numerusform>%Ln 个单元</numerusform>
        </translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>Select a unit to see and change how it is quantized.</source>
        <translation>选择单元以查看和修改其量化方式。</translation>
    </message>
    <message>
        <source>How the selected units are quantized, and why, will be shown here.</source>
        <translation>所选单元的量化方式及原因会显示在此。</translation>
    </message>
    <message>
        <source>Back to the rules</source>
        <translation>恢复为规则</translation>
    </message>
    <message>
        <source>Take back what was set by hand on the selected units</source>
        <translation>撤回对所选单元的手动设置</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Keep the dtypes of these units against automatic changes</source>
        <translation>保持这些单元的 dtype，不受自动更改影响</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>即时</translation>
    </message>
    <message>
        <source>Edits apply at once; else they wait for Apply and show what they change</source>
        <translation>修改立即生效；否则等待“应用”并显示将有的变化</translation>
    </message>
    <message>
        <source>Nothing was set by hand for %1.</source>
        <translation>%1 没有手动设置。</translation>
    </message>
    <message>
        <source>The rules say so already for %1.</source>
        <translation>规则对 %1 已经是这样设置的。</translation>
    </message>
    <message>
        <source>Set for %1 of %2 units; the others have no weights.</source>
        <translation>已设置 %2 个单元中的 %1 个；其余单元没有权重。</translation>
    </message>
    <message>
        <source>Set for %1 of %2 units; the others have no scale of their own.</source>
        <translation>已设置 %2 个单元中的 %1 个；其余单元没有自己的 scale。</translation>
    </message>
    <message>
        <source>Nothing to set: %1 has no weights.</source>
        <translation>无可设置：%1 没有权重。</translation>
    </message>
    <message>
        <source>%1 has no scale of its own, it takes that of %2: set it there.</source>
        <translation>%1 没有自己的 scale，它沿用 %2 的 scale：请在那里设置。</translation>
    </message>
    <message>
        <source>Nothing to set: %1 has no scale of its own.</source>
        <translation>无可设置：%1 没有自己的 scale。</translation>
    </message>
</context>
<context>
    <name>qb::JobBar</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
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
    <message>
        <source>file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>study</source>
        <translation>研究</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>problems</source>
        <translation>问题数</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what, and its name</comment>
        <translation>%1：%2</translation>
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
        <translation>，每秒 %1，剩余 %2</translation>
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
        <source>started %1</source>
        <translation>开始于 %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>每秒 %1</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>用时 %1</translation>
    </message>
    <message>
        <source>Nothing has run yet. Calibrations, comparisons and sweeps appear here, with what became of them.</source>
        <translation>尚未运行任何任务。校准、对比和扫描会列在这里，并注明其结果。</translation>
    </message>
</context>
<context>
    <name>qb::LogDock</name>
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
        <source>What happened appears here; beside warnings and errors, what to do about them.</source>
        <translation>所发生的事情会列在这里；警告和错误旁附有处理办法。</translation>
    </message>
</context>
<context>
    <name>qb::MainWindow</name>
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
    <message>
        <source>Export the table</source>
        <translation>导出表格</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>This model can be looked at, not run: %1</source>
        <translation>该模型可查看但不能运行：%1</translation>
    </message>
    <message>
        <source>%1 has changed on disk.</source>
        <translation>%1 在磁盘上已更改。</translation>
    </message>
    <message>
        <source>Open it again</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Import rules</source>
        <translation>导入规则</translation>
    </message>
    <message>
        <source>Rule files (*.json);;All files (*)</source>
        <translation>规则文件 (*.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>导入 %1</translation>
    </message>
    <message>
        <source>Export rules</source>
        <translation>导出规则</translation>
    </message>
    <message>
        <source>Rule files (*.json)</source>
        <translation>规则文件 (*.json)</translation>
    </message>
    <message>
        <source>Export the graph</source>
        <translation>导出计算图</translation>
    </message>
    <message>
        <source>Pictures (*.svg *.pdf *.png)</source>
        <translation>图片 (*.svg *.pdf *.png)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Write a report</source>
        <translation>写报告</translation>
    </message>
    <message>
        <source>Reports (*.html *.md *.json)</source>
        <translation>报告 (*.html *.md *.json)</translation>
    </message>
    <message>
        <source>Advice</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Save bad cases</source>
        <translation>保存坏样本</translation>
    </message>
    <message>
        <source>Bad cases (*.txt)</source>
        <translation>坏样本 (*.txt)</translation>
    </message>
    <message>
        <source>Load a bad case</source>
        <translation>载入坏样本</translation>
    </message>
    <message>
        <source>Bad cases (*.txt);;All files (*)</source>
        <translation>坏样本 (*.txt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Save the check</source>
        <translation>保存检查结果</translation>
    </message>
    <message>
        <source>Texts (*.txt)</source>
        <translation>文本 (*.txt)</translation>
    </message>
    <message>
        <source>Compare with a model file</source>
        <translation>与模型文件对比</translation>
    </message>
    <message>
        <source>Models (*.onnx *.ort);;All files (*)</source>
        <translation>模型 (*.onnx *.ort);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Compare with a folder of arrays</source>
        <translation>与张量文件夹对比</translation>
    </message>
    <message>
        <source>Profile an exported file</source>
        <translation>统计一个导出的文件</translation>
    </message>
    <message>
        <source>Write arrays into a folder</source>
        <translation>把张量写入文件夹</translation>
    </message>
    <message>
        <source>Arrays are written into %1.</source>
        <translation>张量已写入 %1。</translation>
    </message>
    <message>
        <source>Save what was asked and what it came to</source>
        <translation>保存请求与生效的配置</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Requested / effective</source>
        <translation>请求与生效</translation>
    </message>
    <message>
        <source>No way leads between the selected units.</source>
        <translation>所选单元之间没有路径。</translation>
    </message>
    <message>
        <source>Remove stubs</source>
        <translation>移除 QuantStub / DeQuantStub</translation>
    </message>
    <message>
        <source>Set a QuantStub</source>
        <translation>设置 QuantStub</translation>
    </message>
    <message>
        <source>Set a DeQuantStub</source>
        <translation>设置 DeQuantStub</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>A part of a unit&apos;s name, its operator, or a selector: op:Conv cos&lt;0.99, A..B</source>
        <translation>单元名称的一部分、算子，或选择式：op:Conv cos&lt;0.99、A..B</translation>
    </message>
    <message>
        <source>No unit matches</source>
        <translation>没有匹配的单元</translation>
    </message>
    <message numerus="yes">
        <source>Select %Ln unit(s)</source>
        <translation>
            <numerusform>选择 %Ln 个单元</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep the comparison as</source>
        <translation>对比保存为</translation>
    </message>
    <message>
        <source>&quot;%1&quot; means something else here; take another name.</source>
        <translation>“%1”在此另有含义；请换一个名称。</translation>
    </message>
    <message>
        <source>The graph can&apos;t be drawn</source>
        <translation>无法绘制计算图</translation>
    </message>
    <message>
        <source>open a model first</source>
        <translation>请先打开模型</translation>
    </message>
    <message>
        <source>the model can&apos;t be run</source>
        <translation>该模型无法运行</translation>
    </message>
    <message>
        <source>name samples first</source>
        <translation>请先指定样本</translation>
    </message>
    <message>
        <source>calibrate first</source>
        <translation>请先校准</translation>
    </message>
    <message>
        <source>select units first</source>
        <translation>请先选择单元</translation>
    </message>
    <message>
        <source>calibrate anew: the samples are others</source>
        <translation>请重新校准：样本已不同</translation>
    </message>
    <message>
        <source>all samples were observed</source>
        <translation>所有样本均已观察</translation>
    </message>
    <message>
        <source>select two units first</source>
        <translation>请先选择两个单元</translation>
    </message>
    <message>
        <source>Nothing of what you do here is kept: %1</source>
        <translation>此处所做的一切都不会保存：%1</translation>
    </message>
    <message>
        <source>Save the study as…</source>
        <translation>研究文件另存为…</translation>
    </message>
    <message>
        <source>Calibrate…</source>
        <translation>校准…</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written</source>
        <translation>无法写入 %1</translation>
    </message>
    <message>
        <source>The rules of %1 can&apos;t be imported</source>
        <translation>无法导入 %1 的规则</translation>
    </message>
    <message>
        <source>The graph can&apos;t be exported</source>
        <translation>无法导出计算图</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>undo or redo, and what</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Copy the command line for this</source>
        <translation>复制对应的命令行</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>menu and its entry</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>图</translation>
    </message>
    <message>
        <source>Not applied yet: Apply in the Inspector does it.</source>
        <translation>尚未应用：在检查器中按“应用”才生效。</translation>
    </message>
    <message>
        <source>%1 (read only)</source>
        <translation>%1（只读）</translation>
    </message>
    <message>
        <source>%1 is gone from its place. What is open goes on; nothing is lost.</source>
        <translation>%1 已不在原处。已打开的内容可继续使用，什么也没有丢失。</translation>
    </message>
    <message>
        <source>Open for reading only</source>
        <translation>以只读方式打开</translation>
    </message>
    <message>
        <source>Say where the model lies…</source>
        <translation>指定模型的位置…</translation>
    </message>
    <message>
        <source>Where the model lies</source>
        <translation>模型的位置</translation>
    </message>
    <message>
        <source>Models (*.onnx);;All files (*)</source>
        <translation>模型 (*.onnx);;所有文件 (*)</translation>
    </message>
    <message>
        <source>The report is written into %1.</source>
        <translation>报告已写入 %1。</translation>
    </message>
    <message>
        <source>The samples or their preprocessing are others than those that were observed: the scales are still those of the old ones, and errors on the new ones mislead until you calibrate.</source>
        <translation>样本或其预处理与校准时不同：scale 仍来自旧数据，重新校准之前，在新数据上的误差会误导。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what failed, and why</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Close the dock %1</source>
        <translation>关闭“%1”面板</translation>
    </message>
    <message>
        <source>Undock or dock %1</source>
        <translation>浮动或停靠“%1”面板</translation>
    </message>
</context>
<context>
    <name>qb::MethodsModel</name>
    <message>
        <source>by hand</source>
        <translation>手动</translation>
    </message>
    <message>
        <source>the grid that was fixed by hand</source>
        <translation>手动固定的网格</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Low end</source>
        <translation>下端</translation>
    </message>
    <message>
        <source>the lower end of the range that is chosen</source>
        <translation>所选范围的下端</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Scale</translation>
    </message>
    <message>
        <source>the width of a step; of several channels the widest</source>
        <translation>步长；多通道时为最宽者</translation>
    </message>
    <message>
        <source>SQNR [dB]</source>
        <translation>SQNR [dB]</translation>
    </message>
    <message>
        <source>10 log10(sum x² / expected sum of squared errors) over the calibration samples; higher is better</source>
        <translation>校准样本上的 10 log10(sum x² / 平方误差期望之和)；越高越好</translation>
    </message>
    <message>
        <source>SQNR in dB minus that of min_max with the same dtype and scheme</source>
        <translation>SQNR（dB）减去相同 dtype 与方案下 min_max 的值</translation>
    </message>
    <message>
        <source>Clipped [%]</source>
        <translation>截断 [%]</translation>
    </message>
    <message>
        <source>share of the values that lie beyond the grid by more than half a step</source>
        <translation>超出量化网格半步以上的值所占比例</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>how the range is chosen from what calibration saw</source>
        <translation>如何从校准所见数据选取范围</translation>
    </message>
    <message>
        <source>mse: squared errors of clipped values count %1 times (clip_weight), which SQNR does not show.</source>
        <translation>mse：被截断值的平方误差按 %1 倍计（clip_weight），SQNR 不反映这一点。</translation>
    </message>
    <message>
        <source>mse: squared errors of clipped values count %1 times (clip_weight of profile %2), which SQNR does not show.</source>
        <translation>mse：被截断值的平方误差按 %1 倍计（配置 %2 的 clip_weight），SQNR 不反映这一点。</translation>
    </message>
    <message>
        <source>more than 3 dB worse than min_max</source>
        <translation>比 min_max 差 3 dB 以上</translation>
    </message>
    <message>
        <source>Δ min_max [dB]</source>
        <translation>Δ min_max [dB]</translation>
    </message>
    <message>
        <source>the upper end of the range that is chosen; of symmetric grids the threshold that gives this scale when it is fixed</source>
        <translation>所选范围的上端；对于对称网格，为固定后给出该 scale 的阈值</translation>
    </message>
</context>
<context>
    <name>qb::MethodsPanel</name>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Use %1</source>
        <translation>采用 %1</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Gives this point the chosen method</source>
        <translation>对此点采用所选方法</translation>
    </message>
    <message>
        <source>The point is not quantized; give it a dtype first</source>
        <translation>该点未量化；请先设定 dtype</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>What each method makes of this point. Double click or Enter takes one</source>
        <translation>各方法对此点的结果。双击或回车采用</translation>
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
    <name>qb::PickPanel</name>
    <message>
        <source>Sensitivity</source>
        <translation>敏感度</translation>
    </message>
    <message>
        <source>Rows to raise</source>
        <translation>要提升的行</translation>
    </message>
    <message>
        <source>How many rows are raised to int16, from the top</source>
        <translation>从顶部起提升到 int16 的行数</translation>
    </message>
    <message>
        <source>Top k</source>
        <translation>前 k 个</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Worse than</source>
        <translation>差于</translation>
    </message>
    <message>
        <source>That many rows from the top</source>
        <translation>从顶部起这么多行</translation>
    </message>
    <message>
        <source>That share of the rows, rounded up</source>
        <translation>行数的这一比例，向上取整</translation>
    </message>
    <message>
        <source>All rows that are as bad as this value of the metric or worse; Enter takes it</source>
        <translation>度量等于或差于该值的所有行；回车采用</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Appends one rule that raises these rows to int16; one step of undo</source>
        <translation>追加一条将这些行提升到 int16 的规则；可一步撤销</translation>
    </message>
</context>
<context>
    <name>qb::PickPlot</name>
    <message>
        <source>top %1: %2 of the MACs, predicted %3 dB</source>
        <translation>前 %1：占 MAC 的 %2，预测 %3 dB</translation>
    </message>
    <message>
        <source>int16 share of MACs [%]</source>
        <translation>int16 占 MAC 比例 [%]</translation>
    </message>
    <message>
        <source>Predicted SQNR [dB]</source>
        <translation>预测 SQNR [dB]</translation>
    </message>
    <message>
        <source>knee</source>
        <translation>拐点</translation>
    </message>
    <message>
        <source>Predicted output error over the int16 share of MACs</source>
        <translation>预测输出误差随 int16 的 MAC 占比变化</translation>
    </message>
    <message>
        <source>Predicted [dB]</source>
        <translation>预测 [dB]</translation>
    </message>
    <message>
        <source>none raised</source>
        <translation>不提升</translation>
    </message>
    <message>
        <source>top %1</source>
        <translation>前 %1 个</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>实测</translation>
    </message>
</context>
<context>
    <name>qb::PlotDock</name>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Export &amp;table…</source>
        <translation>导出表格(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Export picture…</source>
        <translation>导出图片(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Show all</source>
        <translation>显示全部(&amp;S)</translation>
    </message>
</context>
<context>
    <name>qb::PointWords</name>
    <message>
        <source>channels %1 times apart (largest %2, smallest %3)</source>
        <translation>通道相差 %1 倍（最大 %2，最小 %3）</translation>
    </message>
    <message>
        <source>symmetric</source>
        <translation>对称</translation>
    </message>
    <message>
        <source>affine</source>
        <translation>非对称</translation>
    </message>
    <message>
        <source>follows %1</source>
        <translation>跟随 %1</translation>
    </message>
    <message numerus="yes">
        <source>one scale with %Ln other point(s)</source>
        <translation>
            <numerusform>与另外 %Ln 个点共用 scale</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>%1 zeros, not drawn</source>
        <translation>%1 为零，未绘制</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s)</source>
        <translation>
            <numerusform>%Ln 个样本</numerusform>
        </translation>
    </message>
    <message>
        <source>threshold %1</source>
        <translation>阈值 %1</translation>
    </message>
    <message>
        <source>range %1 to %2</source>
        <translation>范围 %1 到 %2</translation>
    </message>
    <message>
        <source>%1 clipped</source>
        <translation>截断 %1</translation>
    </message>
    <message>
        <source>SQNR %1 dB</source>
        <translation>SQNR %1 dB</translation>
    </message>
    <message>
        <source>scale %1</source>
        <translation>scale %1</translation>
    </message>
</context>
<context>
    <name>qb::PortEditor</name>
    <message>
        <source>observer %1</source>
        <translation>观察器 %1</translation>
    </message>
    <message>
        <source>scheme %1</source>
        <translation>方案 %1</translation>
    </message>
    <message>
        <source>threshold %1</source>
        <translation>阈值 %1</translation>
    </message>
    <message>
        <source>scale %1</source>
        <translation>scale %1</translation>
    </message>
    <message>
        <source>one scale per channel</source>
        <translation>每通道一个 scale</translation>
    </message>
    <message>
        <source>one scale for all channels</source>
        <translation>所有通道共用 scale</translation>
    </message>
    <message>
        <source>scale kept in training</source>
        <translation>训练中保持 scale</translation>
    </message>
    <message>
        <source>scale free in training</source>
        <translation>训练中 scale 可变</translation>
    </message>
    <message>
        <source>dtype</source>
        <translation>dtype</translation>
    </message>
    <message>
        <source>Observer</source>
        <translation>观察器</translation>
    </message>
    <message>
        <source>Scheme</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Scale</translation>
    </message>
    <message>
        <source>One scale per channel</source>
        <translation>每通道一个 scale</translation>
    </message>
    <message>
        <source>Keep the scale in training</source>
        <translation>训练中保持 scale</translation>
    </message>
    <message>
        <source>different</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>as read</source>
        <translation>按读取</translation>
    </message>
    <message>
        <source>Owns no scale, it follows %1.</source>
        <translation>没有自己的 scale，跟随 %1。</translation>
    </message>
    <message>
        <source>Not quantized: %1</source>
        <translation>未量化：%1</translation>
    </message>
    <message>
        <source>Asked for %1, got %2; see below why.</source>
        <translation>请求 %1，实际 %2；原因见下。</translation>
    </message>
    <message>
        <source>by the observer</source>
        <translation>由观察器决定</translation>
    </message>
    <message>
        <source>f32, the whole unit</source>
        <translation>f32，整个单元</translation>
    </message>
    <message>
        <source>as its producer gives it</source>
        <translation>与其生产者相同</translation>
    </message>
    <message>
        <source>clips %1</source>
        <translation>截断 %1</translation>
    </message>
    <message>
        <source>Range seen</source>
        <translation>所见范围</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>%1 (first; one per channel, axis %2)</source>
        <translation>%1（第一个；每通道一个，轴 %2）</translation>
    </message>
    <message>
        <source>Zero point</source>
        <translation>零点</translation>
    </message>
    <message>
        <source>SQNR on the statistics</source>
        <translation>统计数据上的 SQNR</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>Clipped</source>
        <translation>截断</translation>
    </message>
    <message>
        <source>Decided by %1</source>
        <translation>由 %1 决定</translation>
    </message>
    <message>
        <source>symmetric</source>
        <translation>对称</translation>
    </message>
    <message>
        <source>affine</source>
        <translation>非对称</translation>
    </message>
    <message>
        <source>Zero stands in the middle of the grid</source>
        <translation>零位于网格中央</translation>
    </message>
    <message>
        <source>The grid spans from the smallest to the largest value, with a zero point</source>
        <translation>网格从最小值跨到最大值，带零点</translation>
    </message>
    <message>
        <source>Fixes the range to minus this ... this, instead of the observer&apos;s</source>
        <translation>将范围固定为负的该值到该值，取代观察器的结果</translation>
    </message>
    <message>
        <source>Fixes the width of a step, instead of the observer&apos;s</source>
        <translation>固定步长，取代观察器的结果</translation>
    </message>
    <message>
        <source>Along the axis of the output channels; else one scale for the whole weight</source>
        <translation>沿输出通道轴；否则整个权重共用 scale</translation>
    </message>
    <message>
        <source>fix_scale: training must not update the scale; goes into exported configurations</source>
        <translation>fix_scale：训练不得更新 scale；会写入导出的配置</translation>
    </message>
    <message>
        <source>Scale in use</source>
        <translation>所用 scale</translation>
    </message>
    <message>
        <source>The unit computes in float. Quantized units that read this take it as %1, so its error stays theirs.</source>
        <translation>该单元以浮点计算。读取它的量化单元仍按 %1 读取，因此误差仍由它们产生。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln fixed, one per channel</source>
        <translation>
            <numerusform>已固定 %Ln 个（逐通道）</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::PortWords</name>
    <message>
        <source>Constant at %1</source>
        <translation>%1 处的常量</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
</context>
<context>
    <name>qb::PreviewPane</name>
    <message>
        <source>The file, and what the model gets of it</source>
        <translation>原文件与模型所得的输入</translation>
    </message>
    <message>
        <source>the file</source>
        <translation>原文件</translation>
    </message>
    <message>
        <source>model input</source>
        <translation>模型输入</translation>
    </message>
</context>
<context>
    <name>qb::PreviewStrip</name>
    <message>
        <source>Changes nothing</source>
        <translation>没有变化</translation>
    </message>
    <message>
        <source>Changes one point</source>
        <translation>改变 1 个点</translation>
    </message>
    <message numerus="yes">
        <source>Changes %Ln points</source>
        <translation>
            <numerusform>改变 %Ln 个点</numerusform>
        </translation>
    </message>
    <message>
        <source>float MACs %1</source>
        <translation>浮点 MAC %1</translation>
    </message>
    <message>
        <source>weights %1</source>
        <translation>权重 %1</translation>
    </message>
    <message>
        <source>activations %1</source>
        <translation>激活 %1</translation>
    </message>
    <message>
        <source>No cost in MACs or bytes</source>
        <translation>MAC 与字节无额外代价</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>以及另外 %Ln 个</numerusform>
        </translation>
    </message>
    <message>
        <source>What the edit changes</source>
        <translation>此修改带来的变化</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Take the edit over, as one step that can be undone</source>
        <translation>采纳修改，可一步撤销</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Forget the edit</source>
        <translation>放弃此修改</translation>
    </message>
    <message>
        <source>int16 MACs %1 (%2 → %3)</source>
        <translation>int16 MAC %1（%2 → %3）</translation>
    </message>
</context>
<context>
    <name>qb::ProfileDock</name>
    <message>
        <source>Profile</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Which form of the network the table tells of</source>
        <translation>表格显示网络的哪种形式</translation>
    </message>
    <message>
        <source>Beside</source>
        <translation>并列</translation>
    </message>
    <message>
        <source>Another form, in columns beside the first</source>
        <translation>另一种形式，列在旁边</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Show one kind of tensors only</source>
        <translation>只显示一类张量</translation>
    </message>
    <message>
        <source>All tensors</source>
        <translation>全部张量</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Biases</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Measures over all evaluation samples</source>
        <translation>在全部评估样本上测量</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>仿真</translation>
    </message>
    <message>
        <source>Exported, of This Configuration</source>
        <translation>按当前配置导出</translation>
    </message>
    <message>
        <source>A file exported before…</source>
        <translation>以前导出的文件…</translation>
    </message>
    <message>
        <source>Arrays</source>
        <translation>数组</translation>
    </message>
    <message>
        <source>Writes the tensors of the form in view as npy files, one for each sample</source>
        <translation>把所示形式的张量写成 npy 文件，每个样本一个</translation>
    </message>
    <message>
        <source>Of the selected units…</source>
        <translation>所选单元…</translation>
    </message>
    <message>
        <source>Of all units…</source>
        <translation>全部单元…</translation>
    </message>
    <message>
        <source>Export table</source>
        <translation>导出表格</translation>
    </message>
    <message>
        <source>All columns of the rows shown, as a CSV file with all digits</source>
        <translation>所示各行的全部列，写成完整精度的 CSV 文件</translation>
    </message>
    <message>
        <source>Minimum, maximum, mean and variance of every tensor, in float, as simulated and as exported, beside each other; and how the values of a chosen one lie.</source>
        <translation>每个张量的最小值、最大值、均值与方差，浮点、仿真、导出并列；以及所选张量的数值分布。</translation>
    </message>
    <message>
        <source>Nothing beside</source>
        <translation>不并列</translation>
    </message>
    <message>
        <source>beside %1</source>
        <translation>并列%1</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln sample(s)</source>
        <translation>
            <numerusform>%1：%Ln 个样本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tensor(s) with values that are not finite</source>
        <translation>
            <numerusform>%Ln 个张量含非有限值</numerusform>
        </translation>
    </message>
    <message>
        <source>measured before the last edit</source>
        <translation>测于上次修改之前</translation>
    </message>
    <message>
        <source>Choose a row, and how its values lie is shown here, in float and as simulated.</source>
        <translation>选择一行，这里显示其浮点与仿真的数值分布。</translation>
    </message>
    <message>
        <source>Looking at %1…</source>
        <translation>正在查看 %1…</translation>
    </message>
    <message>
        <source>Pinned sample alone</source>
        <translation>仅固定的样本</translation>
    </message>
</context>
<context>
    <name>qb::ProfileModel</name>
    <message numerus="yes">
        <source>%Ln scale(s)</source>
        <translation>
            <numerusform>%Ln 个 scale</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>over all finite values of all samples</source>
        <translation>所有样本的全部有限值</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>place of the unit in the order of computation</source>
        <translation>单元在计算顺序中的位置</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>tensor %1</source>
        <translation>张量 %1</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Dtype</source>
        <translation>Dtype</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Scale</translation>
    </message>
    <message>
        <source>Min</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Variance</source>
        <translation>方差</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>NaN</source>
        <translation>NaN</translation>
    </message>
    <message>
        <source>Inf</source>
        <translation>Inf</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>值的个数</translation>
    </message>
    <message>
        <source>finite values over all samples</source>
        <translation>所有样本中有限值的个数</translation>
    </message>
    <message>
        <source>Name of the tensor</source>
        <translation>张量名称</translation>
    </message>
    <message>
        <source>input %1</source>
        <translation>输入 %1</translation>
    </message>
</context>
<context>
    <name>qb::RangeEdit</name>
    <message>
        <source>Threshold %1 for %2</source>
        <translation>%2 的阈值设为 %1</translation>
    </message>
    <message>
        <source>Range %1 to %2 for %3</source>
        <translation>%3 的范围设为 %1 到 %2</translation>
    </message>
</context>
<context>
    <name>qb::RangeFields</name>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Low end</source>
        <translation>下端</translation>
    </message>
    <message>
        <source>The range&apos;s low end; Enter fixes it</source>
        <translation>范围下端；回车固定</translation>
    </message>
    <message>
        <source>High end</source>
        <translation>上端</translation>
    </message>
    <message>
        <source>t stands for [-t, t]; Enter fixes it</source>
        <translation>t 表示 [-t, t]；回车固定</translation>
    </message>
    <message>
        <source>The range&apos;s high end; Enter fixes it</source>
        <translation>范围上端；回车固定</translation>
    </message>
</context>
<context>
    <name>qb::ReportDialog</name>
    <message>
        <source>Measure what each point does to the outputs, where that is not known yet</source>
        <translation>测量每个量化点对输出的影响（尚不知道的）</translation>
    </message>
    <message>
        <source>Write a report</source>
        <translation>写报告</translation>
    </message>
    <message>
        <source>How many of the worst layers and findings are told in full; the tables hold all of them</source>
        <translation>详细说明最差的多少层与多少项发现；表格中包含全部</translation>
    </message>
    <message>
        <source>Configuration, accuracy, findings with their cures, curves, rules and all tables in one file that can be sent to somebody.</source>
        <translation>配置、精度、带处理办法的发现、曲线、规则与全部表格，都在一个可以发给别人的文件里。</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>敏感度</translation>
    </message>
    <message>
        <source>Task scores</source>
        <translation>任务指标</translation>
    </message>
    <message>
        <source>Write…</source>
        <translation>写出…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln layer(s)</source>
        <translation>
            <numerusform>%Ln 层</numerusform>
        </translation>
    </message>
    <message>
        <source>Tell in full</source>
        <translation>详细列出</translation>
    </message>
</context>
<context>
    <name>qb::RequestsDock</name>
    <message>
        <source>Point</source>
        <translation>量化点</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Requested</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Effective</source>
        <translation>生效</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Story</source>
        <translation>来历</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标平台</translation>
    </message>
    <message>
        <source>Requested and effective</source>
        <translation>请求与生效</translation>
    </message>
    <message>
        <source>Requested and effective dtypes</source>
        <translation>请求与生效的 dtype</translation>
    </message>
    <message>
        <source>Every point came out as it was asked for.</source>
        <translation>所有量化点都按请求生效。</translation>
    </message>
    <message>
        <source>Only what came out otherwise</source>
        <translation>只看与请求不同的</translation>
    </message>
    <message>
        <source>Shows only the points that came out otherwise than asked</source>
        <translation>只显示结果与请求不同的量化点</translation>
    </message>
    <message>
        <source>Save qconfig_changelogs.txt</source>
        <translation>保存 qconfig_changelogs.txt</translation>
    </message>
    <message>
        <source>The same as a text file, as the command line writes it</source>
        <translation>同样内容的文本文件，与命令行写出的相同</translation>
    </message>
    <message>
        <source>Which dtype the rules asked for at every point, to what it came, and why.</source>
        <translation>规则为每个量化点请求了什么 dtype，结果是什么，以及为什么。</translation>
    </message>
</context>
<context>
    <name>qb::RowsPage</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Shows the rows in which all these words occur</source>
        <translation>只显示包含所有这些词的行</translation>
    </message>
    <message>
        <source>Export table</source>
        <translation>导出表格</translation>
    </message>
    <message>
        <source>All columns of the rows shown, as a CSV file</source>
        <translation>所示各行的全部列，写成 CSV 文件</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>qb::RuleDialog</name>
    <message>
        <source>Rule: %1</source>
        <translation>规则：%1</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Separated by commas:
int16   float   freeze   weight=int8   input0=int16
threshold=1   scale=0.1   range=-1:2   scheme=affine   per_channel=no
observer=mse   observer=percentile:percentile=99.9   weight.observer=min_max</source>
        <translation>以逗号分隔：
int16   float   freeze   weight=int8   input0=int16
threshold=1   scale=0.1   range=-1:2   scheme=affine   per_channel=no
observer=mse   observer=percentile:percentile=99.9   weight.observer=min_max</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>Takes over the Q/DQ pairs of the file. It has no fields.</source>
        <translation>采用文件中的 Q/DQ 对。没有可填的项。</translation>
    </message>
    <message>
        <source>Observer and scheme, without dtype: observer=mse,scheme=affine</source>
        <translation>观察器和方案，不含 dtype：observer=mse,scheme=affine</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>A unit, the beginning of a name, or a module path; empty: every unit</source>
        <translation>单元、名称前缀或模块路径；留空：所有单元</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Operator or pattern, such as Conv or LayerNorm</source>
        <translation>算子或模式，如 Conv 或 LayerNorm</translation>
    </message>
    <message>
        <source>Give the type of the units, such as Conv.</source>
        <translation>请给出单元的类型，如 Conv。</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Left operand</source>
        <translation>左操作数</translation>
    </message>
    <message>
        <source>Right operand</source>
        <translation>右操作数</translation>
    </message>
    <message>
        <source>The worst, by number</source>
        <translation>最差的若干个</translation>
    </message>
    <message>
        <source>The worst, by share</source>
        <translation>最差的一定比例</translation>
    </message>
    <message>
        <source>Raise</source>
        <translation>提升</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Rows of each table</source>
        <translation>每个表的行数</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Of the rows of each table</source>
        <translation>占每个表行数的比例</translation>
    </message>
    <message>
        <source>activations</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>both</source>
        <translation>两者</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>To</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Give the dtype that the worst rows get.</source>
        <translation>请给出最差各行所用的 dtype。</translation>
    </message>
    <message>
        <source>The others to</source>
        <translation>其余设为</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>A name in each line</source>
        <translation>每行一个名称</translation>
    </message>
    <message>
        <source>A selector that asks neither dtypes nor metrics: op:Conv module:head</source>
        <translation>不涉及 dtype 和度量的选择器：op:Conv module:head</translation>
    </message>
    <message>
        <source>A rule can&apos;t ask for dtypes or metrics: they change with it.</source>
        <translation>规则不能依据 dtype 或度量：它们会随规则变化。</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>敏感度表</translation>
    </message>
    <message>
        <source>What is among the worst in one of them is raised</source>
        <translation>在其中任一张表中属于最差者都会被提升</translation>
    </message>
    <message>
        <source>Add a table of the most sensitive units.</source>
        <translation>请添加一张最敏感单元的表。</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>It is quantized for all that read it, float units and graph outputs too</source>
        <translation>对所有读取者量化，浮点单元和模型输出也不例外</translation>
    </message>
    <message>
        <source>What reads it computes in float, and all behind that, up to the next QuantStubs</source>
        <translation>读取它的单元及其后的全部单元用浮点计算，直到下一个 QuantStub</translation>
    </message>
</context>
<context>
    <name>qb::RulesDock</name>
    <message>
        <source>Switch on %1</source>
        <translation>启用 %1</translation>
    </message>
    <message>
        <source>Switch off %1</source>
        <translation>停用 %1</translation>
    </message>
    <message>
        <source>Duplicate %1</source>
        <translation>复制 %1</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>Target %1</source>
        <translation>目标平台 %1</translation>
    </message>
    <message>
        <source>rule %1 (%2)</source>
        <translation>规则 %1（%2）</translation>
    </message>
    <message>
        <source>Move %1 to place %2</source>
        <translation>将 %1 移到第 %2 位</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>添加 %1</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>编辑 %1</translation>
    </message>
    <message>
        <source>Units by name…</source>
        <translation>按名称选单元…</translation>
    </message>
    <message>
        <source>Units by type…</source>
        <translation>按类型选单元…</translation>
    </message>
    <message>
        <source>Selected units…</source>
        <translation>所选单元…</translation>
    </message>
    <message>
        <source>Units by selector…</source>
        <translation>按选择器选单元…</translation>
    </message>
    <message>
        <source>Convolutions and Linear…</source>
        <translation>卷积与线性层…</translation>
    </message>
    <message>
        <source>Matrix products…</source>
        <translation>矩阵乘…</translation>
    </message>
    <message>
        <source>Observers…</source>
        <translation>观察器…</translation>
    </message>
    <message>
        <source>Preset…</source>
        <translation>预设…</translation>
    </message>
    <message>
        <source>Pairs of the file…</source>
        <translation>文件中的 Q/DQ 对…</translation>
    </message>
    <message>
        <source>Add rule</source>
        <translation>添加规则</translation>
    </message>
    <message>
        <source>Add a rule at the end, where it counts last</source>
        <translation>在末尾添加规则，最后生效</translation>
    </message>
    <message>
        <source>Change the fields of the rule (Enter)</source>
        <translation>修改规则的各项（回车）</translation>
    </message>
    <message>
        <source>Duplicate rule</source>
        <translation>复制规则</translation>
    </message>
    <message>
        <source>A copy below the rule</source>
        <translation>在规则下方复制一份</translation>
    </message>
    <message>
        <source>Delete rule</source>
        <translation>删除规则</translation>
    </message>
    <message>
        <source>Take the rule out of the list (Del)</source>
        <translation>从列表中移除规则 (Del)</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Let the rule count earlier: later rules win (Alt+Up)</source>
        <translation>让规则更早生效：后面的规则优先 (Alt+Up)</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Let the rule count later: later rules win (Alt+Down)</source>
        <translation>让规则更晚生效：后面的规则优先 (Alt+Down)</translation>
    </message>
    <message>
        <source>Select its units</source>
        <translation>选择其单元</translation>
    </message>
    <message>
        <source>Select the units about which the rule decides</source>
        <translation>选择由该规则决定的单元</translation>
    </message>
    <message>
        <source>Import rules…</source>
        <translation>导入规则…</translation>
    </message>
    <message>
        <source>Read a rule file, or a configuration of another tool</source>
        <translation>读取规则文件或其他工具的配置</translation>
    </message>
    <message>
        <source>Export rules…</source>
        <translation>导出规则…</translation>
    </message>
    <message>
        <source>Write the list to a rule file</source>
        <translation>将列表写入规则文件</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>List of rules, later ones win</source>
        <translation>规则列表，后面的优先</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标平台</translation>
    </message>
    <message>
        <source>The rules that say how the model is quantized will be listed here, in the order in which they count.</source>
        <translation>决定模型如何量化的规则会按生效顺序列在此处。</translation>
    </message>
    <message>
        <source>The most sensitive…</source>
        <translation>最敏感的单元…</translation>
    </message>
    <message>
        <source>Quantize at a tensor (QuantStub)…</source>
        <translation>在张量处量化（QuantStub）…</translation>
    </message>
    <message>
        <source>Float from a tensor on (DeQuantStub)…</source>
        <translation>从张量处起用浮点（DeQuantStub）…</translation>
    </message>
    <message>
        <source>Edit the rule…</source>
        <translation>编辑规则…</translation>
    </message>
    <message>
        <source>There are no rules: every unit has the defaults of the target. Add a rule here, or give dtypes to units in the graph.</source>
        <translation>没有规则：所有单元使用目标平台的默认设置。可在此添加规则，或在图中为单元设置 dtype。</translation>
    </message>
</context>
<context>
    <name>qb::RulesModel</name>
    <message>
        <source>off</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>1 point</source>
        <translation>1 个点</translation>
    </message>
    <message>
        <source>%1 points</source>
        <translation>%1 个点</translation>
    </message>
    <message>
        <source>Without effect: %1</source>
        <translation>无效果：%1</translation>
    </message>
    <message>
        <source>Rule %1: %2: %3</source>
        <translation>规则 %1：%2：%3</translation>
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
        <translation>%1；双击以固定</translation>
    </message>
    <message>
        <source>label %1</source>
        <translation>标签 %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>qb::SensitivityDock</name>
    <message>
        <source>Sensitivity</source>
        <translation>敏感度</translation>
    </message>
    <message>
        <source>Measure sensitivity</source>
        <translation>测量敏感度</translation>
    </message>
    <message>
        <source>Quantizes each point alone and looks at the model&apos;s outputs</source>
        <translation>单独量化每个点并查看模型输出</translation>
    </message>
    <message>
        <source>Measure leave-one-out</source>
        <translation>测量留一法</translation>
    </message>
    <message>
        <source>Quantizes everything but one point, for each point</source>
        <translation>对每个点，量化除它之外的全部</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Starts a sweep; rows that are known are not measured again</source>
        <translation>开始扫描；已知的行不再测量</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stops the sweep and keeps its rows</source>
        <translation>停止扫描并保留已有的行</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Which output of the model counts; merged: a row counts as it does where it is worst</source>
        <translation>以模型的哪个输出为准；合并：每行取其最差处</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>度量</translation>
    </message>
    <message>
        <source>What rows are ranked by</source>
        <translation>排序依据</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>量化点</translation>
    </message>
    <message>
        <source>Activations, weights, or both</source>
        <translation>激活、权重或两者</translation>
    </message>
    <message>
        <source>Most sensitive first</source>
        <translation>最敏感的在前</translation>
    </message>
    <message>
        <source>All points</source>
        <translation>全部点</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>激活</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Which layers cost the outputs most, and what raising the worst of them would give. Open a model to begin.</source>
        <translation>哪些层对输出影响最大，以及提升最差各层的收益。请先打开模型。</translation>
    </message>
    <message>
        <source>Calibrate first: sensitivity quantizes one point after the other and looks at the outputs.</source>
        <translation>请先校准：敏感度会逐点量化并查看输出。</translation>
    </message>
    <message>
        <source>Nothing was measured yet. A sweep quantizes each point alone and shows here which ones cost most; the worst can then be raised to int16 together.</source>
        <translation>尚未测量。扫描会单独量化每个点，并显示影响最大的点；之后可将最差的一起提升到 int16。</translation>
    </message>
    <message>
        <source>All outputs, merged</source>
        <translation>全部输出（合并）</translation>
    </message>
    <message>
        <source>%1 of the MACs in int16; a prediction needs isolated rows</source>
        <translation>int16 占 MAC 的 %1；预测需要单独量化的行</translation>
    </message>
    <message>
        <source>Applied: predicted %1 dB, being measured</source>
        <translation>已应用：预测 %1 dB，测量中</translation>
    </message>
    <message>
        <source>Predicted: error powers of the isolated rows that stay, summed, over the samples of the sweep. Measured: the pinned sample.</source>
        <translation>预测：其余各行单独误差功率之和（扫描样本）。实测：固定样本。</translation>
    </message>
    <message>
        <source>measured before the last edit</source>
        <translation>测于上次修改之前</translation>
    </message>
    <message numerus="yes">
        <source>Raise the %Ln most sensitive point(s) to int16</source>
        <translation>
            <numerusform>将最敏感的 %Ln 个点提升到 int16</numerusform>
        </translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>int16 share of MACs</source>
        <translation>int16 占 MAC 比例</translation>
    </message>
    <message>
        <source>Predicted SQNR [dB]</source>
        <translation>预测 SQNR [dB]</translation>
    </message>
    <message>
        <source>From %1 of %2 points so far: the rest adds to the error</source>
        <translation>目前基于 %2 个点中的 %1 个：其余会增大误差</translation>
    </message>
    <message numerus="yes">
        <source>%Ln point(s) measured</source>
        <translation>
            <numerusform>已测量 %Ln 个点</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 points measured</source>
        <translation>已测量 %1 / %2 个点</translation>
    </message>
    <message>
        <source>bad case only: sample %1</source>
        <translation>仅坏样本：样本 %1</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>An expression of your own</source>
        <translation>自己写的表达式</translation>
    </message>
    <message>
        <source>write an expression</source>
        <translation>请填写表达式</translation>
    </message>
    <message>
        <source>press Enter to measure the expression</source>
        <translation>按回车测量该表达式</translation>
    </message>
    <message>
        <source>All outputs of floats, merged</source>
        <translation>全部浮点输出（合并）</translation>
    </message>
    <message>
        <source>Predicted with none raised: %1 dB, %2 of the MACs in int16</source>
        <translation>不提升任何点时的预测：%1 dB，int16 占 MAC 的 %2</translation>
    </message>
    <message>
        <source>Predicted: %1 dB at %2 of the MACs in int16; with none raised %3 dB at %4</source>
        <translation>预测：int16 占 MAC 的 %2 时为 %1 dB；不提升任何点时为 %3 dB（%4）</translation>
    </message>
    <message>
        <source>Applied: predicted %1 dB, measured %2 dB on the pinned sample</source>
        <translation>已应用：预测 %1 dB，在固定样本上实测 %2 dB</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s)</source>
        <translation>
            <numerusform>%Ln 个样本</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 samples</source>
        <translation>%1 / %2 个样本</translation>
    </message>
    <message>
        <source>stopped: measuring goes on from here</source>
        <translation>已停止：可从此处继续测量</translation>
    </message>
    <message numerus="yes">
        <source>The target leaves %Ln of them in int8: then %1 of the MACs in int16</source>
        <translation>
            <numerusform>目标仍将其中 %Ln 个保留为 int8：届时 %1 的 MAC 为 int16</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::SensitivityModel</name>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>1 is the most sensitive; merged: the best place at any output</source>
        <translation>1 为最敏感；合并：取各输出中的最前名次</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>量化点</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Dtype</source>
        <translation>Dtype</translation>
    </message>
    <message>
        <source>MACs [%]</source>
        <translation>MAC [%]</translation>
    </message>
    <message>
        <source>the unit&apos;s share of all multiply-accumulates</source>
        <translation>该单元占全部乘加运算的比例</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>选取</translation>
    </message>
    <message>
        <source>what the picker raises</source>
        <translation>选取器提升的对象</translation>
    </message>
    <message>
        <source>%1 is raised to int16 by this pick</source>
        <translation>此选取将 %1 提升到 int16</translation>
    </message>
    <message>
        <source>Isolated [dB]</source>
        <translation>单独 [dB]</translation>
    </message>
    <message>
        <source>Isolated</source>
        <translation>单独</translation>
    </message>
    <message>
        <source>only this point is quantized; error at the model&apos;s output. %1</source>
        <translation>仅量化此点；模型输出处的误差。%1</translation>
    </message>
    <message>
        <source>Left out [dB]</source>
        <translation>留一 [dB]</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>留一</translation>
    </message>
    <message>
        <source>everything is quantized but this point; error at the model&apos;s output</source>
        <translation>除此点外全部量化；模型输出处的误差</translation>
    </message>
    <message>
        <source>Local [dB]</source>
        <translation>局部 [dB]</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>局部</translation>
    </message>
    <message>
        <source>this unit alone on float inputs; error at its own output</source>
        <translation>该单元单独在浮点输入下；自身输出处的误差</translation>
    </message>
    <message>
        <source>Cumulative [dB]</source>
        <translation>累积 [dB]</translation>
    </message>
    <message>
        <source>Cumulative</source>
        <translation>累积</translation>
    </message>
    <message>
        <source>everything is quantized; error at this unit&apos;s own output</source>
        <translation>全部量化；该单元自身输出处的误差</translation>
    </message>
</context>
<context>
    <name>qb::SensitivityTablesField</name>
    <message>
        <source>Add &amp;measured</source>
        <translation>添加已测结果(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>Tables, whose picks are united</source>
        <translation>敏感度表，取其并集</translation>
    </message>
    <message>
        <source>Add &amp;file…</source>
        <translation>添加文件(&amp;F)…</translation>
    </message>
    <message>
        <source>A table that `quantbench-cli sensitivity --csv` or Horizon&apos;s get_sensitivity wrote</source>
        <translation>由 `quantbench-cli sensitivity --csv` 或地平线 get_sensitivity 写出的表</translation>
    </message>
    <message>
        <source>What the last sweep measured, a table for each output</source>
        <translation>最近一次扫描的测量结果，每个输出一张表</translation>
    </message>
    <message>
        <source>without a name</source>
        <translation>未命名</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln row(s)</source>
        <translation>
            <numerusform>%1：%Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Add sensitivity tables</source>
        <translation>添加敏感度表</translation>
    </message>
    <message>
        <source>Sensitivity tables (*.csv *.txt)</source>
        <translation>敏感度表 (*.csv *.txt)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>qb::SettlingPanel</name>
    <message>
        <source>+%1</source>
        <translation>+%1</translation>
    </message>
    <message>
        <source>More samples are needed to say whether its range has settled</source>
        <translation>需要更多样本才能判断其范围是否已稳定</translation>
    </message>
    <message>
        <source>%1 of its range only the later half of the samples has shown</source>
        <translation>其范围的 %1 仅在后一半样本中出现</translation>
    </message>
    <message>
        <source>Histogram of %1</source>
        <translation>%1 的直方图</translation>
    </message>
    <message numerus="yes">
        <source>The points that are least settled after %Ln sample(s), with the share of their range that only the later half has shown. Share of the values per bin [%] over the value; select one for all of it.</source>
        <translation>
            <numerusform>%Ln 个样本之后最不稳定的点，及其范围中仅由后一半样本带来的比例。图示每区间数值占比 [%]（横轴为数值）；选中一个可查看全部。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qb::SpreadPanel</name>
    <message>
        <source>Histogram</source>
        <translation>直方图</translation>
    </message>
    <message>
        <source>Channels, float</source>
        <translation>通道，浮点</translation>
    </message>
    <message>
        <source>Channels, simulated</source>
        <translation>通道，仿真</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Logarithmic</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Logarithmic shares, so that rare values can be seen</source>
        <translation>占比取对数，以便看到稀少的值</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>通道</translation>
    </message>
    <message numerus="yes">
        <source>%Ln sample(s)</source>
        <translation>
            <numerusform>%Ln 个样本</numerusform>
        </translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>仿真</translation>
    </message>
    <message>
        <source>Heat map, float</source>
        <translation>热图，浮点</translation>
    </message>
    <message>
        <source>Heat map, simulated</source>
        <translation>热图，仿真</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>热图</translation>
    </message>
    <message>
        <source>Histogram, exported</source>
        <translation>直方图，导出</translation>
    </message>
    <message>
        <source>Channels, exported</source>
        <translation>通道，导出</translation>
    </message>
    <message>
        <source>Heat map, exported</source>
        <translation>热图，导出</translation>
    </message>
    <message>
        <source>Histogram: float as an area, simulated or exported as a line. Channels: least, quartiles and largest value of each. Heat map: how the values of each channel lie</source>
        <translation>直方图：浮点为面积，仿真或导出为折线。通道：每个通道的最小值、四分位数和最大值。热图：每个通道的取值分布</translation>
    </message>
    <message>
        <source>exported</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Profile an exported file first</source>
        <translation>请先统计导出的文件</translation>
    </message>
</context>
<context>
    <name>qb::SpreadPlot</name>
    <message>
        <source>%1: float %2, simulated %3</source>
        <translation>%1：浮点 %2，仿真 %3</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>数值分布</translation>
    </message>
    <message>
        <source>Histograms of the chosen tensor, in float and as simulated</source>
        <translation>所选张量的直方图，浮点与仿真</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Share per bin [%]</source>
        <translation>每区间占比 [%]</translation>
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
    <message>
        <source>%1 can&apos;t be opened: %2</source>
        <translation>无法打开 %1：%2</translation>
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
        <translation>%1：SQNR %2 dB，Cosine %3</translation>
    </message>
    <message>
        <source>, %1 dB since the last edit</source>
        <translation>，上次修改以来 %1 dB</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more</source>
        <translation>
            <numerusform>另有 %Ln 个</numerusform>
        </translation>
    </message>
    <message>
        <source>(measuring)</source>
        <translation>（测量中）</translation>
    </message>
    <message>
        <source>Pinned sample %1, against float; measured in %2.</source>
        <translation>固定样本 %1，对比浮点；用时 %2。</translation>
    </message>
    <message>
        <source>int16: %1 of the MACs</source>
        <translation>int16：占 MAC 的 %1</translation>
    </message>
    <message>
        <source>Share of the multiply-accumulates that read an int16 input or weight.</source>
        <translation>读取 int16 输入或权重的乘加运算所占比例。</translation>
    </message>
    <message>
        <source>Stop %1; what is there is kept</source>
        <translation>停止“%1”，已有结果会保留</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Cosine %1</source>
        <translation>Cosine %1</translation>
    </message>
    <message>
        <source>measuring after each edit is switched off</source>
        <translation>已关闭修改后的自动测量</translation>
    </message>
    <message>
        <source>there are no samples</source>
        <translation>没有样本</translation>
    </message>
    <message>
        <source>not calibrated</source>
        <translation>尚未校准</translation>
    </message>
    <message>
        <source>it was stopped, or it failed: see the log</source>
        <translation>已停止或失败：见日志</translation>
    </message>
    <message>
        <source>(not measured: %1)</source>
        <translation>（未测量：%1）</translation>
    </message>
    <message>
        <source>These are the errors before the last change. Not measured: %1</source>
        <translation>这是上次改动之前的误差。未测量：%1</translation>
    </message>
    <message>
        <source>Not measured: no error is known yet.</source>
        <translation>尚未测量：误差未知。</translation>
    </message>
    <message>
        <source>not comparable</source>
        <translation>无法比较</translation>
    </message>
    <message>
        <source>%1: no error, its values are no numbers or of another shape than in float</source>
        <translation>%1：没有误差，其值不是数值，或形状与浮点不同</translation>
    </message>
</context>
<context>
    <name>qb::TableView</name>
    <message>
        <source>Columns that fit</source>
        <translation>适合宽度的列</translation>
    </message>
    <message>
        <source>Show as many columns as there is room for</source>
        <translation>显示空间允许的列</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>排序依据</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>恢复原顺序</translation>
    </message>
</context>
<context>
    <name>qb::TaskChoice</name>
    <message>
        <source>Leave it out</source>
        <translation>不包含</translation>
    </message>
    <message>
        <source>Classification, by the samples&apos; labels</source>
        <translation>分类，按样本标签</translation>
    </message>
    <message>
        <source>A command that scores</source>
        <translation>打分的命令</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Command that scores</source>
        <translation>打分的命令</translation>
    </message>
    <message>
        <source>Run with a folder in which there is one npz for each sample, with the outputs under their names. It prints one line for each score: a name and a number.</source>
        <translation>运行时给它一个文件夹，其中每个样本一个 npz，按名字存放各输出。它为每个指标打印一行：名称和数值。</translation>
    </message>
    <message>
        <source>Three shares of the samples: the label is the first class; it is among the first five; the first class is the one that the float model gives. Labels come from labels.csv, or a list.</source>
        <translation>样本的三种占比：标签为第一类；标签在前五类之中；第一类与浮点模型给出的相同。标签来自 labels.csv 或列表。</translation>
    </message>
</context>
<context>
    <name>qb::TaskDialog</name>
    <message>
        <source>First class is right</source>
        <translation>第一类正确</translation>
    </message>
    <message>
        <source>Among the first five</source>
        <translation>在前五类之中</translation>
    </message>
    <message>
        <source>First class as in float</source>
        <translation>第一类与浮点相同</translation>
    </message>
    <message>
        <source>Task scores</source>
        <translation>任务指标</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>仿真</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>导出</translation>
    </message>
    <message numerus="yes">
        <source>%Ln evaluation sample(s)</source>
        <translation>
            <numerusform>%Ln 个评估样本</numerusform>
        </translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>On</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>The measurement was stopped.</source>
        <translation>测量已停止。</translation>
    </message>
    <message>
        <source>Measured before the last change of configuration or samples.</source>
        <translation>测量于上次更改配置或样本之前。</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>相等</translation>
    </message>
    <message>
        <source>%1 pp</source>
        <comment>percentage points</comment>
        <translation>%1 个百分点</translation>
    </message>
    <message>
        <source>Against float; of shares in percentage points (pp)</source>
        <translation>与浮点相比；占比以百分点表示</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
</context>
<context>
    <name>qb::UnitHeader</name>
    <message>
        <source>%1 in %2</source>
        <translation>%2 中的 %1</translation>
    </message>
    <message>
        <source>%1 MACs (%2)</source>
        <translation>%1 MAC（%2）</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>%1 个参数</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <translation>
            <numerusform>%1 及另外 %Ln 个</numerusform>
        </translation>
    </message>
    <message>
        <source>With %1</source>
        <translation>含 %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln units</source>
        <translation>
            <numerusform>%Ln 个单元</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and others</source>
        <translation>%1 等</translation>
    </message>
    <message>
        <source>Output of this unit on the pinned sample %1, quantized against float.</source>
        <translation>该单元在固定样本 %1 上的输出，量化对比浮点。</translation>
    </message>
    <message>
        <source>Arrows: change since before the last edit.</source>
        <translation>箭头：自上次修改以来的变化。</translation>
    </message>
    <message>
        <source>Measured with the configuration before the last edit.</source>
        <translation>以上次修改之前的配置测得。</translation>
    </message>
</context>
<context>
    <name>qb::UnitsDock</name>
    <message>
        <source>Units</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Table of units</source>
        <translation>单元表</translation>
    </message>
    <message>
        <source>Every unit of the model will be listed here, with its dtype, its costs and its error.</source>
        <translation>模型的每个单元及其 dtype、代价和误差会列在此处。</translation>
    </message>
    <message>
        <source>All columns of the units shown, as a CSV file with all digits</source>
        <translation>将显示单元的所有列以完整精度导出为 CSV</translation>
    </message>
    <message>
        <source>Export the table…</source>
        <translation>导出表格…</translation>
    </message>
</context>
<context>
    <name>qb::UnitsModel</name>
    <message>
        <source>Not measured</source>
        <translation>未测量</translation>
    </message>
    <message>
        <source>Change of the SQNR since before the last edit, in dB.</source>
        <translation>自上次修改以来 SQNR 的变化（dB）。</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单元</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Module</source>
        <translation>模块</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MAC</translation>
    </message>
    <message>
        <source>Multiply-accumulates of one sample</source>
        <translation>单个样本的乘加次数</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Numbers in its weight and bias</source>
        <translation>其权重和偏置中的数的个数</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Scale</translation>
    </message>
    <message>
        <source>Step of the output&apos;s grid; the first one where there is one per channel</source>
        <translation>输出网格的步长；每通道一个时为第一个</translation>
    </message>
    <message>
        <source>Change [dB]</source>
        <translation>变化 [dB]</translation>
    </message>
    <message>
        <source>Change of the SQNR since before the last edit</source>
        <translation>自上次修改以来 SQNR 的变化</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>要求的</translation>
    </message>
    <message>
        <source>Min</source>
        <translation>最小</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>最大</translation>
    </message>
    <message>
        <source>Least value of the output in float that calibration has observed</source>
        <translation>校准中观察到的浮点输出最小值</translation>
    </message>
    <message>
        <source>Largest value of the output in float that calibration has observed</source>
        <translation>校准中观察到的浮点输出最大值</translation>
    </message>
    <message>
        <source>Not observed</source>
        <translation>未观察到</translation>
    </message>
</context>
<context>
    <name>qb::Workbench</name>
    <message>
        <source>Open %1</source>
        <translation>打开 %1</translation>
    </message>
    <message>
        <source>%1 can&apos;t be opened</source>
        <translation>无法打开 %1</translation>
    </message>
    <message>
        <source>Save as %1</source>
        <translation>另存为 %1</translation>
    </message>
    <message>
        <source>The study can&apos;t be saved</source>
        <translation>研究无法保存</translation>
    </message>
    <message>
        <source>Read the list of samples</source>
        <translation>读取样本列表</translation>
    </message>
    <message>
        <source>The samples can&apos;t be read</source>
        <translation>样本无法读取</translation>
    </message>
    <message>
        <source>Look at some samples</source>
        <translation>查看部分样本</translation>
    </message>
    <message>
        <source>The rules can&apos;t be written into the study</source>
        <translation>规则无法写入研究</translation>
    </message>
    <message>
        <source>Measure the pinned sample</source>
        <translation>测量固定样本</translation>
    </message>
    <message>
        <source>The pinned sample can&apos;t be measured</source>
        <translation>固定样本无法测量</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>校准</translation>
    </message>
    <message numerus="yes">
        <source>Calibration was stopped; %Ln sample(s) are kept.</source>
        <translation>
            <numerusform>校准已停止；保留 %Ln 个样本。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Calibrated on %Ln sample(s).</source>
        <translation>
            <numerusform>已用 %Ln 个样本校准。</numerusform>
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
        <source>Measure sensitivity</source>
        <translation>测量敏感度</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>The cure can&apos;t be applied</source>
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
        <source>Change the calibration samples</source>
        <translation>更改校准样本</translation>
    </message>
    <message>
        <source>Change the evaluation samples</source>
        <translation>更改评估样本</translation>
    </message>
    <message>
        <source>Write %1</source>
        <translation>写入 %1</translation>
    </message>
    <message>
        <source>The report can&apos;t be written</source>
        <translation>无法写报告</translation>
    </message>
    <message>
        <source>%1 is written.</source>
        <translation>已写入 %1。</translation>
    </message>
    <message>
        <source>Advise</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>What was observed can&apos;t be taken back</source>
        <translation>无法撤回已观察的内容</translation>
    </message>
    <message>
        <source>Find bad cases</source>
        <translation>查找坏样本</translation>
    </message>
    <message>
        <source>Find where sample %1 goes wrong</source>
        <translation>定位样本 %1 从哪里开始出错</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>The bad case can&apos;t be written into the study</source>
        <translation>坏样本无法写入研究</translation>
    </message>
    <message>
        <source>The bad case can&apos;t be chosen</source>
        <translation>无法选择坏样本</translation>
    </message>
    <message>
        <source>Use sample %1 as bad case</source>
        <translation>将样本 %1 用作坏样本</translation>
    </message>
    <message>
        <source>Look at all samples again</source>
        <translation>重新查看全部样本</translation>
    </message>
    <message>
        <source>Save bad cases as %1</source>
        <translation>将坏样本保存为 %1</translation>
    </message>
    <message>
        <source>The bad cases can&apos;t be saved</source>
        <translation>无法保存坏样本</translation>
    </message>
    <message>
        <source>Load the bad case of %1</source>
        <translation>载入 %1 中的坏样本</translation>
    </message>
    <message>
        <source>The bad case can&apos;t be loaded</source>
        <translation>无法载入坏样本</translation>
    </message>
    <message>
        <source>Add sample %1 to the calibration</source>
        <translation>将样本 %1 加入校准</translation>
    </message>
    <message>
        <source>The sample can&apos;t be added to the calibration</source>
        <translation>无法将该样本加入校准</translation>
    </message>
    <message numerus="yes">
        <source>Sample %1 was added: the scales come from %Ln sample(s) now.</source>
        <translation>
            <numerusform>已加入样本 %1：scale 现在来自 %Ln 个样本。</numerusform>
        </translation>
    </message>
    <message>
        <source>Compare with %1</source>
        <translation>与 %1 对比</translation>
    </message>
    <message>
        <source>Profile in float</source>
        <translation>统计浮点张量</translation>
    </message>
    <message>
        <source>Profile the simulation</source>
        <translation>统计仿真张量</translation>
    </message>
    <message>
        <source>Profile the exported model</source>
        <translation>统计导出模型的张量</translation>
    </message>
    <message>
        <source>Look at %1</source>
        <translation>查看 %1</translation>
    </message>
    <message>
        <source>Write arrays into %1</source>
        <translation>把张量写入 %1</translation>
    </message>
    <message>
        <source>The arrays can&apos;t be written</source>
        <translation>张量无法写出</translation>
    </message>
    <message>
        <source>Arrays are written into %1.</source>
        <translation>张量已写入 %1。</translation>
    </message>
    <message>
        <source>Measure task scores</source>
        <translation>测量任务指标</translation>
    </message>
    <message>
        <source>The task scores can&apos;t be measured</source>
        <translation>任务指标无法测量</translation>
    </message>
    <message>
        <source>Not done: %1</source>
        <translation>未执行：%1</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln sample(s)</source>
        <translation>
            <numerusform>%1 / %Ln 个样本</numerusform>
        </translation>
    </message>
    <message>
        <source>The search for bad cases failed</source>
        <translation>查找坏样本失败</translation>
    </message>
    <message>
        <source>The comparison failed</source>
        <translation>比较失败</translation>
    </message>
    <message>
        <source>Calibration failed</source>
        <translation>校准失败</translation>
    </message>
    <message>
        <source>Measure leave-one-out</source>
        <translation>测量留一法</translation>
    </message>
    <message>
        <source>The sweep failed</source>
        <translation>敏感度测量失败</translation>
    </message>
    <message>
        <source>The check failed</source>
        <translation>检查失败</translation>
    </message>
    <message>
        <source>The advisor failed</source>
        <translation>建议失败</translation>
    </message>
    <message>
        <source>The export failed</source>
        <translation>导出失败</translation>
    </message>
    <message>
        <source>Apply the rules</source>
        <translation>应用规则</translation>
    </message>
    <message>
        <source>The profile failed</source>
        <translation>统计失败</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>what failed, and why</comment>
        <translation>%1：%2</translation>
    </message>
</context>
</TS>
