package dev.sallyport.policy.decide;

import dev.sallyport.policy.match.PathPattern;

/**
 * A granted path pattern.
 *
 * @param real what it covers, its root resolved
 * @param ways as written and resolved: the directories above both may be looked at
 * @param granted where it covers the path
 * @param ancestor where the path is on the way
 */
record FileMatch(PathPattern real, PathPattern ways, Decision granted, Decision ancestor) {}
