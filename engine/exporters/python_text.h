// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/exporters: the part of Python that configuration code consists of, read and never executed.
#pragma once

#include "engine/base/text.h"

#include <string>
#include <string_view>
#include <vector>

namespace qb {

enum class PyKind {
    Name,
    Text,
    Integer,
    Real,
    Tuple,
    List,
    Dict,
    Call,
    Unread, ///< only running the code would give it
};

struct PyEntry;
struct PyKeyword;

/// An expression. Arithmetic on numbers is done on reading.
struct PyValue {
    PyKind kind = PyKind::Name;
    std::string text;  ///< of a Name or of the function called: with dots; of a Text its characters
    qb::Text reason;   ///< of Unread
    double number = 0; ///< of Integer and Real
    int variable = -1; ///< index in PyProgram::variables of what a Name was assigned or a called function returns; -1: unknown
    std::vector<PyValue> items;      ///< of a Tuple or List; of a Call its arguments without names; of Unread `a[b]`: a and b
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

/// Code that was passed over.
struct PySkipped {
    Text what; ///< "class Net", "the for", "the else"
    std::size_t line = 1;
    Text why; ///< empty: there was nothing about qconfigs in it
    bool operator==(const PySkipped&) const = default;
};

struct PyProgram {
    std::vector<PyValue> variables; ///< one for each assignment to a plain name, with what was appended to it
    std::vector<PyStatement> statements;
    std::vector<PySkipped> skipped;

    /// What a name stands for, through any number of assignments; another value is itself.
    [[nodiscard]] const PyValue& resolved(const PyValue& value) const;
    /// A variable or call of which the file does not say what it is.
    [[nodiscard]] bool isUnknown(const PyValue& value) const;
};

/// Imports, assignments, calls, changes of lists and dicts (`append`, `extend`, `update`, `d["k"] = v`), function bodies, `with`, `try` and the
/// first branch of an `if`; a `for` over a list that stands in the file is done item by item. Expressions of names, texts, numbers,
/// tuples, lists, dicts, calls, indices, + - * / of numbers, + of lists and texts; what else a value is made of is Unread.
/// Classes, functions and loops without a word of qconfigs are skipped. Nothing is run.
/// Throws Error(BadInput) with line and column where a bracket or a text is not closed.
[[nodiscard]] PyProgram parsePython(std::string_view text);

} // namespace qb
