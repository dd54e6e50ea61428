#include "sim/checkpoint.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <bit>
#include <cerrno>
#include <cstring>
#include <numeric>
#include <utility>

#include "sim/errors.hpp"

namespace agglomera::sim {
namespace {

constexpr std::uint64_t magic = 0x31544E494F504741ull;  // "AGPOINT1"
constexpr std::size_t buffer_bytes = std::size_t{1} << 20;

struct Front {
  std::uint64_t magic, version;
};

template <typename Value>
std::span<const std::byte> bytes_in(const Value& value) {
  return std::as_bytes(std::span(&value, 1));
}

template <typename Value>
std::span<std::byte> room_in(Value& value) {
  return std::as_writable_bytes(std::span(&value, 1));
}

std::uint64_t bytes_of_block(std::uint64_t places, std::uint64_t firms) {
  return (1 + places) * sizeof(std::uint32_t) +
         firms * (sizeof(std::uint32_t) + sizeof(std::int16_t) + sizeof(LogRevenue));
}

OpenFile opened(const std::filesystem::path& place, const char* how) {
  OpenFile file(std::fopen(place.c_str(), how), &std::fclose);
  if (file) std::setvbuf(file.get(), nullptr, _IOFBF, buffer_bytes);
  return file;
}

// That the folder remembers the name, too.
void settle_folder(const std::filesystem::path& folder) {
  const int open_folder = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY);
  if (open_folder < 0) return;
  ::fsync(open_folder);
  ::close(open_folder);
}

}  // namespace

void Checksum::add_word(std::uint64_t word) {
  value_ = (std::rotl(value_, 29) ^ word) * 0x9E3779B97F4A7C15ull;
}

void Checksum::add(std::span<const std::byte> bytes) {
  add_word(bytes.size());
  for (; bytes.size() >= sizeof(std::uint64_t); bytes = bytes.subspan(sizeof(std::uint64_t))) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data(), sizeof word);
    add_word(word);
  }
  std::uint64_t rest = 0;
  if (!bytes.empty()) std::memcpy(&rest, bytes.data(), bytes.size());
  add_word(rest);
}

std::uint64_t checksum_of(std::span<const std::byte> bytes) {
  Checksum checksum;
  checksum.add(bytes);
  return checksum.value();
}

CheckpointWriter::CheckpointWriter(std::filesystem::path place, const CheckpointHead& head)
    : place_(std::move(place)),
      beside_(place_.string() + ".partial"),
      file_(opened(beside_, "wb")) {
  if (!file_) fail();
  put(bytes_in(Front{magic, checkpoint_version}));
  begin(sizeof head);
  put(bytes_in(head));
  end();
}

CheckpointWriter::~CheckpointWriter() {
  if (!file_) return;
  file_.reset();
  std::error_code ignored;
  std::filesystem::remove(beside_, ignored);
}

void CheckpointWriter::write(const Bytes& parcel) {
  begin(parcel.size());
  put(parcel);
  end();
}

void CheckpointWriter::write(const Block& block) {
  begin(bytes_of_block(block.places(), block.firms()));
  put(bytes_in(static_cast<std::uint32_t>(block.places())));
  std::vector<std::uint32_t> counts;
  for (std::size_t place = 0; place < block.places(); ++place)
    counts.push_back(block.firms(static_cast<PlaceIndex>(place)));
  put(std::as_bytes(std::span(counts)));
  for (std::size_t p = 0; p < block.places(); ++p) {
    const auto place = static_cast<PlaceIndex>(p);
    put(std::as_bytes(block.numbers(place)));
    put(std::as_bytes(block.founded(place)));
    put(std::as_bytes(block.log_revenues(place)));
  }
  end();
}

void CheckpointWriter::finish() {
  if (std::fflush(file_.get()) != 0 || ::fsync(::fileno(file_.get())) != 0) fail();
  if (std::fclose(file_.release()) != 0) fail();
  std::error_code error;
  std::filesystem::rename(beside_, place_, error);
  if (error) {
    errno = error.value();
    fail();
  }
  settle_folder(place_.parent_path());
}

void CheckpointWriter::put(std::span<const std::byte> bytes) {
  if (!bytes.empty() && std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size())
    fail();
  checksum_.add(bytes);
}

void CheckpointWriter::begin(std::uint64_t size) {
  checksum_ = {};
  put(bytes_in(size));
}

