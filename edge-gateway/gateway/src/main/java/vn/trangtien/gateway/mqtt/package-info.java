/**
 * What the clients of the Paho library stand on, whichever version of MQTT they speak: sockets that can be taken away from them,
 * threads whose end is known, and what went wrong in words. Used by {@code link} and {@code feed}; knows neither.
 */
@NullMarked
package vn.trangtien.gateway.mqtt;

import org.jspecify.annotations.NullMarked;
