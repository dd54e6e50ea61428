#include "scenarios/experiments/provenance.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cstdlib>
#include <ctime>

#include "version.hpp"

namespace agglomera::scenarios {

std::string program_version() { return AGGLOMERA_VERSION; }

Provenance provenance_of(std::string command) {
  std::time_t now = std::time(nullptr);
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH")) {
    char* end = nullptr;
    const long long given = std::strtoll(epoch, &end, 10);
    constexpr long long last_of_year_9999 = 253402300799;
    if (end != epoch && *end == '\0' && given >= 0 && given <= last_of_year_9999)
      now = static_cast<std::time_t>(given);
  }
  return {std::move(command), fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(now)),
          AGGLOMERA_REVISION, AGGLOMERA_VERSION};
}

std::string text_attribute(const output::ResultFile& file, const std::string& name) {
  for (const output::Attribute& attribute : file.attributes)
    if (attribute.name == name)
      if (const auto* text = std::get_if<std::string>(&attribute.value)) return *text;
  return "";
}

std::string origin_of(const Provenance& provenance, const std::vector<InputFile>& inputs) {
  std::string origin =
      provenance.command + "\n" + provenance.version + "\n" + provenance.revision;
  for (const InputFile& input : inputs) origin += "\n" + input.path + "\n" + input.text;
  return origin;
}

std::uint64_t seed_in(const output::ResultFile& file) {
  for (const output::Attribute& attribute : file.attributes)
    if (attribute.name == "seed")
      if (const auto* seed = std::get_if<std::int64_t>(&attribute.value))
        return static_cast<std::uint64_t>(*seed);
  return 0;
}

Provenance provenance_in(const output::ResultFile& file) {
  return {text_attribute(file, "command"), text_attribute(file, "created"),
          text_attribute(file, "git_revision"), text_attribute(file, "agglomera_version")};
}

void describe_origin(output::ResultFile& file, const Provenance& provenance, std::uint64_t seed,
                     const std::vector<InputFile>& inputs) {
  file.attributes = {{"agglomera_version", provenance.version},
                     {"git_revision", provenance.revision},
                     {"created", provenance.created},
                     {"command", provenance.command},
                     {"seed", static_cast<std::int64_t>(seed)}};
  for (const InputFile& input : inputs) file.inputs.push_back({input.path, input.text});
}

}  // namespace agglomera::scenarios
