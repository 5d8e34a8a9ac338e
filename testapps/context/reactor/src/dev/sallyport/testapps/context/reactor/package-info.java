/** Reactor's sources, operators and schedulers; the same code for each line of Reactor. */
@NullMarked
package dev.sallyport.testapps.context.reactor;

import org.jspecify.annotations.NullMarked;
