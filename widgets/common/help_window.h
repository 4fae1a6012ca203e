// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>
#include <vector>

class QLineEdit;
class QListWidget;
class QTextBrowser;

namespace qb {

/// A page and a heading in it, the same in every language.
struct HelpPlace {
    QString page;    ///< "first_hour": the file's name without its end
    int heading = 0; ///< counted from 0, the title
};

/// Where the help speaks of a dock; its first page where it does not.
[[nodiscard]] HelpPlace helpPlaceOf(const QString& dock);
[[nodiscard]] const std::vector<QString>& helpPages(); ///< in the order of the list

/// The pages of resources/help: a list of them, a field that searches them all, and the page. Reads `folder`/LANGUAGE/PAGE.md; English
/// where a language lacks a page. Follows the language of the program.
class HelpWindow : public QWidget {
    Q_OBJECT
public:
    /// `language` is asked whenever a page is read: "en", "zh_CN".
    HelpWindow(QString folder, std::function<QString()> language, QWidget* parent = nullptr);

    void open(const HelpPlace& place);
    [[nodiscard]] QString page() const;
    [[nodiscard]] QTextBrowser* text() const { return m_text; }
    [[nodiscard]] QListWidget* pages() const { return m_pages; }
    [[nodiscard]] QLineEdit* field() const { return m_field; }

protected:
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QString markdown(const QString& page) const;
    void retranslate();
    void showPage();
    void search();

    QString m_folder;
    std::function<QString()> m_language;
    QLineEdit* m_field;
    QListWidget* m_pages;
    QTextBrowser* m_text;
};

} // namespace qb
