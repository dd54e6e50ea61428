// One result file as the sections read it: arrays by the names of their dimensions.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "output/report/reading/gazetteer.hpp"
#include "output/store/result_file.hpp"

namespace agglomera::output::report {

// Quantiles over the members that are there (not NaN); all NaN when none is.
struct Spread {
  std::size_t present = 0;
  double mean, q05, q25, q50, q75, q95;
};
Spread spread_of(const std::vector<double>& members);

// Numbers of any kind as doubles, with the names of their dimensions.
class Array {
 public:
  using Where = std::map<std::string, std::size_t>;  // dimension → index

  Array(std::vector<std::string> dimensions, std::vector<std::size_t> shape,
        std::vector<double> values);

  std::size_t size(const std::string& dimension) const;  // 0 when it has no such dimension
  // Throws std::out_of_range unless `where` gives every dimension an index within its size.
  double at(const Where& where) const;
  // All values along one dimension, the others given.
  std::vector<double> along(const std::string& dimension, const Where& where) const;

 private:
  std::size_t offset(const Where& where, const std::string& but) const;
  std::size_t axis(const std::string& dimension) const;  // shape_.size() when there is none

  std::vector<std::string> dimensions_;
  std::vector<std::size_t> shape_, strides_;
  std::vector<double> values_;
};

class Sheet {
 public:
  Sheet(const ResultFile& file, std::string name, const Gazetteer& places)
      : file_(file), name_(std::move(name)), places_(places) {}

  const ResultFile& file() const { return file_; }
  const std::string& name() const { return name_; }  // of the file, for people
  const Gazetteer& places() const { return places_; }

  bool has(const std::string& group) const;
  bool has(const std::string& group, const std::string& variable) const;

  // Labels of a dimension, numbers as text; empty where the group has no such dimension.
  std::vector<std::string> labels(const std::string& group, const std::string& dimension) const;
  std::vector<int> years(const std::string& group, const std::string& dimension = "year") const;
  // Index of a label; the number of labels when it is not there.
  std::size_t index(const std::string& group, const std::string& dimension,
                    const std::string& label) const;

  // Throw std::out_of_range when there is no such variable or it is of text (of numbers). What can't be
  // is missing (NaN): an infinite number, and below zero a count (a failed member has −1), an LQ or a
  // revenue.
  Array array(const std::string& group, const std::string& variable) const;
  std::vector<std::string> texts(const std::string& group, const std::string& variable) const;

  // `variable` and `variable_zh` beside it; empty texts where there is none.
  std::vector<Text> both(const std::string& group, const std::string& variable) const;
  Text one(const std::string& group, const std::string& variable) const;  // a scalar

  std::string attribute(const std::string& name) const;  // as text; empty where there is none

 private:
  const Variable& variable(const std::string& group, const std::string& name) const;

  const ResultFile& file_;
  std::string name_;
  const Gazetteer& places_;
};

}  // namespace agglomera::output::report
