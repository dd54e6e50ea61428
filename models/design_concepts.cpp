#include "models/design_concepts.hpp"

namespace agglomera::models {
namespace {

constexpr std::string_view purpose =
    "The model asks how an industry agglomerates in a network of cities, and what policies would "
    "change: who gains, who loses, and by how much, with intervals. Firms found, choose a city, grow, "
    "move, are bought and close; location quotients (LQ) emerge from what they do and are held against "
    "observed ones. Three questions lead it: what if (policies on paired worlds), which parameters "
    "(calibration, sweeps, sensitivity), and is it true (comparison in sample, forecasts from earlier "
    "years against simple forecasts). The model is meant for explanation and for conditional forecasts "
    "over a few years; it does not foresee the fate of single firms.";

constexpr Pattern patterns[] = {
    {"location quotients of cities", "the observed LQs of firm counts and of revenue, by city and year",
     "`compare` (error, CRPS, coverage by city), `calibrate`, `backtest`"},
    {"what the source states in words", "totals, ranks and shares beside the tables",
     "`compare` says of each fact whether it holds, or that the model can't say"},
    {"the dartboard", "without any cause for specialisation expected LQs are one (Ellison and Glaeser "
     "1997)", "a test of the null model: expected shares are those of the background, at every lambda"},
    {"Zipf's tail of firm sizes", "exponent about 1.06 (Axtell 2001)",
     "stylised facts of a run of 2 million firms, Hill estimator over the largest hundredth"},
    {"tent-shaped growth of cities", "growth rates have a peak and fat tails: Subbotin shape below 1.3",
     "stylised facts of a run of 2 million firms"},
    {"skewed and persistent LQs", "LQs over cities are right-skewed; their ranks persist over nine years",
     "stylised facts of a run of 2 million firms"},
    {"spread and backwash", "a stronger hub feeds its neighbours and drains them (Myrdal 1957)",
     "`policy` tells spillover and siphoning apart, with the strength at which one outweighs the other"}};

constexpr DesignConcept concepts[] = {
    {"Basic principles",
     "Discrete choice on a base measure: firms choose among cities as random utility has it, and without "
     "causes they spread as all firms do (the dartboard of Ellison and Glaeser). Three mechanisms give "
     "causes: innovation resources that gather (Myrdal's cumulative causation), technology and culture "
     "that develop in step, and governance with dated strategies. Hubs radiate to their neighbours and "
     "siphon from them. What none of these explains is kept apart as a city's amenity, and reported as "
     "unexplained."},
    {"Emergence",
     "Location quotients, their inequality and ranks, city growth and who gains from a policy emerge from "
     "choices, growth and exits of firms. World totals and the background are imposed; the Laplace shape "
     "of growth shocks and its fall with size are inputs, not results."},
    {"Adaptation",
     "Firms adapt by where they go: founders and firms that consider a move choose the city by its "
     "utility in the year. Exit, offers and growth follow from size and place. Firms do not change "
     "strategy."},
    {"Objectives",
     "The utility V of a place, the same for all firms but for their noise: resources, coupling, "
     "localisation, received radiation, governance, amenity, less siphoning (submodel utility)."},
    {"Learning", "Firms do not learn. What `calibrate` learns is the modeller's: parameters and latent "
     "quantities, between runs and not within one."},
    {"Prediction",
     "Firms do not predict: they choose on the market as it stands, opened from the end of the year before. "
     "The market itself reckons the exits to be expected, so that entrants keep world totals on their "
     "path."},
    {"Sensing",
     "Every firm knows the utility of every place without error, its own size and what is usual in its "
     "city. Cities sense their neighbours by radiation along links. A trigger senses one measure of one "
     "place at the end of a year."},
    {"Interaction",
     "Firms interact through places: their number there raises LQ, resources and radiation for others "
     "(mediated). Purchases are direct: a buyer takes the revenue of its target. Spin-offs stay with "
     "parents."},
    {"Stochasticity",
     "Every random number is a pure function of seed, member, firm, year, purpose and alternative "
     "(Philox, Salmon et al. 2011). A policy is compared with its baseline on the same luck, because the "
     "scenario is never part of the key. Members also differ in everything that is uncertain: parameters, "
     "latent quantities and backgrounds are drawn from priors or a posterior."},
    {"Collectives",
     "Clusters of cities are nests of location choice: their cities are near substitutes. They are given "
     "by the study. Partnerships are collectives that levers make. Firms form none."},
    {"Observation",
     "Firms and revenue are counted in every city and year, exactly, and kept for every member; results "
     "are medians and 90 % intervals over members. LQs come from counts; indices of concentration and "
     "association from LQs. Effects are differences of paired members."}};

}  // namespace

std::string_view purpose_text() { return purpose; }
std::span<const Pattern> pattern_table() { return patterns; }
std::span<const DesignConcept> design_concept_table() { return concepts; }

}  // namespace agglomera::models
