#include "output/report/section.hpp"

namespace agglomera::output::report {

void to_json(Json& json, const Section& section) {
  json = {{"id", section.id},
          {"title", section.title},
          {"says", section.says},
          {"warnings", section.warnings},
          {"charts", section.charts}};
  json["listings"] = Json::array();
  for (const Listing& listing : section.listings) {
    json["listings"].push_back(
        {{"id", listing.id}, {"title", listing.title}, {"table", listing.table}});
    if (!listing.note.empty()) json["listings"].back()["note"] = listing.note;
  }
}

void to_json(Json& json, const Headline& headline) {
  json = {{"question", headline.question},
          {"answer", headline.answer},
          {"details", headline.details},
          {"caveats", headline.caveats},
          {"charts", headline.charts}};
}

}  // namespace agglomera::output::report
