#include "output/report/drawing/waterfall.hpp"

#include <algorithm>
#include <cmath>

#include "output/report/drawing/marks.hpp"
#include "output/report/drawing/rows.hpp"
#include "output/report/measures.hpp"
#include "output/report/reading/parts.hpp"
#include "sim/missing.hpp"

namespace agglomera::output::report {
namespace {

const Text raises = {"Raises", "上升"};
const Text lowers = {"Lowers", "下降"};
const Text unexplained = {"Not explained", "未解释"};
const Text total = {"Whole change", "总变化"};

// The steps of every city, on every scale.
class Steps {
 public:
  Steps(const Sheet& sheet) : sheet_(sheet), titles_(part_titles(sheet)) {}

  void add_city(std::size_t m, std::size_t city, double city_number, double scale_number) {
    city_ = sheet_.places().name(sheet_.labels("change", "city")[city]);
    city_number_ = city_number;
    scale_number_ = scale_number;
    const auto change = [&](const char* name) {
      return sheet_.array("change", name).at({{"measure", m}, {"city", city}});
    };
    const double observed = change("observed"), median = change("q50"), mean = change("mean");
    double at = 0;
    if (!std::isnan(observed)) {
      step(not_explained_title(), unexplained, change("unexplained"), observed - change("q95"),
           observed - change("q05"), 0);
      at = change("unexplained");
    }
    for (std::size_t part = 0; part < titles_.size(); ++part) {
      const auto value = [&](const char* name) {
        return sheet_.array("attribution", name)
            .at({{"measure", m}, {"part", part}, {"city", city}});
      };
      step(titles_.at(part), value("mean") < 0 ? lowers : raises, value("mean"), value("q05"),
           value("q95"), at);
      at += value("mean");
    }
    step({"From mean to median", "由均值到中位数"}, unexplained, median - mean, missing, missing,
         at);
    step({"= Simulated, median", "= 模拟变化（中位数）"}, total, median, change("q05"),
         change("q95"), 0);
    if (!std::isnan(observed))
      step({"= Observed change", "= 观测变化"}, total, observed, missing, missing, 0);
  }

  Table table() const {
    Table table;
    table.add("city", {"City", "城市"}, cities_);
    table.add("scale_name", {"Scale", "尺度"}, scales_);
    table.add("part", {"Part", "组成部分"}, parts_);
    table.add("value", {"Mean", "均值"}, values_, 3);
    table.add("q05", {"5 %", "5 %"}, q05_, 3);
    table.add("q95", {"95 %", "95 %"}, q95_, 3);
    table.add("kind", {"Kind", "类别"}, kinds_);
    table.add("from", {"From", "自"}, from_, 3, false);
    table.add("to", {"To", "至"}, to_, 3, false);
    table.add("low", {"Low", "低"}, low_, 3, false);
    table.add("high", {"High", "高"}, high_, 3, false);
    table.add("right", {"Right", "右"}, right_, 3, false);
    table.add("label", {"Label", "标签"}, labels_, false);
    table.add("open", {"Not explained", "未解释"}, open_, 0, false);
    table.add("city_number", {"City number", "城市序号"}, city_numbers_, 0, false);
    table.add("scale_number", {"Scale number", "尺度序号"}, scale_numbers_, 0, false);
    return table;
  }

  std::size_t steps_of_a_city() const {
    return static_cast<std::size_t>(
        std::count(city_numbers_.begin(), city_numbers_.end(), 0.0) /
        (1 + *std::max_element(scale_numbers_.begin(), scale_numbers_.end())));
  }

 private:
  void step(const Text& part, const Text& kind, double value, double q05, double q95, double from) {
    cities_.push_back(city_);
    scales_.push_back(scale_number_ == 0 ? Text{"LQ", "区位商"} : Text{"Log LQ", "对数区位商"});
    parts_.push_back(part);
    kinds_.push_back(kind);
    values_.push_back(value);
    q05_.push_back(q05);
    q95_.push_back(q95);
    from_.push_back(from);
    to_.push_back(from + value);
    low_.push_back(from + q05);
    high_.push_back(from + q95);
    right_.push_back(std::fmax(std::fmax(from, from + value), from + q95));
    labels_.push_back(plainly(with_sign(value, 2)));
    open_.push_back(kind == unexplained ? 1 : 0);
    city_numbers_.push_back(city_number_);
    scale_numbers_.push_back(scale_number_);
  }

