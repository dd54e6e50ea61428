#include "output/store/result_stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <new>
#include <numeric>

#include "output/store/file_reader.hpp"
#include "output/store/hdf5.hpp"
#include "output/store/trial.hpp"
#include "output/store/whole_file.hpp"

namespace agglomera::output {
namespace {

using hdf5::Handle;
using Shape = std::vector<std::uint64_t>;

constexpr std::uint64_t cells_of_a_trial = 64 * 1024;

std::uint64_t product(const std::uint64_t* first, const std::uint64_t* last) {
  return std::accumulate(first, last, std::uint64_t{1}, std::multiplies<>());
}

template <typename Number>
std::vector<Number> read_slab(hid_t dataset, hid_t type, hid_t in_memory, hid_t in_file,
                              std::uint64_t cells) {
  std::vector<Number> numbers(cells);
  hdf5::check(H5Dread(dataset, type, in_memory, in_file, H5P_DEFAULT, numbers.data()),
              "reading an array");
  return numbers;
}

// From the last dimension to the first, as the hands of a clock; false after the last box.
bool step(Slab& slab, const Shape& shape, std::size_t axis, std::uint64_t stride) {
  slab.start[axis] += stride;
  while (slab.start[axis] >= shape[axis]) {
    if (axis == 0) return false;
    slab.start[axis] = 0;
    ++slab.start[--axis];
  }
  return true;
}

}  // namespace

std::uint64_t Slab::cells() const { return product(count.data(), count.data() + count.size()); }

void for_each_slab(const Shape& shape, std::uint64_t most_cells,
                   const std::function<void(const Slab&)>& act) {
  if (std::ranges::count(shape, 0u) > 0) return;
  if (shape.empty()) {
    act({});
    return;
  }
  // Whole dimensions from the last one on, as long as they fit; of the next one, `stride` at once.
  std::size_t axis = shape.size() - 1;
  std::uint64_t inner = 1;
  while (axis > 0 && inner * shape[axis] <= most_cells) inner *= shape[axis--];
  const std::uint64_t stride = std::clamp<std::uint64_t>(most_cells / inner, 1, shape[axis]);
  Slab slab{Shape(shape.size(), 0), shape};
  std::fill_n(slab.count.begin(), axis, 1);
  do {
    slab.count[axis] = std::min(stride, shape[axis] - slab.start[axis]);
    act(slab);
  } while (step(slab, shape, axis, stride));
}

Shape shape_of(const Group& group, const Variable& variable) {
  Shape shape;
  for (const std::string& name : variable.dimensions) {
    const Dimension* dimension = group.dimension(name);
    shape.push_back(dimension ? dimension->size() : 0);
  }
  return shape;
}

// The open file with its outline, and every array that was read from, with its cache.
class ResultStream::File {
 public:
  File(const std::filesystem::path& place, std::uintmax_t bytes)
      : file_(hdf5::open_place(place)),
        outline_(FileReader(file_, bytes, Extent::outline).result()) {}

  ResultFile& outline() { return outline_; }

  decltype(Variable::values) read(const Group& group, const Variable& variable, const Slab& slab) {
    const Handle& dataset = opened(group, variable);
    const Handle in_file{H5Dget_space(dataset), H5Sclose, "reading an array"};
    const std::uint64_t cells = slab.cells();
    if (!slab.start.empty()) {
      const std::vector<hsize_t> start(slab.start.begin(), slab.start.end()),
          count(slab.count.begin(), slab.count.end());
      hdf5::check(H5Sselect_hyperslab(in_file, H5S_SELECT_SET, start.data(), nullptr, count.data(),
                                      nullptr),
                  "choosing cells");
    }
    const hsize_t line = cells;
    const Handle in_memory{H5Screate_simple(1, &line, nullptr), H5Sclose, "reading an array"};
    if (std::holds_alternative<std::vector<double>>(variable.values))
      return read_slab<double>(dataset, H5T_NATIVE_DOUBLE, in_memory, in_file, cells);
    if (std::holds_alternative<std::vector<std::int32_t>>(variable.values))
      return read_slab<std::int32_t>(dataset, H5T_NATIVE_INT32, in_memory, in_file, cells);
    if (std::holds_alternative<std::vector<std::int64_t>>(variable.values))
      return read_slab<std::int64_t>(dataset, H5T_NATIVE_INT64, in_memory, in_file, cells);
    const Handle type{H5Dget_type(dataset), H5Tclose, "reading an array"};
    return hdf5::read_texts(dataset, type, cells, false, in_memory, in_file);
  }

  // Every array spans what its dimensions do; the first that does not, or nothing.
  std::string misshapen() {
    for (const Group& group : outline_.groups)
      for (const Variable& variable : group.variables) {
        const Handle space{H5Dget_space(opened(group, variable)), H5Sclose, "reading an array"};
        const std::vector<hsize_t> shape = hdf5::shape_of(space);
        if (!std::ranges::equal(shape, shape_of(group, variable)))
          return fmt::format("/{}/{} has another shape than its dimensions", group.name,
                             variable.name);
      }
    return "";
  }

  void read_everything() {
    for (const Group& group : outline_.groups)
      for (const Variable& variable : group.variables)
        for_each_slab(shape_of(group, variable), cells_of_a_trial,
                      [&](const Slab& slab) { read(group, variable, slab); });
  }

 private:
  const Handle& opened(const Group& group, const Variable& variable) {
    const std::string path = "/" + group.name + "/" + variable.name;
    const auto found = datasets_.find(path);
    if (found != datasets_.end()) return found->second;
    return datasets_
        .emplace(path,
                 Handle{H5Dopen2(file_, path.c_str(), H5P_DEFAULT), H5Dclose, "opening " + path})
        .first->second;
  }

  Handle file_;
  ResultFile outline_;
  std::map<std::string, Handle> datasets_;
};

namespace {

template <typename Act>
auto with_complaints(const std::filesystem::path& place, Act act) {
  try {
    return act();
  } catch (const hdf5::Failure& failure) {
    complain(place, fmt::format("is damaged or cut short ({})", failure.what()),
             "make it again or copy it anew");
  } catch (const std::bad_alloc&) {
    complain(place, "can't be read (not enough memory, or damaged)");
  }
}

}  // namespace

ResultStream::ResultStream(std::filesystem::path place) : place_(std::move(place)) {
  const FileHead head = read_head(place_, 8);
  if (!starts_like_hdf5(head.first)) complain(place_, "is no HDF5 file");
  const auto try_it = [&] { File(place_, head.bytes).read_everything(); };
  if (!head.sealed && !comes_to_an_end(try_it, trial_seconds(head.bytes)))
    complain(place_, "is damaged (the HDF5 library can't read it)",
             "make it again or copy it anew");
  with_complaints(place_, [&] {
    file_ = std::make_unique<File>(place_, head.bytes);
    check_is_ours(place_, "", Extent::outline, file_->outline());
    if (const std::string wrong = file_->misshapen(); !wrong.empty())
      complain(place_, fmt::format("is incomplete or was changed ({})", wrong), "make it again");
  });
}

ResultStream::~ResultStream() = default;

const ResultFile& ResultStream::outline() const { return file_->outline(); }

decltype(Variable::values) ResultStream::read(const Group& group, const Variable& variable,
                                              const Slab& slab) const {
  return with_complaints(place_, [&] { return file_->read(group, variable, slab); });
}

}  // namespace agglomera::output
