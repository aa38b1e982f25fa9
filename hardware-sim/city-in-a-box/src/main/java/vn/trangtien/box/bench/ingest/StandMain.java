package vn.trangtien.box.bench.ingest;

import java.io.IOException;
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
 * port. Ends in good order when its standard input ends, which it does at the latest with the process that started it.
 */
public final class StandMain {

    static final String INGEST = "ingest";
    static final String KAFKA = "kafka";

    private static final Logger LOG = LoggerFactory.getLogger(StandMain.class);

    private StandMain() {}

    public static void main(String[] arguments) {
        int exitCode = 0;
        try (Closing closing = new Closing()) {
            Runtime.getRuntime().addShutdownHook(new Thread(closing::close, "stand-closing"));
            Path data = Path.of(arguments[1]);
            if (arguments[0].equals(KAFKA)) {
                IngestStand.startKafka(data, ports(arguments), closing);
            } else {
                IngestStand.start(data, ports(arguments), closing);
            }
            awaitEnd();
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

    private static void awaitEnd() throws IOException {
        int read;
        do {
            read = System.in.read();
        } while (read >= 0);
    }
}
