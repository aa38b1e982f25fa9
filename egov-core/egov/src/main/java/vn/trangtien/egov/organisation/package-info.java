/**
 * Pages about the tree of units: who stands where, who holds which post, who may sign, what was changed. The tree itself and its rules are the platform's.
 */
@NullMarked
package vn.trangtien.egov.organisation;

import org.jspecify.annotations.NullMarked;
