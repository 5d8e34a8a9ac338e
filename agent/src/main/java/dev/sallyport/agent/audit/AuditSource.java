package dev.sallyport.agent.audit;

import dev.sallyport.agent.record.Origin;
import dev.sallyport.agent.record.Sink;
import dev.sallyport.agent.record.SinkSource;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;

/**
 * Opens the audit file, or stderr in its place where the file can't be written, which is said there
 * once.
 */
public record AuditSource(AuditLocation location, Origin origin, PrintStream err)
    implements SinkSource {

  @Override
  public Sink open() {
    File file = location.file();
    try {
      return writing(LineFile.open(file), file);
    } catch (LineFile.InUseException other) {
      return openBeside(other);
    } catch (IOException unwritable) {
      return onStderr(unwritable);
    }
  }

  private Sink openBeside(IOException other) {
    File file = location.besideOtherProcess();
    try {
      LineFile lines = LineFile.open(file);
      err.println("sallyport: audit: " + other.getMessage() + ", this one writes " + file);
      return writing(lines, file);
    } catch (IOException unwritable) {
      return onStderr(unwritable);
    }
  }

  private Sink onStderr(IOException why) {
    err.println("sallyport: audit: records go to stderr: " + why.getMessage());
    return new AuditFile(new LineStream(err), "stderr", origin, err, System::nanoTime);
  }

  private Sink writing(LineOutput lines, File file) {
    return new AuditFile(lines, file.getPath(), origin, err, System::nanoTime);
  }
}
