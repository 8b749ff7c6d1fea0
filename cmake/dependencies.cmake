# Debian's -dev packages, by find_package. Header-only: Eigen, Boost (Random, Math), nlohmann/json, CLI11.
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
find_package(Boost 1.74 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
if(FIRSTLINE_TESTS)
  find_package(GTest REQUIRED)
endif()
