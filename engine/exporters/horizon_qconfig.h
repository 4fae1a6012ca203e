// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/exporters: qconfigs in Python code, and what every reader of such code needs.
#pragma once

#include "engine/exporters/config_formats.h"
#include "engine/exporters/python_text.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qb {

/// Notes problems and losses with their places, and reads what the plugin calls a qconfig.
class QconfigReader {
protected:
    using Item = const PyValue&;

    /// Something wrong; a loss where only running the code would tell what stands there.
    void problem(Item at, const Text& what);
    [[nodiscard]] bool isUnknown(Item v) const { return m_program.isUnknown(v); }
    /// What has no name of its own (`what` empty) is named by its place.
    void lose(Item at, const std::string& what, const Text& why);
    [[nodiscard]] Item resolved(Item v) const { return m_program.resolved(v); }
    /// An argument by name or position, null where it is not given.
    [[nodiscard]] const PyValue* keyword(Item call, std::string_view name, std::size_t position = 99) const;
    void checkKeywords(Item call, const std::vector<std::string>& known);
    void checkPort(const UnitConfig& config, const std::string& port, Item at);
    [[nodiscard]] std::optional<DType> dtypeArgument(Item call, const char* name, std::size_t position);
    [[nodiscard]] static bool boolean(const PyValue* v) { return v != nullptr && v->kind == PyKind::Name && v->text == "True"; }

    /// QConfig(...), get_qconfig(...), get_default_qconfig(...), or a ready-made one by its name. Ports of which nothing is said
    /// that has a counterpart here are left out.
    [[nodiscard]] UnitConfig qconfig(Item value);

    /// HistogramObserver.reset_scale(model, method, method_kwargs, dtype, prefix): another method for histograms that are there.
    struct ScaleReset {
        Observer observer;
        std::optional<DType> dtype; ///< only of the quantizers that have it
        std::string module;         ///< of those below it; empty: of all
    };
    /// Nothing, with a loss, where only running the code would tell what it does.
    [[nodiscard]] std::optional<ScaleReset> scaleReset(Item call);

    PyProgram m_program;
    ReadConfig m_read;
    std::vector<Text> m_problems;

private:
    enum class Of { Activation, Weight };

    [[nodiscard]] std::optional<Observer> resetMethod(Item call);
    bool setResetParameter(Observer& observer, const std::string& key, Item v);
    static bool readyMade(std::string_view name, UnitConfig& config);
    void readArguments(Item v, UnitConfig& config);
    void readQConfig(Item v, UnitConfig& config);
    void readFakeQuantize(Item v, PortConfig& port, Of of);
    void readObserver(PortConfig& port, Item value, Of of);
    void setObserver(PortConfig& port, std::string_view name, Item at);
    void setScheme(PortConfig& port, Item v, Of of);
    void setObserverParameter(PortConfig& port, const std::string& key, Item v, Of of);
    static void closeObserver(PortConfig& port);
    void readGetQconfig(Item v, UnitConfig& config);
    void readGetDefault(Item v, UnitConfig& config);
};

} // namespace qb
