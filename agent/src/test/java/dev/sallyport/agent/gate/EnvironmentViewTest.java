package dev.sallyport.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.agent.context.Call;
import dev.sallyport.agent.context.Context;
import dev.sallyport.agent.weave.Check;
import dev.sallyport.policy.decide.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@code System.getenv()} as a tool sees it that may read one variable of this test's. */
class EnvironmentViewTest {
  private static final String SECRET = "PROBE_SECRET";

  @SuppressWarnings("unchecked") // what the woven method answers
  private static Map<String, String> view(House house) {
    return (Map<String, String>) house.filtered(Check.ENVIRONMENT_VIEW, null, System.getenv());
  }

  @Test
  void variable_byName_deniedGrantedAudited() {
    try (House house = House.enforcing("{}")) {
      assertThat(house.allows(Check.ENVIRONMENT, SECRET)).isFalse();
      assertThat(house.decisions()).containsExactly("environment read " + SECRET + " deny blocked");
    }
    try (House house = House.enforcing("{ env: [" + SECRET + "] }")) {
      assertThat(house.allows(Check.ENVIRONMENT, SECRET)).isTrue();
      assertThat(house.decisions())
          .containsExactly("environment read " + SECRET + " allow allowed");
    }
    try (House house = House.auditing("{}")) {
      assertThat(house.allows(Check.ENVIRONMENT, SECRET)).isTrue();
      assertThat(house.decisions())
          .containsExactly("environment read " + SECRET + " deny observed");
    }
  }

  @Test
  void variable_thatIsNotSet_isNotDecidedOn() {
    try (House house = House.enforcing("{}")) {
      assertThat(house.allows(Check.ENVIRONMENT, "NO_SUCH_VARIABLE")).isTrue();
      assertThat(house.allows(Check.ENVIRONMENT, null)).isTrue();
      assertThat(view(house).get("NO_SUCH_VARIABLE")).isNull();
      assertThat(house.decisions()).isEmpty();
    }
  }

  @Test
  void view_showsWhatMayBeRead() {
    try (House house = House.enforcing("{}")) {
      Map<String, String> view = view(house);

      assertThat(view.get(SECRET)).isNull();
      assertThat(view.containsKey(SECRET)).isFalse();
      assertThat(view.getOrDefault(SECRET, "none")).isEqualTo("none");
      assertThat(view).containsEntry("PATH", System.getenv("PATH"));
      assertThat(view.toString()).doesNotContain(SECRET).contains("PATH=");
      assertThat(view.keySet()).doesNotContain(SECRET).contains("PATH");
      assertThat(view.containsValue(System.getenv(SECRET))).isFalse();
      assertThat(view).hasSize(new HashMap<>(view).size()).isEqualTo(new TreeMap<>(view));
      assertThat(view.entrySet()).noneMatch(variable -> variable.getKey().equals(SECRET));
    }
  }

  @Test
  void view_ofAWholeGrant_isTheEnvironment() {
    try (House house = House.enforcing("{ env: ['*'] }")) {
      assertThatIsTheEnvironment(view(house));
    }
  }

  @Test
  void view_inAuditMode_isTheEnvironmentAndRecordsNames() {
    try (House house = House.auditing("{}")) {
      assertThatIsTheEnvironment(view(house));
      assertThat(house.decisions()).contains("environment read " + SECRET + " deny observed");
    }
  }

  private static void assertThatIsTheEnvironment(Map<String, String> view) {
    Map<String, String> bare = System.getenv();
    assertThat(view.equals(bare)).isTrue();
    assertThat(bare.equals(view)).isTrue();
    assertThat(view.hashCode()).isEqualTo(bare.hashCode());
    assertThat(view).hasToString(bare.toString()).hasSameSizeAs(bare).hasSameClassAs(bare);
    assertThat(view.keySet()).containsExactlyElementsOf(bare.keySet());
    assertThat(view.values()).containsExactlyElementsOf(bare.values());
    assertThatThrownBy(() -> view.put("A", "b")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> view.remove("PATH")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> view.get(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> ((Map<?, ?>) view).get((Object) 1))
        .isInstanceOf(ClassCastException.class);
    assertThatThrownBy(() -> view.containsValue(null)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void view_goneThroughAgain_isRecordedOnceForACall() {
    try (House house = House.enforcing("{}")) {
      Map<String, String> view = view(house);
      assertThat(new HashMap<>(view)).doesNotContainKey(SECRET);
      int once = house.decisions().size();
      assertThat(new HashMap<>(view)).doesNotContainKey(SECRET);

      assertThat(house.decisions())
          .hasSize(once)
          .containsOnlyOnce("environment read " + SECRET + " deny blocked");
    }
  }

  @Test
  void view_thatTheServerKept_showsAToolNoMoreThanItsOwn() {
    try (House house = House.ofServer("mode: enforce\ntools: { t: {} }\n")) {
      Map<String, String> kept = view(house);
      assertThat(kept).containsEntry(SECRET, System.getenv(SECRET));

      house
          .contexts()
          .begin(new Context(house.toolGrants("t"), new Call("c1", new Principal.Tool("t"), 0)));
      assertThat(kept).doesNotContainKey(SECRET);
      house.contexts().end();
      assertThat(kept).containsKey(SECRET);
      house.server().serve();
      assertThat(kept).doesNotContainKey(SECRET);
    }
  }

  @Test
  void copyForAChild_holdsWhatMayBeReadAndIsNotRecorded() {
    try (House house = House.enforcing("{}")) {
      Map<String, String> copy = new ProcessBuilder().environment();

      assertThat(house.filtered(Check.ENVIRONMENT_COPY, null, copy)).isSameAs(copy);
      assertThat(copy).doesNotContainKey(SECRET).containsKey("PATH");
      assertThat(house.decisions()).isEmpty();
    }
    try (House house = House.auditing("{}")) {
      Map<String, String> copy = new ProcessBuilder().environment();
      house.filtered(Check.ENVIRONMENT_COPY, null, copy);

      assertThat(copy).containsKey(SECRET);
    }
  }
}
