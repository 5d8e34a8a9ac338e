package dev.sallyport.benchmarks;

import dev.sallyport.testapps.Jdk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What {@code jcmd} of a JDK has a JVM do, and what it answers. */
final class Jcmd {
  private Jcmd() {}

  static String ask(Jdk jdk, long pid, String command) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(jdk.home().resolve("bin/jcmd").toString(), Long.toString(pid), command)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String answer = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IOException(command + " ended with " + jcmd.exitValue());
    }
    return answer;
  }
}
