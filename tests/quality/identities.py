#!/usr/bin/env python3
"""Are namesakes kept apart, and is one person kept together?

  identities.py BIN ARTICLES.jsonl [--pairs N] [--seed S] [--list]

Nobody has told who is who in a large archive by hand, so two people who were told apart by their
names are given one name (pseudo-names; Gooi and Allan, 2004): the articles are loaded once; pairs
of people with 2 to 40 articles each and none in common are drawn; in all their articles both get
the same invented name; and the changed articles are loaded into a new archive. Now the name alone
no longer says who is meant, and it is known who is.

  wrong merges   of the articles of such people, the share that is filed under an identity most of
                 whose articles are the other one's
  left open      the share that is filed under nobody
  split          of the pairs of articles of one person, the share that is not filed under one identity

BIN is the folder of morgue-index. Standard library only."""
import argparse, collections, itertools, json, pathlib, random, re, sqlite3, subprocess, sys, tempfile

FIRST = "Rowan Ilse Tom Ana Dana Marten Lena Viktor Clara Hugo Nadia Oskar Petra Simon Greta Felix Hanna Jonas Mira Anton".split()
SYLLABLES = "bel cor dan fen gar hol kes lor mar nor pel ral sten tor vel wen".split()


def surnames(rng):
    seen = set()
    while True:
        name = "".join(rng.sample(SYLLABLES, 3)).capitalize()
        if name not in seen:
            seen.add(name)
            yield name


def load(binary, articles, archive):
    subprocess.run([str(binary), "add", "-q", "-A", str(archive), str(articles)], check=True)
    return sqlite3.connect(f"file:{archive}/metadata.sqlite?mode=ro", uri=True)


def people(db):
    """Articles (external ids) of everybody who goes by one plain name of two words."""
    names, where = collections.defaultdict(set), collections.defaultdict(set)
    for identity, name, article in db.execute(
            "SELECT p.identity, p.name, a.external_id FROM appearances p JOIN articles a "
            "ON a.no = p.article WHERE p.identity IS NOT NULL AND p.kind = 'person'"):
        names[identity].add(name)
        where[identity].add(article)
    for identity, forms in names.items():
        plain = [n for n in forms if re.fullmatch(r"[A-Z][a-z]+ [A-Z][a-z]+", n)]
        if len(forms) == 1 and plain and 2 <= len(where[identity]) <= 40:
            yield plain[0], where[identity]


def credited(articles):
    """Those who wrote or edited: their articles have nothing in common but them."""
    out = set()
    for line in open(articles, encoding="utf-8"):
        text = json.loads(line).get("text") or ""
        for credit in re.findall(r"(?:[Rr]eporting|[Ee]diting|[Ww]riting|[Cc]ompiled|[Ww]ritten) by [^\n]*", text):
            out.update(re.findall(r"[A-Z][a-z]+ [A-Z][a-z]+", credit))
    return out


def choose(everybody, count, rng):
    rng.shuffle(everybody)
    taken = set()
    pairs = []
    for (a, in_a), (b, in_b) in zip(everybody[::2], everybody[1::2]):
        if a.split()[1] == b.split()[1] or in_a & in_b or (in_a | in_b) & taken:
            continue
        taken |= in_a | in_b
        pairs.append(((a, in_a), (b, in_b)))
        if len(pairs) == count:
            break
    return pairs


def renamed(text, old, new):
    first, last = old.split()
    for was, now in ((old, new), (last, new.split()[1]), (first, new.split()[0])):
        text = re.sub(r"\b%s\b" % re.escape(was), now, text)
        text = re.sub(r"\b%s\b" % re.escape(was.upper()), now.upper(), text)
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("bin", type=pathlib.Path)
    parser.add_argument("articles", type=pathlib.Path)
    parser.add_argument("--pairs", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="say which were merged or split")
    args = parser.parse_args()
    rng = random.Random(args.seed)
    binary = args.bin / "morgue-index"
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        authors = credited(args.articles)
        everybody = [person for person in sorted(people(load(binary, args.articles, folder / "plain")))
                     if person[0] not in authors]
        pairs = choose(everybody, args.pairs, rng)
        change, truth = collections.defaultdict(list), {}
        last = surnames(rng)
        for pair in pairs:
            new = f"{rng.choice(FIRST)} {next(last)}"
            for old, articles in pair:
                for article in articles:
                    change[article].append((old, new))
                    truth[(new, article)] = old
        with open(folder / "planted.jsonl", "w", encoding="utf-8") as out:
            for line in open(args.articles, encoding="utf-8"):
                record = json.loads(line)
                for old, new in change.get(str(record["id"]), ()):
                    for field in ("title", "text"):
                        record[field] = renamed(record.get(field) or "", old, new)
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
        db = load(binary, folder / "planted.jsonl", folder / "planted")
        filed = {}
        for identity, name, article in db.execute(
                "SELECT p.identity, p.name, a.external_id FROM appearances p JOIN articles a "
                "ON a.no = p.article WHERE p.kind = 'person'"):
            key = (name.title(), article)
            if key in truth:
                filed[key] = identity
    majority = collections.defaultdict(collections.Counter)
    for key, identity in filed.items():
        majority[(key[0], identity)][truth[key]] += 1
    wrong = left_open = 0
    apart = together = 0
    per_person = collections.defaultdict(list)
    for key, identity in filed.items():
        per_person[(key[0], truth[key])].append(identity)
        if identity is None:
            left_open += 1
        elif majority[(key[0], identity)].most_common(1)[0][0] != truth[key]:
            wrong += 1
            if args.list:
                print("merged", key, truth[key])
    for person, identities in per_person.items():
        for a, b in itertools.combinations(identities, 2):
            together += a is not None and a == b
            apart += a is None or a != b
        if args.list and len(set(identities)) > 1:
            print("split", person, collections.Counter(identities).most_common())
    total = len(filed)
    print(f"pairs of namesakes {len(pairs)}, their articles {total}")
    print(f"wrong merges {wrong / total:.4f} ({wrong}), left open {left_open / total:.4f}, "
          f"split {apart / max(1, apart + together):.4f}")


main()
