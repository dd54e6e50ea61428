// Small results of sensitivity analyses and sweeps, with numbers that a hand can check.
#pragma once

#include "tests/output/report/sample_inference.hpp"

namespace agglomera::output::report {

inline Group sample_factors() {
  const Names all = {"parameter"};
  return {"factors",
          {{"parameter", "", "", Names{"exit_rate", "radiation_strength"}}},
          {{"kind", "", "", all, Names{"parameter", "strength of a lever"}},
           {"text", "", "", all, Names{"yearly hazard", "what the lever does"}},
           {"text_zh", "", "", all, Names{"年退出率", "政策工具的作用"}},
           {"unit", "", "", all, Names{"1/year", "fraction"}},
           {"spread", "", "", all, Names{"linear", "linear"}},
           {"low", "", "", all, Numbers{0.01, 0}},
           {"high", "", "", all, Numbers{0.09, 1}},
           {"words", "", "", all, Names{"", ""}}}};
}

inline std::vector<Variable> sample_output_variables() {
  const Names all = {"output"};
  return {{"measure", "", "", all, Names{"lq_count", "firms", "lq_count", "firms"}},
          {"place", "", "", all, Names{"delta", "delta", "rim", "rim"}},
          {"place_name", "", "", all, Names{"Delta", "Delta", "Rim", "Rim"}},
          {"place_zh", "", "", all, Names{"三角洲", "三角洲", "环湾", "环湾"}},
          {"unit", "", "", all, Names{"1", "firms", "1", "firms"}}};
}

inline Dimension sample_outputs() {
  return {"output", "", "", Names{"lq_count:delta", "firms:delta", "lq_count:rim", "firms:rim"}};
}

inline const Names statistic_labels = {"mean", "noise"};

inline Group sample_measured() {
  const Names both = {"statistic", "output"};
  Group group{"outputs",
              {{"statistic", "", "", statistic_labels}, sample_outputs()},
              sample_output_variables()};
  group.variables.push_back({"mean", "", "", both, Numbers(8, 1.0)});
  group.variables.push_back({"sd", "", "", both, Numbers{2, 2, 2, 2, 1, 1, 1, 1}});
  group.variables.push_back({"left_out", "", "", both, Whole(8, 0)});
  return group;
}

// Of each output, statistic mean then noise, [exit_rate, radiation]. An interval is 0.1 to each side.
inline Group estimates_of(const char* name,
                          const std::vector<std::pair<const char*, Numbers>>& of) {
  const Names all = {"statistic", "output", "parameter"};
  Group group{name,
              {{"statistic", "", "", statistic_labels},
               sample_outputs(),
               {"parameter", "", "", Names{"exit_rate", "radiation_strength"}}},
              {}};
  for (const auto& [variable, values] : of) {
    Numbers low = values, high = values;
    for (double& value : low) value -= 0.1;
    for (double& value : high) value += 0.1;
    group.variables.push_back({variable, "", "", all, values});
    group.variables.push_back({std::string(variable) + "_low", "", "", all, low});
    group.variables.push_back({std::string(variable) + "_high", "", "", all, high});
  }
  return group;
}

inline Group sample_analysis() {
  const auto number = [](const char* name, std::int64_t value) {
    return Variable{name, "", "", {}, Whole{value}};
  };
  return {"analysis",
          {},
          {{"method", "", "", {}, Names{"sobol"}},
           number("samples", 64),
           number("scramblings", 4),
           number("trajectories", 10),
           number("levels", 8),
           number("points", 256),
           number("replicates", 2),
           number("failed_runs", 0),
           number("year", 2027),
           number("effect", 0),
           {"others", "", "", {}, Names{"usual"}}}};
}

// Radiation is stronger in the first output, the exit rate in the second and third; the fourth does not vary.
inline ResultFile sample_sobol(double weakest = 0.05) {
  const double no = missing;
  return {"sensitivity",
          sample_attributes(),
          {},
          {estimates_of(
               "sobol",
               {{"first",
                 {weakest, 0.6, 0.5, 0.2, 0.7, 0.1, no, no, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, no, no}},
                {"total",
                 {0.2, 0.8, 0.6, 0.4, 0.9, 0.3, no, no, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, no, no}}}),
           sample_measured(), sample_factors(), sample_analysis()}};
}

inline ResultFile sample_morris() {
  const double no = missing;
  const Numbers size = {2, 0.05, 4, 0.1, 1, 0.01, no, no, 1, 1, 1, 1, 1, 1, no, no};
  return {"sensitivity",
          sample_attributes(),
          {},
          {estimates_of("morris", {{"mu", size}, {"mu_star", size}, {"sigma", Numbers(16, 0.5)}}),
           sample_measured(), sample_factors(), sample_analysis()}};
}

// A grid of exit rates 0.01, 0.05 and strengths 0, 1: outputs are 10 × output + 2 × rate's place + strength's
// place, less 1; the last point has no result.
inline ResultFile sample_sweep(std::int64_t effect = 1) {
  const Names by_output = {"point", "output"};
  Numbers mean;
  for (const int point : {0, 1, 2, 3})
    for (const int output : {0, 1, 2, 3})
      mean.push_back(point == 3 ? missing : 10.0 * output + point - 1);
  const auto number = [](const char* name, std::int64_t value) {
    return Variable{name, "", "", {}, Whole{value}};
  };
  const Group points = {
      "points",
      {{"point", "", "", Whole{1, 2, 3, 4}},
       {"parameter", "", "", Names{"exit_rate", "radiation_strength"}},
       sample_outputs()},
      {{"value", "", "", {"point", "parameter"}, Numbers{0.01, 0, 0.01, 1, 0.05, 0, 0.05, 1}},
       {"mean", "", "", by_output, mean},
       {"sd", "", "", by_output, Numbers(16, 0.5)},
       {"failed", "", "", {"point"}, Flags{0, 0, 0, 2}}}};
  const Group design = {"design",
                        {},
                        {{"kind", "", "", {}, Names{"grid"}},
                         number("replicates", 2),
                         number("year", 2027),
                         number("effect", effect),
                         {"others", "", "", {}, Names{"usual"}},
                         {"depends_on", "", "", {}, Names{""}}}};
  return {"sweep",
          sample_attributes(),
          {},
          {points,
           {"outputs", {sample_outputs()}, sample_output_variables()},
           sample_factors(),
           design}};
}

}  // namespace agglomera::output::report
