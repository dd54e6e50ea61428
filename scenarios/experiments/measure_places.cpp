#include <algorithm>
#include <cmath>

#include "output/measures/concentration.hpp"
#include "output/measures/ellison_glaeser.hpp"
#include "output/measures/inequality.hpp"
#include "output/measures/mobility.hpp"
#include "output/measures/specialisation.hpp"
#include "scenarios/experiments/measure_parts.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

double rounded(double value, double unit) { return std::round(value / unit) * unit; }

// Tells what is asked for of one industry or one region in one year.
class Said {
 public:
  Said(const MeasureRequest& request, std::size_t year, const IndexHearer& hearer)
      : request_(request), year_(static_cast<std::uint16_t>(year)), hearer_(hearer) {}
  void of_region(std::uint32_t region, bool gaps) {
    region_ = region, industry_ = nobody, gaps_ = gaps;
  }
  void of_industry(std::uint32_t industry, bool gaps) {
    industry_ = industry, region_ = nobody, gaps_ = gaps;
  }
  template <typename Value>
  void operator()(Index index, Value value) {
    if (request_.wants(index)) with(index, value(), missing);
  }
  void with(Index index, double value, double beside) {
    hearer_.index({index, year_, region_, industry_, nobody, value, beside, gaps_});
  }

 private:
  const MeasureRequest& request_;
  std::uint16_t year_;
  const IndexHearer& hearer_;
  std::uint32_t region_ = nobody, industry_ = nobody;
  bool gaps_ = false;
};

double gini_of(const MeasureRequest& request, const Profile& profile) {
  const double gini = output::gini(profile.amounts);
  return request.conventions.follows(Index::gini, Convention::econgeo) ? rounded(gini, 1e-3) : gini;
}

double gini_of_quotients(const MeasureRequest& request, const Profile& profile) {
  if (request.conventions.follows(Index::gini_lq, Convention::econgeo))
    return output::gini_weighted(profile.quotients, profile.reference) / 2;
  return output::gini(profile.quotients);
}

double entropy_of(const MeasureRequest& request, const Profile& profile) {
  const double nats = output::entropy(profile.amounts);
  const bool bits = request.conventions.follows(Index::entropy, Convention::econgeo);
  return bits ? rounded(nats / std::log(2.0), 1e-3) : nats;
}

// What the shares of a place are held against.
std::vector<double> reference_of(const MeasureRequest& request, Index index,
                                 const Profile& profile) {
  const Convention convention = request.conventions.of(index);
  if (convention == Convention::mean) return profile.mean_shares;
  if (convention == Convention::reat && index == Index::hoover)
    return std::vector<double>(profile.amounts.size(), 1);
  std::vector<double> reference = profile.reference;
  if (convention == Convention::rest)
    for (std::size_t k = 0; k < reference.size(); ++k)
      if (!std::isnan(profile.amounts[k]))
        reference[k] = std::max(0.0, reference[k] - profile.amounts[k]);
  return reference;
}

double hoover_of(const MeasureRequest& request, const Profile& profile) {
  const double share =
      output::hoover(profile.amounts, reference_of(request, Index::hoover, profile));
  const bool percents = request.conventions.follows(Index::hoover, Convention::econgeo);
  return percents ? rounded(100 * share, 1) : share;
}

void say_of_both(const MeasureRequest& request, const Profile& profile, Said& say) {
  say(Index::gini, [&] { return gini_of(request, profile); });
  say(Index::gini_small_sample, [&] { return output::gini_small_sample(profile.amounts); });
  say(Index::gini_lq, [&] { return gini_of_quotients(request, profile); });
  say(Index::hhi, [&] { return output::hhi(profile.amounts); });
  say(Index::hhi_normalised, [&] { return output::hhi_normalised(profile.amounts); });
  say(Index::equivalent_number, [&] { return output::equivalent_number(profile.amounts); });
  say(Index::entropy, [&] { return entropy_of(request, profile); });
  say(Index::krugman, [&] {
    return output::krugman(profile.amounts, reference_of(request, Index::krugman, profile));
  });
  say(Index::hoover, [&] { return hoover_of(request, profile); });
}

void say_inequality(const MeasureRequest& request, const Profile& profile, Said& say) {
  // Places that are only counted as zero have no group; an amount of zero has no part in T.
  std::vector<std::size_t> group;
  const bool groups = !request.groups.empty() && profile.amounts.size() == profile.places.size();
  for (const std::uint32_t region : profile.places)
    if (groups) group.push_back(request.groups[region]);
  const bool relative_t = request.conventions.follows(Index::theil_t, Convention::relative);
  const bool relative_l = request.conventions.follows(Index::theil_l, Convention::relative);
  const auto t = [&] {
    return relative_t ? output::relative_theil_t(profile.amounts, profile.reference, group)
           : groups   ? output::theil_t_parts(profile.amounts, group)
                      : output::TheilParts{output::theil_t(profile.amounts), missing, missing};
  };
  const auto l = [&] {
    return relative_l ? output::relative_theil_l(profile.amounts, profile.reference, group)
           : groups   ? output::theil_l_parts(profile.amounts, group)
                      : output::TheilParts{output::theil_l(profile.amounts), missing, missing};
  };
  say(Index::theil_t, [&] { return t().whole; });
  say(Index::theil_l, [&] { return l().whole; });
  if (!groups) return;
  say(Index::theil_t_between, [&] { return t().between; });
  say(Index::theil_t_within, [&] { return t().within; });
  say(Index::theil_l_between, [&] { return l().between; });
  say(Index::theil_l_within, [&] { return l().within; });
}

