package vn.trangtien.ingest.broker;

import vn.trangtien.ingest.registry.GatewayId;

/**
 * Which topics are a gateway's own: {@code account/gateway/#} to write, {@code $EDC/account/gateway/#} to write and read,
 * {@code $EVT/account/gateway/#} to write, which nobody reads: a Kura gateway that may not write there would be disconnected.
 */
record TopicRights(GatewayId gateway) {

    private static final int MAX_LEVELS = 16;
    private static final int MAX_LENGTH = 512;

    boolean mayWrite(String topic) {
        return isSane(topic)
                && !hasWildcard(topic)
                && (isWithin(topic, data()) || isWithin(topic, control()) || isWithin(topic, events()));
    }

    /** @param filter with wildcards, but none before the gateway's own name */
    boolean mayRead(String filter) {
        return isSane(filter) && isWithin(filter, control());
    }

    private String data() {
        return gateway.key() + "/";
    }

    private String control() {
        return "$EDC/" + gateway.key() + "/";
    }

    private String events() {
        return "$EVT/" + gateway.key() + "/";
    }

    private static boolean isWithin(String topic, String prefix) {
        return topic.length() > prefix.length() && topic.startsWith(prefix);
    }

    private static boolean isSane(String topic) {
        return topic.length() <= MAX_LENGTH
                && topic.chars().filter(c -> c == '/').count() < MAX_LEVELS
                && topic.chars().noneMatch(Character::isISOControl);
    }

    private static boolean hasWildcard(String topic) {
        return topic.indexOf('#') >= 0 || topic.indexOf('+') >= 0;
    }
}
