#include <algorithm>
#include <cmath>

#include "output/report/drawing/index_rows.hpp"
#include "output/report/drawing/switches.hpp"
#include "output/report/reading/sensitivity.hpp"
#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {
namespace {

constexpr std::size_t strongest_listed = 10, pairs_drawn = 10;
// Beyond these the axis of shares is cut: wide intervals of noise would leave no room for the bars.
constexpr double lowest_share = -0.3, highest_share = 1.2;

// The axis of shares: 0 to 1, and as far beyond as the estimates and their intervals reach.
struct Reach {
  double low = 0, high = 1;
  void see(const Estimate& of) {
    low = std::max(lowest_share, std::fmin(low, std::fmin(of.low, of.value)));
    high = std::min(highest_share, std::fmax(high, std::fmax(of.high, of.value)));
  }
};

// Columns of an estimate and its interval, named "first", "first_low", "first_high".
struct EstimateColumns {
  std::vector<double> value, low, high;
  void add(const Estimate& of) {
    value.push_back(of.value);
    low.push_back(of.low);
    high.push_back(of.high);
  }
  void into(Table& table, const std::string& name, const Text& title) const {
    table.add(name, title, value, 3);
    table.add(name + "_low", phrase({"{}: 5 %", "{}：5 %"}, title), low, 3);
    table.add(name + "_high", phrase({"{}: 95 %", "{}：95 %"}, title), high, 3);
  }
};

// The indices of an output, the strongest factor first; nothing where the output does not vary.
struct Ranked {
  std::size_t factor;
  Estimate first, total;
};
std::vector<Ranked> ranked(const Estimates& first, const Estimates& total, std::size_t factors,
                           std::size_t statistic, std::size_t output) {
  std::vector<double> values;
  std::vector<Ranked> all, sorted;
  for (std::size_t f = 0; f < factors; ++f) {
    const Array::Where at = {{"statistic", statistic}, {"output", output}, {"parameter", f}};
    all.push_back({f, first.at(at), total.at(at)});
    values.push_back(all.back().total.value);
  }
  for (const std::size_t f : strongest_first(values))
    if (all[f].total.is_known()) sorted.push_back(all[f]);
  return sorted;
}

Chart indices_chart(const Sheet& sheet, const std::vector<VariedFactor>& factors,
                    const std::vector<MeasuredOutput>& outputs) {
  const auto statistics = statistic_titles(sheet, "sobol");
  const Estimates first(sheet, "sobol", "first"), total(sheet, "sobol", "total");
  std::vector<Text> rows, of_what;
  std::vector<double> order, statistic;
  std::vector<std::size_t> output_of;
  EstimateColumns firsts, totals;
  Reach reach;
  for (std::size_t s = 0; s < statistics.size(); ++s)
    for (std::size_t o = 0; o < outputs.size(); ++o) {
      std::size_t place = 0;
      for (const Ranked& one : ranked(first, total, factors.size(), s, o)) {
        rows.push_back(factors[one.factor].title);
        of_what.push_back(statistics[s]);
        order.push_back(static_cast<double>(place++));
        statistic.push_back(static_cast<double>(s));
        output_of.push_back(o);
        firsts.add(one.first);
        totals.add(one.total);
        reach.see(one.first);
        reach.see(one.total);
      }
    }
  Chart chart;
  chart.id = "sobol-indices";
  chart.title = {"Share of the variance that each factor makes", "各因素对方差的贡献份额"};
  chart.says = {
      "Bars of the first-order and the total Sobol index of each factor with 90 % intervals, the "
      "strongest first.",
      "各因素的一阶与总效应 Sobol 指数及其 90 % 区间（条形），最强者在前。"};
  chart.spec = index_rows(reach.low, reach.high);
  chart.table.add("row", {"Factor", "因素"}, rows);
  add_output_choice(chart, outputs, output_of);
  chart.table.add("of_what", {"Variance of", "何者的方差"}, of_what);
  chart.table.add("statistic", {"Statistic", "统计量"}, statistic, 0, false);
  chart.table.add("order", {"Order", "次序"}, order, 0, false);
  firsts.into(chart.table, "first", {"Alone", "单独"});
  totals.into(chart.table, "total", {"In all", "合计"});
  draw_the_strongest(chart);
  add_choice(chart, "statistic", {"Variance of", "何者的方差"}, statistics);
  chart.note = {
      "Alone (first order): what the factor does by itself. In all (total): with what it does only "
      "together with others, so these add up to more than 1. Lines: 90 % intervals over "
      "independent "
      "scramblings of the design. Noise: the standard deviation of one run's luck around the mean.",
      "单独作用（一阶）：该因素自身的作用；合计（总效应）：含与其他因素的交互，因此合计之和大于 1。"
      "线段为设计独立加扰下的 90 % 区间。噪声：单次模拟因运气偏离均值的标准差。"};
  chart.note = phrase({"{}{}", "{}{}"}, chart.note, more_in_the_table(factors.size()));
  return chart;
}

// --- What pairs do only together --------------------------------------------------------------------

Chart pairs_chart(const Sheet& sheet, const std::vector<VariedFactor>& factors,
                  const std::vector<MeasuredOutput>& outputs) {
  const Estimates second(sheet, "second_order", "second");
  std::vector<Text> rows;
  std::vector<double> order;
  std::vector<std::size_t> output_of;
  std::vector<double> values, lows, highs;
  for (std::size_t o = 0; o < outputs.size(); ++o) {
    std::vector<std::pair<Estimate, Text>> pairs;
    std::vector<double> sizes;
    for (std::size_t a = 0; a < factors.size(); ++a)
      for (std::size_t b = a + 1; b < factors.size(); ++b) {
        const Estimate pair = second.at(
            {{"statistic", of_mean}, {"output", o}, {"parameter", a}, {"other_parameter", b}});
        if (!pair.is_known()) continue;
        pairs.emplace_back(pair,
                           phrase({"{} × {}", "{} × {}"}, factors[a].title, factors[b].title));
        sizes.push_back(pair.value);
      }
    std::size_t place = 0;
    for (const std::size_t pair : strongest_first(sizes)) {
      if (place == pairs_drawn) break;
      rows.push_back(pairs[pair].second);
      values.push_back(pairs[pair].first.value);
      lows.push_back(pairs[pair].first.low);
      highs.push_back(pairs[pair].first.high);
      order.push_back(static_cast<double>(place++));
      output_of.push_back(o);
    }
  }
  Chart chart;
  chart.id = "second-order";
  chart.title = {"What pairs of factors do only together (share of the variance)",
                 "成对因素的交互作用（占方差的份额）"};
  chart.says = {"Bars of the second-order index of the ten strongest pairs with 90 % intervals.",
                "最强十对因素的二阶指数及其 90 % 区间（条形）。"};
  chart.spec = value_rows("third");
  chart.table.add("row", {"Pair", "因素对"}, rows);
  add_output_choice(chart, outputs, output_of);
  chart.table.add("order", {"Order", "次序"}, order, 0, false);
  chart.table.add("value", {"Together", "交互"}, values, 3);
  chart.table.add("low", {"5 %", "5 %"}, lows, 3);
  chart.table.add("high", {"95 %", "95 %"}, highs, 3);
  chart.note =
      phrase({"The {} strongest pairs of the output chosen, of the mean over runs. An interval "
              "that holds 0 says: no interaction is told from none.",
              "所选结果（均值）中最强的 {} 对。区间含 0 表示不能与无交互区分。"},
             pairs_drawn);
  return chart;
}

// --- In words --------------------------------------------------------------------------------------

struct Negatives {
  std::size_t all = 0, within = 0, beyond = 0;
  void see(const Estimate& of) {
    if (!of.is_known()) return;
    ++all;
    if (!of.is_negative()) return;
    ++(of.may_be_zero() ? within : beyond);
  }
};

Negatives negatives_of(const Sheet& sheet) {
  Negatives found;
  const Array shape = sheet.array("sobol", "total");
  for (const char* name : {"first", "total"}) {
    const Estimates of(sheet, "sobol", name);
    for (std::size_t s = 0; s < shape.size("statistic"); ++s)
      for (std::size_t o = 0; o < shape.size("output"); ++o)
        for (std::size_t f = 0; f < shape.size("parameter"); ++f)
          found.see(of.at({{"statistic", s}, {"output", o}, {"parameter", f}}));
  }
  return found;
}

void say_negatives(Section& section, const Negatives& found) {
  if (found.within > 0)
    section.says.push_back(phrase(
        {"{} of the {} indices are below zero, with zero inside their 90 % interval. A share can't "
         "be "
         "negative, its estimate can: such a factor does next to nothing there.",
         "{1} 个指数中有 {0} 个为负，但其 90 % 区间包含零。份额不会为负，其估计值却可能为负："
         "表示该因素在此几乎不起作用。"},
        found.within, found.all));
  if (found.beyond > 0)
    section.warnings.push_back(phrase(
        {"{} of the {} indices are below zero beyond their 90 % interval, as chance makes a few: "
         "do not "
         "trust the last digits, or take more samples.",
         "{1} 个指数中有 {0} 个低于零且区间不含零，少数属偶然：末位数字不可尽信，或应增加样本。"},
        found.beyond, found.all));
}

// How much of the variance factors make alone, over the outputs.
void say_together(Section& section, const Sheet& sheet) {
  const Array first = sheet.array("sobol", "first");
  std::vector<double> sums;
  for (std::size_t o = 0; o < first.size("output"); ++o) {
    const auto of = first.along("parameter", {{"statistic", of_mean}, {"output", o}});
    double sum = 0;
    bool is_known = false;
    for (const double value : of)
      if (!std::isnan(value)) sum += value, is_known = true;
    if (is_known) sums.push_back(std::clamp(sum, 0.0, 1.0));
  }
  if (sums.empty()) return;
  const double mean = spread_of(sums).mean;
  section.says.push_back(
      phrase({"On average over the outputs, {} of the variance is what factors make one by one; "
              "the other {} "
              "comes only from several together.",
              "各结果平均而言，{} 的方差来自单个因素的作用，其余 {} 只来自多个因素的共同作用。"},
             percent(mean), percent(1 - mean)));
}

void say_noise(Section& section, const Sheet& sheet, const std::vector<MeasuredOutput>& outputs) {
  const Array mean = sheet.array("outputs", "mean"), sd = sheet.array("outputs", "sd");
  if (mean.size("statistic") <= of_noise) return;
  std::vector<double> ratios;
  for (std::size_t o = 0; o < outputs.size(); ++o) {
    const double noise = mean.at({{"statistic", of_noise}, {"output", o}}),
                 by_factors = sd.at({{"statistic", of_mean}, {"output", o}});
    if (noise >= 0 && by_factors > 0) ratios.push_back(noise / by_factors);
  }
  if (ratios.empty()) return;
  section.says.push_back(
      phrase({"For the median output, the luck of a single run is {} times as large as what the "
              "factors change (standard deviations).",
              "单次模拟的运气（标准差）与因素引起的变化之比，在各结果中的中位数为 {} 倍。"},
             number(spread_of(ratios).q50, 2)));
}

Listing strongest_listing(const Sheet& sheet, const std::vector<VariedFactor>& factors,
                          const std::vector<MeasuredOutput>& outputs) {
  const Estimates first(sheet, "sobol", "first"), total(sheet, "sobol", "total");
  const bool has_noise = sheet.labels("sobol", "statistic").size() > of_noise;
  std::vector<Text> places, names;
  std::vector<double> ranks, alone, in_all, of_the_noise;
  for (std::size_t o = 0; o < outputs.size(); ++o) {
    const auto all = ranked(first, total, factors.size(), of_mean, o);
    for (std::size_t i = 0; i < std::min(all.size(), strongest_listed); ++i) {
      places.push_back(outputs[o].title);
      names.push_back(factors[all[i].factor].title);
      ranks.push_back(static_cast<double>(i + 1));
      alone.push_back(all[i].first.value);
      in_all.push_back(all[i].total.value);
      of_the_noise.push_back(
          has_noise
              ? total.at({{"statistic", of_noise}, {"output", o}, {"parameter", all[i].factor}})
                    .value
              : NAN);
    }
  }
  Listing listing{"strongest-factors",
                  {"The ten strongest factors of each output", "各结果最强的十个因素"},
                  {}};
  listing.table.add("output", {"Output", "结果"}, places);
  listing.table.add("rank", {"Rank", "名次"}, ranks, 0);
  listing.table.add("factor", {"Factor", "因素"}, names);
  listing.table.add("first", {"Alone", "单独"}, alone, 3);
  listing.table.add("total", {"In all", "合计"}, in_all, 3);
  listing.table.add("noise", {"Of the noise, in all", "噪声：合计"}, of_the_noise, 3);
  return listing;
}

}  // namespace

Section sobol_indices(const Sheet& sheet) {
  if (!sheet.has("sobol")) return {};
  Section section{"sobol",
                  {"What the outputs depend on: Sobol indices", "结果取决于什么：Sobol 指数"}};
  const auto factors = varied_factors(sheet);
  const auto outputs = measured_outputs(sheet);
  if (outputs_that_vary(sheet, "sobol", "total") == 0) {
    section.warnings.push_back(
        {"No output varies over the design: there is no variance to share out.",
         "各结果在整个设计中均无变化：没有方差可供分解。"});
    return section;
  }
  say_together(section, sheet);
  say_noise(section, sheet, outputs);
  say_negatives(section, negatives_of(sheet));
  section.charts.push_back(indices_chart(sheet, factors, outputs));
  if (sheet.has("second_order")) section.charts.push_back(pairs_chart(sheet, factors, outputs));
  section.listings.push_back(strongest_listing(sheet, factors, outputs));
  return section;
}

}  // namespace agglomera::output::report
