// The TOML files as JSON Schema (draft 7, which editors know), made of the table of keys.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace agglomera::cli {

// Of one kind of file (scenarios::file_kinds()); of an empty kind: of any file, told apart by its keys.
nlohmann::ordered_json json_schema(const std::string& kind);

}  // namespace agglomera::cli
