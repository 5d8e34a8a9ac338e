/** OkHttp, in the lines that the modules beside this folder name. */
@NullMarked
package dev.sallyport.testapps.http.okhttp;

import org.jspecify.annotations.NullMarked;
