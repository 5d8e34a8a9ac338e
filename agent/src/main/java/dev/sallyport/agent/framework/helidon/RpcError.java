package dev.sallyport.agent.framework.helidon;

import java.io.Serial;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An error that a response is given instead of a result. Thrown by nobody. */
final class RpcError extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int code;
  private final transient Map<String, @Nullable Object> data;

  RpcError(int code, String message, Map<String, @Nullable Object> data) {
    super(message, null, false, false);
    this.code = code;
    this.data = data;
  }

  int code() {
    return code;
  }

  Map<String, @Nullable Object> data() {
    return data;
  }
}
