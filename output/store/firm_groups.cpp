#include "output/store/firm_groups.hpp"

#include "output/store/rules.hpp"

namespace agglomera::output {

GroupRule firms() {
  using enum ValueKind;
  const std::vector<std::string> each = {"firm"};
  return {"firms",
          "every firm as it stood at the end of the years asked for (`run --snapshot`), in the "
          "order of "
          "members, years and numbers; failed members are left out",
          {{"member", count, each, "1", "number of the ensemble member"},
           {"year", count, each, "year", "at the end of which the firm stood so"},
           {"id", text, each, "1",
            "id in the user's own list of firms; empty: drawn or founded in the run"},
           {"number", whole, each, "1", "with the founding year what names the firm in its member"},
           {"founded", count, each, "year", "founding year"},
           {"city", text, each, "1", "id of its city, or rest-of-world"},
           {"revenue", real, each, "USD", "its revenue in the year"},
           {"log_revenue_steps", count, each, "1",
            "logarithm to base 2 of the revenue in USD, in steps of 2^-20: the value the run "
            "computes with"},
           {"background", count, each, "1", "1: an agent of the background; 0: a focal firm"}},
          optional};
}

}  // namespace agglomera::output
