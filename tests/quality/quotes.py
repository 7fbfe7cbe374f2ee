#!/usr/bin/env python3
"""Scores direct quotations against a gold file, and lists what is wrong.

  quotes.py articles GOLD.jsonl >articles.jsonl      what to give to morgue-index
  morgue-index inspect --annotations articles.jsonl >out.jsonl
  quotes.py score GOLD.jsonl out.jsonl [--list]

GOLD has one article per line: {"id", "title", "text", "quotes": [{"start", "end", "speaker",
"optional"}]}, offsets in characters of the text. A quotation is found if the program gives one that
covers more than half of it; what is optional counts neither way. A speaker is right if the name
given shares a word with one of the gold. White space may differ: offsets are mapped over it."""
import json
import re
import sys


def load(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def articles(gold):
    for k, doc in enumerate(gold):
        print(json.dumps({"id": doc.get("id", str(k)), "title": doc.get("title", ""),
                          "text": doc["text"]}, ensure_ascii=False))


def dense(text):
    """Offsets of a text counted without its white space."""
    offsets, count = [], 0
    for c in text:
        offsets.append(count)
        count += not c.isspace()
    return offsets + [count]


def of_program(record):
    """(begin, end, quotation) of every direct quotation, without white space."""
    raw = (record.get("text") or "").encode()
    offsets = dense(raw.decode())
    at = lambda byte: offsets[len(raw[:byte].decode())]
    return [(at(q["start"]), at(q["end"]), q) for q in record.get("quotes") or []]


def words(name):
    return set(re.findall(r"\w+", (name or "").lower())) - {"the", "a", "of", "mr", "mrs"}


def score(gold, output, listing):
    found = {str(r.get("external_id") or r.get("id")): r for r in output}
    hits = misses = false = named = right = 0
    for k, doc in enumerate(gold):
        name = str(doc.get("id", k))
        offsets, said = dense(doc["text"]), of_program(found.get(name, {}))
        used = set()
        for q in sorted(doc["quotes"], key=lambda q: bool(q.get("optional"))):
            begin, end = offsets[q["start"]], offsets[q["end"]]
            hit = next((i for i, (b, e, _) in enumerate(said) if i not in used
                        and min(e, end) - max(b, begin) > .5 * (end - begin)), None)
            if hit is not None:
                used.add(hit)
            if q.get("optional"):
                continue
            text = doc["text"][q["start"]:q["end"]]
            if hit is None:
                misses += 1
                if listing:
                    print(f"missed  {name} {q['speaker']}: {text[:90]!r}")
                continue
            hits += 1
            speaker = said[hit][2]["speaker"]
            if q["speaker"] and speaker:
                named += 1
                right += bool(words(speaker) & words(q["speaker"]))
            if listing and not words(speaker) & words(q["speaker"]):
                print(f"speaker {name} {speaker!r} for {q['speaker']!r}: {text[:90]!r}")
        for i, (_, _, q) in enumerate(said):
            if i not in used:
                false += 1
                if listing:
                    text = found[name]["text"].encode()
                    around = text[max(0, q["start"] - 60):q["end"]].decode(errors="ignore")
                    print(f"false   {name} {q['speaker']}: {around[:220]!r}")
    precision, recall = hits / max(1, hits + false), hits / max(1, hits + misses)
    print(f"direct: precision {precision:.3f} recall {recall:.3f} "
          f"F1 {2 * precision * recall / max(1e-9, precision + recall):.3f} of {hits + misses}")
    print(f"speaker: precision {right / max(1, named):.3f} coverage {named / max(1, hits):.3f}")


def main():
    if len(sys.argv) > 2 and sys.argv[1] == "articles":
        articles(load(sys.argv[2]))
    elif len(sys.argv) > 3 and sys.argv[1] == "score":
        score(load(sys.argv[2]), load(sys.argv[3]), "--list" in sys.argv)
    else:
        sys.exit(__doc__)


main()
