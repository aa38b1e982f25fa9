/**
 * Messages of devices that cannot speak MQTT, in batches over HTTPS through the device door. The same rights, limits and promise as
 * at the broker: whoever is told that a message was taken need not keep it, because Kafka has it on every replica that counts.
 */
@NullMarked
package vn.trangtien.ingest.intake;

import org.jspecify.annotations.NullMarked;
