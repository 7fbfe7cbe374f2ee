#!/usr/bin/env python3
"""How often do the printed passages hold the answer?

    passage_hits.py prepare MORGUE_INDEX DIR      inspects corpus/ into DIR/articles.jsonl and puts
                                                  it into two archives: DIR/archive, from its files,
                                                  and DIR/each, in which no article is a version
                                                  of another one, so that all can be asked
    passage_hits.py lucene LUCENE_SH DIR [WORDS]  writes DIR/lucene.tsv (tests/bench/peers)
    passage_hits.py score MORGUE DIR [--list] [PEER.tsv ...]

A question counts as answered if one of its answers stands, as whole words, in the first three
passages that are printed, each cut to its first 60 words; white space and the shape of quotation
marks do not matter. It is asked in five ways:

    article   of the one article that is known to hold the answer (--loose id:... in DIR/each)
    archive   of the whole archive: the first three passages that a search prints, from the top
    one each  the same with --passages 1: the best passage of each of the first three articles
    ranked    the same with --passages-only: the three best passages of all articles
    hits      all passages of the first three articles; more than three, so never compared

A peer's passages come from its own program as lines `question TAB way TAB passage`, best first,
`way` being one of the names above (blanks as they stand). It gets 60 words for each of its three
passages, or one of 180 words where it makes but one for an article. `--list` prints what is missed.
"""

import argparse
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
CORPUS = os.path.join(os.path.dirname(os.path.dirname(HERE)), "corpus")
WAYS = ["article", "archive", "one each", "ranked", "hits"]
PASSAGES = 3
WORDS = 60
# English news has 5.9 bytes a word, the blank included: for peers that count bytes.
BYTES_OF_WORD = 5.9


