// The places that results speak of: what each city and cluster is called, and where it lies. Gathered
// from all files of a page, for some (an old posterior) know only ids.
#pragma once

#include <map>
#include <string>

#include "output/report/text.hpp"
#include "output/store/result_file.hpp"

namespace agglomera::output::report {

struct Place {
  Text name;                // the id where no name is known; with it where two have one name
  std::string country;      // as the study writes it
  std::string cluster;      // id; empty: in none, or unknown
  double latitude_degrees;  // NaN: nowhere (the rest of the world), or unknown
  double longitude_degrees;
  bool observed;  // anything was ever observed there; true where unknown
};

class Gazetteer {
 public:
  // The first file that knows a place names it; in a file, the group that knows its Chinese name.
  void read(const ResultFile& file);

  Place place(const std::string& id) const;
  Text name(const std::string& id) const { return place(id).name; }
  Text cluster(const std::string& id) const;  // its id in words where no name is known

 private:
  void read(const Group& group);

  std::map<std::string, Place> places_;
  std::map<std::string, std::size_t> called_;  // places by English name
  std::map<std::string, Text> clusters_;
};

}  // namespace agglomera::output::report
