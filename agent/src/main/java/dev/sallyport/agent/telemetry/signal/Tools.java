package dev.sallyport.agent.telemetry.signal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tools of the server by its last inventory, and what of them is to be known.
 *
 * @param names of all
 * @param covered how many the policy has an entry for
 * @param sharing how many are granted a secret that another is granted, too
 * @param unapproved how many are destructive, may be called, and need no approval
 */
record Tools(Set<String> names, long covered, long sharing, long unapproved) {
  static final Tools NONE = new Tools(Set.of(), 0, 0, 0);

  private static final String CREDENTIALS = "credentials=";

  /** Those of the record {@code inventory}. */
  static Tools of(Map<String, String> inventory) {
    long covered = 0;
    long unapproved = 0;
    Map<String, Set<String>> users = new HashMap<>();
    for (Map.Entry<String, String> tool : inventory.entrySet()) {
      List<String> words = List.of(tool.getValue().split(" ", -1));
      covered += words.contains("covered") ? 1 : 0;
      boolean open = !words.contains("denied") && !words.contains("approval");
      unapproved += words.contains("risk=destructive") && open ? 1 : 0;
      for (String word : words) {
        if (word.startsWith(CREDENTIALS)) {
          for (String credential : word.substring(CREDENTIALS.length()).split(",", -1)) {
            users.computeIfAbsent(credential, first -> new HashSet<>()).add(tool.getKey());
          }
        }
      }
    }
    Set<String> sharing = new HashSet<>();
    for (Set<String> tools : users.values()) {
      if (tools.size() > 1) {
        sharing.addAll(tools);
      }
    }
    return new Tools(Set.copyOf(inventory.keySet()), covered, sharing.size(), unapproved);
  }
}
