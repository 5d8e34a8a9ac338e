package dev.sallyport.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.doctor.Examined;
import dev.sallyport.agent.doctor.Finding;
import dev.sallyport.agent.doctor.Proof;
import dev.sallyport.agent.doctor.State;
import dev.sallyport.agent.doctor.Weakness;
import dev.sallyport.agent.start.Hooks;
import dev.sallyport.agent.weave.Door;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.policy.model.Mode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is printed of made-up findings, which docs/doctor.md shows. */
class DoctorReportTest {
  private static final Path PAGE = Path.of("..", "docs", "doctor.md");

  private static final DoctorReport HEALTHY =
      new DoctorReport(
          new Examined(
              "17.0.15+6",
              Mode.ENFORCE,
              List.of(
                  new Proof(
                      hook("FileInputStream.open", Door.CHECK),
                      State.LIVE,
                      "java.io.FileNotFoundException"),
                  new Proof(
                      hook("McpAsyncServer.toolsCallRequestHandler", Door.REPLACE),
                      State.WAITING,
                      ""))),
          List.of());

  private static final DoctorReport SICK =
      new DoctorReport(
          new Examined(
              "17.0.15+6",
              Mode.ENFORCE,
              List.of(
                  new Proof(
                      hook("FileInputStream.open", Door.CHECK),
                      State.LIVE,
                      "java.io.FileNotFoundException"),
                  new Proof(
                      hook("ProcessImpl.start", Door.EXCHANGE), State.ABSENT, "did not fire"))),
          List.of(
              new Finding(Weakness.ROOT, ""),
              new Finding(Weakness.OPENED_JDK, "java.base/java.lang")));

  private static Hook hook(String id, Door door) {
    return Hooks.table().rows().stream()
        .filter(hook -> hook.id().equals(id) && hook.door() == door)
        .findFirst()
        .orElseThrow();
  }

  private static String text(DoctorReport report, boolean all) {
    StringWriter out = new StringWriter();
    report.text(new PrintWriter(out, true), all);
    return out.toString();
  }

  private static String json(DoctorReport report) throws IOException {
    StringWriter out = new StringWriter();
    report.json(new PrintWriter(out, true));
    return out.toString();
  }

  @Test
  void text_ofAllLive_isShort() {
    assertThat(HEALTHY.findings()).isZero();
    assertThat(text(HEALTHY, false))
        .isEqualTo(
            """
            JDK 17.0.15+6, mode enforce

            Hooks: 1 live, 0 observed only, 0 absent, 0 not fired, 1 waiting for their class

            Posture: nothing found

            Nothing found.
            """);
  }

  @Test
  void text_withAll_showsWhatARefusalLooksLike() {
    assertThat(text(HEALTHY, true))
        .contains(
            "  live: java.io.FileInputStream#open(Ljava/lang/String;)V check,"
                + " java.io.FileNotFoundException\n");
  }

  @Test
  void docs_showTheTextAndTheJson() throws IOException {
    String page = Files.readString(PAGE);

    assertThat(page).contains("```console\n$ java -jar sallyport.jar doctor\n" + text(SICK, false));
    assertThat(page).contains("```json\n" + json(SICK));
  }

  @Test
  void docs_nameEachFinding() throws IOException {
    String page = Files.readString(PAGE);

    for (Weakness weakness : Weakness.values()) {
      assertThat(page)
          .contains(
              "| `"
                  + weakness.code()
                  + "` | "
                  + weakness.sentence()
                  + " | "
                  + weakness.help()
                  + " |");
    }
  }

  @Test
  void json_endsWhereItShould_andLeavesTheStreamOpen() throws IOException {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out, true);

    HEALTHY.json(writer);
    writer.print("still open");
    writer.flush();
    assertThat(out.toString()).startsWith("{").endsWith("}\nstill open");
  }
}
