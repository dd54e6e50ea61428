#include "output/report/switches.hpp"

namespace agglomera::output::report {
namespace {

void filter_by(Chart& chart, const std::string& name, Json value) {
  chart.spec["params"].push_back({{"name", name}, {"value", std::move(value)}});
  chart.spec["transform"].push_back({{"filter", "datum." + name + " == " + name}});
}

}  // namespace

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
