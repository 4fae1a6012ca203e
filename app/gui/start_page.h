// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/job_runner.h"

#include <QStringList>
#include <QWidget>

#include <functional>

class QLabel;
class QListWidget;
class QPushButton;

namespace qb {

class Actions;

/// What the window shows before a model is open: the sample, a file, what was open lately; and why the last one failed.
class StartPage : public QWidget {
    Q_OBJECT
public:
    explicit StartPage(const Actions& actions, QWidget* parent = nullptr);

    void setRecent(const QStringList& files);
    void setProblem(const QString& path, const Failure& failure); ///< of opening; an empty path: none
    void offer(const Said& what, std::function<void()> answer);   ///< a way out of that problem, as a button below it

signals:
    void openRequested(const QString& path);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showProblem();

    QString m_failedPath;
    Failure m_failure;
    QLabel* m_title;
    QLabel* m_promise;
    QPushButton* m_sample;
    QPushButton* m_open;
    QLabel* m_recentTitle;
    QListWidget* m_recent;
    QLabel* m_drop;
    QLabel* m_problem;
    QPushButton* m_way;
    Said m_offered;
    std::function<void()> m_answer;
};

} // namespace qb
