// Every firm of every member as it stood at the end of the years that somebody asked for: the group /firms
// of run.h5. The order is that of members, years and ids, on any number of threads and ranks.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "output/store/result_file.hpp"
#include "scenarios/experiments/ensemble.hpp"

namespace agglomera::scenarios {

class FirmSnapshots {
 public:
  // Throws sim::InputError at --snapshot: a year outside the run, a study of several sectors, more rows
  // than a file should hold.
  FirmSnapshots(const Scenario& scenario, std::vector<sim::Year> years);

  Onlooker onlooker();  // this must outlive it
  output::Group group(const Ensemble& ensemble) const;

 private:
  struct Row {
    std::uint32_t number;
    std::int32_t founded, year, place, size, background;  // size in the steps of sim::LogRevenue
  };
  void look_at(int member, const models::World& world);
  void add_rows(const sim::Firms& firms, sim::Year year, std::int32_t background,
                std::vector<Row>& rows) const;

  const Scenario& scenario_;
  std::vector<sim::Year> years_;        // ascending
  std::vector<std::vector<Row>> rows_;  // by member
};

// Of "2010" or "2010,2017". Throws sim::InputError at --snapshot.
std::vector<sim::Year> years_of_snapshots(const std::string& words);

// The years of the snapshots that a result holds; none where it has none.
std::vector<sim::Year> years_of_snapshots(const output::ResultFile& file);

}  // namespace agglomera::scenarios
