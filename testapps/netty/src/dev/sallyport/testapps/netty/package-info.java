/**
 * A server whose tools go out through Netty's native transport. Start at {@link
 * dev.sallyport.testapps.netty.Main}.
 */
@NullMarked
package dev.sallyport.testapps.netty;

import org.jspecify.annotations.NullMarked;
