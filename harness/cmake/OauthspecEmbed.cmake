# SPDX-License-Identifier: Apache-2.0
# oauthspec_embed(<name> <file>...)
# makes embedded_<name>.cpp in the build folder: the files, put one after another, as the oauthspec::report::assets::<name> that
# harness/report/assets.h declares.
function(oauthspec_embed name)
  set(output "${CMAKE_CURRENT_BINARY_DIR}/embedded_${name}.cpp")
  set(script "${PROJECT_SOURCE_DIR}/harness/cmake/embed.cmake")
  list(TRANSFORM ARGN PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/" OUTPUT_VARIABLE files)
  add_custom_command(OUTPUT "${output}" DEPENDS ${files} "${script}" VERBATIM
    COMMAND "${CMAKE_COMMAND}" "-DNAME=${name}" "-DOUTPUT=${output}" -P "${script}" ${files})
endfunction()
