package vn.trangtien.box.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
import vn.trangtien.box.home.Port;
import vn.trangtien.box.home.Ports;
import vn.trangtien.box.home.Secrets;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.ExitCode;
import vn.trangtien.gateway.terminal.Messages;
import vn.trangtien.sim.fleet.account.AccountFile;
import vn.trangtien.sim.fleet.account.Expectation;
import vn.trangtien.sim.fleet.account.MessageAccount;
import vn.trangtien.sim.fleet.account.Reconciliation;
import vn.trangtien.sim.fleet.enrol.BulkEnrolment;
import vn.trangtien.sim.fleet.enrol.FleetIdentity;
import vn.trangtien.sim.fleet.enrol.IdentityFile;
import vn.trangtien.sim.fleet.load.LoadFleet;
import vn.trangtien.sim.fleet.load.LoadListener;
import vn.trangtien.sim.fleet.load.LoadMember;
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
    private static final int TLS_PORT = 8883;
    private static final int PLAIN_PORT = 1883;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final PlaceOptions place = new PlaceOptions();

    @Mixin
    private final HabitOptions habits = new HabitOptions();

    @Option(names = "--gateways", paramLabel = "N", description = "Số trạm ảo, 1 đến 5000 / virtual gateways (100)")
    private int gateways = 100;

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
            names = "--broker",
            paramLabel = "URL",
            description = {
                "ssl://máy:cổng (mặc định: của thành phố) hoặc tcp://máy:cổng, không đăng ký.",
                "ssl://host:port (default: the city's), or tcp://host:port, without enrolment."
            })
    private Optional<URI> broker = Optional.empty();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Địa chỉ thu nhận để đăng ký / address of the ingest to enrol at (default: the city's)")
    private Optional<URI> url = Optional.empty();

    @Option(names = "--token-file", paramLabel = "FILE", description = "Tệp có token / file with the service token")
    private Optional<Path> tokenFile = Optional.empty();

    @Option(names = "--jurisdiction", paramLabel = "NAME", description = "Địa bàn / account of the gateways (hue)")
    private String jurisdiction = "hue";

    @Option(names = "--prefix", paramLabel = "NAME", description = "Đầu tên trạm / beginning of their names (load)")
    private String prefix = "load";

    @Option(
            names = "--identities",
            paramLabel = "FILE",
            description = {
                "Giữ khóa và chứng chỉ để dùng lại (mặc định: trong thư mục dữ liệu).",
                "Keeps keys and certificates for the next time (default: in the data directory)."
            })
    private Optional<Path> identities = Optional.empty();

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
                StoreProof store = store().orElseThrow(() -> noCity(place.data()));
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
        URI target = target();
        LoadSettings settings = settings(target, clock);
        List<LoadMember> members = members(err, target);
        try (var fleet = new LoadFleet(members, settings, LoadListener.NONE)) {
            var stopped = new AtomicBoolean();
            try (var stopper = new Stopper(() -> stopped.set(true))) {
                Messages.line(err, new Text("kết nối %d trạm", "%d gateways connect").with(members.size()));
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

    private int end(LoadFleet fleet) throws IOException, InterruptedException {
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
        Optional<StoreProof> store = broker.isPresent() || url.isPresent() ? Optional.empty() : store();
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

    private URI target() throws IOException {
        URI target = broker.isPresent() ? broker.get() : URI.create("ssl://127.0.0.1:" + ports().number(Port.MQTT));
        if (target.getHost() == null || !List.of("ssl", "tcp").contains(String.valueOf(target.getScheme()))) {
            throw new ParameterException(
                    spec.commandLine(), "--broker must be ssl://host:port or tcp://host:port, but was " + target);
        }
        return target;
    }

    private LoadSettings settings(URI target, Clock clock) {
        int usual = target.getScheme().equals("ssl") ? TLS_PORT : PLAIN_PORT;
        try {
            if (gateways < 1 || gateways > 5_000) {
                throw new IllegalArgumentException("--gateways must be 1 to 5000, but was " + gateways);
            }
            return habits.apply(
                    LoadSettings.usual(target.getHost(), target.getPort() < 0 ? usual : target.getPort(), clock));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private List<LoadMember> members(PrintWriter err, URI target)
            throws IOException, EnvironmentProblem, InterruptedException {
        if (target.getScheme().equals("tcp")) {
            List<LoadMember> members = new ArrayList<>();
            for (int i = 1; i <= gateways; i++) {
                members.add(LoadMember.plain(jurisdiction, "%s-%04d".formatted(prefix, i)));
            }
            return members;
        }
        Path file = identities.orElse(place.data().resolve("fleet-" + jurisdiction + "-" + prefix + ".identities"));
        if (Files.exists(file)) {
            List<FleetIdentity> known = IdentityFile.read(file);
            if (known.size() >= gateways) {
                return known.subList(0, gateways).stream().map(LoadMember::of).toList();
            }
        }
        Messages.line(err, new Text("đăng ký %d trạm", "%d gateways enrol").with(gateways));
        String token = token();
        URI office = url.isPresent() ? url.get() : URI.create(ports().url(Port.INGEST));
        List<FleetIdentity> enrolled =
                new BulkEnrolment(office, token).enrol(jurisdiction, prefix, gateways, done -> {});
        try {
            IdentityFile.write(file, enrolled);
        } catch (GeneralSecurityException e) {
            throw new IOException("the identities cannot be written", e);
        }
        return enrolled.stream().map(LoadMember::of).toList();
    }

    private Ports ports() throws IOException {
        return Ports.choose(place.data(), place.base(), place.ports());
    }

    private String token() throws IOException, EnvironmentProblem {
        if (tokenFile.isPresent()) {
            return FleetAccess.read(tokenFile.get())
                    .lines()
                    .findFirst()
                    .orElse("")
                    .strip();
        }
        if (Files.notExists(place.data().resolve("secrets.properties"))) {
            throw noCity(place.data());
        }
        return Secrets.in(place.data()).get("service-token");
    }

    private Optional<StoreProof> store() throws IOException {
        if (Files.notExists(place.data().resolve("secrets.properties"))) {
            return Optional.empty();
        }
        return Optional.of(new StoreProof(
                ports().number(Port.QUESTDB_SQL), Secrets.in(place.data()).get("questdb")));
    }

    private static EnvironmentProblem noCity(Path data) {
        return new EnvironmentProblem(
                new Text("Chưa có thành phố nào trong %s.", "There is no city in %s yet.").with(data),
                new Text(
                        "Chỉ đúng thư mục (--data DIR), hoặc --url, --token-file và --broker.",
                        "Name the right folder (--data DIR), or --url, --token-file and --broker."));
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
