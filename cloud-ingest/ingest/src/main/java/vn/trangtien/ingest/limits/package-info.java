/** How much one device may ask of the ingest. Pure: whoever uses it brings the time. */
@NullMarked
package vn.trangtien.ingest.limits;

import org.jspecify.annotations.NullMarked;
