package dev.sallyport.testapps.context.coroutines

import dev.sallyport.testapps.context.Answer
import dev.sallyport.testapps.context.Carrier
import dev.sallyport.testapps.context.Construct
import dev.sallyport.testapps.context.Sight
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.launch
import kotlin.coroutines.CoroutineContext

/** A construct that looks at the end of a coroutine. */
internal fun CoroutineScope.launched(
    name: String,
    context: () -> CoroutineContext,
    before: suspend () -> Unit = {},
): Construct =
    Construct.of(
        name,
        Carrier { look ->
            val answer = Answer<Sight> { look.get() }
            launch(context()) {
                before()
                answer.run()
            }
            answer.await()
        },
    )
