package vn.trangtien.box.bench.ingest;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.box.city.Closing;
import vn.trangtien.box.city.IngestStand;
import vn.trangtien.box.home.Port;

/**
 * The process that is measured. Arguments: {@code ingest} or {@code kafka}, the data directory, and {@code PORT=number} for each
 * port. Ends in good order when its standard input ends, which it does at the latest with the process that started it. Until then
 * {@code stop SERVER} and {@code start SERVER}, a line each, do so with one of the ingest's servers.
 */
public final class StandMain {

    static final String INGEST = "ingest";
    static final String KAFKA = "kafka";
    static final String STOP = "stop ";
    static final String START = "start ";

    private static final Logger LOG = LoggerFactory.getLogger(StandMain.class);

    private StandMain() {}

    public static void main(String[] arguments) {
        int exitCode = 0;
        try (Closing closing = new Closing()) {
            Runtime.getRuntime().addShutdownHook(new Thread(closing::close, "stand-closing"));
            Path data = Path.of(arguments[1]);
            if (arguments[0].equals(KAFKA)) {
                IngestStand.startKafka(data, ports(arguments), closing);
                obey(line -> {
                    throw new IllegalArgumentException("Kafka alone takes no orders, but was told '" + line + "'");
                });
            } else {
                IngestStand stand = IngestStand.start(data, ports(arguments), closing);
                obey(line -> turn(stand, line));
            }
        } catch (Exception e) { // whatever keeps a server from starting
            LOG.error("stand=failed", e);
            exitCode = 1;
        }
        System.exit(exitCode);
    }

    private static Map<Port, Integer> ports(String[] arguments) {
        Map<Port, Integer> ports = new EnumMap<>(Port.class);
        for (int i = 2; i < arguments.length; i++) {
            int equals = arguments[i].indexOf('=');
            ports.put(
                    Port.valueOf(arguments[i].substring(0, equals)),
                    Integer.parseInt(arguments[i].substring(equals + 1)));
        }
        return ports;
    }

    private interface Order {
        void obey(String line) throws Exception;
    }

    /** Until there will be no more orders. */
    private static void obey(Order order) throws Exception {
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        String line = orders.readLine();
        while (line != null) {
            order.obey(line);
            line = orders.readLine();
        }
    }

    private static void turn(IngestStand stand, String line) throws Exception {
        LOG.info("stand=told order={}", line);
        if (line.startsWith(STOP)) {
            stand.stop(IngestStand.Server.valueOf(line.substring(STOP.length())));
        } else if (line.startsWith(START)) {
            stand.start(IngestStand.Server.valueOf(line.substring(START.length())));
        } else {
            throw new IllegalArgumentException(
                    "an order is '%sSERVER' or '%sSERVER', but was '%s'".formatted(STOP, START, line));
        }
        LOG.info("stand=done order={}", line);
    }
}
