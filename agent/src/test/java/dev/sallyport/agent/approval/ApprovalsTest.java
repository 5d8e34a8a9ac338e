package dev.sallyport.agent.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.agent.record.Asker;
import dev.sallyport.agent.record.Consent;
import dev.sallyport.agent.record.Faults;
import dev.sallyport.agent.record.Overflow;
import dev.sallyport.agent.record.Recorder;
import dev.sallyport.policy.decide.Decision;
import dev.sallyport.policy.decide.Reason;
import dev.sallyport.policy.decide.Request;
import dev.sallyport.policy.decide.Rule;
import dev.sallyport.policy.decide.Verdict;
import dev.sallyport.policy.model.Approval;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What gets a call past its approver, and what does not. */
class ApprovalsTest {
  private static final Decision UNAPPROVED =
      new Decision(Verdict.APPROVE, new Rule("tools.drop.approval", 3), Reason.UNAPPROVED);
  private static final Approval TERMS =
      new Approval(List.of("maintainer"), Duration.ofMinutes(5), false);
  private static final String POLICY = "policy-1";
  private static final Map<String, Object> MAIN = Map.of("branch", "main");

  @TempDir Path temporary;
  private Path directory;
  private Folder folder;
  private Approvals approvals;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

  @BeforeEach
  void open() throws IOException {
    directory = temporary.toRealPath().resolve("state/approvals");
    folder = Folder.of(directory.toFile());
    approvals = approvals();
  }

  private Approvals approvals() {
    PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
    Recorder idle =
        new Recorder(64, Overflow.DROP, Thread::new, List.of(), InstantSource.system(), err);
    return new Approvals(folder, "server", now::get, new Faults(idle, err));
  }

  private static Asker caller(String subject, String session) {
    return new Asker(subject, List.of(), "", "", "key", session);
  }

  private Sanction ask(Map<String, ?> arguments, Asker asker) {
    return ask(arguments, asker, POLICY);
  }

  private Sanction ask(Map<String, ?> arguments, Asker asker, String policy) {
    Request.ToolCall call = new Request.ToolCall("drop", arguments);
    return approvals.ask(call, UNAPPROVED, TERMS, asker, policy);
  }

  private Sanction ask() {
    return ask(MAIN, caller("ann", "s1"));
  }

  private void answer(String id, boolean approved, String by) throws Exception {
    folder.answer(folder.question(id).answer(approved, by, "os-user", "maintainer", ""));
  }

  /** Asks, and has it approved. */
  private String approved() throws Exception {
    String id = ask().consent().approval();
    answer(id, true, "mia");
    return id;
  }

