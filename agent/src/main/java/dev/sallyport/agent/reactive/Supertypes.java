package dev.sallyport.agent.reactive;

import org.jspecify.annotations.Nullable;

/** The types of a library that the agent doesn't see, by their names. */
final class Supertypes {
  private Supertypes() {}

  /** The class or interface of that name which a class is or has, or null. */
  static @Nullable Class<?> find(@Nullable Class<?> type, String name) {
    if (type == null || type.getName().equals(name)) {
      return type;
    }
    for (Class<?> one : type.getInterfaces()) {
      Class<?> found = find(one, name);
      if (found != null) {
        return found;
      }
    }
    return find(type.getSuperclass(), name);
  }
}