def read_questions(path):
    """id -> (question, answers, article's file, its title)"""
    with open(path, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    return {row[0]: (row[1], row[2].split("|"), row[3], row[4]) for row in rows if row[0] != "id"}


def plain(text):
    quotes = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
    return re.sub(r"\s+", " ", text.translate(quotes))


def holds(passage, answers):
    text = plain(passage)
    return any(re.search(rf"(?<!\w){re.escape(plain(a))}(?!\w)", text) for a in answers)


def cut(passage, words):
    return " ".join(passage.split()[:words])


def first_hit(passages, answers):
    """Rank of the first passage that answers, or None."""
    for rank, passage in enumerate(passages):
        if holds(passage, answers):
            return rank + 1
    return None


def search(morgue, archive, arguments):
    done = subprocess.run([morgue, "search", "-A", archive, "--jsonl", *arguments],
                          capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{arguments}: {done.stderr}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def prepare(index, folder, questions):
    os.makedirs(folder, exist_ok=True)
    sources = [os.path.join(CORPUS, part) for part in ("pages", "text", "records")]
    subprocess.run([index, "add", "-q", "-A", os.path.join(folder, "archive"), *sources],
                   check=True)
    out = subprocess.run([index, "inspect", *sources], capture_output=True, text=True, check=True)
    bare = os.path.join(folder, "articles.jsonl")
    names = {}
    with open(bare, "w", encoding="utf-8") as articles:
        for number, record in enumerate(map(json.loads, out.stdout.splitlines()), 1):
            file = os.path.relpath(record["file"].split("#")[0], CORPUS)
            names[file, plain(record["title"])] = f"a{number}"
            kept = {key: record[key] for key in ("title", "text", "date") if record.get(key)}
            articles.write(json.dumps({"id": f"a{number}", **kept}) + "\n")
    subprocess.run([index, "add", "-q", "-A", os.path.join(folder, "each"), bare], check=True)
    with open(os.path.join(folder, "asked.tsv"), "w", encoding="utf-8") as asked:
        for q, (question, _, file, title) in questions.items():
            asked.write(f"{q}\t{question}\t{names[file, plain(title)]}\n")


def right_articles(folder):
    """question -> id in articles.jsonl"""
    with open(os.path.join(folder, "asked.tsv"), encoding="utf-8") as lines:
        return {row[0]: row[2] for row in (line.rstrip("\n").split("\t") for line in lines)}


def lucene(program, folder, questions, words):
    """Writes what Lucene's UnifiedHighlighter prints, as a peer's file."""
    articles = right_articles(folder)
    here = {name: os.path.join(folder, name) for name in
            ("articles.jsonl", "lucene", "queries.tsv", "right.qrels", "lucene.tsv")}
    with open(here["queries.tsv"], "w", encoding="utf-8") as queries, \
         open(here["right.qrels"], "w", encoding="utf-8") as right:
        for q, row in questions.items():
            queries.write(f"{q}\t{row[0]}\n")
            right.write(f"{q} 0 {articles[q]} 1\n")

    def highlighted(*arguments):
        command = [program, "search", here["lucene"], here["queries.tsv"], *arguments,
                   "--length", str(round(words * BYTES_OF_WORD))]
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return [line.split("\t", 2) for line in out.splitlines()]

    subprocess.run([program, "index", here["articles.jsonl"], here["lucene"]], check=True)
    with open(here["lucene.tsv"], "w", encoding="utf-8") as out:
        for way, arguments in (("article", ["--passages", "3", "--documents", here["right.qrels"]]),
                               ("archive", ["--passages", "3", "-n", "3"]),
                               ("one each", ["--passages", "1", "-n", "3"])):
            for question, _, passage in highlighted(*arguments):
                out.write(f"{question}\t{way}\t{passage}\n")


def passages_of(records):
    return [passage["text"] for record in records for passage in record["passages"]]


def ask(morgue, folder, question, article):
    archive = os.path.join(folder, "archive")
    each = os.path.join(folder, "each")
    whole = search(morgue, archive, ["-n", "3", "--", question])
    ranked = search(morgue, archive, ["-n", "3", "--passages-only", "--", question])
    return {
        "article": passages_of(search(morgue, each,
                                      ["-n", "1", "--loose", "--", f"id:{article} {question}"])),
        "archive": passages_of(whole),
        "one each": passages_of(search(morgue, archive,
                                       ["-n", "3", "--passages", "1", "--", question])),
        "ranked": passages_of(ranked),
        "hits": passages_of(whole),
    }


def read_peer(path):
    """question -> way -> passages"""
    found = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            question, way, passage = line.rstrip("\n").split("\t")
            found.setdefault(question, {}).setdefault(way, []).append(passage)
    return found


def limited(way, passages):
    """What is counted of the passages of one question."""
    if way == "hits":
        return [cut(p, WORDS) for p in passages]
    if way in ("article", "archive") and len(passages) == 1:  # Xapian makes one of an article
        return [cut(passages[0], PASSAGES * WORDS)]
    return [cut(p, WORDS) for p in passages[:PASSAGES]]


def report(name, questions, answers_by_way, listed):
    print(f"{name}")
    for way in WAYS:
        if not any(way in ways for ways in answers_by_way.values()):
            continue
        counted = {q: limited(way, answers_by_way.get(q, {}).get(way, [])) for q in questions}
        ranks = {q: first_hit(counted[q], questions[q][1]) for q in questions}
        answered = sum(rank is not None for rank in ranks.values())
        reciprocal = sum(1 / rank for rank in ranks.values() if rank) / len(ranks)
        words = sum(len(p.split()) for passages in counted.values() for p in passages)
        print(f"  {way:9} {answered:3} of {len(questions)}  {answered / len(questions):.3f}  "
              f"first at 1/rank {reciprocal:.3f}, {words / len(questions):.0f} words a question")
        for q in questions:
            if listed and ranks[q] is None and way in ("article", "archive"):
                print(f"    {q} {questions[q][0]}  [{' | '.join(questions[q][1])}]")
                for passage in counted[q]:
                    print(f"        - {passage}")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    preparing = verbs.add_parser("prepare")
    preparing.add_argument("index")
    preparing.add_argument("folder")
    scoring = verbs.add_parser("score")
    scoring.add_argument("morgue")
    scoring.add_argument("folder")
    scoring.add_argument("--list", action="store_true")
    scoring.add_argument("peers", nargs="*")
    highlighting = verbs.add_parser("lucene")
    highlighting.add_argument("program")
    highlighting.add_argument("folder")
    highlighting.add_argument("words", nargs="?", type=int, default=WORDS)
    for verb in (preparing, scoring, highlighting):
        verb.add_argument("--questions", default=os.path.join(CORPUS, "questions.tsv"))
    options = parser.parse_args()
    questions = read_questions(options.questions)
    if options.verb == "prepare":
        prepare(options.index, options.folder, questions)
        return
    if options.verb == "lucene":
        lucene(options.program, options.folder, questions, options.words)
        return
    articles = right_articles(options.folder)
    ids = {record["external_id"]: record["id"] for record in
           search(options.morgue, os.path.join(options.folder, "each"), ["-n", "0", "*"])}
    found = {q: ask(options.morgue, options.folder, row[0], ids[articles[q]])
             for q, row in questions.items()}
    report("morgue", questions, found, options.list)
    for peer in options.peers:
        report(peer, questions, read_peer(peer), options.list)


if __name__ == "__main__":
    main()
