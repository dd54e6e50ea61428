#include <cmath>

#include "output/report/reading/sensitivity.hpp"
#include "output/report/sections/sections.hpp"
#include "sim/missing.hpp"

namespace agglomera::output::report {
namespace {

// How a sweep or a sensitivity analysis was made.
const char* group_of(const Sheet& sheet) { return sheet.has("analysis") ? "analysis" : "design"; }

double scalar(const Sheet& sheet, const char* name) {
  return sheet.has(group_of(sheet), name) ? sheet.array(group_of(sheet), name).at({}) : NAN;
}

Text design_title(const std::string& kind) {
  if (kind == "grid") return {"A grid", "网格设计"};
  if (kind == "latin-hypercube") return {"A Latin hypercube", "拉丁超立方设计"};
  if (kind == "sobol") return {"A Sobol sequence", "Sobol 序列设计"};
  if (kind == "halton") return {"A Halton sequence", "Halton 序列设计"};
  if (kind == "calibration") return {"Calibrations", "多次校准"};
  return plainly(kind);
}

Text how(const Sheet& sheet) {
  const auto count = [&](const char* name) { return number(scalar(sheet, name), 0); };
  if (sheet.has("design"))
    return phrase({"{} of {} points, each run {} times on the same luck.",
                   "{}：{} 个设计点，每点以相同运气模拟 {} 次。"},
                  design_title(sheet.texts("design", "kind").front()),
                  sheet.labels("points", "point").size(), count("replicates"));
  if (sheet.has("sobol"))
    return phrase(
        {"{} base points over {} independent scramblings of a Sobol sequence: {} points in all, "
         "each "
         "run {} times on the same luck.",
         "{} 个基点，Sobol 序列独立加扰 {} 次：共 {} 个设计点，每点以相同运气模拟 {} 次。"},
        count("samples"), count("scramblings"), count("points"), count("replicates"));
  return phrase({"{} winding trajectories over {} levels of each factor: {} points in all, each "
                 "run {} times on "
                 "the same luck.",
                 "{} 条轨迹，每个因素 {} 个水平：共 {} 个设计点，每点以相同运气模拟 {} 次。"},
                count("trajectories"), count("levels"), count("points"), count("replicates"));
}

Text what_is_measured(const Sheet& sheet) {
  const std::string year = number(scalar(sheet, "year"), 0);
  return scalar(sheet, "effect") == 1
             ? phrase({"Measured: what the levers change in {}, with them minus without.",
                       "结果为 {} 年政策工具带来的变化（有减无）。"},
                      year)
             : phrase({"Measured in {}.", "结果取 {} 年的值。"}, year);
}

Text what_stays(const Sheet& sheet) {
  if (!sheet.has(group_of(sheet), "others")) return {};
  return sheet.texts(group_of(sheet), "others").front() == "drawn"
             ? Text{"What is no factor is drawn from the posterior or the priors, the same at every point.",
                    "非因素的量取自后验或先验，各设计点相同。"}
             : Text{"What is no factor has its usual value.", "非因素的量取常用值。"};
}

Listing factors_listing(const std::vector<VariedFactor>& factors) {
  Listing listing{"factors", {"What was varied", "变动的因素"}, {}};
  std::vector<Text> titles, meanings, ranges;
  for (const VariedFactor& factor : factors) {
    titles.push_back(factor.title);
    meanings.push_back(factor.meaning);
    ranges.push_back(factor.range);
  }
  listing.table.add("factor", {"Factor", "因素"}, titles);
  listing.table.add("range", {"5 % to 95 % of its values", "取值的 5 % 至 95 %"}, ranges);
  listing.table.add("meaning", {"Meaning", "含义"}, meanings);
  return listing;
}

Listing outputs_listing(const Sheet& sheet, const std::vector<MeasuredOutput>& outputs) {
  const Array mean = sheet.array("outputs", "mean"), sd = sheet.array("outputs", "sd"),
              left_out = sheet.array("outputs", "left_out");
  const bool has_noise = mean.size("statistic") > of_noise;
  std::vector<Text> titles;
  std::vector<double> means, sds, noises, missing_points;
  for (std::size_t o = 0; o < outputs.size(); ++o) {
    const Array::Where at = {{"statistic", of_mean}, {"output", o}};
    titles.push_back(outputs[o].title);
    means.push_back(mean.at(at) / outputs[o].unit);
    sds.push_back(sd.at(at) / outputs[o].unit);
    noises.push_back(has_noise ? mean.at({{"statistic", of_noise}, {"output", o}}) / outputs[o].unit
                               : missing);
    missing_points.push_back(left_out.at(at));
  }
  Listing listing{"outputs", {"What was measured", "衡量的结果"}, {}};
  listing.table.add("output", {"Output", "结果"}, titles);
  listing.table.add("mean", {"Mean over the design", "设计点平均"}, means, 3);
  listing.table.add("sd", {"Standard deviation over the design", "设计点间标准差"}, sds, 3);
  listing.table.add("noise", {"Noise of one run (standard deviation)", "单次模拟的噪声（标准差）"},
                    noises, 3);
  listing.table.add("left_out", {"Left out", "未计入"}, missing_points, 0);
  listing.note = {"Left out: base points or elementary effects without all of their values.",
                  "未计入：取值不全的基点或基本效应。"};
  return listing;
}

}  // namespace

Section varied(const Sheet& sheet) {
  Section section{"varied", {"What was varied, and what was measured", "变动了什么，衡量了什么"}};
  section.says = {how(sheet), what_is_measured(sheet)};
  if (const Text stays = what_stays(sheet); !stays.empty()) section.says.push_back(stays);
  if (const double failed = scalar(sheet, "failed_runs"); failed > 0)
    section.warnings.push_back(
        phrase({"{} runs failed and are left out.", "{} 次模拟失败，未计入。"}, number(failed, 0)));
  section.listings.push_back(factors_listing(varied_factors(sheet)));
  if (sheet.has("outputs", "mean"))
    section.listings.push_back(outputs_listing(sheet, measured_outputs(sheet)));
  return section;
}

}  // namespace agglomera::output::report
