// Letters in bytes: UTF-8 as it should be, and what old spreadsheets write in its place.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace agglomera::scenarios {

// Number of bytes of the UTF-8 letter at `at`, or 0 when there is none (Unicode 15, table 3-7).
std::size_t letter_bytes(std::string_view text, std::size_t at);

// ISO 8859-1, of which every byte is a letter, as UTF-8; where it has control characters (0x80 to 0x9F)
// the letters of Windows-1252, which is what spreadsheets mean by it.
std::string from_latin_1(std::string_view text);

}  // namespace agglomera::scenarios
