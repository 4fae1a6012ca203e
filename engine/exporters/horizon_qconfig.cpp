// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/horizon_qconfig.h"

#include "engine/base/text.h"
#include "engine/exporters/horizon_names.h"
#include "engine/exporters/horizon_setter.h"
#include "engine/exporters/tensor_table.h"

#include <algorithm>

#include <fmt/format.h>

namespace qb {

namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

} // namespace

void QconfigReader::problem(Item at, const Text& what)
{
    Item v = resolved(at);
    if (v.kind == PyKind::Unread)
        m_read.notCarried.push_back({at.place(), Text("{}: {}", what, v.reason)});
    else
        m_problems.push_back(Text("{}: {}", at.place(), what));
}

void QconfigReader::lose(Item at, const std::string& what, const Text& why)
{
    if (!what.empty())
        m_read.notCarried.push_back({at.place() + ": " + what, why});
    else
        m_read.notCarried.push_back({at.place(), at.reason.empty() ? why : Text("{} ({})", why, at.reason)});
}

const PyValue* QconfigReader::keyword(Item call, std::string_view name, std::size_t position) const
{
    for (const auto& [key, value] : call.keywords)
        if (key == name)
            return &resolved(value);
    return position < call.items.size() ? &resolved(call.items[position]) : nullptr;
}

void QconfigReader::checkKeywords(Item call, const std::vector<std::string>& known)
{
    for (const auto& [key, value] : call.keywords)
        if (std::find(known.begin(), known.end(), key) == known.end()) {
            problem(value, Text("{} has no argument \"{}\", {}", call.lastName(), key, nearestOrAll(key, known)));
        }
}

void QconfigReader::checkPort(const UnitConfig& config, const std::string& port, Item at)
{
    if (const auto found = config.ports.find(port); found != config.ports.end())
        for (const Text& p : problemsOf(port, found->second))
            problem(at, p);
}

std::optional<DType> QconfigReader::dtypeArgument(Item call, const char* name, std::size_t position)
{
    const PyValue* v = keyword(call, name, position);
    if (v == nullptr || (v->kind == PyKind::Name && v->text == "None"))
        return std::nullopt;
    const auto dtype = horizonDType(v->lastName());
    if (!dtype)
        problem(*v, Text("\"{}\" is no dtype here, there are {}", v->text, fmt::join(horizonDTypeNames(), ", ")));
    return dtype;
}

UnitConfig QconfigReader::qconfig(Item value)
{
    Item v = resolved(value);
    const std::string_view name = v.lastName();
    UnitConfig config;
    if (v.kind == PyKind::Call && name == "QConfig")
        readQConfig(v, config);
    else if (v.kind == PyKind::Call && name == "get_qconfig")
        readGetQconfig(v, config);
    else if (v.kind == PyKind::Call && name == "get_default_qconfig")
        readGetDefault(v, config);
    else if (readyMade(name, config))
        readArguments(v, config);
    else if ((v.kind == PyKind::Name && name != "None") || v.kind == PyKind::Call)
        lose(value, v.text, Text("which qconfig that is shows only when the code runs"));
    else if (v.kind != PyKind::Name)
        problem(v, Text("\"{}\" is no qconfig that is known here", v.text));
    // A weight is seen once, so its average is itself.
    if (const auto weight = config.ports.find("weight"); weight != config.ports.end() && weight->second.observer)
        weight->second.observer->params.erase("averaging_constant");
    std::erase_if(config.ports, [](const auto& port) { return port.second.empty(); });
    return config;
}

/// Ready-made ones by their names: out_8bit and 32bit_out are the same (high-precision output), so are 16bit and
/// 8bit_weight_16bit_act.
bool QconfigReader::readyMade(std::string_view name, UnitConfig& config)
{
    if (!contains(name, "qconfig") || !(contains(name, "calib") || contains(name, "qat")))
        return false;
    PortConfig& output = config.ports["output"];
    config.ports["weight"].dtype = DType::Int8;
    if (contains(name, "32bit_out") || contains(name, "out_8bit") || contains(name, "qat_out") || contains(name, "calib_out"))
        output.dtype = DType::Float32;
    else if (contains(name, "16bit"))
        output.dtype = DType::Int16;
    else
        output.dtype = DType::Int8;
    if (contains(name, "fixed_act"))
        output.fixScale = true;
    return true;
}

