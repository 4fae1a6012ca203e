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
    <message>
        <source>Compare as B</source>
        <translation>对比并保存为 B</translation>
    </message>
    <message>
        <source>Keep the comparison of this configuration as B, beside A</source>
        <translation>将此配置的对比保存为 B，与 A 并列</translation>
    </message>
    <message>
        <source>Find bad cases</source>
        <translation>查找坏样本</translation>
    </message>
    <message>
        <source>The samples on which the quantized model differs most from float</source>
        <translation>量化模型与浮点相差最大的样本</translation>
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
        <translation>max |a - b| / scale：最差的值偏离多少步。0.5 为理想舍入。</translation>
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
    <name>Says</name>
    <message>
        <source>the Q/DQ pairs of the file</source>
        <translation>文件中的 Q/DQ 对</translation>
    </message>
    <message>
        <source>form %1</source>
        <translation>形式 %1</translation>
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
        <source>left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>%1 of %2 rows to %3</source>
        <translation>%2 行中的 %1 行设为 %3</translation>
    </message>
    <message>
        <source>, the others to %1</source>
        <translation>，其余设为 %1</translation>
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
        <source>%n sample(s) measured</source>
        <translation>
            <numerusform>已测量 %n 个样本</numerusform>
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
        <source>%n of them can&apos;t be judged by this</source>
        <translation>
            <numerusform>其中 %n 个无法据此判断</numerusform>
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
        <source>Values stop being finite at %1: %n of them are NaN or infinite there.</source>
        <translation>
            <numerusform>从 %1 起数值不再有限：其中 %n 个为 NaN 或无穷大。</numerusform>
        </translation>
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
        <source>Error %1, typical %2: root of the mean squared difference to float, and the median of that over %3 others. The layer itself makes the error grow by a factor of %4.</source>
        <translation>误差 %1，通常为 %2：与浮点之差的均方根，以及其余 %3 个样本的中位数。该层自身使误差增大到 %4 倍。</translation>
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
        <source>Largest first</source>
        <translation>最大在前</translation>
    </message>
    <message>
        <source>Smallest first</source>
        <translation>最小在前</translation>
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
        <source>Order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>Which end of the values is the bad one</source>
        <translation>数值的哪一端是坏的</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>表达式</translation>
    </message>
    <message>
        <source>One number from the outputs &quot;float&quot; and &quot;quant&quot; of a sample: + - * / comparisons, abs, sqrt, exp, log, sum, mean, min, max, argmax, softmax, slices like [0, 1:3]; outputs by name: float(&quot;NAME&quot;)</source>
        <translation>由样本的浮点输出 &quot;float&quot; 与量化输出 &quot;quant&quot; 得到的一个数：+ - * /、比较、abs、sqrt、exp、log、sum、mean、min、max、argmax、softmax、切片如 [0, 1:3]；按名称取输出：float(&quot;NAME&quot;)</translation>
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
    <message>
        <source>not finite</source>
        <translation>非有限值</translation>
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
        <source>Steps off</source>
        <translation>偏离步数</translation>
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
        <source>Measures over all evaluation samples</source>
        <translation>在全部评估样本上测量</translation>
    </message>
    <message>
        <source>All Evaluation Samples</source>
        <translation>全部评估样本</translation>
    </message>
    <message>
        <source>Weights Only Quantized</source>
        <translation>仅量化权重</translation>
    </message>
    <message>
        <source>Activations Only Quantized</source>
        <translation>仅量化激活</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
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
        <source>%1, %n sample(s)</source>
        <translation>
            <numerusform>%1，%n 个样本</numerusform>
        </translation>
    </message>
    <message>
        <source>Kept under the name %1</source>
        <translation>以名称 %1 保存</translation>
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
        <source>Measure Local Errors</source>
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
        <source>%1, bad case only: sample %2</source>
        <translation>%1，仅坏样本：样本 %2</translation>
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
        <source>Steps off</source>
        <translation>偏离步数</translation>
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
    <name>qb::CompareProxy</name>
    <message>
        <source>Steps off</source>
        <translation>偏离步数</translation>
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
        <source>Δ Cosine</source>
        <translation>Δ 余弦</translation>
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
        <source>place in the order of computation</source>
        <translation>计算顺序中的位置</translation>
    </message>
    <message>
        <source>width of a step; of several channels the first</source>
        <translation>步长；多通道时为第一个</translation>
    </message>
    <message>
        <source>this result minus the one it is held against</source>
        <translation>此结果减去对照结果</translation>
    </message>
    <message>
        <source>whether the metrics of this tensor mean anything</source>
        <translation>该张量的度量是否有意义</translation>
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
        <source>worst in sample %1: SQNR %2 dB</source>
        <translation>样本 %1 中最差：SQNR %2 dB</translation>
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
        <translation>%1：原文件与模型所得输入</translation>
    </message>
    <message>
        <source>Do so</source>
        <translation>照此修改</translation>
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
        <source>Low end</source>
        <translation>下端</translation>
    </message>
    <message>
        <source>The range&apos;s low end; Enter fixes it</source>
        <translation>范围下端；回车固定</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>What each method makes of this point. Double click or Enter takes one</source>
        <translation>各方法对此点的结果。双击或回车采用</translation>
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
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Only a point that is quantized with one scale has a threshold</source>
        <translation>只有以单一 scale 量化的点才有阈值</translation>
    </message>
    <message>
        <source>t stands for [-t, t]; Enter fixes it</source>
        <translation>t 表示 [-t, t]；回车固定</translation>
    </message>
    <message>
        <source>The range&apos;s high end; Enter fixes it</source>
        <translation>范围上端；回车固定</translation>
    </message>
    <message>
        <source>High end</source>
        <translation>上端</translation>
    </message>
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
        <translation>采用</translation>
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
        <source>one scale with %n other point(s)</source>
        <translation>
            <numerusform>与另外 %n 个点共用 scale</numerusform>
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
        <source>%n sample(s)</source>
        <translation>
            <numerusform>%n 个样本</numerusform>
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
    <message>
        <source>channels %1 times apart (largest %2, smallest %3)</source>
        <translation>通道相差 %1 倍（最大 %2，最小 %3）</translation>
    </message>
    <message>
        <source>Threshold %1 for %2</source>
        <translation>%2 的阈值设为 %1</translation>
    </message>
    <message>
        <source>Range %1 to %2 for %3</source>
        <translation>%3 的范围设为 %1 到 %2</translation>
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
        <translation>int16：占 MAC 的 %1。</translation>
    </message>
    <message numerus="yes">
        <source>%1 is written: %n tensor(s) quantized, opset %2.</source>
        <translation>
            <numerusform>已写入 %1：量化 %n 个张量，opset %2。</numerusform>
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
        <translation>运行时量化了方案中保持浮点的 %1；保护浮点层可避免此情况。</translation>
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
        <source>Export Table...</source>
        <translation>导出表格…</translation>
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
        <source>%n units</source>
        <translation>
            <numerusform>%n 个单元</numerusform>
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
        <translation>模型和研究文件 (*.onnx *.qbs);；所有文件 (*)</translation>
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
        <source>%1 can&apos;t be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>Import rules</source>
        <translation>导入规则</translation>
    </message>
    <message>
        <source>Rule files (*.json);;All files (*)</source>
        <translation>规则文件 (*.json);；所有文件 (*)</translation>
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
</context>
<context>
    <name>qb::MethodsProxy</name>
    <message>
        <source>Method</source>
        <translation>方法</translation>
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
        <source>Scale</source>
        <translation>Scale</translation>
    </message>
    <message>
        <source>SQNR [dB]</source>
        <translation>SQNR [dB]</translation>
    </message>
    <message>
        <source>Δ min_max</source>
        <translation>Δ min_max</translation>
    </message>
    <message>
        <source>Clipped [%]</source>
        <translation>截断 [%]</translation>
    </message>
    <message>
        <source>how the range is chosen from what calibration saw</source>
        <translation>如何从校准所见数据选取范围</translation>
    </message>
    <message>
        <source>the upper end of the range that is chosen</source>
        <translation>所选范围的上端</translation>
    </message>
    <message>
        <source>the lower end of the range that is chosen</source>
        <translation>所选范围的下端</translation>
    </message>
    <message>
        <source>the width of a step; of several channels the widest</source>
        <translation>步长；多通道时为最宽者</translation>
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
        <source>share of the values that lie beyond the grid by more than half a step</source>
        <translation>超出量化网格半步以上的值所占比例</translation>
    </message>
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
</context>
<context>
    <name>qb::OverviewStrip</name>
    <message>
        <source>Overview: all units from first to last, coloured by the worst</source>
        <translation>总览：从首到尾的全部单元，按最差值着色</translation>
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
</context>
<context>
    <name>qb::PlotDock</name>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Export &amp;Table…</source>
        <translation>导出表格(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Export Picture…</source>
        <translation>导出图片(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Show All</source>
        <translation>显示全部(&amp;S)</translation>
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
    <message>
        <source>Constant at %1</source>
        <translation>%1 处的常量</translation>
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
        <source>Changes %n points</source>
        <translation>
            <numerusform>改变 %n 个点</numerusform>
        </translation>
    </message>
    <message>
        <source>int16 MACs %1 (now %2)</source>
        <translation>int16 MAC %1（现为 %2）</translation>
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
        <source>and %n more</source>
        <translation>
            <numerusform>以及另外 %n 个</numerusform>
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
        <source>Units by Name...</source>
        <translation>按名称选单元…</translation>
    </message>
    <message>
        <source>Units by Type...</source>
        <translation>按类型选单元…</translation>
    </message>
    <message>
        <source>Selected Units...</source>
        <translation>所选单元…</translation>
    </message>
    <message>
        <source>Units by Selector...</source>
        <translation>按选择器选单元…</translation>
    </message>
    <message>
        <source>Convolutions and Linear...</source>
        <translation>卷积与线性层…</translation>
    </message>
    <message>
        <source>Matrix Products...</source>
        <translation>矩阵乘…</translation>
    </message>
    <message>
        <source>Observers...</source>
        <translation>观察器…</translation>
    </message>
    <message>
        <source>Preset...</source>
        <translation>预设…</translation>
    </message>
    <message>
        <source>Pairs of the File...</source>
        <translation>文件中的 Q/DQ 对…</translation>
    </message>
    <message>
        <source>Add Rule</source>
        <translation>添加规则</translation>
    </message>
    <message>
        <source>Add a rule at the end, where it counts last</source>
        <translation>在末尾添加规则，最后生效</translation>
    </message>
    <message>
        <source>Edit Rule...</source>
        <translation>编辑规则…</translation>
    </message>
    <message>
        <source>Change the fields of the rule (Enter)</source>
        <translation>修改规则的各项（回车）</translation>
    </message>
    <message>
        <source>Duplicate Rule</source>
        <translation>复制规则</translation>
    </message>
    <message>
        <source>A copy below the rule</source>
        <translation>在规则下方复制一份</translation>
    </message>
    <message>
        <source>Delete Rule</source>
        <translation>删除规则</translation>
    </message>
    <message>
        <source>Take the rule out of the list (Del)</source>
        <translation>从列表中移除规则 (Del)</translation>
    </message>
    <message>
        <source>Move Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Let the rule count earlier: later rules win (Alt+Up)</source>
        <translation>让规则更早生效：后面的规则优先 (Alt+Up)</translation>
    </message>
    <message>
        <source>Move Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Let the rule count later: later rules win (Alt+Down)</source>
        <translation>让规则更晚生效：后面的规则优先 (Alt+Down)</translation>
    </message>
    <message>
        <source>Select Its Units</source>
        <translation>选择其单元</translation>
    </message>
    <message>
        <source>Select the units about which the rule decides</source>
        <translation>选择由该规则决定的单元</translation>
    </message>
    <message>
        <source>Import Rules...</source>
        <translation>导入规则…</translation>
    </message>
    <message>
        <source>Read a rule file, or a configuration of another tool</source>
        <translation>读取规则文件或其他工具的配置</translation>
    </message>
    <message>
        <source>Export Rules...</source>
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
        <source>Samples</source>
        <translation>样本</translation>
    </message>
</context>
<context>
    <name>qb::SensitivityDock</name>
    <message>
        <source>Sensitivity</source>
        <translation>敏感度</translation>
    </message>
    <message>
        <source>Measure Sensitivity</source>
        <translation>测量敏感度</translation>
    </message>
    <message>
        <source>Quantizes each point alone and looks at the model&apos;s outputs</source>
        <translation>单独量化每个点并查看模型输出</translation>
    </message>
    <message>
        <source>Measure Leave-One-Out</source>
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
        <source>Predicted %1 dB at %2 of the MACs in int16 (now %3 dB, %4)</source>
        <translation>int16 占 MAC 的 %2 时预测 %1 dB（现为 %3 dB，%4）</translation>
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
        <source>Applied: predicted %1 dB, measured %2 dB</source>
        <translation>已应用：预测 %1 dB，实测 %2 dB</translation>
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
        <source>Raise the %n most sensitive point(s) to int16</source>
        <translation>
            <numerusform>将最敏感的 %n 个点提升到 int16</numerusform>
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
        <source>%n point(s) measured</source>
        <translation>
            <numerusform>已测量 %n 个点</numerusform>
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
</context>
<context>
    <name>qb::SensitivityProxy</name>
    <message>
        <source>#</source>
        <translation>#</translation>
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
        <source>Isolated [dB]</source>
        <translation>单独 [dB]</translation>
    </message>
    <message>
        <source>Isolated</source>
        <translation>单独</translation>
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
        <source>Local [dB]</source>
        <translation>局部 [dB]</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>局部</translation>
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
        <source>MACs [%]</source>
        <translation>MAC [%]</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>选取</translation>
    </message>
    <message>
        <source>1 is the most sensitive; merged: the best place at any output</source>
        <translation>1 为最敏感；合并：取各输出中的最前名次</translation>
    </message>
    <message>
        <source>only this point is quantized; error at the model&apos;s output. %1</source>
        <translation>仅量化此点；模型输出处的误差。%1</translation>
    </message>
    <message>
        <source>everything is quantized but this point; error at the model&apos;s output</source>
        <translation>除此点外全部量化；模型输出处的误差</translation>
    </message>
    <message>
        <source>this unit alone on float inputs; error at its own output</source>
        <translation>该单元单独在浮点输入下；自身输出处的误差</translation>
    </message>
    <message>
        <source>everything is quantized; error at this unit&apos;s own output</source>
        <translation>全部量化；该单元自身输出处的误差</translation>
    </message>
    <message>
        <source>the unit&apos;s share of all multiply-accumulates</source>
        <translation>该单元占全部乘加运算的比例</translation>
    </message>
    <message>
        <source>what the picker raises</source>
        <translation>选取器提升的对象</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>量化点</translation>
    </message>
    <message>
        <source>%1 is raised to int16 by this pick</source>
        <translation>此选取将 %1 提升到 int16</translation>
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
        <translation>%1:SQNR %2 dB，余弦 %3</translation>
    </message>
    <message>
        <source>, %1 dB since the last edit</source>
        <translation>，上次修改以来 %1 dB</translation>
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
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 及另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>With %1</source>
        <translation>含 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n units</source>
        <translation>
            <numerusform>%n 个单元</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 and others</source>
        <translation>%1 等</translation>
    </message>
    <message>
        <source>Max [steps]</source>
        <translation>最大 [步]</translation>
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
        <source>Export Table...</source>
        <translation>导出表格…</translation>
    </message>
    <message>
        <source>All columns of the units shown, as a CSV file with all digits</source>
        <translation>将显示单元的所有列以完整精度导出为 CSV</translation>
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
        <source>Pinned sample: %1</source>
        <translation>固定样本：%1</translation>
    </message>
    <message>
        <source>Measured with the configuration before the last edit.</source>
        <translation>以上次修改之前的配置测得。</translation>
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
        <source>Max [steps]</source>
        <translation>最大 [步]</translation>
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
        <source>The export ended</source>
        <translation>导出结束</translation>
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
        <source>Change the calibration samples</source>
        <translation>更改校准样本</translation>
    </message>
    <message>
        <source>Change the evaluation samples</source>
        <translation>更改评估样本</translation>
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
        <source>The search for bad cases ended</source>
        <translation>坏样本的查找已结束</translation>
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
        <source>Sample %1 was added: the scales come from %n sample(s) now.</source>
        <translation>
            <numerusform>已加入样本 %1：scale 现在来自 %n 个样本。</numerusform>
        </translation>
    </message>
</context>
</TS>
