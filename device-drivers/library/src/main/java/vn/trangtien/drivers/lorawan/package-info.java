/**
 * LoRaWAN devices, heard through the MQTT broker of their network server: ChirpStack v4 or The Things Stack v3. The radio, its
 * keys and its gateways are the network server's business; here uplinks become samples, and lost and doubled ones are counted.
 *
 * <p>Times of the day come with the messages (that of the network and that of the arrival); samples carry nanoseconds of the
 * device clock, as everywhere.
 */
@NullMarked
package vn.trangtien.drivers.lorawan;

import org.jspecify.annotations.NullMarked;
