package dev.sallyport.agent.export;

import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.export.OcsfClass.Activity;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * A record as one event of the Open Cybersecurity Schema Framework.
 *
 * <p>A decision is an event of the class that its gate guards, with the profile {@code
 * security_control}; the end of a call is an event of the API that was called, a change of the
 * agent's state is one in the life of an application, and what a server says of itself all of a
 * sudden is a finding. What a record says and OCSF has no attribute for is in {@code unmapped},
 * under the names of the audit file.
 *
 * @param product the version of the agent
 * @see <a href="https://schema.ocsf.io/1.6.0/">OCSF 1.6.0</a>
 */
record OcsfFormat(String product) implements RecordFormat {
  static final String VERSION = "1.6.0";

  private static final long NANOS_PER_MILLI = 1_000_000;

  @Override
  public String text(AuditRecord record) {
    RecordFields fields = new RecordFields(record.fields());
    OcsfEvent event = new OcsfEvent();
    List<String> profiles = new ArrayList<>();
    Activity activity;
    String id = fields.take("id");
    if (record instanceof AuditRecord.Decision decision) {
      activity = OcsfActivities.ofDecision(decision.gate(), decision.operation());
      head(activity, record, fields, event);
      OcsfDecision.describe(decision, activity, id, fields, event);
      profiles.add("security_control");
    } else if (record instanceof AuditRecord.Call call) {
      activity = Activity.other(OcsfClass.API, "end");
      head(activity, record, fields, event);
      call(call, fields, event);
    } else {
      activity = OcsfActivities.ofState(fields.look("kind"));
      head(activity, record, fields, event);
      state(activity, record, fields, event);
    }
    if (activity.of() != OcsfClass.FINDING) {
      actor(record, fields, event);
      event.put("device", new OcsfEvent().put("name", record.server()).put("type_id", 0));
      profiles.add("host");
    }
    trace(activity, profiles, fields, event);
    event.put("metadata", metadata(id, profiles, record, fields));
    event.put("unmapped", fields.left());
    return event.json();
  }

  private static void head(
      Activity activity, AuditRecord record, RecordFields fields, OcsfEvent event) {
    Severity severity = Severity.of(record);
    event
        .put("time", millis(fields.take("time")))
        .put("class_uid", activity.of().uid())
        .put("class_name", activity.of().caption())
        .put("category_uid", activity.of().category())
        .put("activity_id", activity.id())
        .put("activity_name", activity.name())
        .put("type_uid", activity.type())
        .put("severity_id", severity.ocsf())
        .put("severity", severity.caption())
        .put("message", Headline.of(record));
  }

  private OcsfEvent metadata(
      String id, List<String> profiles, AuditRecord record, RecordFields fields) {
    return new OcsfEvent()
        .put("version", VERSION)
        .put("profiles", profiles)
        .put("uid", id)
        .put("correlation_uid", fields.take("call"))
        .put("tenant_uid", fields.take("caller.tenant"))
        .put("original_time", record.time())
        .put("log_name", fields.take("kind"))
        .put("log_provider", fields.take("server"))
        .put(
            "product",
            new OcsfEvent()
                .put("name", "Sallyport")
                .put("vendor_name", "Sallyport")
                .put("version", product));
  }

  private static void call(AuditRecord.Call call, RecordFields fields, OcsfEvent event) {
    boolean ok = call.outcome().equals("ok");
    String kind = fields.look("tool").isEmpty() ? "" : "tool";
    kind = fields.look("resource").isEmpty() ? kind : "resource";
    kind = fields.look("prompt").isEmpty() ? kind : "prompt";
    event
        .put("status_id", ok ? 1 : 2)
        .put("status", ok ? "Success" : "Failure")
        .put("status_detail", fields.take("outcome"))
        .putTime("start_time", fields.take("started"))
        .put("end_time", millis(call.time()))
        .put("duration", fields.takeNumber("durationNanos") / NANOS_PER_MILLI)
        .put("api", OcsfDecision.api(OcsfDecision.method(kind, ""), call.server(), call.call()))
        .put("src_endpoint", new OcsfEvent().put("name", "mcp client"))
        .putOne("resources", new OcsfEvent().put("name", fields.take(kind)).put("type", kind));
  }

  private static void state(
      Activity activity, AuditRecord record, RecordFields fields, OcsfEvent event) {
    String kind = fields.look("kind");
    if (activity.of() == OcsfClass.FINDING) {
      event
          .put("status_id", 1)
          .put("status", "New")
          .put(
              "finding_info",
              new OcsfEvent()
                  .put("uid", record.process() + "/" + record.time())
                  .put("title", Headline.of(record))
                  .put("types", List.of(kind))
                  .put("created_time", millis(record.time())));
      return;
    }
    if (Severity.of(record) != Severity.INFORMATIONAL) {
      event.put("status_id", 2).put("status", "Failure");
    }
    event.put("app", new OcsfEvent().put("name", record.server()).put("uid", record.process()));
  }

  private static void actor(AuditRecord record, RecordFields fields, OcsfEvent event) {
    OcsfEvent user =
        new OcsfEvent()
            .put("name", fields.take("caller.subject"))
            .putNamed("groups", fields.takeList("caller.roles"));
    event.put(
        "actor",
        new OcsfEvent()
            .put("app_name", record.server())
            .put("app_uid", fields.take("process"))
            .put("user", fields.look("caller.subject").isEmpty() ? new OcsfEvent() : user)
            .put("session", new OcsfEvent().put("uid", fields.take("session")))
            .put("invoked_by", record instanceof AuditRecord.Decision d ? Headline.whose(d) : ""));
  }

  /** Only the classes of APIs and HTTP have a place for it, in a profile of its own. */
  private static void trace(
      Activity activity, List<String> profiles, RecordFields fields, OcsfEvent event) {
    String[] parts = fields.look("traceparent").split("-", 4);
    if (parts.length == 4 && (activity.of() == OcsfClass.API || activity.of() == OcsfClass.HTTP)) {
      event.put("trace", new OcsfEvent().put("uid", parts[1]));
      profiles.add("trace");
    }
  }

  /** Milliseconds since the epoch; 0 for what is no time. */
  static long millis(String time) {
    try {
      return Instant.parse(time).toEpochMilli();
    } catch (DateTimeParseException byAnotherVersion) {
      return 0;
    }
  }
}
