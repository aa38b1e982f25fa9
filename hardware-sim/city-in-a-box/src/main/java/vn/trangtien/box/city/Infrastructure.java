package vn.trangtien.box.city;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.box.Progress;
import vn.trangtien.box.embedded.EmbeddedDatabase;
import vn.trangtien.box.embedded.EmbeddedKafka;
import vn.trangtien.box.embedded.EmbeddedTimeSeries;
import vn.trangtien.box.embedded.OrphanPostmaster;
import vn.trangtien.box.home.DataDirectory;
import vn.trangtien.box.home.Port;
import vn.trangtien.box.home.Ports;
import vn.trangtien.box.home.Secrets;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.terminal.EnvironmentProblem;

/**
 * The three embedded servers. PostgreSQL runs in processes of its own, so it starts beside the other two; those share this
 * process and start one after the other.
 *
 * @param database relational data of all services
 * @param kafka the city's events
 * @param timeSeries measured values
 */
record Infrastructure(EmbeddedDatabase database, EmbeddedKafka kafka, EmbeddedTimeSeries timeSeries) {

    private static final Logger LOG = LoggerFactory.getLogger(Infrastructure.class);

    static Infrastructure start(DataDirectory home, Ports ports, Secrets secrets, Closing closing, Progress progress)
            throws Exception {
        var database = new FutureTask<>(() -> database(home, ports, secrets));
        // Registered before anything else and so closed last, whichever of the servers is up first.
        closing.add("postgres", () -> closeIfStarted(database));
        var starter = new Thread(database, "start-postgres");
        starter.start();
        try {
            EmbeddedKafka kafka = part("Kafka", () -> closing.add("kafka", kafka(home, ports)));
            progress.say(new Text("Kafka sẵn sàng", "Kafka is ready"));
            EmbeddedTimeSeries timeSeries =
                    part("QuestDB", () -> closing.add("questdb", timeSeries(home, ports, secrets)));
            progress.say(new Text("QuestDB sẵn sàng", "QuestDB is ready"));
            EmbeddedDatabase ready = part("PostgreSQL", () -> result(database));
            progress.say(new Text("PostgreSQL sẵn sàng", "PostgreSQL is ready"));
            return new Infrastructure(ready, kafka, timeSeries);
        } finally {
            starter.join();
        }
    }

    /** On its folder and port in a city, alone. */
    static EmbeddedDatabase database(DataDirectory home, Ports ports, Secrets secrets) throws Exception {
        return EmbeddedDatabase.start(home.folder("postgres"), ports.number(Port.POSTGRES), secrets.get("postgres"));
    }

    /** Likewise. */
    static EmbeddedKafka kafka(DataDirectory home, Ports ports) throws Exception {
        return EmbeddedKafka.start(home.folder("kafka"), ports.number(Port.KAFKA), ports.number(Port.KAFKA_CONTROLLER));
    }

    /** Likewise. */
    static EmbeddedTimeSeries timeSeries(DataDirectory home, Ports ports, Secrets secrets) throws Exception {
        return EmbeddedTimeSeries.start(
                home.folder("questdb"),
                ports.number(Port.QUESTDB_HTTP),
                ports.number(Port.QUESTDB_SQL),
                secrets.get("questdb"),
                home.folder("logs"));
    }

    /** Before ports are looked at: the server that a killed city left behind still holds one. */
    static void stopOrphans(DataDirectory home) throws IOException {
        OrphanPostmaster.stop(home.folder("postgres").resolve("cluster"));
    }

    private static void closeIfStarted(FutureTask<EmbeddedDatabase> database) throws Exception {
        try {
            database.get().close();
        } catch (ExecutionException neverStarted) {
            LOG.debug("nothing to close", neverStarted);
        }
    }

    private static <T> T result(FutureTask<T> task) throws Exception {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static <T> T part(String name, Callable<T> start) throws EnvironmentProblem, InterruptedException {
        try {
            return start.call();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new EnvironmentProblem(
                    new Text("%s không khởi động được: %s", "%s does not start: %s")
                            .with(name, String.valueOf(e.getMessage())),
                    new Text(
                            "Chạy ./city doctor và xem logs/city.log trong thư mục dữ liệu.",
                            "Run ./city doctor and see logs/city.log in the data directory."),
                    e);
        }
    }

    /** PostgreSQL's first process, for measuring. */
    Optional<ProcessHandle> postmaster() throws IOException {
        return OrphanPostmaster.find(database.cluster());
    }
}
