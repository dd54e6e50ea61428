#include "models/term_table.hpp"

namespace agglomera::models {
namespace {

using T = Terms;

constexpr TermDeclaration table[] = {
    {"spread_outreach", "factor of what the city radiates to its neighbours", "1",
     &T::spread_outreach},
    {"siphon_outreach", "factor of how strongly the city draws on its neighbours", "1",
     &T::siphon_outreach},
    {"resource_inflow", "inflow to ln R", "1/year", &T::resource_inflow},
    {"technology_gap_closed", "share of 1 - tau that is closed", "1", &T::technology_gap_closed},
    {"culture_gap_closed", "share of 1 - kappa that is closed", "1", &T::culture_gap_closed},
    {"strategy", "effect of a national strategy, times strategy_scale", "utility", &T::strategy},
    {"entry_utility", "utility of the city for founders", "utility", &T::entry_utility},
    {"lead_pull", "utility for founders per ln(1 + size of the largest firm against the usual one)",
     "utility", &T::lead_pull},
    {"barrier_removed", "share of the border barrier removed for firms moving in", "1",
     &T::barrier_removed},
    {"survival", "fall of the log exit hazard", "1", &T::survival},
    {"small_firm_survival",
     "fall of the log exit hazard of firms below the usual size of the place", "1",
     &T::small_firm_survival},
    {"growth", "growth of log revenue", "1/year", &T::growth},
    {"small_firm_growth",
     "growth of log revenue of firms below the usual size of the place", "1/year",
     &T::small_firm_growth},
};

// A new term needs its row.
static_assert(sizeof(Terms) ==
              std::size(table) * sizeof(std::vector<double>) + sizeof(std::vector<Partnership>));

}  // namespace

std::span<const TermDeclaration> term_table() { return table; }

}  // namespace agglomera::models
