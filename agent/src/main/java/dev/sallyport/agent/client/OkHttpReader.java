package dev.sallyport.agent.client;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * OkHttp 3, 4 and 5. Rows pass the chain of interceptors; exchanged is the {@code okhttp3.Request}
 * that is written, which nobody else gets. Requests can't be changed.
 */
final class OkHttpReader implements HopReader {
  private final Trails trails = new Trails();

  @Override
  public Hop read(@Nullable Object a, @Nullable Object b, @Nullable Object argument)
      throws Throwable {
    Object chain = Objects.requireNonNull(a);
    OkHttpParts parts = OkHttpParts.OF.get(chain.getClass());
    Hop hop = parts.hop(argument == null ? parts.request(chain) : argument);
    return trails.next(parts.call(chain), hop);
  }

  @Override
  public Object identity(@Nullable Object a, @Nullable Object b, @Nullable Object argument)
      throws Throwable {
    Object chain = Objects.requireNonNull(a);
    return OkHttpParts.OF.get(chain.getClass()).call(chain);
  }

  @Override
  public Object write(
      @Nullable Object a, @Nullable Object b, @Nullable Object argument, Hop read, Hop changed)
      throws Throwable {
    Object request = Objects.requireNonNull(argument);
    return OkHttpParts.OF.get(Objects.requireNonNull(a).getClass()).with(request, read, changed);
  }
}
