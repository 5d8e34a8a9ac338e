package dev.sallyport.agent.start;

import dev.sallyport.agent.context.Server;
import dev.sallyport.agent.record.Faults;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.WeaveLog;
import dev.sallyport.policy.model.Mode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A hook that should be there and is not is a way round. In enforce mode that stops a start, and
 * denies everything where it shows later; in audit mode it is told and recorded.
 */
final class MissingHooks implements WeaveLog.Alarm {
  private final Mode mode;
  private final Server server;
  private final Faults faults;
  private final List<String> atStart = new ArrayList<>();
  private boolean started;

  MissingHooks(Mode mode, Server server, Faults faults) {
    this.mode = mode;
    this.server = server;
    this.faults = faults;
  }

  @Override
  public synchronized void missing(Hook row, @Nullable Throwable failure) {
    tell(row, failure == null ? " has no such method here" : " failed: " + failure);
  }

  /** The row is woven, and an operation went past it. */
  synchronized void silent(Hook row) {
    tell(row, " is woven, but did not fire");
  }

  private void tell(Hook row, String why) {
    String what = "hook " + row.owner() + "#" + row.method() + row.descriptor() + why;
    if (!started) {
      atStart.add(what);
    }
    server.disarm();
    faults.report(row.id(), what);
  }

  /** The hooks that every JVM has are tried by now. */
  synchronized void started(PrintStream err) {
    started = true;
    if (mode == Mode.ENFORCE && !atStart.isEmpty()) {
      Halt.now(err, atStart);
    }
  }
}
