package dev.sallyport.agent.doctor;

import dev.sallyport.agent.gate.Canary;
import dev.sallyport.agent.gate.Gates;
import dev.sallyport.agent.weave.Door;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.HookTable;
import dev.sallyport.agent.weave.WeaveLog;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The canaries that every start can afford, by the public API that servers use. Each is harmless
 * even where its hook does not stand.
 *
 * <p>The network has none here: to initialise its classes takes a cold JVM more than 10 ms, and
 * most stdio servers never do.
 */
public final class StartCanaries {
  private final Gates gates;
  private final HookTable table;
  private final WeaveLog log;
  private final int feature;
  private final List<Hook> silent = new ArrayList<>();

  public StartCanaries(Gates gates, HookTable table, WeaveLog log, int feature) {
    this.gates = gates;
    this.table = table;
    this.log = log;
    this.feature = feature;
  }

  /**
   * Sends them all, on this thread.
   *
   * @param file one that can be read, as a {@code Path} of the JDK's own file system
   */
  public void send(Path file) {
    for (Trial trial : Trial.values()) {
      int number = number(trial);
      if (!log.isMissing(number) && !fires(number, trial, file)) {
        silent.add(table.row(number));
      }
    }
  }

  /** The rows that are woven, and whose canary was not noted. */
  public List<Hook> silent() {
    return List.copyOf(silent);
  }

  /** Such as {@code 6/6}. A hook that is missing has not fired either. */
  public String count() {
    int live = 0;
    for (Trial trial : Trial.values()) {
      int number = number(trial);
      live += log.isLive(number) && !silent.contains(table.row(number)) ? 1 : 0;
    }
    return live + "/" + Trial.values().length;
  }

  private boolean fires(int number, Trial trial, Path file) {
    Canary canary = new Canary(number);
    gates.expect(canary);
    try {
      trial.run(file);
    } catch (IOException refused) {
      // As it should be.
    } finally {
      gates.expect(null);
    }
    return canary.fired();
  }

  private int number(Trial trial) {
    List<Hook> rows = table.rows();
    for (int number = 0; number < rows.size(); number++) {
      Hook row = rows.get(number);
      if (row.door() == trial.door && row.id().equals(trial.hook) && row.appliesTo(feature)) {
        return number;
      }
    }
    throw new IllegalStateException(trial.hook);
  }

  /** What is tried, and the hook that it must come to. */
  private enum Trial {
    READ(Door.CHECK, "FileInputStream.open"),
    WRITE(Door.CHECK, "FileOutputStream.open"),
    RANDOM(Door.CHECK, "RandomAccessFile.open"),
    CHANNEL(Door.CHECK, "UnixNativeDispatcher.open"),
    LOOK(Door.CHECK, "UnixFileSystem.canonicalize"),
    PROCESS(Door.EXCHANGE, "ProcessImpl.start");

    final Door door;
    final String hook;

    Trial(Door door, String hook) {
      this.door = door;
      this.hook = hook;
    }

    void run(Path file) throws IOException {
      switch (this) {
        case READ -> new FileInputStream(file.toString()).close();
        case WRITE -> new FileOutputStream("/dev/null").close();
        case RANDOM -> new RandomAccessFile(file.toString(), "r").close();
        case CHANNEL -> FileChannel.open(file).close();
        case LOOK -> new File(file.toString()).getCanonicalPath();
        case PROCESS -> new ProcessBuilder("/dev/null").start();
      }
    }
  }
}
