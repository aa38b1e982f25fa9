/**
 * The Kafka topics that the ingest publishes to the rest of the city, and their records: JSON, UTF-8, one record a message.
 *
 * <p>A shipped field keeps its name and meaning for ever; fields may be added and readers skip those they do not know. One
 * golden message of every version stands in the tests. Instants are UTC in ISO-8601; units are UCUM codes.
 */
@NullMarked
package vn.trangtien.events;

import org.jspecify.annotations.NullMarked;
