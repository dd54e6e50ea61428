#include "scenarios/experiments/index_conventions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/errors.hpp"

namespace agglomera::scenarios {
namespace {

struct Meant {
  Index index;
  std::string_view name;
  std::string_view text;
};

constexpr std::array<Meant, number_of_indices> ours = {{
    {Index::lq, "lq",
     "the region's part of the industry over its part of all; 0/0 and x/0 are missing"},
    {Index::symmetric_lq, "symmetric_lq", "(LQ - 1)/(LQ + 1), -1 to 1"},
    {Index::standardised_lq, "standardised_lq",
     "(LQ - mean)/sd over the regions of the industry, sd with n - 1"},
    {Index::rca, "rca", "1 where LQ >= 1, else 0"},
    {Index::gini, "gini", "raw, unweighted: 2/(n^2 mean) sum k(x_(k) - mean), at most (n - 1)/n"},
    {Index::gini_small_sample, "gini_small_sample", "raw Gini times n/(n - 1), 0 to 1"},
    {Index::gini_lq, "gini_lq", "raw unweighted Gini of the LQs"},
    {Index::hhi, "hhi", "sum of squared shares, 1/n to 1"},
    {Index::hhi_normalised, "hhi_normalised", "(H - 1/n)/(1 - 1/n), 0 to 1"},
    {Index::equivalent_number, "equivalent_number",
     "1/H: so many equal parts would be as concentrated"},
    {Index::entropy, "entropy", "-sum s ln s, in nats, 0 ln 0 = 0"},
    {Index::krugman, "krugman",
     "sum |s - r| against all regions or all industries, not halved, 0 to 2"},
    {Index::hoover, "hoover", "half of sum |s - r| against all regions or all industries, 0 to 1"},
    {Index::theil_t, "theil_t", "mean of (x/mean) ln(x/mean), 0 ln 0 = 0"},
    {Index::theil_t_between, "theil_t_between", "part of theil_t between groups"},
    {Index::theil_t_within, "theil_t_within", "part of theil_t within groups"},
    {Index::theil_l, "theil_l", "mean of ln(mean/x); missing with a zero"},
    {Index::theil_l_between, "theil_l_between", "part of theil_l between groups"},
    {Index::theil_l_within, "theil_l_within", "part of theil_l within groups"},
    {Index::ellison_glaeser_g, "ellison_glaeser_g", "G = sum (s_r - x_r)^2, without plants"},
    {Index::ellison_glaeser, "ellison_glaeser", "(G - (1 - sum x^2)H)/((1 - sum x^2)(1 - H))"},
    {Index::coagglomeration, "coagglomeration",
     "sum (s_a - x)(s_b - x)/(1 - sum x^2) (Ellison, Glaeser, Kerr 2010)"},
    {Index::rank_size_slope, "rank_size_slope",
     "slope of ln(rank - 1/2) on ln(size), sizes above zero (Gabaix, Ibragimov 2011)"},
    {Index::rank_persistence, "rank_persistence",
     "Spearman's correlation with the year before in the table"},
    {Index::moran_i, "moran_i",
     "row-standardised weights; p two-sided about -1/(n - 1), by permutations"},
    {Index::geary_c, "geary_c", "row-standardised weights; p two-sided about 1, by permutations"},
    {Index::getis_ord_g, "getis_ord_g",
     "binary or given weights; p two-sided about S0/(n(n - 1)), by permutations"},
    {Index::local_moran, "local_moran",
     "z_i lag_i/m2 with m2 = sum z^2/n; p two-sided, by conditional permutations"},
    {Index::getis_ord_gi_star, "getis_ord_gi_star",
     "standard normal deviate, itself a neighbour of weight 1; p two-sided, normal"},
    {Index::spatial_markov, "spatial_markov",
     "pooled quantiles of the values relative to the year's mean (Rey 2001)"},
    {Index::lisa_markov, "lisa_markov",
     "quadrants of the value and its neighbours' mean about the year's mean (Rey 2001)"},
    {Index::coupling_coordination, "coupling_coordination",
     "D = sqrt(C T) of two industries, each over its largest value; C corrected (Wang et al. "
     "2021)"},
}};

struct Other {
  Convention convention;
  Index index;
  std::string_view text;
};

constexpr std::array others = {
    Other{Convention::econgeo, Index::lq,
          "EconGeo: the region's part of the industry over its part of all; an undefined one is 0"},
    Other{Convention::econgeo, Index::rca,
          "EconGeo: 1 where LQ >= 1, else 0; an undefined one is 0"},
    Other{Convention::econgeo, Index::gini, "EconGeo: raw, unweighted, rounded to 3 decimals"},
    Other{Convention::econgeo, Index::gini_lq,
          "EconGeo locational.Gini: half the Gini of the LQs weighted by the reference, 0 to 0.5"},
    Other{Convention::econgeo, Index::hhi, "EconGeo Herfindahl: sum of squared shares, 1/n to 1"},
    Other{Convention::econgeo, Index::entropy,
          "EconGeo: -sum s log2 s, in bits, rounded to 3 decimals"},
    Other{Convention::econgeo, Index::krugman,
          "EconGeo Krugman.index: sum |s - r| against all, not halved, 0 to 2"},
    Other{Convention::econgeo, Index::hoover, "EconGeo: 0 to 100, whole percents"},
    Other{
        Convention::reat, Index::lq,
        "REAT locq: the region's part of the industry over its part of all; undefined is missing"},
    Other{Convention::reat, Index::gini, "REAT gini: raw, unweighted, at most (n - 1)/n"},
    Other{Convention::reat, Index::gini_small_sample,
          "REAT gini with coefnorm: raw Gini times n/(n - 1)"},
    Other{Convention::reat, Index::gini_lq,
          "REAT gini.conc, gini.spec: raw unweighted Gini of the LQs"},
    Other{Convention::reat, Index::hhi, "REAT herf: sum of squared shares, 1/n to 1"},
    Other{Convention::reat, Index::krugman,
          "REAT krugman.spec, krugman.conc: sum |s - r| against all, not halved, 0 to 2"},
    Other{Convention::reat, Index::hoover,
          "REAT hoover without weights: half of sum |s - 1/n|, 0 to (n - 1)/n"},
    Other{Convention::reat, Index::theil_l,
          "REAT, where it is theil(): mean of ln(mean/x); missing with a zero"},
    Other{Convention::reat, Index::ellison_glaeser,
          "REAT ellison.a: (G - (1 - sum x^2)H)/((1 - sum x^2)(1 - H))"},
    Other{Convention::pysal, Index::gini, "PySAL Gini: raw, unweighted, at most (n - 1)/n"},
    Other{Convention::pysal, Index::theil_t,
          "PySAL Theil: mean of (x/mean) ln(x/mean), 0 ln 0 = 0"},
    Other{Convention::pysal, Index::moran_i,
          "PySAL: row-standardised weights; p one-sided, folded, by permutations"},
    Other{Convention::pysal, Index::geary_c,
          "PySAL: row-standardised weights; p one-sided, folded, by permutations"},
    Other{Convention::pysal, Index::getis_ord_g,
          "PySAL: binary or given weights; p one-sided, folded, by permutations"},
    Other{Convention::pysal, Index::local_moran,
          "PySAL: (n - 1) z_i lag_i/sum z^2; p one-sided, folded, by conditional permutations"},
    Other{Convention::bls, Index::lq, "BLS QCEW: rounded to 2 decimals; 0/0 and x/0 are missing"},
    Other{Convention::rest, Index::krugman,
          "sum |s - r| against the sum of all other regions or industries, not halved, 0 to 2"},
    Other{Convention::rest, Index::hoover,
          "half of sum |s - r| against the sum of all other regions or industries, 0 to 1"},
    Other{Convention::mean, Index::krugman,
          "sum |s - m| against the mean of the others' shares, not halved, 0 to 2 (REAT "
          "krugman.spec2)"},
    Other{Convention::mean, Index::hoover,
          "half of sum |s - m| against the mean of the others' shares, 0 to 1"},
    Other{Convention::relative, Index::theil_t,
          "sum s ln(s/r), r the regions' shares of all; 0 where s = r"},
    Other{Convention::relative, Index::theil_t_between,
          "part of theil_t, relative, between groups"},
    Other{Convention::relative, Index::theil_t_within, "part of theil_t, relative, within groups"},
    Other{Convention::relative, Index::theil_l,
          "sum r ln(r/s), r the regions' shares of all; missing with a zero"},
    Other{Convention::relative, Index::theil_l_between,
          "part of theil_l, relative, between groups"},
    Other{Convention::relative, Index::theil_l_within, "part of theil_l, relative, within groups"},
    Other{Convention::as_given, Index::moran_i,
          "binary or given weights; p two-sided about -1/(n - 1), by permutations"},
    Other{Convention::as_given, Index::geary_c,
          "binary or given weights; p two-sided about 1, by permutations"},
    Other{Convention::as_given, Index::local_moran,
          "z_i lag_i/m2, binary or given weights; p two-sided, by conditional permutations"},
    Other{Convention::standardised, Index::getis_ord_g,
          "row-standardised weights; p two-sided about S0/(n(n - 1)), by permutations"},
};

constexpr std::array<std::string_view, 10> conventions = {
    "agglomera", "econgeo", "reat",     "pysal",    "bls",
    "rest",      "mean",    "relative", "as_given", "standardised"};

[[noreturn]] void refuse(const std::string& option, std::string problem, std::string suggestion) {
  throw sim::InputError(sim::Complaint{option, 0, 0, std::move(problem), std::move(suggestion)});
}

std::vector<std::string> parted(const std::string& words, char at) {
  std::vector<std::string> parts;
  for (std::size_t from = 0; from <= words.size();) {
    const std::size_t to = std::min(words.find(at, from), words.size());
    if (to > from) parts.push_back(words.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

std::size_t index_called(const std::string& option, const std::string& name) {
  const auto found = std::ranges::find(ours, name, &Meant::name);
  if (found == ours.end())
    refuse(option, fmt::format("there is no index \"{}\"", name),
           sim::did_you_mean(name, index_names()));
  return static_cast<std::size_t>(found - ours.begin());
}

Convention convention_called(const std::string& name) {
  const auto found = std::ranges::find(conventions, name);
  if (found == conventions.end())
    refuse("--convention", fmt::format("no convention \"{}\" is known", name),
           sim::did_you_mean(name, convention_names()));
  return static_cast<Convention>(found - conventions.begin());
}

// The index itself, and all of a Theil index's three: its parts must add up.
std::vector<std::size_t> family_of(std::size_t index) {
  for (const Index whole : {Index::theil_t, Index::theil_l}) {
    const auto first = static_cast<std::size_t>(whole);
    if (index >= first && index < first + 3) return {first, first + 1, first + 2};
  }
  return {index};
}

// The conventions that say something of an index.
std::string known_for(std::size_t index) {
  std::string names = "agglomera";
  for (const Other& other : others)
    if (static_cast<std::size_t>(other.index) == index)
      names += fmt::format(", {}", conventions[static_cast<std::size_t>(other.convention)]);
  return names;
}

}  // namespace

std::string_view name_of(Index index) { return ours[static_cast<std::size_t>(index)].name; }

std::vector<std::string> index_names() {
  std::vector<std::string> names;
  for (const Meant& meant : ours) names.emplace_back(meant.name);
  return names;
}

std::vector<std::string> convention_names() { return {conventions.begin(), conventions.end()}; }

Conventions::Conventions(const std::string& words)
    : followed_(number_of_indices, Convention::agglomera) {
  for (const Meant& meant : ours) texts_.emplace_back(meant.text);
  const auto follow = [&](std::size_t index, Convention convention) {
    if (convention == Convention::agglomera) {
      followed_[index] = convention;
      texts_[index] = ours[index].text;
      return true;
    }
    for (const Other& other : others) {
      if (other.convention != convention || static_cast<std::size_t>(other.index) != index)
        continue;
      followed_[index] = convention;
      texts_[index] = other.text;
      return true;
    }
    return false;
  };
  for (const std::string& word : parted(words, ',')) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos) {
      const Convention convention = convention_called(word);
      for (std::size_t index = 0; index < number_of_indices; ++index) follow(index, convention);
      continue;
    }
    const std::size_t index = index_called("--convention", word.substr(0, equals));
    const Convention convention = convention_called(word.substr(equals + 1));
    bool any = false;
    for (const std::size_t one : family_of(index)) any = follow(one, convention) || any;
    if (!any)
      refuse("--convention",
             fmt::format("{} says nothing of {} (known for it: {})", word.substr(equals + 1),
                         ours[index].name, known_for(index)),
             "");
  }
}

std::vector<bool> chosen_indices(const std::string& names, const Conventions& conventions) {
  if (names.empty()) return std::vector<bool>(number_of_indices, true);
  std::vector<bool> chosen(number_of_indices, false);
  for (const std::string& name : parted(names, ',')) {
    const bool reat = conventions.follows(Index::theil_l, Convention::reat);
    const std::string meant = name == "theil" ? (reat ? "theil_l" : "theil_t") : name;
    chosen[index_called("--indices", meant)] = true;
  }
  return chosen;
}

}  // namespace agglomera::scenarios
