/** Quarkus' REST client. */
@NullMarked
package dev.sallyport.testapps.http.quarkus;

import org.jspecify.annotations.NullMarked;
