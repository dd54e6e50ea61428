// A part of the page: a heading, what it says, its charts and tables, and what is missing.
#pragma once

#include <string>
#include <vector>

#include "output/report/chart.hpp"
#include "output/report/table.hpp"
#include "output/report/text.hpp"

namespace agglomera::output::report {

// A table without a chart.
struct Listing {
  std::string id;
  Text title;
  Table table;
  Text note = {};
};

struct Section {
  std::string id;
  Text title;
  std::vector<Text> says = {};      // paragraphs, the most important first
  std::vector<Text> warnings = {};  // what is missing, assumed or inconclusive; shown with a mark
  std::vector<Chart> charts = {};
  std::vector<Listing> listings = {};
};

// What the page opens with: the question, the answer in one sentence with its interval, one chart.
struct Headline {
  Text question;
  Text answer;
  std::vector<Text> caveats = {};  // one line each, below the chart
  std::vector<Chart> charts = {};  // one; none where the file lacks what it needs
  std::vector<Text> details = {};  // what else belongs to the answer, below the chart
};

void to_json(Json& json, const Section& section);
void to_json(Json& json, const Headline& headline);

}  // namespace agglomera::output::report
