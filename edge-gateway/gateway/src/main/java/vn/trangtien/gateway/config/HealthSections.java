package vn.trangtien.gateway.config;

import java.time.Duration;
import java.util.Optional;
import vn.trangtien.video.health.HealthSettings;
import vn.trangtien.video.health.HealthSettings.Black;
import vn.trangtien.video.health.HealthSettings.Covered;
import vn.trangtien.video.health.HealthSettings.Defocused;
import vn.trangtien.video.health.HealthSettings.Frozen;
import vn.trangtien.video.health.HealthSettings.Moved;
import vn.trangtien.video.health.Limits;

/** Reads the section {@code health} of a camera; what is left out is as usual. See docs/cameras.md. */
final class HealthSections {

    private static final HealthSettings USUAL = HealthSettings.DEFAULT;

    private HealthSections() {}

    static Optional<HealthSettings> read(Section given) {
        try (Section section = given) {
            Duration every = time(section, "every", HealthSettings.EVERY, USUAL.every());
            Duration recovered =
                    time(section, "recoveredAfter", HealthSettings.RECOVERED_AFTER, USUAL.recoveredAfter());
            Frozen frozen =
                    section.section("frozen").flatMap(HealthSections::frozen).orElse(USUAL.frozen());
            Black black =
                    section.section("black").flatMap(HealthSections::black).orElse(USUAL.black());
            Covered covered =
                    section.section("covered").flatMap(HealthSections::covered).orElse(USUAL.covered());
            Defocused defocused = section.section("defocused")
                    .flatMap(HealthSections::defocused)
                    .orElse(USUAL.defocused());
            Moved moved =
                    section.section("moved").flatMap(HealthSections::moved).orElse(USUAL.moved());
            return section.made(() -> new HealthSettings(every, recovered, frozen, black, covered, defocused, moved));
        }
    }

    private static Optional<Frozen> frozen(Section given) {
        try (Section section = given) {
            Frozen usual = USUAL.frozen();
            Duration after = after(section, usual.after());
            Duration apart = time(section, "apart", Frozen.APART, usual.apart());
            double difference = number(section, "difference", Frozen.DIFFERENCE, usual.difference());
            double share = number(section, "share", Frozen.SHARE, usual.share());
            return section.made(() -> new Frozen(after, apart, difference, share));
        }
    }

    private static Optional<Black> black(Section given) {
        try (Section section = given) {
            Duration after = after(section, USUAL.black().after());
            int level = section.whole("level", (long) Black.LEVEL.least(), (long) Black.LEVEL.most())
                    .map(Math::toIntExact)
                    .orElse(USUAL.black().level());
            return section.made(() -> new Black(after, level));
        }
    }

    private static Optional<Covered> covered(Section given) {
        try (Section section = given) {
            Duration after = after(section, USUAL.covered().after());
            double lost = number(section, "lost", Covered.LOST, USUAL.covered().lost());
            return section.made(() -> new Covered(after, lost));
        }
    }

    private static Optional<Defocused> defocused(Section given) {
        try (Section section = given) {
            Duration after = after(section, USUAL.defocused().after());
            double sharpness = number(
                    section, "sharpness", Defocused.SHARPNESS, USUAL.defocused().sharpness());
            return section.made(() -> new Defocused(after, sharpness));
        }
    }

    private static Optional<Moved> moved(Section given) {
        try (Section section = given) {
            Moved usual = USUAL.moved();
            Duration after = after(section, usual.after());
            double likeness = number(section, "likeness", Moved.LIKENESS, usual.likeness());
            Duration accepted = time(section, "acceptedAfter", Moved.ACCEPTED_AFTER, usual.acceptedAfter());
            return section.made(() -> new Moved(after, likeness, accepted));
        }
    }

    private static Duration after(Section section, Duration usual) {
        return time(section, "after", HealthSettings.AFTER, usual);
    }

    private static Duration time(Section section, String key, Limits limits, Duration usual) {
        return section.duration(key, limits.shortest(), limits.longest()).orElse(usual);
    }

    private static double number(Section section, String key, Limits limits, double usual) {
        return section.number(key, limits.least(), limits.most()).orElse(usual);
    }
}
