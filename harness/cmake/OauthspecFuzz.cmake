# SPDX-License-Identifier: Apache-2.0
set(OAUTHSPEC_FUZZ_ENGINE "" CACHE STRING
    "What gives fuzz targets their main(): -fsanitize=fuzzer, or an archive of another engine. Empty: a program that replays files")
separate_arguments(oauthspec_fuzz_engine UNIX_COMMAND "${OAUTHSPEC_FUZZ_ENGINE}")

# Every fuzz target; and every one with its planted bugs, which need an engine to be found.
add_custom_target(fuzz_targets)
add_custom_target(fuzz_planted)

# What gives a program with LLVMFuzzerTestOneInput() its main().
function(oauthspec_link_engine program mutator)
  if(NOT OAUTHSPEC_FUZZ_ENGINE)
    target_sources(${program} PRIVATE "${PROJECT_SOURCE_DIR}/fuzz/engine/replay_main.cpp")
    return()
  endif()
  target_link_libraries(${program} PRIVATE ${oauthspec_fuzz_engine})
  if(NOT mutator STREQUAL "octets")
    target_sources(${program} PRIVATE "${PROJECT_SOURCE_DIR}/fuzz/engine/custom_mutator.cpp" "${PROJECT_SOURCE_DIR}/fuzz/mutate/use_${mutator}.cpp")
    target_link_libraries(${program} PRIVATE oauthspec::fuzz_mutate)
  endif()
endfunction()

# oauthspec_add_fuzzer(<target> [DEPS <room>...] [PLANTED_DEPS <room>...])
# makes fuzz_<target> of fuzz/targets/<target>.cpp, by what <target>.json beside it says, and a CTest entry that replays its corpus and its
# regressions. Where there is an engine, makes fuzz_<target>_planted, too, which has the bugs of fuzz/planted/<target>.cpp, and an entry
# that fuzzes for ten seconds.
function(oauthspec_add_fuzzer target)
  cmake_parse_arguments(ARG "" "" "DEPS;PLANTED_DEPS" ${ARGN})
  list(TRANSFORM ARG_DEPS PREPEND "oauthspec::")
  list(TRANSFORM ARG_PLANTED_DEPS PREPEND "oauthspec::")
  set(folder "${PROJECT_SOURCE_DIR}/fuzz")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${folder}/targets/${target}.json")
  file(READ "${folder}/targets/${target}.json" description)
  foreach(member IN ITEMS dictionary mutator max_length)
    string(JSON ${member} GET "${description}" ${member})
  endforeach()

  add_executable(fuzz_${target} "${folder}/targets/${target}.cpp")
  target_link_libraries(fuzz_${target} PRIVATE oauthspec::fuzz_subjects ${ARG_DEPS} oauthspec_options)
  oauthspec_link_engine(fuzz_${target} ${mutator})
  add_dependencies(fuzz_targets fuzz_${target})
  if(OAUTHSPEC_FUZZ_ENGINE)
    add_executable(fuzz_${target}_planted EXCLUDE_FROM_ALL "${folder}/targets/${target}.cpp" "${folder}/planted/${target}.cpp")
    target_compile_definitions(fuzz_${target}_planted PRIVATE OAUTHSPEC_FUZZ_PLANTED)
    target_link_libraries(fuzz_${target}_planted PRIVATE oauthspec::fuzz_subjects oauthspec::fuzz_planted ${ARG_DEPS} ${ARG_PLANTED_DEPS} oauthspec_options)
    oauthspec_link_engine(fuzz_${target}_planted ${mutator})
    add_dependencies(fuzz_planted fuzz_${target}_planted)
  endif()

  if(OAUTHSPEC_BUILD_TESTS)
    set(inputs "${folder}/corpus/${target}")
    if(EXISTS "${folder}/regressions/${target}")
      list(APPEND inputs "${folder}/regressions/${target}")
    endif()
    if(OAUTHSPEC_FUZZ_ENGINE)
      set(replay -runs=0)
      add_test(NAME fuzz.${target}.run
               COMMAND fuzz_${target} -max_total_time=10 -max_len=${max_length} -timeout=20 "-dict=${folder}/dictionaries/${dictionary}.dict"
                       "-artifact_prefix=${CMAKE_BINARY_DIR}/" ${inputs})
      set_tests_properties(fuzz.${target}.run PROPERTIES LABELS fuzz TIMEOUT 120)
    endif()
    add_test(NAME fuzz.${target} COMMAND fuzz_${target} ${replay} ${inputs})
    set_tests_properties(fuzz.${target} PROPERTIES LABELS fuzz TIMEOUT 300)
  endif()
endfunction()
