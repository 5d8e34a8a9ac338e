package dev.sallyport.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The rows for Reactor are text, so they are held against each of its lines. */
class ReactorHooksTest {
  private static final String[] LINES = {"3.4.41", "3.5.20", "3.6.18", "3.7.19", "3.8.8"};
  private static final String PUBLISHER = "reactor/core/publisher/";
  private static final String SUBSCRIBED = "(Lreactor/core/CoreSubscriber;)V";

  /** Who passes its own subscriber on, which is replaced by then. */
  private static final Set<String> PASS_ON =
      Set.of(
          "ConnectableFluxRestoringThreadLocals",
          "ContextTrackingFunctionWrapper$1",
          "FluxAutoConnect",
          "FluxAutoConnectFuseable",
          "FluxDefer",
          "FluxDeferContextual",
          "FluxRefCount",
          "FluxRefCountGrace",
          "FluxRepeatWhen$RepeatWhenOtherSubscriber",
          "FluxRetryWhen$RetryWhenOtherSubscriber",
          "GroupedLift",
          "GroupedLiftFuseable",
          "MonoDefer",
          "MonoDeferContextual",
          "ParallelFlux");

  /** Who puts a subscriber before it that runs nothing of the application's. */
  private static final Set<String> RUN_NOTHING =
      Set.of(
          "BlockingIterable",
          "FluxContextWriteRestoringThreadLocals",
          "FluxContextWriteRestoringThreadLocalsFuseable",
          "Mono",
          "MonoContextWriteRestoringThreadLocals");

  private static final Set<String> NOTHING_TO_COME =
      Set.of(
          "FluxEmpty",
          "FluxError",
          "FluxErrorSupplied",
          "FluxNever",
          "MonoEmpty",
          "MonoError",
          "MonoErrorSupplied",
          "MonoNever");

  /** Who asks an operator, which asks its source in turn, or a value on a scheduler. */
  private static final Set<String> ASK_OPERATORS = Set.of("FluxCombineLatest", "FluxPublishOn");

  @ParameterizedTest
  @ValueSource(strings = {"3.4.41", "3.5.20", "3.6.18", "3.7.19", "3.8.8"})
  void weaver_ofEachLine_findsEveryRowItNeeds(String line) throws IOException {
    HookTable table = HookTable.of(ReactorHooks.rows());
    Set<String> missing = new TreeSet<>();
    WeaveLog log = new WeaveLog(table, (row, failure) -> missing.add(row.id() + failure));
    Map<String, byte[]> classes = classes(line);
    for (String owner : owners()) {
      if (classes.containsKey(owner)) {
        assertThat(
                new Weaver(table, /* feature= */ 21, log)
                    .transform(null, null, owner, null, null, classes.get(owner)))
            .isNotNull();
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void row_isInSomeLine() throws IOException {
    HookTable table = HookTable.of(ReactorHooks.rows());
    WeaveLog log = new WeaveLog(table, (row, failure) -> {});
    Set<Integer> nowhere = new TreeSet<>();
    for (int number = 0; number < table.rows().size(); number++) {
      nowhere.add(number);
    }
    for (String line : LINES) {
      Map<String, byte[]> classes = classes(line);
      for (String owner : owners()) {
        if (classes.containsKey(owner)) {
          new Weaver(table, /* feature= */ 21, log)
              .transform(null, null, owner, null, null, classes.get(owner));
        }
      }
      nowhere.removeIf(log::isLive);
    }

    assertThat(nowhere).extracting(number -> table.row(number).id()).isEmpty();
  }

  /** Or else it asks a source in turn, or has nothing to emit. */
  @ParameterizedTest
  @ValueSource(strings = {"3.4.41", "3.5.20", "3.6.18", "3.7.19", "3.8.8"})
  void source_ofReactorsOwn_hasARowOrAReason(String line) throws IOException {
    Set<String> unguarded = new TreeSet<>();
    Set<String> owners = owners();
    for (Map.Entry<String, byte[]> type : classes(line).entrySet()) {
      String name = type.getKey().replace(PUBLISHER, "");
      if (isSource(type.getValue())
          && !owners.contains(type.getKey())
          && !isExempt(type.getKey())
          && !NOTHING_TO_COME.contains(name)) {
        unguarded.add(name);
      }
    }

    assertThat(unguarded).isEmpty();
  }

  private static boolean isSource(byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    boolean[] found = new boolean[1];
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public @Nullable MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            found[0] |=
                name.equals("subscribe")
                    && descriptor.equals(SUBSCRIBED)
                    && (access & Opcodes.ACC_ABSTRACT) == 0;
            return null;
          }
        },
        ClassReader.SKIP_CODE);
    return found[0];
  }

  /** Of a source whose subscriber is known to be Reactor's. */
  @ParameterizedTest
  @ValueSource(strings = {"3.4.41", "3.5.20", "3.6.18", "3.7.19", "3.8.8"})
  void subscription_ofReactorsOwn_hasARowOrAReason(String line) throws IOException {
    Set<String> hooked =
        ReactorHooks.rows().stream()
            .filter(Hook::standsAtCalls)
            .map(row -> row.owner() + '.' + row.method() + row.descriptor())
            .collect(Collectors.toSet());
    Set<String> unguarded = new TreeSet<>();
    for (Map.Entry<String, byte[]> type : classes(line).entrySet()) {
      for (String caller : callers(type.getValue())) {
        if (!hooked.contains(caller) && !isExempt(type.getKey())) {
          unguarded.add(caller);
        }
      }
    }

    assertThat(unguarded).isEmpty();
  }

  private static boolean isExempt(String type) {
    String name = type.substring(type.lastIndexOf('/') + 1);
    return PASS_ON.contains(name) || RUN_NOTHING.contains(name) || ASK_OPERATORS.contains(name);
  }

  private static Set<String> owners() {
    return ReactorHooks.rows().stream().map(Hook::owner).collect(Collectors.toSet());
  }

  /** The methods of a class that subscribe a subscriber of Reactor's, parallel ones aside. */
  private static Set<String> callers(byte[] bytes) {
    String type = new ClassReader(bytes).getClassName();
    return Library.callers(
        bytes,
        (opcode, owner, called, given) ->
            called.equals("subscribe") && given.equals(SUBSCRIBED) && !owner.equals(type));
  }

  private static Map<String, byte[]> classes(String line) {
    return Library.of("reactor-core-" + line).classes();
  }
}
