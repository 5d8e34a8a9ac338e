/** Jetty's client. */
@NullMarked
package dev.sallyport.testapps.http.jetty;

import org.jspecify.annotations.NullMarked;
