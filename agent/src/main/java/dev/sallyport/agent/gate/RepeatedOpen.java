package dev.sallyport.agent.gate;

import dev.sallyport.agent.context.Decided;
import dev.sallyport.agent.weave.Check;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A path that was asked to be opened for reading, and what came of it. */
final class RepeatedOpen extends Decided.Answer {
  /** The absolute path of what was asked for. */
  final Path path;

  /** The last decision in full. */
  volatile Decision decision;

  /** What was opened under a decision and is what it was made on; null until then. */
  volatile @Nullable Opened opened;

  record Decision(Repeated repeated, Path real) {}

  record Opened(Repeated repeated, Inodes.Inode inode) {}

  RepeatedOpen(Check check, Object asked, Path path, Decision decision) {
    super(check, asked, 0);
    this.path = path;
    this.decision = decision;
  }
}
