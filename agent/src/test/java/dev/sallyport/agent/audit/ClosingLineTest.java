package dev.sallyport.agent.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.record.Action;
import dev.sallyport.agent.record.Entries;
import dev.sallyport.agent.record.Entry.DecisionMade;
import dev.sallyport.agent.record.Sink;
import dev.sallyport.agent.record.Stderr;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClosingLineTest {
  private static final File JAR = new File("/opt/sallyport.jar");

  private final Stderr err = new Stderr();

  @TempDir private Path directory;

  private void close(Path file, DecisionMade... decisions) {
    AuditLocation location = AuditLocation.configured(file.toString(), 42);
    Sink sink = new ClosingLineSource(JAR, location, err.stream()).open();
    for (DecisionMade decision : decisions) {
      sink.accept(decision);
    }
    sink.close(Duration.ZERO);
  }

  private static DecisionMade observed(int millis) {
    return Entries.fileRead(millis, "/etc/passwd", Entries.DENIED, Action.OBSERVED);
  }

  @Test
  void whatWasObserved_isCounted_andTheCommandThatShowsItIsNamed() throws IOException {
    Path file = Files.createFile(directory.resolve("audit.jsonl"));

    close(file, observed(0), observed(1), observed(2));

    assertThat(err.lines())
        .containsExactly(
            "sallyport: audit: 3 operations of 1 tool would have been refused; see: java -jar"
                + " /opt/sallyport.jar decisions --denied "
                + file);
  }

  @Test
  void pathsWithSpaces_areOneWordToAShell() throws IOException {
    Path file = Files.createFile(directory.resolve("it's here.jsonl"));

    close(file, observed(0));

    assertThat(err.lines())
        .singleElement()
        .asString()
        .endsWith(" --denied '" + directory + "/it'\\''s here.jsonl'");
  }

  @Test
  void fileBesideThatOfAnotherProcess_isTheOneThatIsNamed() throws IOException {
    Path file = Files.createFile(directory.resolve("audit.jsonl"));
    Path beside = Files.createFile(directory.resolve("audit-42.jsonl"));

    close(file, observed(0));

    assertThat(err.lines()).singleElement().asString().endsWith(" " + beside);
  }

  @Test
  void recordsThatWentToStderr_haveNoCommand() {
    close(directory.resolve("none.jsonl"), observed(0));

    assertThat(err.lines())
        .containsExactly("sallyport: audit: 1 operation of 1 tool would have been refused");
  }

  @Test
  void auditInWhichNothingWasDenied_saysSo() {
    close(directory.resolve("none.jsonl"), Entries.auditing("/srv/a"));

    assertThat(err.lines()).containsExactly("sallyport: audit: nothing would have been refused");
  }

  @Test
  void enforcing_saysNothing() {
    close(
        directory.resolve("none.jsonl"),
        Entries.fileRead(0, "/etc/passwd", Entries.DENIED, Action.BLOCKED));

    assertThat(err.lines()).isEmpty();
  }
}
