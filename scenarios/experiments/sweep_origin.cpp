#include "scenarios/experiments/sweep_origin.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <bit>
#include <map>

namespace agglomera::scenarios {
namespace {

using Lines = std::vector<std::pair<std::string, std::string>>;

constexpr const char* program_version_key = "version of the program";
constexpr const char* revision_key = "revision of the program";

std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 14695981039346656037u;  // FNV-1a
  for (const char byte : text)
    hash = (hash ^ static_cast<std::uint8_t>(byte)) * std::uint64_t{1099511628211u};
  return hash;
}

std::string text_of(const models::Lever& lever, bool strength, bool places) {
  std::vector<double> values = lever.values;
  if (strength) values.erase(values.begin());
  std::string text = fmt::format("{} {}-{} ramp {} {}", lever.kind, lever.first, lever.last,
                                 lever.ramp_years, fmt::join(values, " "));
  if (!places) text += fmt::format(" on {}", fmt::join(lever.targets, " "));
  if (lever.trigger)
    text += fmt::format(" trigger {} {} {} {}", static_cast<int>(lever.trigger->measure),
                        fmt::join(lever.trigger->places, " "), lever.trigger->above,
                        lever.trigger->threshold);
  return text;
}

// What a factor is, without the values it takes.
std::string text_of(const Factor& factor, const Variation& variation) {
  std::string text(factor_kind_name(factor.kind));
  if (factor.kind != FactorKind::strength && factor.kind != FactorKind::place) return text;
  bool strength = false, places = false;
  for (const Factor& other : variation.factors) {
    if (other.row != factor.row) continue;
    strength = strength || other.kind == FactorKind::strength;
    places = places || other.kind == FactorKind::place;
  }
  return text + ": " + text_of(variation.levers[factor.row], strength, places);
}

Lines lines_of(const Variation& variation, const Provenance& provenance) {
  std::vector<std::string> outputs, factors;
  for (const Output& output : variation.outputs.all) outputs.push_back(output.name());
  for (const Factor& factor : variation.factors) factors.push_back(factor.name);
  Lines lines = {{program_version_key, provenance.version},
                 {revision_key, provenance.revision},
                 {"replicates", fmt::format("{}", variation.scenario.members)},
                 {"seed", fmt::format("{}", variation.scenario.seed)},
                 {"others", variation.drawn ? "drawn" : "usual"},
                 {"outputs", fmt::format("{}", fmt::join(outputs, ", "))},
                 {"outputs.year", fmt::format("{}", variation.outputs.year)},
                 {"outputs.effect", variation.outputs.effect ? "true" : "false"},
                 {"factors", fmt::format("{}", fmt::join(factors, ", "))}};
  for (const Factor& factor : variation.factors)
    lines.emplace_back("factor " + factor.name, text_of(factor, variation));
  // Without the experiment's own text, of which the lines above say what matters.
  for (std::size_t i = 1; i < variation.inputs.size(); ++i)
    lines.emplace_back("text of " + variation.inputs[i].path,
                       fmt::format("{:016x}", hash_of(variation.inputs[i].text)));
  return lines;
}

Lines parsed(const std::string& origin) {
  Lines lines;
  for (std::size_t at = 0; at < origin.size();) {
    const std::size_t end = std::min(origin.find('\n', at), origin.size());
    const std::string line = origin.substr(at, end - at);
    const std::size_t tab = std::min(line.find('\t'), line.size());
    lines.emplace_back(line.substr(0, tab), tab < line.size() ? line.substr(tab + 1) : "");
    at = end + 1;
  }
  return lines;
}

std::string in_words(const std::string& key, const std::string& was, const std::string& is) {
  if (key.starts_with("text of ")) return fmt::format("the {} has changed", key);
  return fmt::format("\"{}\" was {} and is {}", key, was, is);
}

}  // namespace

std::string origin_of(const Variation& variation, const Provenance& provenance) {
  std::string origin;
  for (const auto& [key, value] : lines_of(variation, provenance))
    origin += key + "\t" + value + "\n";
  return origin;
}

OriginChange change_of(const std::string& kept, const std::string& now) {
  const Lines then = parsed(kept), here = parsed(now);
  const std::map<std::string, std::string> was(then.begin(), then.end());
  const std::map<std::string, std::string> is(here.begin(), here.end());
  for (const auto& [key, value] : here)
    if (const auto before = was.find(key); before == was.end())
      return {fmt::format("\"{}\" is new", key), false};
    else if (before->second != value)
      return {in_words(key, before->second, value),
              key == program_version_key || key == revision_key};
  for (const auto& [key, value] : then)
    if (!is.contains(key)) return {fmt::format("\"{}\" is no longer there", key), false};
  return {};
}

std::uint64_t key_of(const Factor& factor, double value) {
  if (factor.words.empty()) return std::bit_cast<std::uint64_t>(value + 0.0);  // -0 is 0
  return hash_of(factor.words[static_cast<std::size_t>(value)]);
}

}  // namespace agglomera::scenarios
