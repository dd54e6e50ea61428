// The coupling of technology and culture: how far the two develop in step.
//
//   C = √[(1 − |τ − κ|) · min(τ, κ)/max(τ, κ)]   corrected form (Wang, Kong, Ren, Zhang, Dai, Hao 2021)
//   C = 2√(τκ)/(τ + κ)                            classical form, for comparison
//   T = (τ + κ)/2,  D = √(C·T)
//
// With the classical C, D = (τκ)^¼ and says nothing about being in step: at equal T the corrected form
// gives the balanced city the higher D.
#pragma once

namespace agglomera::models {

// Technology and culture in (0, 1]; the results lie in [0, 1].
double coupling_degree(double technology, double culture);
double classical_coupling_degree(double technology, double culture);
double coupling_coordination(double coupling, double technology, double culture);  // D

}  // namespace agglomera::models
