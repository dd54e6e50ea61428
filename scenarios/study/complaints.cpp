#include "scenarios/study/complaints.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <tuple>

namespace agglomera::scenarios {
namespace {

constexpr std::size_t most_of_a_file = 100;
constexpr std::size_t longest_name = 64;  // longer words are nobody's misspelt name

}  // namespace

void Complaints::add(sim::Complaint complaint) {
  auto of_file = std::find_if(files_.begin(), files_.end(),
                              [&](const OfFile& one) { return one.file == complaint.file; });
  if (of_file == files_.end()) of_file = files_.insert(files_.end(), OfFile{complaint.file, {}, 0});
  if (of_file->kept.size() < most_of_a_file)
    of_file->kept.push_back(std::move(complaint));
  else
    ++of_file->more;
}

void Complaints::add(const sim::InputError& error) {
  for (const sim::Complaint& complaint : error.complaints()) add(complaint);
}

bool Complaints::wanted(const std::string& file) const {
  return std::none_of(files_.begin(), files_.end(), [&](const OfFile& one) {
    return one.file == file && one.kept.size() >= most_of_a_file;
  });
}

std::size_t Complaints::count() const {
  std::size_t all = 0;
  for (const OfFile& one : files_) all += one.kept.size() + one.more;
  return all;
}

std::vector<sim::Complaint> Complaints::all() const {
  std::vector<sim::Complaint> all;
  for (const OfFile& one : files_) {
    std::vector<sim::Complaint> kept = one.kept;
    std::stable_sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) {
      return std::tie(a.line, a.column) < std::tie(b.line, b.column);
    });
    all.insert(all.end(), kept.begin(), kept.end());
    if (one.more > 0) all.push_back({one.file, 0, 0, fmt::format("… and {} more", one.more), ""});
  }
  return all;
}

std::string in_quotes(std::string_view words) {
  constexpr std::size_t most_letters = 40;
  std::string shown = "\"";
  std::size_t letters = 0;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto byte = static_cast<unsigned char>(words[at]);
    const bool begins_letter = (byte & 0xC0u) != 0x80u;
    if (begins_letter && ++letters > most_letters) {
      shown += "…";
      break;
    }
    const bool control = byte < 0x20 || byte == 0x7F;
    shown += control ? "?" : std::string(1, words[at]);
  }
  return shown + "\"";
}

std::string nearest_suggestion(std::string_view name, const std::vector<std::string>& known) {
  if (name.size() > longest_name) return "";
  const std::string nearest = sim::nearest_name(name, known);
  return nearest.empty() ? "" : fmt::format("did you mean \"{}\"?", nearest);
}

std::string suggestion_for(std::string_view name, const std::vector<std::string>& known) {
  return name.size() > longest_name ? "" : sim::did_you_mean(name, known);
}

std::string known_names(const std::vector<std::string>& known) {
  constexpr std::size_t most = 12;
  const auto end = known.begin() + static_cast<std::ptrdiff_t>(std::min(most, known.size()));
  return fmt::format("known: {}{}", fmt::join(known.begin(), end, ", "),
                     known.size() > most ? ", …" : "");
}

}  // namespace agglomera::scenarios
