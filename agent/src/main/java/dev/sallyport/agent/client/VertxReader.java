package dev.sallyport.agent.client;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Vert.x, whose head of a request is made once, for the stream that is to send it. What the
 * application has is another object. Its codec is Netty's, which the text of the target reaches.
 *
 * <p>a: the stream; b: who waits for the head to be written, or null where the stream answers a
 * future.
 */
final class VertxReader implements HopReader {
  private static final ClassValue<VertxHead> HEADS =
      new ClassValue<>() {
        @Override
        protected VertxHead computeValue(Class<?> head) {
          try {
            return new VertxHead(head);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        }
      };

  private static final ClassValue<VertxStream> STREAMS =
      new ClassValue<>() {
        @Override
        protected VertxStream computeValue(Class<?> stream) {
          try {
            return new VertxStream(stream);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        }
      };

  private static VertxHead of(@Nullable Object head) {
    return HEADS.get(Objects.requireNonNull(head).getClass());
  }

  @Override
  public Hop read(@Nullable Object a, @Nullable Object b, @Nullable Object argument)
      throws Throwable {
    return of(argument).hop(Objects.requireNonNull(argument));
  }

  @Override
  public Object write(
      @Nullable Object a, @Nullable Object b, @Nullable Object argument, Hop read, Hop changed)
      throws Throwable {
    return of(argument).with(Objects.requireNonNull(argument), changed);
  }

  @Override
  public Object refuse(
      @Nullable Object a, @Nullable Object b, @Nullable Object argument, SecurityException refusal)
      throws Throwable {
    Object stream = Objects.requireNonNull(a);
    VertxStream of = STREAMS.get(stream.getClass());
    of.fail(stream, refusal);
    return of.failed(stream, b, refusal);
  }

  @Override
  public Object token(@Nullable Object argument) throws Throwable {
    return of(argument).uri(Objects.requireNonNull(argument));
  }

  @Override
  public boolean isAbove() {
    return true;
  }
}
