#include "scenarios/python/asked.hpp"

#include <fmt/format.h>

namespace agglomera::python {

std::string Asked::text() const {
  std::string text;
  if (members) text += fmt::format(" --members {}", *members);
  if (seed) text += fmt::format(" --seed {}", *seed);
  return text;
}

Result result_of(output::ResultFile file, Command command,
                 const std::vector<const Study*>& studies) {
  Result result{std::make_shared<output::ResultFile>(std::move(file))};
  result.command = std::move(command);
  for (const Study* study : studies)
    for (std::string& read : study->files()) result.read.push_back(std::move(read));
  return result;
}

scenarios::Provenance provenance_of(const Command& command) {
  return scenarios::provenance_of(command.head + command.tail);
}

scenarios::Watch watch_of(EngineCall& call, std::string what) {
  scenarios::Watch watch;
  watch.progress = [&call, what = std::move(what)](int done, int of) { call.tell(what, done, of); };
  watch.stop = call.stop();
  return watch;
}

}  // namespace agglomera::python
