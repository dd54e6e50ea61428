#include "scenarios/inference/sobol_indices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

#include "sim/errors.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

constexpr std::size_t least_points = 16;  // of a scrambling

std::size_t pairs_of(std::size_t dimension) { return dimension * (dimension - 1) / 2; }

// Outputs of one base point, less their mean.
struct Row {
  std::span<const double> y;
  double mean;
  std::size_t dimension;

  double a() const { return y[0] - mean; }
  double b() const { return y[1] - mean; }
  double a_b(std::size_t i) const { return y[2 + i] - mean; }
  double b_a(std::size_t i) const { return y[2 + dimension + i] - mean; }
};

// What one scrambling tells.
struct Estimate {
  double mean = 0.0, variance = 0.0;
  std::vector<double> first, total, second;
};

class Scrambled {
 public:
  Scrambled(const SobolDesign& design, std::span<const double> outputs)
      : dimension_(design.dimension()), both_(design.method().second_order) {
    for (std::size_t at = 0; at < outputs.size(); at += design.runs()) {
      const std::span<const double> row = outputs.subspan(at, design.runs());
      if (std::ranges::all_of(row, [](double y) { return std::isfinite(y); }))
        rows_.push_back({row, 0.0, dimension_});
      else
        ++left_out_;
    }
  }

  std::size_t left_out() const { return left_out_; }

  Estimate estimate() {
    Estimate estimate;
    const bool enough = rows_.size() >= 2 && rows_.size() >= left_out_;
    estimate.mean =
        enough ? mean_of([](const Row& row) { return 0.5 * (row.y[0] + row.y[1]); }) : missing;
    for (Row& row : rows_) row.mean = estimate.mean;
    estimate.variance =
        mean_of([](const Row& row) { return 0.5 * (row.a() * row.a() + row.b() * row.b()); });
    // Equal outputs may differ from their mean by its rounding.
    const double rounding = 1e-14 * std::abs(estimate.mean);
    const double variance =
        enough && estimate.variance > rounding * rounding ? estimate.variance : missing;
    if (!enough) estimate.variance = missing;
    for (std::size_t i = 0; i < dimension_; ++i) {
      estimate.first.push_back(first(i) / variance);
      estimate.total.push_back(total(i) / variance);
    }
    for (std::size_t i = 0; both_ && i < dimension_; ++i)
      for (std::size_t j = i + 1; j < dimension_; ++j)
        estimate.second.push_back(together(i, j) / variance - estimate.first[i] -
                                  estimate.first[j]);
    return estimate;
  }

 private:
  template <typename Of>
  double mean_of(const Of& of) const {
    double sum = 0.0;
    for (const Row& row : rows_) sum += of(row);
    return sum / static_cast<double>(rows_.size());
  }

  double first(std::size_t i) const {
    return mean_of([&](const Row& row) {
      const double with_a = row.b() * (row.a_b(i) - row.a());
      return both_ ? 0.5 * (with_a + row.a() * (row.b_a(i) - row.b())) : with_a;
    });
  }

  double total(std::size_t i) const {
    const auto square = [](double x) { return x * x; };
    return mean_of([&](const Row& row) {
      const double with_a = 0.5 * square(row.a() - row.a_b(i));
      return both_ ? 0.5 * with_a + 0.25 * square(row.b() - row.b_a(i)) : with_a;
    });
  }

  // V[E(y | x_i, x_j)]
  double together(std::size_t i, std::size_t j) const {
    return mean_of([&](const Row& row) {
      return 0.5 * (row.b_a(i) * row.a_b(j) + row.b_a(j) * row.a_b(i)) - row.a() * row.b();
    });
  }

  std::size_t dimension_;
  bool both_;
  std::vector<Row> rows_;
  std::size_t left_out_ = 0;
};

// Of one number in every scrambling.
template <typename Of>
Interval over(const std::vector<Estimate>& estimates, double level, const Of& of) {
  std::vector<double> values;
  for (const Estimate& estimate : estimates) values.push_back(of(estimate));
  return mean_interval(values, level);
}

}  // namespace

bool fits_estimator(const SobolMethod& method) {
  if (method.scramblings < 2) return false;
  const auto scramblings = static_cast<std::size_t>(method.scramblings);
  const std::size_t each = method.samples / scramblings;
  return each * scramblings == method.samples && each >= least_points && std::has_single_bit(each);
}

SobolDesign::SobolDesign(const SobolMethod& method, std::size_t dimension, std::uint64_t seed)
    : method_(method), dimension_(dimension) {
  if (!fits_estimator(method))
    throw sim::InputError(
        {"", 0, 0,
         fmt::format("{} samples in {} scramblings do not fit the estimator (two scramblings at "
                     "least, each of a power of two, at least {})",
                     method.samples, method.scramblings, least_points),
         ""});
  const std::size_t each = method.samples / static_cast<std::size_t>(method.scramblings);
  for (int scrambling = 0; scrambling < method.scramblings; ++scrambling)
    base_.push_back(scrambled_sobol(each, 2 * dimension, seed, scrambling));
}

std::size_t SobolDesign::runs() const {
  return 2 + (method_.second_order ? 2 * dimension_ : dimension_);
}

std::vector<double> SobolDesign::operator[](std::size_t point) const {
  const std::size_t each = base_.front().count;
  const std::size_t sample = point / runs(), run = point % runs();
  const std::span<const double> both = base_[sample / each][sample % each];
  const auto a = both.first(dimension_), b = both.last(dimension_);
  const bool of_b = run == 1 || run >= 2 + dimension_;
  std::vector<double> x(of_b ? b.begin() : a.begin(), of_b ? b.end() : a.end());
  if (run >= 2) {
    const std::size_t i = (run - 2) % dimension_;
    x[i] = of_b ? a[i] : b[i];
  }
  return x;
}

SobolIndices sobol_indices(const SobolDesign& design, std::span<const double> outputs,
                           double level) {
  if (outputs.size() != design.count())
    throw sim::InputError({"", 0, 0,
                           fmt::format("{} outputs for the {} points of a design of Sobol indices",
                                       outputs.size(), design.count()),
                           ""});
  SobolIndices indices;
  std::vector<Estimate> estimates;
  const auto scramblings = static_cast<std::size_t>(design.method().scramblings);
  const std::size_t each = outputs.size() / scramblings;
  for (std::size_t s = 0; s < scramblings; ++s) {
    Scrambled scrambled(design, outputs.subspan(s * each, each));
    estimates.push_back(scrambled.estimate());
    indices.left_out += scrambled.left_out();
  }
  const std::size_t dimension = design.dimension();
  indices.mean = over(estimates, level, [](const Estimate& e) { return e.mean; });
  indices.variance = over(estimates, level, [](const Estimate& e) { return e.variance; });
  for (std::size_t i = 0; i < dimension; ++i) {
    indices.first.push_back(over(estimates, level, [&](const Estimate& e) { return e.first[i]; }));
    indices.total.push_back(over(estimates, level, [&](const Estimate& e) { return e.total[i]; }));
  }
  for (std::size_t p = 0; design.method().second_order && p < pairs_of(dimension); ++p)
    indices.second.push_back(
        over(estimates, level, [&](const Estimate& e) { return e.second[p]; }));
  return indices;
}

}  // namespace agglomera::scenarios
