// `calibrate`: what the observed LQs say about the free numbers of a study.
//
// A free run from the first year is fitted by ES-MDA: no conditioning afterwards, the background as
// given. Around it, each by a key of the experiment: CMA-ES restarts that look for other modes, ABC-SMC
// on the global parameters as a cross-check. Sizes of unexplained shocks come from errors one year
// ahead under the posterior. Every member is kept in the run; the file keeps at most 250 of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "output/store/result_file.hpp"
#include "scenarios/experiments/ensemble.hpp"
#include "scenarios/experiments/identifiability.hpp"
#include "scenarios/experiments/leave_one_out.hpp"
#include "scenarios/experiments/provenance.hpp"
#include "scenarios/experiments/refit.hpp"
#include "scenarios/inference/abc_smc.hpp"
#include "scenarios/inference/cma_es.hpp"
#include "scenarios/study/experiment.hpp"

namespace agglomera::scenarios {

inline constexpr std::size_t most_draws_kept = 250;

struct CalibrationResult {
  Refit fit;
  std::vector<Identified> table;     // of every free number
  std::optional<ModeSearch> modes;
  std::optional<AbcSample> cross_check;
  std::vector<std::string> global_names;  // of the parameters that both move
  int failed = 0;                         // runs, over all steps
  std::vector<LeftOut> left_out;          // where leave_one_out was asked for
};

struct CalibrationWatch {
  std::function<void(const std::string& what, int done, int of)> progress;
  const std::atomic<bool>* stop = nullptr;
  const FinishedParts* parts = nullptr;  // where finished steps are kept
};

std::vector<Measure> measures_of(const Targets& targets);

// How an experiment refits: its members, method and seed, told to whoever watches.
RefitSettings refit_settings(const Calibration& experiment, const CalibrationWatch& watch);

// Throws Stopped when someone asked to stop; what was finished lies in the parts.
CalibrationResult calibrate(const Calibration& experiment, const CalibrationWatch& watch = {});

output::ResultFile calibration_result(const Calibration& experiment, const CalibrationResult& result,
                                      const Provenance& provenance);

}  // namespace agglomera::scenarios
