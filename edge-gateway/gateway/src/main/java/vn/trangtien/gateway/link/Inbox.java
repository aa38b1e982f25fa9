package vn.trangtien.gateway.link;

/**
 * Takes what the cloud sends to this gateway: requests, and replies to its own.
 *
 * <p>Called by one thread of the link that does nothing else. The broker is told that a message has arrived after this method
 * has returned or thrown, so a slow inbox delays the next message and nothing besides; what it throws is logged and ends there.
 * When more than {@value Arrivals#WAITING} messages wait, further ones are dropped without an acknowledgement.
 */
@FunctionalInterface
public interface Inbox {

    /** Nobody at home: messages are acknowledged and forgotten. */
    Inbox NONE = (topic, payload) -> {};

    /**
     * @param topic below {@code $EDC/<account>/<client>/}; never of the applications {@code MQTT} and {@code BA}
     * @param payload as received, perhaps compressed; belongs to the receiver
     */
    void arrived(String topic, byte[] payload);
}
