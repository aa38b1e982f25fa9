package vn.trangtien.city;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import vn.trangtien.city.ingest.Ingest;
import vn.trangtien.city.ingest.IngestUnavailable;
import vn.trangtien.events.Observation;

/** An ingest that lives in memory: what a test tells it, it tells the screen. */
public final class PlayedIngest implements Ingest {

    private final Map<String, ConcurrentSkipListMap<Instant, Observation>> observations = new ConcurrentHashMap<>();
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final Map<String, Camera> cameras = new ConcurrentHashMap<>();
    private final Map<String, Gateway> gateways = new ConcurrentHashMap<>();
    private volatile long received;
    private volatile boolean away;

    public void tell(Observation observation) {
        observations
                .computeIfAbsent(observation.channel().path(), path -> new ConcurrentSkipListMap<>())
                .put(observation.measuredAt(), observation);
        received++;
    }

    public void tell(Gateway gateway) {
        gateways.put(gateway.path(), gateway);
    }

    /** Keeps a picture and gives its name. */
    public String picture(String account, String gateway, String camera, byte[] jpeg, Instant takenAt) {
        String name = sha256(jpeg);
        objects.put(name, jpeg);
        var told = new Camera(account, gateway, camera, name, takenAt);
        cameras.put(told.path(), told);
        return name;
    }

    /** A camera that has sent no picture. */
    public void camera(String account, String gateway, String camera) {
        var told = new Camera(account, gateway, camera, null, null);
        cameras.put(told.path(), told);
    }

    /** Forgets the cameras of a gateway. */
    public void forget(String account, String gateway) {
        cameras.keySet().removeIf(path -> path.startsWith(account + "/" + gateway + "/"));
    }

    /** Keeps any bytes and gives their name. */
    public String object(byte[] bytes) {
        String name = sha256(bytes);
        objects.put(name, bytes);
        return name;
    }

    public void setAway(boolean away) {
        this.away = away;
    }

    @Override
    public List<Gateway> gateways() throws IngestUnavailable {
        answer();
        return gateways.values().stream()
                .sorted(java.util.Comparator.comparing(Gateway::path))
                .toList();
    }

    @Override
    public List<Camera> cameras() throws IngestUnavailable {
        answer();
        return List.copyOf(cameras.values());
    }

    @Override
    public List<Observation> latest() throws IngestUnavailable {
        answer();
        return observations.values().stream()
                .map(all -> all.lastEntry().getValue())
                .toList();
    }

    @Override
    public Series series(String path, Instant from, Instant to, int buckets) throws IngestUnavailable {
        answer();
        var all = observations.getOrDefault(path, new ConcurrentSkipListMap<>());
        long width = Math.max(1, Duration.between(from, to).toMillis() / buckets);
        var points = new ArrayList<Point>();
        String unit = all.isEmpty() ? "" : all.lastEntry().getValue().unit();
        for (int i = 0; i < buckets; i++) {
            Instant start = from.plusMillis(i * width);
            var stats = all.subMap(start, start.plusMillis(width)).values().stream()
                    .filter(Observation::isUsable)
                    .mapToDouble(o -> java.util.Objects.requireNonNull(o.value()))
                    .summaryStatistics();
            if (stats.getCount() > 0) {
                points.add(new Point(start, stats.getAverage(), stats.getMin(), stats.getMax()));
            }
        }
        return new Series(unit, points);
    }

    @Override
    public List<Growth> growth(String device, Instant from, Instant to) throws IngestUnavailable {
        answer();
        var found = new ArrayList<Growth>();
        observations.forEach((path, all) -> {
            var values = all.subMap(from, to).values().stream()
                    .filter(Observation::isUsable)
                    .mapToDouble(o -> java.util.Objects.requireNonNull(o.value()))
                    .toArray();
            if (path.startsWith(device + "/") && values.length > 0) {
                double last = values[values.length - 1];
                found.add(new Growth(path.substring(device.length() + 1), Math.max(0, last - values[0]), last));
            }
        });
        return found;
    }

    @Override
    public Conservation conservation() throws IngestUnavailable {
        answer();
        long duplicate = received / 50;
        long rejected = received / 400;
        return new Conservation(
                received,
                received - duplicate - rejected - 3,
                duplicate,
                Map.of("unknown-topic", rejected),
                3,
                true,
                0);
    }

    @Override
    public Optional<byte[]> picture(String sha256) throws IngestUnavailable {
        answer();
        return Optional.ofNullable(objects.get(sha256));
    }

    void answer() throws IngestUnavailable {
        if (away) {
            throw new IngestUnavailable("ingest: played as away", new IllegalStateException("away"));
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A small JPEG of a street that changes with the seed. */
    public static byte[] street(int width, int height, int seed) {
        var image = new java.awt.image.BufferedImage(width, height, java.awt.image.BufferedImage.TYPE_INT_RGB);
        var g = image.createGraphics();
        g.setColor(new java.awt.Color(0x6b7f8c));
        g.fillRect(0, 0, width, height);
        g.setColor(new java.awt.Color(0x3a3f44));
        g.fillPolygon(
                new int[] {width / 3, 2 * width / 3, width, 0}, new int[] {height / 4, height / 4, height, height}, 4);
        g.setColor(java.awt.Color.WHITE);
        for (int i = 0; i < 6; i++) {
            g.fillRect(width / 2 - 2 - i, height / 4 + i * height / 8 + 6, 4 + 2 * i, height / 20);
        }
        var random = new java.util.Random(seed);
        for (int i = 0; i < 5; i++) {
            double depth = (random.nextDouble() + seed * 0.05 + i * 0.2) % 1;
            int y = (int) (height / 4 + depth * height * 0.6);
            int size = (int) (14 + depth * 70);
            int x = (int) (width / 2 + (i % 2 == 0 ? -1 : 1) * (20 + depth * width * 0.22)) - size / 2;
            g.setColor(new java.awt.Color(random.nextInt(0xffffff)));
            g.fillRoundRect(x, y, size, size * 2 / 3, 8, 8);
        }
        g.dispose();
        try {
            var out = new ByteArrayOutputStream();
            javax.imageio.ImageIO.write(image, "jpg", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
