#include "scenarios/study/assumptions_table.hpp"

#include <fmt/format.h>

#include "sim/elementary.hpp"

namespace agglomera::scenarios {
namespace {

using models::Latent;
using models::Latents;
using models::Scale;

enum : std::size_t { city, quantity, value, prior_sd, scale, kind, source, known };

struct Quantity {
  const char* name;
  Scale written;  // the scale of the file
  Bounds bounds;
  Latent usual;  // as the model holds it
  std::vector<Latent> Latents::*values;
};

constexpr double widest_sd = 5.0;

const std::vector<Quantity>& quantities() {
  static const std::vector<Quantity> table = {
      {"endowment",
       Scale::log,
       {1e-4, 1e4},
       {0.0, {Scale::linear, 0.8}, false},
       &Latents::endowment},
      {"technology",
       Scale::logit,
       {0.001, 0.999},
       {0.5, {Scale::logit, 0.8}, false},
       &Latents::technology},
      {"culture",
       Scale::logit,
       {0.001, 0.999},
       {0.5, {Scale::logit, 0.8}, false},
       &Latents::culture},
      {"amenity",
       Scale::linear,
       {-20.0, 20.0},
       {0.0, {Scale::linear, 0.5}, false},
       &Latents::amenity},
      {"growth_advantage",
       Scale::linear,
       {-2.0, 2.0},
       {0.0, {Scale::linear, 0.1}, false},
       &Latents::growth_advantage},
  };
  return table;
}

std::vector<std::string> quantity_names() {
  std::vector<std::string> names;
  for (const Quantity& one : quantities()) names.emplace_back(one.name);
  return names;
}

void check_scale(CsvTable& table, const Quantity& which) {
  const auto written = table.one_of(scale, "scale", {"linear", "log", "logit"});
  if (written && static_cast<Scale>(*written) != which.written)
    table.complain(scale,
                   fmt::format("scale \"{}\" does not suit {} ({} is expected)", table.text(scale),
                               which.name, models::scale_name(which.written)));
}

Latent latent_of(CsvTable& table, const Quantity& which, sim::Year last) {
  Latent latent = which.usual;
  if (const auto number = table.number(value, which.bounds))
    latent.usual = which.written == Scale::log ? sim::natural_log(*number) : *number;
  latent.prior.sd = table.number(prior_sd, {0.0, widest_sd}).value_or(0.0);
  latent.anchored = table.one_of(kind, "kind", {"anchored", "assumed"}) == std::size_t{0};
  latent.known = known_year(table, known).value_or(last);
  check_scale(table, which);
  return latent;
}

struct FirstRow {
  std::size_t file = 0;
  int line = 0;
};

}  // namespace

Latents read_assumptions(const std::vector<TableText>& texts, const Frame& frame,
                         Complaints& complaints) {
  Latents latents;
  for (const Quantity& which : quantities())
    (latents.*which.values).assign(frame.cities(), which.usual);
  const std::vector<std::string> names = quantity_names();
  std::vector<FirstRow> first(names.size() * frame.cities());
  for (std::size_t file = 0; file < texts.size(); ++file) {
    CsvTable table(
        texts[file].file, texts[file].text,
        {{"city"}, {"quantity"}, {"value"}, {"prior_sd"}, {"scale"}, {"kind"}, {"source"},
         {"known", false}},
        complaints);
    while (table.next()) {
      const auto where = frame.city(table, city);
      const auto which = table.one_of(quantity, "quantity", names);
      if (!which) continue;
      const Latent latent = latent_of(table, quantities()[*which], frame.last);
      if (!where) continue;
      FirstRow& before = first[*which * frame.cities() + *where];
      if (before.line > 0) {
        table.complain_of_row(fmt::format("{} of {} stands twice (first in {}:{})",
                                          table.text(quantity), table.text(city),
                                          texts[before.file].file, before.line));
        continue;
      }
      before = {file, table.line()};
      (latents.*quantities()[*which].values)[*where] = latent;
    }
  }
  return latents;
}

}  // namespace agglomera::scenarios
