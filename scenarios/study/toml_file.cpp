#include "scenarios/study/toml_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "scenarios/study/toml_nesting.hpp"

namespace agglomera::scenarios {
namespace {

constexpr int deepest = 64;
constexpr std::size_t mebibyte = 1024 * 1024;
constexpr std::size_t largest = 8 * mebibyte;

Position position(const toml::source_region& region) {
  return {static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

std::string_view kind_of(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "an array";
    case toml::node_type::string:
      return "a text";
    case toml::node_type::integer:
      return "a whole number";
    case toml::node_type::floating_point:
      return "a number";
    case toml::node_type::boolean:
      return "true or false";
    default:
      return "a date or time";
  }
}

// Names for a message: all of them when they are few.
std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t most = 16;
  const std::size_t shown = std::min(most, names.size());
  return fmt::format("{}{}",
                     fmt::join(names.begin(), names.begin() + static_cast<long>(shown), ", "),
                     names.size() > most ? ", …" : "");
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte < 0x20 || byte == 0x7F;
  });
}

std::string with_unit(std::string_view unit) {
  return unit.empty() || unit == "1" ? "" : fmt::format(" ({})", unit);
}

}  // namespace

TomlTable::TomlTable(const toml::table& table, Position at, std::string file, std::string noun,
                     Complaints& complaints, const KeyTable* keys)
    : table_(&table),
      at_(at),
      file_(std::move(file)),
      noun_(std::move(noun)),
      complaints_(&complaints),
      keys_(keys) {}

const toml::node* TomlTable::ask(std::string_view key, Need need, std::optional<KeyKind> kind) {
  declared(key, kind);
  if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) asked_.emplace_back(key);
  const toml::node* node = table_->get(key);
  if (!node && need == Need::required)
    complain(at_, fmt::format("key \"{}\" is missing ({} needs it)", key, noun_));
  return node;
}

void TomlTable::complain_of_type(const toml::node& node, std::string_view key,
                                 std::string_view expected) {
  complain(position(node.source()),
           fmt::format("\"{}\" is {} ({} is expected)", key, kind_of(node), expected));
}

std::optional<Word> TomlTable::word(std::string_view key, Need need) {
  const toml::node* node = ask(key, need, KeyKind::word);
  if (!node) return std::nullopt;
  const auto* text = node->as_string();
  if (!text) {
    complain_of_type(*node, key, "a text in quotes");
    return std::nullopt;
  }
  if (text->get().empty() || has_control(text->get())) {
    complain(position(node->source()),
             fmt::format("\"{}\" is {}", key,
                         text->get().empty() ? "empty" : "a text with control characters"));
    return std::nullopt;
  }
  return Word{text->get(), position(node->source())};
}

const toml::array* TomlTable::ask_array(std::string_view key, Need need, KeyKind kind,
                                        std::string_view expected) {
  const toml::node* node = ask(key, need, kind);
  if (!node) return nullptr;
  const toml::array* array = node->as_array();
  if (!array) complain_of_type(*node, key, expected);
  return array;
}

void TomlTable::add_words(const toml::array& array, std::string_view key,
                          std::vector<Word>& words) {
  for (const toml::node& element : array)
    if (const auto* text = element.as_string())
      words.push_back({text->get(), position(element.source())});
    else
      complain(
          position(element.source()),
          fmt::format("\"{}\" holds {} (texts in quotes are expected)", key, kind_of(element)));
}

std::vector<Word> TomlTable::words(std::string_view key, Need need) {
  std::vector<Word> words;
  if (const toml::array* array = ask_array(key, need, KeyKind::words, "an array of texts"))
    add_words(*array, key, words);
  return words;
}

std::vector<std::vector<Word>> TomlTable::lists(std::string_view key, Need need) {
  std::vector<std::vector<Word>> lists;
  const toml::array* array = ask_array(key, need, KeyKind::lists, "an array of arrays of texts");
  if (!array) return lists;
  for (const toml::node& element : *array)
    if (const toml::array* inner = element.as_array())
      add_words(*inner, key, lists.emplace_back());
    else
      complain(position(element.source()),
               fmt::format("\"{}\" holds {} (arrays of texts are expected)", key, kind_of(element)));
  return lists;
}

