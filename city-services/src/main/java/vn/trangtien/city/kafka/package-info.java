/** How this service listens to Kafka: once for good, or as long as a screen looks. */
@NullMarked
package vn.trangtien.city.kafka;

import org.jspecify.annotations.NullMarked;
