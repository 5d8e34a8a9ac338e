package dev.sallyport.agent.command;

import dev.sallyport.agent.audit.AuditFollower;
import dev.sallyport.agent.audit.AuditLocation;
import dev.sallyport.agent.audit.AuditReader;
import dev.sallyport.agent.audit.AuditRecord;
import dev.sallyport.agent.audit.AuditRecord.Decision;
import dev.sallyport.agent.record.Words;
import dev.sallyport.policy.decide.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows decisions as they are made. */
@Command(
    name = "tail",
    headerHeading = "Example: sallyport tail --denied audit.jsonl%n%n",
    header = "Show decisions as they are recorded, until it is interrupted.%n")
final class Tail implements Callable<Integer> {
  private static final long LOOK_MILLIS = 200;

  private final Screen screen;
  private final Map<String, String> environment;
  private final String home;
  private final AuditReader reader = new AuditReader();

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "<audit.jsonl>",
      description = "The audit file; the newest in the state directory unless said.")
  private @Nullable Path file;

  @Option(names = "-n", paramLabel = "<lines>", description = "So many of before first; 10.")
  private int count = 10;

  @Option(names = "--tool", paramLabel = "<name>", description = "Only these tools.")
  private Set<String> tools = new LinkedHashSet<>();

  @Option(names = "--gate", paramLabel = "<gate>", description = "Only these gates.")
  private Set<String> gates = new LinkedHashSet<>();

  @Option(
      names = "--verdict",
      paramLabel = "allow|deny|approve",
      description = "Only these verdicts.")
  private Set<Verdict> verdicts = new LinkedHashSet<>();

  @Option(names = "--denied", description = "Only denials.")
  private boolean denied;

  @Option(names = "--all", description = "Also what the JVM itself and starting need.")
  private boolean all;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      description = "A line each, or the lines of the file.")
  private Decisions.Format format = Decisions.Format.TEXT;

  @Option(names = "--color", paramLabel = "auto|always|never", description = "Colour verdicts.")
  private Decisions.Color color = Decisions.Color.AUTO;

  Tail(Screen screen, Map<String, String> environment, String home) {
    this.screen = screen;
    this.environment = environment;
    this.home = home;
  }

  @Override
  public Integer call() throws IOException {
    if (count < 0) {
      throw new ParameterException(spec.commandLine(), "-n: it is no number of lines");
    }
    PrintWriter out = spec.commandLine().getOut();
    Path followed = file == null ? newest() : file;
    if (Files.exists(followed)) {
      AuditInput.check(followed, spec);
    } else {
      spec.commandLine().getErr().println("waiting for " + followed);
      spec.commandLine().getErr().flush();
    }
    Filter filter = new Filter(tools, gates, words(verdicts), denied, /* shadow= */ false, all);
    TailLine line = new TailLine(color.isOn(screen));
    try (AuditFollower follower = new AuditFollower(followed)) {
      List<String> lines = follower.last(count, text -> shows(filter, reader.record(text)));
      // Whoever reads no further ends it, as whoever interrupts it does.
      while (!out.checkError()) {
        for (String text : lines) {
          AuditRecord record = reader.record(text);
          if (record != null && shows(filter, record)) {
            out.println(format == Decisions.Format.JSON ? text : line.of(record));
          }
        }
        out.flush();
        // A watch service is silent on network file systems, and polls by itself on macOS.
        Thread.sleep(LOOK_MILLIS);
        lines = follower.next();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.OK.code();
  }

  private static boolean shows(Filter filter, @Nullable AuditRecord record) {
    if (record instanceof Decision decision) {
      return !filter.hides(decision) && filter.shows(decision);
    }
    return record instanceof AuditRecord.State && filter.isOpen();
  }

  private static Set<String> words(Set<Verdict> verdicts) {
    Set<String> words = new HashSet<>();
    verdicts.forEach(verdict -> words.add(Words.of(verdict)));
    return words;
  }

  /** Of the servers whose policy names no file, the one that wrote last. */
  private Path newest() throws IOException {
    Path directory = AuditLocation.state(environment, home).toPath();
    Path newest = null;
    FileTime latest = FileTime.fromMillis(0);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.jsonl")) {
      for (Path candidate : files) {
        FileTime written = Files.getLastModifiedTime(candidate);
        if (newest == null || written.compareTo(latest) > 0) {
          newest = candidate;
          latest = written;
        }
      }
    } catch (NoSuchFileException e) {
      // No server has run here yet, or another one has just tidied up.
    }
    if (newest == null) {
      throw new ParameterException(spec.commandLine(), "there is no audit file in " + directory);
    }
    return newest;
  }
}
