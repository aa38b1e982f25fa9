package vn.trangtien.gateway.config;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import vn.trangtien.video.CameraConfig;
import vn.trangtien.video.detect.DetectorFactory;
import vn.trangtien.video.event.EventPolicy;
import vn.trangtien.video.health.HealthSettings;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.picture.Polygon;
import vn.trangtien.video.privacy.ImageUse;
import vn.trangtien.video.privacy.PersonCover;
import vn.trangtien.video.privacy.PlateUse;
import vn.trangtien.video.privacy.PrivacyPolicy;
import vn.trangtien.video.source.Pace;
import vn.trangtien.video.source.SourceAddress;
import vn.trangtien.video.source.SourceSettings;
import vn.trangtien.video.source.Transport;

/** Reads the list {@code cameras}; what is left out is as usual. See docs/cameras.md. */
final class CameraSections {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration USUAL_EVERY = Duration.ofSeconds(5);
    private static final Duration USUAL_SNAPSHOTS = Duration.ofSeconds(30);
    private static final double USUAL_BLOB_SHARE =
            CameraConfig.of("usual", "usual").minimumBlobShare();

    private final ZoneId zone;

    /** @param zone in which days end */
    CameraSections(ZoneId zone) {
        this.zone = zone;
    }

    List<CameraEntry> read(List<Section> sections, List<DeviceEntry> devices) {
        Set<String> ids = new HashSet<>();
        devices.forEach(device -> ids.add(device.id()));
        List<CameraEntry> cameras = new ArrayList<>();
        for (Section section : sections) {
            try (section) {
                String id = ConfigReader.id(section);
                if (!ids.add(id) && !id.isEmpty()) {
                    section.wrong("id", "must be unique among devices and cameras");
                }
                camera(id, section).ifPresent(cameras::add);
            }
        }
        return cameras;
    }

    private Optional<CameraEntry> camera(String id, Section section) {
        SourceSettings source = source(section);
        Duration every = section.duration("every", SECOND, Duration.ofHours(1)).orElse(USUAL_EVERY);
        String detector = section.text("detector").orElse(DetectorFactory.AUTO);
        double perSecond = section.number("detectFps", 0.1, 30).orElse(CameraConfig.USUAL_DETECT_FPS);
        double smallest = section.number("minimumBlobShare", 0.000_01, 0.5).orElse(USUAL_BLOB_SHARE);
        List<Polygon> masks = masks(section);
        var rules = new ViewSections().read(section);
        PrivacyPolicy privacy =
                section.section("privacy").flatMap(this::privacy).orElse(PrivacyPolicy.MASKED);
        EventPolicy events =
                section.section("events").flatMap(CameraSections::events).orElse(EventPolicy.DEFAULT);
        HealthSettings health =
                section.section("health").flatMap(HealthSections::read).orElse(HealthSettings.DEFAULT);
        Duration snapshots = section.duration("snapshotEvery", Duration.ZERO, Duration.ofDays(1))
                .orElse(USUAL_SNAPSHOTS);
        return section.made(() -> new CameraEntry(
                new CameraConfig(
                        id, source, detector, perSecond, smallest, List.of(), masks, rules, privacy, events, health,
                        snapshots),
                every));
    }

    private static SourceSettings source(Section section) {
        String main = section.requiredText("source", "rtsp://…, http://…, v4l2:/dev/video0 or the path of a recording");
        Optional<String> sub = section.text("substream");
        Transport transport = word(section, "transport", Transport.values()).orElse(Transport.TCP);
        Duration timeout =
                section.duration("timeout", SECOND, Duration.ofSeconds(60)).orElse(SourceSettings.USUAL_TIMEOUT);
        boolean loop = section.bool("loop").orElse(false);
        return section.made(() -> new SourceSettings(
                        new SourceAddress(main), sub.map(SourceAddress::new), transport, timeout, Pace.REAL_TIME, loop))
                .orElse(SourceSettings.of("missing"));
    }

    private static List<Polygon> masks(Section section) {
        List<Polygon> masks = new ArrayList<>();
        String rule = "must be a list of areas, each a list of corners such as [[0, 0], [0.2, 0], [0.2, 0.1]]";
        for (List<double[]> corners : section.pairLists("masks", rule).orElse(List.of())) {
            section.made(() -> new Polygon(points(corners))).ifPresent(masks::add);
        }
        return masks;
    }

    static List<Point> points(List<double[]> pairs) {
        return pairs.stream().map(pair -> new Point(pair[0], pair[1])).toList();
    }

    private Optional<PrivacyPolicy> privacy(Section given) {
        try (Section section = given) {
            PrivacyPolicy usual = PrivacyPolicy.MASKED;
            ImageUse image = word(section, "image", ImageUse.values()).orElse(usual.image());
            PersonCover person = word(section, "person", PersonCover.values()).orElse(usual.person());
            PlateUse plates = word(section, "plates", PlateUse.values()).orElse(usual.plates());
            boolean clips = section.bool("clips").orElse(usual.clips());
            Optional<String> purpose = section.text("purpose");
            Optional<LocalDate> lastDay = section.text("expires").flatMap(text -> day(section, text));
            return section.made(() -> new PrivacyPolicy(
                    image,
                    person,
                    plates,
                    clips,
                    purpose,
                    lastDay.map(day -> day.plusDays(1).atStartOfDay(zone).toInstant())));
        }
    }

    private static Optional<LocalDate> day(Section section, String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            section.wrong("expires", "must be the last day of the permission, such as 2026-12-31");
            return Optional.empty();
        }
    }

    private static Optional<EventPolicy> events(Section given) {
        try (Section section = given) {
            EventPolicy usual = EventPolicy.DEFAULT;
            Duration longest = Duration.ofSeconds(30);
            Set<String> labels = Set.copyOf(labels(section));
            double believeAt = section.number("believeAt", 0, 1).orElse(usual.believeAt());
            Duration update =
                    section.duration("updateEvery", SECOND, Duration.ofHours(1)).orElse(usual.updateEvery());
            boolean pictures = section.bool("pictures").orElse(usual.pictures());
            Duration keep = section.duration("keepAfterLoss", Duration.ZERO, Duration.ofSeconds(60))
                    .orElse(usual.keepAfterLoss());
            Duration before =
                    section.duration("clipBefore", Duration.ZERO, longest).orElse(usual.clipBefore());
            Duration after =
                    section.duration("clipAfter", Duration.ZERO, longest).orElse(usual.clipAfter());
            return section.made(() -> new EventPolicy(labels, believeAt, update, pictures, keep, before, after));
        }
    }

    static List<String> labels(Section section) {
        return section.texts("labels", "must be a list of labels such as [car, motorcycle]")
                .orElse(List.of());
    }

    /** One of the names of an enum, in lower case. */
    static <E extends Enum<E>> Optional<E> word(Section section, String key, E[] values) {
        List<String> words = Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        return section.choice(key, words).map(word -> values[words.indexOf(word)]);
    }
}
