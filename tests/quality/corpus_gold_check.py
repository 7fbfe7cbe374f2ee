#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks the gold of corpus/ against the files that it speaks of.

    corpus_gold_check.py [CORPUS]

Prints one line for each fault and exits with 1 if there is any. It knows nothing of morgue: it reads
the files by its own simple means, so that a fault of the gold is not hidden by a fault of the program.
"""

import datetime
import html.parser
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDERS = ("pages", "text", "records")
INLINE = {"a", "abbr", "b", "em", "font", "i", "small", "span", "strong", "sub", "sup"}
SILENT = {"script", "style", "title"}
REQUIRED = ("file", "title", "source", "author", "date", "date_from", "url", "lang", "section", "people")


class VisibleText(html.parser.HTMLParser):
    """The text of a page: scripts and styles left out, a blank wherever a block begins or ends."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.parts = []
        self.silent = 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in SILENT
        if tag not in INLINE:
            self.parts.append(" ")

    def handle_endtag(self, tag):
        self.silent -= tag in SILENT
        if tag not in INLINE:
            self.parts.append(" ")

    def handle_data(self, data):
        if not self.silent:
            self.parts.append(data)


def squeeze(text):
    """Runs of white space (no-break and ideographic spaces too) become one blank."""
    return " ".join(text.split())


def decode(data):
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def visible(path):
    raw = decode(path.read_bytes())
    if path.suffix == ".html":
        parser = VisibleText()
        parser.feed(raw)
        return squeeze("".join(parser.parts))
    if raw.startswith("# "):  # Markdown: links, emphasis and quotation marks of the margin
        raw = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", raw)
        raw = re.sub(r"^> ", "", raw, flags=re.M).replace("**", "")
    return squeeze(raw)


def records(path):
    """The records of a file, by the member name that the gold uses."""
    raw = path.read_text("utf-8")
    if path.suffix == ".jsonl":
        return {f"line {n}": json.loads(line) for n, line in enumerate(raw.splitlines(), 1)}
    whole = json.loads(raw)
    if isinstance(whole, list):
        return {str(n): record for n, record in enumerate(whole, 1)}
    return {None: whole}


def field_of(record, name):
    schema_org = {"title": "headline", "text": "articleBody", "date": "datePublished",
                  "section": "articleSection"}
    if "@type" not in record:
        value = record.get(name)
        return [value] if name == "author" and isinstance(value, str) else value
    if name == "author":
        return [person["name"] for person in record["author"]]
    if name == "source":
        return record["publisher"]["name"]
    return record.get(schema_org.get(name, name))


