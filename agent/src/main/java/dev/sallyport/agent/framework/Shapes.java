package dev.sallyport.agent.framework;

import org.jspecify.annotations.Nullable;

/** The shapes of messages, each looked up once for as long as its class is there. */
public final class Shapes extends ClassValue<Shapes.Known> {

  /**
   * What is known of a class.
   *
   * @param shape null for what has none, or not for everybody
   */
  public record Known(@Nullable Shape shape) {}

  public @Nullable Shape of(Class<?> type) {
    return get(type).shape();
  }

  @Override
  protected Known computeValue(Class<?> type) {
    try {
      return new Known(Shape.isOpen(type) ? Shape.of(type) : null);
    } catch (NoSuchMethodException | LinkageError e) {
      // Any class of the application may come by here; what it names need not be there.
      return new Known(null);
    }
  }
}
