#include "scenarios/experiments/firm_snapshots.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <numeric>
#include <tuple>

#include "models/own_firms.hpp"
#include "scenarios/experiments/one_sector.hpp"
#include "sim/cities.hpp"
#include "sim/elementary.hpp"
#include "sim/errors.hpp"
#include "sim/ranks.hpp"

namespace agglomera::scenarios {
namespace {

constexpr double most_snapshot_rows = 2e7;  // a gigabyte or two of memory while the file is written

[[noreturn]] void refuse_snapshot(std::string problem, std::string suggestion) {
  throw sim::InputError(
      sim::Complaint{"--snapshot", 0, 0, std::move(problem), std::move(suggestion)});
}

double most_of(const std::vector<double>& values) {
  return values.empty() ? 0.0 : *std::max_element(values.begin(), values.end());
}

}  // namespace

FirmSnapshots::FirmSnapshots(const Scenario& scenario, std::vector<sim::Year> years)
    : scenario_(scenario),
      years_(std::move(years)),
      rows_(static_cast<std::size_t>(scenario.members)) {
  require_one_sector(*scenario.study, "--snapshot", "--snapshot");
  for (const sim::Year year : years_)
    if (year < scenario.first || year > scenario.last)
      refuse_snapshot(
          fmt::format("{} is outside the run ({} to {})", year, scenario.first, scenario.last), "");
  const models::WorldTotals& totals = scenario.study->totals;
  double firms = most_of(totals.focal_firms);
  if (scenario.background == models::Background::agents) firms += most_of(totals.listed_firms);
  const double rows = firms * scenario.members * static_cast<double>(years_.size());
  if (rows > most_snapshot_rows)
    refuse_snapshot(
        fmt::format(
            "{} members with about {:.0f} firms in {} years are {:.2g} rows (at most {:.0g})",
            scenario.members, firms, years_.size(), rows, most_snapshot_rows),
        "ask for fewer --members or years");
}

Onlooker FirmSnapshots::onlooker() {
  const auto look = [this](int member, std::size_t branch, const models::Model&,
                           const models::World& world) {
    if (branch == 0) look_at(member, world);
  };
  return {
      look,
      {},
      [this](int member, sim::Packer& packer) { packer(rows_[static_cast<std::size_t>(member)]); },
      [this](int member, sim::Unpacker& unpacker) {
        unpacker(rows_[static_cast<std::size_t>(member)]);
      },
      look};
}

// Where ranks share a world, the first gathers the firms of all of them; else each has its own members.
void FirmSnapshots::look_at(int member, const models::World& world) {
  if (!std::binary_search(years_.begin(), years_.end(), world.year)) return;
  std::vector<Row> mine;
  add_rows(world.firms, world.year, 0, mine);
  add_rows(world.background, world.year, 1, mine);
  std::vector<Row> all;
  for (const sim::Bytes& bytes : sim::gather_at_first(sim::bytes_of(std::span<const Row>(mine))))
    for (const Row& row : sim::records_of<Row>(bytes)) all.push_back(row);
  const auto key = [](const Row& row) { return std::tie(row.background, row.number, row.founded); };
  std::sort(all.begin(), all.end(), [&](const Row& a, const Row& b) { return key(a) < key(b); });
  auto& rows = rows_[static_cast<std::size_t>(member)];
  rows.insert(rows.end(), all.begin(), all.end());
}

void FirmSnapshots::add_rows(const sim::Firms& firms, sim::Year year, std::int32_t background,
                             std::vector<Row>& rows) const {
  for (const sim::Block& block : firms.blocks)
    for (std::size_t p = 0; p < block.places(); ++p) {
      const auto place = static_cast<sim::PlaceIndex>(p);
      for (std::uint32_t i = 0; i < block.firms(place); ++i) {
        const sim::FirmId firm = block.id(place, i);
        rows.push_back({firm.number, firm.founded, year, place, block.log_revenues(place)[i].raw(),
                        background});
      }
    }
}

output::Group FirmSnapshots::group(const Ensemble& ensemble) const {
  std::vector<std::int64_t> row_numbers, numbers;
  std::vector<std::int32_t> members, years, founded, sizes, background;
  std::vector<double> revenues;
  std::vector<std::string> ids, cities;
  const models::OwnFirms* own = scenario_.study->own_firms.get();
  const auto failed = [&](std::size_t member) {
    return std::any_of(
        ensemble.failures.begin(), ensemble.failures.end(),
        [&](const Failure& failure) { return failure.member == static_cast<int>(member); });
  };
  for (std::size_t member = 0; member < rows_.size(); ++member) {
    if (failed(member)) continue;
    for (const Row& row : rows_[member]) {
      const auto size = sim::LogRevenue::of_raw(row.size);
      const auto place = static_cast<std::size_t>(row.place);
      members.push_back(static_cast<std::int32_t>(member));
      years.push_back(row.year);
      numbers.push_back(row.number);
      founded.push_back(row.founded);
      sizes.push_back(row.size);
      background.push_back(row.background);
      revenues.push_back(sim::natural_exp(size.log_usd()));
      ids.push_back(own ? own->name_of({row.number, static_cast<std::int16_t>(row.founded)}) : "");
      cities.push_back(place < scenario_.study->cities.size() ? scenario_.study->cities[place].id
                                                              : sim::rest_of_world_id);
    }
  }
  row_numbers.resize(members.size());
  std::iota(row_numbers.begin(), row_numbers.end(), std::int64_t{1});
  const auto along = [](std::string name, auto values) {
    return output::Variable{std::move(name), "", "", {"firm"}, std::move(values)};
  };
  return {
      "firms",
      {{"firm", "", "", row_numbers}},
      {along("member", members), along("year", years), along("id", ids), along("number", numbers),
       along("founded", founded), along("city", cities), along("revenue", revenues),
       along("log_revenue_steps", sizes), along("background", background)}};
}

std::vector<sim::Year> years_of_snapshots(const std::string& words) {
  std::vector<sim::Year> years;
  const char* at = words.data();
  const char* const end = at + words.size();
  while (true) {
    sim::Year year = 0;
    const auto [after, error] = std::from_chars(at, end, year);
    if (error != std::errc{} || (after != end && *after != ','))
      refuse_snapshot(fmt::format("\"{}\" is no list of years", words),
                      "write a year, or several: 2010,2017");
    years.push_back(year);
    if (after == end) break;
    at = after + 1;
  }
  std::sort(years.begin(), years.end());
  years.erase(std::unique(years.begin(), years.end()), years.end());
  return years;
}

std::vector<sim::Year> years_of_snapshots(const output::ResultFile& file) {
  const output::Group* group = file.group("firms");
  const output::Variable* of = group ? group->variable("year") : nullptr;
  if (!of) return {};
  const auto* values = std::get_if<std::vector<std::int32_t>>(&of->values);
  if (!values) return {};
  std::vector<sim::Year> years(values->begin(), values->end());
  std::sort(years.begin(), years.end());
  years.erase(std::unique(years.begin(), years.end()), years.end());
  return years;
}

}  // namespace agglomera::scenarios
