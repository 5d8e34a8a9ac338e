package dev.sallyport.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.start.Hooks;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.HookTable;
import dev.sallyport.agent.weave.WeaveLog;
import dev.sallyport.agent.weave.Weaver;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** In this JVM no hook stands, so every canary goes past where its hook should be. */
class StartCanariesTest {
  private static final int FEATURE = Runtime.version().feature();

  private final HookTable table = Hooks.table();
  private final WeaveLog log = new WeaveLog(table, (hook, failure) -> {});

  private StartCanaries sent() throws ReflectiveOperationException {
    StartCanaries canaries = new StartCanaries(BuiltInGates.of(table), table, log, FEATURE);
    canaries.send(Path.of("pom.xml").toAbsolutePath());
    return canaries;
  }

  @Test
  void hooks_thatAreWovenAndDoNotFire_areSilent() throws Exception {
    weave("java/io/FileInputStream");
    weave("java/io/FileOutputStream");
    weave("java/io/RandomAccessFile");
    weave("sun/nio/fs/UnixNativeDispatcher");
    weave("java/io/UnixFileSystem");
    weave("java/lang/ProcessImpl");

    StartCanaries canaries = sent();

    assertThat(canaries.silent())
        .extracting(Hook::id)
        .containsExactly(
            "FileInputStream.open",
            "FileOutputStream.open",
            "RandomAccessFile.open",
            "UnixNativeDispatcher.open",
            "UnixFileSystem.canonicalize",
            "ProcessImpl.start");
    assertThat(canaries.count()).isEqualTo("0/6");
  }

  @Test
  void hook_thatIsMissing_isToldOnceAndNotAsSilent() throws Exception {
    Set<Integer> gone = new TreeSet<>();
    for (Hook row : table.rows()) {
      if (row.owner().equals("java/lang/ProcessImpl")) {
        gone.add(table.rows().indexOf(row));
      }
    }
    gone.forEach(log::absent);

    StartCanaries canaries = sent();

    assertThat(canaries.silent()).extracting(Hook::id).doesNotContain("ProcessImpl.start");
    assertThat(canaries.count()).isEqualTo("0/6");
  }

  /** Into bytes that nobody loads: only the log learns of it. */
  private void weave(String owner) throws Exception {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(owner + ".class")) {
      new Weaver(table, FEATURE, log).transform(null, null, owner, null, null, in.readAllBytes());
    }
  }
}
