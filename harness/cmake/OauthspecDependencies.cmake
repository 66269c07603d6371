# SPDX-License-Identifier: Apache-2.0
# Fuzzing services bring a C++ standard library of their own, which no compiled C++ library of the system fits.
option(OAUTHSPEC_STATIC_C_LIBRARIES "Link OpenSSL and gumbo statically, and use fmt by its headers alone, as services for fuzzing need it" OFF)
# A project that takes this one in links our libraries from its own folders.
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ON)
# Each dependency stands in the README with its reason and licence.
if(OAUTHSPEC_STATIC_C_LIBRARIES)
  set(OPENSSL_USE_STATIC_LIBS TRUE)
endif()
find_package(OpenSSL 3.0 REQUIRED COMPONENTS Crypto SSL)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(Threads REQUIRED)
find_package(pugixml 1.12 REQUIRED)
find_package(valijson REQUIRED)
# gumbo has no CMake files of its own.
find_package(PkgConfig REQUIRED)
pkg_check_modules(gumbo REQUIRED IMPORTED_TARGET gumbo>=0.10)

if(OAUTHSPEC_STATIC_C_LIBRARIES)
  add_library(oauthspec::fmt ALIAS fmt::fmt-header-only)
  find_library(gumbo_archive libgumbo.a REQUIRED)
  set_target_properties(PkgConfig::gumbo PROPERTIES INTERFACE_LINK_LIBRARIES "${gumbo_archive}")
else()
  add_library(oauthspec::fmt ALIAS fmt::fmt)
endif()

# Wrapped so that their headers never raise our warnings.
foreach(imported IN ITEMS nlohmann_json::nlohmann_json CLI11::CLI11 ValiJSON::valijson pugixml::pugixml PkgConfig::gumbo)
  if(TARGET ${imported})
    get_target_property(directories ${imported} INTERFACE_INCLUDE_DIRECTORIES)
    if(directories)
      set_target_properties(${imported} PROPERTIES INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${directories}")
    endif()
  endif()
endforeach()

# Of Highway only headers are used, which have no CMake files without the library.
find_path(OAUTHSPEC_HIGHWAY_HEADERS hwy/foreach_target.h)
mark_as_advanced(OAUTHSPEC_HIGHWAY_HEADERS)
set(OAUTHSPEC_HIGHWAY FALSE)
if(NOT CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$")
  message(STATUS "Left out, for they are for x86-64: percent-encoding by SIMD")
elseif(NOT OAUTHSPEC_HIGHWAY_HEADERS)
  message(STATUS "Left out, for libhwy-dev is not installed: percent-encoding by SIMD")
else()
  set(OAUTHSPEC_HIGHWAY TRUE)
endif()
