#include "scenarios/experiments/provenance.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <ctime>

namespace agglomera::scenarios {
namespace {

// Sets SOURCE_DATE_EPOCH for a test and puts the old value back.
class Epoch {
 public:
  explicit Epoch(const char* value) {
    if (const char* was = std::getenv(name)) was_ = was, had_ = true;
    if (value) setenv(name, value, 1);
    else unsetenv(name);
  }
  ~Epoch() {
    if (had_) setenv(name, was_.c_str(), 1);
    else unsetenv(name);
  }

 private:
  static constexpr const char* name = "SOURCE_DATE_EPOCH";
  std::string was_;
  bool had_ = false;
};

std::string now() {
  const std::time_t seconds = std::time(nullptr);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", std::gmtime(&seconds));
  return text;
}

TEST(Provenance, takes_the_time_from_the_environment) {
  const Epoch epoch("1230768000");
  EXPECT_EQ(provenance_of("x").created, "2009-01-01T00:00:00Z");
}

TEST(Provenance, says_the_present_time_where_the_environment_says_none) {
  for (const char* none : {static_cast<const char*>(nullptr), "", "tomorrow", "12x", "-5",
                           "999999999999999999", "99999999999999999999999"}) {
    const Epoch epoch(none);
    const std::string before = now(), said = provenance_of("x").created, after = now();
    EXPECT_LE(before, said) << (none ? none : "unset");
    EXPECT_LE(said, after) << (none ? none : "unset");
  }
}

TEST(Provenance, survives_the_way_through_a_file) {
  const Provenance was{"agglomera run a.toml -o b.h5", "2009-01-01T00:00:00Z", "abc", "9.9.9"};
  output::ResultFile file;
  describe_origin(file, was, 20081217, {{"a.toml", "format = 1\n"}, {"study.toml", "x"}});
  const Provenance is = provenance_in(file);
  EXPECT_EQ(is.command, was.command);
  EXPECT_EQ(is.created, was.created);
  EXPECT_EQ(is.revision, was.revision);
  EXPECT_EQ(is.version, was.version);
  EXPECT_EQ(seed_in(file), 20081217u);
  ASSERT_EQ(file.inputs.size(), 2u);
  EXPECT_EQ(file.inputs[0].path, "a.toml");
  EXPECT_EQ(file.inputs[1].text, "x");
}

TEST(Provenance, keeps_the_largest_seed) {
  const std::uint64_t largest = (1ull << 63) - 1;
  output::ResultFile file;
  describe_origin(file, {}, largest, {});
  EXPECT_EQ(seed_in(file), largest);
}

TEST(Provenance, is_empty_of_a_file_that_says_nothing) {
  EXPECT_EQ(provenance_in({}).command, "");
  EXPECT_EQ(text_attribute({}, "created"), "");
  EXPECT_EQ(seed_in({}), 0u);
}

}  // namespace
}  // namespace agglomera::scenarios
