#include "scenarios/experiments/finished_parts.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>

#include "sim/errors.hpp"

namespace agglomera::scenarios {
namespace {

namespace fs = std::filesystem;

constexpr const char* begun = "begun";

void write_whole(const fs::path& place, const std::string& bytes) {
  const fs::path beside = place.string() + ".partial";
  {
    std::ofstream stream(beside, std::ios::binary);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    stream.flush();
    if (!stream)
      throw sim::InputError(sim::Complaint{
          place.generic_string(), 0, 0,
          fmt::format("can't be written ({} bytes are needed)", bytes.size()), "make room"});
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

}  // namespace

FinishedParts::FinishedParts(fs::path folder, const std::string& origin, std::string created,
                             bool resume)
    : folder_(std::move(folder)), created_(std::move(created)) {
  const auto earlier = read_whole(folder_ / begun);
  if (resume && earlier) {
    const std::size_t end = earlier->find('\n');
    if (earlier->substr(end + 1) != origin)
      throw sim::InputError(sim::Complaint{
          folder_.generic_string(), 0, 0,
          "holds parts of another experiment (its files or options have changed)",
          "start anew without --resume, or give another -o"});
    created_ = earlier->substr(0, end);
    return;
  }
  std::error_code error;
  fs::remove_all(folder_, error);
  fs::create_directories(folder_, error);
  if (error)
    throw sim::InputError(sim::Complaint{folder_.generic_string(), 0, 0,
                                         fmt::format("can't be made ({})", error.message()), ""});
  write_whole(folder_ / begun, created_ + "\n" + origin);
}

Eigen::MatrixXd FinishedParts::part(const std::string& name,
                                    const std::function<Eigen::MatrixXd()>& work) const {
  if (folder_.empty()) return work();
  if (const auto bytes = read_whole(folder_ / name))
    if (const auto matrix = matrix_of(*bytes)) {
      ++taken_up_;
      return *matrix;
    }
  Eigen::MatrixXd matrix = work();
  write_whole(folder_ / name, bytes_of(matrix));
  return matrix;
}

void FinishedParts::remove_if_none() const {
  if (folder_.empty()) return;
  for (const auto& entry : fs::directory_iterator(folder_))
    if (entry.path().filename() != begun) return;
  remove();
}

void FinishedParts::remove() const {
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

}  // namespace agglomera::scenarios
