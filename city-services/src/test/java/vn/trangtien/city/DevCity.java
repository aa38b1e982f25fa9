package vn.trangtien.city;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import vn.trangtien.city.alarm.AlarmSeam;
import vn.trangtien.city.ingest.Ingest;
import vn.trangtien.city.live.LiveSeam;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.events.EdgeEvent;
import vn.trangtien.events.FleetAlarm;
import vn.trangtien.events.GatewayStatus;
import vn.trangtien.events.Observation;
import vn.trangtien.events.SnapshotStored;
import vn.trangtien.platform.identity.Accounts;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.identity.SignInCodes;

/**
 * The screen for those who work on it: run this class and open the address that the log names. A river in flood, a school,
 * a junction with a camera that sees, counts and is drawn on (technicians begin at {@code /cameras}), a copied card, a rule of a gateway and, if asked with {@code lost}, a gateway that goes missing; all played, nothing else needed.
 */
public final class DevCity {

    private static final Logger LOG = LoggerFactory.getLogger(DevCity.class);
    private static final String RIVER = "hue-cau-truong-tien";
    private static final String SCHOOL = "hue-truong-quoc-hoc";
    private static final String JUNCTION = "hue-nga-sau-hung-vuong";

    private record Channel(String gateway, String asset, String channel, String unit, double base, double swing) {}

    private static final List<Channel> CHANNELS = List.of(
            new Channel(RIVER, "rain", "total", "mm", 128.4, 0),
            new Channel(RIVER, "rain", "interval", "mm", 1.4, .8),
            new Channel(RIVER, "power", "voltage", "V", 228.4, 2),
            new Channel(RIVER, "power", "current", "A", 1.82, .2),
            new Channel(RIVER, "power", "activePower", "W", 402, 24),
            new Channel(RIVER, "power", "frequency", "Hz", 50.01, .03),
            new Channel(RIVER, "power", "importEnergy", "kW.h", 8123.44, 0),
            new Channel(SCHOOL, "air", "temperature", "Cel", 24.31, .4),
            new Channel(SCHOOL, "air", "humidity", "%", 87.2, 1.5),
            new Channel(SCHOOL, "air", "pressure", "Pa", 100_412, 60),
            new Channel(SCHOOL, "dust", "pm1", "ug/m3", 12, 2),
            new Channel(SCHOOL, "dust", "pm25", "ug/m3", 18.4, 3),
            new Channel(SCHOOL, "dust", "pm10", "ug/m3", 27, 4),
            new Channel(JUNCTION, "noise", "laeq", "dB", 71.8, 1.2),
            new Channel(JUNCTION, "noise", "lmax", "dB", 79.2, 2),
            new Channel(JUNCTION, "cam-nga-sau", "objects", "{count}", 5, 3),
            new Channel(JUNCTION, "cam-nga-sau", "fps", "1", 9.8, .4));

    private final PlayedIngest ingest;
    private final AlarmSeam alarms;
    private final LiveSeam live;
    private final PlayedStreet street;
    private final Clock clock;
    private final boolean lost;
    private final Random random = new Random(1);
    private final Instant start;
    private int round;

    private DevCity(ConfigurableApplicationContext context, boolean lost) {
        this.ingest = context.getBean(PlayedIngest.class);
        this.alarms = context.getBean(AlarmSeam.class);
        this.live = context.getBean(LiveSeam.class);
        this.clock = context.getBean(Clock.class);
        this.street = new PlayedStreet(context, JUNCTION, "cam-nga-sau");
        this.lost = lost;
        this.start = clock.instant();
    }

    /** @param arguments any of: {@code lost}, {@code --server.port=…} and other settings */
    public static void main(String[] arguments) {
        var egov = new SmallEgov();
        var settings = new ArrayList<>(TestCity.settings(TestPostgres.newDatabase()));
        settings.add("trangtien.links.egov=" + egov.address());
        settings.add("trangtien.city.acceleration=60");
        ConfigurableApplicationContext context = new SpringApplicationBuilder(CityServices.class, TestCity.class)
                .run(java.util.stream.Stream.concat(
                                settings.stream().map(setting -> "--" + setting), java.util.Arrays.stream(arguments))
                        .toArray(String[]::new));
        context.getBean(Accounts.class).ensure("truc-ban", "Nguyễn Thị Trực", Set.of(Role.OPERATOR), null);
        var city = new DevCity(context, List.of(arguments).contains("lost"));
        city.past();
        city.reports();
        city.street.past(city.start);
        Executors.newSingleThreadScheduledExecutor().scheduleAtFixedRate(city::step, 0, 1, TimeUnit.SECONDS);
        context.getBean(Accounts.class).ensure("ky-thuat", "Trần Kỹ Thuật", Set.of(Role.TECHNICIAN), null);
        for (String person : List.of("truc-ban", "ky-thuat")) {
            LOG.info(
                    "open http://127.0.0.1:{}/ as {} with {}",
                    context.getEnvironment().getProperty("local.server.port"),
                    person,
                    context.getBean(SignInCodes.class).issue(person).code());
        }
    }

