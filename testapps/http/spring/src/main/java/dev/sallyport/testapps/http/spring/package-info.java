/** Spring's blocking clients over those of the JDK and of Apache. */
@NullMarked
package dev.sallyport.testapps.http.spring;

import org.jspecify.annotations.NullMarked;
