package dev.sallyport.testapps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** What a raw client has to know of messages, which it otherwise leaves alone. */
final class RawMessage {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RawMessage() {}

  /** A request whose bytes depend on nothing but the arguments given here. */
  static String call(int id, String tool, Map<String, String> arguments) {
    ObjectNode request = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", id);
    ObjectNode params = request.put("method", "tools/call").putObject("params").put("name", tool);
    ObjectNode given = params.putObject("arguments");
    new TreeMap<>(arguments).forEach(given::put);
    return request.toString();
  }

  /** The id of a request that is about to be sent. */
  static JsonNode id(String request) {
    try {
      return JSON.readTree(request).required("id");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(request, e);
    }
  }

  /** Whether a line is the response, not a request, with this id. */
  static boolean answers(JsonNode id, String line) {
    try {
      JsonNode message = JSON.readTree(line);
      return message.path("id").equals(id) && !message.has("method");
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
