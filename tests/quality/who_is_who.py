#!/usr/bin/env python3
"""How well the mentions of one person inside an article are brought together.

  who_is_who.py make GOLD.jsonl > in.jsonl
      One article per document, its tokens joined as print joins them, with the gold clusters kept
      in `gold`. Reads both forms: {"title", "sents", "clusters": [[[sentence, begin, end, kind,
      text]...]]} (only clusters with a PER in them are people's) and {"doc", "sents",
      "person_clusters": [[[sentence, begin, end, text]...]]}, which leaves out whoever is named
      once.
  morgue-index inspect --annotations in.jsonl > out.jsonl
  who_is_who.py score in.jsonl out.jsonl

B-cubed (Bagga and Baldwin, 1998) over mentions of people. A gold mention and a found one are the
same if their spans are equal or, failing that, overlap the most; each counts once.
  both    only mentions that gold and program have
  all     precision over all that were found, recall over all of gold. A mention of gold that was
          not found is a cluster of its own on the program's side; one that gold lacks is a cluster
          of its own in gold. Where gold leaves out whoever is named once, found mentions that it
          lacks are not counted.
"""

import collections
import json
import sys

NO_BLANK_BEFORE = {".", ",", ";", ":", "!", "?", ")", "]", "}", "'s", "'", "n't", "''", "%", "'re",
                   "'ve", "'ll", "'d", "'m", "\u2019s", "\u2019", "\u201d"}
NO_BLANK_AFTER = {"(", "[", "{", "$", "``", "\u201c", "#"}


def records(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def printed(sentences):
    """The text, and per sentence the [begin, end) bytes of each token."""
    text, places = "", []
    for sentence in sentences:
        text += " " if text else ""
        places.append([])
        before = None
        for token in sentence:
            if before is not None and token not in NO_BLANK_BEFORE and before not in NO_BLANK_AFTER:
                text += " "
            begin = len(text.encode())
            text += token
            places[-1].append((begin, len(text.encode())))
            before = token
    return text, places


def people(document):
    """Clusters of (sentence, begin, end), and whether those of one mention are among them."""
    if "person_clusters" in document:
        return [[mention[:3] for mention in each] for each in document["person_clusters"]], False
    return [[mention[:3] for mention in each] for each in document["clusters"]
            if any(mention[3] == "PER" for mention in each)], True


def make(path):
    for number, document in enumerate(records(path)):
        text, places = printed(document["sents"])
        clusters, complete = people(document)
        gold = [[[places[s][b][0], places[s][e - 1][1]] for s, b, e in each] for each in clusters]
        print(json.dumps({"id": "p%d" % number, "title": "", "text": text, "gold": gold,
                          "complete": complete}, ensure_ascii=False))


def matched(gold, found):
    """Pairs of indices: gold mention -> found mention, equal spans first, then the most overlap."""
    overlaps = []
    for g, (begin, end) in enumerate(gold):
        for f, (other_begin, other_end) in enumerate(found):
            common = min(end, other_end) - max(begin, other_begin)
            if common > 0:
                overlaps.append(((begin, end) != (other_begin, other_end), -common, g, f))
    pairs, taken = {}, set()
    for _, _, g, f in sorted(overlaps):
        if g not in pairs and f not in taken:
            pairs[g] = f
            taken.add(f)
    return pairs


def shares(names, own, other):
    """For each name its B-cubed share: of its cluster in `own`, how much is one in `other`."""
    clusters = collections.defaultdict(list)
    for name in names:
        clusters[own[name]].append(name)
    for name in names:
        cluster = clusters[own[name]]
        yield sum(other[name] == other[each] for each in cluster) / len(cluster)


def document_shares(record, out):
    """(precisions, recalls) over common mentions, then over all."""
    gold = [(tuple(span), k) for k, each in enumerate(record["gold"]) for span in each]
    found = [((e["start"], e["end"]), e["name"]) for e in out.get("entities") or []
             if e["kind"] == "person"]
    pairs = matched([span for span, _ in gold], [span for span, _ in found])
    gold_of = {("both", g): cluster for g, (_, cluster) in enumerate(gold)}
    found_of = {("both", g): found[f][1] for g, f in pairs.items()}
    common = list(found_of)
    both = (list(shares(common, found_of, gold_of)), list(shares(common, gold_of, found_of)))
    for g in range(len(gold)):
        found_of.setdefault(("both", g), ("missed", g))
    all_found = list(common)
    if record["complete"]:
        for f in set(range(len(found))) - set(pairs.values()):
            all_found.append(("spurious", f))
            found_of["spurious", f] = found[f][1]
            gold_of["spurious", f] = ("spurious", f)
    whole = (list(shares(all_found, found_of, gold_of)),
             list(shares([("both", g) for g in range(len(gold))], gold_of, found_of)))
    return both, whole, len(gold), len(pairs), len(found)


def score(gold_path, out_path):
    outs = {str(r.get("external_id") or r.get("id")): r for r in records(out_path)}
    sums = {"both": ([], []), "all": ([], [])}
    counts = [0, 0, 0]
    for record in records(gold_path):
        both, whole, *numbers = document_shares(record, outs.get(str(record["id"]), {}))
        counts = [a + b for a, b in zip(counts, numbers)]
        for name, (precisions, recalls) in (("both", both), ("all", whole)):
            sums[name][0].extend(precisions)
            sums[name][1].extend(recalls)
    print("mentions: %d in gold, %d of them found, %d found in all" % tuple(counts))
    for name, (precisions, recalls) in sums.items():
        p = sum(precisions) / max(1, len(precisions))
        r = sum(recalls) / max(1, len(recalls))
        print("%-5s P %.3f R %.3f F1 %.3f" % (name, p, r, 2 * p * r / (p + r) if p + r else 0))


def main():
    if len(sys.argv) == 3 and sys.argv[1] == "make":
        make(sys.argv[2])
    elif len(sys.argv) == 4 and sys.argv[1] == "score":
        score(sys.argv[2], sys.argv[3])
    else:
        sys.exit(__doc__)


main()
