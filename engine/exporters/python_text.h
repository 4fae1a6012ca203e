// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/exporters: the part of Python that configuration code consists of, read and never executed.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qb {

enum class PyKind { Name, Text, Integer, Real, Tuple, List, Dict, Call };

struct PyEntry;
struct PyKeyword;

/// An expression. Arithmetic on numbers is done on reading.
struct PyValue {
    PyKind kind = PyKind::Name;
    std::string text;                ///< of a Name or of the function called: with dots; of a Text its characters
    double number = 0;               ///< of Integer and Real
    int variable = -1;               ///< of a Name: index in PyProgram::variables, -1 if it was not assigned here
    std::vector<PyValue> items;      ///< of a Tuple or List; of a Call its arguments without names
    std::vector<PyEntry> entries;    ///< of a Dict
    std::vector<PyKeyword> keywords; ///< of a Call
    std::size_t line = 1;
    std::size_t column = 1;

    [[nodiscard]] bool isNumber() const { return kind == PyKind::Integer || kind == PyKind::Real; }
    /// Of "a.b.name" the "name".
    [[nodiscard]] std::string_view lastName() const;
    [[nodiscard]] std::string place() const; ///< "line 3, column 7"
};

struct PyEntry {
    PyValue key;
    PyValue value;
};

struct PyKeyword {
    std::string name;
    PyValue value;
};

struct PyStatement {
    std::string target; ///< "name", "model.conv1.qconfig"; empty of an expression
    PyValue value;
};

struct PyProgram {
    std::vector<PyValue> variables; ///< one for each assignment to a plain name, with what was appended to it
    std::vector<PyStatement> statements;

    /// What a name stands for, through any number of assignments; another value is itself.
    [[nodiscard]] const PyValue& resolved(const PyValue& value) const;
};

/// Imports, assignments, calls, `list.append(x)`; expressions of names, texts, numbers, tuples, lists, dicts and calls, + - * /
/// of numbers. Throws Error(BadInput) with line and column for everything else.
[[nodiscard]] PyProgram parsePython(std::string_view text);

} // namespace qb
