package dev.sallyport.testapps.context.coroutines

import dev.sallyport.testapps.context.Answer
import dev.sallyport.testapps.context.Carrier
import dev.sallyport.testapps.context.Construct
import dev.sallyport.testapps.context.Sight
import dev.sallyport.testapps.context.Strangers
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import kotlinx.coroutines.suspendCancellableCoroutine
import java.util.function.Supplier

/** What is called when somebody else ends or cancels a job. */
internal fun handlers(strangers: Strangers): List<Construct> =
    listOf(
        Construct.of("invokeOnCompletion", Carrier { look -> completed(strangers, look) }),
        Construct.of("invokeOnCancellation", Carrier { look -> cancelled(strangers, look) }),
    )

private fun completed(
    strangers: Strangers,
    look: Supplier<Sight>,
): Sight {
    val answer = Answer<Sight> { look.get() }
    val job = Job()
    job.invokeOnCompletion { answer.run() }
    strangers.have { job.complete() }
    return answer.await()
}

private fun cancelled(
    strangers: Strangers,
    look: Supplier<Sight>,
): Sight {
    val answer = Answer<Sight> { look.get() }
    val job =
        CoroutineScope(Dispatchers.Unconfined).launch {
            suspendCancellableCoroutine<Unit> { it.invokeOnCancellation { answer.run() } }
        }
    strangers.have { job.cancel() }
    return answer.await()
}
