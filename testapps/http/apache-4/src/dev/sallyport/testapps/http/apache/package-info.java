/**
 * Apache HttpClient 4 and HttpAsyncClient, in the lines that the modules beside this folder name.
 */
@NullMarked
package dev.sallyport.testapps.http.apache;

import org.jspecify.annotations.NullMarked;
