package dev.sallyport.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.agent.doctor.server.Declared;
import dev.sallyport.agent.doctor.server.Part;
import dev.sallyport.agent.doctor.server.Surveyed;
import dev.sallyport.agent.doctor.server.Tried;
import dev.sallyport.agent.doctor.server.Unread;
import dev.sallyport.agent.start.Hooks;
import dev.sallyport.agent.weave.Hook;
import dev.sallyport.agent.weave.Rows;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is printed of made-up servers, which docs/doctor.md shows. */
class ServerReportTest {
  private static final Path PAGE = Path.of("..", "docs", "doctor.md");
  private static final String SDK = "official Java SDK";

  private static final Surveyed HEALTHY =
      new Surveyed(
          15308,
          List.of(
              new Part(
                  SDK,
                  "app.jar!/BOOT-INF/lib/mcp-core-2.0.0.jar",
                  List.of(
                      new Tried(hook("toolsCallRequestHandler"), true, ""),
                      new Tried(hook("completionCompleteRequestHandler"), false, "gone")))),
          List.of(new Part("", "app.jar!/BOOT-INF/lib/reactor-core-3.8.6.jar", List.of())),
          List.of(),
          List.of());

  private static final Surveyed SICK =
      new Surveyed(
          4629,
          List.of(
              new Part(
                  SDK,
                  "lib/mcp-core-9.0.0.jar",
                  List.of(
                      new Tried(
                          hook("toolsCallRequestHandler"),
                          false,
                          "the class has no such method")))),
          List.of(),
          List.of(),
          List.of(new Unread("lib/damaged.jar", "zip END header not found")));

  private static final Surveyed UNTOLD =
      new Surveyed(
          1124,
          List.of(),
          List.of(),
          List.of(
              new Declared(
                  new Rows()
                      .whenLoaded("com/acme/Server")
                      .dispatched("call", List.of("String", "Map"), 0, 1)
                      .rows()
                      .get(0),
                  "classes",
                  "it is inherited from com.acme.Base: name that class")),
          List.of());

  private static Hook hook(String method) {
    return Hooks.frameworks().get(SDK).stream()
        .filter(hook -> hook.method().equals(method))
        .findFirst()
        .orElseThrow();
  }

  private static String text(Surveyed surveyed, boolean all) {
    StringWriter out = new StringWriter();
    new ServerReport(surveyed).text(new PrintWriter(out, true), all);
    return out.toString();
  }

  private static String json(Surveyed surveyed) throws IOException {
    StringWriter out = new StringWriter();
    new ServerJson(surveyed).print(new PrintWriter(out, true));
    return out.toString();
  }

  @Test
  void docs_showTheTextAndTheJson() throws IOException {
    String page = Files.readString(PAGE);
    String console = "```console\n$ java -jar sallyport.jar doctor --server ";

    assertThat(page)
        .contains(console + "app.jar\n" + text(HEALTHY, false) + "```")
        .contains(console + "lib\n" + text(SICK, false) + "```")
        .contains(console + "classes --policy policy.yaml\n" + text(UNTOLD, false) + "```")
        .contains("```json\n" + json(SICK) + "```");
  }

  @Test
  void text_withAll_showsEachHook() {
    assertThat(text(HEALTHY, true))
        .contains(
            "    found: io.modelcontextprotocol.server.McpAsyncServer#toolsCallRequestHandler()*\n",
            "    not here: io.modelcontextprotocol.server.McpAsyncServer"
                + "#completionCompleteRequestHandler()*\n",
            "  app.jar!/BOOT-INF/lib/reactor-core-3.8.6.jar: every hook finds its method\n");
  }

  @Test
  void json_ofDispatchPoints_saysWhetherAndWhy() throws IOException {
    assertThat(json(UNTOLD))
        .contains("\"method\" : \"call(String,Map)\"", "\"found\" : false")
        .contains("\"detail\" : \"it is inherited from com.acme.Base: name that class\"");
  }

  @Test
  void namesOutOfTheServersFiles_moveNoCursor() {
    Surveyed hostile =
        new Surveyed(
            0, List.of(), List.of(), List.of(), List.of(new Unread("a\u001b[2J.jar", "b\nc")));

    assertThat(text(hostile, false))
        .contains("a\\u001b[2J.jar: b\\u000ac")
        .doesNotContain("\u001b");
  }
}
