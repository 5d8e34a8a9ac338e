package dev.sallyport.agent.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.agent.record.Entry;
import dev.sallyport.agent.record.Faults;
import dev.sallyport.agent.record.Overflow;
import dev.sallyport.agent.record.Recorder;
import dev.sallyport.agent.record.Sink;
import dev.sallyport.policy.decide.Principal;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Definitions from the first sight to the next run, with a lock file. */
final class DefinitionsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Principal.Tool TOOL = new Principal.Tool("t");
  private static final Thing THING = new Thing(Kind.TOOL, "t");

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
  private final List<Entry.StateChanged> recorded = new CopyOnWriteArrayList<>();

  @TempDir private Path directory;
  private LockFile lock;

  @BeforeEach
  void name() {
    lock = LockFile.of(directory.resolve("sallyport.lock").toFile(), 7);
  }

  /** A run of a server, which shows the tool with these descriptions one after the other. */
  private Definitions run(LockFile file, String... descriptions) throws Exception {
    Recorder recorder =
        new Recorder(
            64, Overflow.BLOCK, Thread::new, List.of(() -> kept()), InstantSource.system(), err);
    recorder.start();
    Definitions definitions =
        Definitions.pinned(file.read(), file, recorder, new Faults(recorder, err));
    Thread keeper = new Thread(definitions.keeper());
    keeper.start();
    for (String description : descriptions) {
      definitions.see(TOOL, Map.of("name", "t", "description", description));
    }
    definitions.keeper().close(PATIENCE);
    keeper.join(PATIENCE.toMillis());
    assertThat(keeper.isAlive()).isFalse();
    recorder.close(PATIENCE);
    return definitions;
  }

  private Sink kept() {
    return new Sink() {
      @Override
      public void accept(Entry entry) {
        if (entry instanceof Entry.StateChanged state) {
          recorded.add(state);
        }
      }

      @Override
      public void flush() {}

      @Override
      public void close(Duration limit) {}
    };
  }

  private List<String> records(String kind) {
    return recorded.stream()
        .filter(state -> state.kind().equals(kind))
        .map(state -> state.details().getOrDefault("finding", state.details().get("definition")))
        .toList();
  }

  @Test
  void firstSight_isKept() throws Exception {
    Definitions definitions = run(lock, "a");

    assertThat(definitions.isChanged(TOOL)).isFalse();
    assertThat(lock.read()).containsOnlyKeys(THING);
    assertThat(lock.read().get(THING).accepted()).isFalse();
    assertThat(records("pin")).isEmpty();
    assertThat(directory.toFile().list()).containsExactly("sallyport.lock");
  }

  @Test
  void change_inTheNextRun_isRecordedAndKeptUntilItIsAccepted() throws Exception {
    run(lock, "a", "a");

    assertThat(run(lock, "b").isChanged(TOOL)).isTrue();
    assertThat(records("pin")).containsExactly("{\"description\":\"b\",\"name\":\"t\"}");
    assertThat(lock.read().get(THING).isChanged()).isTrue();

    lock.write(Map.of(THING, lock.read().get(THING).accept()));
    assertThat(run(lock, "b").isChanged(TOOL)).isFalse();
    assertThat(records("pin")).hasSize(1);
    assertThat(run(lock, "a").isChanged(TOOL)).isTrue();
  }

  @Test
  void definition_otherInWhatNoClientGoesBy_isNotChanged() {
    Definitions definitions = unkept();
    definitions.see(TOOL, Map.of("name", "t", "_meta", Map.of("at", 1)));
    definitions.see(TOOL, Map.of("name", "t", "_meta", Map.of("at", 2)));
    assertThat(definitions.isChanged(TOOL)).isFalse();

    definitions.see(TOOL, Map.of("name", "t", "annotations", Map.of("readOnlyHint", true)));
    assertThat(definitions.isChanged(TOOL)).isTrue();
  }

  private Definitions unkept() {
    Recorder recorder =
        new Recorder(64, Overflow.BLOCK, Thread::new, List.of(), InstantSource.system(), err);
    return Definitions.pinned(Map.of(), null, recorder, new Faults(recorder, err));
  }

  @Test
  void definition_seenTwice_isScreenedOnce() throws Exception {
    run(lock, "a\u001b", "b", "a\u001b", "b");

    assertThat(records("screening")).containsExactly("terminal-controls");
  }

  @Test
  void lock_thatIsNoFile_isToldAsThat() {
    assertThatThrownBy(() -> LockFile.of(new File("/"), 7).read())
        .isInstanceOf(IOException.class)
        .hasMessage("/: its directory is not there");
  }

  @Test
  void lock_thatCantBeWritten_isToldOnceAndPinsHold() throws Exception {
    Files.createDirectories(lock.temporary().toPath().resolve("in-its-way"));

    Definitions definitions = run(lock, "a", "b");

    assertThat(definitions.isChanged(TOOL)).isTrue();
    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("sallyport: fault in pins: ")
        .endsWith("pins hold for this run only");
  }

  @Test
  void lock_damagedMeanwhile_staysAsItIs() throws Exception {
    run(lock, "a");
    LockFile other = LockFile.of(lock.file(), 8);
    Map<Thing, Pin> before = other.read();
    Files.writeString(lock.file().toPath(), "<<<<<<<\n");

    Recorder recorder =
        new Recorder(64, Overflow.BLOCK, Thread::new, List.of(), InstantSource.system(), err);
    Definitions definitions = Definitions.pinned(before, lock, recorder, new Faults(recorder, err));
    definitions.see(TOOL, Map.of("description", "b"));
    definitions.keeper().close(PATIENCE);
    definitions.keeper().run();

    assertThat(lock.file()).hasContent("<<<<<<<\n");
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("sallyport.lock:1: ");
  }

  @Test
  void instructions_arePinnedToo() throws Exception {
    Definitions definitions = run(lock);
    definitions.seeInstructions("a");
    definitions.seeInstructions("b");
    definitions.keeper().close(PATIENCE);
    definitions.keeper().run();

    assertThat(lock.read().get(Thing.SERVER).isChanged()).isTrue();
  }
}
