/** Netty's event loops, timers and promises; the same code for each line of Netty. */
@NullMarked
package dev.sallyport.testapps.context.netty;

import org.jspecify.annotations.NullMarked;
