#include "output/report/drawing/sweep_charts.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "output/report/drawing/marks.hpp"
#include "output/report/drawing/switches.hpp"
#include "sim/missing.hpp"

namespace agglomera::output::report {
namespace {

constexpr std::size_t most_pairs = 3;  // of factors: those that come first

struct Mean {
  double sum = 0;
  std::size_t points = 0;
  void add(double value) {
    if (std::isnan(value)) return;
    sum += value;
    ++points;
  }
  double value() const { return points == 0 ? missing : sum / static_cast<double>(points); }
};

std::vector<std::size_t> varying(const Sweep& sweep) {
  std::vector<std::size_t> factors;
  for (std::size_t f = 0; f < sweep.factors.size(); ++f)
    if (sweep.factors[f].levels.size() > 1) factors.push_back(f);
  return factors;
}

Json level_axis(const char* field, const char* order, const char* sorted) {
  Json axis = {{"field", field}, {"type", "ordinal"}, {"title", nullptr}};
  axis["sort"] = {{"field", order}, {"op", "min"}, {"order", sorted}};
  axis["axis"] = {{"grid", false}, {"ticks", false}, {"domain", false}, {"labelPadding", 6}};
  return axis;
}

Json curves_spec() {
  Json x = level_axis("level", "order", "ascending");
  x["axis"]["labelAngle"] = -40;
  x["axis"]["labelLimit"] = 140;
  Json y = quantitative("middle");
  y["scale"] = {{"zero", false}};
  y["axis"] = {{"tickCount", 4}};
  Json band = layer("rule", {{"color", themed("first")}, {"strokeWidth", 8}, {"opacity", 0.3}},
                    {{"x", x}, {"y", y}, {"y2", {{"field", "high"}}}});
  band["encoding"]["y"]["field"] = "low";
  Json line =
      layer("line", {{"color", themed("first")}, {"strokeWidth", 1.5}}, {{"x", x}, {"y", y}});
  Json dots =
      layer("point", {{"color", themed("first")}, {"filled", true}, {"size", 45}, {"opacity", 1}},
            {{"x", x}, {"y", y}});
  Json facet = nominal("factor");
  facet["sort"] = {{"field", "factor_at"}, {"op", "min"}};
  return {{"data", {{"name", "table"}}},
          {"facet", facet},
          {"spacing", {{"row", 40}, {"column", 42}}},
          {"resolve", {{"scale", {{"x", "independent"}}}, {"axis", {{"x", "independent"}}}}},
          {"spec", {{"height", 170}, {"layer", Json::array({band, line, dots})}}}};
}

// A name of the factor of the pair that is chosen, at the end of its axis.
Json axis_name(const char* field, Json x, Json y, Json style) {
  style["tooltip"] = false;
  style["color"] = themed("muted");
  Json name = layer("text", std::move(style),
                    {{"x", std::move(x)},
                     {"y", std::move(y)},
                     {"text", {{"field", field}, {"type", "nominal"}}}});
  name["transform"] =
      Json::array({{{"aggregate", Json::array({{{"op", "count"}, {"as", "cells"}}})},
                    {"groupby", Json::array({field})}}});
  return name;
}

enum class Shades { from_least, around_zero, falling_is_good };

Json shade(Shades shades) {
  Json colour = quantitative("value");
  const auto range = [](const char* low, const char* middle, const char* high) {
    return Json::array({themed(low), themed(middle), themed(high)});
  };
  if (shades == Shades::from_least)
    colour["scale"] = {{"zero", false}, {"range", Json::array({themed("middle"), themed("high")})}};
  else
    colour["scale"] = {{"domainMid", 0},
                       {"domainMin", {{"expr", "-reach"}}},
                       {"domainMax", {{"expr", "reach"}}},
                       {"range", shades == Shades::around_zero ? range("low", "middle", "high")
                                                               : range("high", "middle", "low")}};
  colour["scale"]["interpolate"] = "lab";
  colour["legend"] = {
      {"title", nullptr}, {"gradientLength", by_width(220, 160)}, {"tickCount", 4}, {"offset", 26}};
  return colour;
}

Json pairs_spec(Shades shades) {
  const Json colour = shade(shades);
  Json x = level_axis("across", "across_at", "ascending");
  x["axis"]["labelAngle"] = by_width(0, -50);
  x["axis"]["labelLimit"] = by_width(140, 62);
  x["axis"]["labelOverlap"] = false;
  Json y = level_axis("along", "along_at", "descending");
  y["axis"]["labelLimit"] = by_width(200, 90);
  Json cells = layer("rect", {{"stroke", themed("surface")}, {"strokeWidth", 1.5}},
                     {{"x", x}, {"y", y}, {"color", colour}});
  return {{"data", {{"name", "table"}}},
          {"height", {{"step", 34}}},
          {"autosize", {{"type", "fit-x"}, {"contains", "padding"}, {"resize", true}}},
          {"padding", {{"left", 0}, {"right", 4}, {"top", 4}, {"bottom", 24}}},
          {"layer",
           Json::array(
               {cells,
                axis_name("along_name", {{"value", 0}}, {{"value", -8}},
                          {{"align", "left"}, {"baseline", "bottom"}}),
                axis_name("across_name", {{"value", "width"}}, {{"value", "height"}},
                          {{"align", "right"}, {"baseline", "top"}, {"dy", by_width(26, 50)}})})}};
}

// The shades of a measure reach as far below zero as above, the same in every place, so that places compare:
// the parameter "reach", which the choice of the measure sets.
void hold_shades(Chart& chart, const std::vector<MeasuredOutput>& outputs,
                 const std::vector<std::size_t>& of_rows, const std::vector<double>& values) {
  std::map<std::string, double> reach_of;
  std::vector<std::string> measures;
  for (std::size_t row = 0; row < of_rows.size(); ++row) {
    double& reach = reach_of[outputs[of_rows[row]].measure];
    reach = std::fmax(reach, std::fabs(values[row]));
  }
  for (const MeasuredOutput& output : outputs)
    if (std::find(measures.begin(), measures.end(), output.measure) == measures.end())
      measures.push_back(output.measure);
  const auto reach = [&](const std::string& measure) {
    return reach_of[measure] > 0 ? reach_of[measure] : 1.0;
  };
  chart.spec["params"].push_back({{"name", "reach"}, {"value", reach(measures.front())}});
  for (Control& control : chart.controls)
    for (std::size_t i = 0; i < control.options.size(); ++i) {
      if (control.name == "measure_at") control.options[i].sets["reach"] = reach(measures[i]);
      if (control.name == "output_at") control.options[i].sets["reach"] = reach(outputs[i].measure);
    }
}

}  // namespace

Chart curves_chart(const Sheet& sheet, const Sweep& sweep) {
  std::vector<Text> factors, levels;
  std::vector<double> factor_at, order, middle, low, high, noise, points;
  std::vector<std::size_t> output_of;
  for (std::size_t o = 0; o < sweep.outputs.size(); ++o) {
    const auto means = means_of(sheet, sweep, o), noises = noises_of(sheet, sweep, o);
    for (const std::size_t f : varying(sweep)) {
      const SweptFactor& factor = sweep.factors[f];
      std::vector<std::vector<double>> at(factor.levels.size());
      std::vector<Mean> luck(factor.levels.size());
      for (std::size_t point = 0; point < sweep.points; ++point) {
        at[factor.level_of[point]].push_back(means[point]);
        luck[factor.level_of[point]].add(noises[point]);
      }
      for (std::size_t level = 0; level < at.size(); ++level) {
        const Spread spread = spread_of(at[level]);
        if (spread.present == 0) continue;
        factors.push_back(factor.title);
        levels.push_back(factor.levels[level]);
        factor_at.push_back(static_cast<double>(f));
        order.push_back(static_cast<double>(level));
        middle.push_back(spread.mean);
        low.push_back(spread.q05);
        high.push_back(spread.q95);
        noise.push_back(luck[level].value());
        points.push_back(static_cast<double>(spread.present));
        output_of.push_back(o);
      }
    }
  }
  Chart chart;
  chart.id = "sweep-curves";
  chart.title = {"The output over each factor, mean of all points",
                 "结果随各因素的变化（全部设计点的平均）"};
  chart.says = {
      "A panel for each factor: mean output at each of its values, with the range of nine of ten "
      "points.",
      "每个因素一幅：各取值处结果的平均，及九成设计点的范围。"};
  chart.spec = curves_spec();
  chart.panel_width = 260;
  Table& table = chart.table;
  table.add("factor", {"Factor", "因素"}, factors);
  table.add("level", {"Value", "取值"}, levels);
  add_output_choice(chart, sweep.outputs, output_of);
  table.add("factor_at", {"Factor", "因素"}, factor_at, 0, false);
  table.add("order", {"Order", "次序"}, order, 0, false);
  table.add("middle", {"Mean", "平均"}, middle, 3);
  table.add("low", {"5 % of the points", "设计点的 5 %"}, low, 3);
  table.add("high", {"95 % of the points", "设计点的 95 %"}, high, 3);
  table.add("noise", {"Noise of one run (standard deviation)", "单次模拟的噪声（标准差）"}, noise,
            3);
  table.add("points", {"Points", "设计点数"}, points, 0);
  chart.note = {
      "Dots: mean over all points with this value, whatever the other factors are; bars: from 5 % "
      "to "
      "95 % of these points. Factors with many values are cut into parts with equally many points, "
      "named by their middle.",
      "圆点：取该值的全部设计点的平均，不论其他因素；竖条：这些设计点的 5 % 至 95 %。"
      "取值很多的因素按设计点数等分，以其中值标示。"};
  return chart;
}

Chart pairs_chart(const Sheet& sheet, const Sweep& sweep) {
  const auto factors = varying(sweep);
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (std::size_t a = 0; a < factors.size(); ++a)
    for (std::size_t b = a + 1; b < factors.size() && pairs.size() < most_pairs; ++b)
      pairs.emplace_back(factors[a], factors[b]);
  std::vector<Text> across, along, across_name, along_name, pair_names;
  std::vector<double> across_at, along_at, pair_at, value, noise, points;
  std::vector<std::size_t> output_of;
  for (const auto& [a, b] : pairs)
    pair_names.push_back(
        phrase({"{} × {}", "{} × {}"}, sweep.factors[a].title, sweep.factors[b].title));
  for (std::size_t o = 0; o < sweep.outputs.size(); ++o) {
    const auto means = means_of(sheet, sweep, o), noises = noises_of(sheet, sweep, o);
    for (std::size_t p = 0; p < pairs.size(); ++p) {
      const SweptFactor &first = sweep.factors[pairs[p].first],
                        &second = sweep.factors[pairs[p].second];
      const std::size_t columns = first.levels.size();
      std::vector<Mean> cells(columns * second.levels.size()), luck(cells.size());
      for (std::size_t point = 0; point < sweep.points; ++point) {
        const std::size_t cell = second.level_of[point] * columns + first.level_of[point];
        cells[cell].add(means[point]);
        luck[cell].add(noises[point]);
      }
      for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        if (cells[cell].points == 0) continue;
        across.push_back(first.levels[cell % columns]);
        along.push_back(second.levels[cell / columns]);
        across_name.push_back(phrase({"{} →", "{} →"}, first.title));
        along_name.push_back(phrase({"↑ {}", "↑ {}"}, second.title));
        across_at.push_back(static_cast<double>(cell % columns));
        along_at.push_back(static_cast<double>(cell / columns));
        pair_at.push_back(static_cast<double>(p));
        value.push_back(cells[cell].value());
        noise.push_back(luck[cell].value());
        points.push_back(static_cast<double>(cells[cell].points));
        output_of.push_back(o);
      }
    }
  }
  Chart chart;
  chart.id = "sweep-pairs";
  chart.title = sweep.is_effect ? Text{"The effect over two factors (units of the measure)",
                                       "效果随两个因素的变化（以指标单位计）"}
                                : Text{"The output over two factors (units of the measure)",
                                       "结果随两个因素的变化（以指标单位计）"};
  chart.says = {"Coloured cells: mean output at each combination of two factors.",
                "色块：两个因素各取值组合处结果的平均。"};
  chart.spec = pairs_spec(sweep.is_effect ? Shades::around_zero : Shades::from_least);
  Table& table = chart.table;
  table.add("across_name", {"Across", "横轴"}, across_name);
  table.add("across", {"Value", "取值"}, across);
  table.add("along_name", {"Along", "纵轴"}, along_name);
  table.add("along", {"Value", "取值"}, along);
  add_output_choice(chart, sweep.outputs, output_of);
  table.add("across_at", {"Order", "次序"}, across_at, 0, false);
  table.add("along_at", {"Order", "次序"}, along_at, 0, false);
  table.add("pair_at", {"Pair", "因素对"}, pair_at, 0, false);
  table.add("value", {"Mean", "平均"}, value, 3);
  table.add("noise", {"Noise of one run (standard deviation)", "单次模拟的噪声（标准差）"}, noise,
            3);
  table.add("points", {"Points", "设计点数"}, points, 0);
  add_choice(chart, "pair_at", {"Factors", "因素"}, pair_names);
  if (sweep.is_effect && !value.empty()) hold_shades(chart, sweep.outputs, output_of, value);
  chart.note = sweep.is_effect
                   ? Text{"Blue: the levers raise the output; orange: they lower it. Each cell is the mean over the "
                          "points in it.",
                          "蓝色：政策工具使结果提高；橙色：使其降低。每格为其中设计点的平均。"}
                   : Text{"The darker, the larger. Each cell is the mean over the points in it.",
                          "颜色越深数值越大。每格为其中设计点的平均。"};
  return chart;
}

