# SPDX-License-Identifier: Apache-2.0
# oauthspec_embed(<name> <file>... [NAMESPACE <namespace>] [TYPE <type>] [HEADER <file>])
# makes embedded_<name>.cpp in the build folder: the files, put one after another, as the <namespace>::<name> that <file> declares. It is a
# <type>, of that namespace or of the one around it: the text, then its SHA-256 in Base64. Without them it is an oauthspec::report::assets of
# harness/report/assets.h.
function(oauthspec_embed name)
  cmake_parse_arguments(ARG "" "NAMESPACE;TYPE;HEADER" "" ${ARGN})
  if(NOT ARG_NAMESPACE)
    set(ARG_NAMESPACE oauthspec::report::assets)
    set(ARG_TYPE Asset)
    set(ARG_HEADER harness/report/assets.h)
  endif()
  set(output "${CMAKE_CURRENT_BINARY_DIR}/embedded_${name}.cpp")
  set(script "${PROJECT_SOURCE_DIR}/harness/cmake/embed.cmake")
  list(TRANSFORM ARG_UNPARSED_ARGUMENTS PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/" OUTPUT_VARIABLE files)
  add_custom_command(OUTPUT "${output}" DEPENDS ${files} "${script}" VERBATIM
    COMMAND "${CMAKE_COMMAND}" "-DNAME=${name}" "-DNAMESPACE=${ARG_NAMESPACE}" "-DTYPE=${ARG_TYPE}" "-DHEADER=${ARG_HEADER}" "-DOUTPUT=${output}"
            -P "${script}" ${files})
endfunction()
