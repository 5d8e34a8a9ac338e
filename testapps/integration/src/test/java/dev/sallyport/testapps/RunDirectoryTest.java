package dev.sallyport.testapps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  @TempDir Path parent;

  @Test
  void release_ofOneThatNobodyChose_removesAllOfIt() throws Exception {
    RunDirectory directory = RunDirectory.create("files");
    Files.writeString(Files.createDirectory(directory.path().resolve("tmp")).resolve("x"), "x");

    directory.release();
    directory.release();

    assertThat(directory.path()).doesNotExist();
  }

  @Test
  void release_ofOneThatIsKept_leavesIt() throws Exception {
    RunDirectory directory = new RunDirectory(parent, /* keep= */ true);

    directory.release();

    assertThat(parent).exists();
  }
}
