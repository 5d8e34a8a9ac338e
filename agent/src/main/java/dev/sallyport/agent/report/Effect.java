package dev.sallyport.agent.report;

import dev.sallyport.agent.record.Words;

/** What is done to the world, as the columns of a report have it. */
enum Effect {
  CALL,
  READ,
  WRITE,
  DELETE,
  LIST,
  HTTP,
  CONNECT,
  LISTEN,
  DNS,
  EXEC,
  ENV,
  CREDENTIAL,
  MCP,
  LIBRARY,
  JVM,
  /** The agent itself, and what a later version knows. */
  OTHER;

  static Effect of(String gate, String operation) {
    return switch (gate) {
      case "tool", "resource", "prompt", "inbound" -> CALL;
      case "file" ->
          switch (operation) {
            case "read" -> READ;
            case "delete" -> DELETE;
            case "stat", "list" -> LIST;
            default -> WRITE;
          };
      case "http" -> HTTP;
      case "network" -> operation.equals("listen") ? LISTEN : CONNECT;
      case "dns" -> DNS;
      case "process" -> EXEC;
      case "environment" -> ENV;
      case "credential" -> CREDENTIAL;
      case "mcp" -> MCP;
      case "library" -> LIBRARY;
      case "jvm" -> JVM;
      default -> OTHER;
    };
  }

  String word() {
    return Words.of(this);
  }
}
