package dev.sallyport.agent.framework;

import org.jspecify.annotations.Nullable;

/** The shapes of records, each looked up once for as long as its class is there. */
public final class RecordShapes extends ClassValue<RecordShapes.Known> {

  /**
   * What is known of a class.
   *
   * @param shape null for what is no record, or not for everybody
   */
  public record Known(@Nullable RecordShape shape) {}

  public @Nullable RecordShape of(Class<?> type) {
    return get(type).shape();
  }

  @Override
  protected Known computeValue(Class<?> type) {
    try {
      return new Known(RecordShape.isOpen(type) ? RecordShape.of(type) : null);
    } catch (NoSuchMethodException e) {
      return new Known(null);
    }
  }
}
