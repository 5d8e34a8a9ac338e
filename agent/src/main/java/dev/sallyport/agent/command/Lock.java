package dev.sallyport.agent.command;

import dev.sallyport.agent.pin.LockDamage;
import dev.sallyport.agent.pin.LockFile;
import dev.sallyport.agent.pin.Pin;
import dev.sallyport.agent.pin.Thing;
import java.io.File;
import java.io.IOException;
import java.util.SortedMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The lock file that a command is about. */
final class Lock {
  @Option(
      names = "--lock",
      paramLabel = "<file>",
      description = "The lock file; sallyport.lock in this directory unless named.")
  private File file = new File("sallyport.lock");

  /** Its pins; that there is none is a mistake of who asks. */
  SortedMap<Thing, Pin> read(CommandSpec spec) {
    if (!file.isFile()) {
      throw new ParameterException(spec.commandLine(), "there is no file " + file);
    }
    try {
      return open().read();
    } catch (IOException | LockDamage e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  void write(SortedMap<Thing, Pin> pins) throws IOException {
    open().write(pins);
  }

  private LockFile open() {
    return LockFile.of(file, ProcessHandle.current().pid());
  }
}
