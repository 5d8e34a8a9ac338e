package dev.sallyport.policy.model;

/** One place that records go to beside the audit file, and how they look there. */
public record Export(ExportTarget to, ExportFormat format) {}
