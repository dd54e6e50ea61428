#include "scenarios/experiments/sector_leaders.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "output/scores/quantile.hpp"
#include "sim/errors.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

class SectorsView {
 public:
  SectorsView(const output::Group& group, const std::string& file) : group_(group), file_(file) {
    members_ = dimension("member").size();
    cities_ = dimension("city").size();
    years_ = dimension("year").size();
    lq_count_ = &values<double>("lq_count");
    lq_revenue_ = &values<double>("lq_revenue");
    firms_ = &values<std::int32_t>("firms");
    const std::size_t cells = members_ * ids().size() * cities_ * years_;
    if (years_ == 0 || lq_count_->size() < cells || lq_revenue_->size() < cells ||
        firms_->size() < cells)
      lacks("values for all members");
  }

  const std::vector<std::string>& ids() const {
    const auto* ids = std::get_if<std::vector<std::string>>(&dimension("sector").labels);
    return ids ? *ids : lacks("names of sectors");
  }
  std::string name(std::size_t sector) const {
    const output::Variable* variable = group_.variable("sector_name");
    const auto* names =
        variable ? std::get_if<std::vector<std::string>>(&variable->values) : nullptr;
    return names && sector < names->size() ? (*names)[sector] : ids()[sector];
  }
  std::size_t cities() const { return cities_; }

  SectorLeader at(std::size_t sector, std::size_t city) const {
    std::vector<double> counts, revenues, firms;
    for (std::size_t member = 0; member < members_; ++member) {
      const std::size_t cell =
          ((member * ids().size() + sector) * cities_ + city) * years_ + years_ - 1;
      counts.push_back((*lq_count_)[cell]);
      revenues.push_back((*lq_revenue_)[cell]);
      firms.push_back((*firms_)[cell] < 0 ? missing : (*firms_)[cell]);
    }
    return {city,
            output::quantile(counts, 0.05),
            output::quantile(counts, 0.5),
            output::quantile(counts, 0.95),
            output::quantile(revenues, 0.5),
            output::quantile(firms, 0.5)};
  }

 private:
  [[noreturn]] const std::vector<std::string>& lacks(const std::string& what) const {
    throw sim::InputError(sim::Complaint{
        file_, 0, 0,
        fmt::format("sectors has no {} (the file is damaged or of another make)", what), ""});
  }
  const output::Dimension& dimension(const std::string& name) const {
    const output::Dimension* found = group_.dimension(name);
    if (!found) lacks("dimension " + name);
    return *found;
  }
  template <typename Number>
  const std::vector<Number>& values(const std::string& name) const {
    const output::Variable* variable = group_.variable(name);
    const auto* numbers = variable ? std::get_if<std::vector<Number>>(&variable->values) : nullptr;
    if (!numbers) lacks("variable " + name);
    return *numbers;
  }

  const output::Group& group_;
  const std::string& file_;
  std::size_t members_ = 0, cities_ = 0, years_ = 0;
  const std::vector<double>* lq_count_ = nullptr;
  const std::vector<double>* lq_revenue_ = nullptr;
  const std::vector<std::int32_t>* firms_ = nullptr;
};

}  // namespace

std::vector<LedSector> sector_leaders(const output::ResultFile& file, const std::string& place,
                                      std::size_t most) {
  const output::Group* group = file.group("sectors");
  if (!group) return {};
  const SectorsView view(*group, place);
  std::vector<LedSector> led;
  for (std::size_t sector = 0; sector < view.ids().size(); ++sector) {
    LedSector one{view.ids()[sector], view.name(sector), {}};
    for (std::size_t city = 0; city + 1 < view.cities(); ++city) {
      const SectorLeader here = view.at(sector, city);
      if (here.firms_q50 >= least_ranked_firms && !std::isnan(here.q05))
        one.leaders.push_back(here);
    }
    std::stable_sort(one.leaders.begin(), one.leaders.end(),
                     [](const SectorLeader& a, const SectorLeader& b) { return a.q05 > b.q05; });
    if (one.leaders.size() > most) one.leaders.resize(most);
    led.push_back(std::move(one));
  }
  return led;
}

}  // namespace agglomera::scenarios
