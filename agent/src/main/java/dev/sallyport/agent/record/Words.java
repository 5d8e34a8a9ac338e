package dev.sallyport.agent.record;

import java.util.Locale;

/** How enum constants are spelled in records and spans: {@code NOT_GRANTED} is not-granted. */
public final class Words {
  private Words() {}

  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
