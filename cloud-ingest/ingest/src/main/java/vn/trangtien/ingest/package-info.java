/**
 * The cloud's front door for gateways: registry and certificates, MQTT broker, the bridge to Kafka, decoding, the time-series
 * store and the technicians' page.
 *
 * <p>The way of a message, and where it is safe at each step:
 *
 * <pre>
 * gateway --MQTT--> broker (journal, fsync; only then PUBACK)
 *         --bridge--> Kafka ingest.raw.v1 (acks=all; only then acknowledged to the broker)
 *         --processing--> time series, objects, city topics, dead letters (all repeatable)
 *         --> PostgreSQL: offset, counters, duplicates' marks, latest values (one transaction)
 * </pre>
 *
 * <p>Packages are features; instants are UTC; a message is one MQTT PUBLISH, a point one value of one channel in it.
 */
@NullMarked
package vn.trangtien.ingest;

import org.jspecify.annotations.NullMarked;
