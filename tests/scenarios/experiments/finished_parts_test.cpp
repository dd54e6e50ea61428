#include "scenarios/experiments/finished_parts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

// A place for parts that goes away with the test.
struct Folder {
  ThreeCities study;
  std::filesystem::path parts = study.path("out.h5.parts");
};

Eigen::MatrixXd numbers(double first) {
  Eigen::MatrixXd matrix(2, 3);
  matrix << first, 0.1, -3.0, 1e-300, std::numeric_limits<double>::quiet_NaN(), 7.0;
  return matrix;
}

// Equal bit for bit, so that a failed run stays one.
bool same(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b) {
  return a.rows() == b.rows() && a.cols() == b.cols() &&
         std::equal(a.data(), a.data() + a.size(), b.data(), [](double x, double y) {
           return x == y || (std::isnan(x) && std::isnan(y));
         });
}

std::function<Eigen::MatrixXd()> nobody_works() {
  return []() -> Eigen::MatrixXd { throw std::logic_error("worked again"); };
}

TEST(FinishedParts, without_a_folder_keep_nothing_and_do_the_work) {
  const FinishedParts parts;
  int worked = 0;
  for (int i = 0; i < 2; ++i) parts.part("fit-0", [&] { return ++worked, numbers(1.0); });
  EXPECT_EQ(worked, 2);
  EXPECT_EQ(parts.taken_up(), 0);
}

TEST(FinishedParts, are_taken_up_bit_for_bit_by_the_same_experiment) {
  const Folder folder;
  {
    const FinishedParts parts(folder.parts, "experiment", "yesterday", false);
    parts.part("fit-0", [] { return numbers(1.0); });
  }
  const FinishedParts again(folder.parts, "experiment", "today", true);
  EXPECT_TRUE(same(again.part("fit-0", nobody_works()), numbers(1.0)));
  EXPECT_EQ(again.taken_up(), 1);
  EXPECT_EQ(again.created(), "yesterday");
  EXPECT_TRUE(same(again.part("fit-1", [] { return numbers(2.0); }), numbers(2.0)));
  EXPECT_EQ(again.taken_up(), 1);
}

TEST(FinishedParts, without_resume_are_thrown_away) {
  const Folder folder;
  FinishedParts(folder.parts, "experiment", "yesterday", false).part("fit-0", [] { return numbers(1.0); });
  const FinishedParts anew(folder.parts, "experiment", "today", false);
  EXPECT_EQ(anew.created(), "today");
  EXPECT_TRUE(same(anew.part("fit-0", [] { return numbers(2.0); }), numbers(2.0)));
}

TEST(FinishedParts, of_another_experiment_are_refused_and_kept) {
  const Folder folder;
  FinishedParts(folder.parts, "an experiment", "yesterday", false)
      .part("fit-0", [] { return numbers(1.0); });
  try {
    FinishedParts(folder.parts, "another experiment", "today", true);
    ADD_FAILURE() << "took them up";
  } catch (const sim::InputError& error) {
    EXPECT_EQ(folder.study.in_words(error.complaints()),
              (std::vector<std::string>{
                  "out.h5.parts: holds parts of another experiment (its files, options or program have "
                  "changed) start anew without --resume, or give another -o"}));
  }
  EXPECT_TRUE(std::filesystem::exists(folder.parts / "fit-0"));
}

TEST(FinishedParts, cut_short_are_made_again) {
  const Folder folder;
  FinishedParts(folder.parts, "experiment", "yesterday", false).part("fit-0", [] { return numbers(1.0); });
  const std::string whole = folder.study.text("out.h5.parts/fit-0");
  ASSERT_EQ(whole.size(), 16u + 6u * 8u);
  std::string endless = whole;
  endless[7] = '\x7f';  // rows beyond any memory
  std::string negative = whole;
  negative[7] = '\xff';
  for (const std::string& damaged :
       {whole.substr(0, 40), whole.substr(0, 7), std::string(), endless, negative}) {
    folder.study.write("out.h5.parts/fit-0", damaged);
    const FinishedParts parts(folder.parts, "experiment", "today", true);
    EXPECT_TRUE(same(parts.part("fit-0", [] { return numbers(3.0); }), numbers(3.0)));
    EXPECT_EQ(parts.taken_up(), 0);
    EXPECT_EQ(folder.study.text("out.h5.parts/fit-0").size(), whole.size());
  }
}

TEST(FinishedParts, begun_but_without_any_part_are_taken_up_too) {
  const Folder folder;
  const FinishedParts anew(folder.parts, "experiment", "today", true);  // nothing is there
  EXPECT_EQ(anew.created(), "today");
  const FinishedParts again(folder.parts, "experiment", "tomorrow", true);
  EXPECT_EQ(again.created(), "today");
}

TEST(FinishedParts, are_gone_once_removed) {
  const Folder folder;
  const FinishedParts parts(folder.parts, "experiment", "today", false);
  parts.part("fit-0", [] { return numbers(1.0); });
  EXPECT_TRUE(std::filesystem::exists(folder.parts / "fit-0"));
  EXPECT_FALSE(std::filesystem::exists(folder.parts / "fit-0.partial"));
  parts.remove();
  EXPECT_FALSE(std::filesystem::exists(folder.parts));
}

TEST(FinishedParts, are_removed_when_there_are_none_and_kept_otherwise) {
  const Folder folder;
  const FinishedParts parts(folder.parts, "experiment", "today", false);
  parts.remove_if_none();
  EXPECT_FALSE(std::filesystem::exists(folder.parts));
  const FinishedParts some(folder.parts, "experiment", "today", false);
  some.part("fit-0", [] { return numbers(1.0); });
  some.remove_if_none();
  EXPECT_TRUE(std::filesystem::exists(folder.parts / "fit-0"));
}

TEST(FinishedParts, say_where_no_folder_can_be_made) {
  const Folder folder;
  folder.study.write("file", "no folder");
  try {
    FinishedParts(folder.study.path("file/out.parts"), "experiment", "today", false);
    ADD_FAILURE() << "made it";
  } catch (const sim::InputError& error) {
    EXPECT_EQ(folder.study.in_words(error.complaints()),
              (std::vector<std::string>{"file/out.parts: can't be made (Not a directory)"}));
  }
}

}  // namespace
}  // namespace agglomera::scenarios
