package dev.sallyport.agent.framework.sdk;

import dev.sallyport.agent.gate.ToolGate;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * What a server of the SDK's answers to {@code initialize} as its instructions: in every line a
 * field of that name, which is set before any client is served.
 */
record Instructions(Object server) {
  private static final String FIELD = "instructions";

  /** Shows them to the gate, if there are any. */
  void tell(ToolGate gate) {
    String text = read();
    if (text != null) {
      gate.instructions(text);
    }
  }

  private @Nullable String read() {
    Class<?> type = server.getClass();
    while (type != null) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(FIELD) && field.getType() == String.class) {
          return value(field);
        }
      }
      type = type.getSuperclass();
    }
    return null;
  }

  private @Nullable String value(Field field) {
    try {
      return field.trySetAccessible() ? (String) field.get(server) : null;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
