/** Retrofit over OkHttp. */
@NullMarked
package dev.sallyport.testapps.http.retrofit;

import org.jspecify.annotations.NullMarked;
