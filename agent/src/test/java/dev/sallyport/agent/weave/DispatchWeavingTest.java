package dev.sallyport.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A dispatch point around a body: before it, and at each of its ends. */
class DispatchWeavingTest {
  private static final String DISPATCHED = "dispatch 0 ab null class java.lang.String";

  private final ArmedGate gate = ArmedGate.fresh();

  @Test
  void call_thatIsLetThrough_runsTheBodyAndAnswersWhatTheDoorDoes() {
    Woven toy = Woven.with(point("text", "String"));

    assertThat(toy.call("text", "ab")).isEqualTo("ab!");
    assertThat(gate.calls()).containsExactly(DISPATCHED, "answered 0 ab!");
    gate.replaceBy("screened");
    assertThat(toy.call("text", "ab")).isEqualTo("screened");
  }

  @Test
  void call_thatIsRefused_answersThatAndNeverRunsTheBody() {
    Woven toy = Woven.with(point("text", "String"));

    gate.refuseByValue().replaceBy("refused");

    assertThat(toy.call("text", "ab")).isEqualTo("refused");
    assertThat(gate.calls()).containsExactly(DISPATCHED);
  }

  @Test
  void call_thatIsRefusedByException_neverRunsTheBody() {
    Woven toy = Woven.with(point("nothing", "StringBuilder"));
    StringBuilder world = new StringBuilder();
    SecurityException refusal = new SecurityException("no");

    gate.refuseBy(refusal);

    assertThatThrownBy(() -> toy.call("nothing", world)).isSameAs(refusal);
    assertThat(world).isEmpty();
    assertThat(gate.calls()).containsExactly("dispatch 0  null null");
  }

  @Test
  void body_thatThrows_answersWhatTheDoorDoes() {
    Woven toy = Woven.with(point("text", "String"));

    gate.replaceBy("told");

    assertThat(toy.call("text", new Object[] {null})).isEqualTo("told");
    assertThat(gate.calls().get(0)).isEqualTo("dispatch 0 null null class java.lang.String");
    assertThat(gate.calls().get(1)).startsWith("failed 0 ");
  }

  @Test
  void body_thatThrowsWhereNothingIsAnswered_throwsWhatTheDoorDoes() {
    Woven toy = Woven.with(point("number", "String"));

    assertThat(toy.call("number", "ab")).isEqualTo(2);
    assertThatThrownBy(() -> toy.call("number", new Object[] {null}))
        .isInstanceOf(IllegalStateException.class)
        .hasCauseInstanceOf(NullPointerException.class);
  }

  @Test
  void whatTheDoorThrowsAtAReturn_comesToTheOtherDoor() {
    Woven toy = Woven.with(point("text", "String"));

    gate.leaveBy(new SecurityException("refused")).replaceBy("told");

    assertThat(toy.call("text", "ab")).isEqualTo("told");
    assertThat(gate.calls()).containsExactly(DISPATCHED, "answered 0 ab!", "failed 0 refused");
  }

  @Test
  void method_withoutResult_passesNone() {
    Woven toy = Woven.with(point("nothing", "StringBuilder"));
    StringBuilder world = new StringBuilder();

    toy.call("nothing", world);

    assertThat(world).hasToString("ran");
    assertThat(gate.calls()).containsExactly("dispatch 0  null null", "answered 0 null");
  }

  @ParameterizedTest
  @CsvSource({"loop, 3, 0", "loopOfTry, 3, -1", "returnsTwice, -3, 3"})
  void body_ofLoopsAndReturns_isVerifiedAndRuns(String method, int given, int result) {
    Hook named =
        new Rows()
            .whenLoaded(Woven.TOY)
            .dispatched(method, List.of("int"), "one", -1)
            .rows()
            .get(0);

    assertThat(Woven.with(named).call(method, given)).isEqualTo(result);
    assertThat(gate.calls()).containsExactly("dispatch 0 one null null", "answered 0 null");
  }

  @Test
  void points_ofOverloads_areOfTheNamedOne() {
    Woven toy = Woven.with(point("overloaded", "java.lang.String"));

    assertThat(toy.callOverloaded(Object.class, "ab")).isEqualTo("object");
    assertThat(gate.calls()).isEmpty();
    assertThat(toy.callOverloaded(String.class, "ab")).isEqualTo("text");
    assertThat(gate.calls()).containsExactly(DISPATCHED, "answered 0 text");
  }

  @Test
  void bridge_isNotDecidedBesideTheMethodThatItCalls() {
    Hook get =
        new Rows()
            .whenLoaded(Covariant.class.getName().replace('.', '/'))
            .dispatched("get", List.of(), "one", -1)
            .rows()
            .get(0);
    HookTable table = HookTable.of(List.of(get));

    byte[] woven =
        new Weaver(table, Woven.FEATURE, new WeaveLog(table, (row, failure) -> {}))
            .transform(
                null,
                null,
                get.owner(),
                null,
                null,
                Woven.unwoven("DispatchWeavingTest$Covariant"));

    assertThat(Library.callers(woven, (opcode, owner, method, given) -> method.equals("dispatch")))
        .containsExactly(get.owner() + ".get()Ljava/lang/String;");
  }

  @Test
  void argument_thatIsNoObject_isAnAlarm() {
    Hook row = point("self", "int");
    HookTable table = HookTable.of(List.of(row));
    List<String> told = new ArrayList<>();

    new Weaver(table, Woven.FEATURE, new WeaveLog(table, (hook, failure) -> told.add(hook.id())))
        .transform(null, null, Woven.TOY, null, null, Woven.unwoven());

    assertThat(told).containsExactly("Toy.self");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(String,Map) | (Ljava/lang/String;Ljava/util/Map;)V | true",
        "(java.lang.String,java.util.Map) | (Ljava/lang/String;Ljava/util/Map;)V | true",
        "(Map.Entry) | (Ljava/util/Map$Entry;)V | true",
        "(Entry) | (Ljava/util/Map$Entry;)V | true",
        "(int,String[]) | (I[Ljava/lang/String;)J | true",
        "() | ()V | true",
        "(String) | ()V | false",
        "() | (I)V | false",
        "(Map) | (Ljava/util/HashMap;)V | false",
        "(util.Map) | (Lcom/acme/Map;)V | false",
        "(String[]) | (Ljava/lang/String;)V | false",
      })
  void parameters_areMatchedByTheirNames(String written, String descriptor, boolean matches) {
    assertThat(SourceNames.match(written, descriptor)).isEqualTo(matches);
  }

  private static Hook point(String method, String parameter) {
    return new Rows()
        .whenLoaded(Woven.TOY)
        .dispatched(method, List.of(parameter), 0, -1)
        .rows()
        .get(0);
  }

  /** Has a bridge. */
  static final class Covariant implements Supplier<Object> {
    @Override
    public String get() {
      return "got";
    }
  }
}
