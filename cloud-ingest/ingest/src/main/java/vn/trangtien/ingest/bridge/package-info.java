/**
 * From the broker to Kafka, without judging: what cannot be understood is for {@code processing} to refuse.
 */
@NullMarked
package vn.trangtien.ingest.bridge;

import org.jspecify.annotations.NullMarked;
