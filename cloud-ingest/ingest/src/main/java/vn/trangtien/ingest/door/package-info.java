/**
 * The device door: a listener of its own with the city's certificate, where gateways get and renew theirs, fetch releases and, if
 * they cannot speak MQTT, hand in their messages. People
 * and other services have no business there, and devices have none anywhere else.
 */
@NullMarked
package vn.trangtien.ingest.door;

import org.jspecify.annotations.NullMarked;
