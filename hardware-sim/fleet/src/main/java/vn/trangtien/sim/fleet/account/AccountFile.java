package vn.trangtien.sim.fleet.account;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The account as lines of JSON: a head, a line for each gateway, an end that says how many they were, so that half a file is not
 * taken for a whole one. Written beside and moved into place: whoever dies in between leaves the last whole one.
 *
 * <pre>
 * {"format":"trangtien-fleet-account-1","run":296123456,"gateways":2}
 * {"gateway":"hue/load-0001","spool":"load-296123456","highest":7,"numbers":"1-6","points":18,"sent":{"stored":7},…}
 * {"end":2}
 * </pre>
 */
public final class AccountFile {

    private static final String FORMAT = "trangtien-fleet-account-1";
    private static final JsonMapper JSON = JsonMapper.shared();

    private AccountFile() {}

    /** Returns when the file is on the disk. */
    public static void write(Path file, MessageAccount.Snapshot account) throws IOException {
        var text = new StringBuilder(account.gateways().size() * 160);
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("format", FORMAT);
        head.put("run", account.run());
        head.put("gateways", account.gateways().size());
        text.append(JSON.writeValueAsString(head)).append('\n');
        for (GatewayAccount.Snapshot one : account.gateways()) {
            text.append(JSON.writeValueAsString(line(one))).append('\n');
        }
        text.append("{\"end\":").append(account.gateways().size()).append("}\n");
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads it again.
     *
     * @throws IOException naming the line if it is not such a file, or not a whole one
     */
    public static MessageAccount.Snapshot read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<GatewayAccount.Snapshot> gateways = new ArrayList<>();
        int number = 1;
        try {
            JsonNode head = JSON.readTree(lines.isEmpty() ? "{}" : lines.get(0));
            if (!head.path("format").asString("").equals(FORMAT)) {
                throw new IOException(
                        "%s:1: must begin with the format '%s'; name the file that sim fleet --account wrote"
                                .formatted(file, FORMAT));
            }
            for (String line : lines.subList(1, Math.max(1, lines.size() - 1))) {
                number++;
                gateways.add(gateway(JSON.readTree(line)));
            }
            number++;
            int told = lines.size() < 2
                    ? -1
                    : JSON.readTree(lines.get(lines.size() - 1)).path("end").asInt(-1);
            if (told != gateways.size()) {
                throw new IOException(
                        "%s:%d: must end with the number of gateways, %d, but says %d; the file was cut off"
                                .formatted(file, number, gateways.size(), told));
            }
            return new MessageAccount.Snapshot(head.path("run").asLong(), gateways);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException("%s:%d: %s".formatted(file, number, e.getMessage()), e);
        }
    }

    private static Map<String, Object> line(GatewayAccount.Snapshot one) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("gateway", one.gateway());
        line.put("spool", one.spool());
        line.put("highest", one.highest());
        line.put("numbers", one.numbers());
        line.put("points", one.points());
        line.put("sent", counts(one.sent()));
        line.put("acknowledged", counts(one.acknowledged()));
        return line;
    }

    private static Map<String, Long> counts(Map<Expectation, Long> byExpectation) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Expectation what : Expectation.values()) {
            Long count = byExpectation.get(what);
            if (count != null) {
                counts.put(what.name().toLowerCase(Locale.ROOT), count);
            }
        }
        return counts;
    }

    private static GatewayAccount.Snapshot gateway(JsonNode line) {
        String numbers = line.path("numbers").asString();
        Ranges.parse(numbers);
        return new GatewayAccount.Snapshot(
                line.path("gateway").asString(),
                line.path("spool").asString(),
                line.path("highest").asLong(),
                numbers,
                line.path("points").asLong(),
                counts(line.path("sent")),
                counts(line.path("acknowledged")));
    }

    private static Map<Expectation, Long> counts(JsonNode line) {
        Map<Expectation, Long> counts = new EnumMap<>(Expectation.class);
        line.properties()
                .forEach(entry -> counts.put(
                        Expectation.valueOf(entry.getKey().toUpperCase(Locale.ROOT)),
                        entry.getValue().asLong()));
        return counts;
    }
}
