package vn.trangtien.box.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vn.trangtien.box.bench.ingest.StoreProof;
import vn.trangtien.box.home.Port;
import vn.trangtien.box.home.Ports;
import vn.trangtien.box.home.Secrets;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.terminal.Messages;
import vn.trangtien.sim.fleet.enrol.BulkEnrolment;
import vn.trangtien.sim.fleet.enrol.FleetIdentity;
import vn.trangtien.sim.fleet.enrol.IdentityFile;
import vn.trangtien.sim.fleet.load.LoadMember;
import vn.trangtien.sim.fleet.load.LoadSettings;

/** Who the members of a load fleet are, where they send to, and where it can be seen what arrived. */
final class FleetMembers {

    private static final String TLS = "ssl";
    private static final String PLAIN = "tcp";
    private static final int TLS_PORT = 8883;
    private static final int PLAIN_PORT = 1883;
    private static final int MOST = 5_000;

    @Mixin
    private final PlaceOptions place = new PlaceOptions();

    @Option(names = "--gateways", paramLabel = "N", description = "Số trạm ảo, 1 đến 5000 / virtual gateways (100)")
    private int gateways = 100;

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

    /** @throws IllegalArgumentException naming the option that is out of range */
    LoadSettings settings(Clock clock) throws IOException {
        if (gateways < 1 || gateways > MOST) {
            throw new IllegalArgumentException("--gateways must be 1 to %d, but was %d".formatted(MOST, gateways));
        }
        URI target = target();
        int usual = target.getScheme().equals(TLS) ? TLS_PORT : PLAIN_PORT;
        return LoadSettings.usual(target.getHost(), target.getPort() < 0 ? usual : target.getPort(), clock);
    }

    private URI target() throws IOException {
        URI target = broker.isPresent() ? broker.get() : URI.create("ssl://127.0.0.1:" + ports().number(Port.MQTT));
        if (target.getHost() == null || !List.of(TLS, PLAIN).contains(String.valueOf(target.getScheme()))) {
            throw new IllegalArgumentException(
                    "--broker must be ssl://host:port or tcp://host:port, but was " + target);
        }
        return target;
    }

    /** All members; those without a certificate enrol first. */
    List<LoadMember> enrolled(PrintWriter err) throws IOException, EnvironmentProblem, InterruptedException {
        if (target().getScheme().equals(PLAIN)) {
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

    /** The store of the city that the fleet sends to; empty if it sends elsewhere. */
    Optional<StoreProof> store() throws IOException, EnvironmentProblem {
        return broker.isPresent() || url.isPresent() ? Optional.empty() : Optional.of(theStore());
    }

    /** The store of the city in the data directory. */
    StoreProof theStore() throws IOException, EnvironmentProblem {
        if (Files.notExists(place.data().resolve("secrets.properties"))) {
            throw noCity(place.data());
        }
        return new StoreProof(
                ports().number(Port.QUESTDB_SQL), Secrets.in(place.data()).get("questdb"));
    }

    private static EnvironmentProblem noCity(Path data) {
        return new EnvironmentProblem(
                new Text("Chưa có thành phố nào trong %s.", "There is no city in %s yet.").with(data),
                new Text(
                        "Chỉ đúng thư mục (--data DIR), hoặc --url, --token-file và --broker.",
                        "Name the right folder (--data DIR), or --url, --token-file and --broker."));
    }
}
