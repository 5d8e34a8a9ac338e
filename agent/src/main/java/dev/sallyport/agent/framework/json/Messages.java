package dev.sallyport.agent.framework.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the messages of one application's framework become JSON, and are made of it. */
public interface Messages {
  /** The parameters of a request. */
  @Nullable Object parameters(Object request);

  /** The members of what a handler answered. */
  Map<String, @Nullable Object> members(Object result);

  /** The like of what a handler answered, with other members. */
  Object like(Object result, Map<String, @Nullable Object> members);

  /** The result of a tool. */
  Object toolResult(Map<String, @Nullable Object> members);

  /** Whether a tool's result says that it failed. */
  boolean isFailure(Object result);

  /** An error of JSON-RPC. */
  Reply error(int code, String message, Map<String, @Nullable Object> data);
}
