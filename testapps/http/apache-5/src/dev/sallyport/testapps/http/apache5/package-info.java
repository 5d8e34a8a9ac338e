/** Apache HttpClient 5, in the lines that the modules beside this folder name. */
@NullMarked
package dev.sallyport.testapps.http.apache5;

import org.jspecify.annotations.NullMarked;
