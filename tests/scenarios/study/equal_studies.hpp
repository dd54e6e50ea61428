// Whether two studies say the same, number by number (NaN equals NaN).
#pragma once

#include <fmt/format.h>

#include <string>

#include "models/own_firms.hpp"
#include "models/study.hpp"

namespace agglomera::scenarios {

// Everything of a study in one text: equal studies have equal texts.
inline std::string written_out(const models::Study& s) {
  std::string all =
      fmt::format("{} {} {} {}\n", s.name, s.first, s.last, static_cast<int>(s.kernel));
  for (std::size_t i = 0; i < s.cities.size(); ++i) {
    const sim::City& c = s.cities[i];
    all += fmt::format("{} {} {} {} {} {} {} {} {}\n", c.id, c.name_en, c.name_zh, c.country,
                       c.latitude_degrees, c.longitude_degrees, c.cluster,
                       static_cast<int>(s.regimes[i]), s.governance_score[i]);
  }
  for (const auto hub : s.hubs) all += fmt::format("hub {}\n", hub);
  for (const auto& l : s.links) all += fmt::format("{} {} {} {}\n", l.a, l.b, l.kind, l.length_km);
  const auto numbers = [&](const std::vector<double>& values) {
    for (const double value : values) all += fmt::format("{} ", value);
    all += '\n';
  };
  for (const auto* series : {&s.firm_share, &s.revenue_share})
    for (const auto& one : *series) {
      numbers(one.share);
      all += fmt::format("{} {}\n", one.log_sd, one.derived);
    }
  numbers(s.totals.focal_firms);
  numbers(s.totals.focal_revenue_usd);
  numbers(s.totals.listed_firms);
  for (const auto* latents : {&s.latents.endowment, &s.latents.technology, &s.latents.culture,
                              &s.latents.amenity, &s.latents.growth_advantage})
    for (const auto& one : *latents)
      all += fmt::format("{} {} {} {}\n", one.usual, static_cast<int>(one.prior.scale),
                         one.prior.sd, one.anchored);
  for (const auto& one : s.strategies)
    all += fmt::format("{} {} {} {} {} {}\n", one.name, one.countries.front(), one.from, one.effect,
                       one.ramp_years, one.source);
  for (const auto* measure :
       {&s.observed.lq_count, &s.observed.lq_revenue, &s.observed.revenue_usd})
    for (const auto& city : *measure) numbers(city);
  for (const models::Sector& one : s.sectors) {
    all += fmt::format("{} {} {}\n", one.id, one.name_en, one.name_zh);
    numbers(one.firms);
    numbers(one.revenue_usd);
    numbers(one.amenity);
  }
  if (s.own_firms)
    for (const auto* lists : {&s.own_firms->focal, &s.own_firms->background})
      for (const auto& [year, list] : *lists)
        for (const auto& row : list.rows)
          all += fmt::format("{} {} {} {} {}\n", year, row.firm.number, row.firm.founded, row.place,
                             row.size.raw());
  for (const auto& one : s.parameters)
    all += fmt::format("{} {} {}\n", one.usual, static_cast<int>(one.prior.scale), one.prior.sd);
  return all;
}

}  // namespace agglomera::scenarios
