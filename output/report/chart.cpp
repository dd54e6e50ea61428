#include "output/report/chart.hpp"

namespace agglomera::output::report {
namespace {

Json control_json(const Control& control) {
  Json json = {{"name", control.name}, {"label", control.label}, {"at", control.at}};
  if (control.options.empty()) {
    json["low"] = control.low;
    json["high"] = control.high;
    return json;
  }
  json["options"] = Json::array();
  for (const Control::Option& option : control.options)
    json["options"].push_back({{"label", option.label}, {"sets", option.sets}});
  return json;
}

}  // namespace

void to_json(Json& json, const Chart& chart) {
  json = {{"id", chart.id},
          {"title", chart.title},
          {"says", chart.says},
          {"spec", chart.spec},
          {"table", chart.table}};
  if (!chart.controls.empty()) {
    json["controls"] = Json::array();
    for (const Control& control : chart.controls) json["controls"].push_back(control_json(control));
  }
  if (!chart.note.empty()) json["note"] = chart.note;
  if (chart.panel_width > 0) json["panel_width"] = chart.panel_width;
}

}  // namespace agglomera::output::report
