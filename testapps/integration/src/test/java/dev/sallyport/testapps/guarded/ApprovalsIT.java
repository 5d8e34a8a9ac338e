package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.testapps.App;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.Jdks;
import dev.sallyport.testapps.RunningServers;
import dev.sallyport.testapps.ServerLaunch;
import dev.sallyport.testapps.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A tool whose calls somebody has to approve, and the ways round that. */
@ParameterizedClass(name = "{0}")
@MethodSource("jdks")
class ApprovalsIT {
  private static final FrameworkCaller ANN = FrameworkCaller.OWNER;
  private static final FrameworkCaller BOB = FrameworkCaller.GUEST;
  private static final String ID = "/result/_meta/dev.sallyport~1approval";

  @RegisterExtension final RunningServers servers = new RunningServers();

  @Parameter Jdk jdk;

  @TempDir Path temporary;
  private Path directory;
  private Path approvals;
  private AuditLog audit;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @BeforeEach
  void name() throws IOException {
    directory = temporary.toRealPath();
    approvals = directory.resolve("approvals");
    audit = new AuditLog(directory.resolve("audit.jsonl"));
  }

  private ServerLaunch launch(String mode, String within) {
    return launchAsking(mode, "{ from: [maintainer], within: " + within + " }");
  }

  private ServerLaunch launchAsking(String mode, String approval) {
    return ServerProcess.of(App.filesServer())
        .jdk(jdk)
        .agent(BuildTree.agentJar(), "audit=" + audit.file(), "approvals=" + approvals)
        .policy(
            """
            sallyport: 1
            mode: %s
            callers: { keys: { owner: { sha256: %s }, guest: { sha256: %s } } }
            tools:
              write_file:
                files: { write: ["%s/**"] }
                approval: %s
              read_file:
                files: { read: ["%s/**"] }
            """
                .formatted(mode, ANN.digest(), BOB.digest(), directory, approval, directory))
        .args(directory.toString())
        .brief()
        .http();
  }

  private Poster start(String mode, String within) {
    return Poster.to(servers.start(launch(mode, within)));
  }

  /** What a call of the tool is answered. */
  private static JsonNode write(
      Poster poster, FrameworkCaller caller, String session, Object file, String text) {
    RawRequest call =
        new RawRequest(
            "tools/call",
            """
            {"name":"write_file","arguments":{"path":"%s","content":"%s"}}"""
                .formatted(file, text));
    String body = poster.post(call, "Authorization", key(caller), Poster.SESSION, session).body();
    String message = body.substring(body.indexOf('{'), body.lastIndexOf('}') + 1);
    return AuditLine.of(message).json();
  }

  private static void read(Poster poster, String session, Path file) {
    RawRequest call =
        new RawRequest(
            "tools/call",
            """
            {"name":"read_file","arguments":{"path":"%s"}}"""
                .formatted(file));
    assertThat(poster.post(call, "Authorization", key(ANN), Poster.SESSION, session).body())
        .contains("from elsewhere");
  }

  private static String key(FrameworkCaller caller) {
    return caller.headers().get("Authorization");
  }

  private static String begin(Poster poster, FrameworkCaller caller) {
    return poster.begin("Authorization", key(caller));
  }

  private static String approval(JsonNode answer) {
    return answer.at(ID).asText();
  }

  /** The id of the approval that a refused call waits for. */
  private static String refused(JsonNode answer) {
    String id = approval(answer);
    assertThat(id).as("%s", answer).matches("[a-z2-9]{12}");
    assertThat(answer.at("/result/isError").asBoolean()).isTrue();
    assertThat(answer.at("/result/content/0/text").asText())
        .startsWith("Refused by policy (sallyport ")
        .endsWith("): needs approval " + id + "; ask for the same again once it is given");
    assertThat(answer.toString()).doesNotContain("maintainer", "write_file", "policy.yaml");
    return id;
  }

