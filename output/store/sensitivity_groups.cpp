#include "output/store/sensitivity_groups.hpp"

#include "output/store/variation_groups.hpp"

namespace agglomera::output {
namespace {

using enum ValueKind;

// A number and the ends of its 90 % interval.
Rules with_interval(const std::string& name, const std::vector<std::string>& all,
                    const std::string& unit, const std::string& what, const std::string& interval) {
  return {{name, real, all, unit, what},
          {name + "_low", real, all, unit, "low end of the 90 % interval of it, " + interval},
          {name + "_high", real, all, unit, "high end of the 90 % interval of it, " + interval}};
}

GroupRule sobol() {
  const std::vector<std::string> all = {"statistic", "output", "parameter"};
  const std::string over = "over independent scramblings";
  return {"sobol",
          "which share of an output's variance goes back to which factor; missing where it does "
          "not vary",
          with_interval("first", all, "1", "first-order index: what the factor does alone", over) +
              with_interval("total", all, "1",
                            "total index: what it does alone and together with others", over),
          optional};
}

GroupRule second_order() {
  return {"second_order", "what pairs of factors do only together, as a share of the variance",
          with_interval("second", {"statistic", "output", "parameter", "other_parameter"}, "1",
                        "second-order index; missing of a factor with itself",
                        "over independent scramblings"),
          optional};
}

GroupRule morris() {
  const std::vector<std::string> all = {"statistic", "output", "parameter"};
  const std::string over = "by bootstrap over trajectories";
  return {"morris", "elementary effects, over the whole range of the factor or of its quantiles",
          with_interval("mu", all, as_in_unit, "mean elementary effect", over) +
              with_interval("mu_star", all, as_in_unit, "mean absolute elementary effect", over) +
              with_interval("sigma", all, as_in_unit,
                            "sd of elementary effects: curvature, or dependence on other factors",
                            over),
          optional};
}

GroupRule outputs() {
  const std::vector<std::string> both = {"statistic", "output"};
  return {"outputs",
          "what was measured at every point",
          output_variables() +
              Rules{{"mean", real, both, as_in_unit, "mean over the design"},
                    {"sd", real, both, as_in_unit, "standard deviation over the design"},
                    {"left_out", whole, both, "1",
                     "base points, or elementary effects, without all of their values"}}};
}

GroupRule analysis() {
  return {"analysis",
          "how the indices were estimated",
          {{"method", text, {}, "1", "sobol or morris"},
           {"samples", whole, {}, "1", "base points over all scramblings; 0 of morris"},
           {"scramblings", whole, {}, "1", "independent scramblings of the sequence; 0 of morris"},
           {"trajectories", whole, {}, "1", "winding trajectories; 0 of sobol"},
           {"levels", whole, {}, "1", "levels of each factor; 0 of sobol"},
           {"points", whole, {}, "1", "points at which the scenario was run"},
           {"replicates", whole, {}, "1", "runs of each point, on the same luck at all"},
           {"failed_runs", whole, {}, "1", "of these, how many failed"},
           {"year", whole, {}, "year", "year of the outputs"},
           {"effect", whole, {}, "1", "1 where outputs are what the levers change, else 0"},
           {"others", text, {}, "1", "what is no factor: usual (its usual value) or drawn"}}};
}

}  // namespace

std::vector<GroupRule> sensitivity_groups(const std::vector<GroupRule>& shared) {
  return with(shared, {sobol(), second_order(), morris(), outputs(), factors(), analysis()});
}

}  // namespace agglomera::output
