#include "scenarios/study/keys.hpp"

#include <gtest/gtest.h>

#include <set>

#include "scenarios/study/free_section.hpp"

namespace agglomera::scenarios {
namespace {

// Every key of a table, those of its cases too.
std::vector<Key> all_of(const KeyTable& table) {
  std::vector<Key> keys = table.keys;
  for (const KeyCase& one : table.cases) keys.insert(keys.end(), one.keys.begin(), one.keys.end());
  return keys;
}

TEST(Keys, say_what_they_mean_and_name_tables_that_there_are) {
  std::set<std::string> named(file_kinds().begin(), file_kinds().end());
  for (const auto& [id, table] : key_tables()) {
    EXPECT_FALSE(table.noun.empty()) << id;
    for (const Key& key : all_of(table)) {
      EXPECT_FALSE(key.text.empty()) << key.name << " of " << id;
      const bool is_table = key.kind == KeyKind::table || key.kind == KeyKind::tables;
      EXPECT_EQ(is_table, !key.table.empty()) << key.name << " of " << id;
      if (is_table) {
        EXPECT_NO_THROW(key_table(key.table)) << key.name << " of " << id;
      }
      named.insert(key.table);
    }
  }
  for (const auto& [id, table] : key_tables()) EXPECT_TRUE(named.contains(id)) << id << " is nowhere";
}

TEST(Keys, of_a_kind_have_bounds_that_hold_something) {
  for (const auto& [id, table] : key_tables())
    for (const Key& key : all_of(table)) {
      if (key.kind == KeyKind::whole) {
        EXPECT_LE(key.low, key.high) << key.name << " of " << id;
      }
      if (key.kind == KeyKind::number || key.kind == KeyKind::numbers) {
        EXPECT_LT(key.range.low, key.range.high) << key.name << " of " << id;
      }
    }
}

TEST(Keys, are_found_by_what_their_file_is_called) {
  EXPECT_EQ(file_called("a scenario"), &key_table("scenario"));
  EXPECT_EQ(file_called("a portfolio"), &key_table("optimize"));
  EXPECT_EQ(file_called("a lever"), nullptr);
  EXPECT_THROW(key_table("no such table"), std::logic_error);
}

}  // namespace
}  // namespace agglomera::scenarios
