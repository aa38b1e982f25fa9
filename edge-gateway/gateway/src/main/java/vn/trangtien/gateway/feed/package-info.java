/**
 * Listens to brokers other than the city's own, such as that of a LoRaWAN network server, and keeps what comes until a driver
 * takes it. Only listens; what is published goes through {@code link}.
 *
 * <p>Spoken is MQTT 3.1.1: mosquitto and other brokers beside ChirpStack understand it as well as MQTT 5, and the broker of The
 * Things Stack understands nothing else.
 */
@NullMarked
package vn.trangtien.gateway.feed;

import org.jspecify.annotations.NullMarked;
