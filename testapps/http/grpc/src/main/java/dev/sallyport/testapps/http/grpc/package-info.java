/** gRPC with the Netty that it carries. */
@NullMarked
package dev.sallyport.testapps.http.grpc;

import org.jspecify.annotations.NullMarked;
