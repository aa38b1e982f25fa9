package vn.trangtien.gateway.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vn.trangtien.gateway.config.CloudPolicy.MqttVersion;
import vn.trangtien.gateway.config.RemotePolicy.Commands;

/** Reads the sections {@code cloud}, {@code remote} and {@code page}; what is left out is as usual. */
final class PolicySections {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private PolicySections() {}

    static CloudPolicy cloud(Optional<Section> given) {
        if (given.isEmpty()) {
            return CloudPolicy.DEFAULT;
        }
        try (Section section = given.get()) {
            CloudPolicy usual = CloudPolicy.DEFAULT;
            List<String> versions =
                    Arrays.stream(MqttVersion.values()).map(MqttVersion::code).toList();
            MqttVersion mqtt = section.choice("mqtt", versions)
                    .map(code -> MqttVersion.values()[versions.indexOf(code)])
                    .orElse(usual.mqtt());
            return new CloudPolicy(
                    mqtt,
                    section.duration("keepAlive", Duration.ofSeconds(5), HOUR).orElse(usual.keepAlive()),
                    section.duration("timeSyncWait", Duration.ZERO, HOUR).orElse(usual.timeSyncWait()));
        }
    }

    static RemotePolicy remote(Optional<Section> given) {
        if (given.isEmpty()) {
            return RemotePolicy.DEFAULT;
        }
        try (Section section = given.get()) {
            RemotePolicy usual = RemotePolicy.DEFAULT;
            return new RemotePolicy(
                    section.bool("enabled").orElse(usual.enabled()),
                    section.duration("confirmWithin", SECOND, HOUR).orElse(usual.confirmWithin()),
                    section.duration("healthyWithin", SECOND, HOUR).orElse(usual.healthyWithin()),
                    commands(section.section("commands")));
        }
    }

    private static Commands commands(Optional<Section> given) {
        Commands usual = RemotePolicy.DEFAULT.commands();
        if (given.isEmpty()) {
            return usual;
        }
        try (Section section = given.get()) {
            String rule = "must be a list of absolute paths of programs such as [/usr/bin/uptime]";
            List<String> allow = section.texts("allow", rule).orElse(usual.allow());
            if (!allow.stream().allMatch(path -> path.startsWith("/"))) {
                section.wrong("allow", rule);
            }
            return new Commands(
                    section.bool("enabled").orElse(usual.enabled()),
                    allow,
                    section.duration("timeout", SECOND, HOUR).orElse(usual.timeout()));
        }
    }

    static PagePolicy page(Optional<Section> given) {
        if (given.isEmpty()) {
            return PagePolicy.DEFAULT;
        }
        try (Section section = given.get()) {
            PagePolicy usual = PagePolicy.DEFAULT;
            return new PagePolicy(
                    section.bool("enabled").orElse(usual.enabled()),
                    section.whole("port", 1024, 65_534).map(Long::intValue).orElse(usual.port()),
                    section.bool("lan").orElse(usual.lan()));
        }
    }
}
