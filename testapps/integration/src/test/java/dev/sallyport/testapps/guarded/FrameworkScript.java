package dev.sallyport.testapps.guarded;

import dev.sallyport.testapps.HttpPeer;
import dev.sallyport.testapps.frameworks.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is asked of a server, and what its policy says of that.
 *
 * @param granted a file that the policy grants
 * @param secret one that it does not
 * @param peer whom the server sends requests to
 */
record FrameworkScript(Path granted, Path secret, HttpPeer peer) {
  static final String GRANTED_PATH = "/granted";
  static final String OTHER_PATH = "/other";

  /** All that a server offers, and of that what the policy lists, by the name of the list. */
  static final Map<String, List<String>> OFFERED =
      Map.of(
          "tools",
          List.of(Scenario.ECHO, Scenario.SHOUT, Scenario.READ_FILE, Scenario.FETCH_URL),
          "resources",
          List.of(Scenario.LISTED_NOTE, Scenario.UNLISTED_NOTE),
          "prompts",
          List.of(Scenario.LISTED_PROMPT, Scenario.UNLISTED_PROMPT));

  static final Map<String, List<String>> LISTED =
      Map.of(
          "tools",
          List.of(Scenario.ECHO, Scenario.READ_FILE, Scenario.FETCH_URL),
          "resources",
          List.of(Scenario.LISTED_NOTE),
          "prompts",
          List.of(Scenario.LISTED_PROMPT));

  static FrameworkScript in(Path directory, HttpPeer peer) throws IOException {
    return new FrameworkScript(
        Files.writeString(directory.resolve("granted.txt"), "granted"),
        Files.writeString(directory.resolve("secret.txt"), "classified"),
        peer);
  }

  String policy(String mode) {
    return """
        sallyport: 1
        mode: %s
        callers:
          local: { subject: %s, roles: [whole] }
          keys:
            %s: { sha256: %s, roles: [whole] }
            %s: { sha256: %s, roles: [part] }
        roles:
          whole: { tools: ["*"], resources: ["**"], prompts: ["*"] }
          part: { tools: [%s] }
        tools:
          %s: { arguments: { text: { type: string, required: true, pattern: "[a-z]+" } } }
          %s: { files: { read: ["%s"] } }
          %s: { http: ["GET %s"] }
        resources:
          "%s": {}
        prompts:
          %s: {}
        egress: { allow: ["127.0.0.1:%d"] }
        """
        .formatted(
            mode,
            FrameworkCaller.LOCAL.subject(),
            FrameworkCaller.OWNER.subject(),
            FrameworkCaller.OWNER.digest(),
            FrameworkCaller.GUEST.subject(),
            FrameworkCaller.GUEST.digest(),
            Scenario.ECHO,
            Scenario.ECHO,
            Scenario.READ_FILE,
            granted,
            Scenario.FETCH_URL,
            HttpPeers.url(peer, GRANTED_PATH),
            Scenario.LISTED_NOTE,
            Scenario.LISTED_PROMPT,
            peer.port());
  }

  /** In this order, one after the other. */
  List<FrameworkAct> acts() {
    String other = HttpPeers.url(peer, OTHER_PATH);
    return List.of(
        FrameworkAct.tool(FrameworkCell.ALLOWED, Scenario.ECHO, Map.of("text", "said"), "", "said"),
        FrameworkAct.tool(
            FrameworkCell.TOOL, Scenario.SHOUT, Map.of("text", "said"), "tool call shout", "SAID"),
        FrameworkAct.tool(
            FrameworkCell.ARGUMENT, Scenario.ECHO, Map.of("text", "0"), "tool call echo", "0"),
        read(granted, "", "granted"),
        read(secret, "file read " + secret, "classified"),
        fetch(HttpPeers.url(peer, GRANTED_PATH), ""),
        fetch(other, "http get " + other),
        FrameworkAct.resource(Scenario.LISTED_NOTE, ""),
        FrameworkAct.resource(Scenario.UNLISTED_NOTE, "resource read " + Scenario.UNLISTED_NOTE),
        FrameworkAct.prompt(Scenario.LISTED_PROMPT, ""),
        FrameworkAct.prompt(Scenario.UNLISTED_PROMPT, "prompt get " + Scenario.UNLISTED_PROMPT));
  }

  /** What a caller asks then who may use less. */
  List<FrameworkAct> actsOfGuest() {
    return List.of(
        said(""),
        FrameworkAct.tool(
            FrameworkCell.CALLER,
            Scenario.FETCH_URL,
            Map.of("url", HttpPeers.url(peer, GRANTED_PATH)),
            "tool call " + Scenario.FETCH_URL,
            HttpPeer.BODY));
  }

  /** What somebody asks at last whom nobody knows. */
  static FrameworkAct actOfStranger() {
    return said("tool call " + Scenario.ECHO);
  }

  private static FrameworkAct said(String denied) {
    return FrameworkAct.tool(
        FrameworkCell.CALLER, Scenario.ECHO, Map.of("text", "said"), denied, "said");
  }

  private static FrameworkAct read(Path file, String denied, String answer) {
    return FrameworkAct.tool(
        FrameworkCell.FILE, Scenario.READ_FILE, Map.of("path", file.toString()), denied, answer);
  }

  private static FrameworkAct fetch(String url, String denied) {
    return FrameworkAct.tool(
        FrameworkCell.HTTP, Scenario.FETCH_URL, Map.of("url", url), denied, HttpPeer.BODY);
  }
}
