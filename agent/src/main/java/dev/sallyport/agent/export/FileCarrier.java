package dev.sallyport.agent.export;

import dev.sallyport.agent.audit.LineFile;
import java.io.File;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Appends records to a file as lines; opens it when the first comes. */
final class FileCarrier implements Carrier {
  private final File file;
  private @Nullable LineFile open;

  FileCarrier(File file) {
    this.file = file;
  }

  @Override
  public synchronized void carry(List<Exported> records) throws IOException {
    if (open == null) {
      open = LineFile.open(file);
    }
    byte[] lines = LineCarrier.lines(records);
    open.append(lines, lines.length);
  }

  @Override
  public synchronized void close() {
    if (open != null) {
      try {
        open.close();
      } catch (IOException everythingIsWritten) {
        // A stream without a buffer has nothing left to write.
      }
      open = null;
    }
  }
}