/// Of get_default_calib_qconfig(dtype="qint16") and get_default_qat_qconfig(dtype=, weight_dtype=).
void QconfigReader::readArguments(Item v, UnitConfig& config)
{
    if (v.kind != PyKind::Call)
        return;
    PortConfig& output = config.ports["output"];
    if (output.dtype != DType::Float32) {
        if (const auto dtype = dtypeArgument(v, "dtype", 0))
            output.dtype = dtype;
        checkPort(config, "output", v);
    }
    const bool calib = contains(v.lastName(), "calib");
    if (const auto dtype = dtypeArgument(v, "weight_dtype", calib ? 99 : 1))
        config.ports["weight"].dtype = dtype;
    checkPort(config, "weight", v);
    for (const auto& [key, value] : v.keywords)
        if (key != "weight_dtype" && key != "backend" && !(key == "dtype" && output.dtype != DType::Float32))
            lose(value, key, Text("an argument without a counterpart here"));
}

void QconfigReader::readQConfig(Item v, UnitConfig& config)
{
    checkKeywords(v, {"input", "weight", "output", "activation"});
    for (const auto& [key, value] : v.keywords) {
        const std::string port = key == "activation" ? "output" : key;
        Item q = resolved(value);
        if (q.kind == PyKind::Name && q.text == "None") {
            if (port == "output")
                config.ports[port].dtype = DType::Float32;
        } else if (q.kind == PyKind::Call && (q.lastName() == "with_args" || q.lastName() == "FakeQuantize")) {
            readFakeQuantize(q, config.ports[port], port == "weight" ? Of::Weight : Of::Activation);
            checkPort(config, port, q);
        } else {
            problem(q, Text("must be FakeQuantize.with_args(...) or None"));
        }
    }
}

void QconfigReader::readFakeQuantize(Item v, PortConfig& port, Of of)
{
    if (const auto dtype = dtypeArgument(v, "dtype", 99))
        port.dtype = dtype;
    const PyValue* observer = keyword(v, "observer", 0);
    if (observer != nullptr)
        readObserver(port, *observer, of);
    for (const auto& [key, value] : v.keywords)
        if (key != "observer" && key != "dtype")
            setObserverParameter(port, key, resolved(value), of);
    closeObserver(port);
}

/// `MSEObserver`, or `MSEObserver.with_args(stride=5)`.
void QconfigReader::readObserver(PortConfig& port, Item value, Of of)
{
    Item v = resolved(value);
    if (v.kind != PyKind::Call)
        return setObserver(port, v.lastName(), v);
    std::string_view name = v.text;
    if (name.ends_with(".with_args"))
        name.remove_suffix(std::string_view(".with_args").size());
    setObserver(port, name.substr(name.rfind('.') == std::string_view::npos ? 0 : name.rfind('.') + 1), v);
    for (const auto& [key, argument] : v.keywords)
        if (key == "dtype")
            port.dtype = dtypeArgument(v, "dtype", 99);
        else
            setObserverParameter(port, key, resolved(argument), of);
}

void QconfigReader::setObserver(PortConfig& port, std::string_view name, Item at)
{
    const auto method = horizonObserver(name);
    if (!method && contains(name, "Histogram"))
        lose(at, std::string(name), Text("it only collects; every method is computed from the histogram here, choose one"));
    else if (!method)
        problem(at, Text("\"{}\" is no observer that is known here", name));
    else
        port.observer = Observer{*method, horizonDefaults(*method)};
}

/// torch.per_tensor_symmetric, torch.per_channel_affine ...
void QconfigReader::setScheme(PortConfig& port, Item v, Of of)
{
    const bool perChannel = contains(v.text, "per_channel");
    if (v.kind != PyKind::Name || (!perChannel && !contains(v.text, "per_tensor")))
        return lose(v, "qscheme", Text("which scheme that is shows only when the code runs"));
    if (contains(v.text, "affine"))
        port.scheme = Scheme::Affine;
    else if (contains(v.text, "symmetric"))
        port.scheme = Scheme::Symmetric;
    if (of == Of::Weight)
        port.perChannel = perChannel;
    else if (perChannel)
        lose(v, "qscheme: " + std::string(v.lastName()), Text("only weights have a scale per channel here"));
}

