// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/qconfig/story_model.h"

#include "tests/support/model_builder.h"

#include <numeric>
#include <sstream>
#include <stdexcept>

namespace qb::test {

namespace {

/// "[4,3]"; the stream stands behind it then.
Shape readShape(std::istream& in)
{
    std::string text;
    std::getline(in, text, ']');
    Shape shape;
    std::istringstream dims(text.substr(text.find('[') + 1));
    for (std::string d; std::getline(dims, d, ',');)
        shape.push_back(std::stoll(d));
    return shape;
}

void addLine(TestModel& model, const std::string& line)
{
    std::istringstream in(line);
    std::string word;
    std::string name;
    in >> word;
    if (word == "input") {
        model.input(line.substr(6));
    } else if (word == "output") {
        model.output(line.substr(7));
    } else if (word == "weight") {
        in >> name;
        model.constant(name, randomTensor(readShape(in), std::accumulate(name.begin(), name.end(), 1U)));
    } else if (word == "floats") {
        in >> name;
        const Shape shape = readShape(in);
        std::vector<float> values;
        for (float v = 0; in >> v;)
            values.push_back(v);
        model.floats(name, shape, values);
    } else if (word == "ints") {
        in >> name;
        std::vector<std::int64_t> values;
        for (std::int64_t v = 0; in >> v;)
            values.push_back(v);
        model.ints(name, values);
    } else if (line.find('=') != std::string::npos) {
        model.node(line);
    } else {
        throw std::invalid_argument("no line of a model: " + line);
    }
}

} // namespace

std::shared_ptr<const Model> modelFromText(const std::string& text, OrtEnvironment& environment, int opset)
{
    TestModel model(opset);
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        line.erase(0, line.find_first_not_of(" \t"));
        if (!line.empty())
            addLine(model, line);
    }
    return makeModel(model.graph(), environment, {}, {});
}

} // namespace qb::test
