#include "scenarios/study/source.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

class Sources : public ::testing::Test {
 protected:
  std::string refusal(const std::string& name) const {
    Source source;
    try {
      source.read(files.path(name));
    } catch (const sim::InputError& error) {
      return files.in_words(error.complaints()).front();
    }
    return "";
  }

  ThreeCities files;
};

TEST_F(Sources, say_that_a_file_is_missing) {
  EXPECT_EQ(refusal("no.csv"), "no.csv: no such file");
}

TEST_F(Sources, refuse_a_folder) {
  EXPECT_EQ(refusal("observed"), "observed: is a folder (a file is expected)");
}

TEST_F(Sources, refuse_a_pipe_without_waiting_for_it) {
  ASSERT_EQ(mkfifo(files.path("pipe").c_str(), 0600), 0);
  EXPECT_EQ(refusal("pipe"), "pipe: is no ordinary file (pipes and devices are not read)");
}

TEST_F(Sources, refuse_a_file_they_may_not_read) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read everything";
  std::filesystem::permissions(files.path("totals.csv"), std::filesystem::perms::none);
  EXPECT_EQ(refusal("totals.csv"), "totals.csv: can't be read (Permission denied)");
}

TEST_F(Sources, refuse_a_file_of_one_gigabyte_without_reading_it) {
  files.write("big.csv", "measure,city\n");
  std::filesystem::resize_file(files.path("big.csv"), std::uintmax_t{1} << 30);
  EXPECT_EQ(refusal("big.csv"), "big.csv: is 1024 MiB large (at most 256 MiB are read)");
}

TEST_F(Sources, refuse_an_empty_file) {
  files.write("empty.csv", "");
  EXPECT_EQ(refusal("empty.csv"), "empty.csv: is empty");
}

TEST_F(Sources, say_where_a_text_is_not_utf_8) {
  const std::string why =
      " is not UTF-8 (the file is in another encoding, such as GBK or Latin-1) save it as UTF-8";
  files.write("gbk.csv", "city,name_zh\nbeijing,\xB1\xB1\xBE\xA9\n");
  EXPECT_EQ(refusal("gbk.csv"), "gbk.csv:2:9: byte 0xB1" + why);
  files.write("latin.csv", "city\n甲,M\xFCnchen\n");
  EXPECT_EQ(refusal("latin.csv"), "latin.csv:2:4: byte 0xFC" + why);
  for (const char* wrong :
       {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE4\xB8", "\x80", "\xFE"}) {
    files.write("wrong.csv", wrong);
    EXPECT_NE(refusal("wrong.csv").find("is not UTF-8"), std::string::npos);
  }
}

TEST_F(Sources, know_utf_16) {
  files.write("utf16.csv", std::string("\xFF\xFE"
                                       "c\0i\0",
                                       6));
  EXPECT_EQ(refusal("utf16.csv"),
            "utf16.csv:1:1: the file is UTF-16 (only UTF-8 is read) save it as UTF-8");
  files.write("zero.csv", std::string("city\nc\0i\0", 9));
  EXPECT_EQ(refusal("zero.csv"),
            "zero.csv:2:2: a zero byte (the file is UTF-16 or no text) save it as UTF-8");
}

TEST_F(Sources, remember_what_was_read_by_its_path_from_the_first_file) {
  files.write("policies/one.toml", "study");
  Source source;
  const auto first = files.path("policies/one.toml");
  source.read(first);
  source.read(source.beside(first, "../study.toml"));
  source.read(source.beside(first, "../study.toml"));
  ASSERT_EQ(source.read_so_far().size(), 2u);
  EXPECT_EQ(source.read_so_far()[0].path, "one.toml");
  EXPECT_EQ(source.read_so_far()[1].path, "../study.toml");
  EXPECT_EQ(source.read_so_far()[1].text, files.text("study.toml"));
}

TEST_F(Sources, give_kept_texts_by_the_same_paths) {
  Source source({{"one.toml", "first"}, {"../study.toml", "second"}});
  EXPECT_EQ(source.read("one.toml"), "first");
  EXPECT_EQ(source.read(source.beside("one.toml", "../study.toml")), "second");
  EXPECT_THROW(source.read("other.toml"), sim::InputError);
}

TEST_F(Sources, name_files_in_the_way_the_user_did) {
  const Source source;
  EXPECT_EQ(source.beside("runs/policies/one.toml", "../study.toml"), "runs/study.toml");
  EXPECT_EQ(source.beside("one.toml", "study.toml"), "study.toml");
  EXPECT_EQ(source.beside("../one.toml", "tables/cities.csv"), "../tables/cities.csv");
}

}  // namespace
}  // namespace agglomera::scenarios
