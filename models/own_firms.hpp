// The user's own firms, from a list: at the end of a year that the list knows, the firms of every member
// are these very firms, each in its city, with its founding year and its revenue. Nothing of them is drawn.
//
// A firm is numbered by its id as the user wrote it, never by its row, so that its luck stays with it when
// the list is sorted otherwise, or longer. Revenue is held in the steps of sim::LogRevenue: within
// 4·10⁻⁷ of what the list says.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/world.hpp"

namespace agglomera::models {

// Firms as they stood at the end of a year, in the order of `firm`.
struct FirmList {
  struct Row {
    sim::FirmId firm;
    sim::PlaceIndex place;
    sim::LogRevenue size;
  };
  std::vector<Row> rows;

  std::vector<std::int64_t> counts(std::size_t places) const;
  std::vector<std::int64_t> revenues_usd(std::size_t places) const;  // by place
};

struct FirmName {
  sim::FirmId firm;
  std::string id;  // as the user wrote it
};

struct OwnFirms {
  std::map<sim::Year, FirmList> focal;       // by year; the first year of the study is among them
  std::map<sim::Year, FirmList> background;  // firms of all sectors, the base of the LQs; or none
  std::vector<FirmName> names;               // of all these firms, in the order of their numbers

  // Null where the list is silent.
  const FirmList* focal_in(sim::Year year) const;
  const FirmList* background_in(sim::Year year) const;
  // Empty for a firm that is not of the list.
  const std::string& name_of(sim::FirmId firm) const;
};

// Of the study, and none where it has no list.
const FirmList* own_firms_in(const Study& study, sim::Year year);

// The list as far as it goes in a year: what later years say is not known yet.
std::shared_ptr<const OwnFirms> own_firms_until(const Study& study, sim::Year year);

// Numbers of firms, each a function of the firm's id and founding year: 30 bits of the hash of the id,
// plus `first`. Where two firms of one founding year meet on a number, the later in the order of ids takes
// the next free one. Pairs of id and founding year are distinct.
struct IdAndYear {
  std::string_view id;
  std::int16_t founded;
};
std::vector<std::uint32_t> numbers_of(std::span<const IdAndYear> firms, std::uint32_t first = 0);

// Settles the firms of a list in the blocks that are held here, in the place of all others.
void settle_own(const FirmList& list, std::size_t places, sim::Firms& firms);

// The member's background takes the level that the counts and revenues of the list and the observed LQs
// imply, from a year on.
void tie_to_own(const FirmList& list, sim::Year year, Model& model);

}  // namespace agglomera::models