  const Sheet& sheet_;
  std::vector<Text> titles_;
  Text city_;
  double city_number_ = 0, scale_number_ = 0;
  std::vector<Text> cities_, scales_, parts_, kinds_, labels_;
  std::vector<double> values_, q05_, q95_, from_, to_, low_, high_, right_, open_, city_numbers_,
      scale_numbers_;
};

Json specification(std::size_t rows, double first_city) {
  Json bars = layer("bar", {{"height", {{"band", 0.7}}}},
                    {{"x", quantitative("from")}, {"x2", {{"field", "to"}}}});
  bars["encoding"]["x"]["scale"] = {{"padding", 22}, {"nice", false}};  // room for the numbers
  bars["encoding"]["x"]["axis"] = {{"tickCount", 5}, {"title", nullptr}};
  Json colour = nominal("kind");
  colour["scale"] =
      colours_of({unexplained, raises, lowers, total}, {"fifth", "gain", "loss", "baseline"});
  colour["legend"] = {{"title", nullptr}, {"columns", by_width(4, 1)}, {"symbolStrokeWidth", 0}};
  bars["encoding"]["color"] = colour;
  // What is not explained is pale with a broken outline: no part of the model fills it.
  const auto where_open = [](Json value, Json otherwise) -> Json {
    return {{"condition", {{"test", "datum.open === 1"}, {"value", std::move(value)}}},
            {"value", std::move(otherwise)}};
  };
  bars["mark"]["stroke"] = themed("fifth");
  bars["mark"]["strokeDash"] = {4, 2};
  bars["encoding"]["fillOpacity"] = where_open(0.3, 1);
  bars["encoding"]["strokeWidth"] = where_open(1.5, 0);
  Json reach = interval_rule("low", "high", "ink", 1.2);
  reach["transform"] = Json::array({{{"filter", "isValid(datum.low) && isValid(datum.high)"}}});
  Json numbers = layer("text",
                       {{"align", "left"},
                        {"dx", 5},
                        {"fontSize", 11},
                        {"tooltip", false},
                        {"baseline", "middle"},
                        {"color", themed("ink")}},
                       {{"x", quantitative("right")}, {"text", {{"field", "label"}}}});
  Json spec = rows_of("part", Json::array({rule_at(0, "muted"), bars, reach, numbers}), 26, rows);
  spec["params"] =
      Json::array({{{"name", "city"}, {"value", first_city}}, {{"name", "scale"}, {"value", 0}}});
  spec["transform"] =
      Json::array({{{"filter", "datum.city_number === city && datum.scale_number === scale"}}});
  return spec;
}

}  // namespace

Text not_explained_title() { return {"Not explained", "未解释部分"}; }

Chart waterfall(const Sheet& sheet, const std::string& measure) {
  const std::size_t m = sheet.index("change", "measure", measure);
  const std::size_t log = sheet.index("change", "measure", "ln_" + measure);
  const bool has_log = log < sheet.labels("change", "measure").size();
  const Array observed = sheet.array("change", "observed"),
              simulated = sheet.array("change", "q50");
  const auto cities = cities_explained(sheet, m);
  Steps steps(sheet);
  Control city, scale;
  city.name = "city";
  city.label = {"City", "城市"};
  double largest = -1;
  for (std::size_t i = 0; i < cities.size(); ++i) {
    const auto number = static_cast<double>(i);
    steps.add_city(m, cities[i], number, 0);
    if (has_log) steps.add_city(log, cities[i], number, 1);
    city.options.push_back(
        {sheet.places().name(sheet.labels("change", "city")[cities[i]]), {{"city", i}}});
    const Array::Where at = {{"measure", m}, {"city", cities[i]}};
    const double seen = std::abs(observed.at(at));
    const double size = std::isnan(seen) ? std::abs(simulated.at(at)) : seen;
    if (size > largest) largest = size, city.at = number;
  }
  scale.name = "scale";
  scale.label = {"Scale", "尺度"};
  scale.options = {{{"LQ", "区位商"}, {{"scale", 0}}}, {{"Log LQ", "对数区位商"}, {{"scale", 1}}}};
  Chart chart;
  chart.id = "waterfall-" + id_part(measure);
  chart.title = phrase({"{0}: the change {1}, step by step", "{0}：{1}的变化逐项分解"},
                       measure_title(measure), from_to(sheet));
  chart.says = phrase(
      {"Steps of the change of {0} in a chosen city, the part not explained first, then "
       "the parts of the model, to the whole change. At first {1}.",
       "所选城市{0}变化的逐项分解：先为未解释部分，再为模型各部分，最后为总变化。初始为{1}。"},
      measure_title(measure), city.options[static_cast<std::size_t>(city.at)].label);
  chart.table = steps.table();
  chart.spec = specification(steps.steps_of_a_city(), city.at);
  chart.controls = {city};
  if (has_log) chart.controls.push_back(scale);
  chart.note = {
      "Bars: means over members, each starting where the one before ends; thin lines: 5 % to "
      "95 % of that part alone. Not explained (broken outline): observed minus median simulated "
      "change; because "
      "parts are means, a step leads from mean to median. Opens with the largest observed change.",
      "横条为成员均值，每条自上一条终点开始；细线为该部分自身的 5 %—95 % 区间。"
      "未解释部分（虚线框）= 观测变化 − 模拟变化中位数；各部分取均值，故另有一步由均值到中位数。"
      "初始显示观测变化最大的城市。"};
  return chart;
}

}  // namespace agglomera::output::report
