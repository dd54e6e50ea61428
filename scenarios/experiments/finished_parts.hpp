// Finished parts of long work, in a folder beside the result (OUT.parts): what an interrupted command
// left, and the same command with --resume takes up. Each part is whole or not there. Because every
// part is a pure function of the experiment, the result is the same as without the interruption. The first
// rank alone has the folder; the others learn from it what is there.
#pragma once

#include <Eigen/Core>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "sim/ranks.hpp"

namespace agglomera::scenarios {

class FinishedParts {
 public:
  // When the folder is made: at once, or when there is a part to keep.
  enum class Folder { at_once, when_needed };

  // The file of the folder that says when the work was begun and, from its second line on, the origin.
  static constexpr const char* begun_name = "begun";

  // None are kept.
  FinishedParts() = default;
  // `origin`: everything the parts depend on; `created`: when the work was first begun. Without
  // `resume` parts of earlier work are thrown away. Throws sim::InputError when parts of another
  // experiment are to be taken up, or the folder can't be made.
  FinishedParts(std::filesystem::path folder, std::string origin, std::string created, bool resume,
                Folder when = Folder::at_once);

  // The part, from the folder where it is finished, else by `work`, and kept.
  Eigen::MatrixXd part(const std::string& name, const std::function<Eigen::MatrixXd()>& work) const;

  // Parts of other shapes, read and kept by the first rank alone: nothing where there is none, or none
  // that is whole.
  bool keeps() const { return !folder_.empty(); }
  std::optional<sim::Bytes> kept(const std::string& name) const;
  void keep(const std::string& name, const sim::Bytes& bytes) const;

  // For files of other makers: any rank may write them, once the first has made the folder.
  const std::filesystem::path& folder() const { return folder_; }
  const std::string& origin() const { return origin_; }
  void begin() const;

  const std::string& created() const { return created_; }
  int taken_up() const { return taken_up_; }
  void remove() const;          // once the result is written
  void remove_if_none() const;  // when the work could not even begin

 private:
  std::optional<Eigen::MatrixXd> kept_matrix(const std::string& name) const;

  std::filesystem::path folder_;
  std::string origin_;
  std::string created_;
  mutable bool begun_ = false;
  mutable int taken_up_ = 0;
};

}  // namespace agglomera::scenarios