void QconfigReader::setObserverParameter(PortConfig& port, const std::string& key, Item v, Of of)
{
    if (key == "qscheme")
        return setScheme(port, v, of);
    if (key == "ch_axis" || (key == "zero_point" && v.number == 0))
        return; // follows from the operator; the default here
    if (key == "averaging_constant" && of == Of::Weight && v.isNumber() && v.number != 0)
        return; // a weight is seen once, so its average is itself
    const bool fixed = port.observer && port.observer->method == Method::FixedScale;
    auto known = horizonParameter(key);
    if (key == "bins" && port.observer && port.observer->method != Method::Kl)
        known.reset();
    if (key == "averaging_constant" && v.isNumber() && v.number == 0)
        port.fixScale = true;
    else if (key == "averaging_constant" && v.isNumber() && port.observer && !fixed && port.observer->method != Method::MinMax)
        lose(v, key,
             Text("only min_max averages here, {} is computed from all samples together", toString(port.observer->method)));
    else if (key == "scale" && v.isNumber())
        port.scale = {v.number};
    else if (key == "zero_point" && v.isNumber())
        port.zeroPoint = zeroPointOf(v.number);
    else if (known && v.isNumber() && port.observer && !fixed)
        port.observer->params[*known] = v.number;
    else
        lose(v, key,
             key == "stride" ? Text("the search here looks at every step") : Text("an argument without a counterpart here"));
}

/// A fixed scale is a grid here, no observer; a parameter that the method has not is said.
void QconfigReader::closeObserver(PortConfig& port)
{
    if (port.observer && port.observer->method == Method::FixedScale)
        port.observer.reset();
    if (!port.scale.empty())
        port.observer.reset();
}

void QconfigReader::readGetQconfig(Item v, UnitConfig& config)
{
    checkKeywords(v, {"observer", "in_dtype", "weight_dtype", "out_dtype", "fix_scale"});
    if (const PyValue* observer = keyword(v, "observer", 0)) {
        readObserver(config.ports["output"], *observer, Of::Activation);
        closeObserver(config.ports["output"]);
        checkPort(config, "output", *observer);
    }
    const std::pair<const char*, const char*> ports[] = {
        {"in_dtype", "input"}, {"weight_dtype", "weight"}, {"out_dtype", "output"}};
    for (std::size_t i = 0; i < 3; ++i)
        if (const auto dtype = dtypeArgument(v, ports[i].first, i + 1)) {
            config.ports[ports[i].second].dtype = dtype;
            checkPort(config, ports[i].second, v);
        }
    if (boolean(keyword(v, "fix_scale", 4)))
        config.ports["output"].fixScale = true;
}

void QconfigReader::readGetDefault(Item v, UnitConfig& config)
{
    checkKeywords(v, {"activation_fake_quant", "weight_fake_quant", "activation_observer", "weight_observer",
                      "activation_qkwargs", "weight_qkwargs"});
    const std::pair<const char*, const char*> ports[] = {{"activation", "output"}, {"weight", "weight"}};
    for (const auto& [prefix, name] : ports) {
        PortConfig& port = config.ports[name];
        const PyValue* fake = keyword(v, std::string(prefix) + "_fake_quant");
        if (fake != nullptr && fake->kind == PyKind::Name && fake->text == "None") {
            port.dtype = DType::Float32;
            continue;
        }
        if (fake != nullptr && fake->text != "fake_quant")
            lose(*fake, fake->text, Text("only the plain fake quantizer has a counterpart here"));
        const PyValue* observer = keyword(v, std::string(prefix) + "_observer");
        const auto method = methodFromString(observer == nullptr ? "min_max" : observer->text);
        if (method)
            port.observer = Observer{*method, horizonDefaults(*method)};
        else
            problem(*observer, Text("there is no observer \"{}\"", observer->text));
        if (const PyValue* arguments = keyword(v, std::string(prefix) + "_qkwargs")) {
            for (const auto& [key, value] : arguments->entries) {
                if (resolved(key).text == "dtype")
                    port.dtype = horizonDType(resolved(value).lastName());
                else
                    setObserverParameter(port, resolved(key).text, resolved(value),
                                         std::string_view(name) == "weight" ? Of::Weight : Of::Activation);
            }
        }
        closeObserver(port);
        checkPort(config, name, v);
    }
}

