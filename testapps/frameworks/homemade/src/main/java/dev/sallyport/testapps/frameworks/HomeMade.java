package dev.sallyport.testapps.frameworks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/** As much of the protocol as it takes to list the scenario's tools and call them. */
final class HomeMade {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> ARGUMENTS = new TypeReference<>() {};

  /** The answer to one message; empty for a notification. */
  String answer(String line) throws JsonProcessingException {
    JsonNode message = JSON.readTree(line);
    return message.has("id")
        ? JSON.writeValueAsString(
            Map.of("jsonrpc", "2.0", "id", message.get("id"), "result", result(message)))
        : "";
  }

  private Map<String, Object> result(JsonNode message) {
    JsonNode parameters = message.path("params");
    return switch (message.path("method").asText()) {
      case "initialize" -> initialized();
      case "tools/list" ->
          Map.of(
              "tools",
              List.of(
                  tool(Scenario.ECHO, "text"),
                  tool(Scenario.SHOUT, "text"),
                  tool(Scenario.READ_FILE, "path"),
                  tool(Scenario.FETCH_URL, "url")));
      case "tools/call" ->
          call(
              parameters.path("name").asText(),
              JSON.convertValue(parameters.path("arguments"), ARGUMENTS));
      default -> Map.of();
    };
  }

  private static Map<String, Object> initialized() {
    return Map.of(
        "protocolVersion",
        "2025-06-18",
        "capabilities",
        Map.of("tools", Map.of()),
        "serverInfo",
        Map.of("name", "home-made", "version", "1.0.0"));
  }

  private static Map<String, Object> tool(String name, String argument) {
    Map<String, Object> properties = Map.of(argument, Map.of("type", "string"));
    return Map.of("name", name, "inputSchema", Map.of("type", "object", "properties", properties));
  }

  /** Where all calls pass. */
  private Map<String, Object> call(String tool, Map<String, Object> arguments) {
    try {
      String text =
          switch (tool) {
            case Scenario.ECHO -> Scenario.echo(text(arguments, "text"));
            case Scenario.SHOUT -> Scenario.shout(text(arguments, "text"));
            case Scenario.READ_FILE -> Scenario.readFile(text(arguments, "path"));
            case Scenario.FETCH_URL -> Scenario.fetchUrl(text(arguments, "url"));
            default -> throw new IllegalArgumentException("no tool " + tool);
          };
      return Map.of("content", List.of(Map.of("type", "text", "text", text)), "isError", false);
    } catch (RuntimeException e) {
      return Map.of(
          "content", List.of(Map.of("type", "text", "text", e.toString())), "isError", true);
    }
  }

  private static String text(Map<String, Object> arguments, String name) {
    return String.valueOf(arguments.get(name));
  }
}
