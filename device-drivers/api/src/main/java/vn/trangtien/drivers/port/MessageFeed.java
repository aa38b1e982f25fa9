package vn.trangtien.drivers.port;

import java.time.Instant;
import java.util.List;
import vn.trangtien.drivers.DeviceException;

/** Messages of a broker that this gateway listens to, such as those of a LoRaWAN network server. */
public interface MessageFeed extends AutoCloseable {

    /**
     * What has come since the last call, oldest first; does not wait.
     *
     * @throws DeviceException with {@code TIMEOUT} if nothing has come and the broker cannot be reached; what came before a
     *     break is given first
     */
    List<Message> take() throws DeviceException;

    /** How many messages were thrown away since listening began because nobody took them in time. */
    default long dropped() {
        return 0;
    }

    /** Stops listening. Safe to call twice. */
    @Override
    void close();

    /**
     * One message. Never compared by its bytes.
     *
     * @param at nanoseconds of the device clock on arrival
     * @param receivedAt time of the day on arrival
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Message(String topic, byte[] payload, long at, Instant receivedAt) {}
}
