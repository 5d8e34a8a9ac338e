package dev.sallyport.agent.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes of an SDK's copy for an older Java. */
class BeanShapeTest {
  private Shape shape;

  @BeforeEach
  void make() throws NoSuchMethodException {
    shape = Shape.of(Beans.Result.class);
  }

  @Test
  void make_byName_leavesTheRestNullAndTheUnknownOut() {
    Object made = shape.make(Map.of("isError", true, "inventedLater", 1));

    assertThat(made)
        .isInstanceOfSatisfying(
            Beans.Result.class,
            result -> {
              assertThat(result.isError()).isTrue();
              assertThat(result.content()).isNull();
              assertThat(result.meta()).isNull();
            });
  }

  @Test
  void get_byName_isTheFieldOrNull() {
    Beans.Result result = new Beans.Result(List.of("a"), false, null);

    assertThat(shape.components()).containsExactly("content", "isError", "meta");
    assertThat(shape.get(result, "content")).isEqualTo(List.of("a"));
    assertThat(shape.get(result, "meta")).isNull();
    assertThat(shape.get(result, "inventedLater")).isNull();
    assertThat(shape.has("STATIC")).isFalse();
  }

  @Test
  void with_oneComponent_keepsTheOthers() {
    Beans.Result result = new Beans.Result(List.of("a"), false, null);

    assertThat(shape.with(result, "meta", Map.of("k", "v")))
        .usingRecursiveComparison()
        .isEqualTo(new Beans.Result(List.of("a"), false, Map.of("k", "v")));
    assertThat(result.meta()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Beans.Unread.class,
        Beans.Derived.class,
        Beans.Other.class,
        Beans.Unmade.class,
        Beans.Part.class,
        String.class,
        Object.class,
        Runnable.class
      })
  void shape_ofWhatIsNotBuiltAsARecord_isSaidAtOnce(Class<?> type) {
    assertThatThrownBy(() -> Shape.of(type)).isInstanceOf(NoSuchMethodException.class);
    assertThat(new Shapes().of(type)).isNull();
  }

  @Test
  void make_whereTheConstructorHasAnotherOrder_isAnError() throws NoSuchMethodException {
    Shape swapped = Shape.of(Beans.Swapped.class);

    assertThatThrownBy(() -> swapped.make(Map.of("title", "a", "text", "b")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Swapped");
  }
}
