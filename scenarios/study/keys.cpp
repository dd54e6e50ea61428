#include "scenarios/study/keys.hpp"

#include <algorithm>
#include <stdexcept>

#include "scenarios/study/key_parts.hpp"

namespace agglomera::scenarios {
namespace {

Key plain(std::string name, KeyKind kind, Need need, std::string text) {
  return {std::move(name), kind, need, std::move(text)};
}

Key with_range(Key key, models::Range range, std::string unit) {
  key.range = range;
  key.unit = std::move(unit);
  return key;
}

Key with_table(Key key, std::string table) {
  key.table = std::move(table);
  return key;
}

std::map<std::string, KeyTable> all_tables() {
  std::map<std::string, KeyTable> all;
  for (auto* part :
       {tables_of_study, tables_of_scenario, tables_of_experiments, tables_of_variations})
    for (KeyTable& table : part()) {
      const std::string id = table.id;
      if (!all.emplace(id, std::move(table)).second)
        throw std::logic_error("two tables of keys are called " + id);
    }
  return all;
}

}  // namespace

Key&& Key::of(std::string what, std::vector<std::string> words) && {
  noun = std::move(what);
  known = std::move(words);
  return std::move(*this);
}
Key&& Key::at_least(std::size_t entries) && {
  least = entries;
  return std::move(*this);
}
Key&& Key::at_most(std::size_t entries) && {
  most = entries;
  return std::move(*this);
}
Key&& Key::once() && {
  distinct = true;
  return std::move(*this);
}
Key&& Key::in_steps_of(std::int64_t step) && {
  multiple_of = step;
  return std::move(*this);
}

Key word_key(std::string name, Need need, std::string text) {
  return plain(std::move(name), KeyKind::word, need, std::move(text));
}
Key words_key(std::string name, Need need, std::string text) {
  return plain(std::move(name), KeyKind::words, need, std::move(text));
}
Key lists_key(std::string name, Need need, std::string text) {
  return plain(std::move(name), KeyKind::lists, need, std::move(text));
}
Key truth_key(std::string name, std::string text) {
  return plain(std::move(name), KeyKind::truth, Need::optional, std::move(text));
}
Key whole_key(std::string name, Need need, std::int64_t low, std::int64_t high, std::string counts,
              std::string text) {
  Key key = plain(std::move(name), KeyKind::whole, need, std::move(text));
  key.low = low;
  key.high = high;
  key.counts = std::move(counts);
  return key;
}
Key number_key(std::string name, Need need, models::Range range, std::string unit,
               std::string text) {
  return with_range(plain(std::move(name), KeyKind::number, need, std::move(text)), range,
                    std::move(unit));
}
Key numbers_key(std::string name, Need need, models::Range range, std::string unit,
                std::string text) {
  return with_range(plain(std::move(name), KeyKind::numbers, need, std::move(text)), range,
                    std::move(unit));
}
Key table_key(std::string name, Need need, std::string table, std::string text) {
  return with_table(plain(std::move(name), KeyKind::table, need, std::move(text)),
                    std::move(table));
}
Key tables_key(std::string name, Need need, std::string table, std::string text) {
  return with_table(plain(std::move(name), KeyKind::tables, need, std::move(text)),
                    std::move(table));
}

const std::map<std::string, KeyTable>& key_tables() {
  static const std::map<std::string, KeyTable> tables = all_tables();
  return tables;
}

const KeyTable& key_table(const std::string& id) {
  const auto found = key_tables().find(id);
  if (found == key_tables().end()) throw std::logic_error("no table of keys is called " + id);
  return found->second;
}

const std::vector<std::string>& file_kinds() {
  static const std::vector<std::string> kinds = {"study",    "scenario", "calibrate",  "backtest",
                                                 "optimize", "sweep",    "sensitivity"};
  return kinds;
}

const KeyTable* file_called(std::string_view noun) {
  const auto found = std::find_if(file_kinds().begin(), file_kinds().end(),
                                  [&](const auto& kind) { return key_table(kind).noun == noun; });
  return found == file_kinds().end() ? nullptr : &key_table(*found);
}

}  // namespace agglomera::scenarios
