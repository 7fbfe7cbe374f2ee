#!/usr/bin/env python3
"""Writes invented news as JSON lines: something to measure with where no real articles are at hand.

    tests/bench/suite/invented.py ARTICLES [--seed N] > FILE.jsonl

The words are made of syllables, and as frequent as Zipf says, behind the commonest words of English,
which stand as often as they do there; people come back, are quoted and named in full first; days are
spoken of. So posting lists are as long, and annotators as busy, as with news. (The invented news of
tests/support are for correctness: all of its words are about equally rare.) The same seed gives the
same bytes.
"""

import argparse
import itertools
import json
import random
import sys

COMMON = (
    "the of to and a in said for on that is was he with it as by at from has have be an are were "
    "will not had but its his who they which after this one new more would been year their about or "
    "first up last two out also when over than could there other all into some she we if people some "
    "government city police company percent state no before time her most against can officials three "
    "during because between market court while made told where what so do them week since many under"
).split()
ONSETS = "b br c d dr f fl g gr h k l m n p pl r s st t tr v w".split()
VOWELS = "a e i o u ai ea ou".split()
CODAS = ["", "", "", "n", "r", "l", "s", "nd", "rt", "m"]
ENDINGS = ["", "", "", "", "s", "ed", "ing", "er", "al"]
WORDS = 60_000
PEOPLE = 4_000
PLACES = 800
OUTLETS = 40
FIRST = "Ana Ida Tom Rowan Jonas Mira Paul Nina Carl Eva Hugo Lena Marc Ruth Sven Vera".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = ("January February March April May June July August September October November "
          "December").split()


def syllables(chance, count):
    return "".join(chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(CODAS)
                   for _ in range(count))


class News:
    def __init__(self, seed):
        self.chance = chance = random.Random(seed)
        words = dict.fromkeys(COMMON)
        while len(words) < WORDS:
            word = syllables(chance, chance.choice((1, 2, 2, 2, 3, 3)))
            words.setdefault(word + chance.choice(ENDINGS))
        self.words = list(words)
        self.weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(WORDS)))
        self.people = [f"{chance.choice(FIRST)} {syllables(chance, 2).capitalize()}"
                       for _ in range(PEOPLE)]
        self.places = [syllables(chance, 2).capitalize() for _ in range(PLACES)]
        self.outlets = [f"The {chance.choice(self.places)} {kind}"
                        for kind in ("Post", "Herald", "Times", "Courier")
                        for _ in range(OUTLETS // 4)]

    def some(self, count):
        return self.chance.choices(self.words, cum_weights=self.weights, k=count)

    def one(self, of):
        """The first ones more often."""
        return of[int(len(of) * self.chance.random() ** 3)]

    def sentence(self, person, full):
        chance = self.chance
        words = self.some(min(60, max(5, int(chance.lognormvariate(2.9, .4)))))
        words[0] = words[0].capitalize()
        text = " ".join(words)
        kind = chance.random()
        name = person if full else person.split()[1]
        if kind < .15:
            return f"“{text},” said {name}."
        if kind < .3:
            return f"{name} said on {chance.choice(WEEKDAYS)} that {text[0].lower()}{text[1:]}."
        if kind < .4:
            return f"{text} in {self.one(self.places)}."
        if kind < .45:
            return f"{text} on {chance.randint(1, 28)} {chance.choice(MONTHS)}."
        return text + "."

    def article(self, number):
        chance = self.chance
        person = self.one(self.people)
        size = min(3000, max(60, int(chance.lognormvariate(5.8, .6))))
        paragraphs, words, sentences = [], 0, 0
        while words < size:
            paragraph = [self.sentence(person, sentences == 0) for _ in range(chance.randint(1, 3))]
            sentences += len(paragraph)
            paragraphs.append(" ".join(paragraph))
            words += len(paragraphs[-1].split())
        title = " ".join(self.some(chance.randint(5, 9))).capitalize()
        date = (f"{chance.randint(2005, 2024)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
                f"T{chance.randint(0, 23):02}:00:00Z")
        return {"id": f"i{number}", "title": f"{title} {self.one(self.places)}", "date": date,
                "source": self.one(self.outlets), "text": "\n\n".join(paragraphs)}


def main():
    parser = argparse.ArgumentParser(usage="invented.py ARTICLES [--seed N] > FILE.jsonl")
    parser.add_argument("articles", type=int)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    news = News(arguments.seed)
    for number in range(arguments.articles):
        json.dump(news.article(number), sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")


if __name__ == "__main__":
    main()
