package dev.sallyport.agent.weave;

import static dev.sallyport.agent.weave.Operand.NOTHING;
import static dev.sallyport.agent.weave.Operand.RESULT;
import static dev.sallyport.agent.weave.Operand.SELF;
import static dev.sallyport.agent.weave.Operand.arg;
import static dev.sallyport.agent.weave.Operand.field;
import static dev.sallyport.agent.weave.Woven.before;
import static dev.sallyport.agent.weave.Woven.check;
import static dev.sallyport.agent.weave.Woven.row;
import static dev.sallyport.agent.weave.Woven.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.agent.enforce.Denial;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Weaves rows into {@link Toy} and runs it against the real gate, without an agent. */
class WeaverTest {
  private static final String TEXT = "Ljava/lang/String;";
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String CALLED = "(IJD" + OBJECT + ")J";

  private final ArmedGate gate = ArmedGate.fresh();

  @ParameterizedTest
  @CsvSource({"bool, Z, ZERO, false, true", "number, I, ZERO, 0, 2", "number, I, ERRNO, 13, 2"})
  void check_refusedByValue_answersItAndNeverRunsTheBody(
      String method, String result, Denial denied, String refused, String allowed) {
    Woven toy = Woven.with(check(method, "(" + TEXT + ")" + result, denied, arg(0)));

    assertThat(toy.call(method, "ab")).hasToString(allowed);
    gate.refuseByValue();
    assertThat(toy.call(method, "ab")).hasToString(refused);
    assertThat(gate.calls()).containsExactly("check 0 ab null 0 0", "check 0 ab null 0 0");
  }

  @Test
  void check_refusedByValueOfLong_answersZero() {
    Woven toy = Woven.with(check("big", "(" + TEXT + ")J", Denial.ZERO, arg(0)));

    assertThat(toy.call("big", "ab")).isEqualTo(2L);
    gate.refuseByValue();
    assertThat(toy.call("big", "ab")).isEqualTo(0L);
  }

  @Test
  void check_refusedByNull_answersNull() {
    Woven toy = Woven.with(check("text", "(" + TEXT + ")" + TEXT, Denial.NULL, arg(0)));

    assertThat(toy.call("text", "ab")).isEqualTo("ab!");
    gate.refuseByValue();
    assertThat(toy.call("text", "ab")).isNull();
  }

  @Test
  void check_refusedByException_neverRunsTheBody() {
    Woven toy =
        Woven.with(check("nothing", "(Ljava/lang/StringBuilder;)V", Denial.SECURITY, arg(0)));
    StringBuilder world = new StringBuilder();
    SecurityException refusal = new SecurityException("no");

    gate.refuseBy(refusal);
    assertThatThrownBy(() -> toy.call("nothing", world)).isSameAs(refusal);
    assertThat(world).isEmpty();
    ArmedGate.fresh();
    toy.call("nothing", world);
    assertThat(world).hasToString("ran");
  }

  @Test
  void check_ofExceptionRow_ignoresWhatTheDoorAnswers() {
    Woven toy = Woven.with(check("number", "(" + TEXT + ")I", Denial.IO, arg(0)));

    gate.refuseByValue();
    assertThat(toy.call("number", "ab")).isEqualTo(2);
  }

  @Test
  void operands_behindLongsAndDoubles_areTheOnesNamed() {
    String descriptor = "(J" + TEXT + "D" + OBJECT + "IZ)I";
    Woven toy = Woven.with(check("wide", descriptor, Denial.IO, arg(1), arg(3), arg(4), arg(5)));

    assertThat(toy.call("wide", 1L, "a", 2.0, "b", 7, true)).isEqualTo(7);
    assertThat(gate.calls()).containsExactly("check 0 a b 7 1");
  }

  @Test
  void operands_ofInstanceBehindLongsAndDoubles_areTheOnesNamed() {
    String descriptor = "(J" + TEXT + "D" + OBJECT + "IS)I";
    Woven toy =
        Woven.with(check("wideSelf", descriptor, Denial.IO, arg(1), arg(3), arg(4), arg(5)));

    toy.callOn(toy.make("it"), "wideSelf", 1L, "a", 2.0, "b", 7, (short) 9);
    assertThat(gate.calls()).containsExactly("check 0 a b 7 9");
  }

