package dev.sallyport.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.enforce.Denial;
import dev.sallyport.agent.gate.Canary;
import dev.sallyport.agent.gate.Gates;
import dev.sallyport.agent.weave.Check;
import dev.sallyport.agent.weave.Door;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.HookTable;
import dev.sallyport.agent.weave.Operand;
import dev.sallyport.agent.weave.Rows;
import dev.sallyport.agent.weave.WeaveLog;
import dev.sallyport.agent.weave.Weaver;
import dev.sallyport.policy.model.Mode;
import java.io.File;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of each kind of row, and that nothing of a hooked method runs. */
class ExaminationTest {
  private static final int FEATURE = Runtime.version().feature();
  private static final String HOOKED = "dev/sallyport/agent/doctor/Hooked";
  private static final Operand NOTHING = new Operand(Operand.Kind.NOTHING, 0, "", "");

  /** Their numbers are in {@link Hooked}. */
  private final HookTable table = HookTable.of(rows());

  private final WeaveLog log = new WeaveLog(table, (hook, failure) -> {});
  private Gates gates;

  private static List<Hook> rows() {
    return new Rows()
        .in(HOOKED)
        .check(
            "value",
            "(Ljava/lang/String;IJZ[Ljava/lang/Object;)I",
            Check.FILE_STAT,
            Denial.ZERO,
            NOTHING)
        .check("exception", "(Ljava/lang/String;)V", Check.FILE_READ, Denial.IO, NOTHING)
        .check("ofReceiver", "(BCD)*", Check.FILE_LIST, Denial.NULL, NOTHING)
        .context(Door.CAPTURE, "carrying", "(Ljava/lang/Runnable;)V", NOTHING)
        .check("<init>", "()V", Check.FILE_READ, Denial.IO, NOTHING)
        .check("silent", "()V", Check.FILE_READ, Denial.IO, NOTHING)
        .check("deaf", "()I", Check.FILE_STAT, Denial.ZERO, NOTHING)
        .replace("replaced", "()Ljava/lang/Object;", Check.TOOL_CALL)
        .check("gone", "()V", Check.FILE_READ, Denial.IO, NOTHING)
        .in(HOOKED + "$Made")
        .check("<init>", "(Ljava/lang/String;)V", Check.FILE_READ, Denial.IO, NOTHING)
        .in(HOOKED + "$Unwoven")
        .check("halt", "()V", Check.PROCESS, Denial.IO, NOTHING)
        .whenLoaded("some/framework/Server")
        .check("call", "()V", Check.PROCESS, Denial.IO, NOTHING)
        .in(HOOKED)
        .jdk(FEATURE + 1, 0)
        .check("future", "()V", Check.PROCESS, Denial.IO, NOTHING)
        .rows();
  }

  @BeforeEach
  void weave() throws Exception {
    gates = BuiltInGates.of(table);
    Hooked.behind(gates);
    for (String name : List.of("", "$Made")) {
      try (InputStream in = ExaminationTest.class.getResourceAsStream("Hooked" + name + ".class")) {
        // Only so that the log knows the rows: the methods have their hooks already.
        new Weaver(table, FEATURE, log)
            .transform(null, null, HOOKED + name, null, null, in.readAllBytes());
      }
    }
  }

  private Examined examined(Mode mode) throws ReflectiveOperationException {
    // What tests need is open already.
    Access access = type -> MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    return new Examination(
            table,
            log,
            FEATURE,
            mode,
            new Firing(gates, access, new Receivers(access, new Class<?>[0])),
            new Operations(gates, Path.of("pom.xml").toAbsolutePath()))
        .examined();
  }

  private static String text(Proof proof) {
    return proof.hook().method() + ": " + proof.state() + " " + proof.detail();
  }

  @Test
  void eachRow_isToldByWhatItsCanaryDid() throws ReflectiveOperationException {
    assertThat(examined(Mode.ENFORCE).proofs())
        .extracting(ExaminationTest::text)
        .containsExactly(
            "value: LIVE 0",
            "exception: LIVE java.io.IOException",
            "ofReceiver: LIVE null",
            "carrying: LIVE ",
            "<init>: UNFIRED nothing harmless is known to come here",
            "silent: ABSENT did not fire",
            "deaf: ABSENT fired, and went on: 1",
            "replaced: LIVE ",
            "gone: ABSENT not woven",
            "<init>: LIVE java.io.IOException",
            "halt: ABSENT not woven",
            "call: WAITING ");
  }

  @Test
  void hookedMethods_runOnlyWhereTheirHookDoesNotStop_andUnwovenOnesNever()
      throws ReflectiveOperationException {
    examined(Mode.ENFORCE);

    assertThat(Hooked.RAN).containsExactly("silent", "deaf");
  }

  @Test
  void inAudit_whatIsJudgedIsObservedOnly_andContextsAreLive() throws ReflectiveOperationException {
    assertThat(examined(Mode.AUDIT).proofs())
        .extracting(ExaminationTest::text)
        .startsWith(
            "value: OBSERVED 0",
            "exception: OBSERVED java.io.IOException",
            "ofReceiver: OBSERVED null",
            "carrying: LIVE ");
  }

  @Test
  void canary_isOverWithTheExamination() throws Exception {
    examined(Mode.ENFORCE);

    assertThat(gates.check(0, "/etc/hostname", null, 0, 0)).isFalse();
  }

  @Test
  void canary_ofAnotherThread_isNotTheOne() throws Exception {
    boolean[] refused = new boolean[1];
    gates.expect(new Canary(0));
    Thread other =
        new Thread(() -> refused[0] = gates.check(0, "/etc/hostname", null, 0, 0), "other");
    other.start();
    other.join();

    assertThat(refused[0]).isFalse();
    assertThat(gates.check(0, "/etc/hostname", null, 0, 0)).isTrue();
    gates.expect(null);
  }

  @Test
  void wanting_isWhatShouldBeLiveAndIsNot() throws ReflectiveOperationException {
    assertThat(examined(Mode.ENFORCE).proofs())
        .filteredOn(Proof::isWanting)
        .extracting(proof -> proof.hook().method())
        .containsExactly("<init>", "silent", "deaf", "gone", "halt");
  }

  @Test
  void examined_writtenAndRead_isTheSame(@TempDir Path directory) throws Exception {
    File file = directory.resolve("answer").toFile();
    Examined written = examined(Mode.ENFORCE);

    written.write(file, table);

    assertThat(Examined.read(file, table)).isEqualTo(written);
  }
}
