#include "scenarios/study/study_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>

#include "models/kernels.hpp"
#include "scenarios/study/assumptions_table.hpp"
#include "scenarios/study/background_table.hpp"
#include "scenarios/study/cities_table.hpp"
#include "scenarios/study/clusters_table.hpp"
#include "scenarios/study/countries_table.hpp"
#include "scenarios/study/key_parts.hpp"
#include "scenarios/study/links_table.hpp"
#include "scenarios/study/observed_table.hpp"
#include "scenarios/study/parameters_section.hpp"
#include "scenarios/study/sectors_table.hpp"
#include "scenarios/study/stated_facts_table.hpp"
#include "scenarios/study/toml_file.hpp"
#include "scenarios/study/totals_table.hpp"
#include "scenarios/study/wording.hpp"
#include "scenarios/study/years_section.hpp"
#include "sim/usual_links.hpp"

namespace agglomera::scenarios {
namespace {

namespace fs = std::filesystem;

constexpr int most_years = 200;

// Reads one study; what is asked of its file is asked in the order in which it is explained.
class StudyReader {
 public:
  StudyReader(Source& source, const fs::path& path, TomlTable& root, Complaints& complaints)
      : source_(source), path_(path), root_(root), complaints_(complaints) {}

  StudyFile read() {
    sim::Wording name = read_wording(root_, "name", Need::required, "a name");
    study().name = std::move(name.en);
    study().name_zh = std::move(name.zh);
    read_study_years();
    const std::vector<Word> hubs = root_.words("hubs");
    study().kernel = static_cast<models::Kernel>(
        root_.one_of("kernel").value_or(0));
    auto tables = root_.table("tables");
    if (tables) {
      read_places(*tables);
      read_hubs(hubs);
      read_tables(*tables);
      tables->finish();
    }
    for (TomlTable& missing : root_.tables("missing")) read_missing(missing);
    for (TomlTable& strategy : root_.tables("strategy")) read_strategy(strategy);
    study().parameters = models::usual_settings();
    if (auto section = root_.table("parameters"))
      read_parameters(*section, study().parameters);
    root_.finish();
    return std::move(file_);
  }

 private:
  models::Study& study() { return file_.study; }
  Frame& frame() { return file_.frame; }

  void read_study_years() {
    const auto years = read_years(root_, earliest_of_study, latest_of_study, "years of a study");
    if (!years) return;
    if (years->last - years->first >= most_years)
      return root_.complain(root_.at("years"), fmt::format("more than {} years", most_years));
    frame().first = study().first = years->first;
    frame().last = study().last = years->last;
    frame().years_known = true;
    if (auto section = root_.table("years", Need::optional, "a span of years"))
      file_.last_year_at = section->at("last");
  }

  std::optional<TableText> text_of(const Word& name) {
    return read_named(source_, source_.beside(path_, name.text),
                      fmt::format("{}:{}:{}", root_.file(), name.at.line, name.at.column),
                      complaints_);
  }

  std::optional<TableText> table(TomlTable& tables, std::string_view key) {
    const auto name = tables.word(key);
    return name ? text_of(*name) : std::nullopt;
  }

  void read_places(TomlTable& tables) {
    const auto text = table(tables, "cities");
    if (!text) return;
    CitiesTable read = read_cities(*text, complaints_);
    frame().cities_file = text->file;
    for (const sim::City& city : read.cities) frame().ids.push_back(city.id);
    frame().cities_known = read.known;
    study().cities = std::move(read.cities);
    study().regimes = std::move(read.regimes);
  }

  void read_hubs(const std::vector<Word>& hubs) {
    std::set<sim::PlaceIndex> places;
    for (const Word& hub : hubs) {
      const auto place = frame().find(hub.text);
      if (!place && frame().cities_known)
        root_.complain(hub.at, unknown_city(hub.text, frame()),
                       suggestion_for(hub.text, frame().ids));
      if (place && !places.insert(*place).second)
        root_.complain(hub.at, fmt::format("the hub \"{}\" stands twice", hub.text));
    }
    study().hubs.assign(places.begin(), places.end());
  }

  void read_tables(TomlTable& tables) {
    study().governance_score.assign(frame().cities(), 0.0);
    if (const auto text = table(tables, "clusters"))
      study().cluster_names = read_cluster_names(*text, frame(), study().cities, complaints_);
    if (const auto text = table(tables, "countries"))
      study().governance_score = read_governance_scores(*text, study().cities, complaints_);
    if (const auto text = table(tables, "links"))
      study().links = read_links(*text, frame(), complaints_);
    else if (!tables.has("links"))
      use_usual_links(tables);
    study().observed = nothing_observed(frame());
    if (const auto text = table(tables, "observed")) {
      file_.observed_file = text->file;
      study().observed = read_observed(*text, frame(), complaints_);
    }
    if (const auto text = table(tables, "stated_facts"))
      file_.stated_facts = read_stated_facts(*text, frame(), complaints_);
    if (const auto text = table(tables, "background")) {
      BackgroundTable background = read_background(*text, frame(), complaints_);
      study().firm_share = std::move(background.firm_share);
      study().revenue_share = std::move(background.revenue_share);
    }
    const std::size_t complaints_before = complaints_.count();
    if (const auto text = table(tables, "totals"))
      study().totals = read_totals(*text, frame(), complaints_);
    read_sector_tables(tables, complaints_.count() == complaints_before ? &study().totals : nullptr);
    study().latents = read_assumptions(assumptions(tables), frame(), complaints_);
  }

