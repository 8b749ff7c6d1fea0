# room(sim/random SOURCES philox.cpp DEPENDS sim/base LINKS Some::target) makes the static library sim_random.
# room_tests(sim/random philox distribution) makes sim_random_test from tests/sim/random/<name>_test.cpp: the only way
# to add a C++ unit test, so that every test stands at the mirrored address.
add_library(firstline_flags INTERFACE)
target_include_directories(firstline_flags INTERFACE ${PROJECT_SOURCE_DIR})
# Contraction would make results depend on the CPU (docs/decisions): it is off everywhere.
target_compile_options(firstline_flags INTERFACE -ffp-contract=off -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                                                 -Wno-sign-conversion
                       # g++ 12 invents overlaps in the concatenation of strings (GCC bug 105329).
                       $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
if(EMSCRIPTEN)
  target_include_directories(firstline_flags SYSTEM INTERFACE ${PROJECT_BINARY_DIR}/hostinc)
  # Vectors of two doubles, as SSE2 has them natively: 7 % off a contact, and no fused operations among them.
  target_compile_options(firstline_flags INTERFACE -fwasm-exceptions -msimd128)
  # One file: emscripten 3.1.6 would fetch() a separate .wasm, which node 18 and newer refuse for a local path.
  target_link_options(firstline_flags INTERFACE -fwasm-exceptions -sSINGLE_FILE -sALLOW_MEMORY_GROWTH)
endif()

function(room path)
  cmake_parse_arguments(ROOM "" "" "SOURCES;DEPENDS;LINKS" ${ARGN})
  string(REPLACE "/" "_" name ${path})
  add_library(${name} STATIC ${ROOM_SOURCES})
  target_link_libraries(${name} PUBLIC firstline_flags)
  foreach(dependency ${ROOM_DEPENDS})
    string(REPLACE "/" "_" dependency_name ${dependency})
    target_link_libraries(${name} PUBLIC ${dependency_name})
  endforeach()
  target_link_libraries(${name} PRIVATE ${ROOM_LINKS})
endfunction()

function(room_tests path)
  if(NOT FIRSTLINE_TESTS)
    return()
  endif()
  string(REPLACE "/" "_" name ${path})
  set(sources)
  foreach(unit ${ARGN})
    list(APPEND sources ${PROJECT_SOURCE_DIR}/tests/${path}/${unit}_test.cpp)
  endforeach()
  add_executable(${name}_test ${sources})
  target_link_libraries(${name}_test PRIVATE ${name} GTest::gtest_main)
  add_test(NAME ${path} COMMAND ${name}_test WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${path} PROPERTIES LABELS unit)
endfunction()