// Of all regions of the year where absent ones are zeros: squares don't add up over them.
Profile with_every_region(const MeasureRequest& request, const MeasureYear& year, Profile profile) {
  if (!request.absent_is_zero || profile.amounts.size() == profile.places.size()) return profile;
  std::vector<double> amounts;
  profile.reference.clear();
  std::size_t next = 0;
  for (const std::uint32_t region : year.regions()) {
    const bool here = next < profile.places.size() && profile.places[next] == region;
    amounts.push_back(here ? profile.amounts[next] : 0);
    profile.reference.push_back(year.of_region(region));
    next += here;
  }
  profile.amounts = std::move(amounts);
  return profile;
}

double plants_of(const MeasureRequest& request, const MeasureYear& year, std::uint32_t industry) {
  if (!request.plant_hhi.empty()) return request.plant_hhi[industry];
  return request.counts ? 1 / year.of_industry(industry) : missing;
}

void say_of_plants(const MeasureRequest& request, const MeasureYear& year, const Profile& profile,
                   Said& say) {
  if (!request.wants(Index::ellison_glaeser_g) && !request.wants(Index::ellison_glaeser)) return;
  const Profile all = with_every_region(request, year, profile);
  say(Index::ellison_glaeser_g,
      [&] { return output::ellison_glaeser_g(all.amounts, all.reference); });
  const bool plants = request.counts || !request.plant_hhi.empty();
  if (plants)
    say(Index::ellison_glaeser, [&] {
      return output::ellison_glaeser(all.amounts, all.reference,
                                     plants_of(request, year, profile.of));
    });
}

}  // namespace

void tell_place_indices(const MeasureRequest& request, const MeasureYear& year, std::size_t place,
                        const Quotients& quotients, const IndexHearer& hearer) {
  Said say(request, place, hearer);
  for (const auto& [from, to] : year.rows_of_industries()) {
    const Profile profile = year.of_industry_rows(from, to, quotients.lq);
    if (profile.places.empty()) continue;
    say.of_industry(profile.of, year.industry_has_gaps(profile.of));
    say_of_both(request, profile, say);
    say_inequality(request, profile, say);
    say_of_plants(request, year, profile, say);
    if (!request.wants(Index::rank_size_slope)) continue;
    const output::Slope slope =
        output::rank_size_slope(request.of_quotients ? profile.quotients : profile.amounts);
    say.with(Index::rank_size_slope, slope.slope, slope.standard_error);
  }
  const std::vector<std::size_t>& rows = year.by_region();
  for (std::size_t k = 0; k < year.regions().size(); ++k) {
    const std::size_t from = year.region_begins()[k], to = year.region_begins()[k + 1];
    const Profile profile = year.of_region_rows(rows.data() + from, rows.data() + to, quotients.lq);
    say.of_region(profile.of, year.region_has_gaps(profile.of));
    say_of_both(request, profile, say);
  }
}

void tell_coagglomeration(const ActivityTable& table, const MeasureRequest& request,
                          const MeasureYear& year, std::size_t place, const IndexHearer& hearer) {
  std::vector<std::uint32_t> industries;
  std::vector<std::vector<double>> amounts;
  std::vector<std::size_t> at(table.regions.size(), 0);
  std::vector<double> all;
  for (std::size_t k = 0; k < year.regions().size(); ++k) {
    at[year.regions()[k]] = k;
    all.push_back(year.of_region(year.regions()[k]));
  }
  for (const auto& [from, to] : year.rows_of_industries()) {
    industries.push_back(table.industry[from]);
    amounts.emplace_back(all.size(), request.absent_is_zero ? 0 : missing);
    for (std::size_t row = from; row < to; ++row)
      if (!year.is_total(row)) amounts.back()[at[table.region[row]]] = table.value[row];
  }
  for (std::size_t a = 0; a < industries.size(); ++a)
    for (std::size_t b = a + 1; b < industries.size(); ++b)
      hearer.index(
          {Index::coagglomeration, static_cast<std::uint16_t>(place), nobody, industries[a],
           industries[b], output::coagglomeration(amounts[a], amounts[b], all), missing,
           year.industry_has_gaps(industries[a]) || year.industry_has_gaps(industries[b])});
}

}  // namespace agglomera::scenarios
