package dev.sallyport.agent.export;

import dev.sallyport.agent.audit.OwnedFile;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Appends records to a file as lines; makes it when the first comes. Other processes may append to
 * it as well, so what a failed write left behind is not cut off but ended.
 */
final class FileCarrier implements Carrier {
  private final File file;
  private @Nullable FileOutputStream out;
  private boolean torn;

  FileCarrier(File file) {
    this.file = file;
  }

  @Override
  public synchronized void carry(List<Exported> records) throws IOException {
    if (out == null) {
      if (!file.exists()) {
        OwnedFile.make(file.toPath());
      }
      out = new FileOutputStream(file, /* append= */ true);
    }
    if (torn) {
      out.write('\n');
      torn = false;
    }
    try {
      out.write(LineCarrier.lines(records));
    } catch (IOException full) {
      torn = true;
      throw full;
    }
  }

  @Override
  public synchronized void close() {
    if (out != null) {
      try {
        out.close();
      } catch (IOException everythingIsWritten) {
        // A stream without a buffer has nothing left to write.
      }
      out = null;
    }
  }
}
