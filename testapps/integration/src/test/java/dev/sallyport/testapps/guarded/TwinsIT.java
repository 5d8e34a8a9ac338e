package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.ToolCalls;
import dev.sallyport.testapps.guarded.Guarded.Told;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every probe under three policies, and a fourth for handlers that cope with a denial. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwinsIT {
  private static final String DECISIONS = "dev.sallyport/decisions";

  @RegisterExtension final Matrix matrix = new Matrix();

  @Parameter Jdk jdk;

  private Scene denied;
  private Scene granted;
  private Scene audited;
  private Scene failing;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeParameterizedClassInvocation
  void open(Jdk jdk, @TempDir Path root) throws Exception {
    Path real = root.toRealPath();
    denied = Scene.of(jdk, Twin.DENIED, real.resolve("denied"));
    granted = Scene.of(jdk, Twin.GRANTED, real.resolve("granted"));
    audited = Scene.of(jdk, Twin.AUDITED, real.resolve("audited"));
    failing = Scene.failing(jdk, real.resolve("failing"));
  }

  @AfterParameterizedClassInvocation
  void close() {
    denied.close();
    granted.close();
    audited.close();
    failing.close();
  }

  Stream<Probe> denied() {
    return denied.probes().stream();
  }

  Stream<Probe> granted() {
    return granted.probes().stream();
  }

  Stream<Probe> audited() {
    return audited.probes().stream();
  }

  Stream<Probe> coping() {
    return failing.probes().stream()
        .filter(probe -> probe.denial().surface() == Denial.Surface.COPED);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("denied")
  void operation_withoutItsGrant_isRefused(Probe probe) {
    Told told = denied.server(probe).call(probe.tool(), probe.arguments());

    probe.world().assertUntouched(told.text());
    List<String> ids =
        switch (probe.denial().surface()) {
          case REFUSED -> assertRefused(told.answer());
          case COPED -> assertCoped(told.answer());
        };
    assertThat(told.text()).doesNotContain("policy.yaml", "tools.", "built-in");
    assertRecorded(probe, told, ids, "blocked");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("granted")
  void operation_withItsLeastGrant_happens(Probe probe) {
    Told told = granted.server(probe).call(probe.tool(), probe.arguments());

    probe.world().assertHappened(told.text());
    assertThat(told.answer().isError()).isFalse();
    assertThat(told.answer().meta()).isNull();
    assertThat(told.recorded().denials()).isEmpty();
    assertThat(told.recorded().decisions().stream().filter(probe.denial()::isOn))
        .isNotEmpty()
        .allSatisfy(
            decision -> {
              assertThat(decision.action()).isEqualTo("allowed");
              assertThat(decision.tool()).isEqualTo(probe.tool());
              assertThat(decision.rule()).startsWith("tools." + probe.tool());
            });
    assertThat(told.recorded().end().outcome()).isEqualTo("ok");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("audited")
  void operation_inAuditMode_happensAndIsRecorded(Probe probe) {
    Told told = audited.server(probe).call(probe.tool(), probe.arguments());

    probe.world().assertHappened(told.text());
    assertThat(told.answer().isError()).isFalse();
    assertThat(told.answer().meta()).isNull();
    assertThat(told.recorded().end().outcome()).isEqualTo("ok");
    assertRecorded(probe, told, List.of(), "observed");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("coping")
  void operation_onDeniedFail_failsTheCallThatCoped(Probe probe) {
    Told told = failing.server(probe).call(probe.tool(), probe.arguments());

    probe.world().assertUntouched(told.text());
    assertRecorded(probe, told, assertRefused(told.answer()), "blocked");
    assertThat(told.recorded().end().outcome()).isEqualTo("refused");
  }

  /** The one text that every refusal has, and the ids in it. */
  private static List<String> assertRefused(CallToolResult answer) {
    List<String> ids = ids(answer);
    assertThat(answer.isError()).isTrue();
    assertThat(ToolCalls.text(answer))
        .isEqualTo("Refused by policy (sallyport " + String.join(", ", ids) + ")");
    return ids;
  }

  private static List<String> assertCoped(CallToolResult answer) {
    assertThat(answer.isError()).isFalse();
    return ids(answer);
  }

  private static List<String> ids(CallToolResult answer) {
    assertThat(answer.meta()).containsOnlyKeys(DECISIONS);
    List<String> ids =
        ((List<?>) answer.meta().get(DECISIONS)).stream().map(String::valueOf).toList();
    assertThat(ids).isNotEmpty();
    return ids;
  }

  private static void assertRecorded(Probe probe, Told told, List<String> ids, String action) {
    List<AuditLine> denials = told.recorded().denials();
    assertThat(denials)
        .isNotEmpty()
        .allSatisfy(
            denial -> {
              assertThat(denial.action()).isEqualTo(action);
              assertThat(denial.tool()).isEqualTo(probe.tool());
            });
    AuditLine first = denials.get(0);
    assertThat(probe.denial().isOn(first))
        .as("%s is %s", first.operation(), probe.denial().operation())
        .isTrue();
    assertThat(first.reason()).isEqualTo(probe.denial().reason());
    assertThat(first.rule()).startsWith(probe.denial().rule());
    if (action.equals("blocked")) {
      assertThat(ids).isEqualTo(denials.stream().map(AuditLine::id).toList());
    }
  }

  @Override
  public String toString() {
    return jdk.toString();
  }
}
