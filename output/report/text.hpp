// What the page says, in both of its languages. A text becomes {"en": …, "zh": …} in the page, where
// the reader's language is chosen; numbers are the same in both.
#pragma once

#include <fmt/format.h>

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace agglomera::output::report {

struct Text {
  std::string en;
  std::string zh;

  bool empty() const { return en.empty() && zh.empty(); }
  friend bool operator==(const Text&, const Text&) = default;
};

// The same in both languages: ids, file names, years.
Text plainly(const std::string& words);

// `zh` where it is given, else the English one: what a user wrote in one language only.
Text in_both(const std::string& en, const std::string& zh);

// Fills each language's pattern with that language's side of the arguments (fmt's format strings;
// order may differ between the languages: {1} before {0}).
namespace detail {
inline const std::string& en(const Text& text) { return text.en; }
inline const std::string& zh(const Text& text) { return text.zh; }
template <typename Other>
const Other& en(const Other& value) {
  return value;
}
template <typename Other>
const Other& zh(const Other& value) {
  return value;
}
}  // namespace detail

template <typename... Parts>
Text phrase(const Text& pattern, const Parts&... parts) {
  return {fmt::format(fmt::runtime(pattern.en), detail::en(parts)...),
          fmt::format(fmt::runtime(pattern.zh), detail::zh(parts)...)};
}

// "A, B and C" / "A、B和C".
Text list_of(const std::vector<Text>& items);

// A number as people read it: `decimals` digits after the point, a true minus sign, "−0" never.
std::string number(double value, int decimals);
std::string with_sign(double value, int decimals);
std::string percent(double share, int decimals = 0);
// "median [low, high]" as in "0.1 [−2.0, +1.0]" when signed.
std::string interval(double value, double low, double high, int decimals, bool is_signed = false);

void to_json(nlohmann::ordered_json& json, const Text& text);

}  // namespace agglomera::output::report
