package vn.trangtien.gateway.camera;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.trangtien.gateway.report.Facts;
import vn.trangtien.gateway.report.ReportPart;
import vn.trangtien.gateway.view.GatewayStatusReport.CameraState;
import vn.trangtien.wire.GatewayReport;

/**
 * What the cloud is told of all cameras together: how many there are, how many give pictures, how many do less than was asked for,
 * and why. The reasons are bounded, however many cameras there are: the most frequent ones, each with a few names. Safe for use by
 * several threads.
 */
public final class CameraFacts implements ReportPart {

    private static final int MOST_REASONS = 8;
    private static final int MOST_NAMES = 3;
    private static final int LONGEST_REASON = 240;

    private final Supplier<List<CameraState>> cameras;
    private final LongSupplier crashes;

    /** @param crashes times that their process ended unasked since the start */
    public CameraFacts(Supplier<List<CameraState>> cameras, LongSupplier crashes) {
        this.cameras = cameras;
        this.crashes = crashes;
    }

    @Override
    public void addTo(Facts facts) {
        facts.number(GatewayReport.VIDEO_CRASHES, crashes.getAsLong());
        List<CameraState> all = cameras.get();
        if (all.isEmpty()) {
            return;
        }
        List<CameraState> troubled =
                all.stream().filter(camera -> !camera.problem().isEmpty()).toList();
        facts.number(GatewayReport.CAMERAS, all.size())
                .number(
                        GatewayReport.CAMERAS_ALIVE,
                        all.stream().filter(CameraState::alive).count())
                .number(
                        GatewayReport.CAMERAS_LIMITED,
                        troubled.stream().filter(CameraState::alive).count())
                .text(
                        GatewayReport.CAMERA_PROBLEMS,
                        reasons(troubled, CameraState::problem, "%s and %d more", "and %d more cameras"))
                .text(
                        GatewayReport.CAMERA_PROBLEMS_VI,
                        reasons(troubled, CameraState::problemVietnamese, "%s và %d camera khác", "và %d camera khác"));
    }

    /** One line for each reason: {@code cam-1, cam-2: why}. */
    private static String reasons(
            List<CameraState> troubled, Function<CameraState, String> reason, String manyNames, String theRest) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        troubled.forEach(camera ->
                names.merge(shortened(reason.apply(camera)), List.of(camera.id()), (some, one) -> joined(some, one)));
        List<Map.Entry<String, List<String>>> frequent = names.entrySet().stream()
                .sorted((one, other) ->
                        Integer.compare(other.getValue().size(), one.getValue().size()))
                .limit(MOST_REASONS)
                .toList();
        String lines = frequent.stream()
                .map(each -> shown(each.getValue(), manyNames) + ": " + each.getKey())
                .collect(Collectors.joining("\n"));
        long left = troubled.size()
                - frequent.stream().mapToLong(each -> each.getValue().size()).sum();
        return left == 0 ? lines : lines + "\n" + theRest.formatted(left);
    }

    private static List<String> joined(List<String> some, List<String> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static String shown(List<String> names, String manyNames) {
        String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMES ? first : manyNames.formatted(first, names.size() - MOST_NAMES);
    }

    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON - 1) + "…";
    }
}
