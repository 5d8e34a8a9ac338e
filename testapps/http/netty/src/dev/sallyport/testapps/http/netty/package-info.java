/** Clients that are written with Netty's codecs alone. */
@NullMarked
package dev.sallyport.testapps.http.netty;

import org.jspecify.annotations.NullMarked;