std::optional<QconfigReader::ScaleReset> QconfigReader::scaleReset(Item call)
{
    const std::string_view from = std::string_view(call.text).substr(0, call.text.size() - kResetScale.size());
    const auto lost = [&](Item at, const Text& why) {
        lose(at, std::string(kResetScale), why);
        return std::nullopt;
    };
    if (!from.empty() && !from.ends_with("HistogramObserver."))
        return lost(call, Text("of which module it speaks shows only when the code runs; set the unit's observer here"));
    ScaleReset reset;
    for (const auto& [key, value] : call.keywords)
        if (key != "model" && key != "method" && key != "method_kwargs" && key != "dtype" && key != "prefix")
            return lost(value, Text("{}: an argument without a counterpart here", key));
    if (auto observer = resetMethod(call))
        reset.observer = std::move(*observer);
    else
        return std::nullopt;
    if (const PyValue* v = keyword(call, "dtype", 3); v != nullptr && v->text != "None") {
        reset.dtype = horizonDType(v->lastName());
        if (v->kind != PyKind::Name || !reset.dtype)
            return lost(*v, Text("which dtype that is shows only when the code runs"));
    }
    // `net.head`: of a module; a name alone, or `self.net`, is the network.
    if (const PyValue* v = keyword(call, "model", 0); v != nullptr && v->kind == PyKind::Name) {
        const std::string_view path = std::string_view(v->text).substr(v->text.starts_with("self.") ? 5 : 0);
        reset.module = path.find('.') == std::string_view::npos ? "" : path.substr(path.find('.') + 1);
    }
    if (const PyValue* v = keyword(call, "prefix", 4); v != nullptr && v->text != "None") {
        if (v->kind != PyKind::Text)
            return lost(*v, Text("which modules these are shows only when the code runs"));
        if (!v->text.empty() && !reset.module.empty())
            return lost(*v, Text("whether the prefix counts from the module or from the network shows only when the code runs"));
        if (!v->text.empty())
            reset.module = v->text;
    }
    return reset;
}

/// The method and its parameters; mse is that which the plugin takes where none is said.
std::optional<Observer> QconfigReader::resetMethod(Item call)
{
    const PyValue* method = keyword(call, "method", 1);
    if (method != nullptr && method->kind != PyKind::Text)
        return lose(*method, "reset_scale", Text("which method that is shows only when the code runs")), std::nullopt;
    const auto known = methodFromString(method == nullptr ? "mse" : method->text);
    if (!known || (*known != Method::Mse && *known != Method::Percentile && *known != Method::Kl))
        return lose(*method, "reset_scale",
                    Text("there is no method \"{}\" that is known here (mse, percentile, kl)", method->text)),
               std::nullopt;
    Observer observer{*known, horizonDefaults(*known)};
    const PyValue* arguments = keyword(call, "method_kwargs", 2);
    if (arguments == nullptr || arguments->text == "None")
        return observer;
    if (arguments->kind != PyKind::Dict)
        return lose(*arguments, "reset_scale", Text("which arguments these are shows only when the code runs")), std::nullopt;
    for (const auto& [key, value] : arguments->entries)
        if (!setResetParameter(observer, resolved(key).text, resolved(value)))
            return std::nullopt;
    return observer;
}

/// False where it leaves open what is computed. Other than PercentileObserver's, the percentile of reset_scale is 0 to 1.
bool QconfigReader::setResetParameter(Observer& observer, const std::string& key, Item v)
{
    const std::string what = "reset_scale: " + key;
    if (observer.method == Method::Mse && key == "stride")
        return lose(v, what, Text("the search here looks at every step")), true;
    const bool taken =
        (observer.method == Method::Percentile && key == "percentile") || (observer.method == Method::Kl && key == "bins");
    if (!taken)
        return lose(v, what, Text("an argument without a counterpart here")), true;
    if (!v.isNumber())
        return lose(v, what, Text("what it is shows only when the code runs")), false;
    if (key == "percentile" && (v.number <= 0 || v.number > 1))
        return lose(v, what, Text("the percentile of reset_scale is 0 to 1, and {:.10g} is not", v.number)), false;
    // 0.999999 times 100 is 99.99990000000001.
    observer.params[key] = key == "percentile" ? std::stod(fmt::format("{:.12g}", v.number * 100)) : v.number;
    if (const Findings problems = observer.problems(); !problems.empty())
        return lose(v, what, problems.front().message), false;
    return true;
}

} // namespace qb
