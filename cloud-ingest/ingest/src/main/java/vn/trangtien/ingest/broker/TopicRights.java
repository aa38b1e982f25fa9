package vn.trangtien.ingest.broker;

import java.util.Set;
import java.util.regex.Pattern;
import vn.trangtien.ingest.registry.GatewayId;

/**
 * Which topics are a gateway's own: {@code account/gateway/#} to write, {@code $EDC/account/gateway/#} to write and read,
 * {@code $EVT/account/gateway/#} to write, which nobody reads: a Kura gateway that may not write there would be disconnected;
 * besides, to write, answers to the cloud that bear its own id, {@code $EDC/account/city-cloud[-n]/application/REPLY/gateway~…} and
 * {@code …/NOTIFY/gateway/…}; as a Sparkplug edge node, its births, deaths and data in the group that is its account, to write, and
 * commands to it, to read; and nothing else.
 *
 * <p>{@code v1/devices/me/…} and {@code v1/gateway/…} of ThingsBoard name nobody, so they are everybody's, but only where the sender
 * is known otherwise: at the front door and in HTTP, see {@link #isNameless}.
 */
public record TopicRights(GatewayId gateway) {

    private static final int MAX_LEVELS = 16;
    private static final int MAX_LENGTH = 512;
    /** $EDC, account, requester, application, REPLY or NOTIFY, id. */
    private static final int ANSWER_LEVELS = 6;

    private static final String SPARKPLUG = "spBv1.0/";
    /** Namespace, group, word, edge node. */
    private static final int NODE_LEVELS = 4;

    private static final Set<String> NODE_WORDS = Set.of("NBIRTH", "NDEATH", "NDATA");
    private static final Set<String> DEVICE_WORDS = Set.of("DBIRTH", "DDEATH", "DDATA");
    private static final Set<String> NAMELESS = Set.of(
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
                        || isSparkplug(topic)
                        || isAnswer(topic));
    }

    /** Whether a topic that may be written is for the city, rather than for somebody who listens at the broker. */
    public boolean isForCity(String topic) {
        return isWithin(topic, data()) || isWithin(topic, control() + "MQTT/") || isSparkplug(topic);
    }

    /** Whether the topic is one under which a device speaks of itself without a name. */
    public static boolean isNameless(String topic) {
        return NAMELESS.contains(topic);
    }

    private boolean isSparkplug(String topic) {
        if (!topic.startsWith(SPARKPLUG)) {
            return false;
        }
        String[] level = topic.split("/", -1);
        boolean isNode = level.length == NODE_LEVELS && NODE_WORDS.contains(level[2]);
        boolean isDevice =
                level.length == NODE_LEVELS + 1 && DEVICE_WORDS.contains(level[2]) && !level[NODE_LEVELS].isEmpty();
        return (isNode || isDevice) && level[1].equals(gateway.account()) && level[3].equals(gateway.gateway());
    }

    /** The broker asks with the subscription's queue behind the filter, whose name begins with the client's and a dot. */
    private boolean isSparkplugCommand(String filter) {
        String toNode = SPARKPLUG + gateway.account() + "/NCMD/" + gateway.gateway();
        String toDevices = SPARKPLUG + gateway.account() + "/DCMD/" + gateway.gateway() + "/";
        return filter.equals(toNode)
                || filter.startsWith(toNode + "::" + gateway.gateway() + ".")
                || isWithin(filter, toNode + "/")
                || isWithin(filter, toDevices);
    }

    /** Whether a topic is one on which the cloud, and nobody else, commands Sparkplug nodes and their devices. */
    static boolean isCommand(String topic) {
        return topic.startsWith(SPARKPLUG) && (topic.contains("/NCMD/") || topic.contains("/DCMD/"));
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
        return isSane(filter) && (isWithin(filter, control()) || isSparkplugCommand(filter));
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
