/**
 * The front door of the embedded broker: what gateways publish for the city goes from their connection to Kafka, and is
 * acknowledged to them when Kafka has it on all replicas that count. Everything else of MQTT (sessions, subscriptions, requests and
 * their answers, messages that are retained or want exactly-once) is left to the broker behind it.
 *
 * <p>Here are also the limits of one device: rate, size, time. Whose topic is whose is the business of {@code broker}.
 */
@NullMarked
package vn.trangtien.ingest.frontdoor;

import org.jspecify.annotations.NullMarked;
