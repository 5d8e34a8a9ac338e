package dev.sallyport.policy.model;

import com.google.re2j.Pattern;
import dev.sallyport.policy.match.HostPattern;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which values an argument may have. A value of another type never fits: nothing is converted. */
public sealed interface ArgumentType {

  /** A value of any type, whatever is in it. */
  record Any() implements ArgumentType {}

  /**
   * Text.
   *
   * @param pattern that the whole of it has to fit; null for any
   */
  record Text(Lengths lengths, @Nullable Pattern pattern) implements ArgumentType {}

  /**
   * The path of a file.
   *
   * @param under directories that an absolute one has to be below; empty where there may be none
   */
  record FilePath(Lengths lengths, @Nullable Pattern pattern, List<Entry<String>> under)
      implements ArgumentType {}

  /**
   * An absolute URL.
   *
   * @param schemes in lower case
   * @param hosts any where empty
   */
  record Url(Lengths lengths, List<String> schemes, List<Entry<HostPattern>> hosts)
      implements ArgumentType {}

  /**
   * A number.
   *
   * @param whole whether it has no fraction
   * @param min the smallest; null for none, as of {@code max}
   */
  record Numeric(boolean whole, @Nullable BigDecimal min, @Nullable BigDecimal max)
      implements ArgumentType {}

  /** True or false. */
  record Flag() implements ArgumentType {}

  /** An object. */
  record Members() implements ArgumentType {}

  /** A list. */
  record Items(long min, long max) implements ArgumentType {}

  /**
   * How long a text is.
   *
   * @param min in code points
   * @param max in code points
   * @param bytes at most, in UTF-8
   */
  record Lengths(long min, long max, long bytes) {
    public static final Lengths ANY = new Lengths(0, Long.MAX_VALUE, Long.MAX_VALUE);
  }
}
