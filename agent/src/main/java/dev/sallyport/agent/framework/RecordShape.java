package dev.sallyport.agent.framework;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record type of the application, by the names of its components. */
public final class RecordShape {
  private final Class<?> type;
  private final RecordComponent[] components;
  private final Constructor<?> canonical;

  private RecordShape(Class<?> type, RecordComponent[] components, Constructor<?> canonical) {
    this.type = type;
    this.components = components;
    this.canonical = canonical;
  }

  public static RecordShape of(Class<?> type) throws NoSuchMethodException {
    RecordComponent[] components = type.getRecordComponents();
    if (components == null) {
      throw new NoSuchMethodException(type.getName() + " is not a record");
    }
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
    }
    return new RecordShape(type, components, type.getConstructor(types));
  }

  /** Whether it is a record that everybody may look into. */
  static boolean isOpen(Class<?> type) {
    boolean open = type.isRecord() && type.getModule().isExported(type.getPackageName());
    for (Class<?> level = type; open && level != null; level = level.getDeclaringClass()) {
      open = Modifier.isPublic(level.getModifiers());
    }
    return open;
  }

  List<String> components() {
    List<String> names = new ArrayList<>(components.length);
    for (RecordComponent component : components) {
      names.add(component.getName());
    }
    return names;
  }

  public boolean isInstance(Object value) {
    return type.isInstance(value);
  }

  public boolean has(String component) {
    for (RecordComponent candidate : components) {
      if (candidate.getName().equals(component)) {
        return true;
      }
    }
    return false;
  }

  /** A new record; what is not named is null, and what this line doesn't have is left out. */
  public Object make(Map<String, Object> values) {
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      arguments[i] = values.get(components[i].getName());
    }
    return construct(arguments);
  }

  public @Nullable Object get(Object value, String component) {
    for (RecordComponent candidate : components) {
      if (candidate.getName().equals(component)) {
        return read(candidate, value);
      }
    }
    return null;
  }

  /** A copy with one component changed. */
  public Object with(Object value, String component, Object changed) {
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      arguments[i] =
          components[i].getName().equals(component) ? changed : read(components[i], value);
    }
    return construct(arguments);
  }

  private Object construct(@Nullable Object[] arguments) {
    try {
      return canonical.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Object read(RecordComponent component, Object value) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
