package dev.sallyport.agent.report;

import java.util.List;

/**
 * What an agent said of a tool in its {@code inventory}.
 *
 * @param covered whether an entry of the policy fits it
 * @param risk empty where it is not known
 * @param approval whether calls of it have to be approved
 */
record ToolNote(boolean covered, String risk, boolean approval) {
  private static final String RISK = "risk=";

  /** Words such as {@code covered risk=write approval}; others are passed over. */
  static ToolNote of(String words) {
    List<String> all = List.of(words.strip().split(" +"));
    String risk = "";
    for (String word : all) {
      risk = word.startsWith(RISK) ? word.substring(RISK.length()) : risk;
    }
    return new ToolNote(all.contains("covered"), risk, all.contains("approval"));
  }
}
