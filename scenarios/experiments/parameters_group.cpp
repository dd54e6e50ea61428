// The parameters that the members of a result ran with, in words and numbers.
#include <algorithm>
#include <limits>

#include "scenarios/experiments/number_words.hpp"
#include "scenarios/experiments/result_groups.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

using Texts = std::vector<std::string>;

// Where the values of the parameter in this row of the table come from.
std::string origin_of(const Scenario& scenario, std::size_t row) {
  const models::ParameterDeclaration& declared = models::parameter_table()[row];
  const models::ParameterSetting& setting = scenario.study->parameters[row];
  const auto learned = [&](const models::Posterior& posterior) {
    return std::count(posterior.numbers.begin(), posterior.numbers.end(), declared.name) > 0;
  };
  if (setting.prior.sd > 0.0) {
    if (scenario.posterior && learned(*scenario.posterior)) return "posterior";
    if (scenario.sample_priors) return "prior";
  }
  return setting.usual == declared.usual ? "usual value" : "scenario";
}

}  // namespace

output::Group parameters_group(const Scenario& scenario, const Ensemble& ensemble) {
  const auto table = models::parameter_table();
  Texts names, texts, texts_zh, units, sources, sources_zh, origins;
  std::vector<double> usual, values;
  for (std::size_t row = 0; row < table.size(); ++row) {
    names.emplace_back(table[row].name);
    const NumberWords words = words_of_number(*scenario.study, names.back());
    texts.push_back(words.text.en);
    texts_zh.push_back(words.text.zh);
    units.emplace_back(table[row].unit);
    sources.push_back(words.source.en);
    sources_zh.push_back(words.source.zh);
    origins.push_back(origin_of(scenario, row));
    usual.push_back(scenario.study->parameters[row].usual);
  }
  for (const models::Member& member : ensemble.drawn)
    for (const models::ParameterDeclaration& row : table)
      values.push_back(member.firm_share.empty() ? missing : member.parameters.*row.value);
  const Texts along = {"parameter"};
  return {"parameters",
          {member_dimension(ensemble.members), {"parameter", "", "", names}},
          {{"value", "", "", {"member", "parameter"}, values},
           {"text", "", "", along, texts},
           {"text_zh", "", "", along, texts_zh},
           {"unit", "", "", along, units},
           {"source", "", "", along, sources},
           {"source_zh", "", "", along, sources_zh},
           {"origin", "", "", along, origins},
           {"usual", "", "", along, usual}}};
}

}  // namespace agglomera::scenarios
