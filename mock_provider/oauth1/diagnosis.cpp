// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth1/diagnosis.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "mock_provider/oauth1/known_mistakes.h"
#include "mock_provider/oauth1/request_parts.h"
#include "mock_provider/oauth1/trial.h"
#include "mock_provider/oauth1/variation.h"

namespace oauthspec::provider::oauth1_endpoints {
namespace {

namespace oauth1 = oauth::oauth1;

// Larger requests are tried with one mistake at a time; those beyond the second limit with none.
constexpr std::size_t kPairsOctets = 1024;
constexpr std::size_t kSinglesOctets = 8192;

std::size_t octets_of(const oauth::message::Request& request) {
  std::size_t octets = request.url.size() + request.body.size();
  for (const oauth::message::HeaderField& field : request.headers) {
    octets += field.name.size() + field.value.size();
  }
  return octets;
}

std::size_t first_difference(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

// What makes the signature the one that came.
struct Explanation {
  Variation variation;
  std::string sentence;
  std::string_view requirement;
};

class Search {
 public:
  Search(const oauth::crypto::Backend& backend, const WrongSignature& wrong,
         const RequestParts& parts)
      : trial_(backend, wrong, parts), mistakes_(mistakes_for(wrong)) {}

  /// No mistake but in how the signature is written.
  std::optional<Explanation> in_form() const {
    const SignatureForm* const form = trial_.match({}, Trial::Forms::all);
    if (form == nullptr || form->sentence.empty()) {
      return std::nullopt;
    }
    return Explanation{{}, std::string(form->sentence), "RFC5849-3.4.2-1"};
  }

  /// One mistake, and a wrong form where `forms` has it.
  std::optional<Explanation> single(Trial::Forms forms) {
    keep_effective();
    for (const Mistake& mistake : mistakes_) {
      const Variation variation = with(mistake, {});
      if (const SignatureForm* const form = trial_.match(variation, forms); form != nullptr) {
        return Explanation{variation, joined(mistake.sentence, form->sentence),
                           mistake.requirement};
      }
    }
    return std::nullopt;
  }

  /// Two mistakes.
  std::optional<Explanation> pair() {
    keep_effective();
    for (std::size_t first = 0; first < mistakes_.size(); ++first) {
      for (std::size_t second = first + 1; second < mistakes_.size(); ++second) {
        const Variation variation = with(mistakes_[second], with(mistakes_[first], {}));
        if (trial_.match(variation, Trial::Forms::right) != nullptr) {
          return Explanation{variation,
                             joined(mistakes_[first].sentence, mistakes_[second].sentence),
                             mistakes_[first].requirement};
        }
      }
    }
    return std::nullopt;
  }

  const Trial& trial() const { return trial_; }

 private:
  static Variation with(const Mistake& mistake, Variation variation) {
    mistake.make(variation, mistake.subject);
    return variation;
  }

  static std::string joined(std::string text, std::string_view more) {
    if (!more.empty()) {
      text.append(" ").append(more);
    }
    return text;
  }

  // Forgets mistakes that change nothing of this request, and those that are another one under a second name.
  void keep_effective() {
    if (std::exchange(effective_, true)) {
      return;
    }
    std::vector<oauth::Secret> seen{trial_.fingerprint({})};
    std::erase_if(mistakes_, [this, &seen](const Mistake& mistake) {
      oauth::Secret print = trial_.fingerprint(with(mistake, {}));
      if (std::ranges::find(seen, print.reveal(), &oauth::Secret::reveal) != seen.end()) {
        return true;
      }
      seen.push_back(std::move(print));
      return false;
    });
  }

  Trial trial_;
  std::vector<Mistake> mistakes_;
  bool effective_ = false;
};

std::optional<Explanation> explain(Search& search, std::size_t octets) {
  if (auto found = search.in_form(); found) {
    return found;
  }
  if (auto found = search.single(Trial::Forms::right); found) {
    return found;
  }
  if (octets > kPairsOctets) {
    return std::nullopt;
  }
  if (auto found = search.single(Trial::Forms::all); found) {
    return found;
  }
  return search.pair();
}

// What the client told of its base string, where no known mistake explains the signature.
void compare_told(const WrongSignature& wrong, const Trial* trial, Diagnosis& diagnosis) {
  const std::string_view told = *wrong.client_base_string;
  diagnosis.told.client_base_string = told;
  diagnosis.told.first_difference = first_difference(wrong.base_string, told);
  const bool signs = trial != nullptr && trial->match({}, told, Trial::Forms::all) != nullptr;
  if (told == wrong.base_string) {
    diagnosis.told.mistake =
        "X-OAuth-Base-String is the provider's base string, so that the key is another one.";
  } else {
    diagnosis.told.mistake =
        "X-OAuth-Base-String differs from the provider's base string from octet " +
        std::to_string(diagnosis.told.first_difference) + " on";
    diagnosis.told.mistake += signs ? ", and is what the client signed." : ".";
  }
}

// Where the client has no key of the method's kind, nothing that it does can be right.
std::string_view missing_key(const WrongSignature& wrong) {
  if (family(wrong.method) == oauth1::SignatureFamily::rsa) {
    return wrong.client.public_key == nullptr ? "The client has no RSA public key here."
                                              : std::string_view();
  }
  return wrong.client.secret ? std::string_view() : "The client has no shared-secret here.";
}

}  // namespace

Diagnosis diagnose(const oauth::crypto::Backend& backend, const WrongSignature& wrong) {
  Diagnosis diagnosis;
  const bool signs = family(wrong.method) != oauth1::SignatureFamily::plaintext;
  if (signs) {
    diagnosis.told.base_string = wrong.base_string;
  }
  if (const std::string_view missing = missing_key(wrong); !missing.empty()) {
    diagnosis.told.mistake = missing;
    diagnosis.requirement = signs ? "RFC5849-3.4.3-1" : "RFC5849-3.4.4-2";
    return diagnosis;
  }
  const std::size_t octets = octets_of(wrong.request);
  const auto parts = octets <= kSinglesOctets ? parts_of(wrong.request, wrong.collected)
                                              : std::optional<RequestParts>();
  std::optional<Search> search;
  if (parts) {
    search.emplace(backend, wrong, *parts);
    if (auto found = explain(*search, octets); found) {
      diagnosis.told.mistake = std::move(found->sentence);
      diagnosis.requirement = found->requirement;
      if (signs) {
        diagnosis.told.client_base_string = write_base_string(*parts, found->variation);
        diagnosis.told.first_difference =
            first_difference(wrong.base_string, *diagnosis.told.client_base_string);
      }
      return diagnosis;
    }
  }
  if (signs && wrong.client_base_string) {
    compare_told(wrong, search ? &search->trial() : nullptr, diagnosis);
  }
  return diagnosis;
}

}  // namespace oauthspec::provider::oauth1_endpoints
