package dev.sallyport.agent.start;

import dev.sallyport.agent.framework.helidon.HelidonMcp;
import dev.sallyport.agent.framework.kotlin.KotlinSdk;
import dev.sallyport.agent.framework.quarkus.QuarkusMcp;
import dev.sallyport.agent.framework.sdk.McpSdk;
import dev.sallyport.agent.gate.Gates;
import dev.sallyport.agent.gate.ToolGate;
import dev.sallyport.agent.weave.Hook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The adapters of all MCP frameworks. A new family is named here, with its rows. */
final class Frameworks implements Gates.Replacement {
  private final Map<String, Gates.Replacement> byOwner = new HashMap<>();

  Frameworks(ToolGate gate) {
    add(McpSdk.rows(), new McpSdk(gate));
    add(KotlinSdk.rows(), new KotlinSdk(gate));
    add(HelidonMcp.rows(), new HelidonMcp(gate));
    add(QuarkusMcp.rows(), new QuarkusMcp(gate));
  }

  /** The rows of each, by its name. */
  static Map<String, List<Hook>> byName() {
    Map<String, List<Hook>> families = new LinkedHashMap<>();
    families.put("official Java SDK", McpSdk.rows());
    families.put("Kotlin SDK", KotlinSdk.rows());
    families.put("Helidon MCP", HelidonMcp.rows());
    families.put("Quarkus MCP server", QuarkusMcp.rows());
    return families;
  }

  static List<Hook> rows() {
    List<Hook> rows = new ArrayList<>();
    for (List<Hook> family : byName().values()) {
      rows.addAll(family);
    }
    return List.copyOf(rows);
  }

  private void add(List<Hook> rows, Gates.Replacement adapter) {
    for (Hook row : rows) {
      byOwner.put(row.owner(), adapter);
    }
  }

  @Override
  public Object replace(Hook hook, Object owner, Object result) {
    return byOwner.get(hook.owner()).replace(hook, owner, result);
  }

  @Override
  public @Nullable Object exchange(Hook hook, @Nullable Object owner, Object asked, Object reply) {
    return byOwner.get(hook.owner()).exchange(hook, owner, asked, reply);
  }
}
