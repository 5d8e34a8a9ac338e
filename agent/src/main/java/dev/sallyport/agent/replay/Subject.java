package dev.sallyport.agent.replay;

import dev.sallyport.agent.audit.AuditRecord;

/**
 * Who did what was recorded.
 *
 * @param kind {@code tool}, {@code resource}, {@code prompt}, or {@code server}
 * @param name of it, or the phase of the server
 */
public record Subject(String kind, String name) implements Comparable<Subject> {

  static Subject of(AuditRecord.Decision record) {
    if (record.kind().isEmpty()) {
      return new Subject("server", record.phase());
    }
    String name = record.virtual().isEmpty() ? record.of() : record.virtual();
    return new Subject(record.kind(), name);
  }

  /** Where in a policy its entry is, such as {@code tools}. */
  String section() {
    return kind.equals("server") ? "runtime" : kind + "s";
  }

  /** Tools first, and the server last. */
  @Override
  public int compareTo(Subject other) {
    int kinds = Integer.compare(rank(), other.rank());
    return kinds == 0 ? name.compareTo(other.name) : kinds;
  }

  private int rank() {
    int rank = AuditRecord.KINDS.indexOf(kind);
    return rank < 0 ? AuditRecord.KINDS.size() : rank;
  }

  /** As in {@code tool read_file}. */
  @Override
  public String toString() {
    return kind + " " + name;
  }
}
