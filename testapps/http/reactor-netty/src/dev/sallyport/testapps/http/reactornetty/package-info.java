/** Reactor Netty's HTTP client. */
@NullMarked
package dev.sallyport.testapps.http.reactornetty;

import org.jspecify.annotations.NullMarked;
