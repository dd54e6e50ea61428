#include "scenarios/study/key_parts.hpp"

#include <fmt/format.h>

#include "models/kernels.hpp"
#include "models/lever.hpp"
#include "models/mechanisms.hpp"
#include "models/parameters.hpp"
#include "scenarios/study/scenario_file.hpp"

namespace agglomera::scenarios {
namespace {

using enum Need;

template <typename Table>
std::vector<std::string> names_of(const Table& table) {
  std::vector<std::string> names;
  for (const auto& row : table) names.emplace_back(row.name);
  return names;
}

}  // namespace

Keys operator+(Keys first, const Keys& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

Key format_key() {
  return whole_key("format", required, 1, 1, "the format that this program reads",
                   "version of the format of the file");
}

Key seed_key() {
  return whole_key("seed", required, 0, largest_seed, "0 to 2^63 - 1",
                   "seed of all draws: the same seed gives the same result");
}

Key kernel_key(std::string text) {
  return word_key("kernel", optional, std::move(text))
      .of("kernel", names_of(models::kernel_table()));
}

Key parameters_key() {
  return table_key("parameters", optional, "parameters",
                   "parameters that are otherwise here: a usual value, or { usual, sd, fixed }");
}

Keys wording_keys(const std::string& name, Need need, const std::string& text) {
  return {word_key(name, need, text), table_key(name, need, name + "_in_two_languages", text)};
}

Keys headline_keys() {
  return wording_keys("title", optional, "title of what comes out, for its readers") +
         wording_keys("question", optional,
                      "the question that is asked, for those who read the result");
}

Keys place_keys() {
  return {words_key("cities", optional, "ids of cities").once(),
          words_key("clusters", optional, "ids of clusters: all of their cities").once(),
          words_key("countries", optional, "codes of countries (ISO 3166-1): all of their cities")
              .once()};
}

Keys lever_keys(const std::string& kind_key) {
  return Keys{word_key(kind_key, required, "kind of the lever (agglomera describe lever)")
                  .of("lever", lever_names())} +
         place_keys() +
         Keys{table_key("years", required, "span_of_years", "years in which it acts"),
              whole_key("ramp", optional, 1, longest_ramp, "years",
                        "years to its full strength; usually 1"),
              table_key("trigger", optional, "trigger",
                        "what it waits for; then its ramp begins in the next year"),
              number_key("unit_cost", optional, money, "10^6 USD",
                         "cost of one unit of strength in one city and year")};
}

std::vector<std::string> parameter_names() { return names_of(models::parameter_table()); }
std::vector<std::string> mechanism_names() { return names_of(models::mechanism_table()); }
std::vector<std::string> lever_names() { return names_of(models::lever_kinds()); }

std::string parameter_text(std::size_t row) {
  const models::ParameterDeclaration& one = models::parameter_table()[row];
  const std::string prior =
      one.prior.sd == 0.0
          ? "fixed"
          : fmt::format("prior {} sd {}", models::scale_name(one.prior.scale), one.prior.sd);
  return fmt::format("{}; usually {}; {} ({})", one.text, one.usual, prior, one.source);
}

}  // namespace agglomera::scenarios