class Check:
    def __init__(self, corpus):
        self.corpus = corpus
        self.faults = []
        self.rows = 0
        self.texts = {}
        # The names are those of to_string(DateOrigin); there is one place that spells them.
        source = (ROOT / "common" / "article.cc").read_text("utf-8")
        table = re.search(r"kDateOrigins = \{(.*?)\}", source, re.S)
        self.origins = set(re.findall(r'"([a-z-]*)"', table.group(1)))

    def fault(self, where, what):
        self.faults.append(f"{where}: {what}")

    def lines(self, name):
        rows = []
        for n, line in enumerate((self.corpus / "gold" / name).read_text("utf-8").splitlines(), 1):
            try:
                rows.append(json.loads(line))
            except json.JSONDecodeError as error:
                self.fault(f"gold/{name} line {n}", str(error))
        return rows

    def text_of(self, file):
        if file not in self.texts:
            self.texts[file] = visible(self.corpus / file)
        return self.texts[file]

    def expect(self, where, text, what, needle):
        if squeeze(needle) not in text:
            self.fault(where, f"{what} does not occur: {needle!r}")

    def fields(self, where, row):
        for name in REQUIRED:
            if name not in row:
                self.fault(where, f"no field {name}")
        if ("text" in row) == ("begins" in row and "ends" in row):
            self.fault(where, "wants either text or begins and ends")
        if (row["date"] is None) != (row["date_from"] is None):
            self.fault(where, "date and date_from go together")
        if row["date"] is not None:
            try:
                datetime.datetime.fromisoformat(row["date"])
            except ValueError:
                self.fault(where, f"no ISO date: {row['date']}")
            if row["date_from"] not in self.origins - {""}:
                self.fault(where, f"unknown date_from: {row['date_from']}")

    def article(self, where, row, text):
        """What the gold says of title, text, people and furniture, against the article's source."""
        self.expect(where, text, "title", row["title"])
        for person in row["people"]:
            self.expect(where, text.replace("’", "'"), "person", person.replace("’", "'"))
        if "text" in row:
            for paragraph in row["text"].split("\n\n"):
                self.expect(where, text, "paragraph", paragraph)
            if "words" in row and row["words"] != len(row["text"].split()):
                self.fault(where, f"has {len(row['text'].split())} words, not {row['words']}")
        else:
            self.expect(where, text, "begins", row["begins"])
            self.expect(where, text, "ends", row["ends"])
            if text.find(squeeze(row["begins"])) > text.rfind(squeeze(row["ends"])):
                self.fault(where, "ends before it begins")
        for once in row.get("once", []):
            if text.count(squeeze(once)) < 2:
                self.fault(where, f"stands only once in the source anyway: {once!r}")
        raw = squeeze(decode((self.corpus / row["file"]).read_bytes()))
        for furniture in row.get("must_not", []):
            if squeeze(furniture) not in text and squeeze(furniture) not in raw:
                self.fault(where, f"furniture does not occur: {furniture!r}")
            if furniture in row.get("text", ""):
                self.fault(where, f"furniture stands in the gold text: {furniture!r}")

    def record(self, where, row, record):
        for name in ("id", "title", "date", "source", "author", "url", "section"):
            if name in row and field_of(record, name) != row[name]:
                self.fault(where, f"{name} is {field_of(record, name)!r}, not {row[name]!r}")
        for name, value in row.get("extra", {}).items():
            if record.get(name) != value:
                self.fault(where, f"{name} is {record.get(name)!r}, not {value!r}")
        body = field_of(record, "text")
        if "text" in row and row["text"] != body:
            self.fault(where, "text differs from the record")
        if "begins" in row and not (body.startswith(row["begins"]) and body.endswith(row["ends"])):
            self.fault(where, "begins or ends differs from the record")
        self.article(where, row, squeeze(field_of(record, "title") + "\n" + body))

    def folder(self, folder):
        rows = self.lines(f"{folder}.jsonl")
        for n, row in enumerate(rows, 1):
            where = f"gold/{folder}.jsonl line {n}"
            path = self.corpus / row["file"]
            if not path.is_file():
                self.fault(where, f"no file {row['file']}")
                continue
            self.fields(where, row)
            if folder == "records":
                record = records(path).get(row.get("member"))
                if record is None:
                    self.fault(where, f"no member {row.get('member')}")
                else:
                    self.record(where, row, record)
            else:
                self.article(where, row, self.text_of(row["file"]))
        self.rows += len(rows)
        self.complete(folder, rows)
        if folder == "records":
            for file in {row["file"] for row in rows}:
                told = {row.get("member") for row in rows if row["file"] == file}
                for member in records(self.corpus / file).keys() - told:
                    self.fault(file, f"no gold for member {member}")
        return rows

    def complete(self, folder, rows):
        here = {f"{folder}/{path.name}" for path in (self.corpus / folder).iterdir()}
        for file in sorted(here ^ {row["file"] for row in rows}):
            self.fault(file, "stands in the folder or in its gold, but not in both")

    def refused(self):
        rows = self.lines("refused.jsonl")
        self.complete("refused", rows)
        for row in rows:
            if not row["stderr"] or row["articles"] != len(row.get("titles", [])):
                self.fault(row["file"], "wants what stderr must name, and a title for each article")
            for title in row.get("titles", []):
                self.expect(row["file"], self.text_of(row["file"]), "title", title)

    def questions(self, gold):
        lines = (self.corpus / "questions.tsv").read_text("utf-8").splitlines()
        if lines[0].split("\t") != ["id", "question", "answers", "file", "title"]:
            self.fault("questions.tsv", "unknown head line")
        told = {(row["file"], row["title"]) for row in gold}
        seen = set()
        for line in lines[1:]:
            number, question, answers, file, title = line.split("\t")
            where = f"questions.tsv {number}"
            if number in seen or question in seen:
                self.fault(where, "id or question stands twice")
            seen |= {number, question}
            if (file, title) not in told:
                self.fault(where, f"no gold for {title!r} in {file}")
                continue
            text = self.text_of(file)
            if file.startswith("records/"):
                found = [record for record in records(self.corpus / file).values()
                         if field_of(record, "title") == title]
                text = squeeze(title + "\n" + field_of(found[0], "text"))
            for answer in answers.split("|"):
                self.expect(where, text, "answer", answer)
        return len(lines) - 1


def main():
    check = Check(pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "corpus")
    gold = [row for folder in FOLDERS for row in check.folder(folder)]
    check.refused()
    asked = check.questions(gold)
    for fault in check.faults:
        print(fault)
    print(f"{check.rows} articles, {asked} questions, {len(check.faults)} faults")
    return 1 if check.faults else 0


if __name__ == "__main__":
    sys.exit(main())
