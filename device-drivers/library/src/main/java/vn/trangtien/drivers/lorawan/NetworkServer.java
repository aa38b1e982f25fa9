package vn.trangtien.drivers.lorawan;

/** The dialect of a network server. Implementations have no state but the device's name. */
sealed interface NetworkServer permits ChirpStack, TheThingsStack {

    /** What to listen to: uplinks and joins of the device. */
    String topicFilter();

    /** Whether the filter lets other devices' messages through, which then are no mistake. */
    boolean hearsOthers();

    /** How to make the network server decode payloads, for a technician. */
    String codecHint();

    /** What a message says; never fails. */
    NetworkEvent read(String topic, byte[] payload);

    /** The last level of a topic, which names the event. */
    static String event(String topic) {
        return topic.substring(topic.lastIndexOf('/') + 1);
    }
}
