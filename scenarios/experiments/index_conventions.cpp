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
    {Index::lq, "lq", "(n_c/n)/(N_c/N); 0/0 and x/0 are missing"},
    {Index::symmetric_lq, "symmetric_lq", "(LQ - 1)/(LQ + 1), -1 to 1"},
    {Index::standardised_lq, "standardised_lq", "(LQ - mean)/sd over the regions of the industry, sd with n - 1"},
    {Index::rca, "rca", "1 where LQ >= 1, else 0"},
    {Index::gini, "gini", "raw, unweighted: 2/(n^2 mean) sum k(x_(k) - mean), at most (n - 1)/n"},
    {Index::gini_small_sample, "gini_small_sample", "raw Gini times n/(n - 1), 0 to 1"},
    {Index::gini_lq, "gini_lq", "raw unweighted Gini of the LQs"},
    {Index::hhi, "hhi", "sum of squared shares, 1/n to 1"},
    {Index::hhi_normalised, "hhi_normalised", "(H - 1/n)/(1 - 1/n)"},
    {Index::equivalent_number, "equivalent_number", "1/H"},
    {Index::entropy, "entropy", "-sum s ln s, in nats, 0 ln 0 = 0"},
    {Index::krugman, "krugman", "sum |s - r| against all regions or all industries, not halved, 0 to 2"},
    {Index::hoover, "hoover", "half of sum |s - r| against all regions or all industries, 0 to 1"},
    {Index::theil_t, "theil_t", "mean of (x/mean) ln(x/mean), 0 ln 0 = 0"},
    {Index::theil_t_between, "theil_t_between", "part of theil_t between groups"},
    {Index::theil_t_within, "theil_t_within", "part of theil_t within groups"},
    {Index::theil_l, "theil_l", "mean of ln(mean/x); missing with a zero"},
    {Index::theil_l_between, "theil_l_between", "part of theil_l between groups"},
    {Index::theil_l_within, "theil_l_within", "part of theil_l within groups"},
    {Index::ellison_glaeser_g, "ellison_glaeser_g", "G = sum (s_r - x_r)^2, without plants"},
    {Index::ellison_glaeser, "ellison_glaeser", "(G - (1 - sum x^2)H)/((1 - sum x^2)(1 - H))"},
    {Index::coagglomeration, "coagglomeration", "sum (s_a - x)(s_b - x)/(1 - sum x^2) (Ellison, Glaeser, Kerr 2010)"},
    {Index::rank_size_slope, "rank_size_slope", "slope of ln(rank - 1/2) on ln(size), sizes above zero (Gabaix, Ibragimov 2011)"},
    {Index::rank_persistence, "rank_persistence", "Spearman's correlation with the year before in the table"},
    {Index::moran_i, "moran_i", "row-standardised weights; p two-sided about -1/(n - 1), by permutations"},
    {Index::geary_c, "geary_c", "row-standardised weights; p two-sided about 1, by permutations"},
    {Index::getis_ord_g, "getis_ord_g", "binary or given weights; p two-sided about S0/(n(n - 1)), by permutations"},
    {Index::local_moran, "local_moran", "z_i lag_i/m2 with m2 = sum z^2/n; p two-sided, by conditional permutations"},
    {Index::getis_ord_gi_star, "getis_ord_gi_star", "standard normal deviate, itself a neighbour of weight 1; p two-sided, normal"},
    {Index::spatial_markov, "spatial_markov", "pooled quantiles of the values relative to the year's mean (Rey 2001)"},
    {Index::lisa_markov, "lisa_markov", "quadrants of the value and its neighbours' mean about the year's mean (Rey 2001)"},
    {Index::coupling_coordination, "coupling_coordination", "D = sqrt(C T) of two industries, each over its largest value; C corrected (Wang et al. 2021)"},
}};

struct Theirs {
  Program program;
  Index index;
  std::string_view text;
};

