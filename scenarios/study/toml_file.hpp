// A TOML file as a person meant it: keys are asked for by name, with their type and range; whatever
// was not asked for is unknown and complained of with the nearest known name. An ask that fails
// complains and gives nothing. The only door to toml++.
//
// What a key needs, its bounds and words come from the table of keys (keys.hpp); an ask that says its own,
// where they depend on the study or the run, must stay inside those of the table.
#pragma once

#include <toml++/toml.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/study/complaints.hpp"
#include "scenarios/study/keys.hpp"

namespace agglomera::scenarios {

struct Position {
  int line = 0;
  int column = 0;
};

// A word and where it stands.
struct Word {
  std::string text;
  Position at;
};

// The same of a number.
struct PlacedNumber {
  double value;
  Position at;
};

class TomlTable {
 public:
  // `noun` is what the table is, with its article: "a scenario"; `keys`, where it has any that are
  // declared, those it may have.
  TomlTable(const toml::table& table, Position at, std::string file, std::string noun,
            Complaints& complaints, const KeyTable* keys);

  // As the table of keys has it.
  std::optional<Word> word(std::string_view key) { return word(key, row(key, KeyKind::word).need); }
  std::vector<Word> words(std::string_view key) { return words(key, row(key, KeyKind::words).need); }
  std::optional<std::int64_t> whole(std::string_view key);
  std::optional<double> number(std::string_view key);
  std::optional<std::size_t> one_of(std::string_view key);
  std::optional<TomlTable> table(std::string_view key);
  std::vector<TomlTable> tables(std::string_view key);

  std::optional<Word> word(std::string_view key, Need need);
  std::vector<Word> words(std::string_view key, Need need);  // of an array
  std::optional<std::int64_t> whole(std::string_view key, Need need, std::int64_t low,
                                    std::int64_t high, std::string_view why = {});
  // Of any size.
  std::optional<std::int64_t> any_whole(std::string_view key, Need need);
  std::optional<double> number(std::string_view key, Need need, const models::Range& range,
                               std::string_view unit = "1");
  std::vector<PlacedNumber> numbers(std::string_view key, Need need, const models::Range& range,
                              std::string_view unit = "1");  // of an array
  std::vector<std::vector<Word>> lists(std::string_view key, Need need);  // of an array of arrays
  std::optional<bool> truth(std::string_view key);
  // Which of `known` the word is; `noun` as in "… is no kernel (known: …)".
  std::optional<std::size_t> one_of(std::string_view key, Need need, std::string_view noun,
                                    const std::vector<std::string>& known);
  std::optional<TomlTable> table(std::string_view key, Need need, std::string noun);
  std::vector<TomlTable> tables(std::string_view key, std::string noun);  // [[key]]

  bool has(std::string_view key) const { return table_->contains(key); }
  bool is_table(std::string_view key) const;
  bool is_array(std::string_view key) const;
  bool is_empty_array(std::string_view key) const;
  std::vector<std::string> keys() const;
  Position at() const { return at_; }
  Position at(std::string_view key) const;  // of the key's value
  const std::string& file() const { return file_; }

  // For a key of which nothing can be said, because another one was wrong.
  void skip(std::string_view key) { ask(key, Need::optional, std::nullopt); }

  void complain(Position at, std::string message, std::string suggestion = {});
  // Complains of every key that was not asked for.
  void finish();

 private:
  // The declaration of a key; throws std::logic_error when there is none of that kind.
  const Key& row(std::string_view key, KeyKind kind) const;
  const Key* declared(std::string_view key, std::optional<KeyKind> kind) const;
  bool applies(const KeyCase& one) const;
  void check_bounds(std::string_view key, KeyKind kind, double low, double high) const;
  const KeyTable* keys_of(std::string_view key, KeyKind kind) const;

  const toml::node* ask(std::string_view key, Need need, std::optional<KeyKind> kind);
  const toml::array* ask_array(std::string_view key, Need need, KeyKind kind,
                               std::string_view expected);
  void add_words(const toml::array& array, std::string_view key, std::vector<Word>& words);
  std::optional<double> number_of(const toml::node& node, std::string_view key,
                                  std::string_view verb, const models::Range& range,
                                  std::string_view unit);
  void complain_of_type(const toml::node& node, std::string_view key, std::string_view expected);

  const toml::table* table_;
  Position at_;
  std::string file_;
  std::string noun_;
  Complaints* complaints_;
  const KeyTable* keys_;
  std::vector<std::string> asked_;
};

// A parsed file, or its first syntax error among the complaints.
class TomlFile {
 public:
  TomlFile(std::string file, std::string_view text, Complaints& complaints);
  bool parsed() const { return parsed_; }
  TomlTable root(std::string noun);

  // Checks the key "format"; false, and a complaint, when this program doesn't read it.
  static bool reads_format(TomlTable& root);

 private:
  std::string file_;
  Complaints& complaints_;
  toml::table table_;
  bool parsed_ = false;
};

}  // namespace agglomera::scenarios
