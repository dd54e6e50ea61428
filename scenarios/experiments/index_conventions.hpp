// The indices of `measure` by name, and how each is meant. Programs differ in what they call by one name:
// EconGeo (Balland 2017), REAT (Wieland 2019), PySAL (Rey and Anselin 2010), the BLS's QCEW; and some
// indices have variants that no program owns:
//   rest        against the sum of all other regions (industries), not of all
//   mean        against the mean of the others' shares
//   relative    weighted by the regions' totals (Brülhart and Traeger 2005)
//   as_given    weights as they are, not standardised by rows
//   standardised  weights standardised by rows
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace agglomera::scenarios {

enum class Index {
  lq,
  symmetric_lq,
  standardised_lq,
  rca,
  gini,
  gini_small_sample,
  gini_lq,
  hhi,
  hhi_normalised,
  equivalent_number,
  entropy,
  krugman,
  hoover,
  theil_t,
  theil_t_between,
  theil_t_within,
  theil_l,
  theil_l_between,
  theil_l_within,
  ellison_glaeser_g,
  ellison_glaeser,
  coagglomeration,
  rank_size_slope,
  rank_persistence,
  moran_i,
  geary_c,
  getis_ord_g,
  local_moran,
  getis_ord_gi_star,
  spatial_markov,
  lisa_markov,
  coupling_coordination,
};
inline constexpr std::size_t number_of_indices = 32;

enum class Convention {
  agglomera,
  econgeo,
  reat,
  pysal,
  bls,
  rest,
  mean,
  relative,
  as_given,
  standardised
};

std::string_view name_of(Index index);
std::vector<std::string> index_names();
std::vector<std::string> convention_names();

// Which convention each index follows. Where a program has none of its own, ours holds.
class Conventions {
 public:
  // Of "econgeo", or "hoover=econgeo,krugman=rest"; empty: ours. Throws sim::InputError when a word is
  // unknown, or says nothing of the index that is named.
  explicit Conventions(const std::string& words);
  Conventions() : Conventions("") {}
  Convention of(Index index) const { return followed_[static_cast<std::size_t>(index)]; }
  bool follows(Index index, Convention convention) const { return of(index) == convention; }
  // In one sentence, with the program's name where it is not ours.
  const std::string& text(Index index) const { return texts_[static_cast<std::size_t>(index)]; }

 private:
  std::vector<Convention> followed_;
  std::vector<std::string> texts_;
};

// The indices that are named, each by its name; "theil" is theil_t, in REAT's convention theil_l. Throws
// sim::InputError with the nearest name.
std::vector<bool> chosen_indices(const std::string& names, const Conventions& conventions);

}  // namespace agglomera::scenarios
