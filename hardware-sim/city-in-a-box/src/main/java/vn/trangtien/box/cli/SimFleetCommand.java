package vn.trangtien.box.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.box.bench.ingest.StoreProof;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;
import vn.trangtien.sim.fleet.account.AccountFile;
import vn.trangtien.sim.fleet.account.Expectation;
import vn.trangtien.sim.fleet.account.MessageAccount;
import vn.trangtien.sim.fleet.account.Reconciliation;
import vn.trangtien.sim.fleet.load.LoadFleet;
import vn.trangtien.sim.fleet.load.LoadListener;
import vn.trangtien.sim.fleet.load.LoadSettings;

/** {@code city sim fleet}: thousands of gateways that do not exist, against a city or any broker. */
@Command(
        name = "fleet",
        mixinStandardHelpOptions = true,
        description = {
            "Cho nhiều trạm ảo gửi dữ liệu đến thành phố ở --data (TLS, có đăng ký), hoặc đến bất kỳ broker nào; ghi lại những gì đã được xác nhận và đối chiếu với kho.",
            "Lets many virtual gateways send to the city in --data (TLS, enrolled), or to any broker; keeps an account of what was acknowledged and compares it with the store."
        },
        exitCodeListHeading = "%nMã thoát / exit codes:%n",
        exitCodeList = {
            "0:xong, không mất gì / done, nothing is lost",
            "1:có tin đã được xác nhận mà không có trong kho / an acknowledged message is not in the store",
            "2:dòng lệnh sai / the command line is wrong",
            "3:không kết nối hay không ghi được tệp / no connection, or a file cannot be written"
        })
final class SimFleetCommand implements Callable<Integer> {

    private static final Duration CONNECT_PATIENCE = Duration.ofMinutes(5);
    private static final Duration REST_PATIENCE = Duration.ofMinutes(2);
    private static final Duration STORE_PATIENCE = Duration.ofMinutes(2);
    private static final long SAVED_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final FleetMembers members = new FleetMembers();

