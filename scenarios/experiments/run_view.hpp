// A run file seen as arrays by name: what `compare`, summaries and stated facts read.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "output/store/result_file.hpp"

namespace agglomera::scenarios {

// Throws sim::InputError naming what is missing in the file.
class RunView {
 public:
  explicit RunView(const output::ResultFile& file, std::string place = "");

  const std::vector<std::string>& cities() const { return *cities_; }  // the last: rest of the world
  const std::vector<std::int64_t>& years() const { return *years_; }
  std::size_t members() const { return members_; }
  bool has_year(std::int64_t year) const;
  std::size_t year_index(std::int64_t year) const;
  // cities().size() when unknown.
  std::size_t city_index(const std::string& city) const;

  // Of the first scenario, over members without failed ones; measure is lq_count, lq_revenue, firms or
  // revenue.
  std::vector<double> ensemble(const std::string& measure, std::size_t city, std::size_t year) const;
  double value(const std::string& measure, std::size_t member, std::size_t city,
               std::size_t year) const;
  bool failed(std::size_t member) const;
  // NaN where nothing was observed.
  double observed(const std::string& measure, std::size_t city, std::size_t year) const;
  std::string city_text(const std::string& variable, std::size_t city) const;
  bool is_observed(std::size_t city) const;  // anything, ever

 private:
  const output::Variable& need(const output::Group& group, const std::string& name) const;

  const output::ResultFile* file_;
  std::string place_;
  const output::Group* series_;
  const output::Group* observed_;
  const std::vector<std::string>* cities_;
  const std::vector<std::int64_t>* years_;
  std::size_t members_;
};

}  // namespace agglomera::scenarios
