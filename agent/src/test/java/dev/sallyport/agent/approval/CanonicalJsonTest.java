package dev.sallyport.agent.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
  private static String of(Object value) throws Unfit {
    return CanonicalJson.of(Map.of("v", value));
  }

  /** The example of RFC 8785, section 3.2.2. */
  @Test
  void example_ofTheStandard() throws Unfit {
    Map<String, Object> example = new LinkedHashMap<>();
    example.put(
        "numbers", List.of(Double.parseDouble("333333333.33333329"), 1E30, 4.50, 2e-3, 1e-27));
    example.put("string", "\u20ac$\u000F\nA'B\"\\\\\"/");
    List<Object> literals = new ArrayList<>(List.of(true, false));
    literals.add(0, null);
    example.put("literals", literals);

    assertThat(CanonicalJson.of(example))
        .isEqualTo(
            "{\"literals\":[null,true,false],"
                + "\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  }

  @Test
  void members_areSortedByTheirUtf16Names() throws Unfit {
    Map<String, Object> members = new LinkedHashMap<>();
    for (String name : List.of("\ufb33", "\ud83d\ude00", "\u20ac", "1", "\r")) {
      members.put(name, 0);
    }
    assertThat(CanonicalJson.of(members))
        .isEqualTo("{\"\\r\":0,\"1\":0,\"\u20ac\":0,\"\ud83d\ude00\":0,\"\ufb33\":0}");
  }

  @Test
  void whatIsTheSame_hasTheSameText() throws Unfit {
    assertThat(of(1)).isEqualTo(of(1.0)).isEqualTo(of(1L)).isEqualTo(of(new BigDecimal("1.00")));
    assertThat(of(1L << 53)).isEqualTo("{\"v\":9007199254740992}");
    assertThat(of("1")).isNotEqualTo(of(1));
    Map<String, Object> withNull = new LinkedHashMap<>();
    withNull.put("v", null);
    assertThat(CanonicalJson.of(withNull)).isNotEqualTo(CanonicalJson.of(Map.of()));
  }

  @Test
  void whatTheFormWouldMakeAlike_hasNone() {
    for (Object value :
        List.of(
            (1L << 53) + 1,
            BigInteger.TWO.pow(64).add(BigInteger.ONE),
            new BigDecimal("0.1000000000000000000001"),
            new BigDecimal("1E+1000000"),
            Double.NaN,
            Double.POSITIVE_INFINITY,
            "\ud800",
            "a\udc00b",
            'c')) {
      assertThatThrownBy(() -> of(value)).as("%s", value).isInstanceOf(Unfit.class);
    }
    assertThatThrownBy(() -> CanonicalJson.of(Map.of("\ud800", 1))).isInstanceOf(Unfit.class);
    assertThatThrownBy(() -> CanonicalJson.of(Map.of(1, 1))).isInstanceOf(Unfit.class);
  }

  @Test
  void whatNobodyWouldRead_hasNone() {
    List<Object> itself = new ArrayList<>();
    itself.add(itself);
    assertThatThrownBy(() -> of(itself)).isInstanceOf(Unfit.class);
    assertThatThrownBy(() -> of("x".repeat(1 << 17))).isInstanceOf(Unfit.class);
    assertThatThrownBy(() -> of(Collections.nCopies(1 << 20, 7))).isInstanceOf(Unfit.class);
  }
}
