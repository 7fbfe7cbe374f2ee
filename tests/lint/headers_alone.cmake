# compile_headers_alone(NAME ROOMS folder... LIBRARIES target...)
#
# Compiles every header of the rooms as the only include of a source of its own, so that nobody has
# to know what else to include first. CONFIGURE_DEPENDS: a new header is seen without being asked.
function(compile_headers_alone name)
  cmake_parse_arguments(ARG "" "" "ROOMS;LIBRARIES" ${ARGN})
  set(sources)
  foreach(room IN LISTS ARG_ROOMS)
    file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}
         ${PROJECT_SOURCE_DIR}/${room}/*.h)
    foreach(header IN LISTS headers)
      set(source ${CMAKE_CURRENT_BINARY_DIR}/headers_alone/${header}.cc)
      file(CONFIGURE OUTPUT ${source} CONTENT "#include \"${header}\"\n")
      list(APPEND sources ${source})
    endforeach()
  endforeach()
  add_library(${name} OBJECT ${sources})
  target_link_libraries(${name} PRIVATE ${ARG_LIBRARIES})
endfunction()
