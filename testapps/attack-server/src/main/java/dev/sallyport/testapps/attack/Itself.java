package dev.sallyport.testapps.attack;

import static dev.sallyport.testapps.attack.Body.seen;
import static dev.sallyport.testapps.attack.Target.STATUS;

import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/**
 * Reaching for the agent's own files under grants for every file, and for its threads and classes.
 * The twins do the same to what is one's own; nothing is changed for good, so a leak does no harm
 * here, but to the policy in the end, which was read.
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
      add(itself, "setLastModifiedTime, ", file, Itself::touched);
      add(itself, "Files.createLink, ", file, Itself::linked);
      add(itself, "Files.move, ", file, Itself::moved);
      add(itself, "File.setExecutable, ", file, at -> seen(at.file().setExecutable(false)));
    }
    add(itself, "File.delete, ", "%policy%", at -> seen(at.file().delete()));
    itself.add("Thread.interrupt", STATUS, Itself::interrupted).reserved("sallyport-recorder");
    itself.add("Field.setAccessible", STATUS, Itself::opened).reserved("java.lang.SallyportGate");
    itself
        .add("MethodHandles.privateLookupIn", STATUS, Itself::lookedInto)
        .reserved("java.lang.SallyportGate");
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

  private static String linked(Ground at) throws Exception {
    Files.createLink(at.other(), at.path());
    return Body.SEEN;
  }

  /** There and back. */
  private static String moved(Ground at) throws Exception {
    Files.move(at.path(), at.other());
    Files.move(at.other(), at.path());
    return Body.SEEN;
  }

  private static String interrupted(Ground at) {
    Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(at.text()))
        .findFirst()
        .orElseGet(() -> new Thread(() -> {}))
        .interrupt();
    return Body.SEEN;
  }

  private static String opened(Ground at) throws Exception {
    type(at).getDeclaredFields()[0].setAccessible(true);
    return Body.SEEN;
  }

  private static String lookedInto(Ground at) throws Exception {
    int modes = MethodHandles.privateLookupIn(type(at), MethodHandles.lookup()).lookupModes();
    return seen((modes & MethodHandles.Lookup.PRIVATE) != 0);
  }

  private static Class<?> type(Ground at) throws Exception {
    return at.path().isAbsolute() ? Ground.class : Class.forName(at.text());
  }
}
