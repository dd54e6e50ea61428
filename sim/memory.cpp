#include "sim/memory.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "sim/errors.hpp"

namespace agglomera::sim {
namespace {

constexpr std::int64_t kept_free = std::int64_t{256} << 20;  // for the program, places and results
constexpr double gib = 1024.0 * 1024.0 * 1024.0;

// The number at the start of a file of the system, or after a word in it.
std::optional<std::int64_t> number_in(const std::string& path, const std::string& word = "") {
  std::ifstream file(path);
  std::string read;
  if (!word.empty())
    while (file >> read && read != word) {
    }
  std::int64_t number = 0;
  if (file >> number) return number;  // "max" is no number: no limit
  return std::nullopt;
}

std::optional<std::int64_t> left_in(const std::string& group, const char* limit, const char* usage,
                                    const char* reclaimable) {
  const auto most = number_in(group + limit), used = number_in(group + usage);
  if (!most || !used) return std::nullopt;
  const std::int64_t in_files = number_in(group + "memory.stat", reclaimable).value_or(0);
  return std::max<std::int64_t>(0, *most - *used + in_files);
}

// The control group of this process, "/system.slice/job", in version 2; else empty.
std::string own_group() {
  std::ifstream groups("/proc/self/cgroup");
  std::string line;
  while (std::getline(groups, line))
    if (line.starts_with("0::/")) return line.substr(3);
  return "";
}

// What the limits of the control groups leave, from the own one outward.
std::optional<std::int64_t> left_by_groups() {
  const std::string root = "/sys/fs/cgroup/";
  auto least = left_in(root + "memory/", "memory.limit_in_bytes", "memory.usage_in_bytes",
                       "total_inactive_file");
  for (std::string group = own_group();; group.erase(group.rfind('/'))) {
    const auto left = left_in(root + group + "/", "memory.max", "memory.current", "inactive_file");
    if (left) least = std::min(least.value_or(*left), *left);
    if (group.find('/') == std::string::npos) return least;
  }
}

}  // namespace

std::optional<std::int64_t> available_memory_bytes() {
  std::optional<std::int64_t> available = number_in("/proc/meminfo", "MemAvailable:");
  if (available) *available *= 1024;
  if (const auto left = left_by_groups()) available = std::min(available.value_or(*left), *left);
  return available;
}

void require_memory(std::int64_t firms, std::int64_t worlds, const std::string& where,
                    std::optional<std::int64_t> available) {
  if (!available) return;
  const std::int64_t fit = std::max<std::int64_t>(0, *available - kept_free) / bytes_per_firm /
                           std::max<std::int64_t>(1, worlds);
  if (firms <= fit) return;
  const std::string at_once = worlds > 1 ? fmt::format(", {} worlds at a time", worlds) : "";
  throw InputError(Complaint{
      where, 0, 0,
      fmt::format(
          "{} firms{} need {:.1f} GiB of memory ({:.1f} GiB are available, enough for {} firms)",
          firms, at_once,
          static_cast<double>(firms) * static_cast<double>(worlds * bytes_per_firm) / gib,
          static_cast<double>(*available) / gib, fit),
      worlds > 1 ? "ask for fewer firms, or for fewer threads"
                 : "ask for fewer firms, or use more machines"});
}

}  // namespace agglomera::sim
