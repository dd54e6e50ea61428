#include "scenarios/experiments/output_place.hpp"

#include <filesystem>

#include "output/store/whole_file.hpp"
#include "sim/errors.hpp"
#include "sim/ranks.hpp"

namespace agglomera::scenarios {

void check_output(const std::string& out, const std::vector<std::string>& named,
                  const std::vector<InputFile>& inputs, const std::string& posterior) {
  namespace fs = std::filesystem;
  if (!sim::is_first_rank()) return;
  output::check_writable(out);
  std::vector<fs::path> read(named.begin(), named.end());
  if (!posterior.empty()) read.emplace_back(posterior);
  for (const InputFile& input : inputs)
    read.push_back(fs::path(named.front()).parent_path() / input.path);
  for (const fs::path& file : read) {
    std::error_code not_there;
    if (fs::equivalent(out, file, not_there))
      throw sim::InputError(
          sim::Complaint{out, 0, 0, "is an input of this command (its result would replace it)",
                         "write to another file"});
  }
}

}  // namespace agglomera::scenarios
