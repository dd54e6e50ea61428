#include "output/report/report.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include <set>
#include <stdexcept>

#include "tests/output/store/sample_results.hpp"

namespace agglomera::output::report {
namespace {

// Every id in the page's document, wherever it stands.
void gather_ids(const Json& json, std::vector<std::string>& ids) {
  if (json.is_object() && json.contains("id")) ids.push_back(json["id"]);
  if (json.is_structured())
    for (const Json& part : json) gather_ids(part, ids);
}

std::vector<std::string> ids_of(const Json& content) {
  std::vector<std::string> ids;
  gather_ids(content, ids);
  return ids;
}

std::vector<Source> two_runs() { return {{"a.h5", sample_run()}, {"b.h5", sample_run()}}; }

TEST(ReportPage, gives_no_id_twice_over_two_files_of_a_kind) {
  const auto ids = ids_of(page_content(two_runs(), Language::english));
  const std::set<std::string> different(ids.begin(), ids.end());
  EXPECT_GT(ids.size(), 4u);
  EXPECT_EQ(different.size(), ids.size());
  EXPECT_TRUE(different.contains("foundations"));
  EXPECT_TRUE(different.contains("foundations-2"));
}

TEST(ReportPage, leaves_the_ids_of_its_own_controls_to_them) {
  for (const std::string& id : ids_of(page_content(two_runs(), Language::english)))
    for (const char* own : {"content", "main", "question", "language", "theme", "status"})
      EXPECT_NE(id, own);
}

TEST(ReportPage, asks_the_question_of_the_first_file) {
  const Source run{"run.h5", sample_run()}, policy{"policy.h5", sample_policy()};
  const Json alone = page_content({run}, Language::english);
  const Json first = page_content({run, policy}, Language::english);
  EXPECT_EQ(first["headline"]["question"], alone["headline"]["question"]);
  EXPECT_EQ(first["sources"], (Json{"run.h5", "policy.h5"}));
}

TEST(ReportPage, lets_every_further_file_give_its_own_answer) {
  const Source run{"run.h5", sample_run()}, policy{"policy.h5", sample_policy()};
  const Json alone = page_content({policy}, Language::english)["headline"];
  const Json content = page_content({run, policy}, Language::english);
  const auto answer = std::find_if(content["sections"].begin(), content["sections"].end(),
                                   [](const Json& section) { return section["id"] == "answer"; });
  ASSERT_NE(answer, content["sections"].end());
  EXPECT_EQ((*answer)["title"], alone["question"]);
  EXPECT_EQ((*answer)["says"][0], alone["answer"]);
  EXPECT_EQ((*answer)["source"], "policy.h5");
}

TEST(ReportPage, explains_its_words_at_the_end) {
  const Json content = page_content(two_runs(), Language::english);
  EXPECT_EQ(content["sections"].back()["id"], "glossary");
}

TEST(ReportPage, says_when_its_files_are_of_different_versions) {
  ResultFile other = sample_run();
  other.attributes = {{"git_revision", std::string("another")}};
  const auto caveats = [](const std::vector<Source>& sources) {
    return page_content(sources, Language::english)["headline"]["caveats"].dump();
  };
  const std::string said = "different versions of Agglomera";
  EXPECT_NE(caveats({{"a.h5", sample_run()}, {"b.h5", other}}).find(said), std::string::npos);
  EXPECT_EQ(caveats(two_runs()).find(said), std::string::npos);
}

TEST(ReportPage, keeps_the_order_of_files_and_says_which_a_section_is_of) {
  const Json content = page_content(two_runs(), Language::english);
  std::vector<std::string> sources;
  for (const Json& section : content["sections"])
    if (sources.empty() || sources.back() != section["source"])
      sources.push_back(section["source"]);
  EXPECT_EQ(sources, (std::vector<std::string>{"a.h5", "b.h5", ""}));  // the glossary is of none
}

TEST(ReportPage, holds_the_same_in_either_language_it_opens_in) {
  Json english = page_content(two_runs(), Language::english);
  Json chinese = page_content(two_runs(), Language::chinese);
  EXPECT_EQ(english["language"], "en");
  EXPECT_EQ(chinese["language"], "zh");
  english.erase("language");
  chinese.erase("language");
  EXPECT_EQ(english, chinese);
}

TEST(ReportPage, gives_every_section_a_title_in_both_languages) {
  for (const ResultFile& file : {sample_run(), sample_policy()}) {
    const Json content = page_content({{"file.h5", file}}, Language::english);
    ASSERT_FALSE(content["sections"].empty());
    for (const Json& section : content["sections"])
      for (const char* language : {"en", "zh"})
        EXPECT_NE(section["title"][language], "") << section["id"];
  }
}

TEST(ReportPage, knows_no_sections_of_a_kind_that_is_not) {
  ResultFile odd = sample_run();
  odd.filetype = "dance";
  EXPECT_THROW(page_content({{"odd.h5", odd}}, Language::english), std::logic_error);
}

TEST(ReportPage, says_so_when_the_groups_of_a_file_do_not_fit_each_other) {
  ResultFile file = sample_run();
  for (Group& group : file.groups)
    if (group.name == "series")
      for (Variable& variable : group.variables)
        if (variable.name == "lq_count")
          variable.dimensions = {"scenario", "member", "city", "month"};
  for (Group& group : file.groups)
    if (group.name == "series")
      group.dimensions.push_back({"month", "1", "", std::vector<std::int64_t>{1}});
  const std::string said = page_content({{"odd.h5", file}}, Language::english).dump();
  EXPECT_NE(said.find("its groups do not fit each other"), std::string::npos);
}

}  // namespace
}  // namespace agglomera::output::report
