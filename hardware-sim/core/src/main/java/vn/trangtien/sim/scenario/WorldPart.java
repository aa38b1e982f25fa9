package vn.trangtien.sim.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import vn.trangtien.drivers.Suggestion;
import vn.trangtien.sim.world.Climate;
import vn.trangtien.sim.world.Knot;
import vn.trangtien.sim.world.River;
import vn.trangtien.sim.world.WorldProfile;

/** The {@code world:} of a scenario: a profile by name, and what is different about it. */
final class WorldPart {

    private static final Map<String, Supplier<WorldProfile>> PROFILES = new LinkedHashMap<>();

    static {
        PROFILES.put("flood-night", WorldProfile::floodNight);
        PROFILES.put("smog-morning", WorldProfile::smogMorning);
        PROFILES.put("festival", WorldProfile::festival);
        PROFILES.put("steady", () -> WorldProfile.steady(0.5, 0));
    }

    private WorldPart() {}

    static WorldProfile read(Part part) {
        String name = part.needText("profile", "one of " + PROFILES.keySet());
        Supplier<WorldProfile> named = PROFILES.get(name);
        if (named == null) {
            if (!name.isEmpty()) {
                part.wrong("profile", "is no profile" + Suggestion.sentence(name, PROFILES.keySet()));
            }
            part.keys();
            return WorldProfile.steady(0.5, 0);
        }
        WorldProfile profile = named.get();
        try {
            Optional<List<Knot>> rain = curve(part, "rain");
            Optional<River> river = part.part("river").map(WorldPart::river);
            if (rain.isPresent() || river.isPresent()) {
                profile = profile.withRain(rain.orElse(profile.rainMmPerHour()), river.orElse(profile.river()));
            }
            profile = curve(part, "inversion").map(profile::withInversion).orElse(profile);
            profile = curve(part, "crowd").map(profile::withCrowd).orElse(profile);
            Climate season = profile.climate();
            profile = part.part("climate")
                    .map(climate -> climate(climate, season))
                    .map(profile::withClimate)
                    .orElse(profile);
        } catch (IllegalArgumentException e) {
            part.wrong("profile", String.valueOf(e.getMessage()));
        }
        return profile;
    }

    /** Knots by their time: {@code { 0m: 15, 40m: 80, 5h: 15 }}. */
    private static Optional<List<Knot>> curve(Part part, String key) {
        Optional<Part> section = part.part(key);
        if (section.isEmpty()) {
            return Optional.empty();
        }
        List<Knot> knots = new ArrayList<>();
        try (Part points = section.get()) {
            for (String time : points.keys()) {
                Optional<Duration> at = Part.durationOf(time);
                if (at.isEmpty()) {
                    points.wrong(time, "must stand behind a time with its unit, for example 40m");
                } else {
                    points.number(time).ifPresent(value -> knots.add(new Knot(at.get(), value)));
                }
            }
        }
        return Optional.of(knots);
    }

    private static River river(Part section) {
        try (section) {
            Optional<List<Knot>> levels = curve(section, "levels");
            if (levels.isPresent()) {
                return new River.Gauged(levels.get());
            }
            return new River.Following(
                    section.number("base").orElse(0.45),
                    section.number("risePerMm").orElse(0.012),
                    section.duration("delay").orElse(Duration.ofMinutes(50)),
                    section.duration("memory").orElse(Duration.ofHours(6)));
        }
    }

    private static Climate climate(Part section, Climate usual) {
        try (section) {
            return new Climate(
                    section.number("temperature").orElse(usual.meanTemperatureCelsius()),
                    section.number("swing").orElse(usual.dailySwingCelsius()),
                    section.number("humidity").orElse(usual.humidityPercent()),
                    section.number("pressure").orElse(usual.pressurePascal()),
                    section.number("wind").orElse(usual.windMetresPerSecond()),
                    section.number("windFrom").orElse(usual.windDirectionDegrees()),
                    section.number("clouds").orElse(usual.cloudShare()));
        }
    }
}
