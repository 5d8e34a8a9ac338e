package dev.sallyport.agent.client;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Types of an application, and their public methods, as readers look for them. */
final class Shapes {
  private Shapes() {}

  /**
   * The supertype of that name, or the type itself.
   *
   * @param suffix of its name, which finds relocated copies, too
   */
  static @Nullable Class<?> supertype(@Nullable Class<?> type, String suffix) {
    if (type == null || type.getName().endsWith(suffix)) {
      return type;
    }
    for (Class<?> parent : type.getInterfaces()) {
      Class<?> found = supertype(parent, suffix);
      if (found != null) {
        return found;
      }
    }
    return supertype(type.getSuperclass(), suffix);
  }

  /** The same, where there is one. */
  static Class<?> known(Class<?> type, String suffix) throws ClassNotFoundException {
    Class<?> found = supertype(type, suffix);
    if (found == null) {
      throw new ClassNotFoundException(suffix);
    }
    return found;
  }

  /**
   * Another type of the library that has this one.
   *
   * @param end of this one's name, in whose place the other has another
   */
  static Class<?> beside(Class<?> type, String end, String other) throws ClassNotFoundException {
    String name = type.getName();
    return Class.forName(
        name.substring(0, name.length() - end.length()).concat(other),
        /* initialize= */ false,
        type.getClassLoader());
  }

  /** Calls a method; what it throws is thrown as it is. */
  static @Nullable Object call(
      Method method, @Nullable Object target, @Nullable Object @Nullable ... given)
      throws Throwable {
    try {
      return method.invoke(target, given);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /**
   * An object as the application has it, but for what some methods answer.
   *
   * @param answers by the name of a method without parameters
   */
  static Object view(Object object, Map<String, Object> answers) {
    Set<Class<?>> types = new LinkedHashSet<>();
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      for (Class<?> implemented : type.getInterfaces()) {
        if (Modifier.isPublic(implemented.getModifiers())) {
          types.add(implemented);
        }
      }
    }
    return Proxy.newProxyInstance(
        object.getClass().getClassLoader(),
        types.toArray(new Class<?>[0]),
        new View(object, answers));
  }

  private record View(Object object, Map<String, Object> answers) implements InvocationHandler {
    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given)
        throws Throwable {
      Object answer = method.getParameterCount() == 0 ? answers.get(method.getName()) : null;
      return answer == null ? call(method, object, given) : answer;
    }
  }
}
