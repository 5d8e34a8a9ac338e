package dev.sallyport.agent.report;

import dev.sallyport.agent.record.Words;
import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.model.Approval;
import dev.sallyport.policy.model.Credential;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.Namespace;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.model.PrimitivePolicy;
import dev.sallyport.policy.model.Risk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says of tools by their names, with what those say that it extends.
 *
 * @param digest of its texts
 */
public record PolicyView(Policy policy, String digest) {

  /** Whether an entry of it fits, a denying one as well. */
  boolean covers(String tool) {
    return !entries(tool).isEmpty();
  }

  /** The worst that an entry says of it; empty where none does. */
  String risk(String tool) {
    @Nullable Risk worst = null;
    for (PrimitivePolicy.Granted granted : granted(tool)) {
      Entry<Risk> risk = granted.conditions().risk();
      worst = risk == null ? worst : worse(worst, risk.value());
      if (granted.conditions().actions() != null) {
        for (Entry<Risk> action : granted.conditions().actions().value().risks().values()) {
          worst = worse(worst, action.value());
        }
      }
    }
    return worst == null ? "" : Words.of(worst);
  }

  private static Risk worse(@Nullable Risk one, Risk other) {
    return one == null || other.compareTo(one) > 0 ? other : one;
  }

  /** Whether calls of it, or some of them, have to be approved. */
  boolean asks(String tool) {
    for (PrimitivePolicy.Granted granted : granted(tool)) {
      if (granted.conditions().approval() != null) {
        return true;
      }
    }
    String risk = risk(tool);
    for (Policy layer : layers()) {
      for (Map.Entry<Risk, Entry<Approval>> tier : layer.tiers().entrySet()) {
        if (Words.of(tier.getKey()).equals(risk)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The secrets that it is granted. */
  Set<String> credentials(String tool) {
    Set<String> names = new TreeSet<>();
    for (PrimitivePolicy.Granted granted : granted(tool)) {
      granted.grants().credentials().forEach(one -> names.add(one.value()));
    }
    for (Policy layer : layers()) {
      for (Entry<Namespace> namespace : layer.namespaces().values()) {
        if (namespace.value().has(tool)) {
          namespace.value().grants().credentials().forEach(one -> names.add(one.value()));
        }
      }
    }
    return names;
  }

  /** The tools that it names without a wildcard. */
  Set<String> named() {
    Set<String> names = new TreeSet<>();
    for (Policy layer : layers()) {
      for (String written : layer.tools().keySet()) {
        NameGlob glob = NameGlob.parse(written);
        if (glob.isLiteral() && written.indexOf('#') < 0) {
          names.add(glob.literal());
        }
      }
    }
    return names;
  }

  SortedMap<String, Credential> secrets() {
    SortedMap<String, Credential> secrets = new TreeMap<>();
    for (Policy layer : layers()) {
      layer.credentials().forEach((name, entry) -> secrets.putIfAbsent(name, entry.value()));
    }
    return secrets;
  }

  List<Policy> layers() {
    List<Policy> layers = new ArrayList<>();
    for (Policy layer = policy; layer != null; layer = layer.narrows()) {
      layers.add(layer);
    }
    return layers;
  }

  private List<PrimitivePolicy.Granted> granted(String tool) {
    List<PrimitivePolicy.Granted> granted = new ArrayList<>();
    for (PrimitivePolicy entry : entries(tool)) {
      if (entry instanceof PrimitivePolicy.Granted one) {
        granted.add(one);
      }
    }
    return granted;
  }

  private List<PrimitivePolicy> entries(String tool) {
    List<PrimitivePolicy> fitting = new ArrayList<>();
    for (Policy layer : layers()) {
      layer
          .tools()
          .forEach(
              (written, entry) -> {
                if (fits(written, tool)) {
                  fitting.add(entry.value());
                }
              });
    }
    return fitting;
  }

  /** What is written of one action of a tool, such as {@code repo#delete}, is of that tool. */
  private static boolean fits(String written, String tool) {
    NameGlob glob = NameGlob.parse(written);
    return glob.matches(tool)
        || (glob.isLiteral() && written.startsWith(NameGlob.quote(tool) + "#"));
  }
}
