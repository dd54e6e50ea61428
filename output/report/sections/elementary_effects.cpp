#include <algorithm>
#include <cmath>

#include "output/report/drawing/index_rows.hpp"
#include "output/report/drawing/map_labels.hpp"
#include "output/report/drawing/switches.hpp"
#include "output/report/reading/sensitivity.hpp"
#include "output/report/sections/sections.hpp"
#include "sim/missing.hpp"

namespace agglomera::output::report {
namespace {

constexpr std::size_t strongest_listed = 10, strongest_named = 10;
constexpr int scatter_height = 360;
// Of the view without its axes, on a wide page and on a telephone.
constexpr double wide = 620, narrow = 250;

// The elementary effects of an output, the largest mu* first; nothing where the output does not vary.
struct Ranked {
  std::size_t factor;
  Estimate mu, mu_star, sigma;
};

Estimate scaled(const Estimate& of, double unit) {
  return {of.value / unit, of.low / unit, of.high / unit};
}

class Effects {
 public:
  Effects(const Sheet& sheet, std::size_t factors)
      : mu_(sheet, "morris", "mu"),
        mu_star_(sheet, "morris", "mu_star"),
        sigma_(sheet, "morris", "sigma"),
        factors_(factors) {}

  Ranked at(std::size_t statistic, std::size_t output, std::size_t factor, double unit) const {
    const Array::Where where = {
        {"statistic", statistic}, {"output", output}, {"parameter", factor}};
    return {factor, scaled(mu_.at(where), unit), scaled(mu_star_.at(where), unit),
            scaled(sigma_.at(where), unit)};
  }

  std::vector<Ranked> ranked(std::size_t statistic, std::size_t output, double unit) const {
    std::vector<double> values;
    std::vector<Ranked> all, sorted;
    for (std::size_t f = 0; f < factors_; ++f) {
      all.push_back(at(statistic, output, f, unit));
      values.push_back(all.back().mu_star.value);
    }
    for (const std::size_t f : strongest_first(values))
      if (all[f].mu_star.is_known()) sorted.push_back(all[f]);
    return sorted;
  }

