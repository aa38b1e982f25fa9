package vn.trangtien.ingest.timeseries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.trangtien.ingest.timeseries.SeriesStand.point;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.ingest.support.InfluxDaemon;
import vn.trangtien.ingest.timeseries.TimeSeriesStore.StoreUnavailable;

/** A server that hangs, dies or has no room left is unavailable, so that the batch is tried again; it never refuses the points. */
class InfluxOutageIT {

    private static final ChannelRef LEVEL = new ChannelRef("hue", "g", "river", "level");

    @TempDir
    private Path folder;

    private Path disk;
    private InfluxDaemon daemon;
    private SeriesStand stand;

    @BeforeEach
    void startOnASmallDisk() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name"))
                        && run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString()) == 0,
                "a disk of 24 MB can be made by root only");
        daemon = InfluxDaemon.start(disk);
        stand = new SeriesStand(new InfluxServer(Influx1IT.wire(daemon.url(), Duration.ofSeconds(1))));
    }

    @AfterEach
    void stop() throws Exception {
        if (stand != null) {
            stand.close();
        }
        if (daemon != null) {
            daemon.close();
        }
        run("umount", disk.toString());
    }

    @Test
    void aServerThatHangsDiesOrIsFullIsUnavailableUntilItIsBack() throws Exception {
        Instant at = stand.now().minusSeconds(600);
        stand.book(point(LEVEL, 1, at));

        daemon.freeze();
        assertUnavailable(at);
        daemon.thaw();
        stand.book(point(LEVEL, 2, at.plusSeconds(1)));

        daemon.kill();
        assertUnavailable(at);
        daemon.start();
        stand.book(point(LEVEL, 3, at.plusSeconds(2)));

        fill();
        List<Point> many = many(at.minusSeconds(3600));
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 50; i++) {
                        stand.store.write(many);
                    }
                })
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("no space left");
        Files.delete(disk.resolve("filler"));
        daemon.kill();
        daemon.start();
        stand.book(many);

        assertThat(stand.values(LEVEL, new Span(at, stand.now()))).containsExactly(1.0, 2.0, 3.0);
        assertThat(stand.server
                        .bins(
                                LEVEL,
                                Tier.RAW,
                                new Span(at.minusSeconds(3600), at.minusSeconds(1)),
                                new Grid(Duration.ofDays(365).toSeconds() * 1_000_000, 0))
                        .get(0)
                        .count())
                .isEqualTo(many.size());
    }

    private void assertUnavailable(Instant at) {
        assertThatThrownBy(() -> stand.store.write(List.of(point(LEVEL, 9, at.minusSeconds(1)))))
                .isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> stand.store.series(LEVEL, at, at.plusSeconds(10), 10))
                .isInstanceOf(StoreUnavailable.class);
    }

    private void fill() throws IOException {
        byte[] noise = new byte[64 * 1024];
        new Random(1).nextBytes(noise);
        try (OutputStream out = Files.newOutputStream(disk.resolve("filler"))) {
            while (true) {
                out.write(noise);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    private static List<Point> many(Instant from) {
        var random = new Random(2);
        var points = new ArrayList<Point>();
        for (int i = 0; i < 5_000; i++) {
            points.add(point(LEVEL, random.nextDouble(), from.plusMillis(i * 100L)));
        }
        return points;
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
