/**
 * The Kafka topics that only the ingest uses: what the broker received, unchanged, and what was refused, with the reason.
 * The topics for the rest of the city are in {@code vn.trangtien.events}.
 */
@NullMarked
package vn.trangtien.ingest.raw;

import org.jspecify.annotations.NullMarked;
