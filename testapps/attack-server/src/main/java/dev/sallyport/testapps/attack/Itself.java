package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Body.seen;
import static dev.sallyport.testapps.attack.Target.STATUS;

import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/**
 * Reaching for the agent's own files under grants for every file. The twins do the same to a file
 * of one's own; opening changes nothing, so a leak does no harm here.
 */
@SuppressWarnings("resource") // these uses are the point
final class Itself {
  private Itself() {}

  static Family disarming() {
    Family itself = new Family("itself");
    for (String file : new String[] {"%jar%", "%policy%", "%audit%"}) {
      add(itself, "FileOutputStream(append), ", file, Itself::appended);
      add(itself, "RandomAccessFile rw, ", file, Itself::random);
      add(itself, "FileChannel.open(WRITE), ", file, Itself::channel);
      add(itself, "setLastModifiedTime, ", file, Itself::touched).awaits("files");
      add(itself, "File.setExecutable, ", file, at -> seen(at.file().setExecutable(false)));
    }
    return itself;
  }

  private static Family.Draft add(Family itself, String api, String file, Body body) {
    return itself
        .add(api + file.replace("%", ""), STATUS, body)
        .needs("files.write", "%path%")
        .reserved(file);
  }

  private static String appended(Ground at) throws Exception {
    new FileOutputStream(at.file(), true).close();
    return Body.SEEN;
  }

  private static String random(Ground at) throws Exception {
    new RandomAccessFile(at.file(), "rw").close();
    return Body.SEEN;
  }

  private static String channel(Ground at) throws Exception {
    FileChannel.open(at.path(), StandardOpenOption.WRITE).close();
    return Body.SEEN;
  }

  private static String touched(Ground at) throws Exception {
    Files.setLastModifiedTime(at.path(), Files.getLastModifiedTime(at.path()));
    return Body.SEEN;
  }
}
