#include "sim/firms.hpp"

namespace agglomera::sim {
namespace {

// Finaliser of SplitMix64 (Steele, Lea and Flood 2014).
std::uint64_t mixed(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15ull;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
  return x ^ (x >> 31);
}

}  // namespace

const LogRevenue::Powers LogRevenue::powers_;

LogRevenue::Powers::Powers() {
  for (std::size_t k = 0; k < high.size(); ++k) high[k] = natural_exp(static_cast<double>(k));
  for (std::size_t k = 0; k < 1024; ++k) {
    middle[k] = natural_exp(static_cast<double>(k) / 1024.0);
    low[k] = natural_exp(static_cast<double>(k) / steps);
  }
}

void Firms::reserve(std::size_t slots) {
  number.reserve(slots);
  founded.reserve(slots);
  place.reserve(slots);
  sector.reserve(slots);
  log_revenue.reserve(slots);
}

Slot Firms::append(FirmId firm, PlaceIndex where, Sector of, LogRevenue size) {
  const auto slot = static_cast<Slot>(place.size());
  number.push_back(firm.number);
  founded.push_back(firm.founded);
  place.push_back(where);
  sector.push_back(of);
  log_revenue.push_back(size);
  return slot;
}

void Firms::put(Slot slot, FirmId firm, PlaceIndex where, Sector of, LogRevenue size) {
  number[slot] = firm.number;
  founded[slot] = firm.founded;
  place[slot] = where;
  sector[slot] = of;
  log_revenue[slot] = size;
}

std::uint64_t state_hash(const Firms& firms) {
  std::uint64_t hash = 0;  // a sum, so that the order of slots does not matter
  for (Slot slot = 0; slot < firms.slots(); ++slot) {
    if (!firms.alive(slot)) continue;
    const std::uint64_t name = static_cast<std::uint64_t>(firms.number[slot]) << 16 |
                               static_cast<std::uint16_t>(firms.founded[slot]);
    const std::uint64_t state = static_cast<std::uint64_t>(firms.place[slot]) << 48 |
                                static_cast<std::uint64_t>(firms.sector[slot]) << 40 |
                                static_cast<std::uint32_t>(firms.log_revenue[slot].raw());
    hash += mixed(mixed(name) ^ state);
  }
  return hash;
}

}  // namespace agglomera::sim
