// The templates' three cities and six years with a calibration, in a folder that goes away with it.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "scenarios/study/calibration_file.hpp"

namespace agglomera::scenarios {

class SmallCalibration {
 public:
  SmallCalibration() {
    std::string pattern = (std::filesystem::temp_directory_path() / "agglomera-small-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    std::filesystem::copy(AGGLOMERA_SOURCE "/scenarios/templates", folder_,
                          std::filesystem::copy_options::recursive);
    std::filesystem::create_directory(folder_ / "experiments");
    write("experiments/calibrate.toml",
          "format = 1\nexperiment = \"calibrate\"\nscenario = \"../baseline.toml\"\n"
          "members = 40\nseed = 5\n"
          "[targets]\nmeasures = [\"lq_count\", \"lq_revenue\"]\n"
          "years = { first = 2011, last = 2015 }\n"
          "[free]\nparameters = [\"exit_rate\"]\ncities = [\"amenity\", \"growth_advantage\"]\n"
          "[method]\nkind = \"es-mda\"\nsteps = 2\n");
  }
  ~SmallCalibration() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  SmallCalibration(const SmallCalibration&) = delete;
  SmallCalibration& operator=(const SmallCalibration&) = delete;

  std::filesystem::path path(const std::string& name) const { return folder_ / name; }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
  }
  std::string text(const std::string& name) const {
    std::ifstream stream(path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  Calibration read() const {
    Source source;
    return read_calibration(source, path("experiments/calibrate.toml"));
  }

 private:
  std::filesystem::path folder_;
};

}  // namespace agglomera::scenarios
