/** The fixtures held against real servers, on every JDK found, without the agent. */
@NullMarked
package dev.sallyport.testapps;

import org.jspecify.annotations.NullMarked;
