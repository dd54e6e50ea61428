#include "output/report/drawing/sweep_charts.hpp"
#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {
namespace {

Listing extremes_listing(const Sheet& sheet, const Sweep& sweep) {
  std::vector<Text> outputs, least_where, most_where;
  std::vector<double> least, most, positive;
  for (std::size_t o = 0; o < sweep.outputs.size(); ++o) {
    const Extremes found = extremes_of(means_of(sheet, sweep, o));
    if (found.known == 0) continue;
    outputs.push_back(sweep.outputs[o].title);
    least.push_back(found.least);
    least_where.push_back(setting_text(sweep, found.least_at));
    most.push_back(found.most);
    most_where.push_back(setting_text(sweep, found.most_at));
    positive.push_back(static_cast<double>(found.positive) / static_cast<double>(found.known));
  }
  Listing listing{
      "sweep-extremes", {"Where each output is least and largest", "各结果的最小与最大所在"}, {}};
  listing.table.add("output", {"Output", "结果"}, outputs);
  listing.table.add("least", {"Least", "最小"}, least, 3);
  listing.table.add("least_at", {"where", "所在"}, least_where);
  listing.table.add("most", {"Largest", "最大"}, most, 3);
  listing.table.add("most_at", {"where", "所在"}, most_where);
  if (sweep.is_effect)
    listing.table.add("positive", {"Share of points above zero", "大于零的设计点比例"}, positive,
                      2);
  listing.note = {
      "Means over the runs of a point. The extremes of many points owe something to luck.",
      "各设计点多次模拟的平均。众多设计点的极值部分源于偶然。"};
  return listing;
}

}  // namespace

Section sweep_points(const Sheet& sheet) {
  Section section{"sweep", {"What comes out over the design", "整个设计上的结果"}};
  const Sweep sweep = sweep_of(sheet);
  if (sweep.points == sweep.missing_points) {
    section.warnings.push_back({"No point of the design has a result.", "没有设计点得到结果。"});
    return section;
  }
  if (sweep.missing_points > 0)
    section.warnings.push_back(
        phrase({"{} of {} points have no result: fewer than half of their runs ended well.",
                "{1} 个设计点中有 {0} 个没有结果：一半以上的模拟失败。"},
               sweep.missing_points, sweep.points));
  if (sweep.is_calibration) {
    section.charts.push_back(fitted_chart(sheet, sweep));
    return section;
  }
  Chart pairs = pairs_chart(sheet, sweep), curves = curves_chart(sheet, sweep);
  if (pairs.table.rows() > 0) section.charts.push_back(std::move(pairs));
  if (curves.table.rows() > 0) section.charts.push_back(std::move(curves));
  if (section.charts.empty())
    section.says.push_back(
        {"No factor varies: there is one point.", "没有因素变动：只有一个设计点。"});
  section.listings.push_back(extremes_listing(sheet, sweep));
  return section;
}

}  // namespace agglomera::output::report
