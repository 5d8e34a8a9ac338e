/** Mutiny's sources, operators and threads; the same code for each line of Mutiny. */
@NullMarked
package dev.sallyport.testapps.context.mutiny;

import org.jspecify.annotations.NullMarked;
