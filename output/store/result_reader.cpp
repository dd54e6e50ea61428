// A file as a result: everything it holds, whoever wrote it, as far as it fits the schema.
#include <fmt/format.h>

#include <new>

#include "output/store/file_reader.hpp"
#include "output/store/hdf5.hpp"
#include "output/store/result_file.hpp"
#include "output/store/trial.hpp"
#include "output/store/whole_file.hpp"

namespace agglomera::output {
ResultFile read_result(const std::filesystem::path& place, const std::string& filetype) {
  const auto [image, sealed] = read_whole(place);
  if (!starts_like_hdf5(image)) complain(place, "is no HDF5 file");
  const auto read = [&image = image] {
    const hdf5::Handle file = hdf5::open_image(image);
    return FileReader(file, image.size(), Extent::whole).result();
  };
  if (!sealed && !comes_to_an_end(read, trial_seconds(image.size())))
    complain(place, "is damaged (the HDF5 library can't read it)", "make it again or copy it anew");
  try {
    ResultFile result = read();
    check_is_ours(place, filetype, Extent::whole, result);
    return result;
  } catch (const hdf5::Failure& failure) {
    complain(place, fmt::format("is damaged or cut short ({})", failure.what()),
             "make it again or copy it anew");
  } catch (const std::bad_alloc&) {
    complain(place, "can't be read (not enough memory, or damaged)");
  }
}

}  // namespace agglomera::output
