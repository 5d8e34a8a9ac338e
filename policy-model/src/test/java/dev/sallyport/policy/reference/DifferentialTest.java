package dev.sallyport.policy.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.policy.decide.Engine;
import dev.sallyport.policy.decide.Principal;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Surroundings;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.read.PolicyReader;
import dev.sallyport.policy.read.Variables;
import dev.sallyport.policy.source.Source;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The compiled engine against {@link Reference}.
 *
 * <p>A build asks the same questions each time, so that it fails for what was changed in it.
 * Others, and more of them: {@code mvn test -pl policy-model -Dtest=DifferentialTest
 * -Dsallyport.cases=10000000 -Dsallyport.seed=...}.
 */
class DifferentialTest {
  private static final int CASES = Integer.getInteger("sallyport.cases", 100_000);

  /** So many requests of one policy, whose reading costs more than they do. */
  private static final int REQUESTS = 4;

  private static final Surroundings SURROUNDINGS =
      new Surroundings(
          ReferenceFiles::realPath,
          ReferenceFiles.RUNTIME,
          ReferenceFiles.KEPT,
          ReferenceFiles.CLOSED);

  /** What a call of a tool that may be used can be denied for, of what the engine decides alone. */
  private static final Set<Reason> CONDITIONS =
      EnumSet.of(
          Reason.ACTION,
          Reason.ARGUMENT_UNKNOWN,
          Reason.ARGUMENT_MISSING,
          Reason.ARGUMENT_TYPE,
          Reason.ARGUMENT_VALUE,
          Reason.ARGUMENT_SIZE,
          Reason.ARGUMENT_SECRET,
          Reason.ARGUMENT_SCOPE,
          Reason.HOURS,
          Reason.SEQUENCE,
          Reason.CONDITION,
          Reason.CONDITION_ERROR,
          Reason.RISK,
          Reason.UNAPPROVED);

  private static final Variables VARIABLES =
      new Variables() {
        @Override
        public @Nullable String env(String name) {
          return name.equals("STAGE") ? ReferenceWhen.STAGE : null;
        }

        @Override
        public @Nullable String property(String name) {
          return null;
        }
      };

  @Test
  void anyPolicyAndRequest_isDecidedAsTheReferenceDoes() {
    long seed = Long.getLong("sallyport.seed", 7);
    Random random = new Random(seed);
    Cases cases = new Cases(random);
    int allowed = 0;
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    for (int i = 0; i < CASES; i += REQUESTS) {
      Map<String, Object> policy = cases.policy();
      Engine engine = engine(policy);
      assertThat(engine).as("read, seed %d%n%s", seed, Tree.write(policy)).isNotNull();
      Reference reference = new Reference(policy);
      for (int j = 0; j < REQUESTS; j++) {
        Question question = question(cases, reference, random);
        String difference = question.difference(reference, engine);
        assertThat(difference)
            .as(() -> "seed " + seed + "\n" + Tree.write(shrunk(policy, question)))
            .isNull();
        reasons.add(question.decision(engine).reason());
        allowed += question.isAllowed(reference) ? 1 : 0;
      }
    }
    // Neither a reference that refuses everything nor one that allows everything shows anything.
    assertThat(allowed).as("seed %d", seed).isBetween(CASES / 10, CASES * 9 / 10);
    assertThat(reasons).as("seed %d", seed).containsAll(CONDITIONS);
  }

  private static Question question(Cases cases, Reference reference, Random random) {
    if (random.nextInt(3) > 0) {
      Principal principal = cases.principal();
      // What may not be used touches nothing.
      if (!(principal instanceof Principal.Primitive primitive) || reference.isUsable(primitive)) {
        return new Question.Touch(principal, cases.touch());
      }
    }
    return new Question.Use(cases.invocation(), cases.circumstances(), cases.past());
  }

  private static Map<String, Object> shrunk(Map<String, Object> policy, Question question) {
    return Shrinker.shrink(
        policy,
        less -> {
          Engine engine = engine(less);
          return engine != null && question.difference(new Reference(less), engine) != null;
        });
  }

  static @Nullable Engine engine(Map<String, Object> policy) {
    Policy read =
        PolicyReader.read(new Source("policy.json", Tree.write(policy)), VARIABLES).policy();
    return read == null ? null : Engine.compile(read, SURROUNDINGS);
  }
}
