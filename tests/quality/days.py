#!/usr/bin/env python3
"""How well the days that texts speak of are found and understood.

  days.py MORGUE_INDEX recognizers.jsonl [gum-tei.jsonl] [--list]
      Runs `morgue-index inspect --annotations` over specs and marked texts, both as JSON lines of
      {"doc", "dct", "text", "timex": [{"start", "end", "type", "value", "values"}]}, and prints
      what share of the dates is found at the right place with the right days. --list shows the
      failures.

Counted are dates that have days: an expression of type DATE with a value in the calendar. Found is
what overlaps it; right is what has the first and last day of one of its alternatives. Expressions
that are durations, habits or times of day must not be found; those that also name a day ("tomorrow
at 8") may be. Of the specs only the plain mode counts (not those of the tasks and calendar modes).

Ends of specs are excluded, and they write the end that a range names by its first day: (2011-01-01,
2016-01-01) is "2011 to 2016", (2016-05-03, 2016-05-08) is "3 to 8 May". Ours are included. So
`exact` are
  right     the very days, or of a range of days the last one named
  range     the range of whole months or years whose last one begins where the spec ends
  open      "before 2010", "since August": specs with one end, and an end of 2010 or of August, of
            which the article speaks, is that end; a stretch of ours always has two
Specs speak to a calendar assistant, articles to readers. `by convention` are specs whose days
differ for a stated reason, and are counted apart, never as exact:
  part      "early May", "end of 2008": the article speaks of May, of 2008
  offset    "three years ago", "in two weeks": of that year or week, not of one day of it
"""

import datetime
import json
import os
import re
import subprocess
import sys
import tempfile

ONE_DAY = datetime.timedelta(1)
PARTS = re.compile(r"\b(early|mid|middle|late|later|earlier|end|start|beginning|remaining|eo[mywd])\b|^mid",
                   re.I)
OFFSETS = re.compile(r"\b(ago|from (now|today|tomorrow)|later|before|after|earlier)\b|^in\b", re.I)


