// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/worded.h"

#include "engine/base/error.h"

#include <QCoreApplication>

#include <algorithm>
#include <string>
#include <vector>

namespace qb {

QString worded(const Text& text)
{
    if (text.format().empty())
        return QString::fromStdString(text.english());
    std::vector<std::string> arguments;
    for (const Text::Argument& argument : text.arguments())
        arguments.push_back(argument.text.empty() ? argument.plain : worded(argument.text).toStdString());
    const QString format = QCoreApplication::translate("engine", text.format().c_str());
    QString filled = QString::fromStdString(filledIn(format.toStdString(), arguments));
    return filled.replace(QStringLiteral("。 "), QStringLiteral("。")); // between Chinese sentences stands nothing
}

QString sentence(const Text& text)
{
    QString line = worded(text);
    const std::string& format = text.format();
    const std::string first = format.substr(0, format.find_first_of(" ,:;"));
    const bool word =
        std::all_of(first.begin(), first.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '\'' || c == '-'; });
    if (!first.empty() && word && line == QString::fromStdString(text.english()))
        line[0] = line[0].toUpper();
    return line;
}

QString worded(const std::exception& exception)
{
    const auto* error = dynamic_cast<const Error*>(&exception);
    return error ? worded(error->message()) : QString::fromUtf8(exception.what());
}

} // namespace qb
