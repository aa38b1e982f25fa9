package vn.trangtien.sim.fleet;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * One habit of a Kura gateway that a cloud must bear. What a twin does without it is said last in each sentence. The chapters are
 * those of {@code docs/kura.md}. A shipped name never changes, since tests and scenarios name it.
 */
public enum Quirk {
    CLIENT_ID_WITH_COLONS(
            "topics",
            true,
            "The client id is the MAC address in capitals with colons; without: the name of the settings."),
    BIRTH_BEFORE_SUBSCRIBE(
            "lifecycle",
            true,
            "BIRTH goes out before the gateway listens, so an immediate request is lost; without: it listens first."),
    LIFECYCLE_ACK_ONE_SECOND(
            "lifecycle",
            true,
            "A lifecycle message is waited for at most one second, then life goes on; without: until it is acknowledged."),
    BIRTH_AGAIN_AFTER_30S(
            "lifecycle",
            true,
            "BIRTH and APPS are sent again 30 s after the last reason, once, the last one wins; without: at once for each."),
    EMPTY_LWT("lifecycle", true, "The will is empty, QoS 0; without: the text 'lost', QoS 1."),
    DC_AT_MOST_ONCE("lifecycle", true, "DC is QoS 0 and may be lost; without: QoS 1."),
    IGNORES_LIFECYCLE_ECHO(
            "lifecycle",
            true,
            "Requests to the applications MQTT and BA are ignored; without: they are answered with 404."),
    EVENTS_TREE(
            "topics",
            false,
            "A change of configuration is told on $EVT/<account>/<client>/CONF/V1/CHANGE; without: it is not told."),
    METRIC_ORDER_RANDOM(
            "payload", true, "Metrics come in the order of a hash map, another in each message; without: as given."),
    GZIP_IF_SHORTER("payload", true, "Payloads are compressed where that is shorter; without: never."),
    PLAIN_JSON("payload", false, "Payloads are JSON, never compressed; without: protocol buffers."),
    UNDECODABLE_AS_BODY(
            "payload", true, "What cannot be decoded becomes the body of an empty payload; without: it is dropped."),
    PUBLISHING_TIME(
            "telemetry",
            true,
            "The payload's time is that of publishing, not of measuring; without: that of measuring."),
    CHANNEL_TIMESTAMPS(
            "telemetry", true, "Each channel has its own <channel>_timestamp; without: see ASSET_TIMESTAMP, or none."),
    ASSET_TIMESTAMP("telemetry", false, "One assetTimestamp for all channels, CHANNEL_TIMESTAMPS wins; without: none."),
    ERROR_METRICS(
            "telemetry", false, "<channel>_error for each channel, empty where there is no error; without: none."),
    UNIT_METRICS("telemetry", false, "<channel>_unit where a unit is known; without: no units at all."),
    TYPED_CHANNELS(
            "telemetry", true, "A value has the type of its channel, of seven; without: every number is a DOUBLE."),
    PROPERTY_AS_BODY("telemetry", false, "A property becomes the body of the message; without: no body."),
    TELEMETRY_AT_MOST_ONCE("telemetry", true, "Telemetry is QoS 0; without: QoS 1."),
    TWO_REQUEST_THREADS("requests", true, "Two requests at a time, of all applications together; without: eight."),
    SILENT_WITHOUT_REQUEST_ID(
            "requests", true, "A request without request.id gets no answer at all; without: 400 on REPLY/none."),
    SILENT_WITHOUT_HANDLER(
            "requests", true, "A request to an application that is not there gets no answer; without: 404."),
    REPLY_AT_MOST_ONCE("requests", true, "Replies and notifications are QoS 0; without: QoS 1."),
    FAILURE_WITHOUT_MESSAGE(
            "requests", true, "An unexpected failure is 500 without a word; without: with its message."),
    POSITION_ZERO("birth", true, "Without a receiver the position is 0/0/0; without: the position of the settings."),
    EMPTY_DISPLAY_NAME("birth", false, "display_name is empty (server defined); without: that of the settings."),
    OK_BEFORE_APPLY(
            "configuration",
            true,
            "CONF-V1 answers 200 before it applies, and nobody hears of a failure; without: it applies first."),
    LITERAL_ESF_PREFIX(
            "configuration",
            true,
            "CONF-V1 reads the prefix esf as text: any other is zero configurations and 200; without: by namespace."),
    OCD_LAST_FAILS(
            "configuration",
            true,
            "A definition after the properties makes CONF-V1 fail with 500; without: any order."),
    UNKNOWN_PID_IS_EMPTY("configuration", true, "An unknown pid is an empty list and 200; without: 404."),
    COMMANDS_DISABLED("commands", true, "CMD-V1 is off and answers 500; without: it answers with what it would run."),
    EMPTY_ARGUMENT_ENDS(
            "commands", true, "Reading arguments stops at the first empty one; without: at the first missing one."),
    JOB_ID_AS_IN_CODE(
            "packages",
            true,
            "Metrics of downloads are job.id and dp.download.*; without: dp.job.id and dp.http.transfer.*, as documented."),
    SYSTEM_UPDATE_MANDATORY(
            "packages", true, "A download without dp.install.system.update is 400; without: it counts as false."),
    ONE_DOWNLOAD_AT_A_TIME(
            "packages",
            true,
            "A second download is 500 with download.status IN_PROGRESS; without: it replaces the first."),
    MQTT_3_1_1_ONLY("connection", true, "MQTT 3.1.1 and nothing newer; without: 3.1."),
    CLEAN_SESSION("connection", true, "Each connection is a clean session; without: the broker keeps it."),
    KEEP_ALIVE_30S("connection", true, "Keep-alive 30 s; without: 60 s."),
    FIXED_RECONNECT_12S(
            "connection",
            true,
            "First attempt after 1 to 11 s, then every 60 s for ever, so a fleet is back inside 12 s; without: doubling, jittered."),
    PRIORITIES("store", true, "The lowest priority number goes first, then the oldest; without: the oldest."),
    ONE_MESSAGE_A_SECOND(
            "store",
            true,
            "Priorities from 5 leave once a second, however many are stored; without: as fast as it goes."),
    WINDOW_OF_NINE("store", true, "Nine unacknowledged messages at most; without: a hundred."),
    DUPLICATES_AFTER_RECONNECT(
            "store",
            true,
            "What was not acknowledged is sent again after a reconnect, without any mark; without: it is dropped."),
    ENCODED_WHEN_STORED(
            "store", true, "A message keeps the time at which it was stored; without: it is stamped when it is sent."),
    REFUSES_NEWEST_WHEN_FULL(
            "store", true, "When full the new message is refused; without: the oldest of the lowest rank goes."),
    STORE_COUNTS_DELIVERED(
            "store",
            true,
            "Delivered messages fill the store until the housekeeper comes; without: pending ones only."),
    LOST_ACK_STUCK(
            "store",
            false,
            "Acknowledgements get lost and use the window up: connected, but silent until a reconnect; without: none are lost.");

