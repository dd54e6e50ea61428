#include "scenarios/experiments/extrapolation.hpp"

#include <algorithm>
#include <limits>

namespace agglomera::scenarios {
namespace {

// How many of the places have the input.
std::size_t places_of(const OfferInput& input, const std::vector<double>& values) {
  return values.empty() || input.of_rest_of_world ? values.size() : values.size() - 1;
}

}  // namespace

const std::array<OfferInput, offer_inputs>& offer_input_table() {
  using models::Offers;
  static const std::array<OfferInput, offer_inputs> table = {{
      {"activity", "log of the LQ of the year before", &Offers::activity, true},
      {"received", "what neighbours radiate", &Offers::received, false},
      {"siphoned", "pull of better neighbours", &Offers::siphoned, false},
      {"ln_resources", "log of innovation resources", &Offers::ln_resources, true},
      {"coordination", "coupling of technology and culture", &Offers::coordination, false},
  }};
  return table;
}

std::array<double, offer_inputs> OfferRange::filled(double sign) {
  std::array<double, offer_inputs> all;
  all.fill(sign * std::numeric_limits<double>::infinity());
  return all;
}

void OfferRange::widen(const models::Offers& offers) {
  const auto& table = offer_input_table();
  for (std::size_t i = 0; i < table.size(); ++i) {
    const std::vector<double>& values = offers.*table[i].value;
    for (std::size_t place = 0; place < places_of(table[i], values); ++place) {
      low_[i] = std::min(low_[i], values[place]);
      high_[i] = std::max(high_[i], values[place]);
    }
  }
}

std::vector<OutsideInputs> OfferRange::outside(const models::Offers& offers) const {
  const auto& table = offer_input_table();
  std::vector<OutsideInputs> flags(offers.activity.size(), 0);
  for (std::size_t i = 0; i < table.size(); ++i) {
    const std::vector<double>& values = offers.*table[i].value;
    for (std::size_t place = 0; place < places_of(table[i], values); ++place)
      if (!(values[place] >= low_[i] && values[place] <= high_[i]))
        flags[place] |= static_cast<OutsideInputs>(1u << i);
  }
  return flags;
}

Extrapolation extrapolation_of(const std::vector<OutsideInputs>& flags) {
  Extrapolation shares;
  for (const OutsideInputs flag : flags) {
    shares.any += flag != 0 ? 1.0 : 0.0;
    for (std::size_t i = 0; i < offer_inputs; ++i) shares.by_input[i] += (flag >> i) & 1u;
  }
  const auto members = static_cast<double>(flags.size());
  shares.any /= members;
  for (double& share : shares.by_input) share /= members;
  return shares;
}

std::vector<BeyondUsual> beyond_usual(const std::vector<models::Lever>& levers) {
  std::vector<BeyondUsual> beyond;
  for (const models::Lever& lever : levers) {
    const double usual = models::find_lever(lever.kind)->parameters.front().usual;
    if (lever.values.front() > usual)
      beyond.push_back({lever.kind, lever.targets, lever.values.front(), usual});
  }
  return beyond;
}

}  // namespace agglomera::scenarios
