#include "output/store/sector_groups.hpp"

#include "output/store/rules.hpp"

namespace agglomera::output {

GroupRule sectors() {
  using enum ValueKind;
  const std::vector<std::string> all = {"scenario", "member", "sector", "city", "year"};
  return {"sectors",
          "what each sector did, in the cities of `series`; of studies that tell sectors apart",
          {{"lq_count", real, all, "1",
            "location quotient of the number of firms, the firms of all sectors as the base"},
           {"lq_revenue", real, all, "1",
            "location quotient of the revenue of firms, the revenue of all sectors as the base"},
           {"firms", count, all, "firms", "number of firms; -1 in a failed member"},
           {"revenue", real, all, "USD", "revenue of firms in the year"},
           {"sector_name", text, {"sector"}, "1", "name of the sector"},
           {"sector_name_zh", text, {"sector"}, "1", "its name in Chinese"}},
          optional};
}

}  // namespace agglomera::output