    private void past() {
        gateway(RIVER, "Cầu Trường Tiền", 16.4691, 107.5886, "river-bridge");
        gateway(SCHOOL, "Trường Quốc Học", 16.4605, 107.5812, "school");
        gateway(JUNCTION, "Ngã sáu Hùng Vương", 16.4637, 107.5948, "junction");
        for (int minute = 24 * 60; minute > 0; minute--) {
            Instant at = start.minus(Duration.ofMinutes(minute));
            ingest.tell(level(at));
            for (Channel channel : CHANNELS) {
                ingest.tell(value(channel, at));
            }
        }
        for (int second = 590; second > 0; second -= 2) {
            ingest.tell(level(start.minusSeconds(second)));
        }
    }

    /** A copied card at the school, and the river's own rule. */
    private void reports() {
        alarms.fleetAlarms(List.of(new FleetAlarm(
                "1",
                "hue",
                SCHOOL,
                "QUARANTINED",
                FleetAlarm.State.RAISED,
                "critical",
                start,
                "Hai thiết bị dùng chung một chứng thư; đã cách ly",
                "Two boards share one certificate; put in quarantine")));
        alarms.edgeEvents(List.of(new EdgeEvent(
                "hue",
                RIVER,
                "flood-siren",
                "RAISED",
                "river.level",
                3.25,
                "warning",
                "Nước sông vượt mức báo động",
                "siren.level=100",
                start,
                true)));
    }

    private void gateway(String id, String name, double lat, double lon, String kind) {
        ingest.tell(new Ingest.Gateway("hue", id, name, lat, lon, kind, "ONLINE", start.minusSeconds(7_300), start));
        alarms.statuses(
                List.of(new GatewayStatus("hue", id, GatewayStatus.State.ONLINE, start.minusSeconds(7_300), Map.of())));
    }

    private void step() {
        try {
            round++;
            Instant now = clock.instant();
            boolean missing = lost && round > 20;
            if (lost && round == 20) {
                var status = new GatewayStatus("hue", SCHOOL, GatewayStatus.State.MISSING, now, Map.of());
                alarms.statuses(List.of(status));
                live.statuses(List.of(status));
                ingest.tell(new Ingest.Gateway(
                        "hue", SCHOOL, "Trường Quốc Học", 16.4605, 107.5812, "school", "MISSING", now, now));
            }
            var batch = new ArrayList<Observation>();
            batch.add(level(now));
            batch.add(counted("count.forward", 1_204 + round / 3, now));
            batch.add(counted("count.backward", 987 + round / 4, now));
            CHANNELS.stream()
                    .filter(channel -> !missing || !channel.gateway().equals(SCHOOL))
                    .filter(channel -> !channel.channel().equals("lmax") || round < 3)
                    .forEach(channel -> batch.add(value(channel, now)));
            batch.forEach(ingest::tell);
            alarms.observations(batch);
            live.observations(batch);
            street.step(round, now);
            if (round % 3 == 1) {
                byte[] jpeg = PlayedIngest.street(640, 360, round);
                String name = ingest.picture("hue", JUNCTION, "cam-nga-sau", jpeg, now);
                live.snapshots(List.of(new SnapshotStored("hue", JUNCTION, "cam-nga-sau", name, 640, 360, now)));
            }
        } catch (RuntimeException e) {
            LOG.error("step failed", e);
        }
    }

    private Observation counted(String channel, double count, Instant at) {
        return observation(new ChannelRef("hue", JUNCTION, "cam-nga-sau", channel), count, "{count}", "GOOD", at);
    }

    /** A flood of half an hour every two hours; the rise of the newest one is under way. */
    private Observation level(Instant at) {
        double minutes = Duration.between(start, at).toMillis() / 60_000.0 + 17;
        double phase = ((minutes % 120) + 120) % 120;
        double flood = 2.9 * Math.exp(-Math.pow((phase - 24) / 11, 2));
        double value = 0.78 + flood + 0.012 * Math.sin(minutes * 2.1) + random.nextGaussian() * 0.006;
        return observation(
                new ChannelRef("hue", RIVER, "river", "level"), Math.round(value * 1000) / 1000.0, "m", "GOOD", at);
    }

    private Observation value(Channel channel, Instant at) {
        String quality = channel.channel().equals("current") && random.nextInt(3) == 0 ? "UNCERTAIN" : "GOOD";
        double value = channel.base()
                + channel.swing() * Math.sin(at.getEpochSecond() / 97.0)
                + random.nextGaussian() * channel.swing() / 6;
        if (channel.unit().equals("{count}")) {
            value = Math.max(0, Math.round(value));
        }
        return observation(
                new ChannelRef("hue", channel.gateway(), channel.asset(), channel.channel()),
                value,
                channel.unit(),
                quality,
                at);
    }

    private static Observation observation(ChannelRef channel, double value, String unit, String quality, Instant at) {
        return new Observation(channel, value, unit, quality, at, at, true);
    }
}
