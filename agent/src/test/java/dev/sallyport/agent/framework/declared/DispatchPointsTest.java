package dev.sallyport.agent.framework.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.sallyport.agent.gate.House;
import dev.sallyport.agent.record.Action;
import dev.sallyport.agent.record.Entry.CallEnded;
import dev.sallyport.agent.record.Entry.DecisionMade;
import dev.sallyport.agent.record.Outcome;
import dev.sallyport.agent.weave.Check;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.policy.match.MethodName;
import dev.sallyport.policy.model.DispatchPoint;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.source.Span;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls that pass a declared method, as the woven method passes them. */
class DispatchPointsTest {
  private static final String POLICY =
      """
      mode: %s
      credentials: { key: { property: house.token, hosts: [api.example.com] } }
      tools:
        t: { files: { read: [/etc/hostname] } }
        strict: { on-denied: fail }
        typed: { arguments: { text: { type: string, pattern: "[a-z]+" } } }
      """;

  private static final Map<String, Object> COPED = Map.of("content", List.of());
  private static final Map<String, Object> FAILED = Map.of("content", List.of(), "isError", true);

  private final Hook hook = row();

  @Test
  void listedTool_runsInItsContextAndIsBelieved() {
    try (House house = enforcing()) {
      DispatchPoints points = new DispatchPoints(house.tools(), List.of());

      assertThat(points.dispatch(hook, "t", Map.of("path", "x"), Map.class)).isNull();
      assertThat(house.allows(Check.FILE_READ, "/etc/hostname")).isTrue();
      assertThat(points.answered(hook, COPED)).isSameAs(COPED);
      assertThat(outcomes(house)).containsExactly(Outcome.OK);
      assertThat(house.decisions()).contains("tool call t allow allowed");
    }
  }

  @Test
  void unlistedTool_isRefusedAsTheMethodCanAnswer() {
    try (House house = enforcing()) {
      DispatchPoints points = new DispatchPoints(house.tools(), List.of());

      assertThat((String) points.dispatch(hook, "other", null, String.class))
          .startsWith("Refused by policy");
      assertThat(points.dispatch(hook, "other", null, Map.class).toString())
          .contains("isError=true", "Refused by policy", "dev.sallyport/decisions");
      for (Class<?> future : List.of(CompletionStage.class, CompletableFuture.class)) {
        Object answer = points.dispatch(hook, "other", null, future);
        assertThatThrownBy(() -> ((CompletableFuture<?>) answer).get())
            .isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(SecurityException.class)
            .hasMessageContaining("Refused by policy");
      }
      for (Class<?> none : new Class<?>[] {null, Object.class, List.class}) {
        assertThatThrownBy(() -> points.dispatch(hook, "other", null, none))
            .isInstanceOf(SecurityException.class)
            .hasMessageStartingWith("Refused by policy");
      }
      assertThatThrownBy(() -> points.dispatch(hook, null, null, null))
          .isInstanceOf(SecurityException.class);
      assertThat(outcomes(house)).containsOnly(Outcome.REFUSED);
    }
  }

  @Test
  void unlistedTool_inAuditMode_runs() {
    try (House house = auditing()) {
      DispatchPoints points = new DispatchPoints(house.tools(), List.of());

      assertThat(points.dispatch(hook, "other", null, Map.class)).isNull();
      assertThat(points.answered(hook, COPED)).isSameAs(COPED);
      assertThat(house.decisions()).containsExactly("tool call other deny observed");
    }
  }

  @Test
  void failureAfterADenial_isTheRefusal() {
    try (House house = enforcing()) {
      DispatchPoints points = new DispatchPoints(house.tools(), List.of());

      deniedIn(house, points, Map.class);
      assertThat(String.valueOf(points.answered(hook, FAILED))).contains("Refused by policy");
      deniedIn(house, points, String.class);
      assertThat((String) points.failed(hook, new IllegalStateException("no /etc/passwd")))
          .startsWith("Refused by policy");
      deniedIn(house, points, null);
      assertThatThrownBy(() -> points.failed(hook, new IllegalStateException("no /etc/passwd")))
          .isInstanceOf(SecurityException.class)
          .hasMessageStartingWith("Refused by policy");
      assertThat(outcomes(house)).hasSize(3).containsOnly(Outcome.REFUSED);
    }
  }

  @Test
  void failure_withoutADenialOrInAuditMode_staysAsItIs() {
    IllegalStateException failure = new IllegalStateException("of the server");
    try (House enforce = enforcing();
        House audit = auditing()) {
      for (House house : List.of(enforce, audit)) {
        DispatchPoints points = new DispatchPoints(house.tools(), List.of());
        for (Class<?> result : List.of(Map.class, CompletableFuture.class)) {
          points.dispatch(hook, "t", null, result);
          assertThat(house == enforce || house.allows(Check.FILE_READ, "/etc/passwd")).isTrue();
          assertThat(catchThrowable(() -> points.failed(hook, failure))).isSameAs(failure);
        }
        assertThat(outcomes(house)).containsExactly(Outcome.ERROR, Outcome.ERROR);
      }
    }
  }

