package dev.sallyport.agent.doctor;

import dev.sallyport.agent.enforce.Denial;
import dev.sallyport.agent.gate.Gates;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.HookTable;
import dev.sallyport.agent.weave.WeaveLog;
import dev.sallyport.policy.model.Mode;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends a canary through every hook of this JVM. For a JVM of the doctor's own. */
public final class Examination {
  private final HookTable table;
  private final WeaveLog log;
  private final int feature;
  private final Mode mode;
  private final Firing firing;
  private final Operations operations;

  Examination(
      HookTable table, WeaveLog log, int feature, Mode mode, Firing firing, Operations operations) {
    this.table = table;
    this.log = log;
    this.feature = feature;
    this.mode = mode;
    this.firing = firing;
    this.operations = operations;
  }

  /**
   * Examines the JVM whose hooks these are, on a thread where the agent itself is at work.
   *
   * @param file one that can be read, as a {@code Path} of the JDK's own file system
   * @throws ReflectiveOperationException if this JDK is not built as those that are known
   */
  public static Examined examine(
      Instrumentation instrumentation,
      Gates gates,
      HookTable table,
      WeaveLog log,
      int feature,
      Mode mode,
      Path file)
      throws ReflectiveOperationException {
    Access access = Access.by(instrumentation);
    Receivers receivers = new Receivers(access, instrumentation.getAllLoadedClasses());
    return new Examination(
            table,
            log,
            feature,
            mode,
            new Firing(gates, access, receivers),
            new Operations(gates, file))
        .examined();
  }

  Examined examined() {
    List<Proof> proofs = new ArrayList<>();
    for (int number = 0; number < table.rows().size(); number++) {
      Hook row = table.row(number);
      if (row.appliesTo(feature)) {
        proofs.add(proof(number, row));
      }
    }
    return new Examined(Runtime.version().toString(), mode, proofs);
  }

  private Proof proof(int number, Hook row) {
    try {
      load(row, /* initialize= */ false);
    } catch (ClassNotFoundException | LinkageError e) {
      return log.isMissing(number)
          ? new Proof(row, State.ABSENT, "not woven")
          : new Proof(row, State.WAITING, "");
    }
    // Never tried: where no hook stands, a canary is the real thing.
    if (!log.isLive(number)) {
      return new Proof(row, State.ABSENT, "not woven");
    }
    Outcome outcome = outcome(number, row);
    if (outcome == null) {
      return new Proof(row, State.UNFIRED, "nothing harmless is known to come here");
    }
    State fired = mode == Mode.AUDIT && isJudged(row) ? State.OBSERVED : State.LIVE;
    return new Proof(row, outcome.stopped() ? fired : State.ABSENT, outcome.detail());
  }

  private @Nullable Outcome outcome(int number, Hook row) {
    if (row.standsAtCalls()) {
      return operations.lead(number, row);
    }
    boolean ofMade = row.method().equals("<init>");
    return switch (row.door()) {
      case CHECK, SEND, EXCHANGE, REPLACE, DISCARD, ADOPT, SCOPE, RESUME ->
          firing.fire(number, row);
      case CAPTURE, REGISTER -> ofMade ? operations.lead(number, row) : firing.fire(number, row);
      case BEFORE, VERIFY, INHERIT -> operations.lead(number, row);
      // A method of the server's own, which nobody else calls.
      case DISPATCH -> null;
    };
  }

  private static boolean isJudged(Hook row) {
    return switch (row.door()) {
      case CHECK, SEND, BEFORE, EXCHANGE, VERIFY, DISPATCH -> true;
      case REPLACE -> row.denied() == Denial.LEFT_OUT;
      case CAPTURE, DISCARD, INHERIT, REGISTER, ADOPT, SCOPE, RESUME -> false;
    };
  }

  /** The row's class, from wherever in the JDK or on the class path it is. */
  static Class<?> load(Hook row, boolean initialize) throws ClassNotFoundException {
    return Class.forName(
        row.owner().replace('/', '.'), initialize, ClassLoader.getSystemClassLoader());
  }
}
