"""Shows each rule a small tree that keeps it and one that breaks it."""

import pathlib
import subprocess
import tempfile
import unittest

import rules

HERE = pathlib.Path(__file__).parent


class Rules(unittest.TestCase):
    def keeps(self, rule, tree):
        self.assertEqual(list(rule(tree)), [])

    def breaks(self, rule, tree, *places):
        """The findings are at these places (`path` or `path:line`) and nowhere else."""
        self.assertEqual([finding.split(": ")[0] for finding in rule(tree)], list(places))

    def test_top_level(self):
        self.keeps(rules.top_level, {"README.md": "", "query/main.cc": "", ".ci/run": ""})
        self.breaks(rules.top_level, {"src/main.cc": "", "notes.txt": "", "README.md": ""},
                    "notes.txt", "src/")
        self.breaks(rules.top_level, {"tests": "a file where a folder should be"}, "tests")

    def test_rooms(self):
        self.keeps(rules.rooms, {"indexer/a.cc": '#include "common/b.h"\n#include "indexer/c.h"\n',
                                 "tests/t.cc": '#include "indexer/a.h"\n#include "query/b.h"\n'})
        self.breaks(rules.rooms, {"common/a.h": '\n#include "indexer/draft.h"\n'}, "common/a.h:2")
        self.breaks(rules.rooms, {"common/a.cc": '#include "query/q.h"\n'}, "common/a.cc:1")
        self.breaks(rules.rooms, {"indexer/a.cc": '#include "query/q.h"\n'}, "indexer/a.cc:1")
        self.breaks(rules.rooms, {"query/a.cc": '#  include "indexer/q.h"\n'}, "query/a.cc:1")
        self.breaks(rules.rooms, {"query/a.cc": '#include "tests/q.h"\n'}, "query/a.cc:1")

    def test_includes(self):
        self.keeps(rules.includes, {"common/a.cc": '#include "common/a.h"\n', "common/a.h": ""})
        self.breaks(rules.includes, {"common/a.cc": '#include "a.h"\n#include "../common/a.h"\n',
                                     "common/a.h": ""}, "common/a.cc:1", "common/a.cc:2")

    def test_stages(self):
        self.keeps(rules.stages, {"indexer/extract/a.cc": '#include "indexer/read/b.h"\n',
                                  "indexer/a.cc": '#include "indexer/store/b.h"\n'})
        self.breaks(rules.stages, {"indexer/read/a.cc": '#include "indexer/extract/b.h"\n',
                                   "query/language/a.h": '#include "query/render/b.h"\n'},
                    "indexer/read/a.cc:1", "query/language/a.h:1")

    def test_one_definition(self):
        inner = "namespace morgue {\nnamespace {\nstruct Member {\n};\n}  // namespace\n"
        self.keeps(rules.one_definition, {
            "common/a.h": "namespace morgue {\nstruct Member {\n};\n}  // namespace morgue\n",
            "indexer/a.cc": inner + "}  // namespace morgue\n",
            "query/a.h": "namespace morgue::b {\nclass Member;\nenum class Member : char {\n};\n}\n",
            "query/c.h": "namespace morgue {\nclass Member;\nstruct Row::Member {\n};\n}\n"})
        self.breaks(rules.one_definition, {
            "indexer/a.h": "namespace morgue {\n\nstruct Member {\n};\n}  // namespace morgue\n",
            "indexer/b.cc": inner + "class Member final : public A {\n};\n}  // namespace morgue\n",
            "query/c.h": "namespace morgue {\nenum class Member { A, B };\n}  // namespace morgue\n",
        }, "indexer/b.cc:6", "query/c.h:2")

    def test_doors(self):
        self.keeps(rules.doors, {"common/sqlite.cc": "#include <sqlite3.h>\n",
                                 "common/catalog_schema.cc": "CREATE TABLE sources (\n",
                                 "common/terminal.cc": "isatty(1); ioctl(1, TIOCGWINSZ, &s);\n",
                                 "query/options.cc": "#include <CLI/CLI.hpp>\n",
                                 "query/render/style.cc": r'"\x1b[1m"' "\n",
                                 "query/render/screen.cc": "#include <ncurses.h>\n",
                                 "query/match/index.cc": "#include <xapian.h>\n",
                                 "query/main.cc": 'getenv("HOME"); system_clock::now();\n',
                                 "tests/bench/loop.cc": "#include <xapian.h>\n",
                                 "indexer/a.cc": "published_time(0); steady_clock::now();\n"})
        for line in ("#include <sqlite3.h>", "#include <ncurses.h>", "# include <xapian.h>", "#include <xapian/query.h>",
                     "#include <CLI/CLI.hpp>", "::isatty(STDOUT_FILENO)", "TIOCGWINSZ",
                     r'"\x1b[0m"', r'"\x1B]8;;"', r'"\033[0m"', r'"\e[0m"', r'"\u001b"',
                     "CREATE TABLE t (", "DROP INDEX i", "ALTER TABLE t ADD c",
                     "CREATE UNIQUE INDEX i", "CREATE VIRTUAL TABLE v", 'std::getenv("HOME")',
                     "std::chrono::system_clock::now()", "std::time(nullptr)"):
            with self.subTest(line):
                self.breaks(rules.doors, {"query/views/a.cc": "\n" + line + "\n"},
                            "query/views/a.cc:2")
        # A door is one file, not its neighbours: not even the header beside it.
        self.breaks(rules.doors, {"common/sqlite.h": "#include <sqlite3.h>\n"}, "common/sqlite.h:1")

    def test_built(self):
        top = "add_subdirectory(common)\n  add_subdirectory(tests/unit)\n"
        tree = {"CMakeLists.txt": top,
                "common/CMakeLists.txt": "add_library(c a.cc)\n", "common/a.cc": "",
                "tests/unit/CMakeLists.txt": "morgue_tests(t SOURCES\n  common/a_test.cc)\n",
                "tests/unit/common/a_test.cc": ""}
        self.keeps(rules.built, tree)
        self.breaks(rules.built, tree | {"common/b.cc": ""}, "common/b.cc")
        self.breaks(rules.built, tree | {"tests/unit/common/b_test.cc": ""},
                    "tests/unit/common/b_test.cc")
        self.breaks(rules.built, tree | {"common/CMakeLists.txt": "# add_library(c a.cc)\n"},
                    "common/a.cc")
        self.breaks(rules.built, tree | {"query/CMakeLists.txt": "add_library(q b.cc)\n",
                                         "query/b.cc": ""}, "query/CMakeLists.txt", "query/b.cc")

    def test_guards(self):
        self.keeps(rules.guards, {"common/a.h": "#pragma once\n\nint f();\n", "common/a.cc": "int f;"})
        self.breaks(rules.guards, {"common/a.h": "int f();\n"}, "common/a.h:1")

    def test_finished(self):
        self.keeps(rules.finished, {"corpus/a.txt": rules.UNFINISHED[0], "common/a.cc": "tag:todo"})
        for word in rules.UNFINISHED:
            with self.subTest(word):
                self.breaks(rules.finished, {"tests/a_test.cc": f"\n// {word}x\n"},
                            "tests/a_test.cc:2")

    def test_short(self):
        self.keeps(rules.short, {"common/a.cc": "\n" * 600, "corpus/a.txt": "\n" * 9000})
        self.breaks(rules.short, {"common/a.cc": "\n" * 601}, "common/a.cc")

    def test_findings_are_those_of_all_rules(self):
        tree = {"common/a.h": '#include "query/q.h"\n'}
        self.assertEqual(list(rules.findings(tree)),
                         [f for rule in rules.RULES for f in rule(tree)])
        self.assertEqual(len(list(rules.findings(tree))), 3)


