package dev.sallyport.agent.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InputSchemasTest {
  private final InputSchemas schemas = new InputSchemas();

  private boolean fits(String schema, Map<?, ?> arguments) {
    return schemas.fit("{\"inputSchema\":" + schema + "}", arguments);
  }

  @Test
  void arguments_haveToFitTypesBoundsAndWhatIsRequired() {
    String schema =
        """
        {"type":"object","required":["path"],"additionalProperties":false,"properties":{
          "path":{"type":"string","maxLength":5},
          "count":{"type":"integer","minimum":1},
          "modes":{"type":"array","items":{"enum":["a","b"]}}}}
        """;
    assertThat(fits(schema, Map.of("path", "a/b"))).isTrue();
    assertThat(fits(schema, Map.of("path", "a", "count", 1.0, "modes", List.of("a", "b"))))
        .isTrue();
    assertThat(fits(schema, Map.of())).isFalse();
    assertThat(fits(schema, Map.of("path", "a/b/c/d"))).isFalse();
    assertThat(fits(schema, Map.of("path", 1))).isFalse();
    assertThat(fits(schema, Map.of("path", "a", "count", 1.5))).isFalse();
    assertThat(fits(schema, Map.of("path", "a", "count", 0))).isFalse();
    assertThat(fits(schema, Map.of("path", "a", "modes", List.of("c")))).isFalse();
    assertThat(fits(schema, Map.of("path", "a", "other", true))).isFalse();
  }

  @Test
  void references_withinTheSchema_areFollowed() {
    String schema =
        """
        {"$defs":{"name":{"type":"string"}},"properties":{"a":{"$ref":"#/$defs/name"}}}
        """;
    assertThat(fits(schema, Map.of("a", "x"))).isTrue();
    assertThat(fits(schema, Map.of("a", 1))).isFalse();
  }

  @Test
  void references_toOtherDocuments_areNotFetchedAndFitNothing() throws IOException {
    try (ServerSocket peer = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      peer.setSoTimeout(1);
      String other = "http://127.0.0.1:" + peer.getLocalPort() + "/a.json";
      assertThat(fits("{\"properties\":{\"a\":{\"$ref\":\"" + other + "\"}}}", Map.of("a", "x")))
          .isFalse();
      assertThatThrownBy(peer::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void draft7_isKnownByItsName() {
    String schema =
        """
        {"$schema":"http://json-schema.org/draft-07/schema#",
         "definitions":{"n":{"type":"number"}},"properties":{"a":{"$ref":"#/definitions/n"}}}
        """;
    assertThat(fits(schema, Map.of("a", 1))).isTrue();
    assertThat(fits(schema, Map.of("a", "1"))).isFalse();
  }

  @Test
  void toolWithoutASchema_takesAnything() {
    assertThat(schemas.fit("{\"name\":\"t\"}", Map.of("a", 1))).isTrue();
  }

  @Test
  void schemaThatIsNone_isAFault() {
    assertThatThrownBy(() -> fits("{\"type\":\"strin\"}", Map.of("a", 1)))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> fits("[]", Map.of("a", 1))).isInstanceOf(RuntimeException.class);
  }

  @Test
  void pattern_thatWouldBacktrack_takesTimeLinearInTheText() {
    String schema = "{\"properties\":{\"a\":{\"pattern\":\"^(a+)+$\"}}}";
    assertThat(fits(schema, Map.of("a", "a".repeat(50_000)))).isTrue();
    // Some 2^50000 steps to an engine that goes back.
    assertThat(fits(schema, Map.of("a", "a".repeat(50_000) + "!"))).isFalse();
  }

  @Test
  void pattern_thatOnlyABacktrackingEngineKnows_holds() {
    String schema = "{\"properties\":{\"a\":{\"pattern\":\"^(?!secret)\"}}}";
    assertThat(fits(schema, Map.of("a", "public"))).isTrue();
    assertThat(fits(schema, Map.of("a", "secrets"))).isFalse();
  }
}
