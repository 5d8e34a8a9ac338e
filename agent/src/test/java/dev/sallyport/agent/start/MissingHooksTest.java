package dev.sallyport.agent.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.context.Server;
import dev.sallyport.agent.enforce.Denial;
import dev.sallyport.agent.record.Faults;
import dev.sallyport.agent.record.Overflow;
import dev.sallyport.agent.record.Recorder;
import dev.sallyport.agent.weave.Check;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.Operand;
import dev.sallyport.agent.weave.Rows;
import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Surroundings;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.Policy;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Halting at start takes a JVM of its own: an integration test has it. */
class MissingHooksTest {
  private static final Hook ROW =
      new Rows()
          .in("some/Class")
          .check(
              "open", "()V", Check.PROCESS, Denial.IO, new Operand(Operand.Kind.NOTHING, 0, "", ""))
          .rows()
          .get(0);

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
  private final Server server =
      new Server(
          Engine.compile(
              Policy.builtIn(), new Surroundings(path -> path, List.of(), List.of(), List.of())));

  private MissingHooks missing(Mode mode) {
    Recorder recorder =
        new Recorder(8, Overflow.DROP, Thread::new, List.of(), InstantSource.system(), err);
    return new MissingHooks(mode, server, new Faults(recorder, err));
  }

  @Test
  void hook_thatFailsLater_disarmsTheServer() {
    MissingHooks missing = missing(Mode.ENFORCE);
    missing.started(err);

    assertThat(server.disarmed()).isFalse();
    missing.missing(ROW, new IllegalStateException("why"));
    assertThat(server.disarmed()).isTrue();
    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines(
            "sallyport: fault in Class.open: hook some/Class#open()V failed:"
                + " java.lang.IllegalStateException: why");
  }

  @Test
  void hook_thatIsMissingInAudit_isToldAndTheServerRunsOn() {
    MissingHooks missing = missing(Mode.AUDIT);

    missing.missing(ROW, null);
    missing.started(err);
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("has no such method here");
  }

  @Test
  void hook_thatDoesNotFire_isToldAndDisarmsTheServer() {
    MissingHooks missing = missing(Mode.AUDIT);

    missing.silent(ROW);
    missing.started(err);
    assertThat(server.disarmed()).isTrue();
    assertThat(said.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines(
            "sallyport: fault in Class.open: hook some/Class#open()V is woven, but did not fire");
  }

  @Test
  void noHookMissing_starts() {
    missing(Mode.ENFORCE).started(err);

    assertThat(said.size()).isZero();
  }
}
