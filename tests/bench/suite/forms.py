#!/usr/bin/env python3
"""The same articles in the form that each peer reads, and the queries that all are asked.

    forms.py INPUT ARTICLES FOLDER [--quick] [--bare]

INPUT: a file of JSON lines with `title` and `text` (and `date`, `source`), or a folder of such files.
FOLDER gets articles.jsonl (id, title, text, date, source; ids are a1, a2 ...), and of each the same
for who reads no JSON lines: mail/ (a maildir), html/, dump.txt (for scriptindex), groonga.txt;
asked.tsv (name, kind, words, expected number or -), and facts.json; --bare: nothing for who reads no JSON
lines. A program of its own, so that the
memory that it takes is not counted as that of the peers that are started later.
"""

import argparse
import collections
import email.header
import email.utils
import html
import json
import pathlib
import random
import re
import datetime

IN_A_FOLDER = 1000
WORD = re.compile(r"[^\W_]+")
PLAIN = re.compile(r"[a-z]{4,}$")
RUN = re.compile(r"(?<![\w'’.-])[a-z]{3,}(?: [a-z]{3,}){4}(?![\w'’-])")
# Function words, which some engines leave out of their index, and the operators of others.
STOP = frozenset(
    "a about after against all also among an and another any are around as at be because been before "
    "being between both but by can could did do does down during each for from had has have he her him "
    "his how if in into is it its just last like many may might more most much near new no nor not now "
    "of off on one only or other our out over own per said same say says she should since so some such "
    "than that the their them then there these they this those through to too two under until up upon "
    "very was we were what when where which while who will with within would xor year you your".split())


def source_lines(path):
    path = pathlib.Path(path)
    files = sorted(path.rglob("*.jsonl")) if path.is_dir() else [path]
    for file in files:
        with open(file, encoding="utf-8") as lines:
            yield from lines


def articles(path, most):
    """Records with a text, each with a number for its id, all of them strings on one form."""
    number = 0
    for line in source_lines(path):
        if number == most:
            return
        record = json.loads(line)
        text, title = (record.get("text") or "").strip(), " ".join((record.get("title") or "").split())
        if not text or not title:
            continue
        number += 1
        yield {"id": f"a{number}", "title": title, "text": text, "date": record.get("date") or "",
               "source": " ".join((record.get("source") or "").split()) or "News"}


def when(article):
    try:
        return datetime.datetime.fromisoformat(article["date"].replace("Z", "+00:00"))
    except ValueError:
        return datetime.datetime(2000, 1, 1, tzinfo=datetime.timezone.utc)


def header(text):
    return text if text.isascii() else email.header.Header(text, "utf-8").encode(linesep="\n")


def as_mail(article):
    return (f"From: {header(article['source'])} <news@news.example>\nTo: desk@news.example\n"
            f"Subject: {header(article['title'])}\nDate: {email.utils.format_datetime(when(article))}\n"
            f"Message-ID: <{article['id']}@news.example>\nMIME-Version: 1.0\n"
            "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
            f"{article['text']}\n")


def as_html(article):
    body = "\n".join(f"<p>{html.escape(p)}</p>" for p in article["text"].split("\n\n"))
    return (f"<html><head><meta charset=\"utf-8\"><title>{html.escape(article['title'])}</title>"
            f"<meta name=\"author\" content=\"{html.escape(article['source'])}\">"
            f"<meta name=\"date\" content=\"{when(article):%Y-%m-%d %H:%M:%S}\"></head>\n"
            f"<body>\n{body}\n</body></html>\n")


def as_dump(article):
    text = article["text"].replace("\n", "\n=")
    return (f"id={article['id']}\ntitle={article['title']}\nsource={article['source']}\n"
            f"date={article['date']}\ntext={text}\n\n")


def as_groonga(article):
    return json.dumps({"_key": article["id"], **{k: article[k] for k in article if k != "id"}},
                      ensure_ascii=False)


def write_bare(source, most, folder):
    """Returns how many there are and how large their headlines and texts."""
    count = raw = 0
    with open(folder / "articles.jsonl", "w", encoding="utf-8") as lines:
        for article in articles(source, most):
            lines.write(json.dumps(article, ensure_ascii=False) + "\n")
            count += 1
            raw += len(article["title"].encode()) + len(article["text"].encode())
    return count, raw


