package dev.sallyport.agent.start;

import dev.sallyport.agent.context.Rules;
import dev.sallyport.agent.context.Server;
import dev.sallyport.agent.context.Shadow;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Surroundings;
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

  /** Whether that was refused. */
  private boolean refused;

  /** By what another text is told, that one look has seen. */
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
    if (last.stateNow().equals(last.state())) {
      seen = null;
      return;
    }
    PolicyFile found = PolicyFile.read(source);
    String state = found.state();
    if (state.equals(seen)) {
      boolean isOther = !found.texts().state().equals(last.texts().state());
      last = found;
      seen = null;
      take(found, isOther);
    } else {
      seen = state;
    }
  }

  /**
   * Puts it in force.
   *
   * @param isOther whether it is another policy; else only its shadow is
   */
  private void take(PolicyFile found, boolean isOther) {
    Engine before = server.engine();
    refused = isOther ? refuses(found, before) : refused;
    if (refused) {
      return;
    }
    Surroundings surroundings = machine.look(found.files());
    Engine engine =
        Engine.compile(found.policy(), found.digest(), surroundings).withMode(before.mode());
    Shadow shadow = new Shadows(recording, err).of(found, surroundings, server.rules().shadow());
    server.holdTo(new Rules(engine, shadow));
    if (isOther) {
      recording.reloaded(before.digest(), engine.digest());
      err.println(
          "sallyport: "
              + Health.policy(engine.digest())
              + " is in force from now on, before it was "
              + Health.policy(before.digest()));
    }
    recording.evaluates(shadow);
  }

  /** Whether it can't be put in force, which is told. */
  private boolean refuses(PolicyFile found, Engine before) {
    String problem = found.problem() == null ? lastingProblem(found, before.mode()) : null;
    problem = problem == null ? found.problem() : problem;
    if (problem == null) {
      return false;
    }
    recording.refused(before.digest(), found.digest(), problem);
    err.println(
        "sallyport: the changed policy is refused, "
            + Health.policy(before.digest())
            + " stays in force: "
            + problem);
    return true;
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
