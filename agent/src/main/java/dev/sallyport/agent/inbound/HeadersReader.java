package dev.sallyport.agent.inbound;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads headers by the names of a server's own methods. Its classes are the application's, so they
 * are found anew in each class of a request, once.
 */
final class HeadersReader implements InboundReader {
  private final Getters through;
  private final Getters all;

  /**
   * A reader of one family.
   *
   * @param all the method that has all values of a header, by its name
   * @param through the method of the request that has what has that one; empty where the request
   *     has it itself
   */
  HeadersReader(String all, String through) {
    this.all = new Getters(all, 1);
    this.through = new Getters(through, 0);
  }

  @Override
  public @Nullable InboundRequest read(Object request) throws Throwable {
    Object headers = request;
    if (!through.name.isEmpty()) {
      Method method = through.get(request.getClass());
      headers = method == null ? null : invoke(method, request);
    }
    Method values = headers == null ? null : all.get(headers.getClass());
    return headers == null || values == null
        ? null
        : new InboundRequest(
            values(values, headers, "Authorization"), values(values, headers, "Mcp-Session-Id"));
  }

  private static List<String> values(Method method, Object headers, String name) throws Throwable {
    Object found = invoke(method, headers, name);
    List<String> values = new ArrayList<>(1);
    if (found instanceof Iterable<?> all) {
      for (Object value : all) {
        values.add(String.valueOf(value));
      }
    } else if (found instanceof Enumeration<?> all) {
      while (all.hasMoreElements()) {
        values.add(String.valueOf(all.nextElement()));
      }
    }
    return values;
  }

  private static @Nullable Object invoke(Method method, Object on, Object... arguments)
      throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** One method in each class that has it; null where a class has not. */
  private static final class Getters extends ClassValue<@Nullable Method> {
    private final String name;
    private final int parameters;

    Getters(String name, int parameters) {
      this.name = name;
      this.parameters = parameters;
    }

    @Override
    protected @Nullable Method computeValue(Class<?> type) {
      for (Class<?> each = type; each != null; each = each.getSuperclass()) {
        Method method = callable(each);
        if (method != null) {
          return method;
        }
      }
      return null;
    }

    private @Nullable Method callable(Class<?> type) {
      Method found = Modifier.isPublic(type.getModifiers()) ? declared(type) : null;
      for (Class<?> each : type.getInterfaces()) {
        found = found == null ? callable(each) : found;
      }
      return found;
    }

    private @Nullable Method declared(Class<?> type) {
      if (!type.getModule().isExported(type.getPackageName(), HeadersReader.class.getModule())) {
        return null;
      }
      for (Method method : type.getDeclaredMethods()) {
        if (method.getName().equals(name)
            && Modifier.isPublic(method.getModifiers())
            && takes(method)) {
          return method;
        }
      }
      return null;
    }

    private boolean takes(Method method) {
      Class<?>[] types = method.getParameterTypes();
      return types.length == parameters
          && (parameters == 0 || types[0].isAssignableFrom(String.class));
    }
  }
}
