/**
 * Whether what came in equals what was stored, recognised as duplicate, rejected or is still on its way.
 */
@NullMarked
package vn.trangtien.ingest.conservation;

import org.jspecify.annotations.NullMarked;
