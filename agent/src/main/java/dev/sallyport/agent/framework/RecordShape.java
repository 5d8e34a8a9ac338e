package dev.sallyport.agent.framework;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;

/** A record. */
final class RecordShape extends Shape {
  private RecordShape(
      Class<?> type, String[] components, Method[] accessors, Constructor<?> canonical) {
    super(type, components, accessors, canonical);
  }

  static RecordShape ofRecord(Class<?> type) throws NoSuchMethodException {
    RecordComponent[] components = type.getRecordComponents();
    String[] names = new String[components.length];
    Method[] accessors = new Method[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      names[i] = components[i].getName();
      accessors[i] = components[i].getAccessor();
      types[i] = components[i].getType();
    }
    return new RecordShape(type, names, accessors, type.getConstructor(types));
  }
}
