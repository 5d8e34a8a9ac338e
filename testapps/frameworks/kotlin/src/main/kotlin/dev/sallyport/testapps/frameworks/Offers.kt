package dev.sallyport.testapps.frameworks

import io.modelcontextprotocol.kotlin.sdk.server.Server
import io.modelcontextprotocol.kotlin.sdk.server.ServerOptions
import io.modelcontextprotocol.kotlin.sdk.types.CallToolResult
import io.modelcontextprotocol.kotlin.sdk.types.GetPromptResult
import io.modelcontextprotocol.kotlin.sdk.types.Implementation
import io.modelcontextprotocol.kotlin.sdk.types.PromptMessage
import io.modelcontextprotocol.kotlin.sdk.types.ReadResourceResult
import io.modelcontextprotocol.kotlin.sdk.types.Role
import io.modelcontextprotocol.kotlin.sdk.types.ServerCapabilities
import io.modelcontextprotocol.kotlin.sdk.types.TextContent
import io.modelcontextprotocol.kotlin.sdk.types.TextResourceContents
import io.modelcontextprotocol.kotlin.sdk.types.ToolSchema
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.delay
import kotlinx.coroutines.withContext
import kotlinx.serialization.json.buildJsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.put
import kotlinx.serialization.json.putJsonObject

/** A server with what the scenario offers. */
internal fun offers(): Server {
  val capabilities =
    ServerCapabilities(
      tools = ServerCapabilities.Tools(listChanged = false),
      resources = ServerCapabilities.Resources(subscribe = false, listChanged = false),
      prompts = ServerCapabilities.Prompts(listChanged = false),
    )
  val server = Server(Implementation("frameworks-kotlin", "1.0.0"), ServerOptions(capabilities))
  server.offer(Scenario.ECHO, "text", Scenario::echo)
  server.offer(Scenario.SHOUT, "text", Scenario::shout)
  server.offer(Scenario.READ_FILE, "path", Scenario::readFile)
  server.offer(Scenario.FETCH_URL, "url", Scenario::fetchUrl)
  for (uri in listOf(Scenario.LISTED_NOTE, Scenario.UNLISTED_NOTE)) {
    server.addResource(uri, uri, "A note.", "text/plain") {
      ReadResourceResult(listOf(TextResourceContents(elsewhere(uri, Scenario::note), uri)))
    }
  }
  for (name in listOf(Scenario.LISTED_PROMPT, Scenario.UNLISTED_PROMPT)) {
    server.addPrompt(name, "A prompt.") { prompt(name) }
  }
  return server
}

/** A prompt, as it is answered. */
internal suspend fun prompt(name: String) =
  GetPromptResult(listOf(PromptMessage(Role.User, TextContent(elsewhere(name, Scenario::prompt)))))

private fun Server.offer(tool: String, argument: String, body: (String) -> String) {
  val schema =
    ToolSchema(
      properties = buildJsonObject { putJsonObject(argument) { put("type", "string") } },
      required = listOf(argument),
    )
  addTool(tool, "Plays its part.", schema) { request ->
    val given = request.params.arguments?.get(argument)?.jsonPrimitive?.content.orEmpty()
    CallToolResult(listOf(TextContent(elsewhere(given, body))))
  }
}

/** On another thread than the handler's, which goes on after it has waited for a third. */
private suspend fun elsewhere(given: String, body: (String) -> String): String {
  delay(1)
  return withContext(Dispatchers.IO) { body(given) }
}
