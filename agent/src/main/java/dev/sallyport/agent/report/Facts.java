package dev.sallyport.agent.report;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What the records of some audit files come to.
 *
 * @param records how many were read
 * @param uses all decisions, alike ones together
 * @param calls how many ended, by outcome
 * @param callers their subjects
 * @param agents the programs that said who they are for them
 * @param answered tools of which a call was answered well
 * @param inventory what agents said of the tools that the server has
 * @param secrets what was last said of each secret, by its name
 * @param asked calls that somebody was asked to approve, by the approval's id
 * @param denials what is on record of calls in which something was denied, by the call's id
 * @param lost records that are missing, by why
 * @param damage of the files, in words
 */
record Facts(
    long records,
    List<Run> runs,
    List<Use> uses,
    SortedMap<String, Long> calls,
    SortedSet<String> callers,
    SortedSet<String> agents,
    int sessions,
    Set<String> answered,
    SortedMap<String, ToolNote> inventory,
    SortedMap<String, String> secrets,
    Map<String, Asked> asked,
    Collection<CallStory> denials,
    long deniedOutsideCalls,
    List<Notice> notices,
    SortedMap<String, Long> lost,
    List<String> damage) {

  long callsEnded() {
    return calls.values().stream().mapToLong(Long::longValue).sum();
  }

  long recordsLost() {
    return lost.values().stream().mapToLong(Long::longValue).sum();
  }

  Counts counts() {
    return uses.stream().map(Use::counts).reduce(Counts.NONE, Counts::plus);
  }
}
