package dev.sallyport.agent.export;

import dev.sallyport.agent.audit.AuditRecord;

/** The line of the audit file itself. */
record NativeFormat() implements RecordFormat {

  @Override
  public String text(AuditRecord record) {
    return record.line();
  }
}
