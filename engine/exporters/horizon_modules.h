// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/exporters: what a module's name in Horizon code means in the ONNX model.
#pragma once

#include "engine/exporters/config_formats.h"

#include <string>
#include <string_view>
#include <vector>

namespace qb {

/// A module of the model by its own name, else as the user mapped it, else a QuantStub for the graph input that it stands before.
class HorizonModules {
public:
    /// The map must outlive this.
    HorizonModules(const Model& model, const NameMap& map);

    struct Meaning {
        std::string name;  ///< that unitsNamed() knows
        Text why;          ///< not empty: the model has nothing of that name
        bool stub = false; ///< a QuantStub, taken for the input `name`
    };
    [[nodiscard]] Meaning of(const std::string& module) const;

private:
    [[nodiscard]] Meaning ofStub(const std::string& module) const;

    const Model& m_model;
    const NameMap& m_map;
    std::vector<std::string> m_modules;
    std::vector<std::string> m_inputs;
};

} // namespace qb
