package vn.trangtien.box.city;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import vn.trangtien.box.Progress;
import vn.trangtien.box.home.DataDirectory;
import vn.trangtien.box.home.ErrorLedger;
import vn.trangtien.box.home.Logs;
import vn.trangtien.box.home.MemoryUse;
import vn.trangtien.box.home.Port;
import vn.trangtien.box.home.Ports;
import vn.trangtien.box.home.Secrets;
import vn.trangtien.city.CityServices;
import vn.trangtien.drivers.Text;
import vn.trangtien.egov.EgovCore;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.ingest.CloudIngest;

/**
 * A whole city that runs: embedded servers, three services, simulated gateways and a camera.
 *
 * <p>Parts start one after the other – three Spring contexts in one process are faster so than side by side – and everything
 * that was started is in the {@link Closing} that the caller gave, also when the start fails halfway.
 */
public final class City {

    private static final Logger LOG = LoggerFactory.getLogger(City.class);

    private final Path data;
    private final Ports ports;
    private final Infrastructure infrastructure;
    private final IngestClient ingest;
    private final List<People.Invitation> invitations;
    private final SimulatedCity simulated;

    private City(
            Path data,
            Ports ports,
            Infrastructure infrastructure,
            IngestClient ingest,
            List<People.Invitation> invitations,
            SimulatedCity simulated) {
        this.data = data;
        this.ports = ports;
        this.infrastructure = infrastructure;
        this.ingest = ingest;
        this.invitations = invitations;
        this.simulated = simulated;
    }

    /**
     * Starts everything.
     *
     * @param closing gets each part as soon as it runs
     * @throws EnvironmentProblem if something on this machine stands in the way
     */
    public static City start(CityOptions options, Closing closing, Progress progress) throws Exception {
        SimulatedCity.checkCamera(options);
        DataDirectory home = closing.add("data-directory", DataDirectory.open(options.data()));
        Logs.to(home.folder("logs"));
        ErrorLedger.clear();
        Ports ports = Ports.choose(home.root(), options.portBase(), options.ports());
        Secrets secrets = Secrets.in(home.root());
        Infrastructure.stopOrphans(home);
        ports.claim(home);

        FutureTask<Street> street = street(options, home, closing);
        Infrastructure infrastructure = Infrastructure.start(home, ports, secrets, closing, progress);
        String token = secrets.get("service-token");
        var services = new Services(infrastructure, ports, token);
        ConfigurableApplicationContext egov = closing.add("egov", services.egov(EgovCore.application()));
        progress.say(new Text("Chính quyền điện tử sẵn sàng", "E-government is ready"));
        closing.add(
                "ingest",
                services.ingest(
                        CloudIngest.application(),
                        home.folder("ingest"),
                        secrets.get("questdb"),
                        secrets.get("city-ca")));
        progress.say(new Text("Thu nhận dữ liệu và MQTT sẵn sàng", "Ingest and MQTT are ready"));
        closing.add("city", services.city(CityServices.application(), options.speed()));
        progress.say(new Text("Màn hình điều hành sẵn sàng", "The operations screen is ready"));

        var ingest = new IngestClient(ports.url(Port.INGEST), token);
        SimulatedCity simulated = SimulatedCity.start(options, home, ports, street.get(), ingest, closing);
        progress.say(new Text("Ba gateway và camera đang gửi", "Three gateways and a camera are sending"));
        LOG.info("city=ready ports={}", ports);
        return new City(home.root(), ports, infrastructure, ingest, People.invite(egov), simulated);
    }

    /** The street is drawn at the first start, which takes a while; it needs nothing of what starts meanwhile. */
    private static FutureTask<Street> street(CityOptions options, DataDirectory home, Closing closing) {
        var street =
                new FutureTask<>(() -> closing.add("camera", Street.open(options.camera(), home.folder("camera"))));
        var artist = new Thread(street, "street");
        artist.setDaemon(true);
        artist.start();
        return street;
    }

    /** Where everything is kept that outlives the run. */
    public Path data() {
        return data;
    }

    /** Base address of one of the three services. */
    public String url(Port port) {
        return ports.url(port);
    }

    /** The number of a port. */
    public int port(Port port) {
        return ports.number(port);
    }

    /** Who may sign in, with a code each that works once. */
    public List<People.Invitation> invitations() {
        return invitations;
    }

    /** The code of one person. */
    public String code(People person) {
        return invitations.stream()
                .filter(invitation -> invitation.person() == person)
                .map(People.Invitation::code)
                .findFirst()
                .orElseThrow();
    }

    public IngestClient ingest() {
        return ingest;
    }

    public String kafka() {
        return infrastructure.kafka().bootstrapServers();
    }

    /** The gateways and the camera. */
    public SimulatedCity simulated() {
        return simulated;
    }

    /** Memory of everything, in MiB. */
    public long rssMib() throws IOException {
        return MemoryUse.mib(infrastructure.postmaster());
    }
}