class HeadersAlone(unittest.TestCase):
    """headers_alone.cmake, run on a project of one header."""

    def build(self, header):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "common").mkdir()
            (root / "common/a.h").write_text("#pragma once\n" + header)
            (root / "CMakeLists.txt").write_text(
                "cmake_minimum_required(VERSION 3.22)\nproject(alone LANGUAGES CXX)\n"
                "add_library(flags INTERFACE)\n"
                "target_include_directories(flags INTERFACE ${PROJECT_SOURCE_DIR})\n"
                f"include({HERE}/headers_alone.cmake)\n"
                "compile_headers_alone(headers_alone ROOMS common LIBRARIES flags)\n")
            subprocess.run(["cmake", "-B", root / "build", root], check=True, capture_output=True)
            built = subprocess.run(["cmake", "--build", root / "build"], check=False,
                                   capture_output=True, text=True)
            return built.returncode, built.stdout + built.stderr

    def test_complete_header_compiles(self):
        self.assertEqual(self.build("#include <string>\nstd::string f();\n")[0], 0)

    def test_header_that_lacks_an_include_is_refused(self):
        status, said = self.build("std::string f();\n")
        self.assertNotEqual(status, 0)
        self.assertIn("common/a.h:2", said)


if __name__ == "__main__":
    unittest.main()
