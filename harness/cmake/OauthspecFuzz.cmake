# SPDX-License-Identifier: Apache-2.0
# Every fuzz target; and every one with its planted bugs, which need an engine to be found.
add_custom_target(fuzz_targets)
add_custom_target(fuzz_planted)

# These functions serve other projects too, whose own folders are not meant by them.
set(OAUTHSPEC_FUZZ_FOLDER "${PROJECT_SOURCE_DIR}/fuzz" CACHE INTERNAL "Where the fuzz targets are")

# What gives a program with LLVMFuzzerTestOneInput() its main().
function(oauthspec_link_engine program mutator)
  set(folder "${OAUTHSPEC_FUZZ_FOLDER}")
  if(NOT OAUTHSPEC_FUZZ_ENGINE)
    target_sources(${program} PRIVATE "${folder}/engine/replay_main.cpp")
    return()
  endif()
  target_compile_options(${program} PRIVATE ${OAUTHSPEC_LIBRARY_INSTRUMENTATION})
  separate_arguments(engine UNIX_COMMAND "${OAUTHSPEC_FUZZ_ENGINE}")
  target_link_libraries(${program} PRIVATE ${engine})
  target_sources(${program} PRIVATE "${folder}/engine/sanitizer_options.cpp")
  if(NOT mutator STREQUAL "octets")
    target_sources(${program} PRIVATE "${folder}/engine/custom_mutator.cpp" "${folder}/mutate/use_${mutator}.cpp")
    target_link_libraries(${program} PRIVATE oauthspec::fuzz_mutate)
  endif()
endfunction()

# Gives the caller the variables dictionary, mutator and max_length, as fuzz/targets/<target>.json has them.
function(oauthspec_read_fuzz_target target)
  set(file "${OAUTHSPEC_FUZZ_FOLDER}/targets/${target}.json")
  if(NOT EXISTS "${file}")
    message(FATAL_ERROR "${target} is none of the targets in ${OAUTHSPEC_FUZZ_FOLDER}/targets")
  endif()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
  file(READ "${file}" description)
  foreach(member IN ITEMS dictionary mutator max_length)
    string(JSON value GET "${description}" ${member})
    set(${member} "${value}" PARENT_SCOPE)
  endforeach()
endfunction()

# Makes the CTest entry fuzz.<name>, in which fuzz_<name> replays the corpus and the regressions of a target; and where there is an engine,
# fuzz.<name>.run, in which it fuzzes for ten seconds.
function(oauthspec_add_fuzz_tests name target)
  oauthspec_read_fuzz_target(${target})
  set(folder "${OAUTHSPEC_FUZZ_FOLDER}")
  set(inputs "${folder}/corpus/${target}")
  if(EXISTS "${folder}/regressions/${target}")
    list(APPEND inputs "${folder}/regressions/${target}")
  endif()
  if(OAUTHSPEC_FUZZ_ENGINE)
    set(replay -runs=0)
    # The same choices in each build: a test is not where something new should come up.
    add_test(NAME fuzz.${name}.run
             COMMAND fuzz_${name} -seed=1 -max_total_time=10 -max_len=${max_length} -timeout=20 "-dict=${folder}/dictionaries/${dictionary}.dict"
                     "-artifact_prefix=${CMAKE_BINARY_DIR}/" ${inputs})
    set_tests_properties(fuzz.${name}.run PROPERTIES LABELS fuzz TIMEOUT 120)
  endif()
  add_test(NAME fuzz.${name} COMMAND fuzz_${name} ${replay} ${inputs})
  set_tests_properties(fuzz.${name} PROPERTIES LABELS fuzz TIMEOUT 300)
endfunction()

# oauthspec_add_fuzzer(<target> [DEPS <room>...] [PLANTED_DEPS <room>...])
# makes fuzz_<target> of fuzz/targets/<target>.cpp, by what <target>.json beside it says, and its CTest entries. Where there is an engine,
# makes fuzz_<target>_planted, too, which has the bugs of fuzz/planted/<target>.cpp.
function(oauthspec_add_fuzzer target)
  cmake_parse_arguments(ARG "" "" "DEPS;PLANTED_DEPS" ${ARGN})
  list(TRANSFORM ARG_DEPS PREPEND "oauthspec::")
  list(TRANSFORM ARG_PLANTED_DEPS PREPEND "oauthspec::")
  set(folder "${OAUTHSPEC_FUZZ_FOLDER}")
  oauthspec_read_fuzz_target(${target})

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
    oauthspec_add_fuzz_tests(${target} ${target})
  endif()
endfunction()

# oauthspec_add_parser_fuzzer(<name> SOURCES <file>... ORACLE <topic> [LINK <target>...])
# makes fuzz_<name>, which puts somebody's parser to the oracle of fuzz/oracle/<topic>.h: one of the sources has OAUTHSPEC_FUZZ_PARSER() of
# fuzz/parser.h. It has the mutator, the dictionary and the corpus of our own target of that name. LINK is what holds the parser. Its
# CTest entries are there where the project that calls this has enable_testing(). See fuzz/peers/README.md.
function(oauthspec_add_parser_fuzzer name)
  cmake_parse_arguments(ARG "" "ORACLE" "SOURCES;LINK" ${ARGN})
  foreach(needed IN ITEMS ORACLE SOURCES)
    if(NOT ARG_${needed})
      message(FATAL_ERROR "oauthspec_add_parser_fuzzer(${name}) needs ${needed}")
    endif()
  endforeach()
  oauthspec_read_fuzz_target(${ARG_ORACLE})
  add_executable(fuzz_${name} ${ARG_SOURCES})
  target_link_libraries(fuzz_${name} PRIVATE oauthspec::fuzz_oracle oauthspec::sanitizers ${ARG_LINK})
  oauthspec_link_engine(fuzz_${name} ${mutator})
  oauthspec_add_fuzz_tests(${name} ${ARG_ORACLE})
endfunction()
