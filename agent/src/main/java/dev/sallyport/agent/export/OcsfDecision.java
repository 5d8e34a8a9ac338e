package dev.sallyport.agent.export;

import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.export.OcsfClass.Activity;
import dev.sallyport.policy.match.HttpUrl;
import dev.sallyport.policy.match.Malformed;
import java.util.Locale;
import java.util.Set;

/** What OCSF has to say of a decision: what was done about it, and what it was about. */
final class OcsfDecision {
  private static final Set<String> METHODS =
      Set.of("CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE");

  private static final int FOLDER = 2;
  private static final int EXECUTABLE = 8;
  private static final int NORMAL_LOAD = 1;
  private static final int INBOUND = 1;
  private static final int OUTBOUND = 2;

  private OcsfDecision() {}

  static void describe(
      AuditRecord.Decision decision,
      Activity activity,
      String id,
      RecordFields fields,
      OcsfEvent event) {
    control(decision, fields, event);
    event.put("count", decision.times());
    fields.take("times");
    String target = fields.take("target");
    switch (activity.of()) {
      case FILE ->
          event.put("file", file(target, decision.operation().equals("list") ? FOLDER : 0));
      case MODULE ->
          event.put(
              "module",
              new OcsfEvent().put("load_type_id", NORMAL_LOAD).put("file", file(target, 0)));
      case PROCESS -> event.put("process", process(target, id));
      case NETWORK -> network(target, decision.operation(), event);
      case HTTP -> http(target, decision.operation(), event);
      case DNS ->
          event
              .put("query", new OcsfEvent().put("hostname", target))
              .put("src_endpoint", new OcsfEvent().put("name", decision.server()));
      default -> call(decision, target, fields, event);
    }
  }

  private static void control(AuditRecord.Decision decision, RecordFields fields, OcsfEvent event) {
    String action = decision.action();
    switch (action) {
      case "allowed" -> control(1, "Allowed", 1, "Allowed", event);
      case "blocked" -> {
        control(2, "Denied", 2, "Blocked", event);
        event.put("status_id", 2).put("status", "Failure");
      }
      case "observed" -> control(3, "Observed", 15, "Detected", event);
      default -> control(Activity.OTHER, action, Activity.OTHER, action, event);
    }
    String policy = fields.take("policy");
    String rule = fields.take("rule");
    event
        .put("is_alert", !action.equals("allowed"))
        .put("status_code", fields.take("reason"))
        .put(
            "policy",
            new OcsfEvent()
                .put("uid", policy)
                .put("name", policy.isEmpty() ? "built-in" : "sallyport")
                .put("is_applied", fields.look("mode").equals("enforce")))
        .put(
            "firewall_rule",
            rule.isEmpty() ? new OcsfEvent() : new OcsfEvent().put("name", rule).put("uid", rule))
        .putOne("authorizations", new OcsfEvent().put("decision", decision.verdict()));
  }

  private static void control(
      int actionId, String action, int dispositionId, String disposition, OcsfEvent event) {
    event
        .put("action_id", actionId)
        .put("action", action)
        .put("disposition_id", dispositionId)
        .put("disposition", disposition);
  }

  private static OcsfEvent file(String path, int type) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return new OcsfEvent()
        .put("name", name.isEmpty() ? path : name)
        .put("path", path)
        .put("type_id", type);
  }

  /** A program that is to be started has no id yet, so that of the decision stands for it. */
  private static OcsfEvent process(String target, String id) {
    OcsfEvent process = new OcsfEvent();
    if (target.matches("[0-9]{1,9}")) {
      return process.put("pid", Long.parseLong(target));
    }
    process.put("uid", id.isEmpty() ? target : id);
    if (target.startsWith("/")) {
      String name = target.substring(target.lastIndexOf('/') + 1);
      process.put("name", name).put("path", target).put("file", file(target, EXECUTABLE));
    } else {
      process.put("name", target);
    }
    return process;
  }

  private static void network(String target, String operation, OcsfEvent event) {
    boolean inbound = operation.startsWith("listen") || operation.equals("join");
    event
        .put(inbound ? "src_endpoint" : "dst_endpoint", endpoint(PeerText.of(target)))
        .put("connection_info", new OcsfEvent().put("direction_id", inbound ? INBOUND : OUTBOUND));
  }

  private static OcsfEvent endpoint(PeerText peer) {
    OcsfEvent endpoint = new OcsfEvent().put("ip", peer.address());
    endpoint.put(peer.port() < 0 ? "name" : "hostname", peer.host());
    if (peer.port() >= 0) {
      endpoint.put("port", peer.port());
    }
    if (peer.host().isEmpty() && peer.address().isEmpty()) {
      endpoint.put("name", "any");
    }
    return endpoint;
  }

  private static void http(String target, String operation, OcsfEvent event) {
    String method = operation.toUpperCase(Locale.ROOT);
    OcsfEvent url = new OcsfEvent().put("url_string", target);
    try {
      HttpUrl parsed = HttpUrl.parse(target);
      url.put("scheme", target.substring(0, target.indexOf("://")).toLowerCase(Locale.ROOT))
          .put("hostname", parsed.host())
          .put("port", parsed.port());
      event.put(
          "dst_endpoint",
          new OcsfEvent().put("hostname", parsed.host()).put("port", parsed.port()));
    } catch (Malformed ofNoOneMeaning) {
      event.put("dst_endpoint", endpoint(PeerText.of(target)));
    }
    event.put(
        "http_request",
        new OcsfEvent().put("http_method", METHODS.contains(method) ? method : "").put("url", url));
  }

  /** A call, and whatever else is no file, process or connection. */
  private static void call(
      AuditRecord.Decision decision, String target, RecordFields fields, OcsfEvent event) {
    String gate = decision.gate();
    boolean ofClient = AuditRecord.KINDS.contains(gate);
    String agent = fields.look("caller.agent");
    String by = ofClient ? agent : decision.server();
    event
        .put(
            "api",
            api(
                ofClient ? method(gate, decision.operation()) : gate + " " + decision.operation(),
                decision.server(),
                decision.call()))
        .put("src_endpoint", new OcsfEvent().put("name", by.isEmpty() ? "mcp client" : by))
        .putOne(
            "resources",
            new OcsfEvent().put("name", target.isEmpty() ? gate : target).put("type", gate));
  }

  static OcsfEvent api(String operation, String server, String call) {
    return new OcsfEvent()
        .put("operation", operation)
        .put("service", new OcsfEvent().put("name", server.isEmpty() ? "mcp server" : server))
        .put("request", call.isEmpty() ? new OcsfEvent() : new OcsfEvent().put("uid", call));
  }

  /** The protocol's method by which a client asked; of the end of a call that of most. */
  static String method(String kind, String operation) {
    return switch (kind) {
      case "tool" ->
          operation.isEmpty() || operation.equals("call") ? "tools/call" : "tools/" + operation;
      case "prompt" -> operation.equals("complete") ? "completion/complete" : "prompts/get";
      default ->
          switch (operation) {
            case "complete" -> "completion/complete";
            case "subscribe" -> "resources/subscribe";
            default -> "resources/read";
          };
    };
  }
}
