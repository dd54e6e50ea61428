#include "scenarios/study/toml_nesting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pthread.h>

#include "scenarios/study/check.hpp"
#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

using ::testing::ElementsAre;

int levels(const std::string& text) { return nesting(text, 64).levels; }

std::string repeated(const std::string& part, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += part;
  return all;
}

// What `check` says of a text, on a stack of eight MiB, the usual one.
std::vector<std::string> said_of(const std::string& text) {
  struct Task {
    ThreeCities files;
    std::vector<std::string> said;
  } task;
  task.files.write("deep.toml", text);
  pthread_attr_t eight_mebibytes;
  pthread_attr_init(&eight_mebibytes);
  pthread_attr_setstacksize(&eight_mebibytes, std::size_t{8} << 20);
  pthread_t thread;
  const auto run = [](void* argument) -> void* {
    Task& it = *static_cast<Task*>(argument);
    it.said = it.files.in_words(check(it.files.path("deep.toml")));
    return nullptr;
  };
  EXPECT_EQ(pthread_create(&thread, &eight_mebibytes, run, &task), 0);
  pthread_join(thread, nullptr);
  return task.said;
}

std::string too_deep(int line, int column) {
  return "deep.toml:" + std::to_string(line) + ":" + std::to_string(column) +
         ": more than 64 levels of tables inside each other (a study or scenario has at most 4)";
}

TEST(TomlNesting, counts_arrays_inline_tables_and_dots_of_keys) {
  EXPECT_EQ(levels("a = 1\nb = 1.5\nc = \"x.y.z\"\n"), 0);
  EXPECT_EQ(levels("a = [1.5, 2.5]\n"), 1);
  EXPECT_EQ(levels("a = { b = { c = 1.5 }, d = [[1]] }\n"), 3);
  EXPECT_EQ(levels("a.b.c = { d.e = [1] }\n"), 5);
  EXPECT_EQ(levels("[a.b]\nc.d = 1\n"), 4);
  EXPECT_EQ(levels("[a.b]\n[c]\nd = 1\n"), 1);
}

TEST(TomlNesting, is_not_misled_by_strings_and_comments) {
  EXPECT_EQ(levels("a = \"[[[[\" # {{{{\nb = '[[['\nc = \"\"\"\n[[[[\n\"\"\"\nd = '''{{'''\n"), 0);
  EXPECT_EQ(levels("a = [\"\"\"x\"\"\"\", [[1]]]\n"), 3);
  EXPECT_EQ(levels("a = [\"\\\"\", [[1]]]\n"), 3);
  EXPECT_EQ(levels("\"a.b\".'c.d' = 1\n"), 1);
}

TEST(TomlNesting, refuses_ten_thousand_nested_arrays) {
  EXPECT_THAT(said_of("a = " + repeated("[", 10000) + repeated("]", 10000) + "\n"),
              ElementsAre(too_deep(1, 69)));
}

TEST(TomlNesting, refuses_ten_thousand_nested_inline_tables) {
  EXPECT_THAT(said_of("a = " + repeated("{a=", 10000) + "1" + repeated("}", 10000) + "\n"),
              ElementsAre(too_deep(1, 197)));
}

TEST(TomlNesting, refuses_keys_of_ten_thousand_parts) {
  EXPECT_THAT(said_of("a" + repeated(".a", 10000) + " = 1\n"), ElementsAre(too_deep(1, 130)));
  EXPECT_THAT(said_of("[a" + repeated(".a", 10000) + "]\n"), ElementsAre(too_deep(1, 131)));
  EXPECT_THAT(said_of("[[a" + repeated(".a", 10000) + "]]\n"), ElementsAre(too_deep(1, 132)));
}

TEST(TomlNesting, refuses_headers_that_nest_one_by_one) {
  std::string text, header = "a";
  for (int i = 0; i < 1000; ++i, header += ".a") text += "[" + header + "]\n";
  EXPECT_THAT(said_of(text), ElementsAre(too_deep(66, 131)));
}

TEST(TomlNesting, refuses_dots_and_brackets_that_are_deep_together_only) {
  const std::string dotted = "a" + repeated(".a", 20) + "=";
  EXPECT_THAT(said_of("x = " + repeated("{" + dotted, 4) + "1" + repeated("}", 4) + "\n"),
              ElementsAre(too_deep(1, 136)));
}

TEST(TomlNesting, leaves_ten_thousand_tables_beside_each_other_alone) {
  std::string text = "study = \"no.toml\"\n";
  for (int i = 0; i < 10000; ++i) text += "[t" + std::to_string(i) + "]\n";
  const auto said = said_of(text);
  EXPECT_THAT(said, ::testing::Contains("deep.toml: … and 9904 more"));
}

TEST(TomlNesting, does_not_hide_a_syntax_error) {
  EXPECT_THAT(said_of("a = [1, 2\nb = 3\n"),
              ElementsAre(::testing::StartsWith("deep.toml:2:1: no valid TOML (")));
}

}  // namespace
}  // namespace agglomera::scenarios
