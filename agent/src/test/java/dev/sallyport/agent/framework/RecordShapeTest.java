package dev.sallyport.agent.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records of an SDK, of which only the names of the components are known. */
class RecordShapeTest {
  private Shape shape;

  /** As a line of the SDK might have it. */
  public record Result(List<String> content, Boolean isError, Map<String, Object> meta) {}

  /** A line whose results refuse to be empty. */
  public record Strict(String text) {
    public Strict {
      if (text == null) {
        throw new IllegalArgumentException("text");
      }
    }
  }

  @BeforeEach
  void make() throws NoSuchMethodException {
    shape = Shape.of(Result.class);
  }

  @Test
  void make_byName_leavesTheRestNullAndTheUnknownOut() {
    Object made = shape.make(Map.of("isError", true, "inventedLater", 1));

    assertThat(made).isEqualTo(new Result(null, true, null));
  }

  @Test
  void get_byName_isTheComponentOrNull() {
    Result result = new Result(List.of("a"), false, null);

    assertThat(shape.get(result, "content")).isEqualTo(List.of("a"));
    assertThat(shape.get(result, "meta")).isNull();
    assertThat(shape.get(result, "inventedLater")).isNull();
  }

  @Test
  void with_oneComponent_keepsTheOthers() {
    Result result = new Result(List.of("a"), false, null);

    assertThat(shape.with(result, "meta", Map.of("k", "v")))
        .isEqualTo(new Result(List.of("a"), false, Map.of("k", "v")));
    assertThat(result.meta()).isNull();
  }

  @Test
  void has_andIsInstance_tellTheLines() {
    assertThat(shape.has("meta")).isTrue();
    assertThat(shape.has("inventedLater")).isFalse();
    assertThat(shape.isInstance(new Result(null, null, null))).isTrue();
    assertThat(shape.isInstance("text")).isFalse();
  }

  @Test
  void make_thatTheRecordRefuses_isAnError() throws NoSuchMethodException {
    Shape strict = Shape.of(Strict.class);

    assertThat(strict.make(Map.of("text", "a"))).isEqualTo(new Strict("a"));
    assertThatThrownBy(() -> strict.make(Map.of())).isInstanceOf(IllegalStateException.class);
  }
}
