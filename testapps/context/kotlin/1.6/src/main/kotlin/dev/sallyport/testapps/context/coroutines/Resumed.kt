package dev.sallyport.testapps.context.coroutines

import dev.sallyport.testapps.context.Answer
import dev.sallyport.testapps.context.Carrier
import dev.sallyport.testapps.context.Construct
import dev.sallyport.testapps.context.Sight
import dev.sallyport.testapps.context.Strangers
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.async
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.selects.onTimeout
import kotlinx.coroutines.selects.select
import kotlinx.coroutines.suspendCancellableCoroutine
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import java.util.function.Supplier
import kotlin.coroutines.Continuation
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.resume
import kotlin.coroutines.startCoroutine
import kotlin.coroutines.suspendCoroutine

/** Coroutines that somebody else resumes, on a dispatcher and where they are resumed. */
internal fun resumed(
    scope: CoroutineScope,
    strangers: Strangers,
): List<Construct> {
    val mutex = Mutex()
    val ways =
        mapOf<String, suspend () -> Unit>(
            "suspendCancellableCoroutine" to { suspendCancellableCoroutine { strangers.have { it.resume(Unit) } } },
            "suspendCoroutine" to { suspendCoroutine { strangers.have { it.resume(Unit) } } },
            "a channel" to { received(strangers) },
            "select of a channel" to { selected(strangers) },
            "select of a timeout" to { select<Unit> { onTimeout(1) {} } },
            "select of a coroutine" to { joined(strangers) },
            "a scope that a stranger ends" to { ended(strangers) },
            "a flow on another dispatcher" to { flow { emit(1) }.flowOn(Dispatchers.IO).collect {} },
            "a callback flow" to { called(strangers) },
            "a state flow" to { stated(strangers) },
            "a shared flow" to { shared(strangers) },
            "a mutex" to { mutex.withLock { delay(1) } },
        )
    return listOf("Default" to Dispatchers.Default, "Unconfined" to Dispatchers.Unconfined).flatMap { (name, dispatcher) ->
        ways.map { (way, before) -> scope.launched("$way, $name", { dispatcher }, before) }
    } +
        Construct.of("no dispatcher", Carrier { look -> undispatched(strangers, look) }) +
        Construct.of("CoroutineStart.UNDISPATCHED", Carrier { look -> begun(scope, strangers, look) }) +
        lazy("async, started by a stranger", scope, strangers, Dispatchers.Default) +
        lazy("async, Unconfined, started by a stranger", scope, strangers, Dispatchers.Unconfined) +
        Construct.of("launch, started by a stranger", Carrier { look -> launchedLazily(scope, strangers, look) })
}

private suspend fun received(strangers: Strangers) {
    val channel = Channel<Int>()
    strangers.have { runBlocking { channel.send(1) } }
    channel.receive()
}

private suspend fun selected(strangers: Strangers) {
    val channel = Channel<Int>()
    strangers.have { runBlocking { channel.send(1) } }
    select<Int> { channel.onReceive { it } }
}

private suspend fun joined(strangers: Strangers) {
    val awaited = CompletableDeferred<Unit>()
    strangers.have { awaited.complete(Unit) }
    select<Unit> { awaited.onAwait {} }
}

private suspend fun ended(strangers: Strangers) =
    coroutineScope {
        val last = Job(coroutineContext[Job])
        strangers.have { last.complete() }
    }

private suspend fun called(strangers: Strangers) {
    callbackFlow {
        strangers.have { trySend(1) }
        awaitClose()
    }.first()
}

private suspend fun stated(strangers: Strangers) {
    val flow = MutableStateFlow(0)
    strangers.have { flow.value = 1 }
    flow.first { it == 1 }
}

private suspend fun shared(strangers: Strangers) {
    val flow = MutableSharedFlow<Int>(replay = 1)
    strangers.have { flow.tryEmit(1) }
    flow.first()
}

private fun undispatched(
    strangers: Strangers,
    look: Supplier<Sight>,
): Sight {
    val answer = Answer<Sight> { look.get() }
    val body: suspend () -> Unit = {
        suspendCoroutine { strangers.have { it.resume(Unit) } }
        answer.run()
    }
    body.startCoroutine(Continuation(EmptyCoroutineContext) { it.getOrThrow() })
    return answer.await()
}

private fun begun(
    scope: CoroutineScope,
    strangers: Strangers,
    look: Supplier<Sight>,
): Sight {
    val answer = Answer<Sight> { look.get() }
    scope.launch(Dispatchers.Unconfined, CoroutineStart.UNDISPATCHED) {
        suspendCancellableCoroutine { strangers.have { it.resume(Unit) } }
        answer.run()
    }
    return answer.await()
}

private fun lazy(
    name: String,
    scope: CoroutineScope,
    strangers: Strangers,
    context: CoroutineContext,
): Construct =
    Construct.of(
        name,
        Carrier { look ->
            val sight = scope.async(context, CoroutineStart.LAZY) { look.get() }
            strangers.have { sight.start() }
            runBlocking { sight.await() }
        },
    )

private fun launchedLazily(
    scope: CoroutineScope,
    strangers: Strangers,
    look: Supplier<Sight>,
): Sight {
    val answer = Answer<Sight> { look.get() }
    val job = scope.launch(Dispatchers.Default, CoroutineStart.LAZY) { answer.run() }
    strangers.have { job.start() }
    return answer.await()
}