Chart fitted_chart(const Sheet& sheet, const Sweep& sweep) {
  const SweptFactor& fitted = sweep.factors.front();
  std::vector<MeasuredOutput> changes;
  std::vector<Text> across, along, across_name, along_name;
  std::vector<double> across_at, along_at, value, before, after;
  std::vector<std::size_t> output_of;
  for (std::size_t o = 0; o < sweep.outputs.size(); ++o) {
    const MeasuredOutput& output = sweep.outputs[o];
    if (!output.measure.ends_with("_change")) continue;
    changes.push_back(output);
    const auto of = [&](const char* when) {
      const std::string measure = output.measure.substr(0, output.measure.rfind('_') + 1) + when;
      for (std::size_t other = 0; other < sweep.outputs.size(); ++other)
        if (sweep.outputs[other].measure == measure && sweep.outputs[other].place == output.place)
          return means_of(sheet, sweep, other);
      return std::vector<double>(sweep.points, missing);
    };
    const auto was = of("before"), is = of("after"), change = means_of(sheet, sweep, o);
    for (std::size_t point = 0; point < sweep.points; ++point) {
      if (std::isnan(change[point])) continue;
      across.push_back(fitted.levels[fitted.level_of[point]]);
      along.push_back(output.place_name);
      across_name.push_back({"Fitted to →", "用于校准 →"});
      along_name.push_back({"↑ Judged on", "↑ 检验"});
      across_at.push_back(static_cast<double>(fitted.level_of[point]));
      along_at.push_back(static_cast<double>(o));
      value.push_back(change[point]);
      before.push_back(was[point]);
      after.push_back(is[point]);
      output_of.push_back(changes.size() - 1);
    }
  }
  Chart chart;
  chart.id = "fitted-clusters";
  chart.title = {"How the error of each cluster changes with what the model is fitted to (log LQ)",
                 "以不同城市群校准时，各城市群误差的变化（对数区位商）"};
  chart.says = {
      "Coloured cells: change of the error of a cluster (down) when the model is fitted to others "
      "(across).",
      "色块：以某些城市群（横）校准后，各城市群（纵）误差的变化。"};
  chart.spec = pairs_spec(Shades::falling_is_good);
  chart.spec["layer"][0]["encoding"]["x"]["axis"]["labelLimit"] = by_width(190, 80);
  Table& table = chart.table;
  table.add("across_name", {"Fitted to", "用于校准"}, across_name, false);
  table.add("across", {"Fitted to", "用于校准"}, across);
  table.add("along_name", {"Judged on", "检验"}, along_name, false);
  table.add("along", {"Judged on", "检验"}, along);
  add_measure_choice(chart, changes, output_of);
  table.add("across_at", {"Order", "次序"}, across_at, 0, false);
  table.add("along_at", {"Order", "次序"}, along_at, 0, false);
  table.add("before", {"Error before", "校准前误差"}, before, 3);
  table.add("after", {"Error after", "校准后误差"}, after, 3);
  table.add("value", {"Change", "变化"}, value, 3);
  if (!value.empty()) hold_shades(chart, changes, output_of, value);
  chart.note = {
      "Mean absolute error of the log LQ: with the usual values and priors before, with the "
      "posterior "
      "after. Blue: the error falls; orange: it grows.",
      "对数区位商的平均绝对误差：校准前用常用值与先验，校准后用后验。蓝色：误差下降；橙色：误差上升"
      "。"};
  return chart;
}

}  // namespace agglomera::output::report
