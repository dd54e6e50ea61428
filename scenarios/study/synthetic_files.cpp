#include "scenarios/study/synthetic_files.hpp"

#include <fmt/format.h>

#include <iterator>
#include <map>
#include <string>

#include "scenarios/study/synthetic_places.hpp"
#include "sim/elementary.hpp"

namespace agglomera::scenarios {
namespace {

using models::Study;

// Adds a line to the text of a table.
template <typename... Values>
void line(std::string& text, fmt::format_string<Values...> format, Values&&... values) {
  fmt::format_to(std::back_inserter(text), format, std::forward<Values>(values)...);
  text += '\n';
}

const char* regime_name(models::Regime regime) {
  switch (regime) {
    case models::Regime::market:
      return "market";
    case models::Regime::coordinated:
      return "coordinated";
    case models::Regime::mixed:
      return "mixed";
  }
  return "";
}

std::string cities_text(const Study& study) {
  std::string text = "city,name_en,name_zh,country,lat,lon,cluster,governance\n";
  for (std::size_t i = 0; i < study.cities.size(); ++i) {
    const sim::City& city = study.cities[i];
    line(text, "{},{},{},{},{},{},{},{}", city.id, city.name_en, city.name_zh, city.country,
         city.latitude_degrees, city.longitude_degrees, city.cluster,
         regime_name(study.regimes[i]));
  }
  return text;
}

std::string clusters_text(const Study& study) {
  std::string text = "cluster,name_en,name_zh\n";
  for (const auto& [id, name] : study.cluster_names) line(text, "{},{},{}", id, name.en, name.zh);
  return text;
}

std::string countries_text(const Study& study) {
  std::map<std::string, double> scores;
  for (std::size_t i = 0; i < study.cities.size(); ++i)
    scores[study.cities[i].country] = study.governance_score[i];
  std::string text = "country,governance_score,source\n";
  for (const auto& [code, score] : scores) line(text, "{},{},made up", code, score);
  return text;
}

std::string links_text(const Study& study) {
  std::string text = "city_a,city_b,kind,length_km,source\n";
  for (const sim::Link& link : study.links)
    line(text, "{},{},{},{},made up", study.cities[link.a].id, study.cities[link.b].id, link.kind,
         link.length_km);
  return text;
}

std::string background_text(const Study& study) {
  std::string text = "city,measure,year,value,log_sd,kind,source\n";
  for (std::size_t i = 0; i < study.cities.size(); ++i) {
    const std::string& id = study.cities[i].id;
    line(text, "{},firm_share,{},{},0,assumed,made up", id, study.first,
         study.firm_share[i].share.front());
    line(text, "{},revenue_share,{},{},0,assumed,made up", id, study.first,
         study.revenue_share[i].share.front());
  }
  return text;
}

std::string totals_text(const Study& study) {
  std::string text = "measure,year,value,unit,log_sd,kind,source\n";
  const auto rows = [&](const char* measure, const char* unit, const std::vector<double>& values) {
    for (std::size_t year = 0; year < values.size(); ++year)
      line(text, "{},{},{},{},0,assumed,made up", measure, study.first + static_cast<int>(year),
           values[year], unit);
  };
  rows("firms", "firms", study.totals.focal_firms);
  rows("revenue", "USD", study.totals.focal_revenue_usd);
  rows("listed_firms", "firms", study.totals.listed_firms);
  return text;
}

std::string assumptions_text(const Study& study) {
  std::string text = "city,quantity,value,prior_sd,scale,kind,source\n";
  const models::Latents& latents = study.latents;
  for (std::size_t i = 0; i < study.cities.size(); ++i) {
    const auto row = [&](const char* quantity, double value, const char* scale) {
      line(text, "{},{},{},0,{},assumed,made up", study.cities[i].id, quantity, value, scale);
    };
    row("endowment", rounded(sim::natural_exp(latents.endowment[i].usual)), "log");
    row("technology", latents.technology[i].usual, "logit");
    row("culture", latents.culture[i].usual, "logit");
    row("amenity", latents.amenity[i].usual, "linear");
    row("growth_advantage", latents.growth_advantage[i].usual, "linear");
  }
  return text;
}

std::string sectors_text(const Study& study) {
  std::string text = "sector,name_en,name_zh,firms,revenue_usd,source\n";
  for (const models::Sector& sector : study.sectors)
    line(text, "{},{},{},{},{},made up", sector.id, sector.name_en, sector.name_zh,
         sector.firms.front(), sector.revenue_usd.front());
  return text;
}

std::string specialisation_text(const Study& study) {
  std::string text = "sector,city,amenity\n";
  for (const models::Sector& sector : study.sectors)
    for (std::size_t i = 0; i < study.cities.size(); ++i)
      line(text, "{},{},{}", sector.id, study.cities[i].id, sector.amenity[i]);
  return text;
}

std::string study_text(const SyntheticWorld& world, const Study& study) {
  std::string text;
  line(text, "# A made-up world of {}; seed {}.", in_words(world), world.seed);
  line(text, "format = 1");
  line(text, "name   = {{ en = \"{}\", zh = \"{}\" }}", study.name, study.name_zh);
  line(text, "years  = {{ first = {}, last = {} }}", study.first, study.last);
  text += "hubs   = [";
  for (std::size_t i = 0; i < study.hubs.size(); ++i)
    text += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", study.cities[study.hubs[i]].id);
  text += "]\n";
  line(text, "kernel = \"exponential\"\n");
  text +=
      "[tables]\n"
      "cities      = \"cities.csv\"\n"
      "clusters    = \"clusters.csv\"\n"
      "countries   = \"countries.csv\"\n"
      "links       = \"links.csv\"\n"
      "observed    = \"observed.csv\"\n"
      "background  = \"background.csv\"\n"
      "totals      = \"totals.csv\"\n"
      "assumptions = \"assumptions.csv\"\n";
  if (!study.sectors.empty())
    text +=
        "sectors     = \"sectors.csv\"\n"
        "sector_specialisation = \"sector_specialisation.csv\"\n";
  text += "\n[parameters]\n";
  for (const FixedParameter& fixed : fixed_parameters())
    line(text, "{} = {{ usual = {}, fixed = true }}", fixed.name, fixed.value);
  return text;
}

std::string baseline_text(const SyntheticWorld& world, const Study& study) {
  std::string text = "# A free run; every member is a world of its own and needs its memory.\n";
  line(text, "format  = 1\nstudy   = \"study.toml\"");
  line(text, "years   = {{ first = {}, last = {} }}", study.first, study.last);
  line(text, "members = 1\nseed    = {}", world.seed);
  return text;
}

std::string readme_text(const SyntheticWorld& world, const Study& study) {
  std::string text = "# A made-up world\n\n";
  line(text, "{}, {} to {}. Nothing in it was ever observed.\n", in_words(world), study.first,
       study.last);
  text +=
      "    agglomera validate baseline.toml\n"
      "    agglomera run baseline.toml -o run.h5\n\n"
      "- Cities are numbered from the largest; the k-th has about 1/k of the firms of the largest\n"
      "  (Zipf's law), all cities together nine tenths of the world's.\n"
      "- Some 40 % of the cities are in clusters of 3 to 12 near ones; each city is linked with "
      "its\n"
      "  cluster and its nearest five, the largest cities among each other.\n";
  line(text, "- The mean firm has {:.0f} USD of revenue a year. Shares and totals stay level:",
       mean_revenue_usd);
  text += "  `background.csv` gives the first year, which goes on.\n";
  if (!study.sectors.empty())
    text +=
        "- `sectors.csv` gives the firms and the revenue of each sector in the world, and\n"
        "  `sector_specialisation.csv` what a city offers to the firms of one sector (utility).\n";
  return text +
         "\nCountries, coordinates, regimes and all numbers are drawn from the seed alone.\n";
}

}  // namespace

std::vector<InputFile> synthetic_files(const SyntheticWorld& world, const Study& study) {
  std::vector<InputFile> files = {{"study.toml", study_text(world, study)},
                                  {"cities.csv", cities_text(study)},
                                  {"clusters.csv", clusters_text(study)},
                                  {"countries.csv", countries_text(study)},
                                  {"links.csv", links_text(study)},
                                  {"observed.csv", "measure,city,year,value,unit,source\n"},
                                  {"background.csv", background_text(study)},
                                  {"totals.csv", totals_text(study)},
                                  {"assumptions.csv", assumptions_text(study)},
                                  {"baseline.toml", baseline_text(world, study)},
                                  {"README.md", readme_text(world, study)}};
  if (!study.sectors.empty()) {
    files.push_back({"sectors.csv", sectors_text(study)});
    files.push_back({"sector_specialisation.csv", specialisation_text(study)});
  }
  return files;
}

}  // namespace agglomera::scenarios
