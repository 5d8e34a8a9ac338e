package dev.sallyport.testapps.context.coroutines

import dev.sallyport.testapps.context.Construct
import dev.sallyport.testapps.context.Constructs
import dev.sallyport.testapps.context.Strangers
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.SupervisorJob

/** Kotlin's coroutines, with whatever line of them is on the class path. */
class CoroutineConstructs : Constructs {
    override fun library(): String = "coroutines " + javaClass.getResource("/coroutines-line")!!.readText()

    override fun all(strangers: Strangers): List<Construct> {
        val scope = CoroutineScope(SupervisorJob())
        return dispatched(scope, strangers) + resumed(scope, strangers) + handlers(strangers)
    }
}