void CheckpointWriter::end() { put(bytes_in(checksum_.value())); }

void CheckpointWriter::fail() const {
  throw InputError(Complaint{place_.generic_string(), 0, 0,
                             fmt::format("can't be written ({})", std::strerror(errno)),
                             "make room; --resume goes on from the checkpoint before"});
}

CheckpointReader::CheckpointReader(std::filesystem::path place, std::uint64_t origin)
    : place_(std::move(place)), file_(opened(place_, "rb")) {
  if (!file_) refuse(fmt::format("can't be read ({})", std::strerror(errno)));
  std::error_code error;
  left_ = std::filesystem::file_size(place_, error);
  if (error) refuse(fmt::format("can't be read ({})", error.message()));
  Front front{};
  take(room_in(front));
  if (front.magic != magic) refuse("is no checkpoint (it begins otherwise)");
  if (front.version != checkpoint_version)
    refuse(fmt::format("is of another version (its format is {}, this program reads {})",
                       front.version, checkpoint_version));
  if (begin() != sizeof head_) refuse("is damaged (its head is not as long as a head)");
  take(room_in(head_));
  check();
  if (head_.origin != origin)
    refuse("is of another experiment (its files, options or program have changed)");
}

Bytes CheckpointReader::parcel() {
  Bytes parcel(begin());
  take(parcel);
  check();
  return parcel;
}

// Firms by place. Whether the block is as long as these say is seen before any memory is taken for them.
std::vector<std::uint32_t> CheckpointReader::counts_in(std::uint64_t size) {
  const char* const damaged = "is damaged (a block does not hold as many firms as it says)";
  std::uint32_t places = 0;
  take(room_in(places));
  if (size / sizeof places <= places) refuse(damaged);
  std::vector<std::uint32_t> counts(places);
  take(std::as_writable_bytes(std::span(counts)));
  const auto firms = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
  if (size != bytes_of_block(places, firms)) refuse(damaged);
  return counts;
}

Block CheckpointReader::block() {
  const std::vector<std::uint32_t> counts = counts_in(begin());
  Block block(counts);
  std::vector<std::uint32_t> numbers;
  std::vector<std::int16_t> founded;
  std::vector<LogRevenue> sizes;
  for (std::size_t place = 0; place < counts.size(); ++place) {
    numbers.resize(counts[place]);
    founded.resize(counts[place]);
    sizes.resize(counts[place]);
    take(std::as_writable_bytes(std::span(numbers)));
    take(std::as_writable_bytes(std::span(founded)));
    take(std::as_writable_bytes(std::span(sizes)));
    for (std::uint32_t i = 0; i < counts[place]; ++i)
      block.settle(static_cast<PlaceIndex>(place), {numbers[i], founded[i]}, sizes[i]);
  }
  check();
  return block;
}

void CheckpointReader::skip() {
  const std::uint64_t size = begin();
  if (left_ < size + sizeof(std::uint64_t) ||
      ::fseeko(file_.get(), static_cast<off_t>(size + sizeof(std::uint64_t)), SEEK_CUR) != 0)
    refuse("is cut off (it ends too early)");
  left_ -= size + sizeof(std::uint64_t);
}

void CheckpointReader::end() {
  if (left_ > 0) refuse("is damaged (it goes on behind its end)");
}

void CheckpointReader::take(std::span<std::byte> bytes) {
  if (left_ < bytes.size() ||
      (!bytes.empty() && std::fread(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size()))
    refuse("is cut off (it ends too early)");
  left_ -= bytes.size();
  checksum_.add(bytes);
}

// The size of what comes; whether that is there is seen before any memory is taken for it.
std::uint64_t CheckpointReader::begin() {
  checksum_ = {};
  std::uint64_t size = 0;
  take(room_in(size));
  if (left_ < sizeof(std::uint64_t) || left_ - sizeof(std::uint64_t) < size)
    refuse("is cut off (it ends too early)");
  return size;
}

void CheckpointReader::check() {
  const std::uint64_t expected = checksum_.value();
  std::uint64_t found = 0;
  take(room_in(found));
  if (found != expected) refuse("is damaged (a checksum is not that of what it stands behind)");
}

void CheckpointReader::refuse(const std::string& why) const {
  throw InputError(Complaint{place_.generic_string(), 0, 0, why, "start anew without --resume"});
}

}  // namespace agglomera::sim
