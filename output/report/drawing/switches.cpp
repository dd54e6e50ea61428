#include "output/report/drawing/switches.hpp"

#include <stdexcept>
#include <variant>

namespace agglomera::output::report {
namespace {

void filter_by(Chart& chart, const std::string& name, Json value) {
  chart.spec["params"].push_back({{"name", name}, {"value", std::move(value)}});
  chart.spec["transform"].push_back({{"filter", "datum." + name + " == " + name}});
}

const std::vector<double>& numbers_of(const Table& table, const std::string& name) {
  for (const Column& column : table.columns())
    if (column.name == name) return std::get<std::vector<double>>(column.cells);
  throw std::logic_error("no column " + name);
}

struct Range {
  double low = 0, high = 0;
};

std::vector<Range> ranges_of(const Table& table, const std::string& by,
                             const std::vector<std::string>& columns) {
  std::vector<Range> ranges;
  const auto& option = numbers_of(table, by);
  for (const std::string& column : columns) {
    const auto& values = numbers_of(table, column);
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const auto at = static_cast<std::size_t>(option[row]);
      if (ranges.size() <= at) ranges.resize(at + 1);
      if (values[row] < ranges[at].low) ranges[at].low = values[row];
      if (values[row] > ranges[at].high) ranges[at].high = values[row];
    }
  }
  for (Range& range : ranges)
    if (range.low == range.high) range.high = 1;  // nothing there: any axis will do
  return ranges;
}

}  // namespace

void hold_scale(Chart& chart, const std::string& name, const std::vector<std::string>& columns) {
  const std::vector<Range> ranges = ranges_of(chart.table, name, columns);
  if (ranges.empty()) return;
  chart.spec["params"].push_back({{"name", "axis_low"}, {"value", ranges[0].low}});
  chart.spec["params"].push_back({{"name", "axis_high"}, {"value", ranges[0].high}});
  for (Control& control : chart.controls)
    for (std::size_t i = 0; control.name == name && i < control.options.size(); ++i) {
      control.options[i].sets["axis_low"] = i < ranges.size() ? ranges[i].low : 0.0;
      control.options[i].sets["axis_high"] = i < ranges.size() ? ranges[i].high : 1.0;
    }
  for (Json& layer : chart.spec["layer"])
    if (layer["encoding"].contains("x") && layer["encoding"]["x"].contains("field"))
      layer["encoding"]["x"]["scale"] = {{"domainMin", {{"expr", "axis_low"}}},
                                         {"domainMax", {{"expr", "axis_high"}}}};
}

void add_choice(Chart& chart, const std::string& name, const Text& label,
                const std::vector<Text>& options, std::size_t at) {
  if (options.size() < 2) return;
  filter_by(chart, name, at);
  Control control{name, label, {}};
  for (std::size_t i = 0; i < options.size(); ++i)
    control.options.push_back({options[i], {{name, i}}});
  control.at = static_cast<double>(at);
  chart.controls.push_back(std::move(control));
}

void add_range(Chart& chart, const std::string& name, const Text& label, int low, int high,
               int at) {
  if (low >= high) return;
  filter_by(chart, name, at);
  Control control{name, label, {}};
  control.low = low;
  control.high = high;
  control.at = at;
  chart.controls.push_back(std::move(control));
}

}  // namespace agglomera::output::report
