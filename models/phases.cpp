#include "models/phases.hpp"

namespace agglomera::models {
namespace {

const std::vector<Phase>& of_a_year() {
  static const std::vector<Phase> table = {
      {"terms", "levers set what places offer and what links cost this year",
       "share(t) = min(1, (t - first + 1)/ramp)", "ours",
       "share: part of a lever's strength that acts in year t; first and ramp: of the lever, in years",
       "All terms begin neutral. The levers of the year write them in one order, whatever the order in a "
       "file; behaviours read terms and never know a lever. A lever with a trigger waits until the "
       "measure it looks at has crossed its threshold at the end of a year. A strength of zero changes "
       "nothing to the last bit.",
       {}},
      {"radiation", "hubs spread to the cities they reach; rows of weights sum to one",
       "S_c = sum_h w_hc A_h, A_h = n_h / mean n; kernels: 2^(-d/half-life), m_c d^(-exponent), "
       "m_h m_c/((m_h + s_hc)(m_h + m_c + s_hc))",
       "Simini et al. 2012 for the third kernel",
       "S_c: what city c receives; w_hc: share of what hub h radiates that goes to c, w_hh = 0; A_h: "
       "focal firms of h against the mean of the cities; d: least distance over the links, in km, those "
       "inside a cluster shortened by the cluster discount; m: base mass; s_hc: mass nearer to h than c, "
       "without the two",
       "Distances are the least paths over the study's links, found once and not per member unless the "
       "member's discount differs. Shares below 0.0001 go to the others of their row. In studies of "
       "more than 500 cities only near ones are reached: by the exponential kernel as far as any share "
       "could be kept, by the others the nearest 1,000. Levers may direct a part of what a city radiates "
       "to partners wherever they are, and may multiply what it radiates. The rest of the world neither "
       "radiates nor receives.",
       {"half_life_km", "cluster_discount", "gravity_exponent"}},
      {"innovation_resources", "resources return to their endowment and gather where the industry is",
       "ln R(t) = ln R + delta (ln R0 - ln R) + lambda_n ln((LQ + e)/(1 + e)) + lambda_S ln((1 + S)/2) "
       "+ inflow",
       "after Myrdal 1957; the form is ours",
       "R: talent, research, capital and what they built together, about 1; R0: endowment; LQ: of firm "
       "counts at the end of the year before; e: lq_floor; S: received radiation; inflow: of levers; "
       "delta, lambda_n, lambda_S: resource_return, resource_activity, resource_spread",
       "Both feedbacks are zero at the neutral point, LQ 1 and the mean S of 1, so that resources of an "
       "ordinary place stay at their endowment.",
       {"resource_return", "resource_activity", "resource_spread", "lq_floor"}},
      {"coupling", "technology and culture in step",
       "C = sqrt((1 - |tau - kappa|) min/max), T = (tau + kappa)/2, D = sqrt(C T)",
       "Wang et al. 2021",
       "tau, kappa: technology and culture of a city, in (0, 1]; min/max: the smaller of the two over "
       "the larger; D: coupling coordination degree",
       "The corrected form of C: at equal T the city in balance has the higher D, which the classical "
       "form does not give. Levers close a part of what is missing to 1 of either. The rest of the "
       "world has the mean D of the cities without levers.",
       {}},
      {"governance", "regimes and dated national strategies",
       "G = g(regime) + q score + scale sum effect share(t)", "ours",
       "g: appeal of the regime, 0 for market-led places; score: governance score of the country, about "
       "0 with sd 1; q: governance_quality; effect: of a national strategy at full strength, in utility; "
       "share(t): as for levers, over the strategy's ramp; scale: strategy_scale",
       "G changes only at the dated strategies of the study and at levers. The rest of the world has 0.",
       {"coordinated_appeal", "mixed_appeal", "governance_quality", "strategy_scale"}},
      {"utility", "what a place offers a firm",
       "V = bR ln R + bD D + bL ln((LQ + e)/(1 + e)) + bS ln((1 + S)/2) + G + a - bB B, "
       "B_c = sum_h w_hc max(0, V0_h - V0_c)",
       "discrete choice; ours",
       "bR, bD, bL, bS, bB: taste_resources, taste_coupling, taste_localisation, taste_spread, "
       "taste_siphoning; a: amenity of the place, unexplained, of mean 0 over the cities; B: siphoning, "
       "the pull of better neighbours; V0: V without the term of B; e: lq_floor",
       "Everything is taken from the world at the end of the year before. A mechanism that is off leaves "
       "its term at zero. Priors are drawn so that the feedbacks die out: "
       "(bL + bR lambda_n/delta)/lambda is below 1.",
       {"taste_resources", "taste_coupling", "taste_localisation", "taste_spread", "taste_siphoning",
        "lq_floor", "rest_of_world_appeal"}},
      {"location_choice", "nested logit over clusters on the base measure, one joint draw per firm",
       "P(c|k) ~ b_c exp(V_c/lambda), P(k) ~ exp(I_k), "
       "I_k = ln B_k + lambda ln sum (b_c/B_k) exp(V_c/lambda)",
       "McFadden 1978; Dombry, Engelke and Oesting 2016 for the draw",
       "P(c|k): of city c within nest k, P(k): of the nest; b_c: the city's share of all listed firms; "
       "B_k: sum of b over the nest; lambda: nest_dissimilarity, 1: no nests; I_k: inclusive value",
       "Clusters are nests; independent cities and the rest of the world are nests of their own. On the "
       "base measure V = 0 gives P(c) = b_c for every lambda: specialisation always has a cause. A firm "
       "throws darts on a board that all firms share, with noise keyed by the names of places, in a time "
       "that does not grow with their number. When one city comes to be worth more or less, a firm "
       "changes its choice only towards that city or away from it.",
       {"nest_dissimilarity"}},
      {"exit", "firms close or delist",
       "h = h0 (x/usual)^eta exp(-chi (D - mean D) + g [coordinated]), at most 1/2", "Evans 1987",
       "h: probability of leaving in the year; x: revenue; usual: the mean focal revenue at the scale of "
       "the place, (X/n)(r_c/b_c); h0, eta, chi, g: exit_rate, exit_size_elasticity, exit_coupling, "
       "exit_coordinated; [coordinated]: 1 in a government-coordinated place, else 0",
       "The mean of D is taken over places, weighted by base shares and without the levers of the year, "
       "so that a lever on one place leaves the hazards of the others alone. Levers may lower the hazard "
       "of all firms of a place, or of those below its usual size.",
       {"exit_rate", "exit_size_elasticity", "exit_coupling", "exit_coordinated"}},
      {"acquisition", "a target is offered for, a buyer drawn by revenue; the revenue moves to it",
       "P(offer) = rate; P(buyer) ~ revenue; void if the buyer is no larger, leaves or is offered for",
       "ours", "rate: acquisition_rate",
       "The target decides, with a hazard keyed by its own id; the buyer is drawn from the firms as they "
       "stood: a city by its revenue, then a firm within it. The revenue moves to the buyer's city.",
       {"acquisition_rate"}},
      {"relocation", "some firms consider another city and move if border and size allow",
       "accept with (1 - barrier across a border) min(1, phi_d(x)/phi_c(x))",
       "Metropolis et al. 1953 for the acceptance",
       "c, d: the city the firm is in and the one it considers; phi: lognormal density of sizes at the "
       "scale of the place, with sd firm_size_log_sd; barrier: border_barrier",
       "A firm considers a move with the rate relocation_rate and then chooses among all cities as "
       "founders do. The acceptance lets relocation, of itself, change neither expected counts of places "
       "nor the sizes of their firms. Levers may remove a part of the border barrier.",
       {"relocation_rate", "border_barrier", "firm_size_log_sd"}},
      {"growth", "revenues grow by a common drift, by city, and by chance",
       "d ln x = m + g_c + ln(1 - s^2) + s L, L ~ Laplace(1), s = s0 (x/usual)^eta",
       "Stanley et al. 1996; Bottazzi and Secchi 2006",
       "m: drift common to all, found so that world revenue stays on its path; g_c: growth_resources, "
       "growth_coupling and growth_spread times the deviations of ln R, D and ln((1 + S)/2) from their "
       "means, plus the city's own advantage; s0, eta: growth_shock, growth_size_elasticity; s: at most "
       "0.9",
       "The term ln(1 - s^2) makes the expected factor of a shock one at every size. A city's own "
       "advantage is unexplained, and fades after the last observed year.",
       {"growth_shock", "growth_size_elasticity", "growth_resources", "growth_coupling",
        "growth_spread", "rest_of_world_growth", "trend_damping"}},
      {"entry", "as many founders as the market has room for; some stay with a parent",
       "n(t) -> N_t (W/W0)^psi, W = sum_k exp(I_k)", "Klepper 2007 for spin-offs",
       "n: focal firms of the world; N_t: their stated or continued total; W: what all places offer "
       "together under the terms of the year, W0: without them; psi: demand_elasticity",
       "Entrants are as many as keep the world on that path, given the exits expected without the "
       "year's levers, so that within a year a lever moves only firms that its city wins or loses. World "
       "revenue follows the same rule. With psi = 0 policies only redistribute. A share of entrants, "
       "spin_off_share, stays in the city of a parent drawn among all focal firms; the others choose a "
       "city. Sizes are lognormal about entrant_size times what is usual there.",
       {"demand_elasticity", "spin_off_share", "entrant_size", "entrant_size_log_sd"}},
      {"commit", "purchases, moves, exits and entries are carried out in one order", "", "ours", "",
       "All firms have decided on the world as it stood at the end of the year before; only this step "
       "writes. The order is fixed, so that the result does not depend on threads or ranks.",
       {}},
      {"background", "where the background is agents, its firms follow the given shares",
       "g_c = N(t) b_c(t)/(N(t-1) b_c(t-1)), hazard = max(h0, 1 - g_c)", "ours",
       "N: listed firms of the world; b_c: the city's share of them; h0: exit_rate; entrants make up "
       "for what is asked of a place and does not stay",
       "Only with background = \"agents\". Expected counts and revenues are those of the shares exactly; "
       "LQs of small cities then differ by the known bias (1 - b)/(N b). With background = \"shares\", "
       "which calibration uses, the shares themselves are the background.",
       {"exit_rate"}},
      {"measure", "firms and revenues are counted exactly", "LQ_c = (n_c/n)/b_c", "Hoover 1936",
       "n_c, n: focal firms of the city and of the world; b_c: the city's share of all listed firms; for "
       "the LQ of revenue, revenues and r_c",
       "Counts and whole dollars are integers, so that sums are the same in any order. The rest of the "
       "world is a place like any other: shares add up to one.",
       {}}};
  return table;
}

const std::vector<Phase>& outside_the_year() {
  static const std::vector<Phase> table = {
      {"uncertainty", "a member is one draw of everything that is uncertain before the first year",
       "linear: u + sd z; log: u exp(sd z); logit: low + (high - low) logistic(logit u + sd z)", "ours",
       "u: usual value; sd: of the prior, on its scale; z: standard normal; low, high: of the range",
       "Parameters, latent quantities of cities and levels of the background come from their priors, or "
       "from the draws of a posterior, which members take in turn. Draws whose feedbacks would not die "
       "out are drawn again. Without sampling every value is its usual one.",
       {}},
      {"initial_state", "the first year is made so that LQs have their observed values",
       "weight of a count n: density of b = n/(LQ N) under the prior of b", "ours",
       "n: firms of a city; N: focal firms of the world; b: the city's share of all listed firms",
       "Counts are whole, so an observed LQ ties the share of the background to the count; the member's "
       "background takes that level. An LQ of zero is a count of zero. An LQ that nobody observed is "
       "drawn about 1. Revenue LQs, or revenues themselves, give the revenue of a city; within it sizes "
       "are lognormal. The rest of the world takes what is left.",
       {"firm_size_log_sd", "unobserved_lq_log_sd"}},
      {"continuation", "after the last observed year backgrounds and world totals go on as assumptions",
       "trend(t + 1) = trend_damping trend(t)", "Gardner and McKenzie 1985",
       "trend: yearly change of the log share of a city in the background",
       "Each city's trend fades. World totals stay level with a random walk whose yearly sd is "
       "firms_drift_sd or revenue_drift_sd. What a fit has learned of unexplained yearly changes goes on "
       "as Laplace shocks to the background. `policy` tells what becomes of an effect when trends stop "
       "at once or never fade.",
       {"trend_damping", "firms_drift_sd", "revenue_drift_sd"}},
      {"conditioning", "at the last observed year firms are made to agree with what was observed", "",
       "ours", "",
       "Forecasts and policies start here. A city with an observed count LQ gets a whole count drawn as "
       "in the first year, close to the background of the member where an earlier count has tied that; "
       "surplus firms leave, missing ones are copies of firms of the city. Revenues are scaled to the "
       "observed share. What was not observed stays as simulated.",
       {}},
      {"calibration", "parameters and latent quantities are learned from observed LQs",
       "posterior ~ prior times likelihood of one-year-ahead log errors", "Emerick and Reynolds 2013 for ES-MDA",
       "",
       "An ensemble smoother with multiple data assimilation moves the members towards the observations "
       "in several steps; sizes of noise come from the likelihood of errors one year ahead, not from the "
       "smoother. CMA-ES looks for several modes and ABC-SMC checks the parameters, where an experiment "
       "asks for them. A backtest learns from nothing that was not known at its origin.",
       {}}};
  return table;
}

}  // namespace

std::span<const Phase> phase_table() { return of_a_year(); }
std::span<const Phase> setup_table() { return outside_the_year(); }

}  // namespace agglomera::models
