package dev.sallyport.agent.export;

import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A record as one event of ArcSight's Common Event Format, version 0: the keys of its dictionary
 * where there is one for it, and else keys of our own, which begin with {@code Sallyport}.
 *
 * @param product the version of the agent
 * @see <a
 *     href="https://www.microfocus.com/documentation/arcsight/arcsight-smartconnectors-8.4/cef-implementation-standard/">
 *     ArcSight Common Event Format Implementation Standard</a>
 */
record CefFormat(String product) implements RecordFormat {
  private static final int LONGEST_TEXT = 1023;
  private static final int LONGEST_CUSTOM = 4000;
  private static final int LONGEST_WORD = 63;
  private static final int LONGEST_ID = 40;

  @Override
  public String text(AuditRecord record) {
    RecordFields fields = new RecordFields(record.fields());
    CefEvent event = new CefEvent(product, type(record), name(record), Severity.of(record).cef());
    event.add("rt", Long.toString(OcsfFormat.millis(fields.take("time"))), LONGEST_WORD);
    event.add("cat", fields.take("kind"), LONGEST_TEXT);
    event.add("msg", Headline.of(record), LONGEST_TEXT);
    event.add("deviceProcessName", fields.take("server"), LONGEST_TEXT);
    event.add("deviceExternalId", fields.take("process"), 255);
    event.add("externalId", fields.take("id"), LONGEST_ID);
    if (record instanceof AuditRecord.Decision decision) {
      decision(decision, fields, event);
    } else if (record instanceof AuditRecord.Call call) {
      call(call, fields, event);
    }
    event.addLabelled("cs1", "call", fields.take("call"), LONGEST_CUSTOM);
    event.addLabelled("cs2", "rule", fields.take("rule"), LONGEST_CUSTOM);
    event.addLabelled("cs3", "policy", fields.take("policy"), LONGEST_CUSTOM);
    event.addLabelled("cs5", "session", fields.take("session"), LONGEST_CUSTOM);
    event.addLabelled("cs6", "mode", fields.take("mode"), LONGEST_CUSTOM);
    event.add("suser", fields.take("caller.subject"), LONGEST_TEXT);
    event.add("spriv", String.join(",", fields.takeList("caller.roles")), LONGEST_TEXT);
    event.add("sourceServiceName", fields.take("caller.agent"), LONGEST_TEXT);
    addLeft(fields.left(), event);
    return event.text();
  }

  private static void decision(AuditRecord.Decision decision, RecordFields fields, CefEvent event) {
    event.add("act", fields.take("action"), LONGEST_WORD);
    event.add("outcome", fields.take("verdict"), LONGEST_WORD);
    event.add("reason", fields.take("reason"), LONGEST_TEXT);
    event.add("deviceFacility", fields.take("gate"), LONGEST_TEXT);
    fields.take("times");
    event.add("cnt", Integer.toString(decision.times()), LONGEST_WORD);
    event.addLabelled("cs4", "principal", Headline.whose(decision), LONGEST_CUSTOM);
    take("principal", fields);
    event.addLabelled("flexString1", "operation", fields.take("operation"), LONGEST_TEXT);
    String target = fields.take("target");
    switch (decision.gate()) {
      case "file", "library" -> file(target, event);
      case "process" -> event.add("dproc", target, LONGEST_TEXT);
      case "network" -> peer(PeerText.of(target), event);
      case "dns" -> event.add("dhost", target, LONGEST_TEXT);
      case "http" -> {
        event.add("request", target, LONGEST_TEXT);
        event.add("requestMethod", decision.operation().toUpperCase(Locale.ROOT), LONGEST_TEXT);
      }
      default -> event.add("destinationServiceName", target, LONGEST_TEXT);
    }
  }

  private static void take(String object, RecordFields fields) {
    fields.take(object + ".phase");
    for (String kind : AuditRecord.KINDS) {
      fields.take(object + "." + kind);
    }
  }

  private static void call(AuditRecord.Call call, RecordFields fields, CefEvent event) {
    event.add("outcome", fields.take("outcome"), LONGEST_WORD);
    event.add("start", Long.toString(OcsfFormat.millis(fields.take("started"))), LONGEST_WORD);
    event.add("end", Long.toString(OcsfFormat.millis(call.time())), LONGEST_WORD);
    event.addLabelled("cs4", "principal", Headline.called(call), LONGEST_CUSTOM);
    AuditRecord.KINDS.forEach(fields::take);
    event.addLabelled("cn1", "denials", Long.toString(fields.takeNumber("denials")), LONGEST_WORD);
    event.addLabelled(
        "cn2", "durationNanos", Long.toString(fields.takeNumber("durationNanos")), LONGEST_WORD);
  }

  private static void file(String path, CefEvent event) {
    event.add("filePath", path, LONGEST_TEXT);
    event.add("fname", path.substring(path.lastIndexOf('/') + 1), LONGEST_TEXT);
  }

  private static void peer(PeerText peer, CefEvent event) {
    event.add("dhost", peer.host(), LONGEST_TEXT);
    // An address of IPv6 has a key of its own among the labelled ones.
    if (peer.address().indexOf(':') >= 0) {
      event.addLabelled("c6a3", "destination", peer.address(), LONGEST_WORD);
    } else {
      event.add("dst", peer.address(), LONGEST_WORD);
    }
    event.add("dpt", peer.port() < 0 ? "" : Integer.toString(peer.port()), LONGEST_WORD);
  }

  private static void addLeft(Map<String, Object> left, CefEvent event) {
    left.forEach((name, value) -> event.add(key(name), plain(value), LONGEST_CUSTOM));
  }

  private static String plain(Object value) {
    if (value instanceof List<?> items) {
      return String.join(",", items.stream().map(String::valueOf).toList());
    }
    return value instanceof Map<?, ?> ? Json.text(value) : String.valueOf(value);
  }

  private static String key(String name) {
    StringBuilder key = new StringBuilder("Sallyport");
    boolean capital = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
        key.append(capital ? Character.toUpperCase(c) : c);
        capital = false;
      } else {
        capital = true;
      }
    }
    return key.toString();
  }

  /** What kind of event it is, the same for all of the kind. */
  private static String type(AuditRecord record) {
    return record instanceof AuditRecord.Decision decision
        ? decision.gate() + ":" + decision.operation()
        : record.fields().text("kind");
  }

  private static String name(AuditRecord record) {
    if (record instanceof AuditRecord.Decision decision) {
      return decision.gate() + " " + decision.operation() + " " + decision.action();
    }
    return record instanceof AuditRecord.Call call
        ? "call " + call.outcome()
        : record.fields().text("kind");
  }
}
