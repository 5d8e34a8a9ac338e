package dev.sallyport.testapps.guarded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.NodeTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the language server of editors makes of a policy that names the schema. */
class EditorIT {
  private static final Path DOCS = BuildTree.testapps().resolveSibling("docs");
  private static final String MODELINE = "# yaml-language-server: $schema=policy.schema.json\n";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private NodeTools node;

  @BeforeEach
  void prepare() throws IOException {
    node = NodeSetup.tools();
    for (String schema : List.of("policy.schema.json", "policy-tests.schema.json")) {
      Files.copy(DOCS.resolve(schema), directory.resolve(schema));
    }
  }

  /**
   * What is offered and underlined.
   *
   * @param places each {@code line:column}, from 0
   */
  private JsonNode edit(String text, String... places) throws IOException {
    Path file = Files.writeString(directory.resolve("policy.yaml"), text);
    List<String> arguments = new ArrayList<>(List.of(file.toString()));
    arguments.addAll(List.of(places));
    NodeTools.Result result = node.own("complete.mjs", arguments);
    assertThat(result.status()).as(result.errors()).isZero();
    return JSON.readTree(result.output());
  }

  private static List<String> names(JsonNode offered) {
    List<String> names = new ArrayList<>();
    offered.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void keysAndValues_areOfferedWhereTheyBelong_andExplained() throws IOException {
    String text =
        MODELINE
            + "sallyport: 1\nmode: \ntools:\n  read_file:\n    files:\n"
            + "      read: [\"/srv/**\"]\n      \n";
    JsonNode offered = edit(text, "2:6", "7:6").path("offered");

    assertThat(names(offered.path(0))).containsExactlyInAnyOrder("audit", "enforce");
    assertThat(names(offered.path(1))).containsExactlyInAnyOrder("write", "delete", "deny");
    assertThat(offered.path(1).path("deny").asText()).isEqualTo("Paths that no grant covers.");
  }

  @Test
  void mistake_isUnderlined() throws IOException {
    String text = MODELINE + "sallyport: 1\ntools:\n  read_file:\n    filez: {}\n";

    assertThat(edit(text).path("underlined"))
        .singleElement()
        .satisfies(problem -> assertThat(problem.asText()).startsWith("4:4 "));
  }

  @Test
  void filesOfThePageForBeginners_haveNoneUnderlined() throws IOException {
    List<PageBlock> files =
        PageBlock.of(Files.readString(DOCS.resolve("getting-started.md"))).stream()
            .filter(block -> block.language().equals("yaml"))
            .toList();

    assertThat(files).hasSizeGreaterThan(3);
    for (PageBlock file : files) {
      assertThat(edit(file.text()).path("underlined")).as(file.text()).isEmpty();
    }
  }
}
