#include "models/market.hpp"

#include <algorithm>
#include <numeric>

#include "models/background.hpp"
#include "sim/elementary.hpp"

namespace agglomera::models {
namespace {

std::vector<double> as_weights(std::span<const std::int64_t> values) {
  return {values.begin(), values.end()};
}

// ln of the mean focal revenue, scaled to what is usual in a place: (S/n)·r_c/b_c.
std::vector<double> usual_log_revenues(const World& world, std::span<const double> firm_share,
                                       std::span<const double> revenue_share) {
  const auto firms = std::max<std::int64_t>(1, world.census.total_focal_firms());
  const auto revenue = std::max<std::int64_t>(firms, world.census.total_focal_revenue_usd());
  const double mean = sim::natural_log(static_cast<double>(revenue) / static_cast<double>(firms));
  std::vector<double> usual(firm_share.size(), mean);
  for (std::size_t place = 0; place < usual.size(); ++place)
    if (firm_share[place] > 0.0 && revenue_share[place] > 0.0)
      usual[place] += sim::natural_log(revenue_share[place] / firm_share[place]);
  return usual;
}

std::vector<double> exit_multiples(const Model& model, const Offers& offers, const Offers& plain,
                                   std::span<const double> base) {
  const Parameters& p = model.parameters();
  const std::vector<double> in_step = about_mean(offers.coordination, plain.coordination, base);
  std::vector<double> multiples(base.size(), 1.0);
  for (std::size_t place = 0; place < base.size(); ++place) {
    double log_multiple = 0.0;
    if (model.mechanisms.coupling) log_multiple -= p.exit_coupling * in_step[place];
    if (model.mechanisms.governance && place < model.study->cities.size() &&
        model.study->regimes[place] == Regime::coordinated)
      log_multiple += p.exit_coordinated;
    multiples[place] = sim::natural_exp(log_multiple);
  }
  return multiples;
}

// g_c: what each place adds to growth. What is unexplained fades after the last observed year.
std::vector<double> place_growth(const Model& model, const Offers& offers, const Offers& plain,
                                 std::span<const double> base, sim::Year year) {
  const Parameters& p = model.parameters();
  const Mechanisms& on = model.mechanisms;
  const std::vector<double> resources = about_mean(offers.ln_resources, plain.ln_resources, base);
  const std::vector<double> in_step = about_mean(offers.coordination, plain.coordination, base);
  const std::vector<double> received = about_mean(offers.received, plain.received, base);
  double lasting = 1.0;
  for (sim::Year beyond = model.study->last; beyond < year; ++beyond) lasting *= p.trend_damping;
  std::vector<double> growth(base.size(), 0.0);
  for (std::size_t place = 0; place < base.size(); ++place) {
    if (on.innovation) growth[place] += p.growth_resources * resources[place];
    if (on.coupling) growth[place] += p.growth_coupling * in_step[place];
    if (on.radiation) growth[place] += p.growth_spread * received[place];
    if (on.amenity) growth[place] += lasting * model.member.growth_advantage[place];
  }
  return growth;
}

// ln(1 + x/x̄_c) of the largest firm of each place against what is usual there; 0 without firms.
std::vector<double> lead_sizes(const World& world, std::span<const double> usual) {
  std::vector<sim::LogRevenue> largest(usual.size());
  std::vector<double> sizes(usual.size(), 0.0);
  const sim::Firms& firms = world.firms;
  for (sim::Slot slot = 0; slot < firms.slots(); ++slot)
    if (firms.alive(slot) && firms.sector[slot] == sim::Sector::focal)
      largest[firms.place[slot]] = std::max(largest[firms.place[slot]], firms.log_revenue[slot]);
  for (std::size_t place = 0; place < sizes.size(); ++place)
    if (world.census.focal_firms[place] > 0)
      sizes[place] =
          sim::natural_log(1.0 + sim::natural_exp(largest[place].log_usd() - usual[place]));
  return sizes;
}

std::vector<double> founders_utility(const World& world, const Terms& terms,
                                     std::span<const double> usual, std::vector<double> utility) {
  const bool led = std::any_of(terms.lead_pull.begin(), terms.lead_pull.end(),
                               [](double pull) { return pull != 0.0; });
  const std::vector<double> lead =
      led ? lead_sizes(world, usual) : std::vector<double>(utility.size(), 0.0);
  for (std::size_t place = 0; place < utility.size(); ++place)
    utility[place] += terms.entry_utility[place] + terms.lead_pull[place] * lead[place];
  return utility;
}

// What is expected to leave and to stay, over all focal firms, exactly: hazards in units of 2⁻³².
struct Outlook {
  std::int64_t exits = 0;                           // units of 2⁻³²
  std::vector<std::int64_t> staying_revenue_usd;    // by place
};

Outlook outlook_of(const Model& model, const World& world, std::span<const double> usual,
                   std::span<const double> multiples) {
  const sim::Firms& firms = world.firms;
  Outlook all{0, std::vector<std::int64_t>(usual.size(), 0)};
  const bool large = firms.slots() > 4096;
#pragma omp parallel if (large)
  {
    Outlook part{0, std::vector<std::int64_t>(usual.size(), 0)};
#pragma omp for schedule(static)
    for (std::size_t slot = 0; slot < firms.slots(); ++slot) {
      const sim::PlaceIndex place = firms.place[slot];
      if (place == sim::no_place || firms.sector[slot] != sim::Sector::focal) continue;
      const sim::LogRevenue size = firms.log_revenue[slot];
      const double hazard =
          model.mechanisms.exit ? model.exit(multiples[place], size.log_usd() - usual[place]) : 0.0;
      part.exits += static_cast<std::int64_t>(hazard * 0x1p32);
      part.staying_revenue_usd[place] +=
          static_cast<std::int64_t>(static_cast<double>(size.usd()) * (1.0 - hazard));
    }
#pragma omp critical
    {
      all.exits += part.exits;
      for (std::size_t place = 0; place < usual.size(); ++place)
        all.staying_revenue_usd[place] += part.staying_revenue_usd[place];
    }
  }
  return all;
}

// What levers add to survival and growth, for all firms of a place or for small ones.
void help_firms(const Terms& terms, Market& market) {
  for (std::size_t place = 0; place < market.drift.size(); ++place) {
    const double all = terms.survival[place], small = all + terms.small_firm_survival[place];
    if (all != 0.0) market.exit_multiple[place] *= sim::natural_exp(-all);
    if (small != 0.0) market.small_exit_multiple[place] *= sim::natural_exp(-small);
    market.drift[place] += terms.growth[place];
    market.small_drift[place] += terms.growth[place] + terms.small_firm_growth[place];
  }
}

BuyerList buyers_of(const World& world, std::size_t places) {
  const sim::Firms& firms = world.firms;
  BuyerList buyers;
  buyers.first.assign(places + 1, 0);
  for (std::size_t place = 0; place < places; ++place)
    buyers.first[place + 1] =
        buyers.first[place] + static_cast<std::uint32_t>(world.census.focal_firms[place]);
  buyers.slots.resize(buyers.first.back());
  buyers.revenue_up_to.resize(buyers.first.back());
  std::vector<std::uint32_t> next(buyers.first.begin(), buyers.first.end() - 1);
  std::vector<std::int64_t> sum(places, 0);
  for (sim::Slot slot = 0; slot < firms.slots(); ++slot) {
    if (!firms.alive(slot) || firms.sector[slot] != sim::Sector::focal) continue;
    const sim::PlaceIndex place = firms.place[slot];
    sum[place] += firms.log_revenue[slot].usd();
    buyers.slots[next[place]] = slot;
    buyers.revenue_up_to[next[place]++] = sum[place];
  }
  return buyers;
}

// A whole number with the given mean, by one draw of the year.
std::int64_t rounded(double mean, std::string_view name, sim::Year year, const sim::Draws& draws) {
  const double u = draws.named(sim::name_key(name), year, sim::Purpose::entry).uniform();
  return static_cast<std::int64_t>(std::floor(std::max(0.0, mean) + u));
}

}  // namespace

Market open_market(const Model& model, const World& world, std::span<const Lever> levers,
                   sim::Year year, const sim::Draws& draws,
                   const std::vector<double>* held_siphoning) {
  const Parameters& p = model.parameters();
  const std::size_t places = model.study->places(), now = model.year_index(year);
  const Terms neutral(places);
  const Terms terms = terms_of(levers, year, places);

  const std::vector<double> base = firm_shares(model, world, year);
  const std::vector<double> revenue_base = revenue_shares(model, world, year);
  const std::vector<double> usual = usual_log_revenues(world, base, revenue_base);
  const Offers plain = offers_of(model, world, neutral, year, held_siphoning);
  Offers offers = levers.empty() ? plain : offers_of(model, world, terms, year, held_siphoning);

  const LocationChoice plain_choice(model.nests, base, plain.utility, model.nest_noise);
  const std::vector<double> founders = founders_utility(world, terms, usual, offers.utility);
  // Equal utilities give equal choices: most years need one.
  LocationChoice choice = offers.utility == plain.utility
                              ? plain_choice
                              : LocationChoice(model.nests, base, offers.utility, model.nest_noise);
  LocationChoice entry_choice =
      founders == offers.utility
          ? choice
          : LocationChoice(model.nests, base, founders, model.nest_noise);

  const double plain_value = plain_choice.inclusive_value();
  const double reference =
      world.reference_inclusive_value > 0.0 ? world.reference_inclusive_value : plain_value;
  const double demand =
      sim::power(entry_choice.inclusive_value() / reference, p.demand_elasticity);

  const std::vector<double> plain_multiples = exit_multiples(model, plain, plain, base);
  const Outlook outlook = outlook_of(model, world, usual, plain_multiples);
  const auto firms = static_cast<double>(world.census.total_focal_firms());
  const double bought = model.mechanisms.acquisition ? p.acquisition_rate * firms : 0.0;
  const double room = model.member.focal_firms[now] * demand - firms +
                      static_cast<double>(outlook.exits) * 0x1p-32 + bought;

  Market market{year, std::move(offers), base, usual, terms.barrier_removed, std::move(choice),
                std::move(entry_choice), as_weights(world.census.focal_firms),
                as_weights(world.census.focal_revenue_usd), {}, {}, {}, {}, {}, {}, 0, plain_value};
  if (model.mechanisms.entry) market.entrants = rounded(room, "entrants", year, draws);
  market.exit_multiple =
      levers.empty() ? plain_multiples : exit_multiples(model, market.offers, plain, base);
  market.small_exit_multiple = market.exit_multiple;
  if (model.mechanisms.acquisition) market.buyers = buyers_of(world, places);

  // The common drift m brings expected world revenue to its path.
  const std::vector<double> plain_growth = place_growth(model, plain, plain, base, year);
  double staying = 0.0, founded = 0.0;
  const std::vector<double> entering = plain_choice.probabilities();
  for (std::size_t place = 0; place < places; ++place) {
    staying += static_cast<double>(outlook.staying_revenue_usd[place]) *
               sim::natural_exp(plain_growth[place]);
    founded += entering[place] * sim::natural_exp(usual[place]);
  }
  founded *= p.entrant_size * static_cast<double>(market.entrants);
  const double wanted = model.member.focal_revenue_usd[now] * demand - founded;
  const double common = staying > 0.0 && wanted > 0.05 * staying
                            ? sim::natural_log(wanted / staying) : 0.0;
  market.drift = levers.empty() ? plain_growth : place_growth(model, market.offers, plain, base, year);
  for (double& drift : market.drift) drift += common;
  market.small_drift = market.drift;
  help_firms(terms, market);
  if (model.background == Background::agents)
    market.background = background_flow(model, world, year, draws);
  return market;
}

}  // namespace agglomera::models
