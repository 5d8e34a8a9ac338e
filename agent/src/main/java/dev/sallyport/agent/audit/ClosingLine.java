package dev.sallyport.agent.audit;

import dev.sallyport.agent.record.Action;
import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Entry.DecisionMade;
import dev.sallyport.agent.record.Sink;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.model.Mode;
import java.io.File;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts what was only observed, and says on stderr, when the server stops, how much that was. */
final class ClosingLine implements Sink {
  /** Clients choose the names of what they call; as many as anybody wants to know the number of. */
  private static final int MOST_NAMES = 1000;

  private final File jar;
  private final AuditLocation audit;
  private final PrintStream err;
  private final Map<String, Set<String>> names = new TreeMap<>(Comparator.reverseOrder());
  private boolean audited;
  private boolean ofServer;
  private long observed;

  ClosingLine(File jar, AuditLocation audit, PrintStream err) {
    this.jar = jar;
    this.audit = audit;
    this.err = err;
  }

  @Override
  public void accept(Entry entry) {
    if (!(entry instanceof DecisionMade decision)) {
      return;
    }
    audited |= decision.mode() == Mode.AUDIT;
    if (decision.action() != Action.OBSERVED) {
      return;
    }
    observed += decision.times();
    if (decision.principal() instanceof Principal.Primitive primitive) {
      Set<String> known = names.computeIfAbsent(primitive.kind(), kind -> new HashSet<>());
      if (known.size() <= MOST_NAMES) {
        known.add(primitive.name());
      }
    } else {
      ofServer = true;
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close(Duration limit) {
    if (observed > 0) {
      err.println("sallyport: audit: " + summary() + command());
    } else if (audited) {
      err.println("sallyport: audit: nothing would have been refused");
    }
  }

  private String summary() {
    List<String> whose = new ArrayList<>();
    names.forEach((kind, known) -> whose.add(number(known.size(), kind)));
    if (ofServer) {
      whose.add("the server itself");
    }
    return number(observed, "operation")
        + " of "
        + String.join(", ", whose)
        + " would have been refused";
  }

  private static String number(long count, String noun) {
    String number =
        count > MOST_NAMES && !noun.equals("operation") ? "over " + MOST_NAMES : "" + count;
    return number + " " + noun + (count == 1 ? "" : "s");
  }

  /** What shows them; nothing where there is no file. */
  private String command() {
    File beside = audit.besideOtherProcess();
    File file = beside.exists() ? beside : audit.file();
    return file.isFile()
        ? "; see: java -jar " + quoted(jar) + " decisions --denied " + quoted(file)
        : "";
  }

  /** As a shell takes it for one word. */
  private static String quoted(File file) {
    String path = file.getAbsolutePath();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean plain = Character.isLetterOrDigit(c) || "/._-+,:@%".indexOf(c) >= 0;
      if (!plain) {
        return "'" + path.replace("'", "'\\''") + "'";
      }
    }
    return path;
  }
}
