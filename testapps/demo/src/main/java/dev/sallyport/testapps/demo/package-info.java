/** What README's first command shows. Start at {@link dev.sallyport.testapps.demo.Demo}. */
@NullMarked
package dev.sallyport.testapps.demo;

import org.jspecify.annotations.NullMarked;