  /** {@code java -jar sallyport.jar approvals}. */
  private String approvals(int exit, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(jdk.java().toString(), "-jar", BuildTree.agentJar().toString()));
    command.add("approvals");
    command.addAll(List.of(arguments));
    command.addAll(List.of("--dir", approvals.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(exit);
    return said;
  }

  private void approve(String id) throws Exception {
    assertThat(approvals(0, "approve", id, "--by", "mia", "--reason", "as agreed"))
        .contains("approved " + id + ", write_file");
  }

  /** Verdict, reason and action of each decision on a call. */
  private List<String> decisions() {
    return lines().map(line -> line.verdict() + " " + line.reason() + " " + line.action()).toList();
  }

  private Stream<AuditLine> lines() {
    return audit.lines().stream().filter(line -> line.operation().equals("tool call write_file"));
  }

  @Test
  void call_waitsUntilItIsApproved_andGoesOnOnce() throws Exception {
    Path file = directory.resolve("note.txt");
    String id;
    String next;
    try (ServerProcess server = launch("enforce", "5m").start()) {
      Poster poster = Poster.to(server);
      String session = begin(poster, ANN);
      id = refused(write(poster, ANN, session, file, "one"));
      assertThat(refused(write(poster, ANN, session, file, "one"))).isEqualTo(id);
      assertThat(file).doesNotExist();
      assertThat(approvals(0, "list"))
          .contains(id + "  write_file", "caller     owner", "\"content\":\"one\"", "1 call waits");

      approve(id);
      assertThat(approvals(0, "list")).contains("0 calls wait");
      assertThat(write(poster, ANN, session, file, "one").at("/result/isError").asBoolean())
          .isFalse();
      assertThat(file).hasContent("one");

      Files.delete(file);
      next = refused(write(poster, ANN, session, file, "one"));
      assertThat(next).isNotEqualTo(id);
      assertThat(file).doesNotExist();
      assertThat(approvals(2, "approve", id)).contains("no call waits under " + id);
    }
    assertThat(decisions())
        .containsExactly(
            "approve unapproved blocked",
            "approve unapproved blocked",
            "allow approved allowed",
            "approve unapproved blocked");
    assertThat(lines().map(line -> line.json().at("/approval/id").asText()))
        .containsExactly(id, id, id, next);
    assertThat(lines().skip(2).findFirst().get().json().at("/approval").toString())
        .contains("\"by\":\"mia\"", "\"role\":\"maintainer\"", "\"reason\":\"as agreed\"");
  }

  @Test
  void approvedCall_isNoneWithOtherArguments_ofAnotherCaller_orInAnotherSession() throws Exception {
    Poster poster = start("enforce", "5m");
    Path file = directory.resolve("note.txt");
    String session = begin(poster, ANN);
    approve(refused(write(poster, ANN, session, file, "one")));

    refused(write(poster, ANN, session, file, "two"));
    refused(write(poster, ANN, session, directory.resolve("other.txt"), "one"));
    refused(write(poster, BOB, begin(poster, BOB), file, "one"));
    refused(write(poster, ANN, begin(poster, ANN), file, "one"));
    assertThat(file).doesNotExist();
    assertThat(directory.resolve("other.txt")).doesNotExist();

    assertThat(approval(write(poster, ANN, session, file, "one"))).isEmpty();
    assertThat(file).hasContent("one");
  }

  @Test
  void call_thatNobodyApprovesInTime_isDenied() throws Exception {
    Poster poster = start("enforce", "1s");
    Path file = directory.resolve("note.txt");
    String session = begin(poster, ANN);
    String id = refused(write(poster, ANN, session, file, "one"));

    Poster.until(() -> !approval(write(poster, ANN, session, file, "one")).equals(id));

    assertThat(file).doesNotExist();
    assertThat(approvals(2, "approve", id)).contains("no call waits");
    audit.await(0, line -> line.reason().equals("lapsed") && line.action().equals("blocked"));
  }

  @Test
  void call_thatIsDenied_staysDenied() throws Exception {
    Poster poster = start("enforce", "5m");
    Path file = directory.resolve("note.txt");
    String session = begin(poster, ANN);
    String id = refused(write(poster, ANN, session, file, "one"));
    approvals(0, "deny", id, "--by", "mia");
    assertThat(approvals(2, "approve", id, "--by", "max")).contains("it was answered before");

    JsonNode answer = write(poster, ANN, session, file, "one");

    assertThat(approval(answer)).isEmpty();
    assertThat(answer.at("/result/content/0/text").asText())
        .matches("Refused by policy \\(sallyport [^ ]+\\)");
    assertThat(file).doesNotExist();
  }

  @Test
  void requester_andWhoeverIsInAnotherRole_doNotApprove() throws Exception {
    Poster poster = start("enforce", "5m");
    Path file = directory.resolve("note.txt");
    String session = begin(poster, ANN);
    String id = refused(write(poster, ANN, session, file, "one"));

    assertThat(approvals(2, "approve", id, "--by", "owner")).contains("it is of whoever asks");
    assertThat(approvals(2, "approve", id, "--by", "mia", "--as", "guest"))
        .contains("nobody in that role may answer");
    refused(write(poster, ANN, session, file, "one"));
    assertThat(file).doesNotExist();
    approve(id);
    write(poster, ANN, session, file, "one");
    assertThat(file).hasContent("one");
  }

  @Test
  void ofTwoApprovedCallsAtOnce_oneGoesOn() throws Exception {
    try (ServerProcess server = launch("enforce", "5m").start()) {
      Poster poster = Poster.to(server);
      Path file = directory.resolve("note.txt");
      String session = begin(poster, ANN);
      approve(refused(write(poster, ANN, session, file, "one")));

      List<CompletableFuture<JsonNode>> calls = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        calls.add(CompletableFuture.supplyAsync(() -> write(poster, ANN, session, file, "one")));
      }
      calls.forEach(CompletableFuture::join);
      assertThat(file).hasContent("one");
    }
    assertThat(decisions()).filteredOn("allow approved allowed"::equals).hasSize(1);
    assertThat(decisions()).filteredOn("approve unapproved blocked"::equals).hasSize(8);
  }

