package dev.sallyport.testapps.context.coroutines

import dev.sallyport.testapps.context.Answer
import dev.sallyport.testapps.context.Carrier
import dev.sallyport.testapps.context.Construct
import dev.sallyport.testapps.context.Once
import dev.sallyport.testapps.context.Sight
import dev.sallyport.testapps.context.Strangers
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.asExecutor
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.runInterruptible
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull
import kotlinx.coroutines.yield
import java.util.concurrent.Executor
import java.util.concurrent.Executors
import java.util.concurrent.ScheduledExecutorService
import kotlin.coroutines.ContinuationInterceptor

private const val THREADS = 3
private const val PATIENCE_MILLIS = 10_000L

/** Where coroutines are dispatched to, and where they go from there. */
internal fun dispatched(
    scope: CoroutineScope,
    strangers: Strangers,
): List<Construct> {
    val limited = Dispatchers.Default.limitedParallelism(1)
    val pool = Executors.newFixedThreadPool(THREADS).asCoroutineDispatcher()
    val scheduling = (Executors.newScheduledThreadPool(THREADS) as ScheduledExecutorService).asCoroutineDispatcher()
    val foreign = Executor(strangers::have).asCoroutineDispatcher()
    val made = Once { Executors.newFixedThreadPool(THREADS).asCoroutineDispatcher() }
    return listOf(
        blocking("runBlocking") {},
        blocking("runBlocking, delay") { delay(1) },
        blocking("runBlocking, after withContext") { withContext(Dispatchers.IO) {} },
        Construct.of("the event loop of runBlocking as an executor", Carrier { look -> onEventLoop(Answer { look.get() }) }),
        scope.launched("Dispatchers.Default", { Dispatchers.Default }),
        scope.launched("Dispatchers.Default, delay", { Dispatchers.Default }) { delay(1) },
        scope.launched("Dispatchers.Default, yield", { Dispatchers.Default }) { yield() },
        scope.launched("Dispatchers.Default, after a timeout", { Dispatchers.Default }) { timedOut() },
        scope.launched("Dispatchers.Default, after withContext", { Dispatchers.Default }) { withContext(Dispatchers.IO) {} },
        scope.launched("Dispatchers.Default, after async", { Dispatchers.Default }) { children() },
        scope.launched("Dispatchers.IO", { Dispatchers.IO }),
        scope.launched("limitedParallelism", { limited }),
        scope.launched("limitedParallelism, yield", { limited }) { yield() },
        scope.launched("Dispatchers.Unconfined", { Dispatchers.Unconfined }),
        scope.launched("Dispatchers.Unconfined, delay", { Dispatchers.Unconfined }) { delay(1) },
        scope.launched("Dispatchers.Unconfined, after a timeout", { Dispatchers.Unconfined }) { timedOut() },
        scope.launched("Dispatchers.Unconfined, after withContext", { Dispatchers.Unconfined }) { withContext(Dispatchers.IO) {} },
        scope.launched("Dispatchers.Unconfined, after async", { Dispatchers.Unconfined }) { children() },
        scope.launched("a pool as dispatcher", { pool }),
        scope.launched("a pool as dispatcher, made by a call", { made.get() }),
        scope.launched("a scheduled pool as dispatcher, delay", { scheduling }) { delay(1) },
        scope.launched("strangers as dispatcher", { foreign }),
        scope.launched("strangers as dispatcher, delay", { foreign }) { delay(1) },
        executed("Dispatchers.Default as an executor", Dispatchers.Default),
        executed("Dispatchers.IO as an executor", Dispatchers.IO),
        executed("limitedParallelism as an executor", limited),
        Construct.of("runInterruptible", Carrier { look -> runBlocking { runInterruptible(Dispatchers.IO) { look.get() } } }),
    )
}

private fun blocking(
    name: String,
    before: suspend () -> Unit,
): Construct =
    Construct.of(
        name,
        Carrier { look ->
            runBlocking {
                before()
                look.get()
            }
        },
    )

private fun executed(
    name: String,
    dispatcher: CoroutineDispatcher,
): Construct =
    Construct.of(
        name,
        Carrier { look ->
            val answer = Answer<Sight> { look.get() }
            dispatcher.asExecutor().execute(answer)
            answer.await()
        },
    )

private fun onEventLoop(answer: Answer<Sight>): Sight =
    runBlocking {
        val loop = coroutineContext[ContinuationInterceptor] as CoroutineDispatcher
        loop.asExecutor().execute(answer)
        withTimeoutOrNull(PATIENCE_MILLIS) {
            while (!answer.isDone) {
                yield()
            }
        }
        answer.await()
    }

private suspend fun timedOut() {
    withTimeoutOrNull(1) { delay(PATIENCE_MILLIS) }
}

private suspend fun children() =
    coroutineScope {
        val one = async(Dispatchers.IO) { delay(1) }
        async(Dispatchers.Default) {}
        one.await()
    }