  void read_sector_tables(TomlTable& tables, const models::WorldTotals* totals) {
    const auto text = table(tables, "sectors");
    const auto special = table(tables, "sector_specialisation");
    if (special && !tables.has("sectors"))
      tables.complain(tables.at("sector_specialisation"),
                      "sector_specialisation needs a table of sectors",
                      "add sectors = \"sectors.csv\"");
    if (!text) return;
    SectorsTable read = read_sectors(*text, frame(), totals, complaints_);
    if (special) read_specialisation(*special, frame(), read, complaints_);
    study().sectors = std::move(read.sectors);
  }

  void use_usual_links(TomlTable& tables) {
    if (!frame().cities_known) return;
    study().links = sim::usual_links(study().cities, study().hubs);
    for (const sim::Link& link : study().links)
      if (!(link.length_km > 0.0))
        tables.complain(tables.at(),
                        fmt::format("{} and {} stand at one place (a link needs a length)",
                                    frame().ids[link.a], frame().ids[link.b]),
                        "name a table of links");
  }

  std::vector<TableText> assumptions(TomlTable& tables) {
    std::vector<Word> names;
    if (tables.is_array("assumptions"))
      names = tables.words("assumptions");
    else if (const auto name = tables.word("assumptions"))
      names = {*name};
    std::vector<TableText> texts;
    for (const Word& name : names)
      if (auto text = text_of(name)) texts.push_back(std::move(*text));
    return texts;
  }

  void read_missing(TomlTable& missing) {
    const auto which = missing.one_of("measure");
    const auto city = missing.word("city");
    const auto years = frame().years_known
                           ? read_years(missing, frame().first, frame().last, "years of the study")
                           : read_years(missing);
    missing.word("reason");
    missing.finish();
    if (!city) return;
    const auto place = frame().find(city->text);
    if (!place && frame().cities_known)
      missing.complain(city->at, unknown_city(city->text, frame()),
                       suggestion_for(city->text, frame().ids));
    if (!which || !place || !years || !frame().years_known || study().observed.lq_count.empty())
      return;
    auto& values = measure_of(study().observed, *which)[*place];
    for (sim::Year year = years->first; year <= years->last; ++year)
      values[static_cast<std::size_t>(year - frame().first)] =
          std::numeric_limits<double>::quiet_NaN();
  }

  void read_strategy(TomlTable& section) {
    models::Strategy strategy;
    if (const auto name = section.word("name")) strategy.name = name->text;
    std::set<std::string> known;
    for (const sim::City& city : study().cities) known.insert(city.country);
    const std::vector<std::string> codes(known.begin(), known.end());
    const std::vector<Word> countries = section.words("countries");
    if (section.is_array("countries") && countries.empty())
      section.complain(section.at("countries"), "a strategy of no country");
    for (const Word& country : countries) {
      if (frame().cities_known && !known.contains(country.text))
        section.complain(country.at,
                         fmt::format("unknown country {} (no city of {} is in it)",
                                     in_quotes(country.text), frame().cities_file),
                         known_names(codes));
      strategy.countries.push_back(country.text);
    }
    const sim::Year low = frame().years_known ? frame().first - strategy_margin_years : earliest_of_study;
    const sim::Year high = frame().years_known ? frame().last + strategy_margin_years : latest_of_study;
    strategy.from = static_cast<sim::Year>(
        section.whole("from", Need::required, low, high, "a year").value_or(low));
    strategy.ramp_years = static_cast<int>(
        section.whole("ramp").value_or(1));
    strategy.effect =
        section.number("effect").value_or(0.0);
    if (const auto said = section.word("source")) strategy.source = said->text;
    section.finish();
    study().strategies.push_back(std::move(strategy));
  }

  Source& source_;
  const fs::path path_;
  TomlTable& root_;
  Complaints& complaints_;
  StudyFile file_;
};

}  // namespace

const std::vector<std::string>& kernel_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const models::KernelDeclaration& kernel : models::kernel_table()) all.emplace_back(kernel.name);
    return all;
  }();
  return names;
}

std::optional<TableText> read_named(Source& source, const fs::path& path,
                                    const std::string& named_by, Complaints& complaints) {
  try {
    return TableText{path.generic_string(), source.read(path)};
  } catch (const sim::InputError& error) {
    for (sim::Complaint complaint : error.complaints()) {
      if (complaint.line == 0 && !named_by.empty())
        complaint.message += fmt::format(" (named in {})", named_by);
      complaints.add(std::move(complaint));
    }
    return std::nullopt;
  }
}

StudyFile read_study(Source& source, const fs::path& path, const std::string& named_by,
                     Complaints& complaints) {
  const auto text = read_named(source, path, named_by, complaints);
  if (!text) return {};
  TomlFile file(text->file, text->text, complaints);
  if (!file.parsed()) return {};
  TomlTable root = file.root("a study");
  if (!root.has("tables") && root.has("study")) {
    root.complain({}, "is a scenario, not a study (it names a study itself)");
    return {};
  }
  if (!TomlFile::reads_format(root)) return {};
  return StudyReader(source, path, root, complaints).read();
}

}  // namespace agglomera::scenarios
