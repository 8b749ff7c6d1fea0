# Debian's -dev packages, by find_package. Header-only: Eigen, Boost (Random, Math), nlohmann/json, CLI11, and fmt, so
# that a wheel needs no library beside the compiler's.
if(NOT EMSCRIPTEN)
  find_package(Threads REQUIRED)
  find_package(Eigen3 3.4 REQUIRED NO_MODULE)
  find_package(Boost 1.81 REQUIRED)
  find_package(nlohmann_json 3.11 REQUIRED)
  find_package(fmt 9 REQUIRED)
  find_package(CLI11 2.1 REQUIRED)
  if(FIRSTLINE_TESTS)
    find_package(GTest 1.12 REQUIRED)
  endif()
  return()
endif()

# WebAssembly: the host's headers, one link each, in a folder that cmake/rooms.cmake puts on the path. The host's include
# folder as a whole would put its libc before emscripten's own. The command (CLI11) and the tests (GTest) are not built;
# there are no threads.
set(FIRSTLINE_HOST_INCLUDE /usr/include CACHE PATH "Where the header-only libraries of the host stand")
set(host_headers ${PROJECT_BINARY_DIR}/hostinc)
file(MAKE_DIRECTORY ${host_headers})
foreach(library boost nlohmann fmt eigen3/Eigen)
  if(NOT EXISTS ${FIRSTLINE_HOST_INCLUDE}/${library})
    message(FATAL_ERROR "${FIRSTLINE_HOST_INCLUDE}/${library} is missing: run scripts/apt_deps.sh deps/apt.txt")
  endif()
  cmake_path(GET library FILENAME link)
  file(CREATE_LINK ${FIRSTLINE_HOST_INCLUDE}/${library} ${host_headers}/${link} SYMBOLIC)
endforeach()
foreach(target Eigen3::Eigen Boost::headers Boost::boost nlohmann_json::nlohmann_json fmt::fmt-header-only Threads::Threads)
  add_library(${target} INTERFACE IMPORTED GLOBAL)
endforeach()
target_compile_definitions(fmt::fmt-header-only INTERFACE FMT_HEADER_ONLY)
