// Every key of every TOML file, declared once: what it means, its type, range and unit, and whether a file
// needs it. Readers ask by name and take the rest from here; `describe --schema` prints the same as
// JSON Schema. A key that a reader asks for and that is not here is a defect.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "models/prior.hpp"

namespace agglomera::scenarios {

enum class Need { required, optional };

enum class KeyKind { word, words, lists, whole, number, numbers, truth, table, tables };

// Rows of the same name in one table are alternatives: a number or a range.
struct Key {
  std::string name;
  KeyKind kind;
  Need need;
  std::string text;
  std::vector<std::string> known = {};  // words, no others; empty: any
  std::string noun = {};                // what a known word is: "kernel"
  models::Range range = {};             // of numbers
  std::string unit = {};                // of numbers; "1" is not said
  std::int64_t low = 0, high = 0;       // of a whole number
  std::string counts = {};              // what a whole number counts, or why it has bounds
  std::string table = {};               // id of a table's own keys
  std::size_t least = 0;                // entries of an array
  std::size_t most = std::numeric_limits<std::size_t>::max();
  bool distinct = false;         // no entry of an array stands twice
  std::int64_t multiple_of = 1;  // of a whole number

  Key&& of(std::string what, std::vector<std::string> words) &&;
  Key&& at_least(std::size_t entries) &&;
  Key&& at_most(std::size_t entries) &&;
  Key&& once() &&;
  Key&& in_steps_of(std::int64_t step) &&;
};

Key word_key(std::string name, Need need, std::string text);
Key words_key(std::string name, Need need, std::string text);
Key lists_key(std::string name, Need need, std::string text);  // arrays of words in an array
Key truth_key(std::string name, std::string text);
Key whole_key(std::string name, Need need, std::int64_t low, std::int64_t high, std::string counts,
              std::string text);
Key number_key(std::string name, Need need, models::Range range, std::string unit,
               std::string text);
Key numbers_key(std::string name, Need need, models::Range range, std::string unit,
                std::string text);
Key table_key(std::string name, Need need, std::string table, std::string text);
Key tables_key(std::string name, Need need, std::string table, std::string text);  // [[name]]

// Names of which a table has just one, at least one, or never two.
using Names = std::vector<std::string>;

// Keys that a table has where another key of it, or of a table in it ("design.kind"), is there, is
// absent, or is one of some words.
struct KeyCase {
  enum class When { there, absent, one_of };
  std::string key;
  When when;
  Names words;  // of one_of
  std::vector<Key> keys;
  std::vector<Names> any = {}, never_two = {};
  Names besides = {};  // one of these keys must be there too; empty: none need be
};

struct KeyTable {
  std::string id;
  std::string noun;  // with its article: "a scenario"
  std::vector<Key> keys;
  std::vector<KeyCase> cases = {};
  std::vector<Names> just_one = {}, any = {}, never_two = {};
};

// Tables by id; those of whole files have the words of file_kinds().
const std::map<std::string, KeyTable>& key_tables();
const KeyTable& key_table(const std::string& id);

// study, scenario, calibrate, backtest, optimize, sweep, sensitivity.
const std::vector<std::string>& file_kinds();

// The table of the file that is called so ("a scenario"); null where none is.
const KeyTable* file_called(std::string_view noun);

}  // namespace agglomera::scenarios
