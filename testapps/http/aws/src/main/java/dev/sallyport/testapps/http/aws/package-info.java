/** The AWS SDK's clients that are Java: over Apache HttpClient and the JDK's. */
@NullMarked
package dev.sallyport.testapps.http.aws;

import org.jspecify.annotations.NullMarked;