std::optional<std::int64_t> TomlTable::any_whole(std::string_view key, Need need) {
  const toml::node* node = ask(key, need, KeyKind::whole);
  if (!node) return std::nullopt;
  if (const auto* value = node->as_integer()) return value->get();
  complain_of_type(*node, key, "a whole number");
  return std::nullopt;
}

std::optional<std::int64_t> TomlTable::whole(std::string_view key, Need need, std::int64_t low,
                                             std::int64_t high, std::string_view why) {
  check_bounds(key, KeyKind::whole, static_cast<double>(low), static_cast<double>(high));
  const auto value = any_whole(key, need);
  if (!value || (*value >= low && *value <= high)) return value;
  complain(at(key), fmt::format("\"{}\" is {}, outside {} to {}{}", key, *value, low, high,
                                why.empty() ? "" : fmt::format(" ({})", why)));
  return std::nullopt;
}

std::optional<double> TomlTable::number(std::string_view key, Need need, const models::Range& range,
                                        std::string_view unit) {
  check_bounds(key, KeyKind::number, range.low, range.high);
  const toml::node* node = ask(key, need, KeyKind::number);
  if (!node) return std::nullopt;
  return number_of(*node, key, "is", range, unit);
}

std::vector<PlacedNumber> TomlTable::numbers(std::string_view key, Need need, const models::Range& range,
                                       std::string_view unit) {
  check_bounds(key, KeyKind::numbers, range.low, range.high);
  std::vector<PlacedNumber> numbers;
  const toml::array* array = ask_array(key, need, KeyKind::numbers, "an array of numbers");
  if (!array) return numbers;
  for (const toml::node& element : *array)
    if (const auto value = number_of(element, key, "holds", range, unit))
      numbers.push_back({*value, position(element.source())});
  return numbers;
}

std::optional<double> TomlTable::number_of(const toml::node& node, std::string_view key,
                                           std::string_view verb, const models::Range& range,
                                           std::string_view unit) {
  const std::optional<double> value = node.is_number() ? node.value<double>() : std::nullopt;
  if (!value) {
    complain(position(node.source()),
             fmt::format("\"{}\" {} {} ({} expected)", key, verb, kind_of(node),
                         verb == "is" ? "a number is" : "numbers are"));
    return std::nullopt;
  }
  if (!std::isfinite(*value)) {
    complain(position(node.source()),
             fmt::format("\"{}\" {} {} (a finite number is expected)", key, verb, *value));
    return std::nullopt;
  }
  if (range.holds(*value)) return value;
  complain(position(node.source()), fmt::format("\"{}\" {} {}, outside {} to {}{}", key, verb,
                                                *value, range.low, range.high, with_unit(unit)));
  return std::nullopt;
}

std::optional<bool> TomlTable::truth(std::string_view key) {
  const toml::node* node = ask(key, Need::optional, KeyKind::truth);
  if (!node) return std::nullopt;
  if (const auto* value = node->as_boolean()) return value->get();
  complain_of_type(*node, key, "true or false");
  return std::nullopt;
}

std::optional<std::size_t> TomlTable::one_of(std::string_view key, Need need, std::string_view noun,
                                             const std::vector<std::string>& known) {
  const std::optional<Word> found = word(key, need);
  if (!found) return std::nullopt;
  const auto which = std::find(known.begin(), known.end(), found->text);
  if (which != known.end()) return static_cast<std::size_t>(which - known.begin());
  complain(found->at,
           fmt::format("{} is no {} (known: {})", in_quotes(found->text), noun, listed(known)),
           nearest_suggestion(found->text, known));
  return std::nullopt;
}

std::optional<TomlTable> TomlTable::table(std::string_view key, Need need, std::string noun) {
  const toml::node* node = ask(key, need, KeyKind::table);
  if (!node) return std::nullopt;
  if (const toml::table* inner = node->as_table())
    return TomlTable(*inner, position(node->source()), file_, std::move(noun), *complaints_,
                     keys_of(key, KeyKind::table));
  complain_of_type(*node, key, "a table");
  return std::nullopt;
}

