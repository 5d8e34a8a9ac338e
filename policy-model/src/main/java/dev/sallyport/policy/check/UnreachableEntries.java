package dev.sallyport.policy.check;

import dev.sallyport.policy.match.NameGlob;
import dev.sallyport.policy.match.PathPattern;
import dev.sallyport.policy.model.Entry;
import dev.sallyport.policy.model.FileGrants;
import dev.sallyport.policy.model.Policy;
import dev.sallyport.policy.model.PrimitivePolicy;
import dev.sallyport.policy.source.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What an entry grants and a deny takes away whole. */
final class UnreachableEntries {
  private final List<Problem> findings = new ArrayList<>();

  private UnreachableEntries() {}

  static List<Problem> of(Policy policy) {
    UnreachableEntries entries = new UnreachableEntries();
    entries.named(policy.tools());
    entries.named(policy.prompts());
    policy.resources().values().forEach(entries::files);
    return entries.findings;
  }

  private void named(Map<String, Entry<PrimitivePolicy>> entries) {
    for (Map.Entry<String, Entry<PrimitivePolicy>> entry : entries.entrySet()) {
      if (entry.getValue().value() instanceof PrimitivePolicy.Granted) {
        denied(entry.getKey(), entry.getValue(), entries);
        files(entry.getValue());
      }
    }
  }

  private void denied(
      String name, Entry<PrimitivePolicy> granted, Map<String, Entry<PrimitivePolicy>> entries) {
    NameGlob glob = NameGlob.parse(name);
    for (Map.Entry<String, Entry<PrimitivePolicy>> other : entries.entrySet()) {
      if (other.getValue().value() instanceof PrimitivePolicy.Denied
          && NameGlob.parse(other.getKey()).covers(glob)) {
        findings.add(
            new Problem(
                "unreachable",
                "`" + name + "` is denied by `" + other.getKey() + "`, whatever it grants",
                granted.span(),
                "narrow `"
                    + other.getKey()
                    + "` on line "
                    + other.getValue().span().line()
                    + ", or write `"
                    + name
                    + ": deny`"));
        return;
      }
    }
  }

  private void files(Entry<PrimitivePolicy> entry) {
    if (entry.value() instanceof PrimitivePolicy.Granted granted) {
      FileGrants files = granted.grants().files();
      paths(files.read(), files.deny());
      paths(files.write(), files.deny());
      paths(files.delete(), files.deny());
    }
  }

  private void paths(List<Entry<PathPattern>> granted, List<Entry<PathPattern>> denied) {
    for (Entry<PathPattern> grant : granted) {
      for (Entry<PathPattern> deny : denied) {
        if (isUnder(grant.value(), deny.value())) {
          findings.add(
              new Problem(
                  "unreachable",
                  "what this grants is denied by `" + deny.path() + "`",
                  grant.span(),
                  "leave it out, or narrow the deny on line " + deny.span().line()));
        }
      }
    }
  }

  /** Whether a path is denied; of a pattern with wildcards that is not said. */
  private static boolean isUnder(PathPattern grant, PathPattern deny) {
    List<String> paths = grant.literals();
    return !paths.isEmpty() && paths.stream().allMatch(deny::matches);
  }
}
