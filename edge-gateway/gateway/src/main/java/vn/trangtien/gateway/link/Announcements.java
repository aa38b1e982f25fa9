package vn.trangtien.gateway.link;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPosition;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.LifecycleMessage;
import vn.trangtien.wire.MessageKind;
import vn.trangtien.wire.MetricNames;

/** What the gateway says of itself when it comes, changes and goes. Thread-safe: no state but the time of its making. */
public final class Announcements {

    /** Applications of a gateway that only measures. */
    public static final List<String> MEASURING = List.of("W1", "CAM-V1");

    private final String account;
    private final String client;
    private final String displayName;
    private final KuraPosition position;
    private final Map<String, String> facts;
    private final Supplier<? extends Collection<String>> applications;
    private final boolean gzip;
    private final Clock clock;
    private final long startedNanos;

    /** @param facts metrics of the birth beside uptime, name and applications, as {@link MachineFacts} finds them */
    public Announcements(
            String account,
            String client,
            String displayName,
            KuraPosition position,
            Map<String, String> facts,
            boolean gzip,
            Clock clock) {
        this(account, client, displayName, position, facts, () -> MEASURING, gzip, clock, System.nanoTime());
    }

    private Announcements(
            String account,
            String client,
            String displayName,
            KuraPosition position,
            Map<String, String> facts,
            Supplier<? extends Collection<String>> applications,
            boolean gzip,
            Clock clock,
            long startedNanos) {
        this.account = account;
        this.client = client;
        this.displayName = displayName;
        this.position = position;
        this.facts = new LinkedHashMap<>(facts);
        this.applications = applications;
        this.gzip = gzip;
        this.clock = clock;
        this.startedNanos = startedNanos;
    }

    /**
     * The same gateway with these applications.
     *
     * @param some ids of everything that measures or answers requests; asked at each announcement, on the thread of the link
     */
    public Announcements withApplications(Supplier<? extends Collection<String>> some) {
        return new Announcements(account, client, displayName, position, facts, some, gzip, clock, startedNanos);
    }

    /** The same gateway, started at the same time, under another name or at another place. */
    public Announcements at(String name, KuraPosition place) {
        return new Announcements(account, client, name, place, facts, applications, gzip, clock, startedNanos);
    }

    /** By which the gateway judges certificates. */
    Clock clock() {
        return clock;
    }

    String topic(Announcement what) {
        return topic(
                switch (what) {
                    case BIRTH -> MessageKind.BIRTH;
                    case APPS -> MessageKind.APPS;
                });
    }

    String departureTopic() {
        return topic(MessageKind.DC);
    }

    String willTopic() {
        return topic(MessageKind.LWT);
    }

    /** Everything that is sent to this gateway. */
    String inboxFilter() {
        return "%s/%s/%s/#".formatted(KuraTopic.CONTROL, account, client);
    }

    private String topic(MessageKind kind) {
        return KuraTopic.lifecycle(account, client, kind).name();
    }

    /** What BIRTH and APPS carry. */
    byte[] birth() {
        Map<String, String> all = self();
        all.putAll(facts);
        all.put("application_ids", applicationIds());
        return encoded(new LifecycleMessage(Optional.of(clock.instant()), all, Optional.of(position)));
    }

    byte[] departure() {
        return encoded(new LifecycleMessage(Optional.of(clock.instant()), self(), Optional.empty()));
    }

    /** Comma-separated and in order, so that two equal sets are equal texts. */
    String applicationIds() {
        return String.join(",", new TreeSet<>(applications.get()));
    }

    private Map<String, String> self() {
        Map<String, String> self = new LinkedHashMap<>();
        self.put(MetricNames.UPTIME, Long.toString((System.nanoTime() - startedNanos) / 1_000_000));
        self.put(MetricNames.DISPLAY_NAME, displayName);
        return self;
    }

    private byte[] encoded(LifecycleMessage message) {
        return KuraCodec.encode(message.toPayload(), gzip);
    }
}