std::vector<TomlTable> TomlTable::tables(std::string_view key, std::string noun) {
  std::vector<TomlTable> tables;
  const toml::node* node = ask(key, Need::optional, KeyKind::tables);
  if (!node) return tables;
  const toml::array* array = node->as_array();
  if (!array) {
    complain_of_type(*node, key, "an array of tables");
    return tables;
  }
  for (const toml::node& element : *array)
    if (const toml::table* inner = element.as_table())
      tables.emplace_back(*inner, position(element.source()), file_, noun, *complaints_,
                          keys_of(key, KeyKind::tables));
    else
      complain(position(element.source()),
               fmt::format("\"{}\" holds {} (tables are expected)", key, kind_of(element)));
  return tables;
}

bool TomlTable::is_table(std::string_view key) const {
  const toml::node* node = table_->get(key);
  return node && node->is_table();
}

bool TomlTable::is_array(std::string_view key) const {
  const toml::node* node = table_->get(key);
  return node && node->is_array();
}

bool TomlTable::is_empty_array(std::string_view key) const {
  return is_array(key) && table_->get(key)->as_array()->empty();
}

std::vector<std::string> TomlTable::keys() const {
  std::vector<std::string> keys;
  for (auto&& [key, node] : *table_) keys.emplace_back(key.str());
  return keys;
}

Position TomlTable::at(std::string_view key) const {
  const toml::node* node = table_->get(key);
  return node ? position(node->source()) : at_;
}

void TomlTable::complain(Position at, std::string message, std::string suggestion) {
  complaints_->add({file_, at.line, at.column, std::move(message), std::move(suggestion)});
}

void TomlTable::finish() {
  std::vector<Word> unknown;
  for (auto&& [key, node] : *table_)
    if (std::find(asked_.begin(), asked_.end(), key.str()) == asked_.end())
      unknown.push_back({std::string(key.str()), position(key.source())});
  std::sort(unknown.begin(), unknown.end(), [](const Word& a, const Word& b) {
    return std::tie(a.at.line, a.at.column) < std::tie(b.at.line, b.at.column);
  });
  for (const Word& key : unknown)
    if (complaints_->wanted(file_))
      complain(
          key.at,
          fmt::format("unknown key {} ({} has: {})", in_quotes(key.text), noun_, listed(asked_)),
          nearest_suggestion(key.text, asked_));
    else
      complain(key.at, "unknown key");
}

TomlFile::TomlFile(std::string file, std::string_view text, Complaints& complaints)
    : file_(std::move(file)), complaints_(complaints) {
  if (text.size() > largest) {
    complaints_.add({file_, 0, 0,
                     fmt::format("is {} MiB large (TOML files of at most {} MiB are read)",
                                 text.size() / mebibyte, largest / mebibyte),
                     "keep tables of numbers in CSV files"});
    return;
  }
  const Depth depth = nesting(text, deepest);
  if (depth.line > 0) {
    complaints_.add(
        {file_, depth.line, depth.column,
         fmt::format("more than {} levels of tables inside each other (a study or scenario "
                     "has at most 4)",
                     deepest),
         ""});
    return;
  }
  try {
    table_ = toml::parse(text, std::string_view(file_));
    parsed_ = true;
  } catch (const toml::parse_error& error) {
    const Position at = position(error.source());
    complaints_.add(
        {file_, at.line, at.column, fmt::format("no valid TOML ({})", error.description()), ""});
  }
}

TomlTable TomlFile::root(std::string noun) {
  const KeyTable* keys = file_called(noun);
  return TomlTable(table_, Position{}, file_, std::move(noun), complaints_, keys);
}

bool TomlFile::reads_format(TomlTable& root) {
  constexpr std::int64_t known = 1;
  const auto format = root.any_whole("format", Need::required);
  if (!format) return true;  // complained of already; the rest is worth reading
  if (*format == known) return true;
  root.complain(
      root.at("format"),
      *format > known
          ? fmt::format("format {} is newer than this program reads ({})", *format, known)
          : fmt::format("format {} was never written (this program reads {})", *format, known));
  return false;
}

}  // namespace agglomera::scenarios
