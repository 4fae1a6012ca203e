// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"

#include <QWidget>

#include <map>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;
class QToolButton;

namespace qb {

/// The fields of a sample set: where it lies, how many of it, and the preprocessing of each input, by preset or by hand. Says
/// at once what is wrong with a field. Knows no bench: options in, options out.
class DataForm : public QWidget {
    Q_OBJECT
public:
    explicit DataForm(QWidget* parent = nullptr);

    /// Inputs of the model: those that files feed get preprocessing, others a value.
    void setInputs(const std::vector<PortInfo>& inputs);
    void setOptions(const DataOptions& options); ///< emits nothing
    [[nodiscard]] DataOptions options() const { return m_options; }
    [[nodiscard]] QString problem() const; ///< empty where all fields can be read

signals:
    void changed(); ///< the fields can be read and say something new
    void judged();  ///< whether they can be read may have changed: see problem()
    void browseRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showPlaceholders();
    void read();
    void fillFields();
    void showMoreFields();
    [[nodiscard]] DataOptions readMore(DataOptions options) const;
    [[nodiscard]] std::string input() const;

    DataOptions m_options;
    QStringList m_open; ///< axes of the inputs that the model leaves open: "height", "INPUT:2"
    bool m_showing = false;
    QFormLayout* m_form;
    QLineEdit* m_path;
    QToolButton* m_browse;
    QSpinBox* m_samples;
    QLineEdit* m_sizes;
    QLineEdit* m_frames;
    QComboBox* m_rawType;
    QComboBox* m_input;
    QLineEdit* m_value;
    QComboBox* m_preset;
    QComboBox* m_fit;
    QComboBox* m_color;
    QComboBox* m_interpolation;
    std::map<QString, QLineEdit*> m_texts; ///< by key: resize, crop, scale, mean, std
    QLabel* m_problem;
};

} // namespace qb
