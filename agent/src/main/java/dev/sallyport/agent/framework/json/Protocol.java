package dev.sallyport.agent.framework.json;

import dev.sallyport.agent.framework.Asked;
import dev.sallyport.policy.decide.Principal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The methods of the protocol that use what a server offers, or list it. */
public enum Protocol {
  TOOL_CALL("tools/call"),
  RESOURCE_READ("resources/read"),
  RESOURCE_SUBSCRIPTION("resources/subscribe"),
  PROMPT_GET("prompts/get"),
  COMPLETION("completion/complete"),
  TOOL_LIST("tools/list", "tools", "name"),
  RESOURCE_LIST("resources/list", "resources", "uri"),
  TEMPLATE_LIST("resources/templates/list", "resourceTemplates", "uriTemplate"),
  PROMPT_LIST("prompts/list", "prompts", "name");

  private final String method;
  private final String elements;
  private final String name;

  Protocol(String method) {
    this(method, "", "");
  }

  /**
   * A list.
   *
   * @param elements the member of its result that has them
   * @param name the member of one by which policies name it
   */
  Protocol(String method, String elements, String name) {
    this.method = method;
    this.elements = elements;
    this.name = name;
  }

  /** The one of that name; null for the rest, which are nobody's to decide. */
  public static @Nullable Protocol of(String method) {
    for (Protocol one : values()) {
      if (one.method.equals(method)) {
        return one;
      }
    }
    return null;
  }

  boolean isList() {
    return !elements.isEmpty();
  }

  /** What a request with these parameters uses. */
  Asked asked(@Nullable Object parameters) {
    return switch (this) {
      case TOOL_CALL -> Asked.toolCall(parameters);
      case RESOURCE_READ -> Asked.reading(parameters);
      case RESOURCE_SUBSCRIPTION -> Asked.subscription(parameters);
      case PROMPT_GET -> Asked.prompt(parameters);
      case COMPLETION -> Asked.completion(parameters);
      case TOOL_LIST, RESOURCE_LIST, TEMPLATE_LIST, PROMPT_LIST ->
          throw new IllegalStateException(method);
    };
  }

  /**
   * A list's result with those only that are shown; null where these are all.
   *
   * @param shown told of each what it is and its definition
   */
  @Nullable Map<String, @Nullable Object> filtered(
      Map<String, @Nullable Object> result, BiPredicate<Principal.Primitive, Map<?, ?>> shown) {
    List<?> all = result.get(elements) instanceof List<?> list ? list : List.of();
    List<Object> left = new ArrayList<>();
    for (Object one : all) {
      Map<?, ?> element = one instanceof Map<?, ?> members ? members : Map.of();
      if (shown.test(primitive(String.valueOf(element.get(name))), element)) {
        left.add(one);
      }
    }
    if (left.size() == all.size()) {
      return null;
    }
    Map<String, @Nullable Object> filtered = new LinkedHashMap<>(result);
    filtered.put(elements, left);
    return filtered;
  }

  private Principal.Primitive primitive(String named) {
    return switch (this) {
      case TOOL_LIST -> new Principal.Tool(named);
      case RESOURCE_LIST -> new Principal.Resource(named);
      case TEMPLATE_LIST -> new Principal.ResourceTemplate(named);
      case PROMPT_LIST -> new Principal.Prompt(named);
      case TOOL_CALL, RESOURCE_READ, RESOURCE_SUBSCRIPTION, PROMPT_GET, COMPLETION ->
          throw new IllegalStateException(method);
    };
  }
}
