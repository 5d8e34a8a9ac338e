package dev.sallyport.agent.command;

import dev.sallyport.agent.doctor.Examined;
import dev.sallyport.agent.doctor.Posture;
import dev.sallyport.agent.weave.HookTable;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A JVM started to be examined: under the agent, with a server's options, and without the server.
 *
 * @param java the launcher
 * @param jar the agent's
 * @param jvmOptions a server's
 * @param agentOptions such as {@code policy=FILE}
 */
record DoctorJvm(Path java, File jar, List<String> jvmOptions, List<String> agentOptions) {

  /**
   * What came of it.
   *
   * @param examined null where it ended before it could tell
   * @param messages what it said on stderr
   */
  record Visit(@Nullable Examined examined, List<String> messages) {}

  /**
   * Starts the JVM and waits for its end.
   *
   * @throws IOException if it can't be started, or does not end in time
   */
  Visit visit(HookTable table, Duration limit) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("sallyport-doctor");
    try {
      Path answer = directory.resolve("answer");
      Path messages = directory.resolve("messages");
      Process process =
          new ProcessBuilder(command(answer, directory.resolve("audit.jsonl")))
              .redirectErrorStream(true)
              .redirectOutput(messages.toFile())
              .start();
      process.getOutputStream().close();
      try {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IOException("the JVM did not end within " + limit.toSeconds() + " seconds");
        }
      } finally {
        process.destroyForcibly();
      }
      boolean answered = process.exitValue() == 0 && Files.exists(answer);
      return new Visit(
          answered ? Examined.read(answer.toFile(), table) : null,
          Files.readAllLines(messages, Charset.defaultCharset()));
    } finally {
      delete(directory);
    }
  }

  private List<String> command(Path answer, Path audit) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    for (String option : jvmOptions) {
      // Judged as they stand; nobody shall connect to this JVM, and it shall not wait for anyone.
      if (!Posture.isDebugger(option) && !Posture.isManagement(option)) {
        command.add(option);
      }
    }
    for (String option : agentOptions) {
      command.add("-Dsallyport." + option);
    }
    command.add("-Dsallyport.doctor=" + answer);
    command.add("-Dsallyport.audit=" + audit);
    command.add("-javaagent:" + jar);
    // The agent ends the JVM before the launcher gets to this.
    command.add("-version");
    return command;
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
