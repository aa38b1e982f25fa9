package vn.trangtien.box.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class LeftBehindTest {

    @Test
    void aFileThatStaysOpenIsNamed(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("river.csv"), "1");
        LeftBehind before = LeftBehind.now();

        try (InputStream ignored = Files.newInputStream(file)) {
            assertThat(LeftBehind.since(before).descriptors())
                    .anyMatch(descriptor -> descriptor.endsWith(" " + file.toAbsolutePath()));
        }

        assertThat(LeftBehind.since(before).descriptors()).noneMatch(descriptor -> descriptor.endsWith("river.csv"));
    }

    @Test
    void aThreadThatGoesOnIsFoundAndOneThatEndsSoonIsNot() throws Exception {
        var end = new CountDownLatch(1);
        LeftBehind before = LeftBehind.now();
        var goesOn = new Thread(() -> awaitQuietly(end, 60_000));
        var endsSoon = new Thread(() -> awaitQuietly(end, 300));
        goesOn.start();
        endsSoon.start();

        assertThat(LeftBehind.since(before).threads()).contains(goesOn.getId()).doesNotContain(endsSoon.getId());

        end.countDown();
        goesOn.join();
        assertThat(LeftBehind.since(before).threads()).doesNotContain(goesOn.getId());
    }

    /** A client of another part of the process that tries to connect again and again has a socket open at most moments. */
    @Test
    void whatOthersOpenAndCloseMeanwhileIsNoLeak() throws Exception {
        LeftBehind before = LeftBehind.now();
        var stop = new AtomicBoolean();
        var opened = new CountDownLatch(3);
        var others = new Thread(() -> openAndClose(stop, opened));
        others.start();
        opened.await();

        LeftBehind left = LeftBehind.since(before);

        stop.set(true);
        others.join();
        assertThat(left.threads()).contains(others.getId());
        assertThat(left.descriptors()).noneMatch(descriptor -> descriptor.contains("socket:"));
    }

    private static void openAndClose(AtomicBoolean stop, CountDownLatch opened) {
        while (!stop.get()) {
            try (var ignored = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                opened.countDown();
                Awaitility.await().pollDelay(20, TimeUnit.MILLISECONDS).until(() -> true);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private static void awaitQuietly(CountDownLatch end, long millis) {
        try {
            end.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
