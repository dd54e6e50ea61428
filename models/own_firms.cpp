#include "models/own_firms.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_set>

namespace agglomera::models {
namespace {

constexpr std::uint32_t most_numbers = 0x40000000u;  // numbers of copies begin there

const FirmList* in_year(const std::map<sim::Year, FirmList>& lists, sim::Year year) {
  const auto found = lists.find(year);
  return found == lists.end() ? nullptr : &found->second;
}

std::uint32_t thirty_bits(std::string_view id) {
  const std::uint32_t key = sim::name_key(id);
  return (key ^ (key >> 30)) & (most_numbers - 1);
}

}  // namespace

std::vector<std::int64_t> FirmList::counts(std::size_t places) const {
  std::vector<std::int64_t> counted(places, 0);
  for (const Row& row : rows) ++counted[row.place];
  return counted;
}

std::vector<std::int64_t> FirmList::revenues_usd(std::size_t places) const {
  std::vector<std::int64_t> sums(places, 0);
  for (const Row& row : rows) sums[row.place] += row.size.usd();
  return sums;
}

const FirmList* OwnFirms::focal_in(sim::Year year) const { return in_year(focal, year); }

const FirmList* OwnFirms::background_in(sim::Year year) const { return in_year(background, year); }

const std::string& OwnFirms::name_of(sim::FirmId firm) const {
  static const std::string nobody;
  const auto found =
      std::lower_bound(names.begin(), names.end(), firm,
                       [](const FirmName& name, sim::FirmId one) { return name.firm < one; });
  return found != names.end() && found->firm == firm ? found->id : nobody;
}

const FirmList* own_firms_in(const Study& study, sim::Year year) {
  return study.own_firms ? study.own_firms->focal_in(year) : nullptr;
}

std::shared_ptr<const OwnFirms> own_firms_until(const Study& study, sim::Year year) {
  if (!study.own_firms) return nullptr;
  auto known = std::make_shared<OwnFirms>(*study.own_firms);
  for (auto* lists : {&known->focal, &known->background})
    lists->erase(lists->upper_bound(year), lists->end());
  return known;
}

std::vector<std::uint32_t> numbers_of(std::span<const IdAndYear> firms, std::uint32_t first) {
  std::vector<std::uint32_t> hashes;
  for (const IdAndYear& firm : firms) hashes.push_back(thirty_bits(firm.id));
  std::vector<std::size_t> order(firms.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::tie(firms[a].founded, hashes[a], firms[a].id) <
           std::tie(firms[b].founded, hashes[b], firms[b].id);
  });
  std::vector<std::uint32_t> numbers(firms.size());
  std::vector<std::size_t> displaced;
  std::unordered_set<std::uint64_t> taken;
  const auto key = [&](std::size_t firm, std::uint32_t number) {
    return static_cast<std::uint64_t>(static_cast<std::uint16_t>(firms[firm].founded)) << 32 |
           number;
  };
  // Who has a number of his own keeps it; whoever is behind on the same one looks on from there.
  for (const std::size_t firm : order) {
    if (taken.insert(key(firm, hashes[firm])).second)
      numbers[firm] = hashes[firm];
    else
      displaced.push_back(firm);
  }
  for (const std::size_t firm : displaced) {
    std::uint32_t number = hashes[firm];
    while (!taken.insert(key(firm, number)).second) number = (number + 1) % most_numbers;
    numbers[firm] = number;
  }
  for (std::uint32_t& number : numbers) number += first;
  return numbers;
}

void settle_own(const FirmList& list, std::size_t places, sim::Firms& firms) {
  const std::size_t blocks = firms.blocks_in_all;
  std::vector<std::uint32_t> expected;
  for (const std::int64_t count : list.counts(places))
    expected.push_back(static_cast<std::uint32_t>(count / static_cast<std::int64_t>(blocks) + 1));
  for (sim::Block& block : firms.blocks) block = sim::Block(expected);
  for (const FirmList::Row& row : list.rows) {
    const std::size_t block = row.firm.number % blocks;
    if (block >= firms.first_block && block < firms.first_block + firms.blocks.size())
      firms.blocks[block - firms.first_block].settle(row.place, row.firm, row.size);
  }
}

void tie_to_own(const FirmList& list, sim::Year year, Model& model) {
  const Study& study = *model.study;
  const std::size_t now = model.year_index(year);
  const auto counts = list.counts(study.places()), revenues = list.revenues_usd(study.places());
  const auto total = [](const std::vector<std::int64_t>& sums) {
    return static_cast<double>(std::accumulate(sums.begin(), sums.end(), std::int64_t{0}));
  };
  const double firms = total(counts), usd = total(revenues);
  const auto tie = [&](std::vector<std::vector<double>>& shares, std::size_t city, double part,
                       double lq) {
    if (lq > 0.0 && part > 0.0) shift_level(shares, city, now, part / lq / shares[now][city]);
  };
  for (std::size_t city = 0; city < study.cities.size(); ++city) {
    tie(model.member.firm_share, city, static_cast<double>(counts[city]) / firms,
        study.observed.lq_count[city][now]);
    tie(model.member.revenue_share, city, static_cast<double>(revenues[city]) / usd,
        study.observed.lq_revenue[city][now]);
  }
}

}  // namespace agglomera::models
