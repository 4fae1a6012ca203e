// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/ort/tensor.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace qb {

/// ONNX Runtime's process-wide state: one thread pool for all sessions and one shared memory arena. Made once in main
/// and passed down; it must outlive every session. Sessions may run on several threads at once.
class OrtEnvironment {
public:
    /// `intraOpThreads`: threads that one operator may use. 1 where samples or plans run side by side.
    explicit OrtEnvironment(unsigned intraOpThreads = 1);
    ~OrtEnvironment();
    OrtEnvironment(const OrtEnvironment&) = delete;
    OrtEnvironment& operator=(const OrtEnvironment&) = delete;

    [[nodiscard]] static std::string version(); ///< of the library that is loaded, e.g. "1.31.1"

    struct Impl;
    [[nodiscard]] Impl& impl() const { return *m_impl; }

private:
    std::unique_ptr<Impl> m_impl;
};

/// How a session computes.
enum class Kernels {
    Plain,     ///< no optimization, no prepacking: an exported file as it stands
    Reference, ///< units alone, computed as Plain does: bit-equal to the exported file as a whole
    Fast,      ///< every optimization
};

[[nodiscard]] std::string_view toString(Kernels kernels);

/// What a session takes or gives. What is no tensor (sequence, map, optional) has the type Undefined and a typeText.
struct PortInfo {
    std::string name;
    ElementType type = ElementType::Undefined;
    Shape shape;                       ///< -1 where open; empty for a scalar and for an unknown rank alike (API 21)
    std::vector<std::string> dimNames; ///< symbolic names, "" where none; as long as `shape`
    std::string typeText;              ///< "seq(tensor(float32))" ...; empty for tensors
};

/// A model, or a piece of one, ready to run. run() is const and may be called from several threads.
class Session {
public:
    /// From the bytes of a ModelProto. Throws Error(NotRunnable) with ONNX Runtime's own words if it refuses them.
    Session(OrtEnvironment& environment, std::span<const std::byte> model, Kernels kernels);
    /// From a file (for models whose weights lie beside them).
    Session(OrtEnvironment& environment, const std::string& path, Kernels kernels);
    ~Session();
    Session(Session&&) noexcept;
    Session& operator=(Session&&) noexcept;

    [[nodiscard]] const std::vector<PortInfo>& inputs() const;
    [[nodiscard]] const std::vector<PortInfo>& outputs() const;

    /// Inputs in the order of inputs(); gives every output in the order of outputs(). Throws Error(NotRunnable) or,
    /// where memory ran out, Error(Resources).
    [[nodiscard]] std::vector<Tensor> run(std::span<const Tensor> inputs) const;

private:
    friend std::string optimizedModel(OrtEnvironment& environment, const std::string& path, Kernels kernels);
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// The bytes of what ONNX Runtime makes of a model file before it runs it (by way of a temporary file). Throws
/// Error(NotRunnable) if it refuses the model, Error(Resources) where the temporary folder does.
[[nodiscard]] std::string optimizedModel(OrtEnvironment& environment, const std::string& path, Kernels kernels);

} // namespace qb
