#include "output/report/measures.hpp"

#include <map>

namespace agglomera::output::report {

Text measure_title(const std::string& measure) {
  static const std::map<std::string, Text> table = {
      {"lq_count", {"LQ of firm counts", "企业数量区位商"}},
      {"lq_revenue", {"LQ of revenue", "营收区位商"}},
      {"firms", {"Firms", "企业数（家）"}},
      {"revenue", {"Revenue (USD)", "营收（美元）"}},
      {"ln_lq_count", {"Log LQ of firm counts", "企业数量区位商的对数"}},
      {"ln_lq_revenue", {"Log LQ of revenue", "营收区位商的对数"}},
  };
  const auto found = table.find(measure);
  return found == table.end() ? plainly(measure) : found->second;
}

Text unit_text(const std::string& unit) {
  static const std::map<std::string, Text> table = {
      {"1", {}},
      {"firms", {"firms", "家企业"}},
      {"USD", {"USD", "美元"}},
      {"km", {"km", "公里"}},
      {"year", {"year", "年"}},
      {"1/year", {"per year", "每年"}},
      {"years", {"years", "年"}},
      {"fraction", {"fraction", "比例"}},
      {"1e6 USD", {"million USD", "百万美元"}},
  };
  const auto found = table.find(unit);
  return found == table.end() ? plainly(unit) : found->second;
}

std::string id_part(std::string words) {
  for (char& letter : words)
    if (letter == '_' || letter == ':' || letter == ' ' || letter == '.' || letter == '/')
      letter = '-';
  return words;
}

}  // namespace agglomera::output::report
