#include "output/store/result_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>

#include "sample_results.hpp"
#include "sim/errors.hpp"

// HDF5 does not free all it took when it gives up on damaged metadata; in sanitized builds that is
// no leak of ours.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libhdf5"; }

namespace agglomera::output {
namespace {

using testing::HasSubstr;

std::string complaint_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const sim::InputError& error) {
    return error.what();
  }
  return "";
}

TEST(ResultFile, comes_back_as_it_was_written) {
  const TemporaryFolder folder;
  const ResultFile written = sample_run();
  write_result(written, folder / "run.h5");
  const ResultFile read = read_result(folder / "run.h5", "run");

  EXPECT_EQ(read.filetype, "run");
  ASSERT_EQ(read.attributes.size(), written.attributes.size());
  EXPECT_EQ(std::get<std::int64_t>(read.attribute("seed")->value), 20081217);
  ASSERT_EQ(read.inputs.size(), 2u);
  EXPECT_EQ(read.inputs[0].path, "study.toml");
  EXPECT_EQ(read.inputs[0].text, written.inputs[0].text);
  ASSERT_EQ(read.groups.size(), written.groups.size());
  for (std::size_t g = 0; g < read.groups.size(); ++g) {
    EXPECT_EQ(read.groups[g].name, written.groups[g].name);
    ASSERT_EQ(read.groups[g].dimensions.size(), written.groups[g].dimensions.size());
    for (std::size_t d = 0; d < read.groups[g].dimensions.size(); ++d)
      EXPECT_EQ(read.groups[g].dimensions[d].labels, written.groups[g].dimensions[d].labels);
    ASSERT_EQ(read.groups[g].variables.size(), written.groups[g].variables.size());
    for (std::size_t v = 0; v < read.groups[g].variables.size(); ++v) {
      EXPECT_EQ(read.groups[g].variables[v].name, written.groups[g].variables[v].name);
      EXPECT_EQ(read.groups[g].variables[v].dimensions, written.groups[g].variables[v].dimensions);
    }
  }
  const Group& series = *read.group("series");
  EXPECT_EQ(std::get<std::vector<std::string>>(series.variable("city_zh")->values)[0], "北京");
  EXPECT_TRUE(
      std::isnan(std::get<std::vector<double>>(series.variable("lq_count")->values).back()));
  EXPECT_EQ(series.variable("lq_revenue")->values,
            written.groups[0].variable("lq_revenue")->values);
}

TEST(ResultFile, read_and_written_again_has_the_same_bytes) {
  const TemporaryFolder folder;
  for (const ResultFile& result : {sample_run(), sample_run(5000), sample_policy()}) {
    write_result(result, folder / "first.h5");
    write_result(read_result(folder / "first.h5"), folder / "again.h5");
    EXPECT_EQ(bytes_of(folder / "first.h5"), bytes_of(folder / "again.h5"));
  }
}