constexpr std::array theirs = {
    Theirs{Program::econgeo, Index::lq, "EconGeo: (n_c/n)/(N_c/N); an undefined one is 0"},
    Theirs{Program::econgeo, Index::rca, "EconGeo: 1 where LQ >= 1, else 0; an undefined one is 0"},
    Theirs{Program::econgeo, Index::gini, "EconGeo: raw, unweighted, rounded to 3 decimals"},
    Theirs{Program::econgeo, Index::gini_lq, "EconGeo locational.Gini: half the Gini of the LQs weighted by the reference, 0 to 0.5"},
    Theirs{Program::econgeo, Index::entropy, "EconGeo: -sum s log2 s, in bits, rounded to 3 decimals"},
    Theirs{Program::econgeo, Index::hoover, "EconGeo: 0 to 100, whole percents"},
    Theirs{Program::reat, Index::theil_l, "REAT, where it is theil(): mean of ln(mean/x)"},
    Theirs{Program::reat, Index::gini_lq, "REAT gini.conc, gini.spec: raw unweighted Gini of the LQs"},
    Theirs{Program::pysal, Index::moran_i, "PySAL: p one-sided, folded, by permutations"},
    Theirs{Program::pysal, Index::geary_c, "PySAL: p one-sided, folded, by permutations"},
    Theirs{Program::pysal, Index::getis_ord_g, "PySAL: p one-sided, folded, by permutations"},
    Theirs{Program::pysal, Index::local_moran, "PySAL: (n - 1) z_i lag_i/sum z^2; p one-sided, folded, by conditional permutations"},
    Theirs{Program::pysal, Index::theil_t, "PySAL Theil: mean of (x/mean) ln(x/mean), 0 ln 0 = 0"},
    Theirs{Program::bls, Index::lq, "BLS QCEW: rounded to 2 decimals; 0/0 and x/0 are missing"},
};

constexpr std::array<std::string_view, 5> programs = {"agglomera", "econgeo", "reat", "pysal", "bls"};

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
    refuse(option, fmt::format("there is no index \"{}\"", name), sim::did_you_mean(name, index_names()));
  return static_cast<std::size_t>(found - ours.begin());
}

Program program_called(const std::string& name) {
  const auto found = std::ranges::find(programs, name);
  if (found == programs.end())
    refuse("--convention", fmt::format("no program \"{}\" is known", name),
           sim::did_you_mean(name, program_names()));
  return static_cast<Program>(found - programs.begin());
}

}  // namespace

std::string_view name_of(Index index) { return ours[static_cast<std::size_t>(index)].name; }

std::vector<std::string> index_names() {
  std::vector<std::string> names;
  for (const Meant& meant : ours) names.emplace_back(meant.name);
  return names;
}

std::vector<std::string> program_names() { return {programs.begin(), programs.end()}; }

Conventions::Conventions(const std::string& words) : programs_(number_of_indices, Program::agglomera) {
  for (const Meant& meant : ours) texts_.emplace_back(meant.text);
  const auto follow = [&](std::size_t index, Program program) {
    if (program == Program::agglomera) {
      programs_[index] = program;
      texts_[index] = ours[index].text;
      return true;
    }
    for (const Theirs& one : theirs) {
      if (one.program != program || static_cast<std::size_t>(one.index) != index) continue;
      programs_[index] = program;
      texts_[index] = one.text;
      return true;
    }
    return false;
  };
  for (const std::string& word : parted(words, ',')) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos) {
      const Program program = program_called(word);
      for (std::size_t index = 0; index < number_of_indices; ++index) follow(index, program);
      continue;
    }
    const std::size_t index = index_called("--convention", word.substr(0, equals));
    if (!follow(index, program_called(word.substr(equals + 1))))
      refuse("--convention",
             fmt::format("{} has no convention of its own for {}", word.substr(equals + 1), ours[index].name), "");
  }
}

std::vector<bool> chosen_indices(const std::string& names,
                                 const Conventions& conventions) {
  if (names.empty()) return std::vector<bool>(number_of_indices, true);
  std::vector<bool> chosen(number_of_indices, false);
  for (const std::string& name : parted(names, ',')) {
    const bool reat = conventions.follows(Index::theil_l, Program::reat);
    const std::string meant = name == "theil" ? (reat ? "theil_l" : "theil_t") : name;
    chosen[index_called("--indices", meant)] = true;
  }
  return chosen;
}

}  // namespace agglomera::scenarios
