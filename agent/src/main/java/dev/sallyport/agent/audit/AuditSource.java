package dev.sallyport.agent.audit;

import dev.sallyport.agent.record.Losses;
import dev.sallyport.agent.record.Origin;
import dev.sallyport.agent.record.Sink;
import dev.sallyport.agent.record.SinkSource;
import dev.sallyport.agent.record.Ticks;
import dev.sallyport.policy.model.Audit;
import dev.sallyport.policy.model.WhenFull;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens the audit file, or stderr in its place where the file can't be written, which is said there
 * once. Where calls are denied that can't be recorded, the file is tried again instead.
 *
 * @param key the private key that signs; made where there is none, unless the policy names it
 * @param losses told whether records are being lost
 */
public record AuditSource(
    AuditLocation location, Audit rules, File key, Origin origin, Losses losses, PrintStream err)
    implements SinkSource {

  @Override
  public Sink open() {
    File file = location.file();
    try {
      return writing(new Reopening(location, LineFile.open(file)), file);
    } catch (LineFile.InUseException other) {
      return openBeside(other);
    } catch (IOException unwritable) {
      return rules.full() == WhenFull.DENY
          ? writing(new Reopening(location, null), file)
          : onStderr(unwritable);
    }
  }

  private Sink openBeside(IOException other) {
    File file = location.besideOtherProcess();
    try {
      LineOutput lines = LineFile.open(file);
      err.println("sallyport: audit: " + other.getMessage() + ", this one writes " + file);
      return writing(new Reopening(new AuditLocation(file, location.pid()), lines), file);
    } catch (IOException unwritable) {
      return onStderr(unwritable);
    }
  }

  private Sink onStderr(IOException why) {
    err.println("sallyport: audit: records go to stderr: " + why.getMessage());
    return sink(() -> new LineStream(err, /* owned= */ false), "stderr", null);
  }

  private Sink writing(LineSource lines, File file) {
    boolean named = rules.key() != null;
    Checkpoints checkpoints =
        new Checkpoints(rules.checkpointRecords(), rules.checkpointEvery(), key, named, err);
    return sink(lines, file.getPath(), checkpoints);
  }

  private Sink sink(LineSource lines, String name, @Nullable Checkpoints checkpoints) {
    return new AuditFile(
        lines, name, rules, checkpoints, origin, losses, err, InstantSource.system(), new Ticks());
  }

  /** Hands out what was opened already, and afterwards opens anew. */
  private static final class Reopening implements LineSource {
    private final AuditLocation location;
    private @Nullable LineOutput first;

    private Reopening(AuditLocation location, @Nullable LineOutput first) {
      this.location = location;
      this.first = first;
    }

    @Override
    public LineOutput open() throws IOException {
      LineOutput opened = first;
      first = null;
      if (opened != null) {
        return opened;
      }
      try {
        return LineFile.open(location.file());
      } catch (LineFile.InUseException other) {
        return LineFile.open(location.besideOtherProcess());
      }
    }
  }
}
