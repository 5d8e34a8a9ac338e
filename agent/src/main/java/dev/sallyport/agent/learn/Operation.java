package dev.sallyport.agent.learn;

import dev.sallyport.agent.audit.AuditRecord;
import java.util.Comparator;
import java.util.List;

/**
 * What was done, in the words of a record.
 *
 * @param command as in a record: the program's file, then the patterns of its arguments; else empty
 * @param credential the secret that it is about; else empty
 */
record Operation(
    String gate, String operation, String target, List<String> command, String credential)
    implements Comparable<Operation> {
  private static final Comparator<Operation> ORDER =
      Comparator.comparing(Operation::gate)
          .thenComparing(Operation::operation)
          .thenComparing(Operation::target)
          .thenComparing(operation -> String.join("\0", operation.command))
          .thenComparing(Operation::credential);

  static Operation of(AuditRecord.Decision record) {
    return new Operation(
        record.gate(),
        record.operation(),
        record.target(),
        List.copyOf(record.fields().list("command")),
        record.credential());
  }

  boolean is(String ofGate, String ofOperation) {
    return gate.equals(ofGate) && operation.equals(ofOperation);
  }

  @Override
  public int compareTo(Operation other) {
    return ORDER.compare(this, other);
  }
}
