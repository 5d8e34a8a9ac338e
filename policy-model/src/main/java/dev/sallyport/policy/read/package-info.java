/**
 * From the text of a policy to its model, or to everything that is wrong with it. Start at {@link
 * dev.sallyport.policy.read.PolicyReader}.
 *
 * <p>Three steps: {@link dev.sallyport.policy.read.TreeReader} makes a tree with places of the
 * parser's tokens and puts variables in; {@link dev.sallyport.policy.read.PolicyKeys} is the table
 * of keys that the tree is held against, and that the JSON Schema is made of; what fits is then
 * turned into the model. Each mistake is reported once, and reading goes on behind it.
 *
 * <p>Does no I/O: the caller hands in the text and the look-up of variables.
 */
@NullMarked
package dev.sallyport.policy.read;

import org.jspecify.annotations.NullMarked;
