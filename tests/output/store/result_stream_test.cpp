#include "output/store/result_stream.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>

#include "sample_results.hpp"
#include "sim/errors.hpp"

namespace agglomera::output {
namespace {

using Shape = std::vector<std::uint64_t>;
using testing::ElementsAre;

std::string complaint_of(const std::filesystem::path& place) {
  try {
    ResultStream stream(place);
  } catch (const sim::InputError& error) {
    return error.what();
  }
  return "";
}

TEST(ResultStream, cuts_a_box_by_its_last_dimensions_first) {
  std::vector<std::pair<Shape, Shape>> slabs;
  for_each_slab({2, 3, 4}, 8,
                [&](const Slab& slab) { slabs.emplace_back(slab.start, slab.count); });
  EXPECT_THAT(slabs, ElementsAre(std::pair(Shape{0, 0, 0}, Shape{1, 2, 4}),
                                 std::pair(Shape{0, 2, 0}, Shape{1, 1, 4}),
                                 std::pair(Shape{1, 0, 0}, Shape{1, 2, 4}),
                                 std::pair(Shape{1, 2, 0}, Shape{1, 1, 4})));
}

TEST(ResultStream, covers_every_cell_once_and_in_order_whatever_the_size) {
  const Shape shape = {3, 1, 5, 2};
  for (std::uint64_t most = 1; most <= 40; ++most) {
    std::uint64_t next = 0;
    for_each_slab(shape, most, [&](const Slab& slab) {
      ASSERT_LE(slab.cells(), most);
      std::uint64_t first = 0;
      for (std::size_t axis = 0; axis < shape.size(); ++axis)
        first = first * shape[axis] + slab.start[axis];
      ASSERT_EQ(first, next);
      next += slab.cells();
    });
    EXPECT_EQ(next, 30u);
  }
}

TEST(ResultStream, sees_one_cell_of_a_scalar_and_none_of_an_empty_array) {
  int slabs = 0;
  for_each_slab({}, 10, [&](const Slab& slab) {
    EXPECT_EQ(slab.cells(), 1u);
    ++slabs;
  });
  for_each_slab({3, 0}, 10, [&](const Slab&) { slabs += 100; });
  EXPECT_EQ(slabs, 1);
}

TEST(ResultStream, gives_the_values_of_the_whole_file_piece_by_piece) {
  const TemporaryFolder folder;
  write_result(sample_run(3000), folder / "run.h5");
  const ResultFile whole = read_result(folder / "run.h5");
  const ResultStream stream(folder / "run.h5");
  const ResultFile& outline = stream.outline();
  ASSERT_EQ(outline.groups.size(), whole.groups.size());
  for (std::size_t g = 0; g < whole.groups.size(); ++g) {
    const Group& group = outline.groups[g];
    EXPECT_EQ(group.dimensions[0].labels, whole.groups[g].dimensions[0].labels);
    for (std::size_t v = 0; v < group.variables.size(); ++v) {
      const auto& expected = whole.groups[g].variables[v].values;
      decltype(Variable::values) joined = group.variables[v].values;
      for_each_slab(shape_of(group, group.variables[v]), 1000, [&](const Slab& slab) {
        std::visit(
            [&](auto& all) {
              const auto piece = std::get<std::remove_cvref_t<decltype(all)>>(
                  stream.read(group, group.variables[v], slab));
              all.insert(all.end(), piece.begin(), piece.end());
            },
            joined);
      });
      if (const auto* reals = std::get_if<std::vector<double>>(&expected)) {
        const auto& read = std::get<std::vector<double>>(joined);
        ASSERT_EQ(read.size(), reals->size());
        for (std::size_t i = 0; i < read.size(); ++i)
          ASSERT_EQ(std::bit_cast<std::uint64_t>(read[i]),
                    std::bit_cast<std::uint64_t>((*reals)[i]));
      } else {
        EXPECT_EQ(joined, expected) << group.variables[v].name;
      }
    }
  }
}

TEST(ResultStream, refuses_what_the_whole_reader_refuses_in_the_same_words) {
  const TemporaryFolder folder;
  write_result(sample_run(), folder / "run.h5");
  const std::string bytes = bytes_of(folder / "run.h5");
  put_bytes(folder / "empty.h5", "");
  put_bytes(folder / "text.h5", "id,name\n");
  put_bytes(folder / "short.h5", bytes.substr(0, 3000));
  std::string changed = bytes;
  changed[changed.size() / 2] ^= 1;
  put_bytes(folder / "changed.h5", changed);
  for (const char* name : {"none.h5", "empty.h5", "text.h5", "short.h5", "changed.h5"}) {
    std::string said;
    try {
      read_result(folder / name);
    } catch (const sim::InputError& error) {
      said = error.what();
    }
    EXPECT_NE(said, "") << name;
    EXPECT_EQ(complaint_of(folder / name), said);
  }
}

TEST(ResultStream, sees_a_changed_byte_wherever_it_is) {
  const TemporaryFolder folder;
  write_result(sample_run(200), folder / "run.h5");
  const std::string bytes = bytes_of(folder / "run.h5");
  for (const std::size_t at :
       {std::size_t{9}, bytes.size() / 3, bytes.size() - 20, bytes.size() - 1}) {
    std::string changed = bytes;
    changed[at] ^= 1;
    put_bytes(folder / "changed.h5", changed);
    EXPECT_THAT(complaint_of(folder / "changed.h5"), testing::HasSubstr("is damaged")) << at;
  }
}

TEST(ResultStream, reads_a_file_that_lost_its_seal) {
  const TemporaryFolder folder;
  write_result(sample_run(200), folder / "run.h5");
  const std::string bytes = bytes_of(folder / "run.h5");
  put_bytes(folder / "unsealed.h5", bytes.substr(0, bytes.size() - 16));
  EXPECT_EQ(complaint_of(folder / "unsealed.h5"), "");
}

}  // namespace
}  // namespace agglomera::output
