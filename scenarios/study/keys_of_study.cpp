// The keys of a study.
#include "models/parameters.hpp"
#include "scenarios/study/key_parts.hpp"
#include "scenarios/study/observed_table.hpp"

namespace agglomera::scenarios {
namespace {

using enum Need;

constexpr models::Range widths{0.0, 10.0};  // of a prior, on its scale

KeyTable span(const std::string& id, const std::string& noun, std::int64_t low, std::int64_t high,
              const std::string& counts, const std::string& of) {
  return {id,
          noun,
          {whole_key("first", required, low, high, counts, "first " + of),
           whole_key("last", required, low, high, counts, "last " + of + "; it is in the span")}};
}

KeyTable wording(const std::string& name, const std::string& noun) {
  return {name + "_in_two_languages",
          noun,
          {word_key("en", required, "in English"), word_key("zh", optional, "in Chinese")}};
}

Key table_file(const std::string& name, Need need, const std::string& text) {
  return word_key(name, need, "CSV file: " + text);
}

KeyTable list_of_tables() {
  const std::string assumptions =
      "latent quantities of cities with their priors: endowment, technology, culture, amenity, "
      "growth_advantage";
  return {"tables",
          "the list of tables",
          {table_file("cities", required, "cities with country, coordinates, cluster and regime"),
           table_file("clusters", optional, "names of the clusters"),
           table_file("countries", optional, "governance score of each country"),
           table_file("links", optional,
                      "links between cities; without it: clusters, nearest five, hubs"),
           table_file("observed", required, "observed LQs and revenues by city and year"),
           table_file("stated_facts", optional, "what the source states in words"),
           table_file("background", required,
                      "shares of the cities in all listed firms and in their revenue, by year"),
           table_file("totals", required, "world totals of firms and revenue, by year"),
           table_file("sectors", optional, "several sectors, with their world totals"),
           table_file("sector_specialisation", optional, "amenity of cities for a sector"),
           table_file("firms", optional,
                      "the focal firms of the user's own list: the agents of the years it knows"),
           table_file("background_firms", optional, "the other firms of the list"),
           table_file("assumptions", optional, assumptions),
           words_key("assumptions", optional, "CSV files: " + assumptions)}};
}

std::vector<KeyTable> parameter_tables() {
  KeyTable all{"parameters", "the table of parameters", {}};
  std::vector<KeyTable> tables;
  for (std::size_t row = 0; row < models::parameter_table().size(); ++row) {
    const models::ParameterDeclaration& one = models::parameter_table()[row];
    const std::string name(one.name), id = "parameter:" + name, unit(one.unit);
    all.keys.push_back(number_key(name, optional, one.range, unit, parameter_text(row)));
    all.keys.push_back(table_key(name, optional, id, parameter_text(row)));
    tables.push_back({id,
                      "a parameter",
                      {number_key("usual", optional, one.range, unit, "usual value"),
                       number_key("sd", optional, widths, "1",
                                  "standard deviation of its prior, on its scale; 0: fixed"),
                       truth_key("fixed", "true: it is not drawn")}});
  }
  tables.push_back(std::move(all));
  return tables;
}

}  // namespace

std::vector<KeyTable> tables_of_study() {
  std::vector<KeyTable> tables = parameter_tables();
  tables.push_back(
      {"study", "a study",
       Keys{format_key()} + wording_keys("name", required, "name of the study") +
           Keys{
               table_key("years", required, "years_of_study", "the observed years"),
               words_key("hubs", optional, "ids of the cities that are hubs: linked to each other")
                   .once(),
               kernel_key("how what a city radiates is shared out; usually exponential"),
               truth_key("rest_of_world",
                         "false: the cities are all there is; usually there is more"),
               table_key("tables", required, "tables", "the tables of the study, beside this file"),
               tables_key("missing", optional, "missing",
                          "observations that are placeholders: missing in every error"),
               tables_key("strategy", optional, "strategy",
                          "a national strategy: what a country's places offer from a year on"),
               parameters_key()}});
  tables.push_back(span("years_of_study", "a span of years", earliest_of_study, latest_of_study,
                        "years of a study", "year"));
  tables.push_back(span("span_of_years", "a span of years", first_year_of_all, last_year_of_all,
                        "years", "year"));
  tables.push_back(list_of_tables());
  for (const auto& [name, noun] : {std::pair{"name", "a name"}, std::pair{"title", "a title"},
                                   std::pair{"question", "a question"}})
    tables.push_back(wording(name, noun));
  tables.push_back(
      {"missing",
       "a placeholder",
       {word_key("measure", required, "which observations").of("measure", observed_measures()),
        word_key("city", required, "id of the city"),
        table_key("years", required, "span_of_years", "their years"),
        word_key("reason", required, "why they are no observations")}});
  tables.push_back(
      {"strategy",
       "a strategy",
       {word_key("name", required, "name of the strategy"),
        words_key("countries", required, "codes of its countries (ISO 3166-1)").at_least(1),
        whole_key("from", required, earliest_of_study - strategy_margin_years,
                  latest_of_study + strategy_margin_years, "a year", "first year in which it acts"),
        whole_key("ramp", optional, 1, longest_ramp, "years",
                  "years to its full effect; usually 1"),
        number_key("effect", required, {-5.0, 5.0}, "utility", "what it adds at full effect"),
        word_key("source", optional, "where its date and size come from")}});
  return tables;
}

}  // namespace agglomera::scenarios
