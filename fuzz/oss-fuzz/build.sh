#!/bin/bash -eu
# SPDX-License-Identifier: Apache-2.0
# Builds every fuzz target as OSS-Fuzz and ClusterFuzzLite ask for it: with CC, CXX, CFLAGS, CXXFLAGS and LIB_FUZZING_ENGINE, into OUT, with
# the tree at SRC/oauthspec and files of its own below WORK. All three systems call this file.
source=$SRC/oauthspec
build=$WORK/oauthspec

cmake -S "$source" -B "$build" -G Ninja \
  -D CMAKE_BUILD_TYPE= -D CMAKE_CXX_COMPILER="$CXX" -D CMAKE_CXX_FLAGS="$CXXFLAGS" \
  -D OAUTHSPEC_PRECOMPILE=ON -D OAUTHSPEC_TOGETHER=ON -D OAUTHSPEC_FUZZ_ENGINE="$LIB_FUZZING_ENGINE" -D OAUTHSPEC_STATIC_C_LIBRARIES=ON \
  -D OAUTHSPEC_BUILD_TESTS=OFF -D OAUTHSPEC_BUILD_BENCHMARKS=OFF
cmake --build "$build" --target fuzz_targets
python3 "$source/fuzz/oss-fuzz/package.py" "$source/fuzz" "$build/bin" "$OUT"
