package vn.trangtien.ingest.broker;

import java.util.Set;
import java.util.regex.Pattern;
import vn.trangtien.ingest.registry.GatewayId;

/**
 * Which topics are a gateway's own: {@code account/gateway/#} to write, {@code $EDC/account/gateway/#} to write and read,
 * {@code $EVT/account/gateway/#} to write, which nobody reads: a Kura gateway that may not write there would be disconnected;
 * besides, to write, answers to the cloud that bear its own id, {@code $EDC/account/city-cloud[-n]/application/REPLY/gateway~…} and
 * {@code …/NOTIFY/gateway/…}.
 *
 * <p>In Sparkplug B the gateway is the edge node of its account's group: it writes births, data and deaths of its own and of its
 * devices, and reads the commands for them. What ThingsBoard devices write on names no device and is the same for all of them, so
 * they may write there and nobody may read. Nothing else.
 */
public record TopicRights(GatewayId gateway) {

    private static final int MAX_LEVELS = 16;
    private static final int MAX_LENGTH = 512;
    /** $EDC, account, requester, application, REPLY or NOTIFY, id. */
    private static final int ANSWER_LEVELS = 6;

    private static final String SPARKPLUG = "spBv1.0/";
    private static final Set<String> NODE_WRITES = Set.of("NBIRTH", "NDATA", "NDEATH");
    private static final Set<String> DEVICE_WRITES = Set.of("DBIRTH", "DDATA", "DDEATH");
    private static final Set<String> COMMANDS = Set.of("NCMD", "DCMD");
    /** Namespace, group, type, node; one more with a device. */
    private static final int NODE_LEVELS = 4;

    private static final Set<String> THINGSBOARD = Set.of(
            "v1/devices/me/telemetry",
            "v1/devices/me/attributes",
            "v1/gateway/telemetry",
            "v1/gateway/attributes",
            "v1/gateway/connect",
            "v1/gateway/disconnect");

    /** Names under which the cloud asks. */
    static final Pattern REQUESTER = Pattern.compile(Pattern.quote(MqttBroker.MANAGEMENT) + "(-\\d{1,4})?");

    public boolean mayWrite(String topic) {
        return isSane(topic)
                && !hasWildcard(topic)
                && (isWithin(topic, data())
                        || isWithin(topic, control())
                        || isWithin(topic, events())
                        || isAnswer(topic)
                        || mayWriteSparkplug(topic)
                        || THINGSBOARD.contains(topic));
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
        return isSane(filter) && (isWithin(filter, control()) || mayReadSparkplug(filter));
    }

    /** Whether a topic is one on which the cloud, and nobody else, gives commands to Sparkplug nodes. */
    static boolean isSparkplugCommand(String topic) {
        String[] level = topic.split("/", -1);
        return topic.startsWith(SPARKPLUG) && level.length >= NODE_LEVELS && COMMANDS.contains(level[2]);
    }

    private boolean mayWriteSparkplug(String topic) {
        String[] level = topic.split("/", -1);
        return isOwnNode(topic, level)
                && (level.length == NODE_LEVELS
                        ? NODE_WRITES.contains(level[2])
                        : level.length == NODE_LEVELS + 1
                                && DEVICE_WRITES.contains(level[2])
                                && !level[NODE_LEVELS].isEmpty());
    }

    /** Also with a wildcard for whatever follows the node's name. */
    private boolean mayReadSparkplug(String filter) {
        String[] level = filter.split("/", -1);
        return isOwnNode(filter, level) && COMMANDS.contains(level[2]) && level.length <= NODE_LEVELS + 1;
    }

    private boolean isOwnNode(String topic, String[] level) {
        return topic.startsWith(SPARKPLUG)
                && level.length >= NODE_LEVELS
                && level[1].equals(gateway.account())
                && level[3].equals(gateway.gateway());
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
