/**
 * The tree of agencies with its dates. Mergers and renamings are rows of data, never code; any depth is allowed.
 */
@NullMarked
package vn.trangtien.platform.organisation;

import org.jspecify.annotations.NullMarked;
