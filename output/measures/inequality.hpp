// Inequality of amounts between regions, split into inequality between and within groups (Theil 1967).
//
//   T = mean of (x/x̄) ln(x/x̄)        0 ln 0 = 0, so that zeros may stand; from 0 to ln n
//   L = mean of ln(x̄/x)               mean log deviation; infinite with a zero, and so missing
//
// With groups g of n_g members, mean x̄_g and share s_g of the amount:
//   T = Σ s_g ln(x̄_g/x̄) + Σ s_g T_g,   L = Σ (n_g/n) ln(x̄/x̄_g) + Σ (n_g/n) L_g
// the first sum between, the second within groups. What REAT calls theil() is L; what PySAL calls
// Theil is T.
//
// Relative to a reference r (Brülhart and Traeger 2005), with shares s and r of the two sums:
//   T = Σ s ln(s/r),   L = Σ r ln(r/s)
// and over the groups' shares between, within each group within; r = 1/n is the index above.
//
// Missing values (NaN) are left out. Missing when nothing is left, all is zero or a value is negative.
#pragma once

#include <cstddef>
#include <span>

namespace agglomera::output {

double theil_t(std::span<const double> values);
double theil_l(std::span<const double> values);

struct TheilParts {
  double whole;
  double between;
  double within;
};

// `group` of each value, numbered from 0.
TheilParts theil_t_parts(std::span<const double> values, std::span<const std::size_t> group);
TheilParts theil_l_parts(std::span<const double> values, std::span<const std::size_t> group);

// As many of the reference as values; an empty `group` has all in one.
TheilParts relative_theil_t(std::span<const double> values, std::span<const double> reference,
                            std::span<const std::size_t> group = {});
TheilParts relative_theil_l(std::span<const double> values, std::span<const double> reference,
                            std::span<const std::size_t> group = {});

}  // namespace agglomera::output
