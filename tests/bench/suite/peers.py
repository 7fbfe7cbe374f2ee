"""The engines: how each is told to index, to answer, and to take in one article more.

An engine never sees the clock; run.py runs what it names. README.md says what each does and does not
do.
"""

import json
import os
import pathlib
import shlex
import shutil

PEERS = pathlib.Path(__file__).resolve().parents[1] / "peers"
ROOT = PEERS.parents[2]


class Engine:
    """What all have in common. `forms` is the folder of forms.py, `at` the engine's own."""

    name = ""
    like = ""  # is asked nothing, for it answers as that engine does
    slow = False  # takes part in every other round of indexing
    env = {}
    nothing = ()  # exit statuses that say that nothing was found, beside 1

    def __init__(self, forms, at):
        self.forms, self.at = forms, at
        self.articles = str(forms / "articles.jsonl")

    def missing(self):
        """Why it can't take part, or an empty string."""
        return ""

    def clear(self):
        shutil.rmtree(self.at, ignore_errors=True)
        self.at.mkdir(parents=True)
        self.prepare()

    def prepare(self):
        """Settings, that are no part of indexing."""

    def index(self):
        """Commands, with the file of their standard input or None, that are timed together."""
        raise NotImplementedError

    def query(self, kind, words):
        """The query as this engine writes it, or None."""
        return {"words": words, "phrase": f'"{words}"'}.get(kind)

    def ask(self, asked, rounds, passages):
        """The command that answers a file of queries in one process, or None."""
        return None

    def find(self, query, passages):
        """The command that a person would type, or None."""
        return None

    def lines(self, output):
        """How many results it printed."""
        return sum(1 for line in output.splitlines() if line.strip())

    def update(self, article):
        """Commands that take in one article; `article` is a folder with it in all forms."""
        return None


def needs(*programs):
    absent = [program for program in programs if shutil.which(program) is None]
    return f"{', '.join(absent)} missing" if absent else ""


class Morgue(Engine):
    name = "morgue"
    flags = []

    def __init__(self, forms, at, build):
        super().__init__(forms, at)
        self.build = build
        self.archive = str(at / "archive")

    def index(self):
        return [([f"{self.build}/indexer/morgue-index", "add", "-q", "--jobs", "2", *self.flags, "-A",
                  self.archive, self.articles], None)]

    def query(self, kind, words):
        if kind == "near":
            return " w/5 ".join(words.split())
        return f'"{words}"' if kind == "phrase" else " AND ".join(words.split())

    def status(self):
        return [f"{self.build}/indexer/morgue-index", "status", "-A", self.archive]

    def ask(self, asked, rounds, passages):
        return [f"{self.build}/tests/bench/ask_morgue", self.archive, asked, str(rounds),
                str(3 * passages)]

    def find(self, query, passages):
        shown = ["--format", "text", "--color", "never"] if passages else ["--plain"]
        return [f"{self.build}/query/morgue", "search", "-A", self.archive, "-n", "10",
                "--no-collapse", *shown, "--passages", str(3 * passages), "--", query]

    def update(self, article):
        return [([f"{self.build}/indexer/morgue-index", "add", "-q", *self.flags, "-A", self.archive,
                  str(article / "articles.jsonl")], None)]


class Bare(Morgue):
    name = "morgue, no annotations"
    like = Morgue.name
    flags = ["--no-annotations"]


class Lucene(Engine):
    name = "Lucene"
    flags = []

    def __init__(self, forms, at, build):
        super().__init__(forms, at)
        self.command = ["sh", str(PEERS / "lucene.sh")]
        self.index_at = str(at / "index")

    def missing(self):
        return needs("javac")

    def query(self, kind, words):
        return f'"{words}"~5' if kind == "near" else super().query(kind, words)

    def index(self):
        return [([*self.command, "load", self.articles, self.index_at, "--threads", "2",
                  *self.flags], None)]

    def ask(self, asked, rounds, passages):
        return [*self.command, "ask", self.index_at, asked, "--rounds", str(rounds), "--warm", "8",
                "--passages", str(3 * passages)]

    def find(self, query, passages):
        one = self.at / "one.tsv"
        one.write_text(f"one\t{query}\n", "utf-8")
        return [*self.command, "ask", self.index_at, str(one), "--rounds", "1", "--warm", "0",
                "--passages", str(3 * passages)]

    def lines(self, output):
        return len(output.rstrip("\n").split("\t")[-1].split())

    def update(self, article):
        return [([*self.command, "update", str(article / "articles.jsonl"), self.index_at,
                  *self.flags], None)]


