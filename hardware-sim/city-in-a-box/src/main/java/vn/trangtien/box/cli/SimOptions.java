package vn.trangtien.box.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.trangtien.box.sim.RunOptions;
import vn.trangtien.box.sim.RunReport;
import vn.trangtien.box.sim.ScenarioRun;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.trace.TraceWriter;
import vn.trangtien.gateway.config.InvalidConfigException;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.sim.scenario.Scenario;
import vn.trangtien.sim.scenario.ScenarioException;

/** What running and recording a scenario have in common. */
final class SimOptions {

    private static final long SHOWN_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

    @Parameters(paramLabel = "SCENARIO", description = "tên có sẵn hoặc đường dẫn / a shipped name or a path")
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Spans.class,
            description = "Thời gian ảo, ví dụ 24h / virtual time, for example 24h")
    private Optional<Duration> length = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Hạt ngẫu nhiên / seed of everything random")
    private Optional<Long> seed = Optional.empty();

    RunReport run(
            PrintWriter terminal,
            double speed,
            Optional<String> device,
            Function<Scenario, Optional<TraceWriter>> trace,
            Consumer<String> rows)
            throws EnvironmentProblem, ScenarioException, InvalidConfigException, InterruptedException {
        Scenario scenario = SimCommand.scenario(name);
        Duration virtual = length.orElse(scenario.length());
        var progress = new ProgressLine(terminal, virtual);
        var options = new RunOptions(
                virtual, seed.orElse(scenario.seed()), speed, device, trace.apply(scenario), rows, progress::show);
        RunReport report = ScenarioRun.run(scenario, DriverCatalog.installed(), options);
        progress.end();
        return report;
    }

    /** How far a long run is, on one line of a terminal that is written over. */
    private static final class ProgressLine {

        private final PrintWriter terminal;
        private final Duration all;
        private final boolean isTerminal = System.console() != null;
        private long next = System.nanoTime() + SHOWN_EVERY_NANOS;
        private boolean shown;

        ProgressLine(PrintWriter terminal, Duration all) {
            this.terminal = terminal;
            this.all = all;
        }

        void show(Duration done) {
            long now = System.nanoTime();
            if (isTerminal && now - next >= 0) {
                next = now + SHOWN_EVERY_NANOS;
                shown = true;
                terminal.printf(
                        "\r%3d %%  %d:%02d h",
                        100 * done.toMillis() / all.toMillis(), done.toHours(), done.toMinutesPart());
                terminal.flush();
            }
        }

        void end() {
            if (shown) {
                terminal.print("\r                    \r");
                terminal.flush();
            }
        }
    }
}
