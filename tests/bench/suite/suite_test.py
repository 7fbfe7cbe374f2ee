#!/usr/bin/env python3
"""What run.sh and growth.sh calculate."""

import json
import os
import pathlib
import sys
import tempfile
import types
import unittest
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from suite import forms, invented, peers, run, svg, table, timed  # noqa: E402


class Forms(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        news = invented.News(3)
        self.source = self.folder / "news.jsonl"
        records = [news.article(number) for number in range(150)]
        records.insert(5, {"id": "empty", "title": "No text", "text": " "})
        self.source.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")

    def test_all_forms_hold_the_same_articles(self):
        out = self.folder / "forms"
        count, raw = forms.write_forms(self.source, 100, out)
        self.assertEqual(count, 100)
        lines = [json.loads(line) for line in (out / "articles.jsonl").read_text("utf-8").splitlines()]
        self.assertEqual([line["id"] for line in lines], [f"a{number}" for number in range(1, 101)])
        self.assertEqual(raw, sum(len((line["title"] + line["text"]).encode()) for line in lines))
        self.assertEqual(len(list((out / "html").rglob("*.html"))), 100)
        self.assertEqual(len(list((out / "mail" / "cur").iterdir())), 100)
        self.assertEqual((out / "dump.txt").read_text("utf-8").count("\nsource="), 100)
        groonga = json.loads((out / "groonga.txt").read_text("utf-8").split("\n", 1)[1])
        self.assertEqual(groonga[99]["text"], lines[99]["text"])

    def test_queries_are_answered_by_the_articles_they_come_from(self):
        forms.write_bare(self.source, 150, self.folder)
        asked = forms.asked(self.folder / "articles.jsonl", quick=True)
        texts = []
        for line in (self.folder / "articles.jsonl").read_text("utf-8").splitlines():
            article = json.loads(line)
            texts.append((article["title"] + " " + article["text"]).lower())
        self.assertEqual({name for name, *_ in asked},
                         {"rare", "word", "words", "phrase", "near", "common words", "common phrase",
                          "common near"})
        for name, _, words, expected in asked:
            if name == "rare":
                having = sum(words in set(forms.WORD.findall(text)) for text in texts)
                self.assertEqual(having, expected, words)
            if name == "phrase":
                self.assertTrue(any(words in text for text in texts), words)

    def test_a_rare_word_shares_no_stem(self):
        frequency = {"sustainability": 1, "sustained": 1, "honeymoon": 2, "honeymoons": 1, "quagmire": 1}
        found = forms.rare_words(frequency, types.SimpleNamespace(shuffle=lambda _: None), 10)
        self.assertEqual(found, [("quagmire", 1)])


class Engines(unittest.TestCase):
    def test_each_writes_queries_in_its_own_way(self):
        said = {engine.name: engine(pathlib.Path("f"), pathlib.Path("a"), "b").query("near", "calm sea")
                for engine in peers.ENGINES}
        self.assertEqual(said["morgue"], "calm w/5 sea")
        self.assertEqual(said["Lucene"], '"calm sea"~5')
        self.assertEqual(said["SQLite FTS5"], 'NEAR("calm" "sea", 4)')
        self.assertEqual(said["groonga"], '*N5"calm sea"')
        self.assertEqual(said["notmuch"], "calm NEAR/5 sea")
        self.assertIsNone(said["mu"])
        self.assertIsNone(said["ripgrep"])

    def test_names_differ(self):
        names = [engine.name for engine in peers.ENGINES]
        self.assertEqual(len(names), len(set(names)))


class Figures(unittest.TestCase):
    def test_exponents_of_powers(self):
        points = [(n, 3 * n ** .5) for n in (10_000, 40_000, 160_000)]
        self.assertAlmostEqual(svg.exponent(points), .5)
        self.assertAlmostEqual(svg.exponent([(1, 7), (10, 7)]), 0)
        self.assertIsNone(svg.exponent([(10, 7)]))

    def test_a_drawing_is_xml_with_all_points(self):
        drawn = svg.drawing("a < b", [("rate", {"one": [(10, 1), (100, 2)], "two": [(10, 5), (100, 9)]})])
        root = xml.etree.ElementTree.fromstring(drawn)
        self.assertEqual(len(list(root.iter("{http://www.w3.org/2000/svg}circle"))), 4)

    def test_ratios_say_how_many_times_better_morgue_is(self):
        self.assertEqual(table.ratio(200, 100, True), 2)
        self.assertEqual(table.ratio(2, 6, False), 3)
        self.assertIsNone(table.ratio(2, None, False))
        self.assertIsNone(table.ratio(2, 3, None))

    def test_a_percentile_is_of_the_medians_of_queries(self):
        with tempfile.TemporaryDirectory() as folder:
            suite = run.Suite(types.SimpleNamespace(), pathlib.Path(folder))
            suite.errors.close()
        suite.queries = [run.Query(str(i), "word", "words", "x", "-") for i in range(3)]
        for i, times in enumerate(([1, 9, 2], [5, 5, 50], [3, 4, 3])):
            suite.results["morgue"][("ask", 0, str(i))] = times
        self.assertEqual(suite.percentile("morgue", "word", 0, .5), 3)
        self.assertEqual(suite.percentile("morgue", "word", 0, .99), 5)
        self.assertIsNone(suite.percentile("morgue", "phrase", 0, .5))


class Timed(unittest.TestCase):
    def test_what_a_command_prints_and_takes(self):
        took = timed.run([(["sh", "-c", "cat"], __file__), (["echo", "yes"], None)], {}, None)
        self.assertEqual(took.output, "yes\n")
        self.assertGreater(took.wall, 0)
        self.assertGreaterEqual(took.wall, took.last_byte)

    def test_a_command_that_fails_is_named(self):
        with open(os.devnull, "wb") as errors, self.assertRaisesRegex(timed.Failed, "status 7: sh"):
            timed.run([(["sh", "-c", "exit 7"], None)], {}, errors)


if __name__ == "__main__":
    unittest.main()
