package vn.trangtien.ingest.fleet;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.trangtien.ingest.fleet.Alarm.Finding;
import vn.trangtien.ingest.fleet.Alarm.Kind;
import vn.trangtien.ingest.registry.GatewayId;

/** Decides what is wrong with one gateway. No clock, no database: the same signs give the same findings. */
final class Inspector {

    /**
     * What is known of one gateway.
     *
     * @param connections within the window of flapping
     * @param unaccounted messages by which the gateway's account does not add up
     * @param failure why the last change of configuration or software failed; null if it did not
     */
    record Signs(
            GatewayId gateway,
            String kind,
            boolean online,
            Instant since,
            @Nullable Instant lastDataAt,
            int connections,
            @Nullable Instant certificateUntil,
            boolean quarantined,
            @Nullable String failure,
            @Nullable Instant evictedAt,
            @Nullable Instant clockUntrustedAt,
            long unaccounted) {}

    private static final ZoneId CITY = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("HH:mm 'ngày' dd/MM/yyyy").withZone(CITY);
    private static final DateTimeFormatter WHEN_EN =
            DateTimeFormatter.ofPattern("HH:mm 'on' dd/MM/yyyy").withZone(CITY);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("dd/MM/yyyy").withZone(CITY);

    private final Settings.Today settings;
    private final Instant now;

    Inspector(Settings.Today settings, Instant now) {
        this.settings = settings;
        this.now = now;
    }

    List<Finding> inspect(Signs signs) {
        List<Finding> findings = new ArrayList<>();
        silent(signs).ifPresent(findings::add);
        if (signs.connections() >= settings.general("flapping-connections")) {
            long minutes = seconds("flapping-window").toMinutes();
            findings.add(new Finding(
                    signs.gateway(),
                    Kind.FLAPPING,
                    "medium",
                    "Kết nối lại %d lần trong %d phút".formatted(signs.connections(), minutes),
                    "Connected %d times within %d minutes".formatted(signs.connections(), minutes)));
        }
        certificate(signs).ifPresent(findings::add);
        if (signs.quarantined()) {
            findings.add(quarantined(signs.gateway()));
        }
        if (signs.failure() != null) {
            findings.add(new Finding(
                    signs.gateway(),
                    Kind.UPDATE_FAILED,
                    "high",
                    "Cập nhật không thành: " + signs.failure(),
                    "Update failed: " + signs.failure()));
        }
        Instant evicted = signs.evictedAt();
        if (evicted != null && isWithin(evicted, seconds("evicting-hold"))) {
            findings.add(new Finding(
                    signs.gateway(),
                    Kind.EVICTING,
                    "high",
                    "Bộ đệm đầy, bỏ bớt tin lúc " + WHEN.format(evicted),
                    "Spool full, messages given up at " + WHEN_EN.format(evicted)));
        }
        Instant untrusted = signs.clockUntrustedAt();
        if (untrusted != null && isWithin(untrusted, seconds("clock-hold"))) {
            findings.add(new Finding(
                    signs.gateway(),
                    Kind.CLOCK,
                    "medium",
                    "Đồng hồ của trạm chưa được đồng bộ",
                    "The gateway's clock is not set"));
        }
        if (signs.unaccounted() != 0) {
            findings.add(new Finding(
                    signs.gateway(),
                    Kind.UNACCOUNTED,
                    "critical",
                    "Sổ tin nhắn của trạm lệch %d tin".formatted(signs.unaccounted()),
                    "The gateway's account of messages is off by %d".formatted(signs.unaccounted())));
        }
        return findings;
    }

    static Finding quarantined(GatewayId gateway) {
        return new Finding(
                gateway,
                Kind.QUARANTINED,
                "critical",
                "Hai thiết bị dùng chung một chứng thư; đã cách ly",
                "Two boards share one certificate; put in quarantine");
    }

    private Optional<Finding> silent(Signs signs) {
        Instant data = signs.lastDataAt();
        Instant heard = data == null || data.isBefore(signs.since()) ? signs.since() : data;
        double period = settings.of(
                "expected-period", signs.gateway().account(), signs.gateway().gateway(), signs.kind());
        Duration patience = Duration.ofMillis((long) (period * settings.general("silent-periods") * 1000));
        if (!signs.online() || !heard.plus(patience).isBefore(now)) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                signs.gateway(),
                Kind.SILENT,
                "high",
                data == null
                        ? "Đang kết nối nhưng chưa gửi số liệu nào"
                        : "Đang kết nối nhưng không có số liệu từ " + WHEN.format(data),
                data == null
                        ? "Connected, but has sent no measurement yet"
                        : "Connected, but no measurement since " + WHEN_EN.format(data)));
    }

    private Optional<Finding> certificate(Signs signs) {
        Instant until = signs.certificateUntil();
        if (until == null) {
            return Optional.empty();
        }
        for (String severity : List.of("critical", "medium", "low")) {
            long days = (long) settings.general("certificate-" + severity);
            if (!until.isAfter(now.plus(Duration.ofDays(days)))) {
                return Optional.of(new Finding(
                        signs.gateway(),
                        Kind.CERTIFICATE,
                        severity,
                        (until.isAfter(now) ? "Chứng thư hết hạn ngày " : "Chứng thư đã hết hạn ngày ")
                                + DAY.format(until),
                        (until.isAfter(now) ? "The certificate ends on " : "The certificate ended on ")
                                + DAY.format(until)));
            }
        }
        return Optional.empty();
    }

    private boolean isWithin(Instant at, Duration hold) {
        return at.plus(hold).isAfter(now);
    }

    private Duration seconds(String name) {
        return Duration.ofSeconds((long) settings.general(name));
    }
}
