#include "scenarios/experiments/measure_options.hpp"

#include <fmt/format.h>

#include "sim/errors.hpp"

namespace agglomera::scenarios {
void check_range(const std::string& option, std::int64_t value, std::int64_t low,
                 std::int64_t high) {
  if (value < low || value > high)
    throw sim::InputError(sim::Complaint{
        option, 0, 0, fmt::format("{} is outside {} to {}", value, low, high), ""});
}

void check_options(const MeasureOptions& options) {
  check_range("--nearest", options.nearest, 1, 1000);
  check_range("--bootstrap", options.bootstrap, 20, 100000);
  check_range("--permutations", options.permutations, 0, 100000);
  check_range("--classes", options.classes, 2, 20);
  (void)chosen_indices(options.indices, Conventions(options.convention));
}

MeasuredTable measure_table(const MeasureOptions& options,
                            const std::function<void(const char*)>& step) {
  check_options(options);
  const ActivityManner manner = options.reading.read();
  Complaints complaints;
  const auto refuse_when_wrong = [&] {
    if (!complaints.none()) throw sim::InputError(complaints.all());
  };
  ActivityTable table = read_activity(options.table, manner, complaints);
  refuse_when_wrong();
  step("read and checked");
  MeasureRequest request = request_of(options, manner, table, complaints);
  refuse_when_wrong();
  std::vector<std::string> wanting = drop_what_is_wanting(options, request, table);
  Quotients quotients = quotients_of(table, request);
  quotients.notes.insert(quotients.notes.end(), wanting.begin(), wanting.end());
  step("LQs");
  return {std::move(table), std::move(request), std::move(quotients)};
}

}  // namespace agglomera::scenarios
