package dev.sallyport.agent.start;

import dev.sallyport.agent.context.Server;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.source.Span;
import java.io.PrintStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Puts a policy that is changed while the server runs in force: all of it at once, or, where it
 * can't be used, nothing of it.
 *
 * <p>The text itself is looked at, not its time: a file that is put in place of another may be
 * older, and a text may change twice within what a clock tells. What is being written is not taken:
 * two looks in a row have to see the same.
 */
final class Reloading implements Runnable {
  /** A text of a usual size is read in some 30 microseconds. */
  private static final long LOOK_NANOS = 1_000_000_000;

  private final PolicySource source;
  private final Options options;
  private final Map<String, Entry<String>> lasting;
  private final Machine machine;
  private final Approving approving;

  /** Whether sessions are told from each other since the start. */
  private final boolean tellsSessions;

  /** Whether what is read from files is counted since the start. */
  private final boolean countsReading;

  private final Server server;
  private final Recording recording;
  private final PrintStream err;

  /** What was put in force or refused last. */
  private PolicyFile last;

  /** The digest of another text, that one look has seen. */
  private @Nullable String seen;

  /** Begins with the policy of the start. */
  Reloading(
      PolicySource source,
      PolicyFile atStart,
      Options options,
      Machine machine,
      Approving approving,
      Server server,
      Recording recording,
      PrintStream err) {
    this.source = source;
    this.last = atStart;
    this.lasting = atStart.lasting();
    this.options = options;
    this.machine = machine;
    this.approving = approving;
    this.tellsSessions = Start.tellsSessions(atStart.policy());
    this.countsReading = atStart.policy().limitsReading();
    this.server = server;
    this.recording = recording;
    this.err = err;
  }

  @Override
  public void run() {
    while (true) {
      LockSupport.parkNanos(this, LOOK_NANOS);
      try {
        look();
      } catch (RuntimeException | Error e) {
        recording.faults().report("reload", e.toString());
      }
    }
  }

  /** Looks once. */
  void look() {
    if (last.texts().digestNow().equals(last.texts().digest())) {
      seen = null;
      return;
    }
    PolicyFile found = PolicyFile.read(source);
    String digest = found.texts().digest();
    if (digest.equals(seen)) {
      last = found;
      seen = null;
      take(found);
    } else {
      seen = digest;
    }
  }

  private void take(PolicyFile found) {
    Engine before = server.engine();
    String problem = found.problem() == null ? lastingProblem(found, before.mode()) : null;
    problem = problem == null ? found.problem() : problem;
    if (problem != null) {
      recording.refused(before.digest(), found.digest(), problem);
      err.println(
          "sallyport: the changed policy is refused, "
              + Health.policy(before.digest())
              + " stays in force: "
              + problem);
      return;
    }
    Engine engine =
        Engine.compile(found.policy(), found.digest(), machine.look(found.texts().files()))
            .withMode(before.mode());
    server.holdTo(engine);
    recording.reloaded(before.digest(), engine.digest());
    err.println(
        "sallyport: "
            + Health.policy(engine.digest())
            + " is in force from now on, before it was "
            + Health.policy(before.digest()));
  }

  /** Why a valid policy can't be put in force without a restart, or null. */
  private @Nullable String lastingProblem(PolicyFile found, Mode mode) {
    if (Start.mode(options, found) != mode) {
      return cantChange("mode", Span.NOWHERE);
    }
    Set<String> keys = new TreeSet<>(lasting.keySet());
    keys.addAll(found.lasting().keySet());
    for (String key : keys) {
      Entry<String> was = lasting.get(key);
      Entry<String> is = found.lasting().get(key);
      if (was == null || is == null || !was.value().equals(is.value())) {
        return cantChange(key, is == null ? Span.NOWHERE : is.span());
      }
    }
    if (!tellsSessions && Start.tellsSessions(found.policy())) {
      return source.path()
          + ": sessions are told from each other from the start or not at all, and `requires`,"
          + " `approval` and `tiers` need that (restart the server, or leave them out)";
    }
    if (!countsReading && found.policy().limitsReading()) {
      return source.path()
          + ": what is read from files is counted from the start or not at all, and `limits.read`"
          + " needs that (restart the server, or leave it out)";
    }
    return approving.problem(found);
  }

  private String cantChange(String key, Span span) {
    String file = span.file().isEmpty() ? source.path() : span.file();
    String place = span.equals(Span.NOWHERE) ? "" : ":" + span.line() + ":" + span.column();
    return file
        + place
        + ": `"
        + key
        + "` can't change while the server runs (restart it, or write it as it was)";
  }
}