  @Test
  void tool_thatWouldApproveItself_isDenied() throws Exception {
    Poster poster = start("enforce", "5m");
    String session = begin(poster, ANN);
    String id = refused(write(poster, ANN, session, directory.resolve("note.txt"), "one"));
    Path forged = approvals.resolve(id + ".answer");
    String forging = refused(write(poster, ANN, session, forged, "approved=true"));
    approve(forging);

    JsonNode answer = write(poster, ANN, session, forged, "approved=true");

    assertThat(answer.at("/result/isError").asBoolean()).isTrue();
    assertThat(forged).doesNotExist();
    audit.await(
        0,
        line ->
            line.gate().equals("file")
                && line.reason().equals("protected")
                && line.action().equals("blocked"));
  }

  @Test
  void call_afterAToolThatBringsTextFromElsewhere_waits_inThatSessionAlone() throws Exception {
    Path page = Files.writeString(directory.resolve("page.txt"), "from elsewhere");
    Path file = directory.resolve("note.txt");
    Poster poster =
        Poster.to(
            servers.start(launchAsking("enforce", "{ from: [maintainer], after: [\"read_*\"] }")));
    String session = begin(poster, ANN);

    assertThat(approval(write(poster, ANN, session, file, "before"))).isEmpty();
    read(poster, session, page);
    String id = refused(write(poster, ANN, session, file, "after"));
    assertThat(file).hasContent("before");
    assertThat(approval(write(poster, ANN, begin(poster, ANN), file, "elsewhere"))).isEmpty();
    assertThat(file).hasContent("elsewhere");
    approve(id);
    assertThat(approval(write(poster, ANN, session, file, "after"))).isEmpty();
    assertThat(file).hasContent("after");
    assertThat(decisions())
        .containsExactly(
            "allow granted allowed",
            "approve unapproved blocked",
            "allow granted allowed",
            "allow approved allowed");
  }

  @Test
  void call_afterAToolThatBringsTextFromElsewhere_underAudit_isObserved() throws Exception {
    Path page = Files.writeString(directory.resolve("page.txt"), "from elsewhere");
    Path file = directory.resolve("note.txt");
    try (ServerProcess server =
        launchAsking("audit", "{ from: [maintainer], after: [\"read_*\"] }").start()) {
      Poster poster = Poster.to(server);
      String session = begin(poster, ANN);
      write(poster, ANN, session, file, "before");
      read(poster, session, page);
      write(poster, ANN, session, file, "after");
      assertThat(file).hasContent("after");
    }
    assertThat(decisions()).containsExactly("allow granted allowed", "approve unapproved observed");
  }

  @Test
  void call_whoseConditionHolds_waits_andAnyOtherGoesOn() throws Exception {
    Path file = directory.resolve("note.txt");
    Poster poster =
        Poster.to(
            servers.start(
                launchAsking(
                    "enforce",
                    "{ from: [maintainer], when: \"args.content.contains('production')\" }")));
    String session = begin(poster, ANN);

    refused(write(poster, ANN, session, file, "in production"));
    assertThat(file).doesNotExist();
    assertThat(approval(write(poster, ANN, session, file, "in a test"))).isEmpty();
    assertThat(file).hasContent("in a test");
  }

  @Test
  void underAudit_nobodyIsAsked_andTheCallGoesOn() {
    try (ServerProcess server = launch("audit", "5m").start()) {
      Poster poster = Poster.to(server);
      Path file = directory.resolve("note.txt");
      JsonNode answer = write(poster, ANN, begin(poster, ANN), file, "one");

      assertThat(answer.at("/result/isError").asBoolean()).isFalse();
      assertThat(approval(answer)).isEmpty();
      assertThat(file).hasContent("one");
      assertThat(approvals).doesNotExist();
    }
    assertThat(decisions()).containsExactly("approve unapproved observed");
  }

  @Test
  void tool_thatTouchesTheDirectory_underAudit_isObserved() {
    Path file = approvals.resolve("k3m9x7q2wd5a.answer");
    try (ServerProcess server = launch("audit", "5m").start()) {
      Poster poster = Poster.to(server);
      write(poster, ANN, begin(poster, ANN), file, "approved=true");
      assertThat(file).hasContent("approved=true");
    }
    assertThat(audit.lines())
        .filteredOn(line -> line.operation().equals("file write " + file))
        .isNotEmpty()
        .allSatisfy(
            line -> {
              assertThat(line.reason()).isEqualTo("protected");
              assertThat(line.action()).isEqualTo("observed");
            });
  }

  @Test
  void directoryThatOthersCanWrite_stopsTheStart_inAuditIsRecorded() throws Exception {
    Files.createDirectory(approvals);
    Files.setPosixFilePermissions(approvals, PosixFilePermissions.fromString("rwxrwxrwx"));
    String problem = "can't ask for approvals: " + approvals + " can be written by others";

    ServerProcess refused = servers.start(launch("enforce", "5m"));
    assertThat(refused.awaitExit()).isEqualTo(78);
    assertThat(refused.stderr())
        .containsExactly("sallyport: refuses to start the server: " + problem);

    begin(start("audit", "5m"), ANN);
    assertThat(audit.lines())
        .filteredOn(line -> line.kind().equals("fault"))
        .anySatisfy(line -> assertThat(line.toString()).contains(problem));
  }
}
