package dev.sallyport.agent.framework;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A class that is built as a record, from before there were any: each of its fields has a public
 * accessor of the same name, and a public constructor takes them all in their order.
 */
final class BeanShape extends Shape {
  private BeanShape(
      Class<?> type, String[] components, Method[] accessors, Constructor<?> canonical) {
    super(type, components, accessors, canonical);
  }

  static BeanShape ofBean(Class<?> type) throws NoSuchMethodException {
    List<Field> fields = fields(type);
    if (fields.isEmpty()
        || type.getSuperclass() != Object.class
        || Modifier.isAbstract(type.getModifiers())) {
      throw new NoSuchMethodException(type.getName().concat(" is not built as a record"));
    }
    String[] names = new String[fields.size()];
    Method[] accessors = new Method[names.length];
    Class<?>[] types = new Class<?>[names.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = fields.get(i).getName();
      types[i] = fields.get(i).getType();
      accessors[i] = accessor(type, names[i], types[i]);
    }
    return new BeanShape(type, names, accessors, type.getConstructor(types));
  }

  private static List<Field> fields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        fields.add(field);
      }
    }
    return fields;
  }

  private static Method accessor(Class<?> type, String name, Class<?> component)
      throws NoSuchMethodException {
    Method accessor = type.getMethod(name);
    if (accessor.getReturnType() != component || Modifier.isStatic(accessor.getModifiers())) {
      throw new NoSuchMethodException(
          accessor.toString().concat(" does not give the field of its name"));
    }
    return accessor;
  }

  /**
   * Read back, because a record's constructor is known by the language, and this one only by the
   * types of its parameters: two of one type could be swapped.
   */
  @Override
  Object construct(@Nullable Object[] arguments) {
    Object made = super.construct(arguments);
    for (int i = 0; i < arguments.length; i++) {
      if (!Objects.deepEquals(read(i, made), arguments[i])) {
        throw new IllegalStateException(
            made.getClass().getName().concat(" is not made of what its constructor is given"));
      }
    }
    return made;
  }
}
