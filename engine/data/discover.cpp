// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/discover.h"

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/data/array_file.h"
#include "engine/data/labels.h"
#include "engine/data/numbers.h"

#include <algorithm>
#include <cctype>

namespace qb {

namespace {

namespace fs = std::filesystem;

const Text& forms()
{
    static const Text kForms("a folder of images, of .npy files or of one folder per input, .npz, "
                             "test_data_set_*/input_*.pb, IDX, WAV, raw files of a known type, a text "
                             "list, or random:N");
    return kForms;
}

/// Input names may hold characters that no file name has ("input:0", "a/b").
std::string asFileName(const std::string& name)
{
    std::string result = name;
    for (char& c : result)
        if (std::isalnum(static_cast<unsigned char>(c)) == 0)
            c = '_';
    return result;
}

bool namesInput(const std::string& name, const PortInfo& port)
{
    return name == port.name || asFileName(name) == asFileName(port.name);
}

std::string stemOf(const std::string& name)
{
    const fs::path path(name);
    return (path.parent_path() / path.stem()).string();
}

bool isPictureInput(const ModelInput& input)
{
    const Shape& shape = input.port.shape;
    const auto channels = [](std::int64_t d) { return d == -1 || d == 1 || d == 3; };
    return (shape.size() == 3 || shape.size() == 4) && (channels(shape[shape.size() - 3]) || channels(shape.back()));
}

class Discoverer {
public:
    Discoverer(const DataOptions& options, std::span<const ModelInput> inputs, const std::set<std::string>& fedOtherwise)
        : m_options(options), m_inputs(inputs)
    {
        for (std::size_t i = 0; i < inputs.size(); ++i)
            if (!fedOtherwise.contains(inputs[i].port.name))
                m_open.push_back(i);
    }

    Discovery run()
    {
        const fs::path path = m_options.path;
        std::error_code error;
        if (!fs::exists(path, error))
            throw Error(ErrorCode::BadInput, Text("there is no {}", m_options.path), Text("data are {}", forms()),
                        {{"file", m_options.path}});
        if (fs::is_directory(path, error))
            fromFolder(path);
        else if (isTextList(path))
            assign(readTextList(path, rawFiles()));
        else
            assign({{path, path.filename().string(), kindOf(path, rawFiles()), std::nullopt}});
        return std::move(m_found);
    }

private:
    [[nodiscard]] bool rawFiles() const { return m_options.rawDtype.has_value(); }

    void fromFolder(const fs::path& folder)
    {
        const std::vector<ListedFile> sets = testDataSets(folder);
        if (!sets.empty()) {
            assign(sets);
            return;
        }
        bool perInput = false;
        const std::vector<std::size_t> all = m_open;
        for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
            if (!entry.is_directory())
                continue;
            for (const std::size_t i : all) {
                if (!namesInput(entry.path().filename().string(), m_inputs[i].port))
                    continue;
                m_open = {i};
                assign(listed(entry.path()));
                perInput = true;
            }
        }
        m_open = all;
        if (!perInput)
            assign(listed(folder));
    }

    /// The folder itself where it holds input_*.pb, else the folders test_data_set_* in it.
    static std::vector<ListedFile> testDataSets(const fs::path& folder)
    {
        const auto holdsInputs = [](const fs::path& path) {
            for (const fs::directory_entry& entry : fs::directory_iterator(path))
                if (globMatches("input_*.pb", entry.path().filename().string()))
                    return true;
            return false;
        };
        if (holdsInputs(folder))
            return {{folder, folder.lexically_normal().filename().string(), FileKind::ProtoSet, std::nullopt}};
        std::vector<ListedFile> sets;
        for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
            const std::string name = entry.path().filename().string();
            if (entry.is_directory() && globMatches("test_data_set_*", name) && holdsInputs(entry.path()))
                sets.push_back({entry.path(), name, FileKind::ProtoSet, std::nullopt});
        }
        std::sort(sets.begin(), sets.end(), [](const ListedFile& a, const ListedFile& b) { return naturalLess(a.name, b.name); });
        return sets;
    }

