# SPDX-License-Identifier: Apache-2.0
# cmake -DNAME=<name> -DNAMESPACE=<namespace> -DTYPE=<type> -DHEADER=<file> -DOUTPUT=<file> -P embed.cmake <file>...
# writes what OauthspecEmbed.cmake says: the text, and the SHA-256 by which a Content-Security-Policy can name it.

# base64_of_hex(<variable> <64 hexadecimal digits>): CMake hashes in hexadecimal, a policy wants Base64.
function(base64_of_hex variable hex)
  set(alphabet "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  set(text "")
  # 32 octets are ten groups of three, and two octets; a zero octet fills the last group, and "=" stands for it.
  foreach(at RANGE 0 60 6)
    string(SUBSTRING "${hex}00" ${at} 6 group)
    foreach(shift IN ITEMS 18 12 6 0)
      math(EXPR digit "(0x${group} >> ${shift}) & 63")
      string(SUBSTRING "${alphabet}" ${digit} 1 character)
      string(APPEND text "${character}")
    endforeach()
  endforeach()
  string(SUBSTRING "${text}" 0 43 text)
  set(${variable} "${text}=" PARENT_SCOPE)
endfunction()

set(text "")
set(at_files NO)
math(EXPR last "${CMAKE_ARGC} - 1")
foreach(index RANGE ${last})
  if(at_files)
    file(READ "${CMAKE_ARGV${index}}" part)
    string(APPEND text "${part}")
  elseif("${CMAKE_ARGV${index}}" STREQUAL "${CMAKE_SCRIPT_MODE_FILE}")
    set(at_files YES)
  endif()
endforeach()
string(SHA256 hex "${text}")
base64_of_hex(sha256 "${hex}")
file(WRITE "${OUTPUT}"
  "// SPDX-License-Identifier: Apache-2.0\n// Made by embed.cmake.\n#include \"${HEADER}\"\n\n"
  "namespace ${NAMESPACE} {\n\nextern const ${TYPE} ${NAME}{R\"embedded(${text})embedded\",\n\"${sha256}\"};\n\n}\n")