class LuceneOffsets(Lucene):
    name = "Lucene, offsets"
    flags = ["--offsets"]


class Sqlite(Engine):
    name = "SQLite FTS5"

    def __init__(self, forms, at, build):
        super().__init__(forms, at)
        self.program = f"{build}/tests/bench/sqlite_fts5"
        self.db = str(at / "news.sqlite")

    def missing(self):
        return needs("sqlite3")

    def index(self):
        return [([self.program, "index", self.articles, self.db], None)]

    def query(self, kind, words):
        quoted = " ".join(f'"{word}"' for word in words.split())
        return {"words": quoted, "phrase": f'"{words}"', "near": f"NEAR({quoted}, 4)"}[kind]

    def ask(self, asked, rounds, passages):
        return [self.program, "ask", self.db, asked, str(rounds), str(3 * passages)]

    def find(self, query, passages):
        shown = ", snippet(articles, 1, '[', ']', '...', 40)" if passages else ""
        text = query.replace("'", "''")
        return ["sqlite3", self.db, f"SELECT title, source, date{shown} FROM articles WHERE articles "
                f"MATCH '{text}' AND rank MATCH 'bm25(3.0, 1.0)' ORDER BY rank LIMIT 10"]

    def update(self, article):
        return [([self.program, "update", str(article / "articles.jsonl"), self.db], None)]


GROONGA_TABLES = """\
table_create Articles TABLE_PAT_KEY ShortText
column_create Articles title COLUMN_SCALAR ShortText
column_create Articles text COLUMN_SCALAR Text
column_create Articles source COLUMN_SCALAR ShortText
column_create Articles date COLUMN_SCALAR ShortText
table_create Words TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerAuto
"""


class Groonga(Engine):
    name = "groonga"

    def __init__(self, forms, at, build):
        super().__init__(forms, at)
        self.db = str(at / "db")

    def missing(self):
        return needs("groonga")

    def prepare(self):
        (self.at / "tables.txt").write_text(GROONGA_TABLES, "utf-8")
        (self.at / "index.txt").write_text(
            "column_create Words words COLUMN_INDEX|WITH_POSITION|WITH_SECTION Articles title,text\n",
            "utf-8")

    def index(self):
        return [(["groonga", "--file", str(self.at / "tables.txt"), "-n", self.db], None),
                (["groonga", "--file", str(self.forms / "groonga.txt"), self.db], None),
                (["groonga", "--file", str(self.at / "index.txt"), self.db], None)]

    def query(self, kind, words):
        return f'*N5"{words}"' if kind == "near" else super().query(kind, words)

    def ask(self, asked, rounds, passages):
        return ["python3", str(PEERS / "groonga_ask.py"), self.db, asked, str(rounds), str(passages)]

    def find(self, query, passages):
        shown = ", snippet_html(text)" if passages else ""
        return ["groonga", self.db, "select", "Articles", "--match_columns", "'title * 3 || text'",
                "--query", shlex.quote(query), "--limit", "10", "--sort_keys", "-_score",
                "--output_columns", f"'title, source, date{shown}'"]

    def lines(self, output):
        return len(json.loads(output)[1][0]) - 2

    def update(self, article):
        return [(["groonga", "--file", str(article / "groonga.txt"), self.db], None)]


