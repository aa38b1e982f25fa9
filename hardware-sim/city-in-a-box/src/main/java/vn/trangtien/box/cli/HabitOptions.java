package vn.trangtien.box.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import vn.trangtien.sim.fleet.load.Habits;
import vn.trangtien.sim.fleet.load.LoadSettings;

/** How the gateways of a load fleet behave; shares are 0 to 1. */
final class HabitOptions {

    private static final Pattern STORM = Pattern.compile("(\\d{1,5})/(.+)");

    /** A line breaks for so many gateways, which come back within that time. */
    record Storm(int gateways, Duration within) {}

    @Option(
            names = "--ordinary",
            description = {
                "Một ngày xấu bình thường: một chút của tất cả các thói quen dưới đây.",
                "An ordinary bad day: a little of all habits below."
            })
    private boolean ordinary;

    @Option(names = "--channels", paramLabel = "N", description = "Giá trị trong mỗi tin / values in each message (3)")
    private int channels = 3;

    @Option(names = "--jitter", paramLabel = "SHARE", description = "Sớm hay trễ so với nhịp / early or late (0.2)")
    private Optional<Double> jitter = Optional.empty();

    @Option(names = "--burst", paramLabel = "N", description = "Số tin cùng lúc / messages at once (1)")
    private Optional<Integer> burst = Optional.empty();

    @Option(names = "--duplicates", paramLabel = "SHARE", description = "Tin gửi lặp lại / messages repeated")
    private Optional<Double> duplicates = Optional.empty();

    @Option(names = "--poison", paramLabel = "SHARE", description = "Tin hỏng / messages nobody can read")
    private Optional<Double> poison = Optional.empty();

    @Option(
            names = "--late",
            paramLabel = "SHARE",
            description = "Dữ liệu cũ đến ba ngày / values up to three days old")
    private Optional<Double> late = Optional.empty();

    @Option(
            names = "--same-millisecond",
            paramLabel = "SHARE",
            description = "Hai lần đo trong một mili giây / two samples in one millisecond")
    private Optional<Double> sameMillisecond = Optional.empty();

    @Option(
            names = "--wrong-clocks",
            paramLabel = "SHARE",
            description = "Trạm có đồng hồ lệch một năm / gateways whose clock is off by a year")
    private Optional<Double> wrongClocks = Optional.empty();

    @Option(names = "--kura", paramLabel = "SHARE", description = "Trạm Eclipse Kura / gateways that are Eclipse Kura")
    private Optional<Double> kura = Optional.empty();

    @Option(names = "--kura-json", paramLabel = "SHARE", description = "Trạm Kura dùng JSON / Kura gateways with JSON")
    private Optional<Double> kuraJson = Optional.empty();

    @Option(
            names = "--sparkplug",
            paramLabel = "SHARE",
            description = "Trạm Sparkplug B / gateways that speak Sparkplug B")
    private Optional<Double> sparkplug = Optional.empty();

    @Option(names = "--no-gzip", description = "Không nén tin / payloads are not compressed")
    private boolean plain;

    @Option(
            names = "--storm",
            paramLabel = "N/TIME",
            description = {
                "Giữa chừng, N trạm mất kết nối và quay lại trong TIME, ví dụ 300/12s.",
                "Half way, N gateways lose their line and come back within TIME, for example 300/12s."
            })
    private Optional<String> storm = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Hạt ngẫu nhiên / seed of everything random")
    private Optional<Long> seed = Optional.empty();

    /** @throws IllegalArgumentException naming the field that is out of range */
    LoadSettings apply(LoadSettings usual) {
        Habits base = ordinary ? Habits.ORDINARY : Habits.STEADY;
        storm();
        LoadSettings settings = usual.withChannels(channels)
                .withHabits(new Habits(
                        jitter.orElse(base.jitter()),
                        burst.orElse(base.burst()),
                        duplicates.orElse(base.duplicates()),
                        poison.orElse(base.poison()),
                        late.orElse(base.late()),
                        sameMillisecond.orElse(base.sameMillisecond()),
                        wrongClocks.orElse(base.wrongClocks()),
                        kura.orElse(base.kura()),
                        kuraJson.orElse(base.kuraJson()),
                        sparkplug.orElse(base.sparkplug()),
                        !plain));
        return seed.map(settings::withSeed).orElse(settings);
    }

    Optional<Storm> storm() {
        return storm.map(typed -> {
            Matcher parts = STORM.matcher(typed);
            if (!parts.matches()) {
                throw new IllegalArgumentException("--storm must be like 300/12s, but was '%s'".formatted(typed));
            }
            return new Storm(Integer.parseInt(parts.group(1)), Spans.parse(parts.group(2)));
        });
    }
}