  private static String told(Sanction sanction) {
    return sanction.decision().verdict() + " " + sanction.decision().reason();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void approvedCall_goesOnOnce() throws Exception {
    Sanction first = ask();
    assertThat(told(first)).isEqualTo("APPROVE UNAPPROVED");
    String id = first.consent().approval();
    assertThat(ask().consent().approval()).isEqualTo(id);

    answer(id, true, "mia");
    Sanction second = ask();

    assertThat(told(second)).isEqualTo("ALLOW APPROVED");
    assertThat(second.decision().rule()).isEqualTo(UNAPPROVED.rule());
    assertThat(second.consent().approval()).isEqualTo(id);
    assertThat(second.consent().by()).isEqualTo("mia");
    assertThat(second.consent().user()).isEqualTo("os-user");
    assertThat(second.consent().role()).isEqualTo("maintainer");
    assertThat(files()).isEmpty();
    Sanction third = ask();
    assertThat(told(third)).isEqualTo("APPROVE UNAPPROVED");
    assertThat(third.consent().approval()).isNotEqualTo(id);
  }

  @Test
  void replayedFiles_gainNothing() throws Exception {
    String id = approved();
    Path answer = directory.resolve(id + ".answer");
    Path question = directory.resolve(id + ".ask");
    byte[] said = Files.readAllBytes(answer);
    byte[] asked = Files.readAllBytes(question);
    assertThat(told(ask())).isEqualTo("ALLOW APPROVED");

    write(answer, said);
    write(question, asked);
    String again = ask().consent().approval();
    assertThat(told(ask())).isEqualTo("APPROVE UNAPPROVED");
    write(directory.resolve(again + ".answer"), said);
    assertThat(told(ask())).isEqualTo("APPROVE UNAPPROVED");
    assertThat(this.said.toString(StandardCharsets.UTF_8)).contains("it is to another call");
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void alteredArguments_needAnApprovalOfTheirOwn() throws Exception {
    String id = approved();
    Asker ann = caller("ann", "s1");

    for (Map<String, ?> other :
        List.<Map<String, ?>>of(
            Map.of("branch", "main "),
            Map.of("branch", List.of("main")),
            Map.of("branch", "main", "force", true),
            Map.of("Branch", "main"),
            Map.of())) {
      Sanction sanction = ask(other, ann);
      assertThat(told(sanction)).isEqualTo("APPROVE UNAPPROVED");
      assertThat(sanction.consent().approval()).isNotEqualTo(id);
    }
    assertThat(told(ask())).isEqualTo("ALLOW APPROVED");
  }

  @Test
  void anotherTool_caller_session_orPolicy_needsAnApprovalOfItsOwn() throws Exception {
    approved();

    assertThat(told(ask(MAIN, caller("bob", "s1")))).isEqualTo("APPROVE UNAPPROVED");
    assertThat(told(ask(MAIN, caller("ann", "s2")))).isEqualTo("APPROVE UNAPPROVED");
    assertThat(
            told(
                approvals.ask(
                    new Request.ToolCall("drop2", MAIN),
                    UNAPPROVED,
                    TERMS,
                    caller("ann", "s1"),
                    POLICY)))
        .isEqualTo("APPROVE UNAPPROVED");
    assertThat(told(ask(MAIN, caller("ann", "s1"), "policy-2"))).isEqualTo("APPROVE UNAPPROVED");
    assertThat(told(ask())).isEqualTo("ALLOW APPROVED");
  }

  @Test
  void argumentsThatCouldBeMoreThanOneThing_areDenied() {
    assertThat(told(ask(Map.of("id", (1L << 53) + 1), caller("ann", "s1"))))
        .isEqualTo("DENY AMBIGUOUS");
    assertThat(directory).doesNotExist();
  }

  @Test
  void expiredApproval_denies() throws Exception {
    String id = approved();
    now.set(Instant.EPOCH.plus(TERMS.within()));

    Sanction late = ask();

    assertThat(told(late)).isEqualTo("DENY LAPSED");
    assertThat(late.consent().approval()).isEqualTo(id);
    assertThat(files()).isEmpty();
    assertThat(told(ask())).isEqualTo("APPROVE UNAPPROVED");
  }

  @Test
  void approval_justInTime_allows() throws Exception {
    approved();
    now.set(Instant.EPOCH.plus(TERMS.within()).minusMillis(1));
    assertThat(told(ask())).isEqualTo("ALLOW APPROVED");
  }

  @Test
  void denied_staysDeniedUntilItIsTooLate() throws Exception {
    answer(ask().consent().approval(), false, "mia");

    assertThat(told(ask())).isEqualTo("DENY DISAPPROVED");
    assertThat(ask().consent().by()).isEqualTo("mia");
    now.set(Instant.EPOCH.plus(TERMS.within()));
    assertThat(told(ask())).isEqualTo("DENY LAPSED");
  }

  @Test
  void requester_doesNotApproveItself() throws Exception {
    String id = ask().consent().approval();
    Question question = folder.question(id);

    assertThatThrownBy(() -> answer(id, true, "Ann")).isInstanceOf(Unanswerable.class);
    assertThatThrownBy(() -> question.answer(true, "mia", "ann", "maintainer", ""))
        .isInstanceOf(Unanswerable.class);
    folder.answer(
        new Answer(id, question.asking().digest(), true, "ann", "os-user", "maintainer", ""));
    assertThat(told(ask())).isEqualTo("APPROVE UNAPPROVED");
    answer(id, true, "mia");
    assertThat(told(ask())).isEqualTo("ALLOW APPROVED");
  }

  @Test
  void answer_inAnotherRole_orToAnotherCall_isNotTaken() throws Exception {
    String id = ask().consent().approval();
    String digest = folder.question(id).asking().digest();
    String other = ask(Map.of("branch", "dev"), caller("ann", "s1")).consent().approval();
    Answer ofOther = folder.question(other).answer(true, "mia", "os-user", "maintainer", "");

    for (Answer forged :
        List.of(
            new Answer(id, digest, true, "mia", "os-user", "owner", ""),
            new Answer(id, digest, true, "", "os-user", "maintainer", ""),
            new Answer(id, ofOther.digest(), true, "mia", "os-user", "maintainer", ""))) {
      folder.answer(forged);
      assertThat(told(ask())).isEqualTo("APPROVE UNAPPROVED");
    }
    assertThat(told(ask())).isEqualTo("APPROVE UNAPPROVED");
  }

  @Test
  void reason_isAskedForWhereItIsRequired() throws Exception {
    Approval strict = new Approval(List.of("maintainer"), Duration.ofMinutes(5), true);
    Request.ToolCall call = new Request.ToolCall("drop", MAIN);
    String id =
        approvals.ask(call, UNAPPROVED, strict, caller("ann", "s1"), POLICY).consent().approval();

    assertThatThrownBy(() -> answer(id, true, "mia")).isInstanceOf(Unanswerable.class);
    folder.answer(folder.question(id).answer(true, "mia", "os-user", "maintainer", "as agreed"));

    Sanction sanction = approvals.ask(call, UNAPPROVED, strict, caller("ann", "s1"), POLICY);
    assertThat(told(sanction)).isEqualTo("ALLOW APPROVED");
    assertThat(sanction.consent().reason()).isEqualTo("as agreed");
  }

  @Test
  void ofManyAtOnce_oneGoesOn() throws Exception {
    int many = 8;
    ExecutorService pool = Executors.newFixedThreadPool(many);
    try {
      for (int round = 0; round < 50; round++) {
        approved();
        CyclicBarrier start = new CyclicBarrier(many);
        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < many; i++) {
          calls.add(
              () -> {
                start.await();
                return told(ask());
              });
        }
        List<String> told = new ArrayList<>();
        for (Future<String> call : pool.invokeAll(calls)) {
          told.add(call.get());
        }
        assertThat(told).filteredOn("ALLOW APPROVED"::equals).hasSize(1);
        assertThat(told).filteredOn("APPROVE UNAPPROVED"::equals).hasSize(many - 1);
        answer(ask().consent().approval(), true, "mia");
        assertThat(told(ask())).isEqualTo("ALLOW APPROVED");
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void tooManyOfOneCaller_areDenied_othersAreNot() {
    for (int i = 0; i < Approvals.MOST_OF_ONE; i++) {
      assertThat(told(ask(Map.of("i", i), caller("ann", "s" + i)))).isEqualTo("APPROVE UNAPPROVED");
    }
    assertThat(told(ask(Map.of("i", -1), caller("ann", "s1")))).isEqualTo("DENY LIMIT");
    assertThat(told(ask(MAIN, caller("bob", "s1")))).isEqualTo("APPROVE UNAPPROVED");
  }

  @Test
  void tooManyOfAll_areDenied_untilTheyAreTooLate() {
    for (int i = 0; i < Approvals.MOST; i++) {
      assertThat(told(ask(MAIN, caller("c" + i, "s")))).isEqualTo("APPROVE UNAPPROVED");
    }
    assertThat(told(ask(MAIN, caller("zoe", "s")))).isEqualTo("DENY LIMIT");
    now.set(Instant.EPOCH.plus(TERMS.within()));
    assertThat(told(ask(MAIN, caller("zoe", "s")))).isEqualTo("APPROVE UNAPPROVED");
  }

  @Test
  void directoryThatCanNotBeWritten_denies_andIsSaid() throws Exception {
    Files.createDirectories(directory.getParent());
    Files.writeString(directory, "a file in its place");

    assertThat(told(ask())).isEqualTo("DENY ERROR");
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("fault in approvals");
    Files.delete(directory);
    assertThat(told(ask())).isEqualTo("APPROVE UNAPPROVED");
  }

  @Test
  void directory_isTheOwners_andNoLink() throws Exception {
    ask();
    assertThat(Files.getPosixFilePermissions(directory))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    for (String file : files()) {
      assertThat(Files.getPosixFilePermissions(directory.resolve(file)))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
    assertThat(folder.problem()).isNull();

    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwx---"));
    assertThat(folder.problem()).isEqualTo(directory + " can be written by others");
    assertThat(told(ask(Map.of(), caller("ann", "s1")))).isEqualTo("DENY ERROR");

    Path link = Files.createSymbolicLink(temporary.resolve("link"), temporary);
    assertThat(Folder.of(link.toFile()).problem()).endsWith("is no directory, or a link");
  }

  @Test
  void answerFile_thatIsALink_orThatOthersCanWrite_isNotRead() throws Exception {
    String id = ask().consent().approval();
    answer(id, true, "mia");
    Path answer = directory.resolve(id + ".answer");
    Path aside = temporary.resolve("aside");
    Files.move(answer, aside);

    Files.createSymbolicLink(answer, aside);
    assertThat(told(ask())).isEqualTo("DENY ERROR");
    Files.delete(answer);
    Files.copy(aside, answer);
    Files.setPosixFilePermissions(answer, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThat(told(ask())).isEqualTo("DENY ERROR");
    Files.setPosixFilePermissions(answer, PosixFilePermissions.fromString("rw-------"));
    assertThat(told(ask())).isEqualTo("ALLOW APPROVED");
  }

  @Test
  void ofTwoAnswers_theFirstIsTheOne() throws Exception {
    String id = ask().consent().approval();
    answer(id, false, "mia");

    assertThatThrownBy(() -> answer(id, true, "max"))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(told(ask())).isEqualTo("DENY DISAPPROVED");
  }

  @Test
  void whatOthersLeftBehind_isRemoved() throws Exception {
    String id = ask().consent().approval();
    now.set(Instant.EPOCH.plus(TERMS.within()).plusSeconds(1));
    approvals = approvals();
    ask(Map.of(), caller("bob", "s"));

    assertThat(files()).hasSize(1).doesNotContain(id + ".ask");
  }

  @Test
  void timeToApproval_isFromTheQuestionToItsAnswer() throws Exception {
    now.set(Instant.EPOCH.plusSeconds(100));
    String id = ask().consent().approval();
    answer(id, true, "mia");
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(112)));
      }
    }
    now.set(Instant.EPOCH.plusSeconds(160));

    Consent consent = ask().consent();

    assertThat(consent.askedAt()).isEqualTo(100_000_000_000L);
    assertThat(consent.waitedNanos()).isEqualTo(12_000_000_000L);
  }
}
