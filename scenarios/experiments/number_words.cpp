#include "scenarios/experiments/number_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/sources.hpp"

namespace agglomera::scenarios {
namespace {

struct QuantityWords {
  std::string_view name;
  const char* before;    // the city's English name follows
  const char* after_zh;  // the city's Chinese name goes before
  bool (*measured)(const models::Study&, std::size_t city);
};

constexpr QuantityWords quantities[] = {
    {"amenity", "unexplained amenity of ", "的未解释区位优势",
     [](const models::Study& s, std::size_t c) { return s.latents.amenity[c].anchored; }},
    {"growth_advantage", "unexplained growth advantage of ", "的未解释增长优势",
     [](const models::Study& s, std::size_t c) { return s.latents.growth_advantage[c].anchored; }},
    {"endowment", "endowment with innovation resources of ", "的创新资源禀赋",
     [](const models::Study& s, std::size_t c) { return s.latents.endowment[c].anchored; }},
    {"technology", "technology level of ", "的科技水平",
     [](const models::Study& s, std::size_t c) { return s.latents.technology[c].anchored; }},
    {"culture", "culture level of ", "的文化水平",
     [](const models::Study& s, std::size_t c) { return s.latents.culture[c].anchored; }},
    {"firm_share", "share in all listed firms of ", "占全部上市公司数量的份额",
     [](const models::Study& s, std::size_t c) { return s.firm_share[c].derived; }},
    {"revenue_share", "share in the revenue of all listed firms of ", "占全部上市公司营收的份额",
     [](const models::Study& s, std::size_t c) { return s.revenue_share[c].derived; }}};

// The table's source is that of the table's numbers, not of those that a study sets instead.
NumberWords words_of_parameter(const models::Study& study, const models::ParameterDeclaration& row) {
  const auto at = static_cast<std::size_t>(&row - models::parameter_table().data());
  const bool as_declared =
      study.parameters[at] == models::ParameterSetting{row.usual, row.prior};
  return {{std::string(row.text), std::string(row.text_zh)},
          as_declared ? sim::Wording{std::string(row.source),
                                     std::string(models::source_in_chinese(row.source))}
                      : sim::Wording{"set by the study or scenario", "由研究或情景设定"}};
}

}  // namespace

NumberWords words_of_number(const models::Study& study, const std::string& name) {
  if (const models::ParameterDeclaration* row = models::find_parameter(name))
    return words_of_parameter(study, *row);
  const std::size_t colon = std::min(name.find(':'), name.size());
  const auto quantity = std::find_if(std::begin(quantities), std::end(quantities),
                                     [&](const auto& one) { return one.name == name.substr(0, colon); });
  const auto city = std::find_if(study.cities.begin(), study.cities.end(), [&](const sim::City& one) {
    return one.id == name.substr(std::min(colon + 1, name.size()));
  });
  if (quantity == std::end(quantities) || city == study.cities.end()) return {};
  const bool measured =
      quantity->measured(study, static_cast<std::size_t>(city - study.cities.begin()));
  return {{quantity->before + city->name_en,
           (city->name_zh.empty() ? city->name_en : city->name_zh) + quantity->after_zh},
          measured ? sim::Wording{"data of the study", "研究所用数据"}
                   : sim::Wording{"assumed", "假设"}};
}

}  // namespace agglomera::scenarios
