#include "output/store/sweep_groups.hpp"

#include "output/store/variation_groups.hpp"

namespace agglomera::output {
namespace {

using enum ValueKind;

GroupRule points() {
  const std::vector<std::string> all = {"point"}, by_output = {"point", "output"};
  return {"points",
          "every point of the design, in its order",
          {{"value", real, {"point", "parameter"}, as_in_unit,
            "value of the factor; where it is one of several words, the number of the word from 0"},
           {"mean", real, by_output, as_in_unit,
            "mean of the output over replicates; missing where fewer than half have one"},
           {"sd", real, by_output, as_in_unit,
            "standard deviation of the output over replicates; missing of one alone"},
           {"failed", count, all, "1", "replicates that failed"},
           {"reason", text, all, "1", "why the first of them failed; empty where none did",
            optional}}};
}

GroupRule design() {
  return {"design",
          "how the points were chosen and run",
          {{"kind", text, {}, "1", "grid, latin-hypercube, sobol, halton, or calibration"},
           {"replicates", whole, {}, "1", "runs of each point, on the same luck at all"},
           {"year", whole, {}, "year", "year of the outputs"},
           {"effect", whole, {}, "1", "1 where outputs are what the levers change, else 0"},
           {"others", text, {}, "1", "what is no factor: usual (its usual value) or drawn"},
           {"depends_on", text, {}, "1",
            "what the points depend on beside the factors' values, a line for each: key, tab, value"}}};
}

}  // namespace

std::vector<GroupRule> sweep_groups(const std::vector<GroupRule>& shared) {
  return with(shared,
              {points(),
               {"outputs", "what was measured at every point", output_variables()},
               factors(),
               design()});
}

}  // namespace agglomera::output
