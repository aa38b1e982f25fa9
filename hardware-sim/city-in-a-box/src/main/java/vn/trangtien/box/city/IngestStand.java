package vn.trangtien.box.city;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import vn.trangtien.box.Progress;
import vn.trangtien.box.embedded.EmbeddedKafka;
import vn.trangtien.box.home.DataDirectory;
import vn.trangtien.box.home.ErrorLedger;
import vn.trangtien.box.home.Logs;
import vn.trangtien.box.home.Port;
import vn.trangtien.box.home.Ports;
import vn.trangtien.box.home.Secrets;
import vn.trangtien.ingest.CloudIngest;

/**
 * The ingest and the three servers that it stands on, without the rest of the city, started as the city starts them: what a load
 * is measured against.
 */
public final class IngestStand {

    private IngestStand() {}

    /**
     * Starts everything in this process; PostgreSQL has processes of its own.
     *
     * @param data as a city's data directory; secrets and ports are kept there
     * @param numbers a port for each use
     * @param closing gets each part as soon as it runs
     */
    public static void start(Path data, Map<Port, Integer> numbers, Closing closing) throws Exception {
        DataDirectory home = closing.add("data-directory", DataDirectory.open(data));
        Logs.to(home.folder("logs"));
        ErrorLedger.clear();
        Ports ports = Ports.choose(home.root(), Optional.empty(), numbers);
        Secrets secrets = Secrets.in(home.root());
        Infrastructure.stopOrphans(home);
        ports.claim(home);
        Infrastructure infrastructure = Infrastructure.start(home, ports, secrets, closing, Progress.SILENT);
        closing.add(
                "ingest",
                new Services(infrastructure, ports, secrets.get("service-token"))
                        .ingest(
                                CloudIngest.application(),
                                home.folder("ingest"),
                                secrets.get("questdb"),
                                secrets.get("city-ca")));
    }

    /** Kafka alone, for what others build around it. */
    public static void startKafka(Path data, Map<Port, Integer> numbers, Closing closing) throws Exception {
        DataDirectory home = closing.add("data-directory", DataDirectory.open(data));
        Logs.to(home.folder("logs"));
        Ports ports = Ports.choose(home.root(), Optional.empty(), numbers);
        ports.claim(home);
        closing.add(
                "kafka",
                EmbeddedKafka.start(
                        home.folder("kafka"), ports.number(Port.KAFKA), ports.number(Port.KAFKA_CONTROLLER)));
    }
}
