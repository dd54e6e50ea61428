#include "scenarios/study/written_number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

namespace agglomera::scenarios {
namespace {

constexpr std::size_t longest = 64;  // no number is longer

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

std::optional<double> plain_number(std::string_view words) {
  double value = 0;
  const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), value);
  if (end != words.data() + words.size() || error == std::errc::invalid_argument ||
      std::isnan(value))
    return std::nullopt;
  if (error == std::errc::result_out_of_range)  // too large, or too near to zero
    return words.find("e-") != words.npos || words.find("E-") != words.npos ? 0 : HUGE_VAL;
  return value;
}

// How many letters the separator takes at the beginning of the words; 0: none is there.
std::size_t separator_length(std::string_view words, Thousands thousands) {
  const auto any_of = [&](std::initializer_list<std::string_view> separators) -> std::size_t {
    for (const std::string_view one : separators)
      if (words.starts_with(one)) return one.size();
    return 0;
  };
  switch (thousands) {
    case Thousands::point:
      return any_of({"."});
    case Thousands::comma:
      return any_of({","});
    case Thousands::blank:
      return any_of({" ", "\u00A0", "\u202F", "\u2009"});
    case Thousands::apostrophe:
      return any_of({"'", "\u2019"});
    default:
      return 0;
  }
}

// The digits before the decimal sign without what parts them, or false: a group is not of three.
bool join_groups(std::string_view whole, Thousands thousands, std::string& digits) {
  std::size_t group = 0, groups = 0;
  while (!whole.empty()) {
    if (is_digit(whole[0])) {
      digits += whole[0];
      whole.remove_prefix(1);
      ++group;
      continue;
    }
    const std::size_t length = separator_length(whole, thousands);
    const bool full = groups == 0 ? group >= 1 && group <= 3 : group == 3;
    if (length == 0 || !full) return false;
    whole.remove_prefix(length);
    ++groups;
    group = 0;
  }
  return groups == 0 ? group > 0 : group == 3;
}

struct Told {
  NumberManner manner;
  std::string_view options;
};

// The fewest words first: a separator of thousands that is the one decimal sign tells the other.
constexpr std::array manners = {
    Told{{false, Thousands::none}, "--decimal point"},
    Told{{true, Thousands::none}, "--decimal comma"},
    Told{{false, Thousands::comma}, "--thousands comma"},
    Told{{true, Thousands::point}, "--thousands point"},
    Told{{false, Thousands::blank}, "--thousands blank"},
    Told{{false, Thousands::apostrophe}, "--thousands apostrophe"},
    Told{{true, Thousands::blank}, "--decimal comma --thousands blank"},
    Told{{true, Thousands::apostrophe}, "--decimal comma --thousands apostrophe"}};

}  // namespace

std::optional<double> number_in(std::string_view words, const NumberManner& manner) {
  if (!manner.decimal_comma && manner.thousands == Thousands::none) return plain_number(words);
  if (words.size() > longest) return std::nullopt;
  std::string plain;
  if (words.starts_with('-')) {
    plain = "-";
    words.remove_prefix(1);
  }
  const std::size_t end =
      std::min(words.find_first_of(manner.decimal_comma ? ",eE" : ".eE"), words.size());
  if (!join_groups(words.substr(0, end), manner.thousands, plain)) return std::nullopt;
  std::string_view rest = words.substr(end);
  if (manner.decimal_comma && rest.find('.') != rest.npos) return std::nullopt;
  if (!rest.empty() && rest[0] == ',') {
    plain += '.';
    rest.remove_prefix(1);
  }
  return plain_number(plain.append(rest));
}

bool could_be_thousands(std::string_view words) {
  const std::size_t point = words.find('.');
  if (point == words.npos || point < 1 || point > 3 || words.size() != point + 4 || words[0] == '0')
    return false;
  return std::ranges::all_of(words, [](char letter) { return is_digit(letter) || letter == '.'; });
}

std::string manner_hint(std::string_view words, const NumberManner& manner) {
  struct Reading {
    std::string_view options;
    double value;
  };
  std::vector<Reading> readings;
  for (const auto& [other, options] : manners) {
    if (other.decimal_comma == manner.decimal_comma && other.thousands == manner.thousands &&
        manner.told)
      continue;
    const auto value = number_in(words, other);
    if (value && std::ranges::find(readings, *value, &Reading::value) == readings.end())
      readings.push_back({options, *value});
  }
  if (readings.empty()) return "";
  if (readings.size() == 1) return fmt::format("say {}", readings[0].options);
  std::string hint = "say";
  for (std::size_t k = 0; k < readings.size(); ++k)
    hint += fmt::format("{} {} if it is {}", k == 0 ? "" : ", or", readings[k].options,
                        readings[k].value);
  return hint;
}

}  // namespace agglomera::scenarios
