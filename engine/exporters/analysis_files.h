// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/advisor.h"
#include "engine/analysis/compare.h"
#include "engine/analysis/sensitivity.h"
#include "engine/qconfig/resolver.h"
#include "engine/qconfig/rules.h"

#include <string>
#include <vector>

namespace qb {

/// The files of Horizon's QuantAnalysis and prepare(), under their names and with their columns; names are the units' here.

/// "compare_per_layer_out.txt": Index, mod_name, base_op_type, analy_op_type, shape, quant_dtype, qscale, Cosine, L1, Atol, max_qscale_diff
/// and min, max, mean of both. What has no value is empty.
[[nodiscard]] std::string comparePerLayerTable(const Model& model, const Comparison& comparison);
[[nodiscard]] std::string comparePerLayerCsv(const Model& model, const Comparison& comparison); ///< numbers in full

/// The dtype that a row of a comparison is quantized to; "float32", or for other values than floats what they are ("int64").
[[nodiscard]] std::string quantDType(const Model& model, const CompareRow& row);

struct SensitiveOp {
    std::string name;
    std::string type; ///< "activation", "weight"
    std::string opType;
    double value = 0; ///< of the metric
    std::string dtype;
    std::string flops; ///< "9216(100.00%)"
};

/// "output_scores_L1_sensitive_ops.txt"; characters that a file's name can't have are underscores.
[[nodiscard]] std::string sensitiveOpsFile(const std::string& output, const std::string& metric);
/// Its text, in the given order; readSensitivityTables() reads it back.
[[nodiscard]] std::string sensitiveOpsTable(const std::vector<SensitiveOp>& ops, const std::string& metric);

/// "abnormal_layer_advisor.txt": per layer the verdict, the numbers that prove it, and the cures as they measured.
[[nodiscard]] std::string advisorText(const Model& model, const Advice& advice);

/// "qconfig_changelogs.txt": per point what was asked, what it came to, and its story; first those that came out otherwise.
[[nodiscard]] std::string changelogText(const Model& model, const Effective& effective);

} // namespace qb
