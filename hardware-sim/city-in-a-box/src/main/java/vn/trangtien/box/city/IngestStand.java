package vn.trangtien.box.city;

import java.nio.file.Path;
import java.util.EnumMap;
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

    /** What the ingest stands on. */
    public enum Server {
        POSTGRES(Port.POSTGRES),
        KAFKA(Port.KAFKA),
        QUESTDB(Port.QUESTDB_HTTP);

        private final Port port;

        Server(Port port) {
            this.port = port;
        }

        /** Where it is reached; nobody listens there while it is stopped. */
        public Port port() {
            return port;
        }
    }

    private final DataDirectory home;
    private final Ports ports;
    private final Secrets secrets;
    private final Map<Server, AutoCloseable> running = new EnumMap<>(Server.class);

    private IngestStand(DataDirectory home, Ports ports, Secrets secrets) {
        this.home = home;
        this.ports = ports;
        this.secrets = secrets;
    }

    /**
     * Starts everything in this process; PostgreSQL has processes of its own.
     *
     * @param data as a city's data directory; secrets and ports are kept there
     * @param numbers a port for each use
     * @param closing gets each part as soon as it runs
     */
    public static IngestStand start(Path data, Map<Port, Integer> numbers, Closing closing) throws Exception {
        DataDirectory home = closing.add("data-directory", DataDirectory.open(data));
        Logs.to(home.folder("logs"));
        ErrorLedger.clear();
        Ports ports = Ports.choose(home.root(), Optional.empty(), numbers);
        Secrets secrets = Secrets.in(home.root());
        Infrastructure.stopOrphans(home);
        ports.claim(home);
        var stand = new IngestStand(home, ports, secrets);
        // Before the servers, and so closed after them: by then only those run that were started again.
        closing.add("servers-started-again", stand::stopAll);
        Infrastructure infrastructure = Infrastructure.start(home, ports, secrets, closing, Progress.SILENT);
        stand.running.put(Server.POSTGRES, infrastructure.database());
        stand.running.put(Server.KAFKA, infrastructure.kafka());
        stand.running.put(Server.QUESTDB, infrastructure.timeSeries());
        closing.add(
                "ingest",
                new Services(infrastructure, ports, secrets.get("service-token"))
                        .ingest(
                                CloudIngest.application(),
                                home.folder("ingest"),
                                secrets.get("questdb"),
                                secrets.get("city-ca")));
        return stand;
    }

    /** Stops one of the servers in good order, under an ingest that goes on. */
    public synchronized void stop(Server server) throws Exception {
        AutoCloseable gone = running.remove(server);
        if (gone != null) {
            gone.close();
        }
    }

    /** Starts it again on its data and port. */
    public synchronized void start(Server server) throws Exception {
        if (running.containsKey(server)) {
            throw new IllegalStateException(server + " runs already; stop it first");
        }
        running.put(
                server,
                switch (server) {
                    case POSTGRES -> Infrastructure.database(home, ports, secrets);
                    case KAFKA -> Infrastructure.kafka(home, ports);
                    case QUESTDB -> Infrastructure.timeSeries(home, ports, secrets);
                });
    }

    private void stopAll() throws Exception {
        for (Server server : Server.values()) {
            stop(server);
        }
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
