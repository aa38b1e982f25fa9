/**
 * Proof that nobody can be recognised: a film on which everything that must stay hidden carries a pattern, and a search for that
 * pattern in whatever leaves the machine. For tests, of other modules too.
 */
@NullMarked
package vn.trangtien.video.pattern;

import org.jspecify.annotations.NullMarked;
