// Finished parts of long work, in a folder beside the result (OUT.parts): what an interrupted command
// left, and the same command with --resume takes up. Each part is whole or not there. Because every
// part is a pure function of the experiment, the result is the same as without the interruption.
#pragma once

#include <Eigen/Core>

#include <filesystem>
#include <functional>
#include <string>

namespace agglomera::scenarios {

class FinishedParts {
 public:
  // None are kept.
  FinishedParts() = default;
  // `origin`: everything the parts depend on; `created`: when the work was first begun. Without
  // `resume` parts of earlier work are thrown away. Throws sim::InputError when parts of another
  // experiment are to be taken up, or the folder can't be made.
  FinishedParts(std::filesystem::path folder, const std::string& origin, std::string created,
                bool resume);

  // The part, from the folder where it is finished, else by `work`, and kept.
  Eigen::MatrixXd part(const std::string& name, const std::function<Eigen::MatrixXd()>& work) const;

  const std::string& created() const { return created_; }
  int taken_up() const { return taken_up_; }
  void remove() const;          // once the result is written
  void remove_if_none() const;  // when the work could not even begin

 private:
  std::filesystem::path folder_;
  std::string created_;
  mutable int taken_up_ = 0;
};

}  // namespace agglomera::scenarios