def write_forms(source, most, folder):
    """The same in all forms."""
    for name in ("cur", "new", "tmp"):
        (folder / "mail" / name).mkdir(parents=True)
    (folder / "html").mkdir()
    count = raw = 0
    with (open(folder / "articles.jsonl", "w", encoding="utf-8") as lines,
          open(folder / "dump.txt", "w", encoding="utf-8") as dump,
          open(folder / "groonga.txt", "w", encoding="utf-8") as groonga):
        groonga.write("load --table Articles\n[\n")
        for article in articles(source, most):
            lines.write(json.dumps(article, ensure_ascii=False) + "\n")
            dump.write(as_dump(article))
            groonga.write((",\n" if count else "") + as_groonga(article))
            page = folder / "html" / str(count // IN_A_FOLDER)
            page.mkdir(exist_ok=True)
            (page / f"{article['id']}.html").write_text(as_html(article), "utf-8")
            (folder / "mail" / "cur" / f"{article['id']}:2,S").write_text(as_mail(article), "utf-8")
            count += 1
            raw += len(article["title"].encode()) + len(article["text"].encode())
        groonga.write("\n]\n")
    return count, raw


class Words:
    """In how many articles each word is, and places to take queries from."""

    def __init__(self, path, chance):
        self.frequency = collections.Counter()
        self.titles, self.runs = [], []
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                title, text = article["title"], article["text"]
                self.frequency.update({w.lower() for w in WORD.findall(title + " " + text)})
                if chance.random() < .2:
                    self.titles.append([w for w in title.lower().split() if self.good(w)])
                    found = RUN.findall(text)
                    if found:
                        self.runs.append(chance.choice(found).split())
        chance.shuffle(self.titles)
        chance.shuffle(self.runs)

    @staticmethod
    def good(word):
        return PLAIN.match(word) is not None and word not in STOP


def stem_length(word):
    """No stemmer leaves less of a word: sustainability, sustain."""
    return max(5, len(word) - 7)


def rare_words(frequency, chance, count):
    """Of one to five articles, and alone with their stem, so that every engine must find as many."""
    longer = collections.Counter()
    for word in frequency:
        for length in range(4, len(word) + 1):
            longer[word[:length]] += 1
    found = [word for word, in_articles in sorted(frequency.items())
             if in_articles <= 5 and len(word) >= 8 and Words.good(word) and word.isascii()
             and longer[word[:stem_length(word)]] == 1]
    chance.shuffle(found)
    return [(word, frequency[word]) for word in found[:count]]


def asked(path, quick):
    """(name, kind, words, expected) of each query."""
    chance = random.Random(7)
    words = Words(path, chance)
    share = 2 if quick else 1
    total = max(words.frequency.values())
    out = [("rare", "words", word, number)
           for word, number in rare_words(words.frequency, chance, 40 // share)]
    middle = [w for w, n in sorted(words.frequency.items())
              if Words.good(w) and total / 200 <= n <= total / 5]
    out += [("word", "words", word, "-") for word in chance.sample(middle, min(40 // share, len(middle)))]
    titles = [t for t in words.titles if len(t) >= 3 and all(words.frequency[w] > 2 for w in t)]
    out += [("words", "words", " ".join(t[:2 + i % 2]), "-") for i, t in enumerate(titles[:60 // share])]
    runs = [run for run in words.runs if all(words.good(w) for w in run[:2])]
    out += [("phrase", "phrase", " ".join(run[:2 + (i % 2 and words.good(run[2]))]), "-")
            for i, run in enumerate(runs[:60 // share])]
    apart = [run for run in words.runs if words.good(run[0]) and words.good(run[3])
             and run[0] != run[3]]
    out += [("near", "near", f"{run[0]} {run[3]}", "-") for run in apart[-40 // share:]]
    common = [w for w, _ in words.frequency.most_common(300) if Words.good(w)][:4]
    pairs = [(a, b) for i, a in enumerate(common) for b in common[i + 1:]]
    for kind in ("words", "phrase", "near"):
        out += [(f"common {kind}", kind, f"{a} {b}", "-") for a, b in pairs[:3]]
    return out


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("input")
    parser.add_argument("articles", type=int)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--bare", action="store_true")
    arguments = parser.parse_args()
    folder = arguments.folder
    write = write_bare if arguments.bare else write_forms
    count, raw = write(arguments.input, arguments.articles, folder)
    if count < 100:
        raise SystemExit(f"{arguments.input}: {count} articles with title and text; 100 are needed")
    with open(folder / "asked.tsv", "w", encoding="utf-8") as out:
        for number, (name, kind, words, expected) in enumerate(
                asked(folder / "articles.jsonl", arguments.quick)):
            out.write(f"{number}\t{name}\t{kind}\t{words}\t{expected}\n")
    (folder / "facts.json").write_text(json.dumps({"articles": count, "raw_bytes": raw}), "utf-8")


if __name__ == "__main__":
    main()
