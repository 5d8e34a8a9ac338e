package dev.sallyport.policy.model;

/** Whether denials are only recorded, or carried out. */
public enum Mode {
  AUDIT,
  ENFORCE
}
