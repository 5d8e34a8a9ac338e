package dev.sallyport.policy.read;

import dev.sallyport.policy.model.Audit;
import dev.sallyport.policy.model.RecordedArguments;
import dev.sallyport.policy.model.Sync;
import dev.sallyport.policy.model.WhenFull;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code audit}. */
final class AuditKeyReader {
  private static final long SMALLEST = 64L << 10;

  private final Phrases phrases;
  private final Problems problems;

  AuditKeyReader(Phrases phrases, Problems problems) {
    this.phrases = phrases;
    this.problems = problems;
  }

  Audit read(Node.Mapping policy) {
    Node.Mapping audit = Nodes.mapping(policy, "audit");
    if (audit == null) {
      return Audit.USUAL;
    }
    Node.Mapping rotate = Nodes.mapping(audit, "rotate");
    Node.Mapping checkpoints = Nodes.mapping(audit, "checkpoints");
    Node.Member daily = rotate == null ? null : rotate.member("daily");
    Sync sync = Nodes.word(audit, "sync", Sync.values());
    RecordedArguments arguments = Nodes.word(audit, "arguments", RecordedArguments.values());
    WhenFull full = Nodes.word(audit, "full", WhenFull.values());
    return new Audit(
        path(audit, "file"),
        size(rotate),
        daily != null && Nodes.isTrue(daily.value()),
        sync == null ? Audit.USUAL.sync() : sync,
        arguments == null ? Audit.USUAL.arguments() : arguments,
        full == null ? Audit.USUAL.full() : full,
        records(checkpoints),
        every(checkpoints),
        path(audit, "key"),
        audit.member("export") == null
            ? List.of()
            : new ExportReader(phrases, problems).read(audit));
  }

  private @Nullable String path(Node.Mapping audit, String key) {
    Node.Scalar path = Nodes.text(audit, key);
    return path == null ? null : phrases.absolutePath(path);
  }

  /** A file of a few records each would be a directory that nobody can list. */
  private long size(Node.@Nullable Mapping rotate) {
    Node.Scalar scalar = figure(rotate, "size");
    Long size = scalar == null ? null : phrases.size(scalar);
    if (scalar == null || size == null) {
      return Audit.USUAL.rotateSize();
    }
    if (size < SMALLEST) {
      problems.add(
          Code.BAD_VALUE,
          "`" + scalar.text().plain() + "` is too small for an audit file",
          scalar.span(),
          "write `64KiB` or more");
    }
    return size;
  }

  private long records(Node.@Nullable Mapping checkpoints) {
    Node.Scalar scalar = figure(checkpoints, "records");
    Long records = scalar == null ? null : phrases.count(scalar);
    return records == null ? Audit.USUAL.checkpointRecords() : Math.max(1, records);
  }

  private Duration every(Node.@Nullable Mapping checkpoints) {
    Node.Scalar scalar = checkpoints == null ? null : Nodes.text(checkpoints, "every");
    Duration every = scalar == null ? null : phrases.time(scalar);
    return every == null ? Audit.USUAL.checkpointEvery() : every;
  }

  private static Node.@Nullable Scalar figure(Node.@Nullable Mapping keys, String key) {
    Node.Member member = keys == null ? null : keys.member(key);
    return member == null ? null : Nodes.textOrNumber(member.value());
  }
}
