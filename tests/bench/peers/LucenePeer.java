import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.uhighlight.LengthGoalBreakIterator;
import org.apache.lucene.search.uhighlight.Passage;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

/** What lucene.sh runs; that script says what it does. */
public final class LucenePeer {
  /** Headline and text together: what queries ask. */
  private static final String ALL = "all";
  /** The text alone: what passages are cut from. */
  private static final String TEXT = "text";
  /** No character of an article that was read from JSON by us stands for itself like this one. */
  private static final String BETWEEN = "\u001e";

  /** What run.sh has fetched of each hit. */
  private static final Set<String> FETCHED = Set.of("id", "title", "source", "date");

  private static final Analyzer ANALYZER = new EnglishAnalyzer();

  public static void main(String[] arguments) throws IOException {
    Locale.setDefault(Locale.ROOT);
    BooleanQuery.setMaxClauseCount(1 << 16);
    final Options options = new Options(arguments);
    if (options.verb.equals("index")) {
      index(options);
    } else if (options.verb.equals("search")) {
      search(options);
    } else if (options.verb.equals("time")) {
      time(options);
    } else if (options.verb.equals("load")) {
      load(options);
    } else if (options.verb.equals("update")) {
      update(options);
    } else if (options.verb.equals("ask")) {
      ask(options);
    } else {
      throw new IllegalArgumentException(
          "index, load, update, search, ask or time, not " + options.verb);
    }
  }

  private static final class Options {
    final String verb;
    final String input;
    final Path directory;
    final Map<String, String> flags = new HashMap<>();

    Options(String[] arguments) {
      final List<String> plain = new ArrayList<>();
      for (int i = 0; i < arguments.length; ++i) {
        if (!arguments[i].startsWith("-")) {
          plain.add(arguments[i]);
        } else if (arguments[i].equals("--and") || arguments[i].equals("--body-only")
            || arguments[i].equals("--offsets")) {
          flags.put(arguments[i], "");
        } else {
          flags.put(arguments[i], arguments[++i]);
        }
      }
      if (plain.size() != 3)
        throw new IllegalArgumentException("three arguments are needed");
      verb = plain.get(0);
      final boolean indexing =
          verb.equals("index") || verb.equals("load") || verb.equals("update");
      input = plain.get(indexing ? 1 : 2);
      directory = Path.of(plain.get(indexing ? 2 : 1));
    }

    int number(String flag, int otherwise) {
      return flags.containsKey(flag) ? Integer.parseInt(flags.get(flag)) : otherwise;
    }
  }

