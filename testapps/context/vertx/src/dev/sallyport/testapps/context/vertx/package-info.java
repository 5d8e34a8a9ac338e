/** Vert.x; the same code for each line of it. */
@NullMarked
package dev.sallyport.testapps.context.vertx;

import org.jspecify.annotations.NullMarked;
