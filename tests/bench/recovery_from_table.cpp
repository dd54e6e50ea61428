// The proof of `init --from`: a table of 60 regions x 90 industries x 18 years, of which 20 industries were made
// by the engine from numbers drawn from the prior. For each of them `agglomera init --from` writes a study, its
// experiments/calibrate.toml is run as written, and 90 % intervals are held against the truth.
//   recovery_from_table AGGLOMERA [--truths 20] [--members N] [--small] [--counts | --revenue] [--seed 1]
// Gates: over the identified numbers (contraction of 0.1 at least on average over the truths, what the
// program calls identified) and over all numbers 0.85 to 0.95 is covered; a calibrator that is shifted by one
// prior sd fails. --small, for every day: 12 regions, 6 industries, 8 years, 3 truths, 0.8 to 1.
#include <fmt/format.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <stdexcept>

#include "scenarios/study/calibration_file.hpp"
#include "sim/errors.hpp"
#include "tests/bench/gates.hpp"
#include "tests/bench/recovered.hpp"
#include "tests/bench/recovery_table.hpp"

namespace agglomera::tests {
namespace {

namespace fs = std::filesystem;

constexpr double shift_of_broken_twin = 1.0;  // prior sds

struct Settings {
  std::string program;
  RecoveryDesign design;
  std::optional<std::int64_t> members;
  bool counts = true, revenue = true;
  double least_covered = 0.85, most_covered = 0.95;
  fs::path folder;
};

scenarios::CalibrationResult calibrated(const Settings& settings, const RecoveryDesign& design,
                                        const std::string& industry) {
  const fs::path study = settings.folder / "study";
  fs::remove_all(study);
  const std::string command = fmt::format(
      "'{}' init '{}' --from '{}' --regions '{}' --industry '{}'{} >'{}' 2>&1", settings.program, study.string(),
      (settings.folder / "table.csv").string(), (settings.folder / "regions.csv").string(), industry,
      design.revenue ? " --revenue revenue" : "", (settings.folder / "said.txt").string());
  if (std::system(command.c_str()) != 0) throw std::runtime_error("failed: " + command);
  scenarios::Source source;
  return scenarios::calibrate(
      scenarios::read_calibration(source, study / "experiments/calibrate.toml", {settings.members, std::nullopt}));
}

void tell_numbers(const std::vector<Recovered>& all) {
  std::map<std::string, std::array<double, 5>> of;  // held, contraction, z, z², count
  for (const Recovered& one : all) {
    auto& sums = of[one.number.substr(0, one.number.find(':'))];
    sums[0] += one.held, sums[1] += one.contraction, sums[2] += one.z, sums[3] += one.z * one.z, sums[4] += 1.0;
  }
  for (const auto& [name, sums] : of)
    fmt::print("          {:22s} covered {:.3f}, contraction {:5.2f}, z {:5.2f} ± {:.2f} ({:.0f})\n", name, sums[0] / sums[4],
               sums[1] / sums[4], sums[2] / sums[4],
               std::sqrt(std::max(0.0, sums[3] / sums[4] - sums[2] * sums[2] / sums[4] / sums[4])), sums[4]);
}

void prove(const Settings& settings, bool revenue, Gates& gates) {
  RecoveryDesign design = settings.design;
  design.revenue = revenue;
  const std::string what = fmt::format(
      "{} regions, {} industries, {} years, {}: {} made industries", design.regions, design.industries, design.years,
      revenue ? "counts and revenue" : "counts", design.truths);
  const std::vector<MadeIndustry> made = write_recovery_table(design, settings.folder);
  std::vector<Recovered> sound, shifted;
  for (std::size_t k = 0; k < made.size(); ++k) {
    const scenarios::CalibrationResult result = calibrated(settings, design, made[k].name);
    add_recovered(result, made[k].truth, k, 0.0, sound);
    add_recovered(result, made[k].truth, k, shift_of_broken_twin, shifted);
    fmt::print(stderr, "{} of {}: {:.3f} so far\n", k + 1, made.size(), coverage_of(sound, -1e9).share);
  }
  const auto in_gate = [&](const CoverageOfTruths& c) {
    return c.share >= settings.least_covered && c.share <= settings.most_covered;
  };
  const auto words = [](const CoverageOfTruths& c) {
    return fmt::format("{:.3f} in [{:.3f}, {:.3f}] ({} numbers, {} pairs; z {:.2f} ± {:.2f})", c.share, c.interval.low,
                       c.interval.high, c.numbers, c.pairs, c.mean_of_z, c.sd_of_z);
  };
  const CoverageOfTruths identified = coverage_of(sound, scenarios::least_contraction), all = coverage_of(sound, -1e9),
                         well = coverage_of(sound, 0.5), broken = coverage_of(shifted, scenarios::least_contraction);
  const std::string asked =
      fmt::format("90 % intervals to cover {} to {}", settings.least_covered, settings.most_covered);
  gates.asks(in_gate(identified), what + ", identified numbers", asked, words(identified));
  gates.asks(in_gate(all), "  all numbers", asked, words(all));
  if (well.pairs > 0) fmt::print("        well identified (contraction 0.5): {}\n", words(well));
  gates.asks(!in_gate(broken), fmt::format("  its broken twin: shifted by {} prior sd", shift_of_broken_twin),
             "to fail that", words(broken));
  tell_numbers(sound);
}

Settings settings_of(int count, char** words) {
  Settings settings;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    const auto number = [&] { return i + 1 < count ? std::atoll(words[++i]) : 0; };
    if (word == "--truths") settings.design.truths = static_cast<std::size_t>(number());
    else if (word == "--members") settings.members = number();
    else if (word == "--seed") settings.design.seed = static_cast<std::uint64_t>(number());
    else if (word == "--firms") settings.design.firms = static_cast<double>(number());
    else if (word == "--counts") settings.revenue = false;
    else if (word == "--revenue") settings.counts = false;
    else if (word == "--small") {  // too few pairs for the gates of the whole
      settings.design = {12, 6, 3, 8, false, 400.0, 4e4, settings.design.seed};
      settings.least_covered = 0.8, settings.most_covered = 1.0;
    }
    else settings.program = fs::absolute(word).string();
  }
  return settings;
}

}  // namespace
}  // namespace agglomera::tests

int main(int count, char** words) {
  using namespace agglomera::tests;
  Settings settings = settings_of(count, words);
  std::string pattern = (std::filesystem::temp_directory_path() / "agglomera-recovery-XXXXXX").string();
  settings.folder = mkdtemp(pattern.data());
  Gates gates;
  int code = 1;
  try {
    if (settings.counts) prove(settings, false, gates);
    if (settings.revenue) prove(settings, true, gates);
    code = gates.exit_code();
  } catch (const agglomera::sim::InputError& error) {
    for (const auto& complaint : error.complaints()) fmt::print(stderr, "{}: {}\n", complaint.file, complaint.message);
  } catch (const std::exception& error) {
    fmt::print(stderr, "{}\n", error.what());
  }
  std::error_code ignored;
  std::filesystem::remove_all(settings.folder, ignored);
  return code;
}
