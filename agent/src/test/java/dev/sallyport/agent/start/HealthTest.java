package dev.sallyport.agent.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.audit.AuditLocation;
import dev.sallyport.agent.context.Contexts;
import dev.sallyport.agent.credential.Secrets;
import dev.sallyport.agent.enforce.Denial;
import dev.sallyport.agent.record.Faults;
import dev.sallyport.agent.record.Losses;
import dev.sallyport.agent.record.Origin;
import dev.sallyport.agent.record.Overflow;
import dev.sallyport.agent.record.Recorder;
import dev.sallyport.agent.telemetry.Ambient;
import dev.sallyport.agent.weave.Check;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.HookTable;
import dev.sallyport.agent.weave.Operand;
import dev.sallyport.agent.weave.Rows;
import dev.sallyport.agent.weave.WeaveLog;
import dev.sallyport.agent.weave.Weaver;
import dev.sallyport.policy.model.Mode;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.model.RecordedArguments;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The one line, of one hook that is live, one that is missing, one that waits, one of no concern.
 */
class HealthTest {
  private static final int FEATURE = Runtime.version().feature();
  private static final Operand NOTHING = new Operand(Operand.Kind.NOTHING, 0, "", "");

  private final HookTable table =
      HookTable.of(
          row("dev/sallyport/agent/start/HealthTest", "hook"),
          row("dev/sallyport/agent/start/HealthTest", "none"),
          row("some/Other", "hook"),
          new Rows()
              .in("some/Future")
              .jdk(FEATURE + 1, 0)
              .check("hook", "()V", Check.PROCESS, Denial.IO, NOTHING)
              .rows());

  private static List<Hook> row(String owner, String method) {
    return new Rows().in(owner).check(method, "()V", Check.PROCESS, Denial.IO, NOTHING).rows();
  }

  /** Woven by the test. */
  static void hook() {}

  private String hooks() throws IOException {
    WeaveLog log = new WeaveLog(table, (hook, failure) -> {});
    try (InputStream in = HealthTest.class.getResourceAsStream("HealthTest.class")) {
      new Weaver(table, FEATURE, log)
          .transform(
              null, null, "dev/sallyport/agent/start/HealthTest", null, null, in.readAllBytes());
    }
    return Health.hooks(table, log, FEATURE, "6/6");
  }

  private static Recording recording(Path audit) {
    Recorder recorder =
        new Recorder(8, Overflow.DROP, Thread::new, List.of(), InstantSource.system(), System.err);
    return new Recording(
        recorder,
        new Faults(recorder, System.err),
        AuditLocation.configured(audit.toString(), 1),
        new File("audit.key"),
        new Losses(false),
        RecordedArguments.NAMES,
        new Origin("s", "p", "", ""),
        Mode.AUDIT,
        new Contexts(MethodHandles.lookup()),
        new Ambient());
  }

  @Test
  void hooks_areCountedByWhatBecameOfThem() throws IOException {
    assertThat(hooks()).isEqualTo("1/2 live, 1 wait for their class, canaries 6/6");
  }

  @Test
  void line_withoutPolicy_saysSo(@TempDir Path directory) {
    Path audit = directory.resolve("audit.jsonl");

    assertThat(
            Health.line(
                Mode.AUDIT, PolicyFile.none(), "1/1 live", Secrets.none(), recording(audit)))
        .isEqualTo(
            "sallyport "
                + Version.TEXT
                + ": audit, policy built-in, hooks 1/1 live, tools known 0, audit "
                + audit);
  }

  @Test
  void line_withPolicy_namesItsDigest(@TempDir Path directory) {
    PolicyFile policy =
        new PolicyFile(
            Policy.builtIn(),
            new PolicyTexts(),
            "0123456789abcdef0123456789abcdef",
            Map.of(),
            null,
            null,
            null);

    assertThat(
            Health.line(
                Mode.ENFORCE,
                policy,
                "1/1 live",
                Secrets.none(),
                recording(directory.resolve("a.jsonl"))))
        .contains(": enforce, policy sha256:0123456789ab, hooks");
  }

  @Test
  void line_whereAuditCannotBeWritten_saysWhereRecordsGo(@TempDir Path directory)
      throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    Path audit = file.resolve("audit.jsonl");

    assertThat(
            Health.line(
                Mode.AUDIT, PolicyFile.none(), "1/1 live", Secrets.none(), recording(audit)))
        .endsWith("audit stderr, because " + audit + " can't be written");
  }
}
