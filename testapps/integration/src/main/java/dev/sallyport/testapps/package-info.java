/**
 * What an integration test or a demonstration needs around a real MCP server: the machine's JDKs,
 * the server's process, real clients, and listeners that stand for the outside world. Start at
 * {@link dev.sallyport.testapps.ServerProcess}:
 *
 * <pre>{@code
 * for (Jdk jdk : Jdks.all()) {
 *   try (LoopbackListener internal = LoopbackListener.answering("internal");
 *       ServerProcess server =
 *           ServerProcess.of(App.vulnerableServer())
 *               .jdk(jdk)
 *               .agent(BuildTree.agentJar(), "mode=enforce")
 *               .policy("sallyport: 1\n…")
 *               .args(workspace.toString())
 *               .start()) {
 *     CallToolResult result =
 *         ToolCalls.call(server.client(), "fetch_url", Map.of("url", internal.url().toString()));
 *     assertThat(internal.accepted()).isZero();
 *   }
 * }
 * }</pre>
 *
 * <p>Every wait is bounded and is for a condition. Nothing here knows a class of the agent: it is a
 * jar, given by its path. Nothing leaves the loopback address.
 */
@NullMarked
package dev.sallyport.testapps;

import org.jspecify.annotations.NullMarked;
