package dev.sallyport.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.enforce.Denial;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the weaver can't weave is told and not thrown: the JVM would swallow it. */
class WeaverFailureTest {
  private static final Hook LENGTH =
      Woven.check("number", "(Ljava/lang/String;)I", Denial.ERRNO, Operand.arg(0));
  private static final Hook NO_SUCH = Woven.check("gone", "()I", Denial.ERRNO);

  private final Alarms alarms = new Alarms();

  @Test
  void transform_ofGarbage_isNullAndAnAlarmForEachRow() {
    HookTable table = HookTable.of(List.of(LENGTH, NO_SUCH));
    WeaveLog log = new WeaveLog(table, alarms);

    byte[] woven = transform(table, log, Woven.TOY, new byte[] {1, 2, 3});

    assertThat(woven).isNull();
    assertThat(alarms.told).containsExactly("Toy.number failed", "Toy.gone failed");
    assertThat(log.isMissing(0)).isTrue();
    assertThat(log.isLive(0)).isFalse();
  }

  @Test
  void transform_ofClassWithoutTheMethod_isAnAlarmForThatRow() {
    HookTable table = HookTable.of(List.of(LENGTH, NO_SUCH));
    WeaveLog log = new WeaveLog(table, alarms);

    byte[] woven = transform(table, log, Woven.TOY, Woven.unwoven());

    assertThat(woven).isNotNull();
    assertThat(alarms.told).containsExactly("Toy.gone missing");
    assertThat(log.isLive(0)).isTrue();
    assertThat(log.isMissing(1)).isTrue();
  }

  @Test
  void transform_ofOptionalRow_isNoAlarm() {
    HookTable table = HookTable.of(List.of(with(NO_SUCH, Hook.Need.OPTIONAL, Hook.Jdks.ALL, "")));
    WeaveLog log = new WeaveLog(table, alarms);

    transform(table, log, Woven.TOY, Woven.unwoven());

    assertThat(alarms.told).isEmpty();
    assertThat(log.isMissing(0)).isTrue();
  }

  @Test
  void transform_ofRowForOtherJdks_leavesTheClassAlone() {
    Hook later = with(LENGTH, Hook.Need.MANDATORY, new Hook.Jdks(Woven.FEATURE + 1, 0), "");
    HookTable table = HookTable.of(List.of(later));
    WeaveLog log = new WeaveLog(table, alarms);

    assertThat(transform(table, log, Woven.TOY, new byte[] {1, 2, 3})).isNull();
    assertThat(alarms.told).isEmpty();
    assertThat(log.isPending(0)).isTrue();
  }

  @Test
  void transform_ofMethodThatMoved_isNoAlarm() {
    Hook moved = with(NO_SUCH, Hook.Need.MANDATORY, Hook.Jdks.ALL, Woven.TOY + "$Moved");
    HookTable table = HookTable.of(List.of(moved));
    WeaveLog log = new WeaveLog(table, alarms);

    transform(table, log, Woven.TOY, Woven.unwoven());

    assertThat(alarms.told).isEmpty();
    assertThat(log.isLive(0)).isTrue();
  }

  @Test
  void transform_ofMethodThatMovedElsewhere_isAnAlarm() {
    Hook moved = with(NO_SUCH, Hook.Need.MANDATORY, Hook.Jdks.ALL, Woven.TOY + "$Nowhere");
    HookTable table = HookTable.of(List.of(moved));

    transform(table, new WeaveLog(table, alarms), Woven.TOY, Woven.unwoven());

    assertThat(alarms.told).containsExactly("Toy.gone missing");
  }

  @Test
  void transform_ofAbstractMethod_isAnAlarm() {
    Hook run =
        new Rows()
            .in("dev/sallyport/agent/weave/Toy$Bodiless")
            .check("run", "()V", Check.PROCESS, Denial.IO, Operand.SELF)
            .rows()
            .get(0);
    HookTable table = HookTable.of(List.of(run));

    transform(table, new WeaveLog(table, alarms), run.owner(), Woven.unwoven("Toy$Bodiless"));

    assertThat(alarms.told).containsExactly("Toy$Bodiless.run missing");
  }

  @Test
  void transform_ofOtherClasses_isNull() {
    HookTable table = HookTable.of(List.of(LENGTH));
    WeaveLog log = new WeaveLog(table, alarms);

    assertThat(transform(table, log, "java/lang/String", Woven.unwoven())).isNull();
    assertThat(transform(table, log, null, Woven.unwoven())).isNull();
    assertThat(log.isPending(0)).isTrue();
  }

  private static byte @Nullable [] transform(
      HookTable table, WeaveLog log, @Nullable String name, byte[] bytes) {
    return new Weaver(table, Woven.FEATURE, log).transform(null, null, name, null, null, bytes);
  }

  private static Hook with(Hook row, Hook.Need need, Hook.Jdks jdks, String movedTo) {
    return new Hook(
        row.id(),
        row.owner(),
        row.method(),
        row.descriptor(),
        row.door(),
        row.check(),
        row.a(),
        row.b(),
        row.n(),
        row.m(),
        row.exchanged(),
        movedTo,
        row.denied(),
        need,
        jdks,
        row.callee());
  }

  /** Keeps what it was told. */
  private static final class Alarms implements WeaveLog.Alarm {
    private final List<String> told = new ArrayList<>();

    @Override
    public void missing(Hook row, @Nullable Throwable failure) {
      told.add(row.id() + (failure == null ? " missing" : " failed"));
    }
  }
}
