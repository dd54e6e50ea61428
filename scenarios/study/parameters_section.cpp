#include "scenarios/study/parameters_section.hpp"

#include <fmt/format.h>

namespace agglomera::scenarios {
namespace {

using models::ParameterDeclaration;
using models::ParameterSetting;
using models::Range;
using models::Scale;

void read_table_of(TomlTable& section, const ParameterDeclaration& row, ParameterSetting& setting) {
  auto table = section.table(row.name);
  if (const auto usual = table->number("usual"))
    setting.usual = *usual;
  const auto sd = table->number("sd");
  const auto fixed = table->truth("fixed");
  if (sd) setting.prior.sd = *sd;
  if (fixed.value_or(false)) setting.prior.sd = 0.0;
  if (sd && fixed.value_or(false) && *sd > 0.0)
    table->complain(table->at("fixed"),
                    fmt::format("\"fixed\" is true beside a prior of sd {}", *sd), "leave one out");
  table->finish();
}

// The logit of an edge of the range is infinite.
bool prior_is_possible(const ParameterDeclaration& row, const ParameterSetting& setting) {
  return setting.prior.scale != Scale::logit || setting.prior.sd == 0.0 ||
         (setting.usual > row.range.low && setting.usual < row.range.high);
}

}  // namespace

void read_parameters(TomlTable& section, models::ParameterSettings& settings) {
  const auto rows = models::parameter_table();
  const bool sound_before = models::feedback_gain(models::usual_parameters(settings)) < 1.0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const ParameterDeclaration& row = rows[i];
    if (section.is_table(row.name)) {
      read_table_of(section, row, settings[i]);
    } else if (const auto usual = section.number(row.name)) {
      settings[i].usual = *usual;
    }
    if (!prior_is_possible(row, settings[i]))
      section.complain(section.at(row.name),
                       fmt::format("\"{}\" is {}, an edge of its range (a prior on the logit scale "
                                   "needs a value inside)",
                                   row.name, settings[i].usual),
                       fmt::format("write {{ usual = {}, fixed = true }}", settings[i].usual));
  }
  section.finish();
  const double gain = models::feedback_gain(models::usual_parameters(settings));
  if (sound_before && !(gain < 1.0))
    section.complain(section.at(),
                     fmt::format("the feedbacks never die out (gain {:.4g}, below 1 is expected: "
                                 "(taste_localisation + taste_resources * resource_activity / "
                                 "resource_return) / nest_dissimilarity)",
                                 gain),
                     "lower taste_localisation");
}

}  // namespace agglomera::scenarios
