#include "output/report/headlines/headlines.hpp"

namespace agglomera::output::report {

Headline run_headline(const Sheet& sheet) {
  Headline headline;
  headline.question = {"Where does the industry gather?", "产业在哪里集聚？"};
  headline.answer = phrase({"{} members.", "{} 个成员。"}, sheet.labels("series", "member").size());
  return headline;
}

}  // namespace agglomera::output::report