class Node(Engine):
    """A binding from npm, in the folder that run.sh fills."""

    program = module = ""

    def __init__(self, forms, at, build):
        super().__init__(forms, at)
        self.node = pathlib.Path(os.environ.get("BENCH_NODE", f"{build}/bench-node"))
        self.command = ["node", str(self.node / self.program)]
        self.db = str(at / "news.db")

    def missing(self):
        if not (self.node / "node_modules" / self.module).exists():
            return f"npm package {self.module} missing"
        return needs("node")

    def index(self):
        return [([*self.command, "index", self.articles, self.db], None)]

    def ask(self, asked, rounds, passages):
        return [*self.command, "ask", self.db, asked, str(rounds), str(passages)]

    def find(self, query, passages):
        return [*self.command, "find", self.db, query, str(passages)]

    def update(self, article):
        return [([*self.command, "update", str(article / "articles.jsonl"), self.db], None)]


class Turso(Node):
    name = "tantivy (Turso)"
    program, module = "turso.mjs", "@tursodatabase/database"

    def query(self, kind, words):
        if kind == "near":
            return f'"{words}"~5'
        return f'"{words}"' if kind == "phrase" else " AND ".join(words.split())


class Lance(Node):
    name = "LanceDB"
    program, module = "lance.mjs", "@lancedb/lancedb"
    # With as many threads as two processors give it, it waits for itself for ever when it builds an
    # index (lancedb issue 3568).
    env = {"LANCE_CPU_THREADS": "2", "RUST_LOG": "error"}

    def query(self, kind, words):
        return json.dumps({"kind": kind, "words": words})

    def ask(self, asked, rounds, passages):
        return None if passages else super().ask(asked, rounds, passages)

    def find(self, query, passages):
        return None if passages else super().find(query, passages)


class Mu(Engine):
    name = "mu"
    slow = True
    nothing = (2, 4)  # of older and newer ones

    def __init__(self, forms, at, build):
        super().__init__(forms, at)
        self.home = f"--muhome={at / 'mu'}"

    def missing(self):
        return needs("mu")

    def index(self):
        return [(["mu", "init", "--quiet", self.home, f"--maildir={self.forms / 'mail'}"], None),
                (["mu", "index", "--quiet", self.home], None)]

    def find(self, query, passages):
        if passages:
            return None
        return ["mu", "find", self.home, "--maxnum=10", "--fields=s f d", query]

    def update(self, article):
        add_mail(self.forms, article)
        return [(["mu", "index", "--quiet", "--lazy-check", self.home], None)]


class Notmuch(Engine):
    name = "notmuch"
    slow = True

    def __init__(self, forms, at, build):
        super().__init__(forms, at)
        self.env = {"NOTMUCH_CONFIG": str(at / "config")}
        self.mail = at / "mail"

    def missing(self):
        return needs("notmuch")

    def prepare(self):
        # Its index lies in the folder of mail, so it gets one of its own.
        self.mail.mkdir()
        for part in ("cur", "new", "tmp"):
            os.symlink(self.forms / "mail" / part, self.mail / part)
        (self.at / "config").write_text(
            f"[database]\npath={self.mail}\n[user]\nname=desk\nprimary_email=desk@news.example\n"
            "[new]\ntags=\n[search]\nexclude_tags=\n", "utf-8")

    def index(self):
        return [(["notmuch", "new", "--quiet"], None)]

    def query(self, kind, words):
        if kind == "near":
            return " NEAR/5 ".join(words.split())
        return f'"{words}"' if kind == "phrase" else " and ".join(words.split())

    def find(self, query, passages):
        return None if passages else ["notmuch", "search", "--limit=10", query]

    def update(self, article):
        add_mail(self.forms, article)
        return [(["notmuch", "new", "--quiet"], None)]


def add_mail(forms, article):
    for mail in (article / "mail" / "cur").iterdir():
        shutil.copy(mail, forms / "mail" / "cur" / f"{article.name}-{mail.name}")


