// The report: one self-contained page of any result files, in English and Chinese.
//
// The first file asks the question and gives the answer; every file adds its sections, in the order
// given. Nothing in the page comes from a network, and nothing that a user wrote is ever run.
#pragma once

#include <string>
#include <vector>

#include "output/report/chart.hpp"
#include "output/store/result_file.hpp"

namespace agglomera::output::report {

enum class Language { english, chinese };

struct Source {
  std::string name;  // of the file, for people
  ResultFile file;
};

// What the page says and draws, as one JSON document:
//   {"language", "headline": {…}, "sections": [{…}], "sources": [name]}
// Ids of sections and charts are unique in it. Throws std::logic_error for a kind without sections.
Json page_content(const std::vector<Source>& sources, Language language);

// The whole page (HTML) around that content. Equal content gives equal bytes.
std::string report_page(const Json& content);

}  // namespace agglomera::output::report
