package dev.sallyport.agent.framework;

import java.io.InputStream;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * The input of this process, where whoever started it writes. A transport that reads input may have
 * been given another: it is asked which it reads.
 */
public final class ProcessInput {
  /** Before the application could put another in its place. */
  private final InputStream input = System.in;

  /** Whether that is the one. */
  public boolean is(@Nullable Object read) {
    return read == input;
  }

  /** The first of these that it has itself; null where it has none, or keeps it to itself. */
  public static @Nullable Object field(@Nullable Object of, String... names) {
    if (of == null) {
      return null;
    }
    for (Field field : of.getClass().getDeclaredFields()) {
      for (String name : names) {
        if (field.getName().equals(name) && field.trySetAccessible()) {
          try {
            return field.get(of);
          } catch (IllegalAccessException e) {
            return null;
          }
        }
      }
    }
    return null;
  }
}
