#include "models/market.hpp"

#include <algorithm>
#include <numeric>

#include "sim/elementary.hpp"
#include "sim/ranks.hpp"

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
  for (std::size_t place = 0; place < usual.size(); ++place)
    for (const sim::Block& block : world.firms.blocks)
      for (const sim::LogRevenue size : block.log_revenues(static_cast<sim::PlaceIndex>(place)))
        largest[place] = std::max(largest[place], size);
  if (world.firms.blocks.size() < world.firms.blocks_in_all)
    for (const sim::Bytes& of_rank :
         sim::gather_everywhere(sim::bytes_of(std::span<const sim::LogRevenue>(largest)))) {
      const auto theirs = sim::records_of<sim::LogRevenue>(of_rank);
      for (std::size_t place = 0; place < usual.size(); ++place)
        largest[place] = std::max(largest[place], theirs[place]);
    }
  std::vector<double> sizes(usual.size(), 0.0);
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

// What is expected to leave and to stay, over all focal firms; hazards of more than ½, which only a place of
// small firms or of many exits can bring, count in full.
struct Outlook {
  double exits = 0.0;
  std::vector<double> staying_revenue_usd;  // by place
};

// h₀·m_c·(x̄_c/x₀)^−η by place.
std::vector<double> exit_terms(const Model& model, std::span<const double> usual,
                               std::span<const double> multiples) {
  std::vector<double> terms(usual.size(), 0.0);
  if (!model.mechanisms.exit) return terms;
  for (std::size_t place = 0; place < usual.size(); ++place)
    terms[place] = model.exit.rate * multiples[place] * model.exit.size.of_place(usual[place]);
  return terms;
}

Outlook outlook_of(const Census& census, std::span<const double> exit_terms) {
  Outlook outlook;
  for (std::size_t place = 0; place < exit_terms.size(); ++place) {
    outlook.exits += exit_terms[place] * (static_cast<double>(census.exit_effect[place]) * 0x1p-20);
    outlook.staying_revenue_usd.push_back(std::max(
        0.0, static_cast<double>(census.focal_revenue_usd[place]) -
                 exit_terms[place] * static_cast<double>(census.exit_effect_revenue_usd[place])));
  }
  return outlook;
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

void set_firm_terms(const Model& model, std::span<const double> usual, Market& market) {
  const std::vector<double> all = exit_terms(model, usual, market.exit_multiple);
  const std::vector<double> small = exit_terms(model, usual, market.small_exit_multiple);
  const Parameters& p = model.parameters();
  const double entrant =
      sim::natural_log(p.entrant_size) - 0.5 * p.entrant_size_log_sd * p.entrant_size_log_sd;
  for (std::size_t place = 0; place < usual.size(); ++place)
    market.firms.push_back(
        {sim::LogRevenue::of_log_usd(usual[place]), static_cast<float>(all[place]),
         static_cast<float>(small[place]),
         static_cast<float>(model.growth.shock * model.growth.size.of_place(usual[place])),
         static_cast<float>(market.drift[place]), static_cast<float>(market.small_drift[place]),
         sim::LogRevenue::of_log_usd(usual[place] + entrant)});
}

// The places of firms in proportion to weights that are no utilities.
LocationChoice drawn_by(const Model& model, const std::vector<std::int64_t>& values,
                        sim::Purpose purpose, std::shared_ptr<const ChoiceBoard>& board) {
  const std::vector<double> weights = as_weights(values);
  board = board_for(std::move(board), model.alone, 1.0, std::span(&weights, 1));
  return LocationChoice(model.alone, 1.0, weights, *board, purpose);
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

  const double lambda = p.nest_dissimilarity;
  const std::vector<double> founders = founders_utility(world, terms, usual, offers.utility);
  const std::vector<double> weights[] = {choice_weights(model.nests, base, plain.utility, lambda),
                                         choice_weights(model.nests, base, offers.utility, lambda),
                                         choice_weights(model.nests, base, founders, lambda)};
  const auto& [plain_weights, mover_weights, founder_weights] = weights;
  Boards boards = world.boards;
  boards.choice = board_for(boards.choice, model.nests, lambda, weights);
  LocationChoice choice(model.nests, lambda, mover_weights, *boards.choice, sim::Purpose::choice);
  LocationChoice entry_choice = founders == offers.utility
                                    ? choice
                                    : LocationChoice(model.nests, lambda, founder_weights,
                                                     *boards.choice, sim::Purpose::choice);
  LocationChoice parents =
      drawn_by(model, world.census.focal_firms, sim::Purpose::spin_off, boards.parents);
  LocationChoice buyers =
      drawn_by(model, world.census.focal_revenue_usd, sim::Purpose::acquisition, boards.buyers);

  const double plain_value = inclusive_value(model.nests, plain_weights, lambda);
  const double reference =
      world.reference_inclusive_value > 0.0 ? world.reference_inclusive_value : plain_value;
  const double demand = sim::power(
      inclusive_value(model.nests, founder_weights, lambda) / reference, p.demand_elasticity);

  const std::vector<double> plain_multiples = exit_multiples(model, plain, plain, base);
  const Outlook outlook = outlook_of(world.census, exit_terms(model, usual, plain_multiples));
  const auto firms = static_cast<double>(world.census.total_focal_firms());
  const double bought = model.mechanisms.acquisition ? p.acquisition_rate * firms : 0.0;
  const double room = model.member.focal_firms[now] * demand - firms + outlook.exits + bought;

  Market market{year,
                std::move(offers),
                base,
                usual,
                terms.barrier_removed,
                std::move(boards),
                std::move(choice),
                std::move(entry_choice),
                std::move(parents),
                std::move(buyers),
                {},
                {},
                {},
                {},
                {},
                0,
                plain_value};
  if (model.mechanisms.entry) market.entrants = rounded(room, "entrants", year, draws);
  market.exit_multiple =
      levers.empty() ? plain_multiples : exit_multiples(model, market.offers, plain, base);
  market.small_exit_multiple = market.exit_multiple;

  // The common drift m brings expected world revenue to its path.
  const std::vector<double> plain_growth = place_growth(model, plain, plain, base, year);
  double staying = 0.0, founded = 0.0;
  const std::vector<double> entering = choice_probabilities(model.nests, plain_weights, lambda);
  for (std::size_t place = 0; place < places; ++place) {
    staying += outlook.staying_revenue_usd[place] * sim::natural_exp(plain_growth[place]);
    founded += entering[place] * sim::natural_exp(usual[place]);
  }
  founded *= p.entrant_size * static_cast<double>(market.entrants);
  const double wanted = model.member.focal_revenue_usd[now] * demand - founded;
  const double common =
      staying > 0.0 && wanted > 0.05 * staying ? sim::natural_log(wanted / staying) : 0.0;
  market.drift =
      levers.empty() ? plain_growth : place_growth(model, market.offers, plain, base, year);
  for (double& drift : market.drift) drift += common;
  market.small_drift = market.drift;
  help_firms(terms, market);
  set_firm_terms(model, usual, market);
  return market;
}

}  // namespace agglomera::models
