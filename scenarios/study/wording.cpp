#include "scenarios/study/wording.hpp"

namespace agglomera::scenarios {

sim::Wording read_wording(TomlTable& section, std::string_view key, Need need, std::string noun) {
  sim::Wording wording;
  if (!section.is_table(key)) {
    if (const auto word = section.word(key, need)) wording.en = word->text;
    return wording;
  }
  auto both = section.table(key, need, std::move(noun));
  if (const auto word = both->word("en")) wording.en = word->text;
  if (const auto word = both->word("zh")) wording.zh = word->text;
  both->finish();
  return wording;
}

Headline read_headline(TomlTable& root) {
  return {read_wording(root, "title", Need::optional, "a title"),
          read_wording(root, "question", Need::optional, "a question")};
}

}  // namespace agglomera::scenarios
