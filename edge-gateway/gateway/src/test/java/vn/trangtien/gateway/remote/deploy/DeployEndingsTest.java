package vn.trangtien.gateway.remote.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.trangtien.gateway.remote.RequestFailed;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.request.Method;
import vn.trangtien.wire.request.Request;

/** How an order ends that does not simply succeed: what is told, what is kept, and that the next one can begin. */
class DeployEndingsTest extends DeployFixture {

    private byte[] zip = {};
    private final Workplace.Unhurried halt = new Workplace.Unhurried();

    @BeforeEach
    void gateway() throws Exception {
        place = new Workplace(root);
        zip = place.zip("2.0.0");
        place.offer(zip);
        deploy = place.handler(() -> restarted.set(true), step -> {}, halt);
    }

    @Test
    void aDownloadWithoutInstallationStaysReadyOverStartsAndIsToldNoMore() throws Exception {
        exec("download", order().metric("dp.install", false).build());
        awaitStatus("COMPLETED");
        idle();
        place.notes.clear();

        for (int start = 0; start < 2; start++) {
            DeployHandler later = place.handler(() -> {});
            later.tellOutcome();
            later.close();
        }

        assertThat(place.notes).isEmpty();
        DeployHandler last = place.handler(() -> restarted.set(true));
        last.handle(new Request(
                Workplace.ACCOUNT,
                Workplace.GATEWAY,
                "DEPLOY-V2",
                Method.EXEC,
                java.util.List.of("install"),
                "gw-1~0123456789abcdef",
                "somebody-else",
                install().metric("job.id", 43L).build()));
        await().atMost(PATIENCE).untilTrue(restarted);
        assertThat(place.notes).allSatisfy(note -> {
            assertThat(note.requester()).isEqualTo("somebody-else");
            assertThat(note.payload().int64("job.id")).hasValue(43);
        });
        last.close();
    }

    @Test
    void anInstallationThatThePowerCutIsToldOnceAndCanBeOrderedAgain() throws Exception {
        exec("download", order().metric("dp.install", false).build());
        awaitStatus("COMPLETED");
        idle();
        var cut = new Deployment(
                place.folder(),
                place.installer(step -> {
                    if (step == Installer.Step.UNPACK) {
                        throw new Error("the power goes");
                    }
                }),
                Optional.empty(),
                note -> {},
                () -> {},
                halt);
        DeployOrder ready = cut.ready(Installer.PACKAGE, "2.0.0").orElseThrow();
        assertThatThrownBy(() -> cut.install(ready.with(ready.asker(), 44, true)))
                .isInstanceOf(Error.class);
        place.notes.clear();

        for (int start = 0; start < 2; start++) {
            DeployHandler later = place.handler(() -> {});
            later.tellOutcome();
            later.close();
        }

        assertThat(place.told("install", "dp.install.status")).containsExactly("FAILED");
        assertThat(place.notes.get(0).payload().int64("job.id")).hasValue(44);
        exec("install", install().build());
        await().atMost(PATIENCE).untilTrue(restarted);
    }

    @Test
    void anUnexpectedFailureEndsTheOrderAndTheNextOneSucceeds() throws Exception {
        // Java's client throws what is no IOException for such a port.
        exec(
                "download",
                order().metric("dp.uri", "http://127.0.0.1:70000/p.zip").build());

        awaitStatus("FAILED");
        idle();
        assertThat(get("download").text("dp.download.status")).contains("ALREADY DONE");

        exec("download", order().build());
        await().atMost(PATIENCE).untilTrue(restarted);
    }

    @Test
    void anUnexpectedFailureOfAnInstallationEndsIt() throws Exception {
        deploy.close();
        deploy = place.handler(
                () -> {},
                step -> {
                    if (step == Installer.Step.ADOPT) {
                        throw new IllegalStateException("nobody thought of this");
                    }
                },
                new Workplace.Unhurried());

        exec("download", order().build());

        await().atMost(PATIENCE)
                .until(() -> place.told("install", "dp.install.status").contains("FAILED"));
        idle();
        assertThat(place.told("install", "dp.install.error.message").get(0)).contains("nobody thought of this");
        assertThat(get("install").text("dp.install.status")).contains("IDLE");
    }

    @Test
    void attemptsAreSpreadOverAGrowingTime() throws Exception {
        place.answer(503);

        exec("download", order().build());

        awaitStatus("FAILED");
        assertThat(place.ranges).hasSize(6);
        assertThat(halt.pauses).hasSize(5).allMatch(pause -> pause.toMillis() >= 500 && pause.toMillis() <= 30_000);
        assertThat(halt.pauses).doesNotHaveDuplicates();
    }

    @Test
    void aPauseEndsWhenTheOrderIsCancelled() throws Exception {
        deploy.close();
        var paused = new CountDownLatch(1);
        deploy = place.handler(() -> {}, step -> {}, new Halt() {
            @Override
            void pause(Duration time) throws Halted {
                paused.countDown();
                super.pause(Duration.ofHours(1));
            }
        });
        place.answer(503);
        exec("download", order().build());
        paused.await();

        cancel();

        awaitStatus("CANCELLED");
        idle();
    }

    @Test
    void anOrderThatIsCancelledBeforeItBeginsDoesNotBegin() throws Exception {
        var deployment = new Deployment(
                place.folder(), place.installer(step -> {}), Optional.empty(), place.notes::add, () -> {}, halt);
        DeployOrder order = DeployOrder.read(place.request(Method.EXEC, "download", order().build()));
        deployment.accept();
        deployment.cancel();

        deployment.carryOut(order);

        assertThat(place.told("download", "dp.download.status")).endsWith("CANCELLED");
        assertThat(place.ranges).isEmpty();

        deployment.accept();
        deployment.carryOut(order);
        assertThat(place.told("download", "dp.download.status")).endsWith("COMPLETED");
    }

    @Test
    void aGatewayThatStopsDoesNotSayThatTheCloudCancelled() throws Exception {
        try (var slow = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            exec(
                    "download",
                    order().metric("dp.uri", "http://127.0.0.1:%d/p.zip".formatted(slow.getLocalPort()))
                            .build());
            try (Socket client = slow.accept()) {
                deploy.close();
                client.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\nPK"
                                .formatted(zip.length)
                                .getBytes());
            }
        }
        idle();

        assertThat(place.told("download", "dp.download.status")).containsOnly("IN_PROGRESS");
        DeployHandler later = place.handler(() -> {});
        later.tellOutcome();
        later.close();
        assertThat(place.told("download", "dp.download.status")).endsWith("FAILED");
        assertThat(place.told("download", "dp.download.error.message").get(0)).contains("restarted meanwhile");
    }

    @Test
    void aPasswordInAnAddressIsRefusedAndNotRepeated() throws Exception {
        KuraPayload order =
                order().metric("dp.uri", "https://me:secret@example.org/p.zip").build();

        assertThatThrownBy(() -> exec("download", order))
                .isInstanceOf(RequestFailed.class)
                .hasMessageContaining("dp.download.password")
                .hasMessageNotContaining("secret");
    }

    private KuraPayload.Builder order() throws Exception {
        return place.order(place.seal("2.0.0", zip));
    }

    private static KuraPayload.Builder install() {
        return KuraPayload.builder().metric("dp.name", Installer.PACKAGE).metric("dp.version", "2.0.0");
    }

    private void cancel() throws RequestFailed {
        deploy.handle(
                place.request(Method.DEL, "download", KuraPayload.builder().build()));
    }

    private void awaitStatus(String status) {
        await().atMost(PATIENCE)
                .until(() -> place.told("download", "dp.download.status").contains(status));
    }
}
