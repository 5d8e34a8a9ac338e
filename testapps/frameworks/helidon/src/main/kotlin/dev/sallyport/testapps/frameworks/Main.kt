package dev.sallyport.testapps.frameworks

import io.helidon.common.media.type.MediaTypes
import io.helidon.extensions.mcp.server.McpPromptResult
import io.helidon.extensions.mcp.server.McpResourceResult
import io.helidon.extensions.mcp.server.McpServerConfig
import io.helidon.extensions.mcp.server.McpToolResult
import io.helidon.webserver.WebServer

/** The scenario on Helidon, which has no stdio; the command line is that of [Way]. */
object Main {
  @JvmStatic
  fun main(arguments: Array<String>) {
    val way = Way.of(*arguments)
    val mcp =
      McpServerConfig.builder()
        .name("frameworks-helidon")
        .version("1.0.0")
        .path(way.transport().path())
        .stateless(way.transport() == Transport.STATELESS)
    mcp.offer(Scenario.ECHO, "text", Scenario::echo)
    mcp.offer(Scenario.SHOUT, "text", Scenario::shout)
    mcp.offer(Scenario.READ_FILE, "path", Scenario::readFile)
    mcp.offer(Scenario.FETCH_URL, "url", Scenario::fetchUrl)
    mcp.offerNotes()
    mcp.offerPrompts()
    val server =
      WebServer.builder()
        .host(Way.LOOPBACK)
        .port(way.port())
        .routing { routing -> routing.addFeature(mcp.build()) }
        .build()
        .start()
    way.tellListening(server.port())
  }

  private fun McpServerConfig.Builder.offer(
    tool: String,
    argument: String,
    body: (String) -> String,
  ) {
    addTool { config ->
      config
        .name(tool)
        .description("Plays its part.")
        .schema(
          """{"type":"object","properties":{"$argument":{"type":"string"}},"required":["$argument"]}"""
        )
        .tool { request ->
          McpToolResult.create(body(request.arguments().get(argument).asString().orElse("")))
        }
    }
  }

  private fun McpServerConfig.Builder.offerNotes() {
    for (uri in listOf(Scenario.LISTED_NOTE, Scenario.UNLISTED_NOTE)) {
      addResource { config ->
        config
          .name(uri)
          .uri(uri)
          .description("A note.")
          .mediaType(MediaTypes.TEXT_PLAIN)
          .resource { McpResourceResult.create(Scenario.note(uri)) }
      }
    }
  }

  private fun McpServerConfig.Builder.offerPrompts() {
    for (name in listOf(Scenario.LISTED_PROMPT, Scenario.UNLISTED_PROMPT)) {
      addPrompt { config ->
        config.name(name).description("A prompt.").prompt {
          McpPromptResult.create(Scenario.prompt(name))
        }
      }
    }
  }
}
