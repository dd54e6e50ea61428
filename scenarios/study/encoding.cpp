#include "scenarios/study/encoding.hpp"

namespace agglomera::scenarios {

std::size_t letter_bytes(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u;
  };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  const unsigned first = byte(0), second = byte(1);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if (!follows(1) || !follows(2)) return 0;
    const bool overlong = first == 0xE0 && second < 0xA0;
    const bool surrogate = first == 0xED && second > 0x9F;
    return overlong || surrogate ? 0 : 3;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if (!follows(1) || !follows(2) || !follows(3)) return 0;
    const bool overlong = first == 0xF0 && second < 0x90;
    const bool beyond = first == 0xF4 && second > 0x8F;
    return overlong || beyond ? 0 : 4;
  }
  return 0;
}

std::string from_latin_1(std::string_view text) {
  // What Windows-1252 has at 0x80 to 0x9F, and at its five gaps what ISO 8859-1 has (Encoding Standard,
  // WHATWG).
  constexpr char16_t windows[] = {0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                  0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
                                  0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                  0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};
  std::string converted;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    const unsigned code = byte >= 0x80 && byte < 0xA0 ? windows[byte - 0x80] : byte;
    if (code < 0x80) {
      converted += letter;
      continue;
    }
    if (code < 0x800) {
      converted += static_cast<char>(0xC0u | code >> 6);
    } else {
      converted += static_cast<char>(0xE0u | code >> 12);
      converted += static_cast<char>(0x80u | (code >> 6 & 0x3Fu));
    }
    converted += static_cast<char>(0x80u | (code & 0x3Fu));
  }
  return converted;
}

}  // namespace agglomera::scenarios
