package dev.sallyport.agent.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.enforce.Denial;
import dev.sallyport.agent.weave.Check;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.Operand;
import dev.sallyport.agent.weave.Rows;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the scan finds in a JDK of a few classes. */
class ScanTest {
  private static final Operand NOTHING = new Operand(Operand.Kind.NOTHING, 0, "", "");
  private static final String TOY = "dev/sallyport/agent/scan/ToyJdk$";
  private static final Set<String> EXPORTED = Set.of("Api", "Opener");
  private static final List<String> CLASSES =
      List.of(
          "Api", "Opener", "Base", "Guarded", "Forgotten", "HiddenOpener", "Inside", "Inside$1");

  @Test
  void native_calledByGuarded_isHooked() {
    NativeMethod method = look("throughOne", gate("Inside", "gate"));

    assertThat(method.isHooked()).isTrue();
    assertThat(method.hooks()).extracting(Hook::id).containsExactly("ToyJdk$Inside.gate");
    assertThat(method.callers()).containsExactly(name("Inside", "gate"));
  }

  @Test
  void native_calledByTwoGuarded_isHookedByBoth() {
    NativeMethod method = look("throughTwo", gate("Inside", "gate"), gate("Inside", "otherGate"));

    assertThat(method.isHooked()).isTrue();
    assertThat(method.hooks()).hasSize(2);
  }

  @Test
  void native_withASecondCallerUnguarded_isOpenByIt() {
    NativeMethod method = look("throughOneOfTwo", gate("Inside", "gate"));

    assertThat(method.isHooked()).isFalse();
    assertThat(method.open())
        .containsExactly(
            new Route(
                List.of(
                    name("Inside", "further"),
                    name("Inside", "secondWay"),
                    name("Api", "second"))));
  }

  @Test
  void native_whoseSecondCallerIsGuardedFurtherOut_isHooked() {
    assertThat(look("throughOneOfTwo", gate("Inside", "gate"), gate("Inside", "secondWay")))
        .matches(NativeMethod::isHooked);
  }

  @Test
  void native_whoseOpenCallIsExempt_isHooked() {
    String call = name("Inside", "throughOneOfTwo") + " <- " + name("Inside", "further");

    assertThat(look("throughOneOfTwo", Set.of(call), gate("Inside", "gate")))
        .matches(NativeMethod::isHooked);
  }

  @Test
  void native_ofOverridden_isReachedByTheCallOfItsBase() {
    assertThat(look("inVirtual", gate("Guarded", "open")).isHooked()).isTrue();
    assertThat(look("inOpenVirtual", gate("Guarded", "open")).open())
        .containsExactly(new Route(List.of(name("Forgotten", "open"), name("Api", "virtual"))));
  }

  @Test
  void native_inLambda_isGuardedWhereTheLambdaIsMade() {
    assertThat(look("inLambda", gate("Inside", "lambdaGate")).isHooked()).isTrue();
    assertThat(look("inOpenLambda", gate("Inside", "lambdaGate")).isHooked()).isFalse();
  }

  @Test
  void native_inLocalClassOfAVisibleType_isGuardedWhereItIsMade() {
    assertThat(look("inLocalClass", gate("Inside", "localGate")).isHooked()).isTrue();
    assertThat(look("inLocalClass").isHooked()).isFalse();
  }

  @Test
  void native_ofWhatOverridesAVisibleMethod_isOpen() {
    assertThat(look("overridden").open())
        .containsExactly(new Route(List.of(name("HiddenOpener", "open"))));
  }

  @Test
  void native_thatAnyoneCanCall_isOpen() {
    assertThat(look("direct").open()).containsExactly(new Route(List.of(name("Api", "direct"))));
  }

  @Test
  void native_thatNobodySeemsToCall_isOpenAllTheSame() {
    assertThat(look("nobody").open())
        .containsExactly(new Route(List.of(name("Inside", "dead"), Route.NOBODY)));
  }

  @Test
  void row_thatLooksAfterwards_guardsNothing() {
    List<Hook> rows =
        new Rows()
            .in(TOY + "Inside")
            .verify("gate", "()V", Check.FILE_READ, Denial.IO, NOTHING, NOTHING, NOTHING, NOTHING)
            .rows();

    assertThat(look("throughOne", Set.of(), rows).isHooked()).isFalse();
  }

  /** A row at one call says nothing of the others of the same method. */
  @Test
  void row_beforeACall_guardsThatCallOnly() {
    List<Hook> rows =
        new Rows()
            .in(TOY + "Inside")
            .before(
                TOY + "Inside",
                "throughOne",
                "()V",
                "gate",
                "()V",
                Check.FILE_READ,
                Denial.IO,
                NOTHING,
                NOTHING)
            .rows();

    assertThat(look("throughOne", Set.of(), rows).isHooked()).isTrue();
    assertThat(look("throughTwo", Set.of(), rows).isHooked()).isFalse();
  }

  /** The call names the base, as the JDK's own do where the class depends on the system. */
  @Test
  void row_beforeTheCallOfABase_guardsWhatOverridesIt() {
    List<Hook> rows =
        new Rows()
            .in(TOY + "Api")
            .before(
                TOY + "Base",
                "open",
                "()V",
                "virtual",
                "(L" + TOY + "Base;)V",
                Check.FILE_READ,
                Denial.IO,
                NOTHING,
                NOTHING)
            .rows();

    assertThat(look("inVirtual", Set.of(), rows).isHooked()).isTrue();
  }

  @Test
  void row_ofAnotherRelease_guardsNothing() {
    List<Hook> rows =
        new Rows()
            .in(TOY + "Inside")
            .jdk(18, 0)
            .check("gate", "()V", Check.FILE_READ, Denial.IO, NOTHING)
            .rows();

    assertThat(look("throughOne", Set.of(), rows).isHooked()).isFalse();
  }

  private static Hook gate(String type, String method) {
    String descriptor = method.equals("localGate") ? "()Ljava/lang/Object;" : "()V";
    return new Rows()
        .in(TOY + type)
        .check(method, descriptor, Check.FILE_READ, Denial.IO, NOTHING)
        .rows()
        .get(0);
  }

  private static NativeMethod look(String name, Hook... rows) {
    return look(name, Set.of(), rows);
  }

  private static NativeMethod look(String name, Set<String> exempt, Hook... rows) {
    return look(name, exempt, List.of(rows));
  }

  private static NativeMethod look(String name, Set<String> exempt, List<Hook> rows) {
    return new Scan(code())
        .natives(rows, 17, exempt).stream()
            .filter(method -> method.name().equals(name))
            .findFirst()
            .orElseThrow();
  }

  private static Code code() {
    Code code = new Code();
    for (String type : CLASSES) {
      try (InputStream in = ToyJdk.class.getResourceAsStream("ToyJdk$" + type + ".class")) {
        code.add("toy", EXPORTED.contains(type), in.readAllBytes());
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    code.link();
    return code;
  }

  private static String name(String type, String method) {
    return (TOY + type).replace('/', '.') + '#' + method;
  }
}
