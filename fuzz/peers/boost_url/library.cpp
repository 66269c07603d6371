// SPDX-License-Identifier: Apache-2.0
// Boost.URL as headers alone, so that it is instrumented.
#include <boost/url/src.hpp>
