/**
 * What a person may do at a unit: roles with their permissions as dated data, grants of a role at a unit, and the pages on which
 * administrators keep both. What nothing allows is refused, with a reason.
 *
 * <p>Days are local dates, because appointments and the law count days.
 */
@NullMarked
package vn.trangtien.platform.grants;

import org.jspecify.annotations.NullMarked;
