// Words that files say in one language or in two:
//   title = "Radiation of four hubs"                                   in English
//   title = { en = "Radiation of four hubs", zh = "四个枢纽城市的辐射" }     in both; or title.en = …, title.zh = …
// A scenario and an experiment may have a title and the question that it answers.
#pragma once

#include <string>
#include <string_view>

#include "scenarios/study/scenario.hpp"
#include "scenarios/study/toml_file.hpp"

namespace agglomera::scenarios {

// `noun` is what the words are, with its article: "a title".
sim::Wording read_wording(TomlTable& section, std::string_view key, Need need, std::string noun);

// The keys title and question, both optional.
Headline read_headline(TomlTable& root);

}  // namespace agglomera::scenarios
