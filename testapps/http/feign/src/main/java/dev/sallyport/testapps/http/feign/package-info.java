/** Feign with its default client, which is the JDK's. */
@NullMarked
package dev.sallyport.testapps.http.feign;

import org.jspecify.annotations.NullMarked;
