package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.PathArgument;
import dev.sallyport.policy.model.ArgumentRule;
import dev.sallyport.policy.model.ArgumentType;
import dev.sallyport.policy.model.Entry;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds one value to what a rule says of it. */
final class ArgumentCheck {
  /** Where code below the server may take a text to end. */
  private static final char NUL = 0;

  private final ArgumentRule rule;
  private final @Nullable PathArgument path;
  private final List<Object> values = new ArrayList<>();
  private final Decision missing;
  private final Decision wrongType;
  private final Decision wrongValue;

  ArgumentCheck(Entry<ArgumentRule> entry) {
    this.rule = entry.value();
    this.missing = Decisions.denied(entry, Reason.ARGUMENT_MISSING);
    this.wrongType = Decisions.denied(entry, Reason.ARGUMENT_TYPE);
    this.wrongValue = Decisions.denied(entry, Reason.ARGUMENT_VALUE);
    this.path =
        rule.type() instanceof ArgumentType.FilePath files
            ? new PathArgument(files.under().stream().map(Entry::value).toList())
            : null;
    for (Object value : rule.values()) {
      values.add(value instanceof Number number ? exact(number) : value);
    }
  }

  /** The denial of a call that leaves it out; null where it may. */
  @Nullable Decision absent() {
    return rule.required() ? missing : null;
  }

  /** The denial of a call with that value; null where it fits. */
  @Nullable Decision check(Object value) {
    Object plain = value instanceof Number number ? exact(number) : value;
    if (plain == null || !isOfType(plain)) {
      return wrongType;
    }
    return isWithin(plain) && (values.isEmpty() || isOneOf(plain)) ? null : wrongValue;
  }

  private boolean isOfType(Object value) {
    ArgumentType type = rule.type();
    if (type instanceof ArgumentType.Any) {
      return true;
    }
    if (type instanceof ArgumentType.Numeric numeric) {
      return value instanceof BigDecimal number && (!numeric.whole() || isWhole(number));
    }
    if (type instanceof ArgumentType.Flag) {
      return value instanceof Boolean;
    }
    if (type instanceof ArgumentType.Members) {
      return value instanceof Map;
    }
    return type instanceof ArgumentType.Items ? value instanceof List : value instanceof String;
  }

  private boolean isWithin(Object value) {
    ArgumentType type = rule.type();
    if (type instanceof ArgumentType.Text text) {
      return isWithin((String) value, text.lengths())
          && ((String) value).indexOf(NUL) < 0
          && (text.pattern() == null || text.pattern().matches((String) value));
    }
    if (type instanceof ArgumentType.FilePath files) {
      return isWithin((String) value, files.lengths())
          && (files.pattern() == null || files.pattern().matches((String) value))
          && path != null
          && path.fits((String) value);
    }
    if (type instanceof ArgumentType.Url url) {
      return isWithin((String) value, url.lengths()) && UrlArgument.fits((String) value, url);
    }
    if (type instanceof ArgumentType.Numeric numeric) {
      BigDecimal number = (BigDecimal) value;
      return (numeric.min() == null || number.compareTo(numeric.min()) >= 0)
          && (numeric.max() == null || number.compareTo(numeric.max()) <= 0);
    }
    if (type instanceof ArgumentType.Items items) {
      int size = ((List<?>) value).size();
      return size >= items.min() && size <= items.max();
    }
    return true;
  }

  private static boolean isWithin(String text, ArgumentType.Lengths lengths) {
    if (text.length() <= lengths.max()
        && text.length() / 2 >= lengths.min()
        && 3L * text.length() <= lengths.bytes()) {
      return true;
    }
    long points = text.codePointCount(0, text.length());
    return points >= lengths.min() && points <= lengths.max() && Octets.of(text) <= lengths.bytes();
  }

  private boolean isOneOf(Object value) {
    for (Object allowed : values) {
      // Numbers are equal that differ in their zeros.
      boolean same =
          (value instanceof BigDecimal number && allowed instanceof BigDecimal other)
              ? number.compareTo(other) == 0
              : allowed.equals(value);
      if (same) {
        return true;
      }
    }
    return false;
  }

  /** As JSON Schema has it, {@code 1.0} is whole. */
  private static boolean isWhole(BigDecimal number) {
    return number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
  }

  /** Its value without loss; null where it is none, as of {@code NaN}. */
  private static @Nullable BigDecimal exact(Number number) {
    if (number instanceof BigDecimal exact) {
      return exact;
    }
    if (number instanceof BigInteger whole) {
      return new BigDecimal(whole);
    }
    if (number instanceof Double || number instanceof Float) {
      double value = number.doubleValue();
      return Double.isFinite(value) ? new BigDecimal(number.toString()) : null;
    }
    return number instanceof Long
            || number instanceof Integer
            || number instanceof Short
            || number instanceof Byte
        ? BigDecimal.valueOf(number.longValue())
        : null;
  }
}
