package dev.sallyport.agent.client;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Vert.x, whose head of a request is made for the stream that is to send it. The text of its target
 * reaches Netty's codec, which writes it.
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

  /** Netty's codec puts it on the wire. */
  @Override
  public boolean isWritten(@Nullable Object a, @Nullable Object b, @Nullable Object argument) {
    return false;
  }

  /** The stream that upgrades a connection hands its head on to one that sends it. */
  @Override
  public boolean follows(@Nullable Object a, @Nullable Object b, @Nullable Object argument) {
    return true;
  }

  @Override
  public Object identity(@Nullable Object a, @Nullable Object b, @Nullable Object argument)
      throws Throwable {
    return of(argument).uri(Objects.requireNonNull(argument));
  }

  @Override
  public Object mark(@Nullable Object a, @Nullable Object b, @Nullable Object argument)
      throws Throwable {
    return of(argument).marked(Objects.requireNonNull(argument));
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
}
