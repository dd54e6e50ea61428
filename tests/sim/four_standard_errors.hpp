// Agreement with a closed form: a mean or a frequency lies within four standard errors of it.
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

namespace agglomera::tests {

// Values of one quantity over independent draws (Welford 1962).
class Sample {
 public:
  void add(double value) {
    ++size_;
    const double before = value - mean_;
    mean_ += before / static_cast<double>(size_);
    squares_ += before * (value - mean_);
  }
  double mean() const { return mean_; }
  double variance() const { return squares_ / static_cast<double>(size_ - 1); }
  double standard_error() const { return std::sqrt(variance() / static_cast<double>(size_)); }

 private:
  std::int64_t size_ = 0;
  double mean_ = 0.0;
  double squares_ = 0.0;
};

inline testing::AssertionResult agrees(const Sample& sample, double expected) {
  const double away = std::abs(sample.mean() - expected) / sample.standard_error();
  if (away < 4.0) return testing::AssertionSuccess() << "mean " << sample.mean();
  return testing::AssertionFailure() << "mean " << sample.mean() << " ± " << sample.standard_error()
                                     << " is " << away << " standard errors from " << expected;
}

// Every count of a multinomial sample against its probability.
inline testing::AssertionResult agree(std::span<const std::int64_t> counts,
                                      std::span<const double> probabilities) {
  std::int64_t all = 0;
  for (const std::int64_t count : counts) all += count;
  const double n = static_cast<double>(all);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double p = probabilities[i];
    const double away =
        std::abs(static_cast<double>(counts[i]) - n * p) / std::sqrt(n * p * (1 - p));
    if (!(away < 4.0))
      return testing::AssertionFailure()
             << "frequency " << static_cast<double>(counts[i]) / n << " of " << i << " is " << away
             << " standard errors from " << p;
  }
  return testing::AssertionSuccess();
}

}  // namespace agglomera::tests
