package dev.sallyport.policy.model;

/** How a record looks. */
public enum ExportFormat {
  /** As in the audit file. */
  NATIVE,
  /** The Open Cybersecurity Schema Framework, in JSON. */
  OCSF,
  /** ArcSight's Common Event Format. */
  CEF
}
