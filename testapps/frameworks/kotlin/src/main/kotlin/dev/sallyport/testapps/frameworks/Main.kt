package dev.sallyport.testapps.frameworks

import io.ktor.server.application.Application
import io.ktor.server.application.install
import io.ktor.server.cio.CIO
import io.ktor.server.engine.embeddedServer
import io.ktor.server.routing.routing
import io.ktor.server.sse.SSE
import io.modelcontextprotocol.kotlin.sdk.server.StdioServerTransport
import io.modelcontextprotocol.kotlin.sdk.server.mcp
import io.modelcontextprotocol.kotlin.sdk.server.mcpStatelessStreamableHttp
import io.modelcontextprotocol.kotlin.sdk.server.mcpStreamableHttp
import io.modelcontextprotocol.kotlin.sdk.types.Method
import kotlinx.coroutines.Job
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.runBlocking
import kotlinx.io.asSink
import kotlinx.io.asSource
import kotlinx.io.buffered
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive

/** The scenario on the Kotlin SDK; the command line is that of [Way]. */
object Main {
  @JvmStatic
  fun main(arguments: Array<String>) {
    // It would be said on stdout.
    System.setProperty("kotlin-logging.logStartupMessage", "false")
    val way = Way.of(*arguments)
    runBlocking { if (way.transport() == Transport.STDIO) talk() else listen(way) }
  }

  private suspend fun talk() {
    val done = Job()
    val server = offers()
    val session =
      server.createSession(
        StdioServerTransport(System.`in`.asSource().buffered(), System.out.asSink().buffered())
      )
    // As an application does that answers by itself what the SDK has no handler for.
    session.removeRequestHandler(Method.Defined.PromptsGet)
    session.fallbackRequestHandler = { request, _ ->
      prompt(request.params?.jsonObject?.get("name")?.jsonPrimitive?.content.orEmpty())
    }
    session.onClose { done.complete() }
    done.join()
  }

  private suspend fun listen(way: Way) {
    val http =
      embeddedServer(CIO, port = way.port(), host = Way.LOOPBACK) { serve(way.transport()) }
    http.start(wait = false)
    way.tellListening(http.engine.resolvedConnectors().first().port)
    awaitCancellation()
  }

  @Suppress("DEPRECATION") // What many servers still run.
  private fun Application.serve(transport: Transport) {
    when (transport) {
      Transport.SSE -> {
        install(SSE)
        routing { mcp(transport.path()) { offers() } }
      }
      Transport.STREAMABLE -> mcpStreamableHttp { offers() }
      else -> mcpStatelessStreamableHttp { offers() }
    }
  }
}
