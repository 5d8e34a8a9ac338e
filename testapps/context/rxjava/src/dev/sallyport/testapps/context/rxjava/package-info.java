/** RxJava's sources, operators and schedulers; the same code for each line of RxJava. */
@NullMarked
package dev.sallyport.testapps.context.rxjava;

import org.jspecify.annotations.NullMarked;