  private static void index(Options options) throws IOException {
    // Offsets beside the positions are the highlighter's fastest way.
    final FieldType type = new FieldType();
    type.setStored(true);
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
    type.freeze();
    final FieldType unstored = new FieldType();
    unstored.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    unstored.freeze();
    final boolean bodyOnly = options.flags.containsKey("--body-only");
    try (IndexWriter writer = new IndexWriter(FSDirectory.open(options.directory),
             new IndexWriterConfig(ANALYZER).setOpenMode(IndexWriterConfig.OpenMode.CREATE));
         BufferedReader lines = Files.newBufferedReader(Path.of(options.input))) {
      for (String line; (line = lines.readLine()) != null;) {
        final Map<String, String> record = new FlatJson(line).read();
        final String title = bodyOnly ? "" : record.getOrDefault("title", "");
        final String text = record.getOrDefault("text", "");
        final Document document = new Document();
        document.add(new StringField("id", record.getOrDefault("id", ""), Field.Store.YES));
        document.add(new StoredField("title", title));
        document.add(new Field(ALL, title + "\n\n" + text, unstored));
        document.add(new Field(TEXT, text, type));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
    }
  }

  /** The document of run.sh: headline and text are indexed once, as one field, and stored. */
  private static Document document(String line, FieldType type) {
    final Map<String, String> record = new FlatJson(line).read();
    final Document document = new Document();
    document.add(new StringField("id", record.getOrDefault("id", ""), Field.Store.YES));
    for (String name : new String[] {"title", "source", "date"})
      document.add(new StoredField(name, record.getOrDefault(name, "")));
    document.add(new Field(
        ALL, record.getOrDefault("title", "") + "\n\n" + record.getOrDefault("text", ""), type));
    return document;
  }

  private static FieldType type(Options options) {
    final FieldType type = new FieldType();
    type.setStored(true);
    type.setIndexOptions(options.flags.containsKey("--offsets")
            ? IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS
            : IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
    type.freeze();
    return type;
  }

  /** As fast as Lucene gets: threads of its own take turns at reading lines, nothing is merged. */
  private static void load(Options options) throws IOException {
    final FieldType type = type(options);
    final IndexWriterConfig config = new IndexWriterConfig(ANALYZER)
                                         .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
                                         .setRAMBufferSizeMB(256);
    final List<Throwable> failed = Collections.synchronizedList(new ArrayList<>());
    try (IndexWriter writer = new IndexWriter(FSDirectory.open(options.directory), config);
         BufferedReader lines = Files.newBufferedReader(Path.of(options.input))) {
      final List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < options.number("--threads", 1); ++i)
        threads.add(new Thread(() -> {
          try {
            // BufferedReader locks itself.
            for (String line; (line = lines.readLine()) != null;)
              writer.addDocument(document(line, type));
          } catch (Exception problem) {
            failed.add(problem);
          }
        }));
      for (Thread thread : threads) thread.start();
      for (Thread thread : threads) {
        try {
          thread.join();
        } catch (InterruptedException stopped) {
          throw new IOException(stopped);
        }
      }
      if (!failed.isEmpty())
        throw new IOException(failed.get(0));
      writer.commit();
    }
  }

  private static void update(Options options) throws IOException {
    final FieldType type = type(options);
    try (IndexWriter writer = new IndexWriter(FSDirectory.open(options.directory),
             new IndexWriterConfig(ANALYZER).setOpenMode(IndexWriterConfig.OpenMode.APPEND));
         BufferedReader lines = Files.newBufferedReader(Path.of(options.input))) {
      for (String line; (line = lines.readLine()) != null;) {
        final Document document = document(line, type);
        writer.updateDocument(new Term("id", document.get("id")), document);
      }
      writer.commit();
    }
  }

  /** What run.sh asks; asked.h says how. The compiler gets more rounds to warm up (--warm). */
  private static void ask(Options options) throws IOException {
    final int rounds = options.number("--rounds", 3);
    final int warm = options.number("--warm", 1);
    final int[] passages = {options.number("--passages", 0)};
    final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(options.directory));
         PrintStream out = new PrintStream(System.out, false, "UTF-8")) {
      final IndexSearcher searcher = new IndexSearcher(reader);
      final UnifiedHighlighter highlighter = highlighter(searcher, options);
      final List<Timed> queries = new ArrayList<>();
      for (String line : Files.readAllLines(Path.of(options.input)))
        queries.add(new Timed(line.substring(0, line.indexOf('\t')),
            asked(line.substring(line.indexOf('\t') + 1))));
      for (int round = -warm; round < rounds; ++round)
        for (Timed query : queries) {
          final long processor = threads.getCurrentThreadCpuTime();
          final long clock = System.nanoTime();
          final TopDocs found = searcher.search(query.query, 10);
          final int[] documents =
              Arrays.stream(found.scoreDocs).mapToInt(hit -> hit.doc).toArray();
          final StringBuilder ids = new StringBuilder();
          for (int number : documents)
            ids.append(' ').append(searcher.doc(number, FETCHED).get("id"));
          if (passages[0] > 0 && documents.length > 0)
            highlighter.highlightFields(new String[] {ALL}, query.query, documents, passages);
          final long took = System.nanoTime() - clock;
          final long worked = threads.getCurrentThreadCpuTime() - processor;
          query.ids = ids.toString().trim();
          if (round >= 0) {
            query.clock.add(took);
            query.processor.add(worked);
          }
        }
      for (Timed query : queries)
        out.printf("%s\t%d\t%d\t%d\t%s%n", query.text, searcher.count(query.query),
            Timed.median(query.clock), Timed.median(query.processor), query.ids);
    }
  }

  private static Query asked(String text) {
    try {
      final QueryParser parser = new QueryParser(ALL, ANALYZER);
      parser.setDefaultOperator(QueryParser.Operator.AND);
      return parser.parse(text);
    } catch (ParseException unreadable) {
      throw new IllegalArgumentException(unreadable);
    }
  }

  private static void search(Options options) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(options.directory));
         PrintStream out = new PrintStream(System.out, false, "UTF-8")) {
      final IndexSearcher searcher = new IndexSearcher(reader);
      final Map<String, String> queries = new LinkedHashMap<>();
      for (String line : Files.readAllLines(Path.of(options.input))) {
        final int tab = line.indexOf('\t');
        if (tab >= 0)
          queries.put(line.substring(0, tab), line.substring(tab + 1));
      }
      if (options.flags.containsKey("--latency")) {
        latency(searcher, queries, options, out);
      } else if (options.flags.containsKey("--passages")) {
        passages(searcher, queries, options, out);
      } else {
        for (Map.Entry<String, String> query : queries.entrySet())
          trec(searcher, query.getKey(), read(query.getValue(), ALL, options), options, out);
      }
    }
  }

  /** The words of a query as the analyzer makes them, never as a syntax: any of them, or all. */
  private static Query read(String text, String field, Options options) {
    final BooleanClause.Occur occur =
        options.flags.containsKey("--and") ? BooleanClause.Occur.MUST : BooleanClause.Occur.SHOULD;
    final Query query = new QueryBuilder(ANALYZER).createBooleanQuery(field, text, occur);
    return query == null ? new BooleanQuery.Builder().build() : query;
  }

  private static void trec(IndexSearcher searcher, String id, Query query, Options options,
      PrintStream out) throws IOException {
    final TopDocs found = searcher.search(query, options.number("-n", 1000));
    int rank = 0;
    for (ScoreDoc hit : found.scoreDocs)
      out.printf(
          "%s Q0 %s %d %.6f lucene%n", id, searcher.doc(hit.doc).get("id"), ++rank, hit.score);
  }

  /** Passages of the best documents, or of those that a file names for the query. */
  private static void passages(IndexSearcher searcher, Map<String, String> queries, Options options,
      PrintStream out) throws IOException {
    final Map<String, List<String>> named = new HashMap<>();
    if (options.flags.containsKey("--documents"))
      for (String line : Files.readAllLines(Path.of(options.flags.get("--documents")))) {
        final String[] parts = line.split("\\s+");
        named.computeIfAbsent(parts[0], unused -> new ArrayList<>()).add(parts[2]);
      }
    final UnifiedHighlighter highlighter = highlighter(searcher, options);
    final int most = options.number("--passages", 1);
    for (Map.Entry<String, String> query : queries.entrySet()) {
      final int[] documents = options.flags.containsKey("--documents")
          ? numbers(searcher, named.getOrDefault(query.getKey(), List.of()))
          : best(searcher, read(query.getValue(), ALL, options), options.number("-n", 10));
      if (documents.length == 0)
        continue;
      final String[] texts = highlight(highlighter, query.getValue(), options, documents, most);
      for (int i = 0; i < documents.length; ++i) {
        final String id = searcher.doc(documents[i]).get("id");
        for (String passage : (texts[i] == null ? "" : texts[i]).split(BETWEEN))
          if (!passage.isEmpty())
            out.printf("%s\t%s\t%s%n", query.getKey(), id, passage.replaceAll("\\s+", " ").trim());
      }
    }
  }

  private static String[] highlight(UnifiedHighlighter highlighter, String query, Options options,
      int[] documents, int most) throws IOException {
    final int[] each = {most};
    return highlighter
        .highlightFields(new String[] {TEXT}, read(query, TEXT, options), documents, each)
        .get(TEXT);
  }

  private static int[] best(IndexSearcher searcher, Query query, int most) throws IOException {
    return Arrays.stream(searcher.search(query, most).scoreDocs).mapToInt(hit -> hit.doc).toArray();
  }

  private static int[] numbers(IndexSearcher searcher, List<String> ids) throws IOException {
    final List<Integer> found = new ArrayList<>();
    for (String id : ids)
      for (ScoreDoc hit : searcher.search(new TermQuery(new Term("id", id)), 1).scoreDocs)
        found.add(hit.doc);
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Whole sentences, joined to about `--length` characters (without it: one each). */
  private static UnifiedHighlighter highlighter(IndexSearcher searcher, Options options) {
    final UnifiedHighlighter highlighter = new UnifiedHighlighter(searcher, ANALYZER);
    final int length = options.number("--length", 0);
    if (length > 0)
      highlighter.setBreakIterator(
          ()
              -> LengthGoalBreakIterator.createClosestToLength(
                  BreakIterator.getSentenceInstance(Locale.ROOT), length, 0.5f));
    highlighter.setMaxLength(Integer.MAX_VALUE - 1);
    highlighter.setFormatter(new PassageFormatter() {
      @Override
      public String format(Passage[] passages, String content) {
        final StringBuilder text = new StringBuilder();
        for (Passage passage : passages)
          text.append(shortened(passage, content, length)).append(BETWEEN);
        return text.toString();
      }
    });
    return highlighter;
  }

  /** The text of a passage that may have `length` characters (0: any number), cut at its hits. */
  private static String shortened(Passage passage, String content, int length) {
    int begin = passage.getStartOffset();
    int end = passage.getEndOffset();
    if (length > 0 && end - begin > length) {
      final int hit = passage.getNumMatches() > 0 ? passage.getMatchStarts()[0] : begin;
      begin = Math.max(begin, Math.min(hit - length / 4, end - length));
      end = begin + length;
      if (Character.isLowSurrogate(content.charAt(begin)))
        ++begin;
      if (Character.isHighSurrogate(content.charAt(end - 1)))
        --end;
    }
    return content.substring(begin, end);
  }

  /**
   * Of each query the median time of `--latency` rounds: ten documents with their fields, and
   * their passages if these are asked for.
   */
  private static void latency(IndexSearcher searcher, Map<String, String> queries, Options options,
      PrintStream out) throws IOException {
    final int rounds = options.number("--latency", 5);
    final int most = options.number("--passages", 0);
    final UnifiedHighlighter highlighter = highlighter(searcher, options);
    final Map<String, List<Long>> times = new LinkedHashMap<>();
    for (int round = -2; round < rounds; ++round)
      for (Map.Entry<String, String> query : queries.entrySet()) {
        final long begun = System.nanoTime();
        final int[] documents =
            best(searcher, read(query.getValue(), ALL, options), options.number("-n", 10));
        for (int document : documents) searcher.doc(document);
        if (most > 0 && documents.length > 0)
          highlight(highlighter, query.getValue(), options, documents, most);
        final long took = System.nanoTime() - begun;
        if (round >= 0) // the first two warm up the compiler
          times.computeIfAbsent(query.getKey(), unused -> new ArrayList<>()).add(took);
      }
    for (Map.Entry<String, List<Long>> query : times.entrySet()) {
      Collections.sort(query.getValue());
      out.printf(
          "%s\t%d%n", query.getKey(), query.getValue().get(query.getValue().size() / 2) / 1000);
    }
  }

  /** A query of a log, for both fields, and what it took. */
  private static final class Timed {
    final String text;
    final Query query;
    final Query highlighted;
    final List<Long> clock = new ArrayList<>();
    final List<Long> processor = new ArrayList<>();
    long found = 0;
    String ids = "";

    /** Of run.sh: by its name. */
    Timed(String name, Query query) {
      text = name;
      this.query = query;
      highlighted = query;
    }

    Timed(String text) {
      this.text = text;
      query = parsed(text, ALL);
      highlighted = parsed(text, TEXT);
    }

    static long median(List<Long> times) {
      Collections.sort(times);
      return times.get(times.size() / 2) / 1000;
    }
  }

  /**
   * With its signs: phrases, + and -, AND, OR, NOT, brackets. What names a field is dropped, so that
   * its value is asked for like any word. What can't be read so is asked for as words.
   */
  private static Query parsed(String text, String field) {
    final String plain = text.replaceAll("(?<![\\w\"])[A-Za-z-]+:(?=\\S)", "");
    try {
      return new QueryParser(field, ANALYZER).parse(plain);
    } catch (ParseException unreadable) {
      final Query words = new QueryBuilder(ANALYZER).createBooleanQuery(field, plain);
      return words == null ? new BooleanQuery.Builder().build() : words;
    }
  }

  /** Ten documents with their fields and three passages each, after one round to warm up. */
  private static void time(Options options) throws IOException {
    final List<Timed> queries = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(options.input)))
      if (!line.isEmpty())
        queries.add(new Timed(new FlatJson(line).read().get("query")));
    final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    final int hits = options.number("-n", 10);
    final int[] passages = {options.number("--passages", 3)};
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(options.directory));
         PrintStream out = new PrintStream(System.out, false, "UTF-8")) {
      final IndexSearcher searcher = new IndexSearcher(reader);
      final UnifiedHighlighter highlighter = highlighter(searcher, options);
      for (int round = 0; round <= options.number("--rounds", 5); ++round)
        for (Timed query : queries) {
          final long processor = threads.getCurrentThreadCpuTime();
          final long clock = System.nanoTime();
          final TopDocs found = searcher.search(query.query, hits);
          final int[] documents =
              Arrays.stream(found.scoreDocs).mapToInt(hit -> hit.doc).toArray();
          for (int document : documents) searcher.doc(document);
          if (documents.length > 0)
            highlighter.highlightFields(
                new String[] {TEXT}, query.highlighted, documents, passages);
          final long took = System.nanoTime() - clock;
          final long worked = threads.getCurrentThreadCpuTime() - processor;
          query.found = found.totalHits.value;
          if (round > 0) {
            query.clock.add(took);
            query.processor.add(worked);
          }
        }
      for (Timed query : queries)
        out.printf("%s\t%d\t%d\t%d%n", query.text, query.found, Timed.median(query.clock),
            Timed.median(query.processor));
    }
  }

  /** The fields of one JSON object that are strings. */
  private static final class FlatJson {
    private final String line;
    private int at = 0;

    FlatJson(String line) {
      this.line = line;
    }

    Map<String, String> read() {
      final Map<String, String> fields = new HashMap<>();
      expect('{');
      while (peek() != '}') {
        final String name = string();
        expect(':');
        if (peek() == '"') {
          fields.put(name, string());
        } else {
          skip();
        }
        if (peek() == ',')
          ++at;
      }
      return fields;
    }

    private char peek() {
      while (Character.isWhitespace(line.charAt(at))) ++at;
      return line.charAt(at);
    }

    private void expect(char wanted) {
      if (peek() != wanted)
        throw new IllegalArgumentException("not an object: " + line);
      ++at;
    }

    private String string() {
      expect('"');
      final StringBuilder text = new StringBuilder();
      for (; line.charAt(at) != '"'; ++at) {
        if (line.charAt(at) != '\\') {
          text.append(line.charAt(at));
          continue;
        }
        final char escaped = line.charAt(++at);
        if (escaped == 'u') {
          text.append((char) Integer.parseInt(line.substring(at + 1, at + 5), 16));
          at += 4;
        } else {
          final int known = "bfnrt".indexOf(escaped);
          text.append(known < 0 ? escaped : "\b\f\n\r\t".charAt(known));
        }
      }
      ++at;
      return text.toString();
    }

    /** Passes over a value that is no string: a number, a word, a list, an object. */
    private void skip() {
      int depth = 0;
      for (; depth > 0 || ",}".indexOf(peek()) < 0;) {
        final char c = peek();
        if (c == '"') {
          string();
          continue;
        }
        if (c == '[' || c == '{')
          ++depth;
        if (c == ']' || c == '}')
          --depth;
        ++at;
      }
    }
  }
}
