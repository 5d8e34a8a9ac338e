package dev.sallyport.agent.export;

import dev.sallyport.agent.export.OcsfClass.Activity;

/** Which activity of OCSF a record is; {@code docs/export.md} shows the table. */
final class OcsfActivities {
  private OcsfActivities() {}

  static Activity ofDecision(String gate, String operation) {
    return switch (gate) {
      case "file" -> file(operation);
      case "library" -> new Activity(OcsfClass.MODULE, 1, "Load");
      case "process" -> process(operation);
      case "network" -> network(operation);
      case "http" -> http(operation);
      case "dns" -> new Activity(OcsfClass.DNS, 1, "Query");
      default -> api(operation);
    };
  }

  static Activity ofState(String kind) {
    return switch (kind) {
      case "start" -> new Activity(OcsfClass.LIFECYCLE, 3, "Start");
      case "stop" -> new Activity(OcsfClass.LIFECYCLE, 4, "Stop");
      case "ready" -> new Activity(OcsfClass.LIFECYCLE, 6, "Enable");
      case "reload" -> new Activity(OcsfClass.LIFECYCLE, 8, "Update");
      default ->
          Severity.FINDINGS.contains(kind)
              ? new Activity(OcsfClass.FINDING, 1, "Create")
              : Activity.other(OcsfClass.LIFECYCLE, kind);
    };
  }

  private static Activity file(String operation) {
    return switch (operation) {
      case "read", "list" -> new Activity(OcsfClass.FILE, 2, "Read");
      case "write" -> new Activity(OcsfClass.FILE, 3, "Update");
      case "delete" -> new Activity(OcsfClass.FILE, 4, "Delete");
      case "move" -> new Activity(OcsfClass.FILE, 5, "Rename");
      case "stat" -> new Activity(OcsfClass.FILE, 8, "Get Attributes");
      default -> Activity.other(OcsfClass.FILE, operation);
    };
  }

  private static Activity process(String operation) {
    return switch (operation) {
      case "start" -> new Activity(OcsfClass.PROCESS, 1, "Launch");
      case "destroy" -> new Activity(OcsfClass.PROCESS, 2, "Terminate");
      default -> Activity.other(OcsfClass.PROCESS, operation);
    };
  }

  private static Activity network(String operation) {
    return switch (operation) {
      case "connect", "tunnel" -> new Activity(OcsfClass.NETWORK, 1, "Open");
      case "send", "receive" -> new Activity(OcsfClass.NETWORK, 6, "Traffic");
      case "listen" -> new Activity(OcsfClass.NETWORK, 7, "Listen");
      default -> Activity.other(OcsfClass.NETWORK, operation);
    };
  }

  private static Activity http(String method) {
    return switch (method) {
      case "connect" -> new Activity(OcsfClass.HTTP, 1, "Connect");
      case "delete" -> new Activity(OcsfClass.HTTP, 2, "Delete");
      case "get" -> new Activity(OcsfClass.HTTP, 3, "Get");
      case "head" -> new Activity(OcsfClass.HTTP, 4, "Head");
      case "options" -> new Activity(OcsfClass.HTTP, 5, "Options");
      case "post" -> new Activity(OcsfClass.HTTP, 6, "Post");
      case "put" -> new Activity(OcsfClass.HTTP, 7, "Put");
      case "trace" -> new Activity(OcsfClass.HTTP, 8, "Trace");
      case "patch" -> new Activity(OcsfClass.HTTP, 9, "Patch");
      default -> Activity.other(OcsfClass.HTTP, method);
    };
  }

  private static Activity api(String operation) {
    return switch (operation) {
      case "read", "get" -> new Activity(OcsfClass.API, 2, "Read");
      case "set" -> new Activity(OcsfClass.API, 3, "Update");
      default -> Activity.other(OcsfClass.API, operation);
    };
  }
}
