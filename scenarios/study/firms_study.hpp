// A study of one sector out of the user's own list of firms: the list added up to what a derived study is
// made of, and the firms themselves, who are its agents.
#pragma once

#include <string>
#include <vector>

#include "scenarios/study/all_sectors.hpp"
#include "scenarios/study/derived_study.hpp"
#include "scenarios/study/firm_list.hpp"
#include "scenarios/study/source.hpp"

namespace agglomera::scenarios {

// The sectors by their number of firms in the last year, the largest first.
std::vector<std::uint16_t> sectors_by_size(const FirmPanel& panel);

struct FirmsRequest {
  std::uint16_t sector = 0;
  std::vector<DerivedRegion> regions;  // by number of the list's cities
  std::vector<bool> told;              // whether a city is to be a place; empty: all
  const AllSectors* all = nullptr;     // nothing: the list has the other sectors too
};

// Every file of the study; none where there were complaints: a list of one sector alone without all
// sectors, or of what no study can be made of. `notes`: what was done with the list, for the user.
std::vector<InputFile> firms_study_files(const FirmPanel& panel, const FirmsRequest& request,
                                         std::vector<std::string>& notes, Complaints& complaints);

}  // namespace agglomera::scenarios
