#include "models/kernels.hpp"

namespace agglomera::models {
namespace {

constexpr KernelDeclaration kernels[] = {
    {Kernel::exponential, "exponential", "w ~ 2^(-d/half_life_km)",
     "halves over a fixed distance, whatever lies between", "literature 290-430 km"},
    {Kernel::gravity, "gravity", "w ~ m_c d^(-gravity_exponent)",
     "large cities receive more, far ones less by a power of distance", "convention"},
    {Kernel::radiation, "radiation", "w ~ m_h m_c/((m_h + s_hc)(m_h + m_c + s_hc))",
     "without a parameter: what lies nearer takes first", "Simini et al. 2012"}};

}  // namespace

std::span<const KernelDeclaration> kernel_table() { return kernels; }

}  // namespace agglomera::models
