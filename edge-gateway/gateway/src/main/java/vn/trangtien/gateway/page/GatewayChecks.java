package vn.trangtien.gateway.page;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import vn.trangtien.gateway.link.LinkStatus;
import vn.trangtien.gateway.page.SelfTest.Check;
import vn.trangtien.gateway.page.SelfTest.Result;
import vn.trangtien.gateway.page.SelfTest.State;
import vn.trangtien.gateway.view.DeviceStatus;
import vn.trangtien.gateway.view.GatewayStatusReport.CameraState;
import vn.trangtien.gateway.view.GatewayView;

/** What the self-test looks at. Devices are not read anew: their poll plan reads them all the time and knows the last result. */
final class GatewayChecks {

    private static final long LITTLE_ROOM = 200L << 20;
    private static final Duration CERTIFICATE_SOON = Duration.ofDays(14);
    private static final int CONNECT_MS = 4_000;
    private static final int TLS_PORT = 8883;

    private final PageSource source;
    private final Path data;

    /** @param data directory of the gateway */
    GatewayChecks(PageSource source, Path data) {
        this.source = source;
        this.data = data;
    }

    List<Check> all() {
        GatewayView view = source.view();
        List<Check> checks = new ArrayList<>();
        checks.add(check("clock", () -> clock(source.view())));
        checks.add(check("disk", this::disk));
        checks.add(check("spool", () -> spool(source.view())));
        checks.add(check("network", () -> network(source.view().broker())));
        checks.add(check("cloud", () -> cloud(source.view().status().link())));
        checks.add(check("certificate", () -> certificate(source.view())));
        for (DeviceStatus device : view.status().devices()) {
            checks.add(check("device/" + device.id(), () -> device(device.id())));
        }
        for (CameraState camera : view.status().cameras()) {
            checks.add(check("camera/" + camera.id(), () -> camera(camera.id())));
        }
        return checks;
    }

    private record Finding(State state, String vi, String en) {}

    private static Check check(String id, Supplier<Finding> looks) {
        return new Check() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public Result look() {
                Finding found = looks.get();
                return new Result(id, found.state(), found.vi(), found.en());
            }
        };
    }

    private static Finding good(String vi, String en) {
        return new Finding(State.GOOD, vi, en);
    }

    private static Finding bad(String vi, String en) {
        return new Finding(State.BAD, vi, en);
    }

    private static Finding clock(GatewayView view) {
        return view.clockTrusted()
                ? good("Giờ đã đồng bộ", "Time is synchronised")
                : bad(
                        "Giờ chưa đồng bộ; kiểm tra mạng và timedatectl",
                        "Time is not synchronised; check the network and timedatectl");
    }

    private Finding disk() {
        try {
            Path probe = Files.createTempFile(data, "self-test", ".tmp");
            Files.writeString(probe, "written");
            Files.delete(probe);
            long room = Files.getFileStore(data).getUsableSpace();
            String megabytes = (room >> 20) + " MB";
            return room < LITTLE_ROOM
                    ? new Finding(
                            State.DOUBTFUL,
                            "Chỉ còn %s; dọn thẻ nhớ".formatted(megabytes),
                            "Only %s left; clear the memory card".formatted(megabytes))
                    : good("Ghi được, còn %s".formatted(megabytes), "Can be written, %s left".formatted(megabytes));
        } catch (IOException e) {
            return bad(
                    "Không ghi được vào %s: %s; kiểm tra thẻ nhớ".formatted(data, e.getMessage()),
                    "%s cannot be written: %s; check the memory card".formatted(data, e.getMessage()));
        }
    }

    private static Finding spool(GatewayView view) {
        String problem = view.status().spoolProblem();
        if (!problem.isEmpty()) {
            return bad("Không giữ được tin: " + problem, "Messages cannot be kept: " + problem);
        }
        long depth = view.status().spool().depth();
        return good("%d tin đang chờ gửi".formatted(depth), "%d messages waiting".formatted(depth));
    }

    private static Finding network(String broker) {
        URI address = URI.create(broker);
        int port = address.getPort() > 0 ? address.getPort() : TLS_PORT;
        String shown = address.getHost() + ":" + port;
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), port), CONNECT_MS);
            return good("Tới được %s".formatted(shown), "%s can be reached".formatted(shown));
        } catch (IOException e) {
            return bad(
                    "Không tới được %s: %s; kiểm tra cáp, SIM, tường lửa".formatted(shown, e.getMessage()),
                    "%s cannot be reached: %s; check cable, SIM and firewall".formatted(shown, e.getMessage()));
        }
    }

    private static Finding cloud(LinkStatus link) {
        return link.state() == LinkStatus.State.CONNECTED
                ? good("Đang kết nối với đám mây", "Connected to the cloud")
                : bad(
                        "Chưa kết nối: %s. %s"
                                .formatted(
                                        link.fault().vietnamese(), link.fault().vietnameseRemedy()),
                        "Not connected: %s. %s"
                                .formatted(link.fault().english(), link.fault().englishRemedy()));
    }

    private static Finding certificate(GatewayView view) {
        if (view.certificateUntil().isEmpty()) {
            return bad("Chưa có chứng thư; hãy đăng ký thiết bị", "There is no certificate; enrol this gateway");
        }
        Instant until = view.certificateUntil().get();
        long days = Duration.between(view.at(), until).toDays();
        if (!view.at().isBefore(until)) {
            return bad("Chứng thư đã hết hạn; đăng ký lại", "The certificate has expired; enrol again");
        }
        return view.at().plus(CERTIFICATE_SOON).isBefore(until)
                ? good("Còn %d ngày".formatted(days), "%d days left".formatted(days))
                : new Finding(
                        State.DOUBTFUL,
                        "Chỉ còn %d ngày; tự gia hạn khi có mạng".formatted(days),
                        "Only %d days left; renewed by itself when connected".formatted(days));
    }

    private Finding device(String id) {
        return source.view().status().devices().stream()
                .filter(device -> device.id().equals(id))
                .findFirst()
                .map(GatewayChecks::device)
                .orElseGet(() -> bad("Không còn trong cấu hình", "No longer in the configuration"));
    }

    private static Finding device(DeviceStatus device) {
        if (device.answering()) {
            return device.warning()
                    .map(warning ->
                            new Finding(State.DOUBTFUL, "Trả lời, nhưng: " + warning, "Answers, but: " + warning))
                    .orElseGet(() -> good("Trả lời", "Answers"));
        }
        String error = device.lastError().orElse("");
        return error.isEmpty()
                ? new Finding(State.DOUBTFUL, "Chưa đọc lần nào", "Not read yet")
                : bad("Không trả lời: " + error, "Does not answer: " + error);
    }

    private Finding camera(String id) {
        return source.view().status().cameras().stream()
                .filter(camera -> camera.id().equals(id))
                .findFirst()
                .map(GatewayChecks::camera)
                .orElseGet(() -> bad("Không còn trong cấu hình", "No longer in the configuration"));
    }

    private static Finding camera(CameraState camera) {
        if (!camera.alive()) {
            return bad("Không có hình: " + camera.problemVietnamese(), "No pictures: " + camera.problem());
        }
        return camera.problem().isEmpty()
                ? good("Có hình", "Pictures come")
                : new Finding(
                        State.DOUBTFUL,
                        "Có hình, nhưng: " + camera.problemVietnamese(),
                        "Pictures come, but: " + camera.problem());
    }
}
