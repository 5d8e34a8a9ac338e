/**
 * How much work a decision is, counted: the policy's classes are loaded a second time, with a
 * counter at each method and each branch. Unlike its time, that is the same on a busy machine.
 */
@NullMarked
package dev.sallyport.policy.scale;

import org.jspecify.annotations.NullMarked;
