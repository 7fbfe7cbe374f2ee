"""The tables of run.sh: figures of all engines, the targets, and whether the engines answer sanely."""

import datetime
import pathlib
import platform
import subprocess

BEST = 10
OURS, BARE = "morgue", "morgue, no annotations"
LUCENE, HIGHLIGHTER = "Lucene", "Lucene, offsets"
KINDS = {"rare": "rare word", "word": "word", "words": "two or three words", "phrase": "phrase",
         "near": "within five words", "common words": "common words", "common phrase": "phrase of these",
         "common near": "these within five"}


def output_of(command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def versions():
    packages = ("liblucene8-java", "libsqlite3-0", "groonga-bin", "maildir-utils", "notmuch", "recollcmd",
                "xapian-omega", "libxapian30", "ripgrep")
    found = output_of(["dpkg-query", "-W", "-f", "${Package} ${Version}, ", *packages])
    node = output_of(["node", "--version"])
    return found.rstrip(", ") + (f", node {node}" if node else "")


def shown(value):
    if value is None:
        return "-"
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def measures(suite):
    """(name, larger is better, function from an engine's name to its figure)."""
    yield "articles/s, from records to searchable", True, lambda e: suite.median(e, "rate")
    yield "articles per CPU second", True, lambda e: suite.median(e, "cpu rate")
    yield "processors kept busy", None, lambda e: suite.median(e, "cores")
    yield "peak of memory while indexing, MB", False, lambda e: suite.median(e, "load peak")
    yield "index / raw text", False, lambda e: suite.median(e, "size")
    yield "one article added and found, ms", False, lambda e: suite.median(e, "update")
    yield "the same, CPU ms", False, lambda e: suite.median(e, "update cpu")
    for passages, text in ((0, "command line, ms"), (1, "command line with passages, ms")):
        yield text, False, lambda e, p=passages: suite.median_typed(e, p)
    yield "peak of memory of a query, MB", False, lambda e: suite.median(e, "query peak")
    for passages, behind in ((0, ""), (1, ", passages")):
        for kind, text in KINDS.items():
            shares = (.5,) if kind == "rare" else (1,) if kind.startswith("common") else (.5, .9, .99)
            for share in shares:
                name = f"{text}{behind}, {'max' if share == 1 else f'p{100 * share:.0f}'}, ms"
                yield name, False, lambda e, k=kind, p=passages, s=share: suite.percentile(e, k, p, s)


def ratio(ours, theirs, larger_is_better):
    """How many times better ours is."""
    if not ours or not theirs or larger_is_better is None:
        return None
    return ours / theirs if larger_is_better else theirs / ours


def figures(suite):
    names = [engine.name for engine in suite.shown()]
    lines = ["| | " + " | ".join(names) + " |", "|---|" + "---:|" * len(names)]
    for text, larger, figure in measures(suite):
        base = figure(OURS) if OURS in names else None
        cells = []
        for name in names:
            value = figure(name)
            factor = None if name == OURS else ratio(base, value, larger)
            cells.append(shown(value) + (f" ({shown(factor)})" if factor else ""))
        if any(cell != "-" for cell in cells):
            lines.append(f"| {text} | " + " | ".join(cells) + " |")
    return lines


def targets(suite):
    """(what, target, whether it must be at least that, value)."""
    names = {engine.name for engine in suite.shown()}

    def of(name, measure):
        return suite.median(name, measure) if name in names else None

    def quotient(a, b):
        return a / b if a and b else None

    for name, target in ((LUCENE, 1.5), ("tantivy (Turso)", 1), ("LanceDB", 1), ("groonga", 1),
                         ("SQLite FTS5", 1)):
        yield (f"indexing without annotations / {name}", target, True,
               quotient(of(BARE, "rate"), of(name, "rate")))
    yield ("indexing with annotations / Lucene", .6, True,
           quotient(of(OURS, "rate"), of(LUCENE, "rate")))
    for name in ("mu", "recollindex", "notmuch", "omindex"):
        yield (f"with annotations, per CPU second / {name}", 1.5, True,
               quotient(of(OURS, "cpu rate"), of(name, "cpu rate")))
    yield "archive / raw text", .75, False, of(OURS, "size")
    for passages, peer, target in ((0, LUCENE, .7), (1, HIGHLIGHTER, 1 / 3)):
        for kind in ("word", "words", "phrase", "near"):
            for share in (.5, .99):
                most = 1 if kind in ("phrase", "near") and passages == 0 else target
                yield (f"{KINDS[kind]}{', passages' if passages else ''}, p{100 * share:.0f} / {peer}",
                       most, False, quotient(suite.percentile(OURS, kind, passages, share),
                                             suite.percentile(peer, kind, passages, share)))
    yield "command line, ms", 10, False, suite.median_typed(OURS, 0)
    yield "peak of memory while indexing, MB", 600, False, of(OURS, "load peak")
    yield "peak of memory of a query, MB", 60, False, of(OURS, "query peak")


def target_lines(suite):
    lines = ["| morgue | target | measured | |", "|---|---:|---:|---|"]
    for what, target, at_least, value in targets(suite):
        if value is None:
            continue
        met = value >= target if at_least else value <= target
        lines.append(f"| {what} | {'≥' if at_least else '≤'} {target:.3g} | {value:.3g} | "
                     f"{'yes' if met else 'no'} |")
    return lines


def sanity(suite):
    """Rare words: as many articles as have them. Others: who agrees with Lucene on the best ten, and on
    the number of articles."""
    expected = {q.id: int(q.expected) for q in suite.queries if q.expected != "-"}
    kinds = {"words": [q.id for q in suite.queries if q.name in ("word", "words")],
             "phrase": [q.id for q in suite.queries if q.name == "phrase"]}
    lines = ["| | rare words: right number | best ten shared with Lucene | phrases: Lucene's number |",
             "|---|---:|---:|---:|"]
    reference = suite.sane.get(LUCENE, {})
    for engine in suite.shown():
        answers = suite.sane.get(engine.name, {})
        if engine.like:
            continue
        rare = [answers[i][0] == number for i, number in expected.items() if i in answers]
        shared = [len(set(answers[i][1]) & set(reference[i][1])) / min(BEST, len(reference[i][1]))
                  for i in kinds["words"] if answers.get(i, (0, []))[1] and reference.get(i, (0, []))[1]]
        phrases = [answers[i][0] == reference[i][0] for i in kinds["phrase"]
                   if i in answers and i in reference]
        lines.append(
            f"| {engine.name} | {f'{sum(rare)} of {len(rare)}' if rare else '-'} | "
            f"{f'{100 * sum(shared) / len(shared):.0f} %' if shared else '-'} | "
            f"{f'{sum(phrases)} of {len(phrases)}' if phrases else '-'} |")
    if superseded := suite.superseded():
        lines += ["", f"morgue takes {superseded} of the articles for older versions of others, and does not "
                  "search them: hence smaller numbers."]
    return lines


def report(suite):
    facts, options = suite.facts, suite.options
    slow = ", ".join(engine.name for engine in suite.shown() if engine.slow)
    now = datetime.datetime.now(datetime.timezone.utc)
    where = "invented news" if options.input is None else f"{options.input.name}"
    lines = [
        "# morgue beside other engines", "",
        f"{now:%Y-%m-%d %H:%M} UTC, `{options.command}`, commit "
        f"{output_of(['git', '-C', str(pathlib.Path(__file__).parent), 'rev-parse', '--short', 'HEAD'])}. "
        f"{facts['articles']:,} articles ({where}), {facts['raw_bytes'] / 1e6:.1f} MB of headlines and "
        f"texts. {processor()}, two processors, {platform.system()} {platform.release().split('-')[0]}. "
        f"Load when it ended: {open('/proc/loadavg', encoding='ascii').read().split()[0]}.", "",
        f"Medians of {options.rounds} rounds; a round is one run of each engine in turn ({slow}: of every "
        "other round). In brackets: how many times better morgue is (above 1: morgue is better). Queries are "
        "of ten articles with title, source and date fetched. What each engine does and does not do: "
        "`README.md`.", "",
        versions() + ".", "", "## Targets", "", *target_lines(suite), "", "## Figures", "",
        *figures(suite), "", "## Do they answer the same?", "", *sanity(suite), ""]
    if suite.failed:
        lines += ["Not measured, or not to the end: " + "; ".join(f"{name} ({why})" for name, why in suite.failed.items())
                  + ".", ""]
    return "\n".join(lines)
