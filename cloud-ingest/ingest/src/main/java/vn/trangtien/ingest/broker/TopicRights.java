package vn.trangtien.ingest.broker;

import java.util.regex.Pattern;
import vn.trangtien.ingest.registry.GatewayId;

/**
 * Which topics are a gateway's own: {@code account/gateway/#} to write, {@code $EDC/account/gateway/#} to write and read,
 * {@code $EVT/account/gateway/#} to write, which nobody reads: a Kura gateway that may not write there would be disconnected;
 * besides, to write, answers to the cloud that bear its own id, {@code $EDC/account/city-cloud[-n]/application/REPLY/gateway~…} and
 * {@code …/NOTIFY/gateway/…}; and nothing else.
 */
record TopicRights(GatewayId gateway) {

    private static final int MAX_LEVELS = 16;
    private static final int MAX_LENGTH = 512;
    /** $EDC, account, requester, application, REPLY or NOTIFY, id. */
    private static final int ANSWER_LEVELS = 6;

    /** Names under which the cloud asks. */
    static final Pattern REQUESTER = Pattern.compile(Pattern.quote(MqttBroker.MANAGEMENT) + "(-\\d{1,4})?");

    boolean mayWrite(String topic) {
        return isSane(topic)
                && !hasWildcard(topic)
                && (isWithin(topic, data())
                        || isWithin(topic, control())
                        || isWithin(topic, events())
                        || isAnswer(topic));
    }

    /** Whether the topic is one of the cloud's, on which gateways answer; each is used once or a few times. */
    boolean isAnswer(String topic) {
        String[] level = topic.split("/", -1);
        if (level.length < ANSWER_LEVELS
                || !level[0].equals("$EDC")
                || !level[1].equals(gateway.account())
                || !REQUESTER.matcher(level[2]).matches()
                || level[3].isEmpty()
                || level[3].equals("MQTT")) {
            return false;
        }
        return switch (level[4]) {
            case "REPLY" ->
                level.length == ANSWER_LEVELS
                        && level[5].length() > gateway.gateway().length() + 1
                        && level[5].startsWith(gateway.gateway() + "~");
            case "NOTIFY" -> level.length > ANSWER_LEVELS && level[5].equals(gateway.gateway());
            default -> false;
        };
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
