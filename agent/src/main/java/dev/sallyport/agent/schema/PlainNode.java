package dev.sallyport.agent.schema;

import dev.harrel.jsonschema.JsonNode;
import dev.harrel.jsonschema.JsonNodeFactory;
import dev.harrel.jsonschema.SimpleType;
import dev.sallyport.agent.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plain value as the library wants it: a map, a list, text, a number, a boolean or null. */
final class PlainNode implements JsonNode {
  private final @Nullable Object value;
  private final String pointer;
  private final SimpleType type;

  private PlainNode(@Nullable Object value, String pointer) {
    this.value = value instanceof Number number ? exact(number) : value;
    this.pointer = pointer;
    this.type = type(this.value);
  }

  static PlainNode of(@Nullable Object value) {
    return new PlainNode(value, "");
  }

  /** What the library reads of texts are its own resources. */
  static final class Maker implements JsonNodeFactory {
    @Override
    public JsonNode wrap(Object value) {
      return value instanceof JsonNode node ? node : of(value);
    }

    @Override
    public JsonNode create(String text) {
      return of(Json.value(text));
    }
  }

  private static SimpleType type(@Nullable Object value) {
    if (value == null) {
      return SimpleType.NULL;
    }
    if (value instanceof String) {
      return SimpleType.STRING;
    }
    if (value instanceof Boolean) {
      return SimpleType.BOOLEAN;
    }
    if (value instanceof BigDecimal number) {
      boolean whole = number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
      return whole ? SimpleType.INTEGER : SimpleType.NUMBER;
    }
    if (value instanceof Map) {
      return SimpleType.OBJECT;
    }
    if (value instanceof List) {
      return SimpleType.ARRAY;
    }
    throw new IllegalArgumentException("no JSON: " + value.getClass().getName());
  }

  /**
   * Without loss.
   *
   * @throws NumberFormatException where it is none, as {@code NaN}
   */
  private static BigDecimal exact(Number number) {
    return number instanceof BigDecimal exact ? exact : new BigDecimal(number.toString());
  }

  @Override
  public String getJsonPointer() {
    return pointer;
  }

  @Override
  public SimpleType getNodeType() {
    return type;
  }

  @Override
  public boolean asBoolean() {
    return value instanceof Boolean truth && truth;
  }

  @Override
  public String asString() {
    return String.valueOf(value);
  }

  @Override
  public BigInteger asInteger() {
    return asNumber().toBigInteger();
  }

  @Override
  public BigDecimal asNumber() {
    return value instanceof BigDecimal number ? number : BigDecimal.ZERO;
  }

  @Override
  public List<JsonNode> asArray() {
    List<JsonNode> nodes = new ArrayList<>();
    for (Object item : value instanceof List<?> items ? items : List.of()) {
      nodes.add(new PlainNode(item, pointer + "/" + nodes.size()));
    }
    return nodes;
  }

  @Override
  public Map<String, JsonNode> asObject() {
    Map<String, JsonNode> nodes = new LinkedHashMap<>();
    for (Map.Entry<?, ?> member : (value instanceof Map<?, ?> all ? all : Map.of()).entrySet()) {
      String name = String.valueOf(member.getKey());
      String step = JsonNode.encodeJsonPointer(name);
      nodes.put(name, new PlainNode(member.getValue(), pointer + "/" + step));
    }
    return nodes;
  }
}
