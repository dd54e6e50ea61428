// The files of web/ and the libraries from npm, kept in the program (written at build time).
#pragma once

#include <string_view>

namespace agglomera::output::report {

// page.html, page.css, land.json (world-atlas: the outline of the land), script.js (Vega, Vega-Lite,
// Vega-Embed and the page's own scripts, in that order). Throws std::out_of_range for another name.
std::string_view web_file(std::string_view name);

// SHA-256 of script.js, hexadecimal.
std::string_view script_sha256();

}  // namespace agglomera::output::report
