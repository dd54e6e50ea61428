#include "output/report/text.hpp"

#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

namespace agglomera::output::report {
namespace {

constexpr const char* minus = "−";

constexpr double largest_in_full = 1e15;

std::string digits(double value, int decimals) {
  if (std::fabs(value) >= largest_in_full) return fmt::format("{:.2e}", std::fabs(value));
  return fmt::format("{:.{}f}", std::fabs(value), decimals);
}

bool is_zero(const std::string& digits) {
  return digits.find_first_not_of("0.") == std::string::npos;
}

constexpr const char* no_break_space = "\u00a0";

// A percent sign stays with its number: after a space that does not break, in Chinese after none.
std::string with_percents(const std::string& text, const std::string& space) {
  std::string set;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool is_percent = text.compare(at, 2, " %") == 0;
    set += is_percent ? space : std::string(1, text[at]);
  }
  return set;
}

// Charts group rows by their texts, in objects that have these keys before any row comes: an invisible
// joiner makes the text another.
std::string no_key(const std::string& text) {
  static const std::set<std::string> keys = {
      "__proto__",        "__defineGetter__", "__defineSetter__",
      "__lookupGetter__", "__lookupSetter__", "constructor",
      "hasOwnProperty",   "isPrototypeOf",    "propertyIsEnumerable",
      "toLocaleString",   "toString",         "valueOf"};
  return keys.contains(text) ? text + "\u2060" : text;
}

}  // namespace

Text plainly(const std::string& words) { return {words, words}; }

Text in_both(const std::string& en, const std::string& zh) { return {en, zh.empty() ? en : zh}; }

Text list_of(const std::vector<Text>& items) {
  Text all;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool last = i + 1 == items.size();
    if (i > 0) {
      all.en += last ? " and " : ", ";
      all.zh += last ? "和" : "、";
    }
    all.en += items[i].en;
    all.zh += items[i].zh;
  }
  return all;
}

std::string number(double value, int decimals) {
  if (!std::isfinite(value)) return "–";
  const std::string size = digits(value, decimals);
  return value < 0 && !is_zero(size) ? minus + size : size;
}

std::string with_sign(double value, int decimals) {
  const std::string text = number(value, decimals);
  return std::isfinite(value) && value > 0 && !is_zero(text) ? "+" + text : text;
}

std::string percent(double share, int decimals) {
  return std::isfinite(share) ? number(100 * share, decimals) + " %" : "–";
}

std::string interval(double value, double low, double high, int decimals, bool is_signed) {
  const auto text = is_signed ? with_sign : number;
  return fmt::format("{} [{}, {}]", text(value, decimals), text(low, decimals),
                     text(high, decimals));
}

void to_json(nlohmann::ordered_json& json, const Text& text) {
  json = {{"en", no_key(with_percents(text.en, no_break_space))},
          {"zh", no_key(with_percents(text.zh, ""))}};
}

}  // namespace agglomera::output::report
