package vn.trangtien.gateway.camera;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.gateway.disk.Durable;
import vn.trangtien.gateway.spool.Outbox;
import vn.trangtien.gateway.spool.Priority;
import vn.trangtien.video.ViewAlert;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.Origin;

/**
 * Sends the alerts of all cameras of a gateway, and keeps in a file which of them hold: whoever heard that one began hears that it
 * is over, also if the gateway was killed or its configuration exchanged in between. Thread-safe.
 *
 * <p>The file has one line {@code camera id kind rule object} for each, with names as in a URL. It is written before a beginning and
 * after an end is told, so that after a kill an end may be told twice, but never not at all.
 */
public final class AlertBook {

    private static final Logger LOG = LoggerFactory.getLogger(AlertBook.class);
    private static final int WORDS = 5;
    private static final String NOBODY = "-";

    private final String account;
    private final String gateway;
    private final Path file;
    private final Supplier<Origin> origin;
    private final Outbox outbox;
    private final Map<String, ViewAlert> open;

    /** @param file in which the alerts that hold are kept; what an earlier run left there is taken up */
    public AlertBook(String account, String gateway, Path file, Supplier<Origin> origin, Outbox outbox) {
        this.account = account;
        this.gateway = gateway;
        this.file = file;
        this.origin = origin;
        this.outbox = outbox;
        this.open = read(file);
    }

    synchronized void tell(ViewAlert alert) {
        if (alert.state() == ViewAlert.State.BEGAN) {
            open.put(alert.id(), alert);
            keep();
            send(alert);
        } else {
            send(alert);
            if (open.remove(alert.id()) != null) {
                keep();
            }
        }
    }

    /** Ends what still holds, because nobody who knows better will: the cameras stand still. */
    public synchronized void endAll(Instant at) {
        if (open.isEmpty()) {
            return;
        }
        open.values()
                .forEach(alert -> send(alert.ended(
                        at,
                        "the gateway was stopped or given another configuration; what still holds is told anew",
                        "gateway đã dừng hoặc đổi cấu hình; điều gì còn đúng sẽ được báo lại")));
        open.clear();
        keep();
    }

    private void send(ViewAlert alert) {
        outbox.put(
                Priority.ALARM,
                KuraTopic.alert(account, gateway, alert.camera()),
                new CameraWording(alert.camera(), Optional.empty())
                        .alert(alert, origin.get())
                        .toPayload());
    }

    private void keep() {
        try {
            Durable.write(file, open.values().stream().map(AlertBook::line).collect(Collectors.joining()));
        } catch (IOException e) {
            // A full disk must not silence an alert; after a kill it stays open in the cloud until that gives it up.
            LOG.warn("file={} alerts=not-kept reason=\"{}\"", file, e.toString());
        }
    }

    private static Map<String, ViewAlert> read(Path file) {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream()
                            .map(AlertBook::alert)
                            .flatMap(Optional::stream)
                            .collect(Collectors.toMap(
                                    ViewAlert::id, Function.identity(), (one, same) -> same, LinkedHashMap::new))
                    : new LinkedHashMap<>();
        } catch (IOException e) {
            LOG.warn("file={} alerts=forgotten reason=\"{}\"", file, e.toString());
            return new LinkedHashMap<>();
        }
    }

    private static String line(ViewAlert alert) {
        return List.of(
                        alert.camera(),
                        alert.id(),
                        alert.kind().name(),
                        alert.rule(),
                        alert.object().orElse(NOBODY))
                .stream()
                .map(word -> URLEncoder.encode(word, StandardCharsets.UTF_8))
                .collect(Collectors.joining(" ", "", "\n"));
    }

    private static Optional<ViewAlert> alert(String line) {
        try {
            List<String> words = List.of(line.split(" ", -1)).stream()
                    .map(word -> URLDecoder.decode(word, StandardCharsets.UTF_8))
                    .toList();
            if (words.size() != WORDS) {
                throw new IllegalArgumentException("needs %d words".formatted(WORDS));
            }
            return Optional.of(new ViewAlert(
                    words.get(1),
                    words.get(0),
                    ViewAlert.Kind.valueOf(words.get(2)),
                    ViewAlert.State.BEGAN,
                    words.get(3),
                    words.get(4).equals(NOBODY) ? Optional.empty() : Optional.of(words.get(4)),
                    OptionalDouble.empty(),
                    1,
                    "",
                    "",
                    Instant.EPOCH));
        } catch (IllegalArgumentException e) {
            LOG.warn("alert=forgotten line=\"{}\" reason=\"{}\"", line, e.getMessage());
            return Optional.empty();
        }
    }
}