class Recoll(Engine):
    name = "recollindex"
    slow = True

    def __init__(self, forms, at, build):
        super().__init__(forms, at)
        self.conf = str(at / "conf")

    def missing(self):
        return needs("recollindex", "recollq")

    def prepare(self):
        (self.at / "conf").mkdir()
        (self.at / "conf" / "recoll.conf").write_text(
            f"topdirs = {self.forms / 'html'}\nloglevel = 1\nidxloglevel = 1\n", "utf-8")

    def index(self):
        return [(["recollindex", "-c", self.conf], None)]

    def query(self, kind, words):
        return f'"{words}"p5' if kind == "near" else super().query(kind, words)

    def find(self, query, passages):
        return ["recollq", "-c", self.conf, "-n", "10", *(["-A"] if passages else []), query]

    def lines(self, output):
        return output.count("[file://")

    def update(self, article):
        page = next((article / "html").rglob("*.html"))
        to = self.forms / "html" / f"{article.name}.html"
        shutil.copy(page, to)
        return [(["recollindex", "-c", self.conf, "-i", str(to)], None)]


class Omega(Engine):
    """Of Xapian; index() is its subclasses' part."""

    slow = True
    texts = "sample"
    source = "author"

    def __init__(self, forms, at, build):
        super().__init__(forms, at)
        self.db = str(at / "default")
        self.env = {"OMEGA_CONFIG_FILE": str(at / "omega.conf")}
        self.omega = "/usr/lib/cgi-bin/omega/omega"

    def missing(self):
        return needs("omindex", self.omega)

    def prepare(self):
        (self.at / "omega.conf").write_text(
            f"database_dir {self.at}\ntemplate_dir {self.at}\nlog_dir {self.at}\n", "utf-8")
        title = "$or{$field{title},$field{caption}}"
        for name, shown in (("short", f"$field{{{self.source}}}\t$field{{date}}"),
                            ("long", f"$snippet{{$field{{{self.texts}}}}}")):
            (self.at / name).write_text(f"$set{{stemmer,english}}$hitlist{{{title}\t{shown}\n}}",
                                        "utf-8")

    def query(self, kind, words):
        if kind == "near":
            return " NEAR/5 ".join(words.split())
        return f'"{words}"' if kind == "phrase" else " AND ".join(words.split())

    def find(self, query, passages):
        return [self.omega, f"P={query}", "DB=default", f"FMT={'long' if passages else 'short'}",
                "HITSPERPAGE=10"]

    def lines(self, output):
        return super().lines(output) - 1  # the header of HTTP


class Omindex(Omega):
    name = "omindex"

    def index(self):
        return [(["omindex", "--db", self.db, "--url", "/", str(self.forms / "html")], None)]

    def update(self, article):
        return [(["omindex", "--db", self.db, "--url", f"/{article.name}", "--no-delete",
                  str(article / "html")], None)]


class Scriptindex(Omega):
    name = "scriptindex"
    texts, source = "text", "source"

    def prepare(self):
        super().prepare()
        (self.at / "script").write_text(
            "id : field boolean=Q unique=Q\ntitle : field index=S weight=3 index\n"
            "source : field boolean=H\ndate : field\ntext : field index\n", "utf-8")

    def index(self):
        return [(["scriptindex", self.db, str(self.at / "script"), str(self.forms / "dump.txt")],
                 None)]

    def update(self, article):
        return [(["scriptindex", self.db, str(self.at / "script"), str(article / "dump.txt")], None)]


class Ripgrep(Engine):
    """Has no index: reads all texts for each query."""

    name = "ripgrep"

    def __init__(self, forms, at, build):
        super().__init__(forms, at)

    def missing(self):
        return needs("rg")

    def index(self):
        return []

    def query(self, kind, words):
        return None if kind == "near" or (kind == "words" and " " in words) else words

    def find(self, query, passages):
        shown = ["-o", rf".{{0,80}}\b{query}\b.{{0,80}}"] if passages else ["-w", query]
        return ["rg", "-i", "--no-line-number", "--color", "never", *shown, self.articles]


ENGINES = (Morgue, Bare, Lucene, LuceneOffsets, Sqlite, Turso, Lance, Groonga, Mu, Notmuch, Recoll,
           Omindex, Scriptindex, Ripgrep)
