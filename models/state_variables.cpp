#include "models/state_variables.hpp"

namespace agglomera::models {
namespace {

constexpr Entity entities[] = {
    {"firm", "the agent: one listed firm of the focal industry, in one city"},
    {"background firm", "one listed firm of any industry; only where the background is agents"},
    {"city", "a place that firms choose; independent or in one cluster; some are hubs of the study"},
    {"rest of the world", "one place more, the complement of the cities in every total; without "
                          "coordinates, outside distances, radiation and clusters"},
    {"cluster", "cities that share a nest of location choice; links inside it count shorter"},
    {"link", "a way between two cities, along which radiation runs"},
    {"world", "what all firms meet: the market of the industry, and the calendar"},
    {"lever", "a policy of a government: what it is, where, when and how strong"},
};

constexpr StateVariable variables[] = {
    {"firm", "id", "i", "number and founding year", "never changes, is never used again",
     "stays"},
    {"firm", "place", "c", "city or rest of the world", "where the firm is", "relocation"},
    {"firm", "log_revenue", "ln x", "log USD a year, in steps of 2^-20 doublings",
     "size of the firm", "growth, acquisition, conditioning"},
    {"background firm", "id, place, log_revenue", "", "as of a firm", "as of a firm",
     "background"},
    {"city", "id", "c", "text", "keys every file and every draw, never its row", "stays"},
    {"city", "country", "", "ISO 3166-1 alpha-2", "borders and national strategies go by it",
     "stays"},
    {"city", "cluster", "k", "text", "the nest, or `independent`", "stays"},
    {"city", "latitude, longitude", "", "degrees, WGS 84", "distances are geodesic", "stays"},
    {"city", "regime", "", "market, coordinated or mixed", "positioning and governance",
     "stays"},
    {"city", "governance_score", "score", "standard deviations", "of its country", "stays"},
    {"city", "firm_share", "b_c(t)", "1", "share in all listed firms of the world: the base mass",
     "given by year; continuation, conditioning"},
    {"city", "revenue_share", "r_c(t)", "1", "share in the revenue of all listed firms",
     "given by year; continuation, conditioning"},
    {"city", "endowment", "ln R0", "log, about 0", "innovation resources without the industry",
     "stays"},
    {"city", "ln_resources", "ln R", "log, about 0", "innovation resources",
     "innovation_resources"},
    {"city", "technology", "tau", "in (0, 1]", "technology level", "stays, but for levers"},
    {"city", "culture", "kappa", "in (0, 1]", "culture level", "stays, but for levers"},
    {"city", "amenity", "a", "utility", "unexplained appeal, of mean 0 over the cities", "stays"},
    {"city", "growth_advantage", "", "1/year", "unexplained advantage in growth of log revenue",
     "stays; fades after the last observed year"},
    {"rest of the world", "firm_share, revenue_share", "b, r", "1", "what the cities leave of one",
     "with those of the cities"},
    {"rest of the world", "amenity, growth_advantage", "a", "utility, 1/year",
     "rest_of_world_appeal and rest_of_world_growth; the other qualities are neutral", "stays"},
    {"link", "cities, kind, length", "d", "km", "two cities; in a cluster, nearest, between hubs, or "
     "the user's own", "stays; levers direct radiation beside it"},
    {"world", "year", "t", "year", "one step is one year", "every year"},
    {"world", "focal_firms, focal_revenue", "N_t, X_t", "firms, USD",
     "stated totals that entry and drift follow", "given by year; continuation"},
    {"world", "listed_firms", "N", "firms", "of the background, where it is agents",
     "given by year; continuation"},
    {"world", "inclusive value", "W", "1", "what all places offer together",
     "location_choice, under the levers of the year"},
    {"lever", "kind, targets, years, ramp, strength, trigger", "", "", "as the scenario says",
     "stays; a trigger sets the year in which it begins"},
};

}  // namespace

std::span<const Entity> entity_table() { return entities; }
std::span<const StateVariable> state_variable_table() { return variables; }

}  // namespace agglomera::models
