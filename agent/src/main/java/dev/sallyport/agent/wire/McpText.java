package dev.sallyport.agent.wire;

import java.nio.charset.StandardCharsets;

/** Tells the messages of MCP's clients (JSON-RPC 2.0) by how they begin. */
final class McpText {
  private static final String[] METHODS = {
    "\"initialize\"",
    "\"notifications/initialized\"",
    "\"tools/call\"",
    "\"tools/list\"",
    "\"resources/list\"",
    "\"resources/read\"",
    "\"resources/subscribe\"",
    "\"resources/templates/list\"",
    "\"prompts/list\"",
    "\"prompts/get\"",
    "\"completion/complete\"",
    "\"logging/setLevel\""
  };

  private McpText() {}

  /** Whether a text that begins so can become one: an object, or a batch of them. */
  static boolean mayBegin(byte first) {
    return first == '{' || first == '[' || first == ' ' || first == '\n' || first == '\r';
  }

  static boolean isMessage(byte[] bytes, int count) {
    String text = new String(bytes, 0, count, StandardCharsets.ISO_8859_1).replace("\\/", "/");
    if (!text.contains("\"jsonrpc\"") || !text.contains("\"method\"")) {
      return false;
    }
    for (int i = 0; i < METHODS.length; i++) {
      // Language servers begin so, too, and have no such version.
      if (text.contains(METHODS[i]) && (i > 0 || text.contains("\"protocolVersion\""))) {
        return true;
      }
    }
    return false;
  }
}
