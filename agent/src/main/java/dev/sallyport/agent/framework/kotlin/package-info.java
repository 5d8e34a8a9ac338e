/** The Kotlin SDK. Start at {@link dev.sallyport.agent.framework.kotlin.KotlinSdk}. */
@NullMarked
package dev.sallyport.agent.framework.kotlin;

import org.jspecify.annotations.NullMarked;
