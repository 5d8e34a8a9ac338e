/** The clients of Vert.x. */
@NullMarked
package dev.sallyport.testapps.http.vertx;

import org.jspecify.annotations.NullMarked;