    /// The data files of a folder, with the labels that lie among them.
    std::vector<ListedFile> listed(const fs::path& folder)
    {
        std::vector<ListedFile> files = listFolder(folder, rawFiles());
        LabelTable labels;
        for (const ListedFile& file : files)
            if (file.path.filename() == "labels.csv")
                labels.add(file.path, m_found.findings);
        std::erase_if(files, [](const ListedFile& file) {
            return !file.kind || (file.kind == FileKind::Idx && isIdxLabelFile(file.path));
        });
        if (labels.size() == 0)
            return files;
        std::size_t labelled = 0;
        for (ListedFile& file : files) {
            file.label = labels.find(file.path);
            labelled += file.label ? 1 : 0;
        }
        if (labelled != files.size() || labelled != labels.size())
            m_found.findings.push_back({.rule = "data.labels_incomplete",
                                        .unit = "",
                                        .point = "",
                                        .message = Text("labels.csv has {} labels for {} files, {} of them match", labels.size(),
                                                        files.size(), labelled),
                                        .numbers = {{"labels", static_cast<double>(labels.size())},
                                                    {"files", static_cast<double>(files.size())},
                                                    {"matched", static_cast<double>(labelled)}},
                                        .cure = Text("write the file names as they are, relative to labels.csv")});
        return files;
    }

    /// The one kind that all files are of.
    FileKind kindOfAll(const std::vector<ListedFile>& files) const
    {
        std::map<FileKind, std::size_t> counts;
        for (const ListedFile& file : files)
            if (file.kind)
                ++counts[*file.kind];
        if (counts.size() == 1)
            return counts.begin()->first;
        if (files.empty())
            throw Error(ErrorCode::BadInput, Text("{}: no data found, there are no files in it", m_options.path),
                        Text("data are {}", forms()), {{"file", m_options.path}});
        if (counts.empty())
            throw Error(ErrorCode::BadInput,
                        rawFiles() ? Text("{}: no data found", m_options.path)
                                   : Text("{}: no data found; raw values need their type", m_options.path),
                        Text("data are {}", forms()), {{"file", m_options.path}});
        Text text;
        for (const auto& [kind, count] : counts) {
            const Text these("{} {}", count, wordFor(kind));
            text = text.empty() ? these : Text("{} and {}", text, these);
        }
        throw Error(ErrorCode::BadInput, Text("{} holds {}: which of them are meant?", m_options.path, text),
                    Text("give a folder or a list with one kind"), {{"file", m_options.path}});
    }

    void assign(const std::vector<ListedFile>& files)
    {
        const FileKind kind = kindOfAll(files);
        if (kind == FileKind::Npz)
            assignArchives(files);
        else if (kind == FileKind::ProtoSet)
            assignSets(files);
        else
            for (const std::size_t input = chosenInput(kind); const ListedFile& file : files)
                add(input, file, kind, "");
    }

    void add(std::size_t input, const ListedFile& file, FileKind kind, const std::string& key)
    {
        FileRef ref{file.path.string(), key, kind, file.name, stemOf(file.name), {}};
        if (file.label)
            ref.labels = {*file.label};
        else if (kind == FileKind::Idx)
            ref.labels = idxLabels(file.path, m_found.findings);
        m_found.files[input].push_back(std::move(ref));
    }

    /// The input that files without a name are for: the only one, else the only one that takes such data.
    [[nodiscard]] std::size_t chosenInput(FileKind kind) const
    {
        const bool pictures = kind == FileKind::Picture || kind == FileKind::Idx;
        std::vector<std::size_t> candidates = m_open;
        if (candidates.size() > 1)
            std::erase_if(candidates, [&](std::size_t i) {
                return pictures ? !isPictureInput(m_inputs[i]) : isIntegerType(m_inputs[i].port.type) && kind != FileKind::Raw;
            });
        if (candidates.size() == 1)
            return candidates.front();
        std::string names;
        for (const ModelInput& input : m_inputs)
            names += (names.empty() ? "" : ", ") + ("'" + input.port.name + "' ") + describe(input.port);
        throw Error(
            ErrorCode::BadInput,
            Text("{}: it is not clear which input the {} are for; the model has {}", m_options.path, wordFor(kind), names),
            Text("put them into a folder with the name of the input, or give the other inputs values"),
            {{"file", m_options.path}});
    }

