/** Spring's WebClient. */
@NullMarked
package dev.sallyport.testapps.http.webclient;

import org.jspecify.annotations.NullMarked;
