package vn.trangtien.box.bench.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import vn.trangtien.drivers.Text;

/** Whether a message costs more when it comes from ten times as many gateways, at the same rate. */
final class DevicesFigure {

    private static final int TIMES = 10;

    /**
     * The figures of {@code --figure devices}.
     *
     * @param ratio of the two costs; 1.2 is a fifth more
     */
    record Result(
            int gateways,
            double cpuMicrosPerMessage,
            int tenth,
            double cpuMicrosPerMessageOfTenth,
            double ratio,
            double msgPerSecond,
            double msgPerSecondOfTenth,
            long lost) {}

    private DevicesFigure() {}

    static IngestFigure.Outcome measure(IngestLengths lengths, Path folder, Clock clock, Consumer<Text> progress)
            throws IOException, InterruptedException {
        int tenth = Math.max(1, lengths.gateways() / TIMES);
        IngestBenchResult few = new IngestBench(lengths.withGateways(tenth), clock, progress)
                .run(Files.createDirectories(folder.resolve("few")));
        IngestBenchResult many =
                new IngestBench(lengths, clock, progress).run(Files.createDirectories(folder.resolve("many")));
        var result = new Result(
                lengths.gateways(),
                many.cpuMicrosPerMessage(),
                tenth,
                few.cpuMicrosPerMessage(),
                IngestBench.rounded(many.cpuMicrosPerMessage() / few.cpuMicrosPerMessage()),
                many.msgPerSecond(),
                few.msgPerSecond(),
                many.lost() + few.lost());
        return new IngestFigure.Outcome(IngestBenchResult.json(result), result.lost() == 0);
    }
}
