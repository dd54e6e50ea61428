#include "output/store/word_groups.hpp"

namespace agglomera::output {
namespace {

using enum ValueKind;

Rules headline(const std::vector<std::string>& all, const std::string& of) {
  return {{"title", text, all, "1", "title of " + of + "; empty where it has none"},
          {"title_zh", text, all, "1", "its title in Chinese; empty where it has none"},
          {"question", text, all, "1", "the question it answers; empty where it says none"},
          {"question_zh", text, all, "1", "the question in Chinese; empty where it says none"},
          {"study", text, {}, "1", "name of the study"},
          {"study_zh", text, {}, "1", "name of the study in Chinese; empty where it has none"}};
}

}  // namespace

Rules city_variables() {
  return {
      {"city_name", text, {"city"}, "1", "English name of the city"},
      {"city_zh", text, {"city"}, "1", "Chinese name of the city", optional},
      {"country", text, {"city"}, "1", "country of the city"},
      {"cluster", text, {"city"}, "1", "city cluster; empty for an independent city"},
      {"cluster_name", text, {"city"}, "1",
       "English name of its cluster, or its id; empty for an independent city", optional},
      {"cluster_zh", text, {"city"}, "1",
       "Chinese name of its cluster; empty for an independent city or where none is given", optional},
      {"latitude", real, {"city"}, "degrees", "latitude, WGS 84; missing where there is none"},
      {"longitude", real, {"city"}, "degrees", "longitude, WGS 84; missing where there is none"},
      {"observed", count, {"city"}, "1", "1 where any observation of the city exists, else 0"}};
}

GroupRule cities() {
  return {"cities", "every place of the study, the rest of the world last", city_variables(), optional};
}

GroupRule scenarios() {
  return {"scenarios", "what each scenario is about, in words", headline({"scenario"}, "the scenario"),
          optional};
}

GroupRule experiment() {
  return {"experiment", "what the experiment is about, in words", headline({}, "the experiment"),
          optional};
}

}  // namespace agglomera::output
