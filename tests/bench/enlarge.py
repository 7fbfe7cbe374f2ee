#!/usr/bin/env python3
"""Makes a file of articles larger, by copies that are none.

    tests/bench/enlarge.py FILE.jsonl FACTOR [--seed N] > LARGER.jsonl

FILE.jsonl has an article a line with `id`, `title`, `text` and perhaps `date`, `url`, `author`. Written are
all of them, then the same with changed words, until there are FACTOR (2, 2.5) times as many. Each word of a
copy stands for another one: a bijection among words that are about as frequent and as often capitalised,
other in each round, the commonest 300 left alone. So each word is as frequent as another one was, sentences
are as long, names are names, and no copy is found to be one. Ids and addresses get a suffix, days are
shifted by ten years a round. The same seed (1) gives the same bytes.
"""

import argparse
import collections
import json
import random
import re
import sys

WORD = re.compile(r"[^\W\d_]+")
DATE = re.compile(r"^\d{4}")
TEXTS = ("title", "text", "author")
COMMONEST = 300
BAND = 50  # words that may stand for each other


def articles(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def vocabulary(path):
    """Lower-case words that are worth changing, those of names apart, the frequent ones first."""
    total = collections.Counter()
    capital = collections.Counter()
    for article in articles(path):
        for name in TEXTS:
            for word in WORD.findall(article.get(name) or ""):
                total[word.lower()] += 1
                capital[word.lower()] += word[0].isupper()
    ranked = sorted(total, key=lambda word: (-total[word], word))[COMMONEST:]
    names = [word for word in ranked if 2 * capital[word] > total[word]]
    others = [word for word in ranked if 2 * capital[word] <= total[word]]
    return names, others


def bijection(lists, seed):
    """From each word to the one that stands for it."""
    chance = random.Random(seed)
    out = {}
    for words in lists:
        for begin in range(0, len(words), BAND):
            band = words[begin:begin + BAND]
            other = band[:]
            chance.shuffle(other)
            out.update(zip(band, other))
    return out


def written_as(word, model):
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word.capitalize() if model[0].isupper() else word


def changed(article, words, number):
    def other(match):
        word = match.group()
        return written_as(words.get(word.lower(), word.lower()), word)

    out = dict(article)
    for name in TEXTS:
        if out.get(name):
            out[name] = WORD.sub(other, out[name])
    for name in ("id", "url"):
        if out.get(name):
            out[name] = f"{out[name]}-{number}"
    if out.get("date"):
        # February 29 is there only every four years.
        date = out["date"].replace("-02-29", "-02-28", 1)
        out["date"] = DATE.sub(lambda year: f"{int(year.group()) + 10 * number:04}", date)
    return out


def main():
    parser = argparse.ArgumentParser(usage="enlarge.py FILE.jsonl FACTOR [--seed N] > LARGER.jsonl")
    parser.add_argument("file")
    parser.add_argument("factor", type=float)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    count = sum(1 for _ in articles(arguments.file))
    left = round(count * arguments.factor)
    lists = vocabulary(arguments.file)
    number = 0
    while left > 0 and count > 0:
        words = bijection(lists, f"{arguments.seed} {number}") if number > 0 else {}
        for article in articles(arguments.file):
            if left == 0:
                break
            left -= 1
            out = changed(article, words, number) if number > 0 else article
            json.dump(out, sys.stdout, ensure_ascii=False)
            sys.stdout.write("\n")
        number += 1


if __name__ == "__main__":
    main()
