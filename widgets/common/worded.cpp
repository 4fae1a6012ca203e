// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/worded.h"

#include "engine/base/error.h"

#include <QCoreApplication>

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

QString worded(const std::exception& exception)
{
    const auto* error = dynamic_cast<const Error*>(&exception);
    return error ? worded(error->message()) : QString::fromUtf8(exception.what());
}

} // namespace qb
