/** The HTTP clients of the JDK itself. */
@NullMarked
package dev.sallyport.testapps.http.jdk;

import org.jspecify.annotations.NullMarked;