 private:
  Estimates mu_, mu_star_, sigma_;
  std::size_t factors_;
};

// Where the names of one output's points go, in a view of that width.
std::vector<double> sides_in(const std::vector<Ranked>& all,
                             const std::vector<VariedFactor>& factors, double width) {
  double across = 0, along = 0;
  for (const Ranked& one : all) {
    across = std::fmax(across, std::fmax(one.mu_star.high, one.mu_star.value));
    along = std::fmax(along, std::fmax(one.sigma.high, one.sigma.value));
  }
  std::vector<NamedPoint> points;
  for (const Ranked& one : all)
    points.push_back({across > 0 ? one.mu_star.value / across * width : 0,
                      along > 0 ? (1 - one.sigma.value / along) * scatter_height : scatter_height,
                      1.1 * name_width(factors[one.factor].title)});
  const auto sides = sides_of(points, strongest_named, width, scatter_height);
  return {sides.begin(), sides.end()};
}

Chart effects_chart(const Sheet& sheet, const std::vector<VariedFactor>& factors,
                    const std::vector<MeasuredOutput>& outputs) {
  const auto statistics = statistic_titles(sheet, "morris");
  const Effects effects(sheet, factors.size());
  std::vector<Text> rows, of_what;
  std::vector<double> statistic, is_strong, side_wide, side_narrow;
  std::vector<double> columns[9];
  std::vector<std::size_t> output_of;
  for (std::size_t s = 0; s < statistics.size(); ++s)
    for (std::size_t o = 0; o < outputs.size(); ++o) {
      const auto all = effects.ranked(s, o, outputs[o].unit);
      for (const double side : sides_in(all, factors, wide)) side_wide.push_back(side);
      for (const double side : sides_in(all, factors, narrow)) side_narrow.push_back(side);
      for (const Ranked& one : all) {
        const auto rank = static_cast<std::size_t>(&one - all.data());
        is_strong.push_back(rank < strongest_named ? 1 : 0);
        rows.push_back(factors[one.factor].title);
        of_what.push_back(statistics[s]);
        statistic.push_back(static_cast<double>(s));
        output_of.push_back(o);
        std::size_t column = 0;
        for (const Estimate* of : {&one.mu_star, &one.mu, &one.sigma})
          for (const double value : {of->value, of->low, of->high})
            columns[column++].push_back(value);
      }
    }
  Chart chart;
  chart.id = "elementary-effects";
  chart.title = {"Elementary effects: size against how much it differs (units of the measure)",
                 "基本效应：大小与差异程度（以指标单位计）"};
  chart.says = {
      "Each factor as a point: mean size of its effect (mu*) against how much the effect differs "
      "from "
      "place to place (sigma), with 90 % intervals.",
      "每个因素一点：效应的平均大小（μ*）与效应在不同取值处的差异（σ），附 90 % 区间。"};
  chart.spec = effect_scatter(scatter_height);
  chart.table.add("row", {"Factor", "因素"}, rows);
  add_output_choice(chart, outputs, output_of);
  chart.table.add("of_what", {"Effect on", "作用于"}, of_what);
  chart.table.add("statistic", {"Statistic", "统计量"}, statistic, 0, false);
  const std::pair<const char*, Text> names[] = {
      {"mu_star", {"mu*", "μ*"}}, {"mu", {"mu", "μ"}}, {"sigma", {"sigma", "σ"}}};
  for (std::size_t i = 0; i < 3; ++i) {
    const auto& [name, title] = names[i];
    chart.table.add(name, title, columns[3 * i], 3);
    chart.table.add(std::string(name) + "_low", phrase({"{}: 5 %", "{}：5 %"}, title),
                    columns[3 * i + 1], 3);
    chart.table.add(std::string(name) + "_high", phrase({"{}: 95 %", "{}：95 %"}, title),
                    columns[3 * i + 2], 3);
  }
  chart.table.add("is_strong", {"Strong", "较强"}, is_strong, 0, false);
  chart.table.add("side_wide", {"Side", "方位"}, side_wide, 0, false);
  chart.table.add("side_narrow", {"Side", "方位"}, side_narrow, 0, false);
  add_choice(chart, "statistic", {"Effect on", "作用于"}, statistics);
  chart.note = {
      "An elementary effect is what an output changes when one factor alone moves through its "
      "range. To "
      "the right: strong factors. High: the effect is not the same everywhere, by curvature or by "
      "other "
      "factors. At the lower left: factors that can stay as they are. Lines: 90 % intervals by "
      "bootstrap, of the ten strongest.",
      "基本效应：仅一个因素在其取值范围内变动时结果的变化。越靠右作用越强；越靠上则效应因非线性或其"
      "他"
      "因素而不同。左下方的因素可保持不变。线段为最强十个因素的自助法 90 % 区间。"};
  return chart;
}

Listing effects_listing(const Sheet& sheet, const std::vector<VariedFactor>& factors,
                        const std::vector<MeasuredOutput>& outputs) {
  const Effects effects(sheet, factors.size());
  const bool has_noise = sheet.labels("morris", "statistic").size() > of_noise;
  std::vector<Text> places, names;
  std::vector<double> ranks, mu_star, mu, sigma, noise;
  for (std::size_t o = 0; o < outputs.size(); ++o) {
    const auto all = effects.ranked(of_mean, o, outputs[o].unit);
    for (std::size_t i = 0; i < std::min(all.size(), strongest_listed); ++i) {
      places.push_back(outputs[o].title);
      names.push_back(factors[all[i].factor].title);
      ranks.push_back(static_cast<double>(i + 1));
      mu_star.push_back(all[i].mu_star.value);
      mu.push_back(all[i].mu.value);
      sigma.push_back(all[i].sigma.value);
      noise.push_back(has_noise
                          ? effects.at(of_noise, o, all[i].factor, outputs[o].unit).mu_star.value
                          : missing);
    }
  }
  Listing listing{"strongest-effects",
                  {"The ten strongest factors of each output", "各结果最强的十个因素"},
                  {}};
  listing.table.add("output", {"Output", "结果"}, places);
  listing.table.add("rank", {"Rank", "名次"}, ranks, 0);
  listing.table.add("factor", {"Factor", "因素"}, names);
  listing.table.add("mu_star", {"mu*", "μ*"}, mu_star, 3);
  listing.table.add("mu", {"mu", "μ"}, mu, 3);
  listing.table.add("sigma", {"sigma", "σ"}, sigma, 3);
  listing.table.add("noise", {"mu* of the noise", "噪声的 μ*"}, noise, 3);
  return listing;
}

}  // namespace

Section elementary_effects(const Sheet& sheet) {
  if (!sheet.has("morris")) return {};
  Section section{
      "morris",
      {"Which factors matter at all: elementary effects", "哪些因素真正起作用：基本效应"}};
  const auto factors = varied_factors(sheet);
  const auto outputs = measured_outputs(sheet);
  const std::size_t varying = outputs_that_vary(sheet, "morris", "mu_star");
  if (varying == 0) {
    section.warnings.push_back(
        {"No output has an elementary effect: nothing varies over the design.",
         "没有结果存在基本效应：在整个设计中均无变化。"});
    return section;
  }
  const auto weak = factors_without_effect(sheet);
  if (!weak.empty()) {
    std::vector<Text> names;
    for (const std::size_t factor : weak) names.push_back(factors[factor].title);
    section.says.push_back(
        phrase({"These factors move no output by a twentieth of what the strongest one does, and "
                "can stay at "
                "their usual values: {}.",
                "下列因素对任何结果的影响都不到最强因素的二十分之一，可保持常用值：{}。"},
               list_of(names)));
  } else {
    section.says.push_back(
        {"Every factor moves some output by a twentieth or more of what the strongest "
         "one does.",
         "每个因素至少对某一结果的影响达到最强因素的二十分之一。"});
  }
  section.charts.push_back(effects_chart(sheet, factors, outputs));
  section.listings.push_back(effects_listing(sheet, factors, outputs));
  return section;
}

}  // namespace agglomera::output::report
