#include "scenarios/experiments/point_store.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <numeric>

#include "output/store/whole_file.hpp"
#include "scenarios/experiments/sweep_origin.hpp"

namespace agglomera::scenarios {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view part_prefix = "points-";
constexpr const char* reserve_name = "reserve";
constexpr std::size_t least_reserve = 64 * 1024;

fs::path folder_of(const fs::path& out) { return out.string() + ".parts"; }

std::optional<int> number_of_part(const std::string& name) {
  if (!name.starts_with(part_prefix)) return std::nullopt;
  const char* from = name.data() + part_prefix.size();
  const char* end = name.data() + name.size();
  int number = 0;
  const auto [at, error] = std::from_chars(from, end, number);
  if (error != std::errc() || at != end) return std::nullopt;
  return number;
}

template <typename Passage, typename Points>
void pass(Passage& passage, Points& points, std::vector<std::uint64_t>& failed,
          std::vector<std::string>& reasons) {
  passage(points.key_words, points.numbers, points.keys, points.values, failed, reasons);
}

sim::Bytes packed(const KeptPoints& points) {
  std::vector<std::uint64_t> failed;
  std::vector<std::string> reasons;
  for (const auto& [point, reason] : points.reasons) {
    failed.push_back(point);
    reasons.push_back(reason);
  }
  sim::Packer packer;
  pass(packer, points, failed, reasons);
  return packer.take();
}

KeptPoints unpacked(const sim::Bytes& bytes) {
  KeptPoints points;
  std::vector<std::uint64_t> failed;
  std::vector<std::string> reasons;
  sim::Unpacker unpacker(bytes);
  pass(unpacker, points, failed, reasons);
  for (std::size_t i = 0; i < failed.size(); ++i) points.reasons[failed[i]] = reasons[i];
  return points;
}

std::uintmax_t free_bytes(const fs::path& folder) {
  struct statvfs disk {};
  if (statvfs(folder.c_str(), &disk) != 0) return 0;
  return static_cast<std::uintmax_t>(disk.f_bavail) * disk.f_frsize;
}

}  // namespace

void KeptPoints::add(std::span<const std::uint64_t> key, const PointOutputs& outputs) {
  key_words = key.size();
  numbers = 2 * outputs.mean.size() + 1;
  const std::uint64_t point = size();
  keys.insert(keys.end(), key.begin(), key.end());
  values.insert(values.end(), outputs.mean.begin(), outputs.mean.end());
  values.insert(values.end(), outputs.sd.begin(), outputs.sd.end());
  values.push_back(outputs.failed);
  if (outputs.failed > 0) reasons[point] = outputs.reason;
}

void KeptPoints::add(const KeptPoints& others) {
  if (others.size() == 0) return;
  key_words = others.key_words;
  numbers = others.numbers;
  const std::uint64_t before = size();
  keys.insert(keys.end(), others.keys.begin(), others.keys.end());
  values.insert(values.end(), others.values.begin(), others.values.end());
  for (const auto& [point, reason] : others.reasons) reasons[before + point] = reason;
}

void KeptPoints::clear() {
  keys.clear();
  values.clear();
  reasons.clear();
}

std::optional<std::string> PointStore::origin_of_parts(const fs::path& out) {
  std::ifstream stream(folder_of(out) / FinishedParts::begun_name, std::ios::binary);
  if (!stream) return std::nullopt;
  std::string created;
  std::getline(stream, created);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

sim::InputError PointStore::refusal(const fs::path& place, const std::string& kept,
                                    const std::string& now) {
  const OriginChange change = change_of(kept, now);
  return sim::InputError(sim::Complaint{
      place.generic_string(), 0, 0,
      fmt::format("holds points of another {} ({})",
                  change.version ? "version of the program" : "experiment", change.words),
      "write to another file (-o other.h5), or start anew without --resume"});
}

PointStore::PointStore(const fs::path& out, const std::string& origin, std::string created,
                       bool resume, std::optional<Earlier> earlier)
    : out_(out), created_(std::move(created)) {
  if (resume && sim::is_first_rank())
    if (const auto kept = origin_of_parts(out); kept && *kept != origin)
      throw refusal(folder_of(out), *kept, origin);
  if (earlier) created_ = earlier->created;
  parts_ = FinishedParts(folder_of(out), origin, created_, resume);
  created_ = parts_.created();
  if (!sim::is_first_rank()) return;
  if (earlier) taken_up_ = std::move(earlier->points);
  take_up_parts();
  order();
  kept_ = static_cast<std::int64_t>(taken_up_.size());
  hold_reserve(least_reserve);
}

void PointStore::take_up_parts() {
  std::vector<int> numbers;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(parts_.folder(), error))
    if (const auto number = number_of_part(entry.path().filename().string()))
      numbers.push_back(*number);
  std::sort(numbers.begin(), numbers.end());
  for (const int number : numbers) {
    next_part_ = number + 1;
    if (const auto bytes = parts_.kept(fmt::format("{}{}", part_prefix, number)))
      taken_up_.add(unpacked(*bytes));
  }
}

