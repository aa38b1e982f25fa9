/**
 * What is wanted of each gateway's configuration, what it reports, and how the one becomes the other. Versions are counted by the
 * cloud; the gateway counts its own.
 */
@NullMarked
package vn.trangtien.ingest.twin;

import org.jspecify.annotations.NullMarked;
