#include "scenarios/study/sweep_file.hpp"

#include <fmt/format.h>

#include "scenarios/study/calibration_sweep.hpp"
#include "scenarios/study/experiment_file.hpp"

namespace agglomera::scenarios {
namespace {

namespace fs = std::filesystem;

class SweepReader {
 public:
  SweepReader(Source& source, const fs::path& path, TomlTable& root, Complaints& complaints)
      : source_(source), path_(path), root_(root), complaints_(complaints) {}

  Sweep read() {
    if (root_.has("calibration")) return read_calibration_sweep(source_, path_, root_, complaints_);
    read_design();
    const Points points = sweep_.design == DesignKind::grid ? Points::combined : Points::sampled;
    sweep_.variation = read_variation(source_, path_, root_, points, 1, complaints_);
    if (sweep_.design == DesignKind::grid) count_grid();
    root_.finish();
    return std::move(sweep_);
  }

 private:
  void read_design() {
    auto section = root_.table("design");
    if (!section) return;
    const auto kind = section->one_of("kind");
    if (kind) sweep_.design = static_cast<DesignKind>(*kind);
    if (!kind) {
      section->skip("points");
    } else if (sweep_.design != DesignKind::grid) {
      sweep_.points =
          section->whole("points").value_or(1);
    } else if (section->has("points")) {
      section->skip("points");
      section->complain(section->at("points"),
                        "\"points\" of a grid (it has all combinations of its values)",
                        "leave it out, or write kind = \"sobol\"");
    }
    section->finish();
  }

  void count_grid() {
    double points = 1.0;
    for (const Factor& factor : sweep_.variation.factors)
      points *= static_cast<double>(factor.values.size());
    if (points > static_cast<double>(most_points_of_sweep))
      root_.complain(
          root_.at("design"),
          fmt::format("the grid has {:.6g} points (at most {})", points, most_points_of_sweep),
          "take fewer values or steps, or a sampled design");
    else
      sweep_.points = static_cast<std::int64_t>(points);
  }

  Source& source_;
  const fs::path path_;
  TomlTable& root_;
  Complaints& complaints_;
  Sweep sweep_;
};

}  // namespace

const std::vector<std::string>& design_names() {
  static const std::vector<std::string> names = {"grid", "latin-hypercube", "sobol", "halton"};
  return names;
}

std::string design_name(const Sweep& sweep) {
  return sweep.calibration ? "calibration" : design_names()[static_cast<std::size_t>(sweep.design)];
}

Sweep read_sweep(Source& source, const fs::path& path, const Overrides& overrides) {
  Complaints complaints;
  Sweep sweep;
  open_experiment(source, path, ExperimentKind::sweep, complaints, [&](TomlTable& root) {
    sweep = SweepReader(source, path, root, complaints).read();
  });
  apply(overrides, sweep.calibration ? least_members_of_experiment : 1, sweep.variation.scenario,
        complaints);
  if (sweep.calibration) {
    sweep.calibration->scenario.members = sweep.variation.scenario.members;
    sweep.calibration->scenario.seed = sweep.variation.scenario.seed;
  }
  if (!complaints.none()) throw sim::InputError(complaints.all());
  sweep.variation.inputs = source.read_so_far();
  return sweep;
}

}  // namespace agglomera::scenarios
