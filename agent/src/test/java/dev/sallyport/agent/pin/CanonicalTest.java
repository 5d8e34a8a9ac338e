package dev.sallyport.agent.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.agent.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CanonicalTest {

  @Test
  void object_isSortedAndWithoutNulls() {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("b", null);
    object.put("c", List.of());
    object.put("a", Map.of());

    assertThat(Canonical.text(object)).isEqualTo("{\"a\":{},\"c\":[]}");
  }

  @Test
  void list_keepsItsOrderAndItsNulls() {
    assertThat(Canonical.text(Arrays.asList("b", null, "a", true)))
        .isEqualTo("[\"b\",null,\"a\",true]");
  }

  @ParameterizedTest
  @CsvSource({"1,1.0", "1,1e0", "100,1E+2", "0,-0.0", "0.1,1e-1", "-5,-5.00"})
  void number_ofOneValue_hasOneText(String one, String other) {
    assertThat(Canonical.text(new BigDecimal(one)))
        .isEqualTo(Canonical.text(new BigDecimal(other)));
  }

  @Test
  void number_ofAnyType_hasOneText() {
    assertThat(List.of(Canonical.text(3), Canonical.text(3L), Canonical.text(3.0)))
        .containsOnly("3");
    assertThat(Canonical.text(Double.NaN)).isEqualTo("NaN");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void value_writtenOtherwise_hasOneText(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      Object value = value(random, 0);
      String canonical = Canonical.text(value);

      assertThat(Canonical.text(shuffled(value, random))).as("seed %s", seed).isEqualTo(canonical);
      assertThat(Canonical.text(Json.members("{\"v\":" + Json.text(value) + "}").get("v")))
          .as("seed %s", seed)
          .isEqualTo(canonical);
      assertThat(Canonical.text(Json.members("{\"v\":" + canonical + "}").get("v")))
          .as("seed %s", seed)
          .isEqualTo(canonical);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void value_thatIsAnother_hasAnotherText(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      Map<String, @Nullable Object> object = object(random, 0);
      Map<String, @Nullable Object> other = new HashMap<>(object);
      other.put("k0", "what no generated value is");

      assertThat(Canonical.text(other)).as("seed %s", seed).isNotEqualTo(Canonical.text(object));
    }
  }

  @Test
  void text_ofTwoMembers_isNotThatOfOne() {
    assertThat(Canonical.text(Map.of("a", "1\",\"b\":\"2")))
        .isNotEqualTo(Canonical.text(Map.of("a", "1", "b", "2")));
  }

  @Test
  void value_thatHoldsItself_isRefused() {
    List<Object> list = new ArrayList<>();
    list.add(list);

    assertThatThrownBy(() -> Canonical.text(list)).isInstanceOf(IllegalArgumentException.class);
  }

  private static @Nullable Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 3 ? 4 : 7)) {
      case 0 -> text(random);
      case 1 -> new BigDecimal(random.nextInt()).movePointLeft(random.nextInt(4));
      case 2 -> random.nextBoolean();
      case 3 -> null;
      case 4, 5 -> object(random, depth + 1);
      default -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(random, depth + 1));
        }
        yield list;
      }
    };
  }

  private static Map<String, @Nullable Object> object(Random random, int depth) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      object.put(text(random), value(random, depth + 1));
    }
    return object;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append("a\"\\\n\u0001é\u200b/".charAt(random.nextInt(8)));
    }
    return text.toString();
  }

  private static @Nullable Object shuffled(@Nullable Object value, Random random) {
    if (value instanceof Map<?, ?> object) {
      List<Map.Entry<?, ?>> entries = new ArrayList<>(object.entrySet());
      Collections.shuffle(entries, random);
      Map<Object, @Nullable Object> other = new LinkedHashMap<>();
      other.put("left out", null);
      for (Map.Entry<?, ?> entry : entries) {
        other.put(entry.getKey(), shuffled(entry.getValue(), random));
      }
      return other;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> other = new ArrayList<>();
      for (Object element : list) {
        other.add(shuffled(element, random));
      }
      return other;
    }
    return value instanceof BigDecimal number ? number.setScale(number.scale() + 2) : value;
  }
}