  @Test
  void successAfterADenial_tellsOfItWhereItCan() {
    try (House house = enforcing()) {
      DispatchPoints points = new DispatchPoints(house.tools(), List.of());

      deniedIn(house, points, Map.class);
      assertThat(String.valueOf(points.answered(hook, COPED))).contains("dev.sallyport/decisions");
      deniedIn(house, points, String.class);
      assertThat(points.answered(hook, "coped")).isEqualTo("coped");
    }
  }

  @Test
  void refusalAtAReturn_comesBackAsTheSame() {
    try (House house = enforcing()) {
      DispatchPoints points = new DispatchPoints(house.tools(), List.of());
      points.dispatch(hook, "strict", null, null);
      assertThat(house.allows(Check.FILE_READ, "/etc/passwd")).isFalse();

      Throwable thrown = catchThrowable(() -> points.answered(hook, null));

      assertThat(thrown).isInstanceOf(SecurityException.class);
      assertThat(catchThrowable(() -> points.failed(hook, thrown))).isSameAs(thrown);
      assertThat(outcomes(house)).containsExactly(Outcome.REFUSED);
    }
  }

  @Test
  void secret_inWhatIsAnswered_isTakenOut() {
    Map<String, Object> leaking = Map.of("content", List.of(Map.of("text", House.TOKEN)));
    try (House enforce = enforcing();
        House audit = auditing()) {
      assertThat(String.valueOf(answered(enforce, leaking, Map.class)))
          .doesNotContain(House.TOKEN)
          .contains("content");
      assertThat(answered(enforce, "it is " + House.TOKEN, String.class).toString())
          .startsWith("it is ")
          .doesNotContain(House.TOKEN);
      assertThat(answered(audit, leaking, Map.class)).isSameAs(leaking);
      // What is left of it is no TreeMap.
      assertThatThrownBy(() -> answered(enforce, new TreeMap<>(leaking), TreeMap.class))
          .isInstanceOf(SecurityException.class);
    }
  }

  @Test
  void future_isSettledWhenItCompletes() throws Exception {
    try (House house = enforcing()) {
      DispatchPoints points = new DispatchPoints(house.tools(), List.of());
      CompletableFuture<Object> pending = new CompletableFuture<>();
      points.dispatch(hook, "t", null, CompletableFuture.class);
      assertThat(house.allows(Check.FILE_READ, "/etc/passwd")).isFalse();

      CompletableFuture<?> told = (CompletableFuture<?>) points.answered(hook, pending);
      assertThat(told).isNotDone();
      assertThat(outcomes(house)).isEmpty();
      pending.complete(COPED);

      assertThat(told.get().toString()).contains("dev.sallyport/decisions");
      assertThat(outcomes(house)).containsExactly(Outcome.OK);
    }
  }

  @Test
  void future_thatFails_failsWithTheSameOrTheRefusal() {
    IllegalStateException failure = new IllegalStateException("of the server");
    try (House enforce = enforcing();
        House audit = auditing()) {
      for (House house : List.of(enforce, audit)) {
        DispatchPoints points = new DispatchPoints(house.tools(), List.of());
        points.dispatch(hook, "t", null, CompletionStage.class);
        house.allows(Check.FILE_READ, "/etc/passwd");

        CompletableFuture<?> told =
            (CompletableFuture<?>) points.answered(hook, CompletableFuture.failedFuture(failure));

        Throwable cause = catchThrowable(told::get).getCause();
        if (house == audit) {
          assertThat(cause).isSameAs(failure);
        } else {
          assertThat(cause).isInstanceOf(SecurityException.class);
        }
      }
    }
  }

  @Test
  void future_thatIsCancelled_cancelsTheServersOwn() {
    try (House house = enforcing()) {
      DispatchPoints points = new DispatchPoints(house.tools(), List.of());
      CompletableFuture<Object> pending = new CompletableFuture<>();
      points.dispatch(hook, "t", null, CompletableFuture.class);

      assertThat(((CompletableFuture<?>) points.answered(hook, pending)).cancel(true)).isTrue();

      assertThat(pending).isCancelled();
      assertThat(outcomes(house)).containsExactly(Outcome.ERROR);
    }
  }

  @Test
  void call_insideACall_leavesTheOuterAsItWas() {
    Hook other = row();
    try (House house = enforcing()) {
      DispatchPoints points = new DispatchPoints(house.tools(), List.of());
      points.dispatch(hook, "t", null, Map.class);
      points.dispatch(other, "strict", null, Map.class);
      assertThat(house.allows(Check.FILE_READ, "/etc/hostname")).isFalse();
      points.answered(other, COPED);

      assertThat(house.allows(Check.FILE_READ, "/etc/hostname")).isTrue();
      // Of a method that never began a call.
      assertThat(points.answered(other, FAILED)).isSameAs(FAILED);
      points.answered(hook, COPED);
      assertThat(outcomes(house)).containsExactly(Outcome.REFUSED, Outcome.OK);
    }
  }

