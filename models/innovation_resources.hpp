// Innovation resources R_c: talent, research, capital and what they have built together. They gather
// where the industry already is and where neighbours radiate, and drift back to the endowment:
//
//   ln R_c(t) = ln R_c + δ(ln R°_c − ln R_c) + λ_n·ℓ_c + λ_S·s_c + inflow_c
//   ℓ_c = ln((LQ_c + ε)/(1 + ε)), nothing at LQ 1;  s_c = ln((1 + S_c)/2), nothing at the mean S of 1
//
// (after the cumulative causation of Myrdal 1957; the form is ours).
#pragma once

namespace agglomera::models {

struct InnovationResources {
  double resource_return;    // δ, per year
  double resource_activity;  // λ_n
  double resource_spread;    // λ_S

  double operator()(double ln_resources, double ln_endowment, double activity, double received,
                    double inflow) const {
    return ln_resources + resource_return * (ln_endowment - ln_resources) +
           resource_activity * activity + resource_spread * received + inflow;
  }
};

}  // namespace agglomera::models
