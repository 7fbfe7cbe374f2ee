#!/usr/bin/env python3
"""How well copies of one piece are found: planted edits of articles, mixed into a large set.

  copies.py plant RECORDS.jsonl > PLANTED.jsonl
      Six copies of each article with a text of 80 words or more: 10 to 60 % of the paragraphs
      dropped, another headline, byline and outlet, 2 % of the words changed. Seeded, so always the
      same. RECORDS are what `morgue-index inspect` prints.
  copies.py score ARCHIVE RECORDS.jsonl...
      Pairs of the families in the archive's metadata.sqlite against the texts. Recall is over the
      planted pairs (each with its original and with each other) of which four-word shingles of the
      shorter stand in the longer to 60 % or more. A pair in one family is right if it was planted,
      or if its texts overlap that much, planted or not.
"""

import collections
import itertools
import json
import random
import re
import sqlite3
import sys

COPIES = 6
CONTAINED = 0.6
WORDS = re.compile(r"\w+")
FILLERS = ("moreover", "harbour", "quietly", "seven", "former", "again", "northern", "paper")
NAMES = ("Ada Brink", "Jon Sellafield", "Mirela Costin", "Oke Tamm", "Lucy Varga", "Per Lindal")


def records(paths):
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    yield json.loads(line)


def shingles(text):
    words = [word.casefold() for word in WORDS.findall(text or "")]
    return {tuple(words[i:i + 4]) for i in range(max(1, len(words) - 3))} if words else set()


def containment(a, b):
    fewer = min(len(a), len(b))
    return len(a & b) / fewer if fewer else 0.0


def edited(text, rnd):
    paragraphs = [p for p in text.split("\n\n") if p.strip()]
    if len(paragraphs) < 4:  # dumps join them
        paragraphs = re.split(r"(?<=[.!?]) +(?=[A-Z])", text)
    drop = round(len(paragraphs) * rnd.uniform(0.1, 0.6))
    for _ in range(min(drop, len(paragraphs) - 1)):
        paragraphs.pop(rnd.randrange(len(paragraphs)))
    words = "\n\n".join(paragraphs).split(" ")
    for i in range(len(words)):
        if rnd.random() < 0.02:
            words[i] = rnd.choice(FILLERS)
    return " ".join(words)


def plant(paths):
    rnd = random.Random(20240615)
    originals = [r for r in records(paths) if len(WORDS.findall(r.get("text") or "")) >= 80]
    for number, record in enumerate(originals):
        day = (record.get("date") or "2025-01-01")[:10]
        base = {"date": day, "text": record["text"]}
        yield {"id": f"planted-{number}-0", "title": record["title"], "source": "The First Paper",
               **base}
        for copy in range(1, COPIES + 1):
            yield {"id": f"planted-{number}-{copy}",
                   "title": f"{rnd.choice(FILLERS).capitalize()} news of the day {number} {copy}",
                   "author": rnd.choice(NAMES), "source": f"Paper No. {copy}", "date": day,
                   "text": edited(record["text"], rnd)}


def pieces(texts):
    """Which piece each planted article is of; originals that are copies themselves are one."""
    piece = {}
    originals = [name for name in texts if re.fullmatch(r"planted-\d+-0", name)]
    sets = {name: shingles(texts[name]) for name in originals}
    for name in originals:
        twin = next((o for o in originals[:originals.index(name)]
                     if containment(sets[o], sets[name]) >= CONTAINED), None)
        piece[name.split("-")[1]] = piece[twin.split("-")[1]] if twin else name
    return {name: piece[name.split("-")[1]] for name in texts if name.startswith("planted-")}


def score(archive, paths):
    texts = {r["id"]: r.get("text") or "" for r in records(paths)}
    piece_of = pieces(texts)
    planted_number = piece_of.get
    db = sqlite3.connect(f"file:{archive}/metadata.sqlite?mode=ro", uri=True)
    families = collections.defaultdict(list)
    for family, name in db.execute(
            "SELECT family, external_id FROM articles WHERE family IS NOT NULL"):
        families[family].append(name)
    cache = {}

    def of(name):
        if name not in cache:
            cache[name] = shingles(texts[name])
        return cache[name]

    family_of = {name: family for family, names in families.items() for name in names}
    right = wrong = mixed = 0
    worst = []
    for names in families.values():
        for a, b in itertools.combinations(names, 2):
            planted = planted_number(a)
            share = containment(of(a), of(b))
            if (planted is not None and planted == planted_number(b)) or share >= CONTAINED:
                right += 1
            else:
                wrong += 1
                mixed += (planted is None) != (planted_number(b) is None)
                worst.append((share, a, b))
    found = missed = 0
    groups = collections.defaultdict(list)
    for name in texts:
        if planted_number(name) is not None:
            groups[planted_number(name)].append(name)
    for names in groups.values():
        for a, b in itertools.combinations(names, 2):
            if containment(of(a), of(b)) < CONTAINED:
                continue
            same = a in family_of and family_of[a] == family_of.get(b)
            found += same
            missed += not same
    print(f"families {len(families)}, articles in them {len(family_of)}, "
          f"largest {max(map(len, families.values()), default=0)}")
    print(f"pairs in one family {right + wrong}, precision {right / max(1, right + wrong):.4f} "
          f"({mixed} of the wrong ones mix planted and other articles)")
    with_original = [(name, f"planted-{name.split('-')[1]}-0") for name in piece_of
                     if not name.endswith("-0")]
    with_original = [(a, b) for a, b in with_original if containment(of(a), of(b)) >= CONTAINED]
    joined = sum(a in family_of and family_of[a] == family_of.get(b) for a, b in with_original)
    print(f"copy and original {len(with_original)}, recall "
          f"{joined / max(1, len(with_original)):.4f}")
    print(f"planted pairs {found + missed}, recall {found / max(1, found + missed):.4f}")
    lost = [(containment(of(a), of(b)), a, b) for names in groups.values()
            for a, b in itertools.combinations(names, 2)
            if containment(of(a), of(b)) >= CONTAINED
            and (a not in family_of or family_of[a] != family_of.get(b))]
    for share, a, b in sorted(lost)[-20:]:
        print(f"  lost  {share:.2f}  {a}  {b}  ({len(of(a))} and {len(of(b))} shingles)")
    for share, a, b in sorted(worst)[:20]:
        print(f"  wrong {share:.2f}  {a}  {b}")


if __name__ == "__main__":
    if len(sys.argv) >= 3 and sys.argv[1] == "plant":
        for planted in plant(sys.argv[2:]):
            print(json.dumps(planted, ensure_ascii=False))
    elif len(sys.argv) >= 4 and sys.argv[1] == "score":
        score(sys.argv[2], sys.argv[3:])
    else:
        sys.exit(__doc__)
