// Where the members of a run take their parameters from: a posterior.h5 that calibrate wrote.
//
// A posterior belongs to the study it was made with: another version of the program or another text of
// any table is refused, with the names of what differs. A file that is not there leaves usual values
// and priors, and the run says so. What is used goes into the inputs of the result as a text, so that
// the result can be repeated without the file.
#pragma once

#include <string>
#include <vector>

#include "output/store/result_file.hpp"
#include "scenarios/study/factor.hpp"
#include "scenarios/study/source.hpp"

namespace agglomera::scenarios {

struct PosteriorUse {
  bool asked = false;  // the scenario names a file
  bool found = false;
  std::string remark;  // for the user: "parameters from 250 draws of posterior.h5"
};

// Throws sim::InputError when the file is damaged or of another study or version.
PosteriorUse attach_posterior(Scenario& scenario, Source& source);
PosteriorUse attach_posterior(Variation& variation, Source& source);

// What a posterior holds, as text: names, draws, sizes and momentum of unexplained shocks.
struct KeptPosterior {
  models::Posterior posterior;
  models::Innovations count_innovations;
  models::Innovations revenue_innovations;
};
std::string text_of(const KeptPosterior& kept);
// Throws sim::InputError, naming `place`, when the text is none of ours.
KeptPosterior posterior_in(const std::string& text, const std::string& place);

// Throws sim::InputError when the file was made by another version of the program or with another study
// than these texts.
void check_study(const output::ResultFile& file, const std::vector<InputFile>& study,
                 const std::string& place, const std::string& suggestion);
// The first of a posterior's inputs that belongs to its study; its experiment and scenario come before.
inline constexpr std::size_t study_inputs_from = 2;

KeptPosterior posterior_in(const output::ResultFile& file, const std::string& place);

}  // namespace agglomera::scenarios
