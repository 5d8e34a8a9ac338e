/** The AWS SDK's asynchronous client on Netty. */
@NullMarked
package dev.sallyport.testapps.http.awsnetty;

import org.jspecify.annotations.NullMarked;