def records(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def day(text):
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def inspected(program, docs):
    """Dates found per document, as (start, end, from, to) in characters."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "specs.jsonl")
        with open(path, "w", encoding="utf-8") as out:
            for doc in docs:
                record = {"id": doc["doc"], "title": "", "text": doc["text"], "language": "en"}
                if doc["dct"]:
                    record["date"] = doc["dct"]
                out.write(json.dumps(record) + "\n")
        lines = subprocess.run([program, "inspect", "--annotations", path], check=True,
                               capture_output=True, text=True).stdout
    found = {}
    for line in lines.splitlines():
        record = json.loads(line)
        raw = (record.get("text") or "").encode()
        found[record["external_id"]] = (record.get("text") or "", [
            (len(raw[:d["start"]].decode()), len(raw[:d["end"]].decode()), day(d["from"]),
             day(d["to"])) for d in record.get("dates") or []])
    return found


def overlaps(a_begin, a_end, b_begin, b_end):
    return a_begin < b_end and b_begin < a_end


MONTH = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.I)
JOINTS = re.compile(r"\b(?:to|and|through|till|until)\b|[-~]", re.I)


def named_end(begin, said):
    """The last day of the month, the quarter or the year that a range names last."""
    last_words = JOINTS.split(said)[-1]
    months = 1 if MONTH.search(last_words) else 3 if re.search(r"q\d", last_words, re.I) else 12
    if begin.day != 1 or (begin.month - 1) % months:
        return None
    month = begin.month - 1 + months
    return datetime.date(begin.year + month // 12, month % 12 + 1, 1) - ONE_DAY


def alternatives(timex, said=""):
    """What a spec allows: (first, last, open) with the last day included."""
    ranged = timex["value"].startswith("(") or said.endswith("to date")
    for value in timex.get("values") or []:
        if "value" in value:
            if (only := day(value["value"][:10])) and len(value["value"]) == 10:
                yield (only, only, None)
            continue
        first, end = (day((value.get(k) or "")[:10]) for k in ("start", "end"))
        if first and end:
            yield (first, end - ONE_DAY, end if ranged else None)
        elif first or end:
            yield (first, end, "open")


def within(gold, mine):
    return mine[0] <= gold[0] and gold[1] <= mine[1]


def verdict(timex, said, mine):
    """right, part, offset, open, range or wrong."""
    golds = list(alternatives(timex, said))
    pair = (mine[2], mine[3])
    for first, last, extra in golds:
        if extra == "open":
            continue
        if pair == (first, last) or (extra and pair == (first, extra)):
            return "right"
    for first, last, extra in golds:
        if extra == "open":
            bound = first or last
            excluded = re.search(r"\bbefore (?!.*\bend\b)", said, re.I)  # the first day itself
            if bound == pair[0] or (not excluded and bound in (pair[1], pair[1] + ONE_DAY)):
                return "open"
            if PARTS.search(said) and pair[0] <= (first or last) <= pair[1] + ONE_DAY:
                return "part"
        elif PARTS.search(said) and within((first, last), pair):
            return "part"
        elif first == last and OFFSETS.search(said) and within((first, last), pair):
            return "offset"
        elif extra and pair == (first, named_end(extra, said)):
            return "range"
    return "wrong"


def kind_of(said):
    said = said.lower()
    if re.search(r"\b(ago|from|later|before|after|earlier|since)\b.*", said) and \
            re.search(r"\b(day|week|month|year|fortnight)s?\b", said):
        return "offsets"
    if re.search(r"\b(this|next|last|past|previous|coming|upcoming|following|current)\b", said):
        return "relative"
    if re.search(r"\b(day|week|month|quarter|year|decade|weekend|fortnight|century)s?\b", said):
        return "units"
    if re.search(r"\b(today|tomorrow|yesterday|now)\b", said):
        return "today"
    if re.search(r"\d{4}|'\d\d|\d/\d+/\d", said):
        return "with year"
    return "without year"


def specs(program, path, show):
    docs = [d for d in records(path) if d["doc"].startswith("DateTimeModel-") and d["dct"]]
    found = inspected(program, docs)
    counts, misses, must_not, false_finds, skipped = {}, [], 0, [], 0
    for doc in docs:
        text, dates = found.get(doc["doc"], ("", []))
        for timex in doc["timex"]:
            hits = [d for d in dates if overlaps(d[0], d[1], timex["start"], timex["end"])]
            said = doc["text"][timex["start"]:timex["end"]]
            if timex["type"] in ("SET", "DURATION"):
                must_not += 1
                inside = [d for d in hits if not any(
                    t is not timex and overlaps(d[0], d[1], t["start"], t["end"])
                    for t in doc["timex"])]
                false_finds += [(doc, said, d) for d in inside]
                continue
            if timex["type"] != "DATE":
                continue
            if not list(alternatives(timex)):
                skipped += 1
                continue
            results = [verdict(timex, said, d) for d in hits] or ["missed"]
            best = next((r for r in ("right", "range", "open", "part", "offset", "wrong")
                         if r in results), "missed")
            kinds = counts.setdefault(kind_of(said), {})
            kinds[best] = kinds.get(best, 0) + 1
            if best in ("missed", "wrong"):
                misses.append((doc, said, best, hits, timex))
        if not doc["timex"]:
            must_not += 1
            false_finds += [(doc, "-", d) for d in dates]
    report(counts, must_not, false_finds, skipped)
    if show:
        for doc, said, best, hits, timex in misses:
            print(f"  {best} {doc['doc']} {doc['dct'][:10]} «{doc['text'][:110]}» {said!r} "
                  f"gold {list(map(str, [a for a in map(show_days, alternatives(timex))]))} "
                  f"found {[(doc['text'][h[0]:h[1]], str(h[2]), str(h[3])) for h in hits]}")
        for doc, said, d in false_finds:
            print(f"  false {doc['doc']} {doc['dct'][:10]} «{doc['text'][:110]}» {said!r} found "
                  f"{doc['text'][d[0]:d[1]]!r} {d[2]} {d[3]}")


def show_days(alternative):
    return "..".join(str(a) for a in alternative[:2])


def report(counts, must_not, false_finds, skipped):
    columns = ("right", "range", "open", "part", "offset", "wrong", "missed")
    print(f"{'specs':14}" + "".join(f"{c:>8}" for c in columns) +
          "   right   exact   or by convention")
    total = {}
    for kind, found in sorted(counts.items()) + [("all", total)]:
        if kind != "all":
            for column, n in found.items():
                total[column] = total.get(column, 0) + n
        n = sum(found.values())
        wrong = found.get("wrong", 0) + found.get("missed", 0)
        exact = sum(found.get(c, 0) for c in ("right", "range", "open"))
        print(f"{kind:14}" + "".join(f"{found.get(c, 0):8}" for c in columns) +
              f"   {found.get('right', 0) / n:.3f}   {exact / n:.3f}   {(n - wrong) / n:.3f}")
    print(f"must not be found: {must_not}, found {len(false_finds)}; without days: {skipped}")


def span_of(value):
    """The days of a TEI value: a day, a month, a year or two of them with a slash."""
    ends = value.split("/")
    if len(ends) > 2 or not all(re.fullmatch(r"\d{4}(-\d\d){0,2}", end) for end in ends):
        return None

    def first(end):
        return day(end + "-01-01"[3 * (end.count("-")):]) if end.count("-") < 2 else day(end)

    def last(end):
        if end.count("-") == 2:
            return day(end)
        if end.count("-") == 0:
            return day(end + "-12-31")
        year, month = map(int, end.split("-"))
        if not 1 <= month <= 12:
            return None
        return datetime.date(year + month // 12, month % 12 + 1, 1) - ONE_DAY

    a, b = first(ends[0]), last(ends[-1])
    return (a, b) if a and b else None


def tei(program, path, show):
    docs = records(path)
    found = inspected(program, docs)
    right = hit = gold = extra = 0
    for doc in docs:
        text, dates = found.get(doc["doc"], ("", []))
        if text != doc["text"]:
            dates = moved(text, doc["text"], dates)
        used = set()
        for timex in doc["timex"]:
            want = span_of(timex["value"])
            mine = next((i for i, d in enumerate(dates) if i not in used and
                         overlaps(d[0], d[1], timex["start"], timex["end"])), None)
            if want is None:
                used |= {i for i, d in enumerate(dates)
                         if overlaps(d[0], d[1], timex["start"], timex["end"])}
                continue
            gold += 1
            said = doc["text"][timex["start"]:timex["end"]]
            if mine is None:
                if show:
                    print(f"  missed {doc['doc']} {doc['dct']} {said!r} {timex['value']}")
                continue
            used.add(mine)
            hit += 1
            good = dates[mine][2:] == want
            right += good
            if not good and show:
                d = dates[mine]
                print(f"  wrong {doc['doc']} {doc['dct']} {said!r} {timex['value']} found "
                      f"{doc['text'][d[0]:d[1]]!r} {d[2]} {d[3]}")
        for i, d in enumerate(dates):
            if i not in used:
                extra += 1
                if show:
                    around = doc["text"][max(0, d[0] - 40):d[1] + 30].replace("\n", " ")
                    print(f"  extra {doc['doc']} {doc['text'][d[0]:d[1]]!r} {d[2]} «{around}»")
    precision, recall = hit / max(1, hit + extra), hit / max(1, gold)
    print(f"marked texts: {gold} dates, found {hit} (recall {recall:.3f}), others found {extra} "
          f"(precision {precision:.3f}), right days {right} ({right / max(1, hit):.3f} of found)")


def moved(text, wanted, dates):
    """Dates of a text with its white space tidied, moved onto the text as given."""
    at, result = 0, []
    for begin, end, first, last in dates:
        words = text[begin:end].split()
        match = re.compile(r"\s+".join(map(re.escape, words))).search(wanted, max(0, at - 200))
        if match:
            result.append((match.start(), match.end(), first, last))
            at = match.end()
    return result


if __name__ == "__main__":
    arguments = [a for a in sys.argv[1:] if a != "--list"]
    if len(arguments) not in (2, 3):
        sys.exit(__doc__)
    specs(arguments[0], arguments[1], "--list" in sys.argv)
    if len(arguments) == 3:
        tei(arguments[0], arguments[2], "--list" in sys.argv)