  @Test
  void names_ofArguments_areThoseOfAMapOrAnObjectOfAJsonLibrary() {
    assertThat(ArgumentNames.of(Map.of("path", 1))).containsExactly("path");
    assertThat(ArgumentNames.of(new ObjectNode())).containsExactly("path");
    assertThat(ArgumentNames.of(new JsonObject())).containsExactly("path");
    assertThat(ArgumentNames.of("path")).isEmpty();
    assertThat(ArgumentNames.of(null)).isEmpty();
  }

  @Test
  void values_ofArguments_areThoseThatTheyAreWrittenAs() {
    assertThat(ArgumentValues.of(Map.of("path", 1))).isEqualTo(Map.of("path", 1));
    assertThat(ArgumentValues.of(new ObjectNode()))
        .isEqualTo(Map.of("path", List.of(new BigDecimal("1.50"), "x")));
    assertThat(ArgumentValues.of(Map.of("nested", new ObjectNode())))
        .isEqualTo(Map.of("nested", Map.of("path", List.of(new BigDecimal("1.50"), "x"))));
    assertThat(ArgumentValues.of(null)).isEmpty();
  }

  @Test
  void values_thatCantBeTold_areNotTakenForNone() {
    assertThat(ArgumentValues.of("path")).isNull();
    assertThat(ArgumentValues.of(List.of("path"))).isNull();
    assertThat(ArgumentValues.of(new JsonObject())).isNull();
    assertThat(ArgumentValues.of(Map.of("nested", new Object()))).isNull();
    Map<String, Object> itself = new HashMap<>();
    itself.put("itself", itself);
    assertThat(ArgumentValues.of(itself)).isNull();
  }

  @Test
  void call_whoseArgumentsBreakARule_isRefused() {
    assertRefused(Map.of("text", "0"), "tools.typed.arguments.text");
    assertRefused(Map.of("text", 0), "tools.typed.arguments.text");
    // What they are is not known.
    assertRefused("text", "tools.typed.arguments");
    try (House house = enforcing()) {
      DispatchPoints points = new DispatchPoints(house.tools(), List.of());
      assertThat(points.dispatch(hook, "typed", Map.of("text", "said"), Map.class)).isNull();
    }
    try (House house = auditing()) {
      DispatchPoints points = new DispatchPoints(house.tools(), List.of());
      assertThat(points.dispatch(hook, "typed", Map.of("text", "0"), Map.class)).isNull();
      assertThat(made(house).action()).isEqualTo(Action.OBSERVED);
    }
  }

  @Test
  void call_atAPointThatDoesNotTellArguments_isRefusedWhereThereAreRulesOfThem() {
    Entry<DispatchPoint> untold = new Entry<>("dispatch[0]", Span.NOWHERE, point(null));
    Hook row = DispatchPoints.rows(List.of(untold)).get(0);
    try (House house = enforcing()) {
      DispatchPoints points = new DispatchPoints(house.tools(), List.of(untold));
      assertThat(points.dispatch(row, "t", null, Map.class)).isNull();
      assertThat(points.dispatch(row, "typed", null, Map.class)).isNotNull();
    }
  }

  private void assertRefused(Object arguments, String rule) {
    try (House house = enforcing()) {
      DispatchPoints points = new DispatchPoints(house.tools(), List.of());
      assertThat(points.dispatch(hook, "typed", arguments, Map.class)).isNotNull();
      assertThat(made(house).decision().rule().path()).isEqualTo(rule);
    }
  }

  private static DecisionMade made(House house) {
    return (DecisionMade) house.recorded().get(0);
  }

  private static House enforcing() {
    return House.ofServer(POLICY.formatted("enforce"));
  }

  private static House auditing() {
    return House.ofServer(POLICY.formatted("audit"));
  }

  private void deniedIn(House house, DispatchPoints points, @Nullable Class<?> result) {
    assertThat(points.dispatch(hook, "t", null, result)).isNull();
    assertThat(house.allows(Check.FILE_READ, "/etc/passwd")).isFalse();
  }

  private Object answered(House house, Object answer, Class<?> result) {
    DispatchPoints points = new DispatchPoints(house.tools(), List.of());
    assertThat(points.dispatch(hook, "t", null, result)).isNull();
    return points.answered(hook, answer);
  }

  private static List<Outcome> outcomes(House house) {
    return house.recorded().stream()
        .filter(CallEnded.class::isInstance)
        .map(entry -> ((CallEnded) entry).outcome())
        .toList();
  }

  private static Hook row() {
    return DispatchPoints.rows(List.of(new Entry<>("dispatch[0]", Span.NOWHERE, point(1)))).get(0);
  }

  private static DispatchPoint point(@Nullable Integer arguments) {
    return new DispatchPoint(
        new MethodName("com.acme.Server", "call", List.of("String", "Map")),
        new DispatchPoint.Tool.Argument(0),
        arguments,
        DispatchPoint.Transport.HTTP);
  }

  /** As Jackson has them. */
  public static final class ObjectNode {
    public Iterator<String> fieldNames() {
      return List.of("path").iterator();
    }

    @Override
    public String toString() {
      return "{\"path\":[1.50,\"x\"]}";
    }
  }

  /** As Gson has them. */
  public static final class JsonObject {
    public Set<String> keySet() {
      return Set.of("path");
    }
  }
}
