// A result that is read piece by piece, for files of any size: memory does not grow with the arrays.
//
// At first only the outline is read: attributes, dimensions with their labels, variables without values.
// Cells are read slab by slab, in the order in which they lie in the file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "output/store/result_file.hpp"

namespace agglomera::output {

// A box of cells: from `start`, `count` along each dimension; both empty for a scalar.
struct Slab {
  std::vector<std::uint64_t> start, count;
  std::uint64_t cells() const;
};

// All cells of an array in their order, at most `most_cells` at once (but at least one).
void for_each_slab(const std::vector<std::uint64_t>& shape, std::uint64_t most_cells,
                   const std::function<void(const Slab&)>& act);

class ResultStream {
 public:
  // Throws sim::InputError as read_result does. A file with its seal is read through once for it, one
  // without is read on trial by another process.
  explicit ResultStream(std::filesystem::path place);
  ~ResultStream();
  ResultStream(const ResultStream&) = delete;
  ResultStream& operator=(const ResultStream&) = delete;

  // Without inputs and values.
  const ResultFile& outline() const;
  const std::filesystem::path& place() const { return place_; }

  // In the order of the file. Throws sim::InputError when the file is damaged there.
  decltype(Variable::values) read(const Group& group, const Variable& variable,
                                  const Slab& slab) const;

 private:
  class File;
  std::filesystem::path place_;
  std::unique_ptr<File> file_;
};

// How many labels each dimension of the variable has.
std::vector<std::uint64_t> shape_of(const Group& group, const Variable& variable);

}  // namespace agglomera::output
