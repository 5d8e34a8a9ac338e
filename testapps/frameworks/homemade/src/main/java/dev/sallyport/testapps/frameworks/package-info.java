/**
 * A server with no framework below it: what an author writes who has an afternoon. Start at {@link
 * dev.sallyport.testapps.frameworks.Main}.
 */
@NullMarked
package dev.sallyport.testapps.frameworks;

import org.jspecify.annotations.NullMarked;
