package dev.sallyport.testapps.guarded;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.testapps.App;
import dev.sallyport.testapps.BuildTree;
import dev.sallyport.testapps.Jdk;
import dev.sallyport.testapps.ServerLaunch;
import dev.sallyport.testapps.ServerProcess;
import dev.sallyport.testapps.ToolCalls;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.nio.file.Path;
import java.util.Map;

/** A server with the agent in it, its client and its audit file. */
record Guarded(ServerProcess server, McpSyncClient client, AuditLog audit)
    implements AutoCloseable {

  /** A launch with the agent and a policy, of a server that is asked a few things. */
  static ServerLaunch launch(App app, Jdk jdk, String policy, Path audit) {
    return lasting(app, jdk, policy, audit).brief();
  }

  /** The same, of one that is asked so much that its code is compiled as users have it. */
  static ServerLaunch lasting(App app, Jdk jdk, String policy, Path audit) {
    return ServerProcess.of(app)
        .jdk(jdk)
        .agent(BuildTree.agentJar(), "audit=" + audit)
        .policy(policy);
  }

  /** What a call was answered, and what is recorded of it. */
  record Told(CallToolResult answer, AuditedCall recorded) {
    String text() {
      return ToolCalls.text(answer);
    }
  }

  /** Calls a tool; no other call may be under way. */
  Told call(String tool, Map<String, String> arguments) {
    int before = audit.lines().size();
    CallToolResult answer = ToolCalls.call(client, tool, arguments);
    return new Told(answer, audit.awaitCall(before, tool));
  }

  /** What a request was answered, and what is recorded of it. */
  record Answered(JsonNode message, AuditedCall recorded) {
    /** What stands at a JSON pointer. */
    String text(String pointer) {
      return message.at(pointer).asText();
    }
  }

  /**
   * Uses anything; no other call may be under way.
   *
   * @param used as in {@link AuditLine#used}
   */
  Answered ask(RawRequest request, String used) {
    int before = audit.lines().size();
    String answer = server.raw().exchange(request.withId(before));
    return new Answered(AuditLine.of(answer).json(), audit.awaitUse(before, used));
  }

  @Override
  public void close() {
    server.close();
  }
}
