#include "scenarios/experiments/finished_parts.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <fstream>
#include <iterator>
#include <optional>
#include <span>

#include "sim/errors.hpp"

namespace agglomera::scenarios {
namespace {

namespace fs = std::filesystem;

void write_whole(const fs::path& place, const std::string& bytes) {
  const fs::path beside = place.string() + ".partial";
  {
    std::ofstream stream(beside, std::ios::binary);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    stream.flush();
    if (!stream) {
      stream.close();
      std::error_code ignored;
      fs::remove(beside, ignored);
      throw sim::InputError(sim::Complaint{
          place.generic_string(), 0, 0,
          fmt::format("can't be written ({} bytes are needed)", bytes.size()), "make room"});
    }
  }
  fs::rename(beside, place);
}

std::optional<std::string> read_whole(const fs::path& place) {
  std::ifstream stream(place, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

std::string bytes_of(const Eigen::MatrixXd& matrix) {
  const std::int64_t shape[2] = {matrix.rows(), matrix.cols()};
  std::string bytes(reinterpret_cast<const char*>(shape), sizeof shape);
  bytes.append(reinterpret_cast<const char*>(matrix.data()),
               static_cast<std::size_t>(matrix.size()) * sizeof(double));
  return bytes;
}

std::optional<Eigen::MatrixXd> matrix_of(const std::string& bytes) {
  std::int64_t shape[2];
  if (bytes.size() < sizeof shape) return std::nullopt;
  bytes.copy(reinterpret_cast<char*>(shape), sizeof shape);
  const auto numbers = static_cast<std::int64_t>((bytes.size() - sizeof shape) / sizeof(double));
  if (shape[0] < 0 || shape[1] < 0 || (shape[0] > 0 && shape[1] > numbers / shape[0]) ||
      bytes.size() != sizeof shape + static_cast<std::size_t>(shape[0] * shape[1]) * sizeof(double))
    return std::nullopt;
  Eigen::MatrixXd matrix(shape[0], shape[1]);
  bytes.copy(reinterpret_cast<char*>(matrix.data()), bytes.size() - sizeof shape, sizeof shape);
  return matrix;
}

// Bytes after their number and a hash (FNV-1a) of them.
std::uint64_t hash_of(const sim::Bytes& bytes) {
  std::uint64_t hash = 14695981039346656037u;
  for (const std::byte byte : bytes)
    hash = (hash ^ static_cast<std::uint64_t>(byte)) * std::uint64_t{1099511628211u};
  return hash;
}

std::string file_of(const sim::Bytes& bytes) {
  const std::uint64_t head[2] = {bytes.size(), hash_of(bytes)};
  std::string file(reinterpret_cast<const char*>(head), sizeof head);
  return file.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

std::optional<sim::Bytes> bytes_in(const std::string& file) {
  std::uint64_t head[2];
  if (file.size() < sizeof head) return std::nullopt;
  file.copy(reinterpret_cast<char*>(head), sizeof head);
  const auto rest = std::as_bytes(std::span(file)).subspan(sizeof head);
  sim::Bytes bytes(rest.begin(), rest.end());
  if (bytes.size() != head[0] || hash_of(bytes) != head[1]) return std::nullopt;
  return bytes;
}

}  // namespace

FinishedParts::FinishedParts(fs::path folder, std::string origin, std::string created, bool resume,
                             Folder when)
    : folder_(std::move(folder)), origin_(std::move(origin)), created_(std::move(created)) {
  if (!sim::is_first_rank()) return;
  const auto earlier = read_whole(folder_ / begun_name);
  if (resume && earlier) {
    const std::size_t end = earlier->find('\n');
    if (earlier->substr(end + 1) != origin_)
      throw sim::InputError(
          sim::Complaint{folder_.generic_string(), 0, 0,
                         "holds parts of another experiment (its files, options or program have changed)",
                         "start anew without --resume, or give another -o"});
    created_ = earlier->substr(0, end);
    begun_ = true;
    return;
  }
  std::error_code error;
  if (earlier || when == Folder::at_once) fs::remove_all(folder_, error);
  if (when == Folder::at_once) begin();
}

void FinishedParts::begin() const {
  if (begun_) return;
  std::error_code error;
  fs::create_directories(folder_, error);
  if (error)
    throw sim::InputError(sim::Complaint{folder_.generic_string(), 0, 0,
                                         fmt::format("can't be made ({})", error.message()), ""});
  write_whole(folder_ / begun_name, created_ + "\n" + origin_);
  begun_ = true;
}

std::optional<sim::Bytes> FinishedParts::kept(const std::string& name) const {
  const auto file = read_whole(folder_ / name);
  if (!file) return std::nullopt;
  std::optional<sim::Bytes> bytes = bytes_in(*file);
  taken_up_ += bytes.has_value();
  return bytes;
}

void FinishedParts::keep(const std::string& name, const sim::Bytes& bytes) const {
  begin();
  write_whole(folder_ / name, file_of(bytes));
}

std::optional<Eigen::MatrixXd> FinishedParts::kept_matrix(const std::string& name) const {
  sim::Bytes shared;
  if (sim::is_first_rank())
    if (const auto file = read_whole(folder_ / name); file && matrix_of(*file))
      shared = sim::bytes_of(std::span<const char>(*file));
  sim::share_from_first(shared);
  if (shared.empty()) return std::nullopt;
  return matrix_of({reinterpret_cast<const char*>(shared.data()), shared.size()});
}

Eigen::MatrixXd FinishedParts::part(const std::string& name,
                                    const std::function<Eigen::MatrixXd()>& work) const {
  if (folder_.empty()) return work();
  if (const auto matrix = kept_matrix(name)) {
    ++taken_up_;
    return *matrix;
  }
  Eigen::MatrixXd matrix = work();
  if (sim::is_first_rank()) {
    begin();
    write_whole(folder_ / name, bytes_of(matrix));
  }
  return matrix;
}

void FinishedParts::remove_if_none() const {
  if (folder_.empty() || !sim::is_first_rank()) return;
  for (const auto& entry : fs::directory_iterator(folder_))
    if (entry.path().filename() != begun_name) return;
  remove();
}

void FinishedParts::remove() const {
  std::error_code ignored;
  if (!folder_.empty() && sim::is_first_rank()) fs::remove_all(folder_, ignored);
}

}  // namespace agglomera::scenarios
