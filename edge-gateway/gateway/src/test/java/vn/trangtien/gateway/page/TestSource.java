package vn.trangtien.gateway.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import vn.trangtien.drivers.Quality;
import vn.trangtien.gateway.link.LinkFault;
import vn.trangtien.gateway.link.LinkStatus;
import vn.trangtien.gateway.rules.RuleStatus;
import vn.trangtien.gateway.spool.SpoolCounters;
import vn.trangtien.gateway.view.ChannelNow;
import vn.trangtien.gateway.view.ConfigStanding;
import vn.trangtien.gateway.view.DeviceStatus;
import vn.trangtien.gateway.view.ErrorNote;
import vn.trangtien.gateway.view.GatewayStatusReport;
import vn.trangtien.gateway.view.GatewayStatusReport.CameraState;
import vn.trangtien.gateway.view.GatewayView;

/** A gateway by the river with a bit of everything: good, doubtful and broken. */
final class TestSource implements PageSource {

    static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");

    private boolean connected;
    private double level = 2.31;

    void connect() {
        connected = true;
    }

    /** The water moves, so that curves have something to show. */
    void flow(double by) {
        level += by;
    }

    @Override
    public GatewayView view() {
        return new GatewayView(
                "hue",
                "Cầu Đập Đá, phường Phú Hội",
                NOW,
                true,
                "0.1.0",
                "ssl://127.0.0.1:1",
                Optional.of(NOW.plusSeconds(86_400L * 61)),
                false,
                new GatewayStatusReport("hue-phu-hoi-017", link(), spool(), 0, "", 4_211, devices(), cameras()),
                channels(),
                new ConfigStanding(12, "9f86d081884c7d659a2feaa0c55ad015", ConfigStanding.State.APPLIED),
                errors());
    }

    private LinkStatus link() {
        return connected
                ? new LinkStatus(LinkStatus.State.CONNECTED, 3, 18_204, 2, "", LinkFault.NONE)
                : new LinkStatus(
                        LinkStatus.State.WAITING,
                        2,
                        18_204,
                        0,
                        "Unable to connect to server: Connection refused",
                        LinkFault.UNREACHABLE);
    }

    private static SpoolCounters spool() {
        return new SpoolCounters(18_361, 18_200, 12, 0, 0, 149, 48_200);
    }

    private static List<DeviceStatus> devices() {
        return List.of(
                new DeviceStatus("air", true, 1_200, 3_600, 0, Optional.of(NOW), Optional.empty(), Optional.empty()),
                new DeviceStatus(
                        "dust",
                        true,
                        240,
                        480,
                        1,
                        Optional.of(NOW),
                        Optional.empty(),
                        Optional.of("dust: fan slow, values may be low")),
                new DeviceStatus(
                        "rain",
                        false,
                        12,
                        12,
                        55,
                        Optional.of(NOW.minusSeconds(7_000)),
                        Optional.of("TIMEOUT: rain on gpio: no pulse line 17"),
                        Optional.empty()),
                new DeviceStatus("river", true, 900, 900, 0, Optional.of(NOW), Optional.empty(), Optional.empty()));
    }

    private static List<CameraState> cameras() {
        return List.of(
                new CameraState("gate", true, "", "", 420),
                new CameraState(
                        "yard",
                        false,
                        "video process crashed with signal 6; it is started again in 2 s",
                        "tiến trình video đã dừng",
                        17));
    }

    private List<ChannelNow> channels() {
        return List.of(
                channel("air", "humidity", 78.4, "%", Quality.GOOD, 12),
                channel("air", "pressure", 100_912, "Pa", Quality.GOOD, 12),
                channel("air", "temperature", 27.43, "Cel", Quality.GOOD, 12),
                channel("dust", "pm25", 41.5, "ug/m3", Quality.UNCERTAIN, 140),
                new ChannelNow(
                        "rain",
                        "rainfall",
                        OptionalDouble.empty(),
                        "mm",
                        Quality.COMM_FAULT,
                        NOW.minusSeconds(60),
                        Optional.of("TIMEOUT: rain on gpio: no pulse line 17")),
                channel("river", "level", level, "m", Quality.GOOD, 1));
    }

    private static ChannelNow channel(
            String device, String channel, double value, String unit, Quality quality, int age) {
        return new ChannelNow(
                device, channel, OptionalDouble.of(value), unit, quality, NOW.minusSeconds(age), Optional.empty());
    }

    private static List<ErrorNote> errors() {
        List<ErrorNote> errors = new ArrayList<>();
        errors.add(new ErrorNote(
                "link", "Unable to connect to server: Connection refused", NOW.minusSeconds(900), NOW, 14));
        errors.add(new ErrorNote(
                "device/rain",
                "TIMEOUT: rain on gpio: <b>no pulse</b> line 17",
                NOW.minusSeconds(7_000),
                NOW.minusSeconds(60),
                55));
        return errors;
    }

    @Override
    public List<RuleStatus> rules() {
        return List.of(
                new RuleStatus(
                        "flood-siren",
                        RuleStatus.State.HELD,
                        "mean(river.level, 5m) > 3.2 (3m)",
                        "critical",
                        "Nước sông vượt mức báo động",
                        Optional.of(NOW.minusSeconds(300)),
                        OptionalDouble.of(3.31),
                        List.of("siren.level=100")),
                new RuleStatus(
                        "dusk",
                        RuleStatus.State.CLEAR,
                        "light.lux < 20 (2m)",
                        "info",
                        "",
                        Optional.empty(),
                        OptionalDouble.of(12_000),
                        List.of("lamp.level=0 (failed: no reply)")));
    }

    @Override
    public long videoCrashes() {
        return 1;
    }
}
