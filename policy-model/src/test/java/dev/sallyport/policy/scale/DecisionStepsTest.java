package dev.sallyport.policy.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** A decision is no more work for a policy of ten thousand rules than for one of ten. */
class DecisionStepsTest {
  private static final int FEW = 10;
  private static final int MANY = 10_000;

  @Test
  void decision_byAThousandTimesTheRules_takesAsManySteps() throws ReflectiveOperationException {
    @SuppressWarnings("unchecked") // it is that class, of another loader
    IntFunction<Map<String, Long>> decided =
        (IntFunction<Map<String, Long>>)
            new CountingLoader().loadClass(Decided.class.getName()).getConstructor().newInstance();
    Map<String, Long> few = decided.apply(FEW);
    Map<String, Long> many = decided.apply(MANY);

    assertThat(few).hasSizeGreaterThan(10).hasSameSizeAs(many);
    few.forEach(
        (what, steps) ->
            assertThat(many.get(what)).as(what).isPositive().isLessThanOrEqualTo(2 * steps));
  }
}
