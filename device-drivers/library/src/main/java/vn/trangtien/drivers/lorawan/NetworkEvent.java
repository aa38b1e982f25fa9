package vn.trangtien.drivers.lorawan;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/** What one message of a network server says. */
sealed interface NetworkEvent {

    /**
     * A device was heard.
     *
     * @param id what all copies of this uplink share; empty if the network server gives none
     * @param counter frame counter, 0 to 4,294,967,295
     * @param port of the application, 0 if not told
     * @param payload decrypted bytes, perhaps none
     * @param object what the network server's codec made of them; an empty object if it has no codec
     * @param reception by the gateway that heard it best
     * @param time when the network received it; empty if not told
     * @param simulated made by a person at the network server's console
     */
    record Uplink(
            DevEui device,
            Optional<String> id,
            long counter,
            int port,
            ByteBuffer payload,
            JsonNode object,
            Reception reception,
            Optional<Instant> time,
            boolean simulated)
            implements NetworkEvent {

        public Uplink {
            payload = payload.asReadOnlyBuffer();
        }

        /** Neither bytes nor values: the device only talked to the network. */
        boolean isEmpty() {
            return !payload.hasRemaining() && object.isEmpty();
        }
    }

    /** A device has a new session; its frame counter begins again. */
    record Joined(DevEui device) implements NetworkEvent {}

    /** Some other event, such as a battery status or an acknowledged downlink. */
    record Other() implements NetworkEvent {}

    /** A message that cannot be what its topic promises. */
    record Unusable(Complaint complaint, String detail) implements NetworkEvent {}

    /**
     * How well an uplink was heard.
     *
     * @param rssi received signal strength in dBm
     * @param snr signal to noise in dB
     */
    record Reception(OptionalDouble rssi, OptionalDouble snr) {

        static final Reception UNKNOWN = new Reception(OptionalDouble.empty(), OptionalDouble.empty());

        /**
         * The strongest of a list of {@code {"rssi": …, "snr": …}}. Both servers leave out zeros, so a missing {@code snr} beside
         * an {@code rssi} is 0 dB.
         */
        static Reception strongest(JsonNode list) {
            Reception best = UNKNOWN;
            for (JsonNode one : list) {
                JsonNode rssi = one.path("rssi");
                boolean stronger = rssi.isNumber() && rssi.doubleValue() > best.rssi.orElse(Double.NEGATIVE_INFINITY);
                if (stronger && Double.isFinite(rssi.doubleValue())) {
                    double snr = one.path("snr").asDouble(0);
                    best = new Reception(
                            OptionalDouble.of(rssi.doubleValue()),
                            Double.isFinite(snr) ? OptionalDouble.of(snr) : OptionalDouble.empty());
                }
            }
            return best;
        }
    }
}
