#include "scenarios/study/region_ids.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <string_view>

#include "sim/cities.hpp"

namespace agglomera::scenarios {
namespace {

constexpr std::size_t longest = 40;

// The letters U+00C0 to U+017F without their marks; ' ' is none.
constexpr std::string_view plain_letters =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllllll"
    "lnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(plain_letters.size() == 0x180 - 0xC0);

// The letter that an id has for the sign that begins at `at`, which moves behind it; '-' for any other.
char next_letter(std::string_view name, std::size_t& at) {
  const auto byte = static_cast<unsigned char>(name[at++]);
  if (byte < 0x80) {
    const char small =
        byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : static_cast<char>(byte);
    const bool kept = (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9');
    return kept ? small : small == '\'' ? '\0' : '-';
  }
  unsigned sign = byte >= 0xC3 && byte <= 0xC5 ? byte & 0x1Fu : 0u;
  while (at < name.size() && (static_cast<unsigned char>(name[at]) & 0xC0u) == 0x80u)
    sign = sign << 6 | (static_cast<unsigned char>(name[at++]) & 0x3Fu);
  if (byte < 0xC3 || byte > 0xC5 || sign < 0xC0 || sign >= 0x180) return '-';
  const char plain = plain_letters[sign - 0xC0];
  return plain == ' ' ? '-' : plain;
}

std::string as_id(std::string_view name) {
  std::string id;
  for (std::size_t at = 0; at < name.size();) {
    const char letter = next_letter(name, at);
    if (letter == '\0' || (letter == '-' && (id.empty() || id.back() == '-'))) continue;
    if (id.size() < longest) id += letter;
  }
  while (!id.empty() && id.back() == '-') id.pop_back();
  return id;
}

}  // namespace

std::vector<std::string> ids_from_names(const std::vector<std::string>& names,
                                        const std::string& kind) {
  std::vector<std::size_t> order(names.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return names[a] < names[b]; });
  std::vector<std::string> ids(names.size());
  std::set<std::string> taken = {sim::rest_of_world_id, sim::independent_cluster};
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    std::string wanted = as_id(names[order[rank]]);
    if (wanted.empty()) wanted = fmt::format("{}-{}", kind, rank + 1);
    std::string id = wanted;
    for (int number = 2; !taken.insert(id).second; ++number)
      id = fmt::format("{}-{}", wanted, number);
    ids[order[rank]] = id;
  }
  return ids;
}

}  // namespace agglomera::scenarios
