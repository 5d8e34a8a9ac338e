/** The constructs of the JDK. Start at {@link dev.sallyport.testapps.context.jdk.JdkConstructs}. */
@NullMarked
package dev.sallyport.testapps.context.jdk;

import org.jspecify.annotations.NullMarked;
