/**
 * JSON as devices and gateways send it to ThingsBoard over MQTT: telemetry, attributes, coming and going of devices.
 */
@NullMarked
package vn.trangtien.ingest.decoding.thingsboard;

import org.jspecify.annotations.NullMarked;
