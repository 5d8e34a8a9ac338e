package dev.sallyport.testapps.guarded;

/** What a policy says of the server without a framework. */
final class DispatchPolicy {
  private static final String SERVER = "dev.sallyport.testapps.frameworks.HomeMade";

  private DispatchPolicy() {}

  /** The server calls its tools there, by that method and its parameters. */
  static String of(String method) {
    return in(SERVER, method);
  }

  /** The same, of another class. */
  static String in(String type, String method) {
    return from(type, method, "stdio");
  }

  /** The same, and by which way the calls come. */
  static String of(String method, String transport) {
    return from(SERVER, method, transport);
  }

  private static String from(String type, String method, String transport) {
    return "dispatch: [{ method: \"%s#%s\", tool: arg0, arguments: arg1, transport: %s }]\n"
        .formatted(type, method, transport);
  }
}
