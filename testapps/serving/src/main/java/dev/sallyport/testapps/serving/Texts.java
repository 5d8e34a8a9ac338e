package dev.sallyport.testapps.serving;

import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;

/** Calls and results whose every part is text, which is all that the test servers exchange. */
public final class Texts {
  private Texts() {}

  /** The argument that the schema requires. */
  public static String argument(CallToolRequest request, String name) {
    return request.arguments().get(name).toString();
  }

  /** The argument that the schema only accepts, or what stands for its absence. */
  public static String argument(CallToolRequest request, String name, String absent) {
    return request.arguments().getOrDefault(name, absent).toString();
  }

  /** A result that says the call succeeded. */
  public static CallToolResult success(String text) {
    return CallToolResult.builder(List.of(TextContent.builder(text).build())).build();
  }

  /** A result that says the call failed, for the model to read. */
  public static CallToolResult failure(String text) {
    return CallToolResult.builder(List.of(TextContent.builder(text).build())).isError(true).build();
  }
}