void PointStore::order() {
  const std::size_t words = taken_up_.key_words;
  const std::uint64_t* keys = taken_up_.keys.data();
  order_.resize(taken_up_.size());
  std::iota(order_.begin(), order_.end(), 0u);
  std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::lexicographical_compare(keys + a * words, keys + (a + 1) * words, keys + b * words,
                                        keys + (b + 1) * words);
  });
}

std::optional<std::size_t> PointStore::find(std::span<const std::uint64_t> key) const {
  const std::size_t words = taken_up_.key_words;
  if (order_.empty() || words != key.size()) return std::nullopt;
  const auto key_at = [&](std::uint32_t point) {
    return std::span(taken_up_.keys).subspan(point * words, words);
  };
  const auto found = std::lower_bound(
      order_.begin(), order_.end(), key, [&](std::uint32_t point, const auto& wanted) {
        const auto here = key_at(point);
        return std::lexicographical_compare(here.begin(), here.end(), wanted.begin(), wanted.end());
      });
  if (found == order_.end() || !std::ranges::equal(key_at(*found), key)) return std::nullopt;
  return *found;
}

// Room that is taken now, to be given back to a part that would find none.
void PointStore::hold_reserve(std::size_t bytes) {
  if (!parts_.keeps() || bytes <= reserve_bytes_) return;
  const fs::path place = parts_.folder() / reserve_name;
  const int file = open(place.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
  if (file < 0) return;
  const bool taken = posix_fallocate(file, 0, static_cast<off_t>(bytes)) == 0;
  ::close(file);
  if (taken) reserve_bytes_ = bytes;
}

void PointStore::close() {
  if (!parts_.keeps() || !sim::is_first_rank()) return;
  std::error_code ignored;
  fs::remove(parts_.folder() / reserve_name, ignored);
  reserve_bytes_ = 0;
}

bool PointStore::fills_reserve(const KeptPoints& points) const {
  constexpr std::size_t spare = 4096;  // for what stands around the points
  const std::size_t words = points.keys.size() + points.values.size();
  return reserve_bytes_ > 0 && words * sizeof(std::uint64_t) + spare > reserve_bytes_;
}

void PointStore::keep(const KeptPoints& points, std::int64_t left) {
  if (!parts_.keeps() || points.size() == 0) return;
  const sim::Bytes bytes = packed(points);
  const std::string name = fmt::format("{}{}", part_prefix, next_part_);
  try {
    parts_.keep(name, bytes);
  } catch (const sim::InputError&) {
    close();
    bool kept = true;
    try {
      parts_.keep(name, bytes);
    } catch (const sim::InputError&) {
      kept = false;
    }
    complain_full(points, left, kept);
  }
  ++next_part_;
  kept_ += static_cast<std::int64_t>(points.size());
  hold_reserve(2 * bytes.size());
}

void PointStore::complain_full(const KeptPoints& points, std::int64_t left, bool kept) const {
  const std::int64_t now = kept ? static_cast<std::int64_t>(points.size()) : 0;
  // Each point stands in a part and, at the end, in the result.
  const auto bytes = (points.key_words + points.numbers) * sizeof(std::uint64_t);
  const std::int64_t to_come = left + (kept ? 0 : static_cast<std::int64_t>(points.size()));
  const auto needed = static_cast<std::uintmax_t>(2 * to_come + kept_ + now) * bytes;
  const std::uintmax_t free = free_bytes(parts_.folder());
  const std::string why =
      free < needed ? fmt::format("the disk is full (about {} more are needed, {} free",
                                  output::readable_size(needed), output::readable_size(free))
                    : std::string("no more points can be written (the system refuses it");
  throw sim::InputError(sim::Complaint{parts_.folder().generic_string(), 0, 0,
                                       fmt::format("{}; {} points are kept)", why, kept_ + now),
                                       "make room and go on with --resume"});
}

}  // namespace agglomera::scenarios
