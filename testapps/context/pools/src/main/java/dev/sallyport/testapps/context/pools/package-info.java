/**
 * The pools of servers and frameworks. What they have in common is {@link
 * java.util.concurrent.Executor}, so that no line of a library is compiled against: each is in a
 * class loader of its own, beside the others.
 */
@NullMarked
package dev.sallyport.testapps.context.pools;

import org.jspecify.annotations.NullMarked;
