package dev.sallyport.agent.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.agent.audit.TrailFinding.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds a trail against its chain and its signatures, line by line.
 *
 * <p>A record that does not follow from the one before is a suspect until the next is seen, which
 * tells what became of it. If that follows from the suspect, whose number fits, the suspect was
 * changed. If it follows from the record before the suspect, the suspect was put in. If it follows
 * from the suspect, whose number is too high, records before the suspect are missing. A record that
 * was put in here and is missing there was moved, so what is missing is told at the end.
 *
 * <p>What is missing and what was put in is kept, {@link #MOST} of each; what is beyond that is
 * told at once, and not as moved.
 */
public final class TrailCheck {
  private static final int MOST = 1000;

  /** The first bytes of a line, up to the text of {@code kind}. */
  private static final String KIND = "\",\"kind\":\"";

  private static final int TIME_FROM = "{\"time\":\"".length();

  private static final int TIME_LENGTH = "2026-01-01T12:00:00.000000001Z".length();

  private final AuditTrail trail;
  private final Map<String, PublicKey> keys = new HashMap<>();
  private final String expectedHead;
  private final Consumer<TrailFinding> findings;
  private final AuditReader reader = new AuditReader();
  private final MessageDigest sha256 = ChainLink.sha256();

  private Path file;
  private long line;
  private ChainPoint point = ChainPoint.START;
  private @Nullable Suspect suspect;
  private @Nullable TornEnd torn;
  private final List<Missing> missing = new ArrayList<>();
  private final Map<Long, Suspect> extra = new HashMap<>();
  private boolean headFound;
  private String lastTime = "";
  private String lastKind = "";

  private int files;
  private long records;
  private long first;
  private long found;
  private long checkpoints;
  private long signed;
  private long signedTo;
  private long gaps;
  private long lost;
  private long tornEnds;
  private long tornBytes;
  private long timesBack;

  /**
   * A record that does not follow.
   *
   * @param value what its chain value would be if it did
   */
  private record Suspect(Path file, long line, ChainPoint point, String value, String id) {}

  /** Records from one number to another. */
  private record Missing(Path file, long line, long from, long to, String what) {}

  /**
   * One check.
   *
   * @param keys public keys in PEM, one of which every checkpoint has to be signed by; signatures
   *     are not looked at where there is none
   * @param expectedHead the chain value of some record, which has to be there; else empty
   * @param findings told as they are found
   * @throws GeneralSecurityException if a key is none
   */
  public TrailCheck(
      AuditTrail trail, List<String> keys, String expectedHead, Consumer<TrailFinding> findings)
      throws GeneralSecurityException {
    this.trail = trail;
    this.file = trail.file();
    this.expectedHead = expectedHead;
    this.findings = findings;
    for (String pem : keys) {
      PublicKey key = CheckpointSignature.publicKey(pem);
      this.keys.put(CheckpointSignature.id(key), key);
    }
  }

  /** Reads all of it. */
  public TrailSummary run() throws IOException {
    for (Path part : trail.files()) {
      files++;
      file = part;
      line = 0;
      try (InputStream in = Files.newInputStream(part)) {
        LineScanner lines = new LineScanner(in);
        while (lines.next()) {
          line++;
          line(lines);
        }
      }
    }
    settleSuspect();
    if (torn != null && torn.lines() == 1 && !torn.ended()) {
      tornEnd(torn);
    } else {
      unreadable();
    }
    tellMissing();
    if (!expectedHead.isEmpty() && !headFound) {
      tell(Kind.HEAD, trail.file(), 0, 0, "", "no record has the chain value " + expectedHead);
    }
    return new TrailSummary(
        files,
        records,
        first,
        point.seq(),
        point.head(),
        found,
        checkpoints,
        signed,
        signedTo,
        gaps,
        lost,
        tornEnds,
        tornBytes,
        timesBack,
        lastKind.equals("stop") || lastKind.equals("checkpoint"));
  }

  private void line(LineScanner lines) {
    byte[] bytes = lines.bytes();
    ChainLink link = ChainLink.of(bytes, lines.from(), lines.to());
    if (link == null) {
      if (torn == null) {
        torn = new TornEnd(file, line);
      }
      torn.add(bytes, lines.from(), lines.to(), lines.ended());
      return;
    }
    if (follows(point, link, lines)) {
      insertedSuspect();
      accept(link, lines);
    } else if (!resumes(link, lines) && !resolvesSuspect(link, lines)) {
      suspect(link, lines);
    }
  }

  private boolean follows(ChainPoint before, ChainLink link, LineScanner lines) {
    return link.seq() == before.seq() + 1 && value(before.head(), link, lines).equals(link.chain());
  }

  private String value(String head, ChainLink link, LineScanner lines) {
    return ChainLink.value(head, lines.bytes(), lines.from(), link.covered(), sha256);
  }

  /** The next record fits in its place, so it was put in. */
  private void insertedSuspect() {
    Suspect odd = suspect;
    suspect = null;
    if (odd != null) {
      putAside(odd);
    }
  }

  /** What the next record says of a suspect. */
  private boolean resolvesSuspect(ChainLink link, LineScanner lines) {
    Suspect odd = suspect;
    if (odd == null) {
      return changedBeforehand(link, lines);
    }
    long expected = point.seq() + 1;
    boolean nextOfExpected = link.seq() == expected + 1;
    if (nextOfExpected
        && (value(odd.point.head(), link, lines).equals(link.chain())
            || value(odd.value, link, lines).equals(link.chain()))) {
      suspect = null;
      changed(odd, expected);
      accept(link, lines);
      return true;
    }
    if (odd.point.seq() > expected
        && link.seq() == odd.point.seq() + 1
        && value(odd.point.head(), link, lines).equals(link.chain())) {
      suspect = null;
      missing(odd.file, odd.line, expected, odd.point.seq() - 1, "");
      counted(odd.point);
      accept(link, lines);
      return true;
    }
    if (odd.point.seq() == 1
        && link.seq() == 2
        && value(odd.point.head(), link, lines).equals(link.chain())) {
      suspect = null;
      String what = "begins the chain anew, which is not tied to record " + point.seq();
      tell(Kind.RESTARTED, odd.file, odd.line, 1, odd.id, what);
      counted(odd.point);
      accept(link, lines);
      return true;
    }
    settleSuspect();
    return false;
  }

  /**
   * Lines that can't be read stand in the place of just as many records. Whether this record is as
   * it was written can't be told then; what follows it can.
   */
  private boolean changedBeforehand(ChainLink link, LineScanner lines) {
    TornEnd unreadable = torn;
    if (unreadable == null || link.seq() != point.seq() + 1 + unreadable.lines()) {
      return false;
    }
    torn = null;
    for (long i = 0; i < unreadable.lines(); i++) {
      tell(
          Kind.CHANGED,
          unreadable.file(),
          unreadable.line() + i,
          point.seq() + 1 + i,
          "",
          "is no record any more; the one after it can't be checked");
    }
    accept(link, lines);
    return true;
  }

  private void suspect(ChainLink link, LineScanner lines) {
    String value = value(point.head(), link, lines);
    suspect = new Suspect(file, line, link.point(), value, id(text(lines)));
  }

  /** Nothing more is known of it than its number. */
  private void settleSuspect() {
    Suspect odd = suspect;
    suspect = null;
    if (odd == null) {
      return;
    }
    long expected = point.seq() + 1;
    if (odd.point.seq() == expected) {
      changed(odd, expected);
      counted(odd.point);
    } else if (odd.point.seq() > expected && isLast(odd)) {
      missing(odd.file, odd.line, expected, odd.point.seq() - 1, "");
      counted(odd.point);
    } else {
      putAside(odd);
    }
  }

  private boolean isLast(Suspect odd) {
    return odd.file.equals(file) && odd.line == line;
  }

  private void changed(Suspect odd, long seq) {
    tell(Kind.CHANGED, odd.file, odd.line, seq, odd.id, "was changed");
    counted(new ChainPoint(seq, odd.point.head()));
  }

  /**
   * A record that names what it goes on from, at the beginning of a file or after a torn end. It is
   * as it was written; what it names may be missing.
   */
  private boolean resumes(ChainLink link, LineScanner lines) {
    String kind = kind(lines);
    if (!kind.equals("rotated") && !kind.equals("recovered")) {
      return false;
    }
    Fields fields = fields(text(lines));
    String head = fields.text("details.head");
    long upTo = fields.number("details.upTo");
    if (link.seq() != upTo + 1 || !value(head, link, lines).equals(link.chain())) {
      return false;
    }
    settleSuspect();
    String after = fields.text("details.after");
    if (upTo > point.seq()) {
      String where = after.isEmpty() ? "" : ", which ended " + after;
      missing(file, line, point.seq() + 1, upTo, where);
    } else {
      tell(
          Kind.CHANGED,
          file,
          line,
          upTo,
          "",
          "goes on from record " + upTo + " as it is not before it any more");
    }
    point = new ChainPoint(upTo, head);
    accept(link, lines);
    return true;
  }

  /** It is as it was written, and follows from {@link #point}. */
  private void accept(ChainLink link, LineScanner lines) {
    String kind = kind(lines);
    Fields details =
        switch (kind) {
          case "checkpoint", "recovered", "gap" -> fields(text(lines));
          default -> new Fields(Map.of());
        };
    TornEnd before = torn;
    if (before != null) {
      if (kind.equals("recovered")
          && before.isTold(details.text("details.bytes"), details.text("details.digest"))) {
        tornEnd(before);
        torn = null;
      } else {
        unreadable();
      }
    }
    if (kind.equals("checkpoint")) {
      checkpoint(link, details);
    } else if (kind.equals("gap")) {
      gaps++;
      lost += details.number("details.lost");
    }
    String time = time(lines);
    if (time.compareTo(lastTime) < 0) {
      timesBack++;
    }
    lastTime = time;
    lastKind = kind;
    counted(link.point());
  }

  private void counted(ChainPoint at) {
    point = at;
    records++;
    first = first == 0 ? at.seq() : first;
    headFound |= at.head().equals(expectedHead);
  }

  private void checkpoint(ChainLink link, Fields details) {
    checkpoints++;
    String upTo = details.text("details.upTo");
    String head = details.text("details.head");
    if (!upTo.equals(Long.toString(link.seq() - 1)) || !head.equals(point.head())) {
      tell(Kind.SIGNATURE, file, line, link.seq(), "", "is a checkpoint of other records");
      return;
    }
    if (keys.isEmpty()) {
      return;
    }
    PublicKey key = keys.get(details.text("details.key"));
    if (key == null) {
      String other = "is a checkpoint of another key, " + details.text("details.key");
      tell(Kind.SIGNATURE, file, line, link.seq(), "", other);
    } else if (CheckpointSignature.isGood(key, upTo, head, details.text("details.signature"))) {
      signed++;
      signedTo = link.seq() - 1;
    } else {
      tell(Kind.SIGNATURE, file, line, link.seq(), "", "is a checkpoint with a wrong signature");
    }
  }

  private void tornEnd(TornEnd end) {
    tornEnds++;
    tornBytes += end.bytes();
  }

  private void unreadable() {
    TornEnd lines = torn;
    torn = null;
    if (lines != null) {
      String many = lines.lines() == 1 ? "" : ", nor are the " + (lines.lines() - 1) + " after it";
      tell(
          Kind.UNREADABLE,
          lines.file(),
          lines.line(),
          0,
          "",
          "is no record of the chain" + many + " (" + lines.bytes() + " bytes)");
    }
  }

  private void missing(Path where, long before, long from, long to, String what) {
    Missing gone = new Missing(where, before, from, to, what);
    if (missing.size() < MOST) {
      missing.add(gone);
    } else {
      tell(gone);
    }
  }

  private void putAside(Suspect odd) {
    if (extra.size() < MOST && extra.putIfAbsent(odd.point.seq(), odd) == null) {
      return;
    }
    inserted(odd);
  }

  private void inserted(Suspect odd) {
    tell(Kind.INSERTED, odd.file, odd.line, odd.point.seq(), odd.id, "was put in");
  }

  private void tellMissing() {
    for (Missing gone : missing) {
      Suspect moved = gone.from == gone.to ? extra.remove(gone.from) : null;
      if (moved == null) {
        tell(gone);
      } else {
        String what = "was moved from before record " + (gone.to + 1);
        tell(Kind.MOVED, moved.file, moved.line, gone.from, moved.id, what);
      }
    }
    extra.values().stream()
        .sorted((one, other) -> Long.compare(one.line, other.line))
        .forEach(this::inserted);
  }

  private void tell(Missing gone) {
    String which =
        gone.from == gone.to
            ? "record " + gone.from + " is"
            : "records " + gone.from + " to " + gone.to + " are";
    tell(
        Kind.REMOVED,
        gone.file,
        gone.line,
        gone.from,
        "",
        which + " missing before this line" + gone.what);
  }

  private void tell(Kind kind, Path in, long at, long seq, String id, String what) {
    found++;
    findings.accept(new TrailFinding(kind, in, at, seq, id, what));
  }

  private static String text(LineScanner lines) {
    return new String(lines.bytes(), lines.from(), lines.to() - lines.from(), UTF_8);
  }

  /** Of a record as the agent writes it; anything of others, which then is none of ours. */
  private static String kind(LineScanner lines) {
    int from = lines.from() + TIME_FROM + TIME_LENGTH + KIND.length();
    int end = from;
    while (end < lines.to() && lines.bytes()[end] != '"') {
      end++;
    }
    return from < lines.to() ? new String(lines.bytes(), from, end - from, UTF_8) : "";
  }

  private static String time(LineScanner lines) {
    int from = lines.from() + TIME_FROM;
    int length = Math.min(TIME_LENGTH, lines.to() - from);
    return length <= 0 ? "" : new String(lines.bytes(), from, length, UTF_8);
  }

  private String id(String line) {
    return fields(line).text("id");
  }

  private Fields fields(String line) {
    try {
      return new Fields(reader.fields(line));
    } catch (IOException damaged) {
      return new Fields(Map.of());
    }
  }
}
