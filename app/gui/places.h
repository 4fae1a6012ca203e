// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/sample_set.h"

#include <QString>

namespace qb {

/// Where the study of a model lies that was opened without one: in the folder, by the model's name and place.
[[nodiscard]] QString studyPathFor(const QString& modelPath, const QString& folder);
/// A file or folder that the program brings along, by its path in resources/; empty where the installation lacks it.
[[nodiscard]] QString bundled(const QString& name);
[[nodiscard]] DataOptions sampleData();  ///< of the bundled network
[[nodiscard]] QString sampleModelPath(); ///< throws nothing; empty where the installation lacks it
/// Where what comes of a model goes unless the user says otherwise: beside it; the user's documents where nothing can be
/// written there, and for the sample, which belongs to the program.
[[nodiscard]] QString folderForResults(const QString& modelPath);

} // namespace qb
