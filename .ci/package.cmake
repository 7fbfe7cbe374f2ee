# Packages: cpack -G DEB in the build folder, of a build configured with -DCMAKE_INSTALL_PREFIX=/usr.
set(MORGUE_MAINTAINER "The morgue developers <morgue@lists.example.org>" CACHE STRING
  "Who answers for a package, as NAME <MAIL>")
set(CPACK_PACKAGE_NAME morgue)
set(CPACK_PACKAGE_VENDOR morgue)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "full-text search engine for news articles")
set(CPACK_PACKAGE_DESCRIPTION
"morgue is the archive of past coverage of one person or one desk: article
files go in, and from the terminal one finds the articles, the passages, the
people and the days. Saved pages, feeds, mail, web archives, newswire formats
and many more are read; copies of one piece are folded, people told apart.
It needs neither a server nor a network.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR DEB)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER ${MORGUE_MAINTAINER})
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "xapian-tools, xdg-utils")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

# What Debian wants beside the programs: who may copy them, and what changed.
set(doc ${PROJECT_BINARY_DIR}/debian)
file(WRITE ${doc}/copyright
"Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: morgue

Files: *
Copyright: 2026 the morgue developers
License: GPL-2.0-or-later
 This program is free software; you can redistribute it and/or modify it under
 the terms of the GNU General Public License as published by the Free Software
 Foundation; either version 2 of the License, or (at your option) any later
 version.
 .
 On Debian systems, the complete text of the GNU General Public License
 version 2 can be found in \"/usr/share/common-licenses/GPL-2\".
")
file(WRITE ${doc}/changelog
"morgue (${PROJECT_VERSION}) unstable; urgency=medium

  * The first package.

 -- ${MORGUE_MAINTAINER}  ${MORGUE_RELEASED_LONG}
")
execute_process(COMMAND gzip -9nf ${doc}/changelog COMMAND_ERROR_IS_FATAL ANY)
install(FILES ${doc}/copyright ${doc}/changelog.gz DESTINATION ${CMAKE_INSTALL_DOCDIR})
include(CPack)