  @Test
  void operands_selfAndField_areTheReceivers() {
    Woven toy = Woven.with(check("self", "(I)" + TEXT, Denial.IO, SELF, field("name", TEXT)));

    assertThat(toy.callOn(toy.make("it"), "self", 4)).isEqualTo("it4");
    assertThat(gate.calls()).containsExactly("check 0 it it 0 0");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 6, 127, 128, 300})
  void number_ofRow_arrives(int number) {
    Woven toy = Woven.with(Woven.at(number, check("number", "(" + TEXT + ")I", Denial.IO, arg(0))));

    toy.call("number", "ab");
    assertThat(gate.calls()).containsExactly("check " + number + " ab null 0 0");
  }

  @Test
  void check_ofBodyThatBeginsWithALoop_runsOnce() {
    Woven toy = Woven.with(check("loop", "(I)I", Denial.ERRNO, NOTHING, NOTHING, arg(0)));

    assertThat(toy.call("loop", 3)).isEqualTo(0);
    assertThat(gate.calls()).containsExactly("check 0 null null 3 0");
    gate.refuseByValue();
    assertThat(toy.call("loop", 3)).isEqualTo(Denial.EACCES);
  }

  @Test
  void checks_twoByValueOnOneBody_bothStand() {
    Hook row = check("loop", "(I)I", Denial.ZERO, NOTHING, NOTHING, arg(0));
    Woven toy = Woven.with(row, row);

    toy.call("loop", 3);
    assertThat(gate.calls()).containsExactly("check 0 null null 3 0", "check 1 null null 3 0");
  }

  @Test
  void before_eachCall_getsItsArgumentsAndLeavesThem() {
    Woven toy = Woven.with(before("called", CALLED, "calls", "(" + TEXT + "I)I", arg(3), arg(0)));

    assertThat(toy.call("calls", "a", 2)).isEqualTo(Toy.calls("a", 2));
    assertThat(gate.calls())
        .containsExactly("check 0 a null 0 0", "check 0 a null 1 0", "check 0 a null 7 0");
  }

  @Test
  void before_refusedByException_neverCalls() {
    Woven toy = Woven.with(before("called", CALLED, "calls", "(" + TEXT + "I)I", arg(3), arg(0)));
    SecurityException refusal = new SecurityException("no");

    gate.refuseBy(refusal);
    assertThatThrownBy(() -> toy.call("calls", "a", 0)).isSameAs(refusal);
    assertThat(gate.calls()).containsExactly("check 0 a null 7 0");
  }

  @Test
  void before_refusalThatTheMethodHandles_isHandled() {
    Woven toy = Woven.with(before("called", CALLED, "calls", "(" + TEXT + "I)I", arg(3), arg(0)));

    gate.refuseBy(new IllegalStateException());
    assertThatThrownBy(() -> toy.call("calls", "a", 2)).isInstanceOf(IllegalStateException.class);
    assertThat(gate.calls()).hasSize(3);
  }

  @Test
  void before_callOfAnInstance_getsItsReceiver() {
    Woven toy =
        Woven.with(before("self", "(I)" + TEXT, "callsOn", "(L" + Woven.TOY + ";I)" + TEXT, SELF));

    assertThat(toy.call("callsOn", toy.make("it"), 4)).isEqualTo("it4it5");
    assertThat(gate.calls()).containsExactly("check 0 it null 0 0", "check 0 it null 0 0");
  }

  @Test
  void before_twoRowsOnOneCall_bothStand() {
    Hook row = before("called", CALLED, "calls", "(" + TEXT + "I)I", arg(3), arg(0));
    Woven toy = Woven.with(row, row);

    assertThat(toy.call("calls", "a", 0)).isEqualTo(7);
    assertThat(gate.calls()).containsExactlyInAnyOrder("check 0 a null 7 0", "check 1 a null 7 0");
  }

  @Test
  void before_ofAnotherOverload_doesNothing() {
    assertThatThrownBy(
            () -> Woven.with(before("called", "(I)J", "calls", "(" + TEXT + "I)I", arg(0))))
        .isInstanceOf(AssertionError.class)
        .hasMessage("Toy.calls");
  }

  @Test
  void verify_ofResult_seesWhatIsReturned() {
    Woven toy = Woven.with(verify("number", "(" + TEXT + ")I", arg(0), NOTHING, RESULT, NOTHING));

    assertThat(toy.call("number", "abc")).isEqualTo(3);
    assertThat(gate.calls()).containsExactly("verify 0 abc null 3 0");
  }

  @Test
  void verify_ofObjectResult_seesWhatIsReturned() {
    Woven toy =
        Woven.with(verify("text", "(" + TEXT + ")" + TEXT, arg(0), RESULT, NOTHING, NOTHING));

    assertThat(toy.call("text", "abc")).isEqualTo("abc!");
    assertThat(gate.calls()).containsExactly("verify 0 abc abc! 0 0");
  }

  @Test
  void verify_ofEachReturn_fires() {
    Woven toy = Woven.with(verify("returnsTwice", "(I)I", NOTHING, NOTHING, RESULT, arg(0)));

    toy.call("returnsTwice", 2);
    toy.call("returnsTwice", -3);
    assertThat(gate.calls()).containsExactly("verify 0 null null 2 2", "verify 0 null null 3 -3");
  }

  @Test
  void verify_refused_keepsTheResultFromTheCaller() {
    Woven toy =
        Woven.with(verify("text", "(" + TEXT + ")" + TEXT, arg(0), RESULT, NOTHING, NOTHING));
    SecurityException refusal = new SecurityException("no");

    gate.refuseBy(refusal);
    assertThatThrownBy(() -> toy.call("text", "abc")).isSameAs(refusal);
  }

  @Test
  void verify_ofReturnInsideTry_leavesTheHandlersLocalsAlone() {
    Hook row = verify("get", "(Ljava/util/function/Supplier;)" + OBJECT, arg(0), RESULT);
    Woven toy = Woven.of(ReturnInsideTry.bytes(), row);

    assertThat(toy.call("get", supplier("made"))).isEqualTo("made");
    assertThat(toy.call("get", failing())).isEqualTo(ReturnInsideTry.CAUGHT);
    assertThat(gate.calls())
        .containsExactly(
            "verify 0 made made 0 0", "verify 0 failing " + ReturnInsideTry.CAUGHT + " 0 0");
  }

  @Test
  void replace_ofReturnInsideTry_leavesTheHandlersLocalsAlone() {
    Hook row = row(Door.REPLACE, "get", "(Ljava/util/function/Supplier;)*", Denial.NEVER, arg(0));
    Woven toy = Woven.of(ReturnInsideTry.bytes(), row);

    assertThat(toy.call("get", failing())).isEqualTo(ReturnInsideTry.CAUGHT);
    gate.replaceBy("other");
    assertThat(toy.call("get", supplier("made"))).isEqualTo("other");
  }

  @Test
  void verify_afterThrow_doesNotFire() {
    Woven toy =
        Woven.with(
            verify("throwsOrReturns", "(" + OBJECT + "Ljava/lang/RuntimeException;)I", arg(0)));

    assertThatThrownBy(() -> toy.call("throwsOrReturns", "w", new IllegalStateException()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(gate.calls()).isEmpty();
  }

  @Test
  void checkAndVerify_ofOneMethod_fireInOrder() {
    String descriptor = "(" + TEXT + ")I";
    Woven toy =
        Woven.with(
            check("number", descriptor, Denial.ERRNO, arg(0)),
            verify("number", descriptor, arg(0), NOTHING, RESULT, NOTHING));

    toy.call("number", "ab");
    assertThat(gate.calls()).containsExactly("check 0 ab null 0 0", "verify 1 ab null 2 0");

    ArmedGate.fresh().refuseByValue();
    assertThat(toy.call("number", "ab")).isEqualTo(Denial.EACCES);
    assertThat(gate.calls()).containsExactly("check 0 ab null 0 0");
  }

  @Test
  void replace_swapsTheResult() {
    Woven toy = Woven.with(row(Door.REPLACE, "self", "(I)" + TEXT, Denial.NEVER, SELF));

    assertThat(toy.callOn(toy.make("it"), "self", 4)).isEqualTo("it4");
    gate.replaceBy("other");
    assertThat(toy.callOn(toy.make("it"), "self", 4)).isEqualTo("other");
    assertThat(gate.calls()).containsExactly("replace 0 it it4", "replace 0 it it4");
  }

  @Test
  void replace_byAnotherType_isAClassCastException() {
    Woven toy = Woven.with(row(Door.REPLACE, "self", "(I)" + TEXT, Denial.NEVER, SELF));

    gate.replaceBy(1);
    assertThatThrownBy(() -> toy.callOn(toy.make("it"), "self", 4))
        .isInstanceOf(ClassCastException.class);
  }

  @Test
  void replace_ofLong_passesItBoxed() {
    String descriptor = "(J" + TEXT + TEXT + ")" + TEXT;
    Woven toy = Woven.with(row(Door.REPLACE, "joined", descriptor, Denial.LEFT_OUT, arg(0)));

    assertThat(toy.call("joined", 7_000_000_000L, "a", "b")).isEqualTo("7000000000ab");
    assertThat(gate.calls()).containsExactly("replace 0 7000000000 7000000000ab");
  }

  @Test
  void exchange_givesTheBodyAnotherArgument() {
    Woven toy = Woven.with(exchangeOfJoined());

    assertThat(toy.call("joined", 1L, "a", "b")).isEqualTo("1ab");
    gate.replaceBy("other");
    assertThat(toy.call("joined", 1L, "a", "b")).isEqualTo("1aother");
    assertThat(gate.calls()).containsExactly("exchange 0 a 1 b", "exchange 0 a 1 b");
  }

  @Test
  void exchange_ofNull_answersWhatTheGateMade() {
    Woven toy = Woven.with(exchangeOfJoined());

    gate.replaceBy("made");
    assertThat(toy.call("joined", 1L, "a", null)).isEqualTo("1amade");
    assertThat(gate.calls()).containsExactly("exchange 0 a 1 null");
  }

  @Test
  void exchange_byAnotherType_isAClassCastException() {
    Woven toy = Woven.with(exchangeOfJoined());

    gate.replaceBy(1);
    assertThatThrownBy(() -> toy.call("joined", 1L, "a", "b"))
        .isInstanceOf(ClassCastException.class);
  }

  @Test
  void exchange_refused_neverRunsTheBody() {
    String descriptor = "(Ljava/lang/StringBuilder;)V";
    Woven toy =
        Woven.with(row(Door.EXCHANGE, "nothing", descriptor, Denial.IO, NOTHING, NOTHING, arg(0)));
    StringBuilder world = new StringBuilder();
    SecurityException refusal = new SecurityException("no");

    gate.refuseBy(refusal);
    assertThatThrownBy(() -> toy.call("nothing", world)).isSameAs(refusal);
    assertThat(world).isEmpty();
  }

  @Test
  void exchange_ofClientByAnotherType_answersThatAndNeverRunsTheBody() {
    Woven toy = Woven.with(exchangeOfClient("chars", "Ljava/lang/CharSequence;"));
    StringBuilder world = new StringBuilder();

    assertThat(toy.call("chars", world)).isSameAs(world).hasToString("ran");
    gate.replaceBy("refused");
    assertThat(toy.call("chars", world)).isEqualTo("refused");
    assertThat(world).hasToString("ran");
  }

  @Test
  void exchange_ofClientThatAnswersNothing_neverRunsTheBody() {
    Woven toy = Woven.with(exchangeOfClient("nothing", "V"));
    StringBuilder world = new StringBuilder();

    toy.call("nothing", world);
    gate.replaceBy("refused");
    toy.call("nothing", world);
    assertThat(world).hasToString("ran");
  }

  private static Hook exchangeOfClient(String method, String result) {
    return row(
        Door.EXCHANGE,
        method,
        "(Ljava/lang/StringBuilder;)" + result,
        Denial.CLIENT,
        NOTHING,
        NOTHING,
        arg(0));
  }

  private static Hook exchangeOfJoined() {
    String descriptor = "(J" + TEXT + TEXT + ")" + TEXT;
    return row(Door.EXCHANGE, "joined", descriptor, Denial.IO, arg(1), arg(0), arg(2));
  }

  @Test
  void descriptor_endingInAStar_meansAnyResult() {
    Woven toy = Woven.with(row(Door.REPLACE, "covariant", "()*", Denial.NEVER));

    gate.replaceBy("other");
    assertThat(toy.call("covariant")).isEqualTo("other");
  }

  @Test
  void scope_ofReturn_ends() {
    Woven toy = scope("throwsOrReturns", "(" + OBJECT + "Ljava/lang/RuntimeException;)I", arg(0));

    assertThat(toy.call("throwsOrReturns", "w", null)).isEqualTo(1);
    assertThat(gate.calls()).containsExactly("begin 0 w", "end 0");
  }

  @Test
  void scope_ofThrow_ends() {
    Woven toy = scope("throwsOrReturns", "(" + OBJECT + "Ljava/lang/RuntimeException;)I", arg(0));
    IllegalStateException thrown = new IllegalStateException();

    assertThatThrownBy(() -> toy.call("throwsOrReturns", "w", thrown)).isSameAs(thrown);
    assertThat(gate.calls()).containsExactly("begin 0 w", "end 0");
  }

  @Test
  void scope_ofThrowThatTheBodyCatches_endsOnce() {
    Woven toy = scope("throwsOrReturns", "(" + OBJECT + "Ljava/lang/RuntimeException;)I", arg(0));

    assertThat(toy.call("throwsOrReturns", "w", new IllegalArgumentException())).isEqualTo(2);
    assertThat(gate.calls()).containsExactly("begin 0 w", "end 0");
  }

  @Test
  void scope_ofLoopAndTryFromTheFirstInstruction_endsOnce() {
    Woven toy = scope("loopOfTry", "(I)I", NOTHING);

    assertThat(toy.call("loopOfTry", 3)).isEqualTo(-1);
    assertThat(gate.calls()).containsExactly("begin 0 null", "end 0");
  }

  @Test
  void scope_ofBodyThatReusesItsParametersSlot_ends() {
    Woven toy = scope("reuses", "(" + OBJECT + ")I", arg(0));

    toy.call("reuses", "w");
    assertThat(gate.calls()).containsExactly("begin 0 w", "end 0");
  }

  @Test
  void scope_aroundACheckThatRefuses_ends() {
    String descriptor = "(" + TEXT + ")I";
    Woven toy =
        Woven.with(
            row(Door.SCOPE, "number", descriptor, Denial.NEVER, arg(0)),
            check("number", descriptor, Denial.ERRNO, arg(0)));

    gate.refuseByValue();
    assertThat(toy.call("number", "ab")).isEqualTo(Denial.EACCES);
    assertThat(gate.calls()).containsExactly("begin 0 ab", "check 1 ab null 0 0", "end 0");
  }

  @Test
  void captureAndDiscard_onEntry_passTheWork() {
    String descriptor = "(" + TEXT + ")I";
    Woven toy =
        Woven.with(
            row(Door.CAPTURE, "number", descriptor, Denial.NEVER, arg(0)),
            row(Door.DISCARD, "number", descriptor, Denial.NEVER, arg(0)));

    assertThat(toy.call("number", "ab")).isEqualTo(2);
    assertThat(gate.calls()).containsExactly("capture 0 ab", "discard 1 ab");
  }

  @Test
  void adopt_beforeEachCall_passesWhatRuns() {
    Hook.Callee run = new Hook.Callee("java/lang/Runnable", "run", "()V");
    Woven toy =
        Woven.with(
            row(
                run,
                Door.ADOPT,
                "runBoth",
                "(Ljava/lang/Runnable;Ljava/lang/Runnable;)V",
                Denial.NEVER,
                SELF));
    List<String> world = new ArrayList<>();
    Runnable first = named("first", world);
    Runnable second = named("second", world);

    toy.call("runBoth", first, second);
    assertThat(world).containsExactly("first", "second");
    assertThat(gate.calls()).containsExactly("adopt 0 first", "adopt 0 second");
  }

  @Test
  void capture_beforeCall_passesWhatItIsGiven() {
    Hook.Callee joined = new Hook.Callee(Woven.TOY, "joined", "(J" + TEXT + TEXT + ")" + TEXT);
    Woven toy =
        Woven.with(
            row(
                joined,
                Door.CAPTURE,
                "joins",
                "(" + TEXT + TEXT + ")" + TEXT,
                Denial.NEVER,
                arg(2)));

    toy.call("joins", "a", "b");
    assertThat(gate.calls()).containsExactly("capture 0 b");
  }

  private static Runnable named(String name, List<String> world) {
    return new Runnable() {
      @Override
      public void run() {
        world.add(name);
      }

      @Override
      public String toString() {
        return name;
      }
    };
  }

  @Test
  void adopt_onEntry_ofNothing() {
    Woven toy = Woven.with(row(Door.ADOPT, "number", "(" + TEXT + ")I", Denial.NEVER, NOTHING));

    assertThat(toy.call("number", "ab")).isEqualTo(2);
    assertThat(gate.calls()).containsExactly("adopt 0 null");
  }

  @Test
  void exchange_beforeACall_givesItTheOther() {
    Hook.Callee joined = new Hook.Callee(Woven.TOY, "joined", "(J" + TEXT + TEXT + ")" + TEXT);
    Woven toy =
        Woven.with(
            row(
                joined,
                Door.EXCHANGE,
                "joins",
                "(" + TEXT + TEXT + ")" + TEXT,
                Denial.NEVER,
                arg(1),
                NOTHING,
                arg(2)));

    gate.replaceBy("other");
    assertThat(toy.call("joins", "a", "b")).isEqualTo("a1aother");
    assertThat(gate.calls()).containsExactly("exchange 0 a null b");
  }

  @Test
  void resume_aroundTheBody_ends() {
    Woven toy = Woven.with(row(Door.RESUME, "number", "(" + TEXT + ")I", Denial.NEVER, arg(0)));

    assertThat(toy.call("number", "ab")).isEqualTo(2);
    assertThat(gate.calls()).containsExactly("resume 0 ab", "end 0");
  }

  @Test
  void constructor_isLeftAlone_untilItsObjectMayBePassed() {
    Woven toy =
        Woven.with(
            row(Door.REGISTER, "<init>", "(" + TEXT + ")V", Denial.NEVER, SELF),
            row(Door.CAPTURE, "<init>", "(" + TEXT + ")V", Denial.NEVER, arg(0)));

    toy.make("ab");
    assertThat(gate.calls()).containsExactlyInAnyOrder("register 0 ab", "capture 1 ab");
  }

  @Test
  void overload_thatNoRowNames_staysAsItIs() {
    Woven toy = Woven.with(check("overloaded", "(" + TEXT + ")" + TEXT, Denial.NULL, arg(0)));

    gate.refuseByValue();
    assertThat(toy.callOverloaded(Object.class, "a")).isEqualTo("object");
    assertThat(gate.calls()).isEmpty();
    assertThat(toy.callOverloaded(String.class, "a")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        1,
        6,
        200,
        -1,
        -200,
        40_000,
        -40_000,
        0x1234_8001,
        Integer.MIN_VALUE,
        Integer.MAX_VALUE
      })
  void stamp_ofARow_isWhatTheDoorIsPassed(int seal) {
    Woven toy = Woven.under(seal, check("number", "(" + TEXT + ")I", Denial.ERRNO, arg(0)));

    assertThat(toy.call("number", "ab")).isEqualTo(2);
    assertThat(gate.calls()).containsExactly("check " + seal + " ab null 0 0");
  }

  @Test
  void bytes_wovenFromTheSameOriginal_areTheSame() {
    Hook row = check("number", "(" + TEXT + ")I", Denial.ERRNO, arg(0));

    assertThat(Woven.bytes(row)).isEqualTo(Woven.bytes(row));
  }

  private static Supplier<Object> supplier(Object made) {
    return new Supplier<>() {
      @Override
      public Object get() {
        return made;
      }

      @Override
      public String toString() {
        return made.toString();
      }
    };
  }

  private static Supplier<Object> failing() {
    return new Supplier<>() {
      @Override
      public Object get() {
        throw new IllegalStateException();
      }

      @Override
      public String toString() {
        return "failing";
      }
    };
  }

  private static Woven scope(String method, String descriptor, Operand work) {
    return Woven.with(row(Door.SCOPE, method, descriptor, Denial.NEVER, work));
  }
}
