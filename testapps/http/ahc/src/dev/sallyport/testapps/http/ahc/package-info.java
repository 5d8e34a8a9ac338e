/** AsyncHttpClient. */
@NullMarked
package dev.sallyport.testapps.http.ahc;

import org.jspecify.annotations.NullMarked;
