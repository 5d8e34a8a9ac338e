package dev.sallyport.agent.export;

import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.policy.model.ExportFormat;

/** How a record looks in one of the formats that other systems read. */
public sealed interface RecordFormat permits NativeFormat, OcsfFormat, CefFormat {

  /** The record in one line, without its line feed. */
  String text(AuditRecord record);

  /**
   * A format by its name in a policy.
   *
   * @param version of the agent, which the formats name as the product's
   */
  public static RecordFormat of(ExportFormat format, String version) {
    return switch (format) {
      case NATIVE -> new NativeFormat();
      case OCSF -> new OcsfFormat(version);
      case CEF -> new CefFormat(version);
    };
  }
}
