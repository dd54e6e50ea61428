// What the table of keys says of a table in a file.
#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "scenarios/study/toml_file.hpp"

namespace agglomera::scenarios {

std::optional<std::int64_t> TomlTable::whole(std::string_view key) {
  const Key& said = row(key, KeyKind::whole);
  return whole(key, said.need, said.low, said.high, said.counts);
}

std::optional<double> TomlTable::number(std::string_view key) {
  const Key& said = row(key, KeyKind::number);
  return number(key, said.need, said.range, said.unit);
}

std::optional<std::size_t> TomlTable::one_of(std::string_view key) {
  const Key& said = row(key, KeyKind::word);
  return one_of(key, said.need, said.noun, said.known);
}

std::optional<TomlTable> TomlTable::table(std::string_view key) {
  const Key& said = row(key, KeyKind::table);
  return table(key, said.need, key_table(said.table).noun);
}

std::vector<TomlTable> TomlTable::tables(std::string_view key) {
  return tables(key, key_table(row(key, KeyKind::tables).table).noun);
}

// Rows of a case that holds come first; where none does, the file is wrong anyway.
const Key* TomlTable::declared(std::string_view key, std::optional<KeyKind> kind) const {
  if (!keys_) return nullptr;
  const auto is_it = [&](const Key& row) {
    return row.name == key && (!kind || row.kind == *kind);
  };
  const Key* elsewhere = nullptr;
  const auto look = [&](const std::vector<Key>& rows, bool holds) -> const Key* {
    for (const Key& row : rows)
      if (is_it(row)) {
        if (holds) return &row;
        if (!elsewhere) elsewhere = &row;
      }
    return nullptr;
  };
  if (const Key* found = look(keys_->keys, true)) return found;
  for (const KeyCase& one : keys_->cases)
    if (const Key* found = look(one.keys, applies(one))) return found;
  if (!elsewhere)
    throw std::logic_error(fmt::format("the table of keys has no such \"{}\" of {}", key, noun_));
  return elsewhere;
}

const Key& TomlTable::row(std::string_view key, KeyKind kind) const {
  const Key* found = declared(key, kind);
  if (!found) throw std::logic_error(fmt::format("{} has no table of keys", noun_));
  return *found;
}

bool TomlTable::applies(const KeyCase& one) const {
  if (!one.besides.empty() &&
      std::none_of(one.besides.begin(), one.besides.end(), [&](const auto& key) { return has(key); }))
    return false;
  const auto node = table_->at_path(one.key);
  if (one.when != KeyCase::When::one_of)
    return static_cast<bool>(node) == (one.when == KeyCase::When::there);
  const auto word = node.value<std::string>();
  return word && std::find(one.words.begin(), one.words.end(), *word) != one.words.end();
}

void TomlTable::check_bounds(std::string_view key, KeyKind kind, double low, double high) const {
  const Key* said = declared(key, kind);
  if (!said) return;
  const bool whole = kind == KeyKind::whole;
  if (low < (whole ? static_cast<double>(said->low) : said->range.low) ||
      high > (whole ? static_cast<double>(said->high) : said->range.high))
    throw std::logic_error(fmt::format(
        "\"{}\" of {} is read with other bounds than its table of keys has", key, noun_));
}

const KeyTable* TomlTable::keys_of(std::string_view key, KeyKind kind) const {
  const Key* said = declared(key, kind);
  return said ? &key_table(said->table) : nullptr;
}

}  // namespace agglomera::scenarios