TEST(ResultFile, written_twice_has_the_same_bytes) {
  const TemporaryFolder folder;
  write_result(sample_run(3000), folder / "one.h5");
  write_result(sample_policy(), folder / "between.h5");
  const std::vector<double> other_memory = noise(100'000);  // what was in memory must not get in
  write_result(sample_run(3000), folder / "other-name.h5");
  EXPECT_EQ(bytes_of(folder / "one.h5"), bytes_of(folder / "other-name.h5"));
}

TEST(ResultFile, gets_units_and_long_names_from_the_schema) {
  const TemporaryFolder folder;
  write_result(sample_run(), folder / "run.h5");
  const ResultFile read = read_result(folder / "run.h5");
  EXPECT_EQ(read.group("series")->variable("revenue")->units, "USD");
  EXPECT_EQ(read.group("series")->dimension("year")->units, "year");
  EXPECT_THAT(read.group("series")->variable("lq_count")->long_name,
              HasSubstr("location quotient"));
}

TEST(ResultFile, replaces_an_older_file_and_leaves_nothing_beside_it) {
  const TemporaryFolder folder;
  put_bytes(folder / "run.h5", "older");
  write_result(sample_run(), folder / "run.h5");
  EXPECT_EQ(read_result(folder / "run.h5").filetype, "run");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(ResultFile, holds_no_facts_as_well_as_many) {
  const TemporaryFolder folder;
  ResultFile result = sample_run();
  const std::vector<std::string> none;
  Group facts = {"stated_facts", {{"fact_number", "", "", std::vector<std::int64_t>{}}}, {}};
  for (const char* name : {"fact", "city", "relation", "unit", "note"})
    facts.variables.push_back({name, "", "", {"fact_number"}, none});
  for (const char* name : {"year_from", "year_to"})
    facts.variables.push_back({name, "", "", {"fact_number"}, std::vector<std::int32_t>{}});
  facts.variables.push_back({"value", "", "", {"fact_number"}, std::vector<double>{}});
  result.groups.push_back(facts);
  write_result(result, folder / "run.h5");
  EXPECT_EQ(read_result(folder / "run.h5").group("stated_facts")->dimension("fact_number")->size(),
            0u);
}

TEST(ResultFile, says_what_is_wrong_with_a_file_it_can_not_read) {
  const TemporaryFolder folder;
  const auto complaint = [&](const std::string& name, const std::string& filetype) {
    return complaint_of([&] { read_result(folder / name, filetype); });
  };
  EXPECT_THAT(complaint("none.h5", ""), HasSubstr("no such file"));
  EXPECT_THAT(complaint("", ""), HasSubstr("is a folder"));
  put_bytes(folder / "empty.h5", "");
  EXPECT_THAT(complaint("empty.h5", ""), HasSubstr("is empty"));
  put_bytes(folder / "text.h5", "city,year,value\n");
  EXPECT_THAT(complaint("text.h5", ""), HasSubstr("is no HDF5 file"));
  write_result(sample_policy(), folder / "effect.h5");
  EXPECT_THAT(complaint("effect.h5", "run"), HasSubstr("is a policy file, not a run file"));
}

TEST(ResultFile, that_breaks_the_schema_is_a_defect_and_not_written) {
  const TemporaryFolder folder;
  ResultFile without = sample_run();
  without.groups[0].variables.erase(without.groups[0].variables.begin());
  EXPECT_THROW(write_result(without, folder / "run.h5"), std::logic_error);
  ResultFile with = sample_run();
  with.groups[0].variables.push_back({"surprise", "1", "", {}, std::vector<double>{1}});
  EXPECT_THROW(write_result(with, folder / "run.h5"), std::logic_error);
  EXPECT_FALSE(std::filesystem::exists(folder / "run.h5"));
}

TEST(ResultFile, damaged_anywhere_is_refused_and_never_crashes) {
  const TemporaryFolder folder;
  write_result(sample_run(), folder / "whole.h5");
  const std::string whole = bytes_of(folder / "whole.h5");
  const std::size_t step = whole.size() / 500 + 1;
  for (std::size_t at = 0; at + 16 < whole.size(); at += step)
    for (const char flip : {'\x01', '\xFF'}) {
      std::string damaged = whole;
      damaged[at] = static_cast<char>(damaged[at] ^ flip);
      put_bytes(folder / "damaged.h5", damaged);
      EXPECT_THROW(read_result(folder / "damaged.h5"), sim::InputError) << "byte " << at;
    }
}

TEST(ResultFile, cut_short_anywhere_is_refused) {
  const TemporaryFolder folder;
  write_result(sample_run(), folder / "whole.h5");
  const std::string whole = bytes_of(folder / "whole.h5");
  const std::size_t content = whole.size() - 16;
  for (std::size_t length = 0; length < content; length += content / 120 + 1) {
    put_bytes(folder / "cut.h5", whole.substr(0, length));
    EXPECT_THROW(read_result(folder / "cut.h5"), sim::InputError) << length << " bytes";
  }
  // Without its seal, but with every byte of its content, as another tool would leave it.
  put_bytes(folder / "cut.h5", whole.substr(0, content));
  EXPECT_EQ(read_result(folder / "cut.h5").groups.size(), 3u);
}

TEST(ResultFile, damaged_without_its_seal_never_crashes_the_program) {
  const TemporaryFolder folder;
  write_result(sample_run(), folder / "whole.h5");
  const std::string whole = bytes_of(folder / "whole.h5");
  const std::size_t content = whole.size() - 16;
  const auto read = [&](std::string damaged) {
    put_bytes(folder / "damaged.h5", damaged);
    try {
      read_result(folder / "damaged.h5");
    } catch (const sim::InputError&) {
    }
  };
  for (std::size_t at = 1; at < content; at += content / 50 + 1) {
    // As a copy that stopped leaves it, in a file of the full size.
    read(whole.substr(0, at) + std::string(whole.size() - at, '\0'));
    std::string flipped = whole.substr(0, content);
    flipped[at] = static_cast<char>(flipped[at] ^ 0x81);
    read(flipped);
  }
}

TEST(ResultFile, changed_by_another_tool_is_read_unless_of_a_newer_version) {
  if (std::system("/usr/bin/python3 -c 'import h5py' 2>/dev/null") != 0)
    GTEST_SKIP() << "h5py is not installed";
  const TemporaryFolder folder;
  write_result(sample_run(), folder / "run.h5");
  const auto change = [&](const std::string& statement) {
    const std::string command = "/usr/bin/python3 -c \"import h5py; f = h5py.File('" +
                                (folder / "run.h5").string() + "', 'r+'); " + statement + "\"";
    ASSERT_EQ(std::system(command.c_str()), 0);
  };
  change("f['series/lq_count'][0, 0, 0, 0] = 5; f['series'].create_dataset('mine', data=[1, 2])");
  const ResultFile changed = read_result(folder / "run.h5");
  const Variable& lq = *changed.group("series")->variable("lq_count");
  EXPECT_EQ(std::get<std::vector<double>>(lq.values)[0], 5);
  change("f.attrs['format_version'] = [1, 7]");
  EXPECT_EQ(read_result(folder / "run.h5").filetype, "run");
  change("f.attrs['format_version'] = [2, 0]");
  EXPECT_THAT(complaint_of([&] { read_result(folder / "run.h5"); }),
              HasSubstr("its format 2.0 is newer than this program's 1.2"));
}

TEST(ResultFile, reads_in_xarray_h5py_netcdf4_and_ncdump) {
  if (std::system("/usr/bin/python3 -c 'import xarray, h5py, netCDF4' 2>/dev/null") != 0)
    GTEST_SKIP() << "xarray, h5py and netCDF4 are not installed";
  const TemporaryFolder folder;
  write_result(sample_run(3000), folder / "run.h5");
  const std::string check = "AGGLOMERA_RUN='" + (folder / "run.h5").string() +
                            "' /usr/bin/python3 " +
                            AGGLOMERA_SOURCE "/tests/output/reads_in_real_tools_test.py";
  EXPECT_EQ(std::system(check.c_str()), 0);
}

}  // namespace
}  // namespace agglomera::output
