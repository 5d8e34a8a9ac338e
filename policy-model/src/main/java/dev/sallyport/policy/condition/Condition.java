package dev.sallyport.policy.condition;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What has to be true of a call, in CEL. It is compiled when it is first needed, since nothing else
 * in a policy takes that long.
 */
public final class Condition {
  private final String text;
  private final UnaryOperator<@Nullable String> environment;

  /** Null until it was compiled. */
  private volatile @Nullable Compilation compilation;

  /**
   * Not compiled yet.
   *
   * @param environment from the name of a variable to its value, or null; asked only while
   *     compiling
   */
  public Condition(String text, UnaryOperator<@Nullable String> environment) {
    this.text = text;
    this.environment = environment;
  }

  /** Compiles it, and says what is wrong with it; nothing where it can be evaluated. */
  public List<Mistake> check() {
    return compiled().mistakes();
  }

  /** Whether it holds for a call. Never throws. */
  public Outcome evaluate(Facts facts) {
    try {
      return compiled().evaluate(facts);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      return Outcome.ERROR;
    }
  }

  private Compilation compiled() {
    Compilation known = compilation;
    return known == null ? compile() : known;
  }

  private synchronized Compilation compile() {
    Compilation known = compilation;
    if (known == null) {
      known = Compilation.of(text, environment);
      compilation = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return text;
  }
}
