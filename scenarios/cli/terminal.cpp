#include "scenarios/cli/terminal.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <csignal>
#include <cstdio>

namespace agglomera::cli {
namespace {

using namespace std::chrono_literals;

std::atomic<bool> stop{false};

void on_signal(int signal) {
  stop = true;
  std::signal(signal, SIG_DFL);
}

// Columns a text takes on a terminal: Chinese characters take two, combining bytes none.
std::size_t width(const std::string& text) {
  std::size_t columns = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    columns += byte >= 0xE3 && byte < 0xF0 ? 2 : 1;
    i += length;
  }
  return columns;
}

std::string padded(const std::string& text, std::size_t columns, bool left) {
  const std::string space(columns - std::min(columns, width(text)), ' ');
  return left ? text + space : space + text;
}

}  // namespace

void Stopwatch::lap(const std::string& step) {
  const auto now = std::chrono::steady_clock::now();
  if (options_.verbose)
    tell("{}: {:.3f} s\n", step, std::chrono::duration<double>(now - last_).count());
  last_ = now;
}

void remark(const CommonOptions& options, const std::string& text) {
  if (!options.quiet) tell("{}\n", text);
}

Progress::Progress(const CommonOptions& options, std::string what)
    : what_(std::move(what)), silent_(options.quiet), terminal_(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  if (drawn_) tell("\r\033[K");
}

bool Progress::is_due() {
  const auto now = Clock::now();
  if (silent_ || now - last_ < (terminal_ ? 100ms : 3000ms)) return false;
  last_ = now;
  return true;
}

double Progress::seconds() const {
  return std::chrono::duration<double>(Clock::now() - start_).count();
}

void Progress::operator()(std::int64_t done, std::int64_t of) {
  if (is_due()) show(done, of, "");
}

void Progress::operator()(std::int64_t done, std::int64_t of, std::int64_t failed) {
  if (is_due())
    show(done, of, fmt::format(", {:.3g} a second, {} failed", static_cast<double>(done) / seconds(),
                               failed));
}

void Progress::show(std::int64_t done, std::int64_t of, const std::string& more) {
  const double left = seconds() / static_cast<double>(done) * static_cast<double>(of - done);
  if (!terminal_) {
    tell("{}: {} of {}{}, about {:.0f} s left\n", what_, done, of, more, left);
    return;
  }
  constexpr std::int64_t columns = 30;
  const std::int64_t full = columns * done / of;
  tell("\r\033[K{} [{:#<{}}{:.<{}}] {}/{}{}, about {:.0f} s left", what_, "", full, "",
       columns - full, done, of, more, left);
  std::fflush(stderr);
  drawn_ = true;
}

const std::atomic<bool>& stop_on_interrupt() {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  std::signal(SIGUSR1, on_signal);  // what mpirun hands on
  return stop;
}

std::string percent(double share) {
  return std::isnan(share) ? "-" : fmt::format("{:.0f} %", 100.0 * share);
}

std::string table(const std::vector<std::string>& header,
                  const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> columns;
  for (const std::string& cell : header) columns.push_back(width(cell));
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) columns[i] = std::max(columns[i], width(row[i]));
  std::string text;
  const auto add = [&](const std::vector<std::string>& row) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i)
      line += (i > 0 ? "  " : "") + padded(row[i], columns[i], i == 0);
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + '\n';
  };
  add(header);
  std::vector<std::string> rule;
  for (const std::size_t column : columns) {
    std::string dashes;
    for (std::size_t i = 0; i < column; ++i) dashes += "─";
    rule.push_back(dashes);
  }
  add(rule);
  for (const auto& row : rows) add(row);
  return text;
}

}  // namespace agglomera::cli
