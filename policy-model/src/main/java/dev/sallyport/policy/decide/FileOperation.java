package dev.sallyport.policy.decide;

/** What is done to a file. The first three are covered by {@code files.read}. */
public enum FileOperation {
  STAT,
  LIST,
  READ,
  WRITE,
  DELETE
}