    private final String chapter;
    private final boolean stock;
    private final String sentence;

    Quirk(String chapter, boolean stock, String sentence) {
        this.chapter = chapter;
        this.stock = stock;
        this.sentence = sentence;
    }

    /** Heading in {@code docs/kura.md}. */
    public String chapter() {
        return chapter;
    }

    /** What it is, and what a twin does without it. */
    public String sentence() {
        return sentence;
    }

    /** Whether a gateway has it that nobody has configured. */
    public boolean isStock() {
        return stock;
    }

    /** Every habit of a gateway as delivered; a copy. */
    public static Set<Quirk> stock() {
        Set<Quirk> all = EnumSet.noneOf(Quirk.class);
        for (Quirk quirk : values()) {
            if (quirk.stock) {
                all.add(quirk);
            }
        }
        return all;
    }

    /**
     * By its name, in any case, with {@code -} or {@code _}.
     *
     * @throws IllegalArgumentException with all names if there is none of that name
     */
    public static Quirk named(String name) {
        String wanted = name.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        for (Quirk quirk : values()) {
            if (quirk.name().equals(wanted)) {
                return quirk;
            }
        }
        throw new IllegalArgumentException(
                "quirk must be one of %s, but was '%s'".formatted(EnumSet.allOf(Quirk.class), name));
    }
}
