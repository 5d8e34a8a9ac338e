package dev.sallyport.agent.framework;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A type of the application's messages, by the names of its components: it has a public accessor of
 * each, and a public constructor of them all.
 */
public abstract sealed class Shape permits RecordShape, BeanShape {
  private final Class<?> type;
  private final String[] components;
  private final Method[] accessors;
  private final Constructor<?> canonical;

  /** Accessors and the constructor's parameters are in the order of the components. */
  Shape(Class<?> type, String[] components, Method[] accessors, Constructor<?> canonical) {
    this.type = type;
    this.components = components;
    this.accessors = accessors;
    this.canonical = canonical;
  }

  /**
   * The shape of a record, or of a class that is built as one.
   *
   * @throws NoSuchMethodException if it is neither
   */
  public static Shape of(Class<?> type) throws NoSuchMethodException {
    return type.isRecord() ? RecordShape.ofRecord(type) : BeanShape.ofBean(type);
  }

  /** Whether everybody may look into it. */
  static boolean isOpen(Class<?> type) {
    boolean open = type.getModule().isExported(type.getPackageName());
    for (Class<?> level = type; open && level != null; level = level.getDeclaringClass()) {
      open = Modifier.isPublic(level.getModifiers());
    }
    return open;
  }

  public final List<String> components() {
    return List.of(components);
  }

  public final boolean isInstance(Object value) {
    return type.isInstance(value);
  }

  public final boolean has(String component) {
    for (String candidate : components) {
      if (candidate.equals(component)) {
        return true;
      }
    }
    return false;
  }

  /** A new one; what is not named is null, and what this line doesn't have is left out. */
  public final Object make(Map<String, Object> values) {
    @Nullable Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      arguments[i] = values.get(components[i]);
    }
    return construct(arguments);
  }

  public final @Nullable Object get(Object value, String component) {
    for (int i = 0; i < components.length; i++) {
      if (components[i].equals(component)) {
        return read(i, value);
      }
    }
    return null;
  }

  /** A copy with one component changed. */
  public final Object with(Object value, String component, Object changed) {
    @Nullable Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      arguments[i] = components[i].equals(component) ? changed : read(i, value);
    }
    return construct(arguments);
  }

  /** A new one of its components. */
  Object construct(@Nullable Object[] arguments) {
    try {
      return canonical.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  final @Nullable Object read(int component, Object value) {
    try {
      return accessors[component].invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