    @Mixin
    private final HabitOptions habits = new HabitOptions();

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Tin mỗi giây của cả đội / messages a second in all (100)")
    private double rate = 100;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Spans.class,
            description = "Bao lâu, ví dụ 60s / how long, for example 60s (60s)")
    private Duration length = Duration.ofSeconds(60);

    @Option(
            names = "--account",
            paramLabel = "FILE",
            description = {
                "Ghi sổ các tin đã được xác nhận, mỗi 5 giây và khi kết thúc.",
                "Writes the account of acknowledged messages, every five seconds and at the end."
            })
    private Optional<Path> accountFile = Optional.empty();

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            description = {
                "Không gửi gì: chỉ đối chiếu một sổ đã ghi với kho của thành phố.",
                "Sends nothing: compares an account that was written with the city's store."
            })
    private Optional<Path> compare = Optional.empty();

    @Option(names = "--json", description = "Kết quả là một dòng JSON / the result is one line of JSON")
    private boolean json;

    @Override
    public Integer call() throws EnvironmentProblem, InterruptedException {
        try {
            if (compare.isPresent()) {
                MessageAccount.Snapshot account = AccountFile.read(compare.get());
                StoreProof store = members.theStore();
                return finish(
                        Map.of("run", account.run()),
                        Optional.of(Reconciliation.of(account, store.stored(account.run()))));
            }
            return run();
        } catch (IOException e) {
            throw new EnvironmentProblem(
                    new Text("Không chạy được: %s", "It cannot run: %s").with(String.valueOf(e.getMessage())),
                    new Text(
                            "Kiểm tra --broker, --url, và thành phố có đang chạy không: ./city up.",
                            "Check --broker, --url, and whether the city is running: ./city up."),
                    e);
        }
    }

    private int run() throws IOException, EnvironmentProblem, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Clock clock = Clock.systemUTC();
        LoadSettings settings = settings(clock);
        try (var fleet = new LoadFleet(members.enrolled(err), settings, LoadListener.NONE)) {
            var stopped = new AtomicBoolean();
            try (var stopper = new Stopper(() -> stopped.set(true))) {
                Messages.line(err, new Text("kết nối %d trạm", "%d gateways connect").with(fleet.size()));
                fleet.connect();
                await(stopped, CONNECT_PATIENCE, () -> fleet.status().connected() == fleet.size());
                if (fleet.status().connected() == 0) {
                    throw new IOException("no gateway gets a line: "
                            + fleet.status().trouble().orElse("no answer"));
                }
                send(fleet, err, stopped);
            }
            return end(fleet);
        }
    }

    private void send(LoadFleet fleet, PrintWriter err, AtomicBoolean stopped)
            throws IOException, InterruptedException {
        var line = new FleetProgress(err, length);
        long begin = System.nanoTime();
        long saved = begin;
        boolean stormy = habits.storm().isPresent();
        fleet.send(rate);
        while (!stopped.get() && System.nanoTime() - begin < length.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(100);
            line.show(fleet);
            if (stormy && System.nanoTime() - begin > length.toNanos() / 2) {
                stormy = false;
                habits.storm().ifPresent(storm -> fleet.storm(storm.gateways(), storm.within()));
            }
            if (System.nanoTime() - saved > SAVED_EVERY_NANOS) {
                saved = System.nanoTime();
                save(fleet);
            }
        }
        fleet.send(0);
        await(new AtomicBoolean(), REST_PATIENCE, () -> fleet.status().unacknowledged() == 0);
        line.end();
        save(fleet);
    }

    private void save(LoadFleet fleet) throws IOException {
        if (accountFile.isPresent()) {
            AccountFile.write(accountFile.get(), fleet.account().snapshot());
        }
    }

    private int end(LoadFleet fleet) throws IOException, EnvironmentProblem, InterruptedException {
        MessageAccount.Snapshot account = fleet.account().snapshot();
        LoadFleet.Status status = fleet.status();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("run", account.run());
        told.put("gateways", fleet.size());
        told.put("connections", status.connections());
        told.put("made", account.made());
        told.put("acknowledged", account.promised());
        told.put("points", account.points());
        told.put("births", account.acknowledged(Expectation.ANNOUNCED));
        told.put("duplicatesSent", account.acknowledged(Expectation.DUPLICATE));
        told.put("poisonSent", account.acknowledged(Expectation.REJECTED));
        told.put("unacknowledged", status.unacknowledged());
        told.put("missedTurns", status.waitingTurns());
        told.put("ackP50Millis", fleet.account().delays().percentileMillis(50));
        told.put("ackP99Millis", fleet.account().delays().percentileMillis(99));
        status.trouble().ifPresent(why -> told.put("lastTrouble", why));
        Optional<StoreProof> store = members.store();
        return finish(
                told,
                store.isPresent()
                        ? Optional.of(store.get().reconcile(fleet.account(), STORE_PATIENCE))
                        : Optional.empty());
    }

    private int finish(Map<String, Object> told, Optional<Reconciliation> proof) {
        Map<String, Object> all = new LinkedHashMap<>(told);
        proof.ifPresent(result -> {
            all.put("acknowledged", result.promised());
            all.put("stored", result.stored());
            all.put("lost", result.lost());
            all.put("storedTwice", result.storedTwice());
            all.put("neverSent", result.neverSent());
            all.put("firstLost", result.firstLost());
        });
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonMapper.builder()
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .build()
                    .writeValueAsString(all));
        } else {
            all.forEach((name, value) -> out.printf("%-16s %s%n", name, value));
        }
        out.flush();
        return proof.map(Reconciliation::holds).orElse(true) ? ExitCode.OK : ExitCode.NOT_IN_ORDER;
    }

    private LoadSettings settings(Clock clock) throws IOException {
        try {
            return habits.apply(members.settings(clock));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** What is waited for. */
    @FunctionalInterface
    private interface Condition {
        boolean holds();
    }

    private static void await(AtomicBoolean stopped, Duration patience, Condition condition)
            throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (!stopped.get() && !condition.holds() && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
