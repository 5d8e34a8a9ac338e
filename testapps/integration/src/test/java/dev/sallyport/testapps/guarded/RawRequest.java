package dev.sallyport.testapps.guarded;

/**
 * A request in its own bytes, but for the id.
 *
 * @param params one JSON object
 */
record RawRequest(String method, String params) {

  /** Opens a session as a client of 2025-03-26 does. */
  static RawRequest initialize() {
    return new RawRequest(
        "initialize",
        """
        {"protocolVersion":"2025-03-26","capabilities":{},\
        "clientInfo":{"name":"raw","version":"1"}}""");
  }

  /** A request for one of the server's lists. */
  static RawRequest list(String what) {
    return new RawRequest(what + "/list", "{}");
  }

  static RawRequest read(String uri) {
    return new RawRequest("resources/read", "{\"uri\":\"%s\"}".formatted(uri));
  }

  static RawRequest subscribe(String uri) {
    return new RawRequest("resources/subscribe", "{\"uri\":\"%s\"}".formatted(uri));
  }

  static RawRequest get(String prompt) {
    return new RawRequest("prompts/get", "{\"name\":\"%s\"}".formatted(prompt));
  }

  /** A completion of a prompt's argument {@code tone}. */
  static RawRequest complete(String prompt) {
    return new RawRequest(
        "completion/complete",
        """
        {"ref":{"type":"ref/prompt","name":"%s"},"argument":{"name":"tone","value":"f"}}"""
            .formatted(prompt));
  }

  static RawRequest call(String tool, String argument, String value) {
    return new RawRequest(
        "tools/call",
        """
        {"name":"%s","arguments":{"%s":"%s"}}"""
            .formatted(tool, argument, value));
  }

  /** Says that nobody waits for a request any more. */
  static RawRequest cancelled(int id) {
    return new RawRequest("notifications/cancelled", "{\"requestId\":%d}".formatted(id));
  }

  /** As a notification, which is not answered. */
  String withoutId() {
    return """
        {"jsonrpc":"2.0","method":"%s","params":%s}"""
        .formatted(method, params);
  }

  String withId(int id) {
    return """
        {"jsonrpc":"2.0","id":%d,"method":"%s","params":%s}"""
        .formatted(id, method, params);
  }
}
