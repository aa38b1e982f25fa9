package vn.trangtien.ingest.reports;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.wire.GatewayReport;

/**
 * How a gateway's cameras stood when it last reported: its own words, see docs/protocols/telemetry.md.
 *
 * @param receivedAt when the report arrived; while a gateway is away it grows old
 * @param total cameras in its configuration
 * @param alive of these, those whose pictures arrive
 * @param limited of these, those that do less than was asked for
 * @param problems why, a line for each reason in English, beginning with names of cameras; empty while all is well
 * @param problemsVietnamese the same in Vietnamese
 */
public record CameraStanding(
        String account,
        String gateway,
        Instant receivedAt,
        long total,
        long alive,
        long limited,
        List<String> problems,
        List<String> problemsVietnamese) {

    public CameraStanding {
        problems = List.copyOf(problems);
        problemsVietnamese = List.copyOf(problemsVietnamese);
    }

    /** Empty if the gateway has no cameras or does not speak of them. */
    public static Optional<CameraStanding> of(StoredReport report) {
        Map<String, Long> numbers = report.numbers();
        Long total = numbers.get(GatewayReport.CAMERAS);
        GatewayId id = report.gateway();
        return total == null || total < 1
                ? Optional.empty()
                : Optional.of(new CameraStanding(
                        id.account(),
                        id.gateway(),
                        report.receivedAt(),
                        total,
                        report.number(GatewayReport.CAMERAS_ALIVE),
                        report.number(GatewayReport.CAMERAS_LIMITED),
                        lines(report, GatewayReport.CAMERA_PROBLEMS),
                        lines(report, GatewayReport.CAMERA_PROBLEMS_VI)));
    }

    private static List<String> lines(StoredReport report, String name) {
        return report.texts()
                .getOrDefault(name, "")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }
}
