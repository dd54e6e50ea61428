#include "scenarios/study/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <string_view>
#include <system_error>

#include "scenarios/study/encoding.hpp"
#include "sim/errors.hpp"

namespace agglomera::scenarios {
namespace {

namespace fs = std::filesystem;
using sim::Complaint;
using sim::InputError;

constexpr std::uintmax_t mebibyte = 1024 * 1024;
constexpr std::uintmax_t largest = 256 * mebibyte;

std::string from_disk_text(const fs::path& path) {
  const std::string file = path.generic_string();
  const auto refuse = [&](std::string problem, std::string suggestion = {}) {
    throw InputError(Complaint{file, 0, 0, std::move(problem), std::move(suggestion)});
  };
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) refuse("no such file");
  if (error) refuse(fmt::format("can't be read ({})", error.message()));
  if (fs::is_directory(status)) refuse("is a folder (a file is expected)");
  if (!fs::is_regular_file(status)) refuse("is no ordinary file (pipes and devices are not read)");
  const std::uintmax_t size = fs::file_size(path, error);
  if (!error && size > largest)
    refuse(fmt::format("is {} MiB large (at most {} MiB are read)", size / mebibyte,
                       largest / mebibyte));
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(std::fopen(path.c_str(), "rb"),
                                                               &std::fclose);
  if (!stream) refuse(fmt::format("can't be read ({})", std::generic_category().message(errno)));
  std::string text;
  std::size_t got = 0;
  do {
    const std::size_t before = text.size();
    text.resize(before + std::max<std::size_t>(mebibyte, before));
    got = std::fread(text.data() + before, 1, text.size() - before, stream.get());
    text.resize(before + got);
  } while (got > 0 && text.size() <= largest);
  if (text.size() > largest) refuse("grows while it is read");
  if (std::ferror(stream.get())) refuse("can't be read (the disk reports an error)");
  return text;
}

// Throws at the first byte that is not UTF-8.
void check_encoding(const std::string& file, std::string_view text) {
  const auto refuse = [&](int line, int column, std::string problem) {
    throw InputError(Complaint{file, line, column, std::move(problem), "save it as UTF-8"});
  };
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
    refuse(1, 1, "the file is UTF-16 (only UTF-8 is read)");
  int line = 1, column = 1;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\0') refuse(line, column, "a zero byte (the file is UTF-16 or no text)");
    const std::size_t bytes = letter_bytes(text, at);
    if (bytes == 0)
      refuse(
          line, column,
          fmt::format("byte 0x{:02X} is not UTF-8 (the file is in another encoding, such as GBK or "
                      "Latin-1)",
                      static_cast<unsigned char>(text[at])));
    column = text[at] == '\n' ? 1 : column + 1;
    line += text[at] == '\n';
    at += bytes;
  }
}

std::string key_of(const fs::path& path, const fs::path& base) {
  const fs::path normal = path.lexically_normal();
  const fs::path relative = normal.lexically_relative(base.lexically_normal());
  return (relative.empty() ? normal : relative).generic_string();
}

}  // namespace

Source::Source(std::vector<InputFile> kept) {
  for (InputFile& file : kept)
    kept_.emplace(fs::path(file.path).lexically_normal().generic_string(), std::move(file.text));
}

std::string Source::read(const fs::path& path) {
  if (read_.empty() && from_disk()) base_ = path.parent_path();
  const std::string key = key_of(path, base_);
  std::string text;
  if (from_disk()) {
    text = from_disk_text(path);
  } else if (const auto found = kept_.find(key); found != kept_.end()) {
    text = found->second;
  } else {
    throw InputError(
        Complaint{path.generic_string(), 0, 0, "no such file (among the kept inputs)", ""});
  }
  if (text.empty()) throw InputError(Complaint{path.generic_string(), 0, 0, "is empty", ""});
  check_encoding(path.generic_string(), text);
  const bool known = std::any_of(read_.begin(), read_.end(),
                                 [&](const InputFile& file) { return file.path == key; });
  if (!known) read_.push_back({key, text});
  return text;
}

void Source::keep(const fs::path& path, std::string text) {
  read_.push_back({key_of(path, base_), std::move(text)});
}

std::optional<std::string> Source::kept(const fs::path& path) const {
  const auto found = kept_.find(key_of(path, base_));
  return found == kept_.end() ? std::nullopt : std::optional(found->second);
}

fs::path Source::beside(const fs::path& file, const std::string& name) const {
  const fs::path named = file.parent_path() / fs::path(name);
  const fs::path normal = named.lexically_normal();
  // Behind a symbolic link "x/.." need not be here.
  std::error_code ignored;
  const bool elsewhere =
      from_disk() && fs::exists(named, ignored) && !fs::equivalent(named, normal, ignored);
  return elsewhere ? named : normal;
}

}  // namespace agglomera::scenarios