    void assignArchives(const std::vector<ListedFile>& files)
    {
        std::vector<std::string> keys;
        Text reason;
        for (const ListedFile& file : files) {
            try {
                keys = npzKeys(file.path.string());
                break;
            } catch (const Error& e) {
                reason = reason.empty() ? e.message() : reason;
            }
        }
        if (keys.empty())
            throw Error(ErrorCode::BadInput, Text("none of the npz files can be read; the first: {}", reason),
                        Text("save them again"), {{"file", m_options.path}});
        std::size_t used = 0;
        for (const std::size_t input : m_open) {
            const auto key =
                std::find_if(keys.begin(), keys.end(), [&](const std::string& k) { return namesInput(k, m_inputs[input].port); });
            const bool only = key == keys.end() && keys.size() == 1 && m_open.size() == 1;
            if (key == keys.end() && !only)
                continue;
            ++used;
            for (const ListedFile& file : files)
                add(input, file, FileKind::Npz, only ? keys.front() : *key);
        }
        std::string names;
        for (const std::string& key : keys)
            names += (names.empty() ? "'" : ", '") + key + "'";
        if (used == 0)
            throw Error(ErrorCode::BadInput,
                        Text("{}: none of its arrays ({}) has the name of an input of the model", m_options.path, names),
                        Text("save the arrays with the names of the inputs as keys"), {{"file", m_options.path}});
        if (used < keys.size())
            m_found.findings.push_back({.rule = "data.unused_arrays",
                                        .severity = Severity::Info,
                                        .unit = "",
                                        .point = "",
                                        .message = Text("{}: {} of the arrays {} have no input of their name and are not used",
                                                        m_options.path, keys.size() - used, names),
                                        .numbers = {{"unused", static_cast<double>(keys.size() - used)}},
                                        .cure = Text()});
    }

    /// input_K.pb feeds the input that its tensor is named after, else the input K of the model.
    void assignSets(const std::vector<ListedFile>& sets)
    {
        std::set<std::size_t> open(m_open.begin(), m_open.end());
        for (std::size_t k = 0; k < m_inputs.size(); ++k) {
            const std::string file = "input_" + std::to_string(k) + ".pb";
            const auto first =
                std::find_if(sets.begin(), sets.end(), [&](const ListedFile& set) { return fs::exists(set.path / file); });
            if (first == sets.end())
                continue;
            const std::size_t input = inputNamed(first->path / file).value_or(k);
            if (!open.contains(input))
                continue;
            for (const ListedFile& set : sets) {
                ListedFile one = set;
                one.path /= file;
                add(input, one, FileKind::Proto, "");
            }
        }
        if (m_found.files.empty())
            throw Error(ErrorCode::BadInput, Text("{} holds no input_0.pb ... for the inputs of the model", m_options.path),
                        Text(), {{"file", m_options.path}});
    }

    [[nodiscard]] std::optional<std::size_t> inputNamed(const fs::path& file) const
    {
        try {
            const std::string name = tensorProtoName(file.string());
            for (std::size_t i = 0; i < m_inputs.size(); ++i)
                if (!name.empty() && m_inputs[i].port.name == name)
                    return i;
        } catch (const Error&) {
            // A broken file is reported when it is loaded; its number says which input it is for.
        }
        return std::nullopt;
    }

    const DataOptions& m_options;
    std::span<const ModelInput> m_inputs;
    std::vector<std::size_t> m_open; ///< inputs that files may feed
    Discovery m_found;
};

} // namespace

Discovery discover(const DataOptions& options, std::span<const ModelInput> inputs, const std::set<std::string>& fedOtherwise)
{
    try {
        return Discoverer(options, inputs, fedOtherwise).run();
    } catch (const fs::filesystem_error& e) {
        throw Error(ErrorCode::Resources, Text("{} can't be read: {}", options.path, e.code().message()),
                    Text("check its permissions"), {{"file", options.path}});
    }
}

} // namespace qb
