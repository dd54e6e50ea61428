// exp, log and sin on the path from draws to state: additions, multiplications and divisions only, in
// a fixed order, so that every processor gives the same bits (the C library picks other code with
// and without fused multiply-add). Series are summed in pairs (Estrin 1960). Compiled without contraction.
// Relative errors below 4·10⁻¹⁵ in double precision. Single precision is for what is done to every firm
// every year: twice as many lanes, relative errors below 2·10⁻⁷.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

namespace agglomera::sim {

// Natural logarithm of a positive, finite, normal number: x = 2^k·m with m in [√½, √2), then
// ln m = 2·artanh((m − 1)/(m + 1)) by its odd series.
inline double natural_log(double x) {
  constexpr double ln2 = 0.693147180559945309417;
  const std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
  std::int32_t exponent =
      static_cast<std::int32_t>(bits >> 52) - 1023;  // 32 bits: so in SIMD lanes
  double mantissa = std::bit_cast<double>((bits & 0x000FFFFFFFFFFFFFull) | 0x3FF0000000000000ull);
  const bool above = mantissa > 1.4142135623730951;
  mantissa *= above ? 0.5 : 1.0;
  exponent += above ? 1 : 0;
  const double s = (mantissa - 1.0) / (mantissa + 1.0);
  const double z = s * s;
  const double z2 = z * z, z4 = z2 * z2;
  const double series =
      ((1.0 + z * (1.0 / 3.0)) + z2 * (1.0 / 5.0 + z * (1.0 / 7.0))) +
      z4 * ((1.0 / 9.0 + z * (1.0 / 11.0)) + z2 * (1.0 / 13.0 + z * (1.0 / 15.0))) +
      z4 * z4 * ((1.0 / 17.0 + z * (1.0 / 19.0)) + z2 * (1.0 / 21.0));
  return static_cast<double>(exponent) * ln2 + 2.0 * s * series;
}

// The largest whole number that is no larger; of numbers that fit into 32 bits.
inline std::int32_t whole_part(double x) {
  const auto towards_zero = static_cast<std::int32_t>(x);
  return towards_zero - static_cast<std::int32_t>(x < static_cast<double>(towards_zero));
}

// e^x; 0 below −708 and e^709 above 709, so that it never makes an infinity.
inline double natural_exp(double x) {
  if (!(x > -708.0)) return 0.0;
  if (x > 709.0) x = 709.0;
  constexpr double ln2_high = 6.93147180369123816490e-01;
  constexpr double ln2_low = 1.90821492927058770002e-10;
  const std::int32_t exponent = whole_part(x * 1.44269504088896340736 + 0.5);
  const double k = static_cast<double>(exponent);
  const double r = (x - k * ln2_high) - k * ln2_low;
  const double r2 = r * r, r4 = r2 * r2, r8 = r4 * r4;
  const double series =
      ((1.0 + r) + r2 * (0.5 + r * (1.0 / 6.0))) +
      r4 * ((1.0 / 24.0 + r * (1.0 / 120.0)) + r2 * (1.0 / 720.0 + r * (1.0 / 5040.0))) +
      r8 * (((1.0 / 40320.0 + r * (1.0 / 362880.0)) +
             r2 * (1.0 / 3628800.0 + r * (1.0 / 39916800.0))) +
            r4 * (1.0 / 479001600.0 + r * (1.0 / 6227020800.0)));
  return series * std::bit_cast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52);
}

// base^power for a positive base.
inline double power(double base, double exponent) {
  return natural_exp(exponent * natural_log(base));
}

// sin(πx) for x in [0, 1], by symmetry about ½ and the Taylor series on [0, ½].
inline double sin_pi(double x) {
  const double folded = x > 0.5 ? 1.0 - x : x;
  const double y = 3.14159265358979323846 * folded;
  const double z = y * y;
  const double z2 = z * z, z4 = z2 * z2;
  const double series = ((1.0 - z * (1.0 / 6.0)) + z2 * (1.0 / 120.0 - z * (1.0 / 5040.0))) +
                        z4 * ((1.0 / 362880.0 - z * (1.0 / 39916800.0)) +
                              z2 * (1.0 / 6227020800.0 - z * (1.0 / 1307674368000.0))) +
                        z4 * z4 *
                            ((1.0 / 355687428096000.0 - z * (1.0 / 121645100408832000.0)) +
                             z2 * (1.0 / 51090942171709440000.0));
  return y * series;
}

// 2^f for f in [0, 1): 1 and 2 at the ends, continuous, within 3·10⁻⁹ beside rounding.
inline float power_of_two_fraction(float f) {
  const float h = (-3.06853011e-1f + f * -6.66228764e-2f) +
                  f * f * ((-1.11415994e-2f + f * -1.45775558e-3f) + f * f * -2.18922604e-4f);
  return (1.0f + f) + f * (1.0f - f) * h;
}

// 2^x; x is held within [−126, 126].
inline float power_of_two(float x) {
  x = x < -126.0f ? -126.0f : x;
  x = x > 126.0f ? 126.0f : x;
  const auto towards_zero = static_cast<std::int32_t>(x);
  const std::int32_t whole =
      towards_zero - static_cast<std::int32_t>(x < static_cast<float>(towards_zero));
  const float fraction = x - static_cast<float>(whole);
  return power_of_two_fraction(fraction) *
         std::bit_cast<float>(static_cast<std::uint32_t>(whole + 127) << 23);
}

// Natural logarithm of a positive, finite, normal number.
inline float natural_log(float x) {
  const auto bits = std::bit_cast<std::int32_t>(x);
  std::int32_t exponent = (bits >> 23) - 127;
  float mantissa = std::bit_cast<float>((bits & 0x007FFFFF) | 0x3F800000);
  const bool above = mantissa > 1.41421356f;
  mantissa *= above ? 0.5f : 1.0f;
  exponent += above ? 1 : 0;
  const float s = (mantissa - 1.0f) / (mantissa + 1.0f);
  const float z = s * s;
  const float series = (1.0f + z * 0.33333333f) + z * z * (0.2f + z * 0.14285714f);
  return static_cast<float>(exponent) * 0.69314718f + 2.0f * s * series;
}

// cos(2πx) for x in [0, 1), by its series about ½ and the symmetry of the quarter turns.
inline float cos_turn(float x) {
  const float from_half = x < 0.5f ? 0.5f - x : x - 0.5f;  // cos(2πx) = −cos(2π·from_half)
  const float to_quarter = 0.25f - from_half;  // −cos(2π·from_half) = −sin(2π·to_quarter)
  const float y = 6.28318531f * to_quarter, z = y * y;
  const float series =
      ((1.0f - z * 1.66666667e-1f) + z * z * (8.33333333e-3f - z * 1.98412698e-4f)) +
      z * z * z * z * (2.75573192e-6f - z * 2.50521084e-8f);
  return -y * series;
}

}  // namespace agglomera::sim
