#include "models/phases.hpp"

namespace agglomera::models {
namespace {

constexpr Phase table[] = {
    {"terms", "levers set what places offer and what links cost this year",
     "share(t) = min(1, (t - first + 1)/ramp)", "ours"},
    {"radiation", "hubs spread to the cities they reach; rows of weights sum to one",
     "S_c = sum_h w_hc A_h, A_h = n_h / mean n; kernels: 2^(-d/half-life), m_c d^(-exponent), "
     "m_h m_c/((m_h + s_hc)(m_h + m_c + s_hc))",
     "Simini et al. 2012 for the third kernel"},
    {"innovation_resources", "resources return to their endowment and gather where the industry is",
     "ln R(t) = ln R + delta (ln R0 - ln R) + lambda_n ln((LQ + e)/(1 + e)) + lambda_S ln((1 + S)/2) "
     "+ inflow",
     "after Myrdal 1957; the form is ours"},
    {"coupling", "technology and culture in step",
     "C = sqrt((1 - |tau - kappa|) min/max), T = (tau + kappa)/2, D = sqrt(C T)",
     "Wang et al. 2021"},
    {"governance", "regimes and dated national strategies",
     "G = g(regime) + q score + scale sum effect share(t)", "ours"},
    {"utility", "what a place offers a firm",
     "V = bR ln R + bD D + bL ln((LQ + e)/(1 + e)) + bS ln((1 + S)/2) + G + a - bB B, "
     "B_c = sum_h w_hc max(0, V0_h - V0_c)",
     "discrete choice; ours"},
    {"location_choice", "nested logit over clusters on the base measure, one joint draw per firm",
     "P(c|k) ~ b_c exp(V_c/lambda), P(k) ~ exp(I_k), "
     "I_k = ln B_k + lambda ln sum (b_c/B_k) exp(V_c/lambda)",
     "McFadden 1978; Dombry, Engelke and Oesting 2016 for the draw"},
    {"exit", "firms close or delist",
     "h = h0 (x/usual)^eta exp(-chi (D - mean D) + g [coordinated]), at most 1/2", "Evans 1987"},
    {"acquisition", "a target is offered for, a buyer drawn by revenue; the revenue moves to it",
     "P(offer) = rate; P(buyer) ~ revenue; void if the buyer is no larger, leaves or is offered for",
     "ours"},
    {"relocation", "some firms consider another city and move if border and size allow",
     "accept with (1 - barrier across a border) min(1, phi_d(x)/phi_c(x))",
     "Metropolis et al. 1953 for the acceptance"},
    {"growth", "revenues grow by a common drift, by city, and by chance",
     "d ln x = m + g_c + ln(1 - s^2) + s L, L ~ Laplace(1), s = s0 (x/usual)^eta",
     "Stanley et al. 1996; Bottazzi and Secchi 2006"},
    {"entry", "as many founders as the market has room for; some stay with a parent",
     "n(t) -> N_t (W/W0)^psi, W = sum_k exp(I_k)", "Klepper 2007 for spin-offs"},
    {"commit", "purchases, moves, exits and entries are carried out in one order", "", "ours"},
    {"measure", "firms and revenues are counted exactly", "LQ_c = (n_c/n)/b_c", "Hoover 1936"},
};

}  // namespace

std::span<const Phase> phase_table() { return table; }

}  // namespace agglomera::models
