/**
 * The small languages of a policy, compiled: paths, names, arguments, addresses, hosts, ports,
 * URLs. Each type parses its text once and then answers {@code matches}.
 *
 * <p>Pure: no I/O, no look-up of names, no regular expressions, no recursion over input. Paths,
 * names and addresses match without allocating. Knows nothing of policies or of decisions.
 */
@NullMarked
package dev.sallyport.policy.match;

import org.jspecify.annotations.NullMarked;
