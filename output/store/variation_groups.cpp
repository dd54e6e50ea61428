#include "output/store/variation_groups.hpp"

namespace agglomera::output {

using enum ValueKind;

Rules output_variables() {
  const std::vector<std::string> all = {"output"};
  return {{"measure", text, all, "1", "what is measured"},
          {"place", text, all, "1", "id of a city or cluster, or world"},
          {"place_name", text, all, "1", "English name of the place"},
          {"place_zh", text, all, "1", "its Chinese name; empty where none is given", optional},
          {"unit", text, all, "1", "unit of the measure"}};
}

GroupRule factors() {
  const std::vector<std::string> all = {"parameter"};
  return {"factors",
          "what was varied, and how far",
          {{"kind", text, all, "1",
            "parameter, strength of a lever, places of a lever, mechanism, assumed background"},
           {"text", text, all, "1", "what the factor means"},
           {"text_zh", text, all, "1", "the same in Chinese", optional},
           {"unit", text, all, "1", "unit of its values"},
           {"spread", text, all, "1", "how it is spread: linear, log, prior, values"},
           {"low", real, all, as_in_unit, "5 % quantile of its values"},
           {"high", real, all, as_in_unit, "95 % quantile of its values"},
           {"words", text, all, "1", "its values between semicolons; empty for a range or prior"}}};
}

}  // namespace agglomera::output
