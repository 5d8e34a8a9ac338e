package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.weave.Check;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/** Reflection and threads: at the agent, at the JDK's inside, and at everything else. */
class AgentGateTest {
  private static final String ALL =
      "{ jvm: [attach, diagnostics, exit, foreign, instrument, signals, unsafe] }";
  private static final Class<?> CALLER = AgentGateTest.class;

  @SuppressWarnings("UnusedVariable") // read by reflection, or not
  private final String secret = "mine";

  private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
    return type.getDeclaredField(name);
  }

  private static Field theUnsafe() throws ReflectiveOperationException {
    return field(Class.forName("sun.misc.Unsafe"), "theUnsafe");
  }

  @Test
  void agent_underEveryGrant_isDenied() throws ReflectiveOperationException {
    Field secret = field(House.Ours.class, "secret");

    try (House house = House.enforcing(ALL)) {
      assertThat(house.allows(Check.REFLECT, secret, CALLER)).isFalse();
      assertThat(house.allows(Check.FIELD_OFFSET, secret)).isFalse();
      assertThat(house.allows(Check.LOOK_INTO, House.Ours.class, MethodHandles.lookup())).isFalse();
      assertThat(house.allows(Check.THREAD, new House.Ours())).isFalse();
      assertThat(house.decisions())
          .hasSize(4)
          .allSatisfy(
              decision -> assertThat(decision).startsWith("agent touch ").endsWith("deny blocked"));
    }
  }

  @Test
  void agent_audited_isReachedAndThatIsRecorded() throws ReflectiveOperationException {
    try (House house = House.auditing("{}")) {
      assertThat(house.allows(Check.REFLECT, field(House.Ours.class, "secret"), CALLER)).isTrue();
      assertThat(house.decisions())
          .containsExactly("agent touch " + House.Ours.class.getName() + ".secret deny observed");
    }
  }

  @Test
  void everythingElse_isNotDecided() throws ReflectiveOperationException {
    Field mine = field(CALLER, "secret");

    try (House house = House.enforcing("{}")) {
      assertThat(house.allows(Check.REFLECT, mine, CALLER)).isTrue();
      assertThat(house.allows(Check.FIELD_OFFSET, mine)).isTrue();
      assertThat(house.allows(Check.LOOK_INTO, CALLER, MethodHandles.lookup())).isTrue();
      assertThat(house.allows(Check.DEFINE_CLASS, MethodHandles.lookup())).isTrue();
      assertThat(house.allows(Check.THREAD, new Thread())).isTrue();
      assertThat(house.decisions()).isEmpty();
    }
  }

  /** As Netty does, when a call is what first makes a loop. */
  @Test
  void setsOfKeys_ofASelector_areNotDecided() throws ReflectiveOperationException {
    Field keys = field(Class.forName("sun.nio.ch.SelectorImpl"), "selectedKeys");

    try (House house = House.enforcing("{}")) {
      assertThat(house.allows(Check.FIELD_OFFSET, keys)).isTrue();
      assertThat(house.decisions()).isEmpty();
    }
  }

  @Test
  void insideOfTheJdk_whereItIsOpen_takesUnsafe() throws ReflectiveOperationException {
    try (House house = House.enforcing("{}")) {
      assertThat(house.allows(Check.REFLECT, theUnsafe(), CALLER)).isFalse();
      assertThat(house.decisions())
          .containsExactly("jvm unsafe sun.misc.Unsafe.theUnsafe deny blocked");
    }
    try (House house = House.enforcing("{ jvm: [unsafe] }")) {
      assertThat(house.allows(Check.REFLECT, theUnsafe(), CALLER)).isTrue();
    }
    try (House house = House.auditing("{}")) {
      assertThat(house.allows(Check.REFLECT, theUnsafe(), CALLER)).isTrue();
      assertThat(house.decisions())
          .containsExactly("jvm unsafe sun.misc.Unsafe.theUnsafe deny observed");
    }
  }

  /** The JDK refuses it itself, and libraries that only try are no news. */
  @Test
  void insideOfTheJdk_whereItIsNotOpen_isNotDecided() throws ReflectiveOperationException {
    try (House house = House.enforcing("{}")) {
      assertThat(house.allows(Check.REFLECT, field(ReentrantLock.class, "sync"), CALLER)).isTrue();
      assertThat(house.allows(Check.REFLECT, theUnsafe(), String.class)).isTrue();
      assertThat(house.decisions()).isEmpty();
    }
  }
}
