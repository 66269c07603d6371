# SPDX-License-Identifier: Apache-2.0
# One INTERFACE target carries the house's compile options; every target of ours links it.
add_library(oauthspec_options INTERFACE)
target_compile_features(oauthspec_options INTERFACE cxx_std_23)
target_include_directories(oauthspec_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(oauthspec_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Wold-style-cast -Woverloaded-virtual -Wimplicit-fallthrough
  $<$<BOOL:${OAUTHSPEC_WERROR}>:-Werror>)
# -Wnull-dereference is left out: g++ 12 reports std::get_if on a checked variant.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC bug 105651: std::string's operator+ is reported as an overlapping copy.
  target_compile_options(oauthspec_options INTERFACE -Wno-restrict)
endif()
target_compile_definitions(oauthspec_options INTERFACE $<$<CONFIG:Debug>:_GLIBCXX_ASSERTIONS>)
set(CMAKE_CXX_EXTENSIONS OFF)
set(OAUTHSPEC_GROUP_SOURCES "${CMAKE_CURRENT_LIST_DIR}/group_sources.py")
# What runs for a moment is compiled in every build, and most of that time went into making it fast: tests are not optimised at all, nor
# are rooms of tools (checks, planted defects, the command), which takes a third off what g++ needs for them and two thirds off what Clang needs
# with sanitizers; of the others the release optimises none but the reference much. RelWithDebInfo is for fuzzing, which runs for long.
set(OAUTHSPEC_TEST_OPTIMISATION -O0)
set(OAUTHSPEC_TOOL_OPTIMISATION $<$<NOT:$<CONFIG:RelWithDebInfo>>:-O0>)
set(OAUTHSPEC_LIBRARY_OPTIMISATION $<$<CONFIG:Release>:-O1>)
# Four of UndefinedBehaviorSanitizer's checks stand at every access to a member, and are a quarter of what instrumented code takes to
# compile. Tests and tools do without: AddressSanitizer sees most of what these would say.
if(OAUTHSPEC_SANITIZE MATCHES "undefined")
  set(plain -fno-sanitize=null,alignment,object-size,vptr)
  list(APPEND OAUTHSPEC_TEST_OPTIMISATION ${plain})
  list(APPEND OAUTHSPEC_TOOL_OPTIMISATION ${plain})
endif()
# What libFuzzer follows: all that is neither. Not what is compared: dictionaries and our mutators know the words that count, and
# to note each comparison is a tenth of what an execution takes.
set(OAUTHSPEC_LIBRARY_INSTRUMENTATION "")
if(OAUTHSPEC_FUZZ_ENGINE STREQUAL "-fsanitize=fuzzer")
  set(OAUTHSPEC_LIBRARY_INSTRUMENTATION
    -fsanitize=fuzzer-no-link -fno-sanitize-coverage=trace-cmp "-fsanitize-coverage-ignorelist=${PROJECT_SOURCE_DIR}/fuzz/engine/not_followed.txt")
endif()

# Programs that fuzz for long leave to the build with tests what costs them more than it finds.
set(OAUTHSPEC_FUZZES_FOR_LONG OFF)
if(OAUTHSPEC_SANITIZE AND OAUTHSPEC_LIBRARY_INSTRUMENTATION AND NOT OAUTHSPEC_BUILD_TESTS)
  set(OAUTHSPEC_FUZZES_FOR_LONG ON)
endif()

# Programs are linked in a quarter of the time with LLVM's linker, where there is one for this compiler.
if(PROJECT_IS_TOP_LEVEL)
  include(CheckLinkerFlag)
  check_linker_flag(CXX -fuse-ld=lld OAUTHSPEC_LLD)
  if(OAUTHSPEC_LLD)
    target_link_options(oauthspec_options INTERFACE -fuse-ld=lld)
  endif()
endif()

add_library(oauthspec_sanitizers INTERFACE)
target_link_libraries(oauthspec_options INTERFACE oauthspec_sanitizers)
# Apart, for whoever fuzzes a library of another house beside ours: libFuzzer follows that, too.
add_library(oauthspec_foreign INTERFACE)
add_library(oauthspec::sanitizers ALIAS oauthspec_foreign)
target_link_libraries(oauthspec_foreign INTERFACE oauthspec_sanitizers)
target_compile_options(oauthspec_foreign INTERFACE ${OAUTHSPEC_LIBRARY_INSTRUMENTATION})
if(OAUTHSPEC_SANITIZE)
  target_compile_options(oauthspec_sanitizers INTERFACE
    -fsanitize=${OAUTHSPEC_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(oauthspec_sanitizers INTERFACE -fsanitize=${OAUTHSPEC_SANITIZE})
  if(OAUTHSPEC_FUZZES_FOR_LONG)
    target_compile_options(oauthspec_sanitizers INTERFACE "-fsanitize-ignorelist=${PROJECT_SOURCE_DIR}/fuzz/engine/not_checked.txt")
    if(OAUTHSPEC_SANITIZE MATCHES "address")
      # That a frame's variables are used behind its end is seen by the build with tests, which replays what is found; here it would take a sixth.
      target_compile_options(oauthspec_sanitizers INTERFACE -fsanitize-address-use-after-return=never)
    endif()
  endif()
endif()
if(OAUTHSPEC_COVERAGE)
  target_compile_options(oauthspec_options INTERFACE -fprofile-instr-generate -fcoverage-mapping)
  target_link_options(oauthspec_options INTERFACE -fprofile-instr-generate)
endif()

# oauthspec_precompile(<target> library|tool|test)
# lets a target read the headers that nearly all sources include as they were compiled once, which halves what Clang does, and
# takes a quarter off what g++ does. From g++ the reference is left out: there it shows what a source forgets to include.
if(OAUTHSPEC_PRECOMPILE)
  file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/precompiled.cpp" CONTENT "// The headers are all of it.\n")
  add_library(oauthspec_json_instance STATIC "${PROJECT_SOURCE_DIR}/harness/cmake/json_instance.cpp")
  target_link_libraries(oauthspec_json_instance PRIVATE nlohmann_json::nlohmann_json oauthspec_options)
  foreach(kind IN ITEMS library tool test)
    add_library(oauthspec_precompiled_${kind} OBJECT "${PROJECT_BINARY_DIR}/precompiled.cpp")
    target_link_libraries(oauthspec_precompiled_${kind} PRIVATE oauthspec::fmt nlohmann_json::nlohmann_json oauthspec_options)
    target_precompile_headers(oauthspec_precompiled_${kind} PRIVATE
      <algorithm> <array> <charconv> <chrono> <cstddef> <cstdint> <cstdlib> <expected> <filesystem> <fstream> <functional>
      <iterator> <limits> <map> <memory> <optional> <set> <span> <sstream> <stdexcept> <string> <string_view>
      <system_error> <utility> <variant> <vector> <fmt/format.h> "${PROJECT_SOURCE_DIR}/harness/cmake/json_instance.h")
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
      # ccache goes by what is in the compiled headers.
      target_compile_options(oauthspec_precompiled_${kind} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
    endif()
  endforeach()
  target_compile_options(oauthspec_precompiled_library PRIVATE ${OAUTHSPEC_LIBRARY_INSTRUMENTATION} ${OAUTHSPEC_LIBRARY_OPTIMISATION})
  target_compile_options(oauthspec_precompiled_tool PRIVATE ${OAUTHSPEC_TOOL_OPTIMISATION})
  target_compile_options(oauthspec_precompiled_test PRIVATE ${OAUTHSPEC_TEST_OPTIMISATION})
  if(OAUTHSPEC_BUILD_TESTS)
    target_link_libraries(oauthspec_precompiled_test PRIVATE GTest::gmock)
    target_precompile_headers(oauthspec_precompiled_test PRIVATE <gmock/gmock.h> <gtest/gtest.h>)
  endif()
endif()
function(oauthspec_precompile target kind)
  if(NOT OAUTHSPEC_PRECOMPILE)
    return()
  endif()
  target_precompile_headers(${target} REUSE_FROM oauthspec_precompiled_${kind})
  target_link_libraries(${target} PRIVATE oauthspec_json_instance)
  target_compile_definitions(${target} PRIVATE $<TARGET_PROPERTY:oauthspec::fmt,INTERFACE_COMPILE_DEFINITIONS>)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # g++ 12 gives these falsely of code it inlines from precompiled headers.
    target_compile_options(${target} PRIVATE -Wno-array-bounds -Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-stringop-overread)
  endif()
endfunction()

# oauthspec_compile_together(<target>)
# lets the compiler take several sources of a target at once, which halves what it does. Which ones is looked up when CMake runs: where a
# new helper has the name of another source's, and the compiler says so, run it again.
function(oauthspec_compile_together target)
  if(NOT OAUTHSPEC_TOGETHER)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  # Only those that are written by hand: what is made may not be there yet.
  list(FILTER sources EXCLUDE REGEX "^/")
  file(GLOB there RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}" ${sources})
  list(LENGTH there count)
  if(count LESS 2)
    return()
  endif()
  execute_process(COMMAND "${Python3_EXECUTABLE}" "${OAUTHSPEC_GROUP_SOURCES}" ${there} WORKING_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}"
    OUTPUT_VARIABLE groups COMMAND_ERROR_IS_FATAL ANY)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # What is meant for headers: that a type of an unnamed namespace is in one. g++ takes a source that another one includes for such.
    target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
  endif()
  string(REGEX MATCHALL "[^\n]+" groups "${groups}")
  set(number 0)
  foreach(group IN LISTS groups)
    separate_arguments(sharers UNIX_COMMAND "${group}")
    list(LENGTH sharers count)
    if(count GREATER 1)
      math(EXPR number "${number} + 1")
      set_source_files_properties(${sharers} PROPERTIES UNITY_GROUP ${number})
    endif()
  endforeach()
endfunction()

# oauthspec_add_library(<room> [REFERENCE | TOOL] [APART] SOURCES <file>... [DEPS <room>...] [LINK <target>...])
# makes oauthspec_<room>, alias oauthspec::<room>. DEPS are rooms below; LINK are libraries of others. A TOOL's speed matters to
# nobody; REFERENCE is compiled by g++ without precompiled headers and source by source; what is APART is so where fuzzing is for long, since
# libFuzzer is told by their names which of its sources it is not to follow.
function(oauthspec_add_library room)
  cmake_parse_arguments(ARG "REFERENCE;TOOL;APART" "" "SOURCES;DEPS;LINK" ${ARGN})
  add_library(oauthspec_${room} STATIC ${ARG_SOURCES})
  add_library(oauthspec::${room} ALIAS oauthspec_${room})
  list(TRANSFORM ARG_DEPS PREPEND "oauthspec::")
  target_link_libraries(oauthspec_${room} PUBLIC ${ARG_DEPS} ${ARG_LINK} PRIVATE oauthspec_options)
  target_include_directories(oauthspec_${room} PUBLIC "${PROJECT_SOURCE_DIR}")
  target_compile_features(oauthspec_${room} PUBLIC cxx_std_23)
  set(as_it_is OFF)
  if(ARG_REFERENCE AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    set(as_it_is ON)
  endif()
  if(NOT as_it_is AND (OAUTHSPEC_BUILD_TESTS OR NOT ARG_APART))
    oauthspec_compile_together(oauthspec_${room})
  endif()
  if(ARG_TOOL)
    target_compile_options(oauthspec_${room} PRIVATE ${OAUTHSPEC_TOOL_OPTIMISATION})
    oauthspec_precompile(oauthspec_${room} tool)
    return()
  endif()
  target_compile_options(oauthspec_${room} PRIVATE ${OAUTHSPEC_LIBRARY_INSTRUMENTATION})
  if(NOT ARG_REFERENCE)
    target_compile_options(oauthspec_${room} PRIVATE ${OAUTHSPEC_LIBRARY_OPTIMISATION})
  endif()
  if(NOT as_it_is)
    oauthspec_precompile(oauthspec_${room} library)
  endif()
endfunction()

# Makes CTest entries of a GoogleTest program: one for each of its tests, or under a sanitizer one for all of them, since
# what many tests begin with, such as loading all vectors, takes it seconds. Tests with the label threads or waiting mostly wait
# for a deadline or another process: a sanitizer has them in four parts, which wait side by side. A value-parameterised test goes by its number: its
# value may be printed as an address, which is another one in each build.
function(oauthspec_add_test_entries name label)
  if(OAUTHSPEC_SANITIZE AND label MATCHES "threads|waiting")
    foreach(part RANGE 3)
      add_test(NAME ${name}.${part} COMMAND ${name} --gtest_brief=1)
      set_tests_properties(${name}.${part} PROPERTIES LABELS ${label} TIMEOUT 900
        ENVIRONMENT "GTEST_TOTAL_SHARDS=4;GTEST_SHARD_INDEX=${part}")
    endforeach()
  elseif(OAUTHSPEC_SANITIZE)
    add_test(NAME ${name} COMMAND ${name} --gtest_brief=1)
    set_tests_properties(${name} PROPERTIES LABELS ${label} TIMEOUT 900)
  else()
    gtest_discover_tests(${name} NO_PRETTY_VALUES DISCOVERY_TIMEOUT 60 PROPERTIES LABELS ${label} TIMEOUT 120)
  endif()
endfunction()

# What ThreadSanitizer has to see: every test program with the label threads.
add_custom_target(thread_tests)

# oauthspec_add_test(<room>_test SOURCES <file>... DEPS <room>... [LINK <target>...] [LABELS <label>...])
# makes one GoogleTest program and its CTest entries.
function(oauthspec_add_test name)
  if(NOT OAUTHSPEC_BUILD_TESTS)
    return()
  endif()
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS;LINK;LABELS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  list(TRANSFORM ARG_DEPS PREPEND "oauthspec::")
  target_link_libraries(${name} PRIVATE ${ARG_DEPS} ${ARG_LINK} oauthspec_options GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE OAUTHSPEC_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_compile_options(${name} PRIVATE ${OAUTHSPEC_TEST_OPTIMISATION})
  oauthspec_precompile(${name} test)
  oauthspec_compile_together(${name})
  # One label, "unit-threads": CMake 3.25's gtest_discover_tests() takes a list of labels apart and keeps the first.
  # ctest -L is a pattern, and finds it under either word.
  string(JOIN "-" label unit ${ARG_LABELS})
  oauthspec_add_test_entries(${name} ${label})
  if("threads" IN_LIST ARG_LABELS)
    add_dependencies(thread_tests ${name})
  endif()
endfunction()

# oauthspec_add_browser_test(<name> <file>.mjs) makes a CTest entry that harness/testing/browser/run.sh runs; the test finds
# the command in the environment, as OAUTHSPEC. Sanitizers see nothing new in it: the programs that they watch have tests
# of their own.
function(oauthspec_add_browser_test name file)
  if(NOT OAUTHSPEC_BUILD_TESTS OR OAUTHSPEC_SANITIZE)
    return()
  endif()
  add_test(NAME ${name} COMMAND "${PROJECT_SOURCE_DIR}/harness/testing/browser/run.sh" "${CMAKE_CURRENT_SOURCE_DIR}/${file}")
  set_tests_properties(${name} PROPERTIES LABELS browser TIMEOUT 600 SKIP_RETURN_CODE 77 COST 50
    ENVIRONMENT "OAUTHSPEC=$<TARGET_FILE:oauthspec>")
endfunction()
