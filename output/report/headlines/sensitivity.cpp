#include <cmath>

#include "output/report/drawing/effect_rows.hpp"
#include "output/report/drawing/marks.hpp"
#include "output/report/headlines/headlines.hpp"
#include "output/report/reading/sensitivity.hpp"

namespace agglomera::output::report {
namespace {

constexpr std::size_t named_in_answer = 3;

double scalar(const Sheet& sheet, const char* name) {
  return sheet.has("analysis", name) ? sheet.array("analysis", name).at({}) : NAN;
}

// "Pull of siphoning (41 %)".
Text named(const FactorShare& share, const std::vector<VariedFactor>& factors) {
  return phrase({"{} ({})", "{}（{}）"}, factors[share.factor].title, percent(share.mean));
}

Text answer_of(const std::vector<FactorShare>& shares, const std::vector<VariedFactor>& factors,
               std::size_t outputs, bool is_sobol) {
  const FactorShare& first = shares.front();
  std::vector<Text> next;
  for (std::size_t i = 1; i < shares.size() && i < named_in_answer; ++i)
    if (!std::isnan(shares[i].mean)) next.push_back(named(shares[i], factors));
  const Text others = next.empty() ? Text{} : phrase({"; then {}", "；其次是{}"}, list_of(next));
  if (is_sobol)
    return phrase(
        {"{} has a part in {} of the variance, on average over {} outputs, and is the strongest "
         "factor in {} of them{}.",
         "{0}的作用（含交互）占方差的 {1}（{2} 个结果平均），在其中 {3} 个结果中最强{4}。"},
        factors[first.factor].title, percent(first.mean), outputs, first.strongest_in, others);
  return phrase(
      {"{} moves the outputs most: it is the strongest factor in {} of {}, and on average has "
       "{} of the strongest effect{}.",
       "{0}对结果的影响最大：在 {2} 个结果中的 {1} 个中最强，平均达到最强效应的 {3}{4}。"},
      factors[first.factor].title, first.strongest_in, outputs, percent(first.mean), others);
}

Chart shares_chart(const std::vector<FactorShare>& shares, const std::vector<VariedFactor>& factors,
                   bool is_sobol) {
  std::vector<Text> rows;
  std::vector<double> order, mean, least, most, strongest;
  for (const FactorShare& share : shares) {
    if (std::isnan(share.mean)) continue;
    rows.push_back(factors[share.factor].title);
    order.push_back(static_cast<double>(order.size()));
    mean.push_back(share.mean);
    least.push_back(share.least);
    most.push_back(share.most);
    strongest.push_back(static_cast<double>(share.strongest_in));
  }
  Chart chart;
  chart.id = "factors-over-outputs";
  chart.title =
      is_sobol ? Text{"Share of the variance in which each factor has a part, over all outputs",
                      "各因素（含交互）占方差的份额：全部结果"}
               : Text{"Effect of each factor as a share of the strongest, over all outputs",
                      "各因素效应占最强效应的份额：全部结果"};
  chart.says = {
      "A dot for the mean over the outputs and a line from the least to the most, factor by "
      "factor.",
      "逐个因素以圆点表示各结果的平均，以线段表示最小至最大。"};
  double reach = 1;  // estimates of shares may go beyond
  for (const double value : most) reach = std::fmax(reach, value);
  Json line = interval_rule("least", "most", "first", 6);
  line["mark"]["opacity"] = 0.35;
  line["encoding"]["y"] = rows_axis();
  Json dot =
      layer("point", {{"color", themed("first")}, {"filled", true}, {"size", 80}, {"opacity", 1}},
            {{"x", effect_axis("mean")}, {"y", rows_axis()}});
  for (Json* of : {&line, &dot}) {
    (*of)["encoding"]["x"]["axis"] = {{"format", ".0%"}, {"tickCount", 5}};
    (*of)["encoding"]["x"]["scale"] = {{"domainMax", reach}, {"nice", false}};
  }
  chart.spec = rows_spec(Json::array({zero_line("x"), line, dot}));
  chart.table.add("row", {"Factor", "因素"}, rows);
  chart.table.add("order", {"Order", "次序"}, order, 0, false);
  chart.table.add("mean", {"Mean over outputs", "各结果平均"}, mean, 3);
  chart.table.add("least", {"Least", "最小"}, least, 3);
  chart.table.add("most", {"Most", "最大"}, most, 3);
  chart.table.add("strongest", {"Strongest in (outputs)", "最强的结果数"}, strongest, 0);
  chart.note = is_sobol
                   ? Text{"Dots: mean of the total index over the outputs; lines: from the output that depends "
                          "on the factor least to the one that depends on it most.",
                          "圆点：总效应指数在各结果上的平均；线段：从依赖最弱的结果到依赖最强的结果。"}
                   : Text{"Dots: mean of mu* over the outputs, each as a share of the largest mu* of its output; "
                          "lines: from the least to the most.",
                          "圆点：μ* 在各结果上的平均（以该结果最大 μ* 为 100 %）；线段：最小至最大。"};
  draw_the_strongest(chart);
  chart.note = phrase({"{}{}", "{}{}"}, chart.note, more_in_the_table(rows.size()));
  return chart;
}

}  // namespace

Headline sensitivity_headline(const Sheet& sheet) {
  const bool is_sobol = sheet.has("sobol");
  Headline headline;
  headline.question = {"On what do the results depend?", "结果取决于什么？"};
  const Text asked = sheet.one("experiment", "question");
  if (!asked.empty()) headline.question = asked;
  const auto factors = varied_factors(sheet);
  const auto shares = shares_of_factors(sheet);
  const std::size_t outputs =
      outputs_that_vary(sheet, is_sobol ? "sobol" : "morris", is_sobol ? "total" : "mu_star");
  if (shares.empty() || outputs == 0) {
    headline.answer = {"Nothing depends on the factors: no output varies over the design.",
                       "结果不依赖于这些因素：在整个设计中均无变化。"};
    return headline;
  }
  headline.answer = answer_of(shares, factors, outputs, is_sobol);
  headline.charts.push_back(shares_chart(shares, factors, is_sobol));
  headline.caveats.push_back(phrase(
      {"Shares are of what the factors change within the ranges given; another range gives other "
       "shares. {} factors, {} points, {} runs at each.",
       "份额只针对给定取值范围内的变化；范围不同，份额也不同。因素 {} 个，设计点 {} 个，每点模拟 "
       "{} 次。"},
      factors.size(), number(scalar(sheet, "points"), 0), number(scalar(sheet, "replicates"), 0)));
  return headline;
}

}  // namespace agglomera::output::report
