package vn.trangtien.gateway.remote.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.trangtien.gateway.spool.Priority;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.gateway.spool.SpoolCounters;
import vn.trangtien.gateway.spool.SpoolException;
import vn.trangtien.gateway.spool.SpoolLimits;
import vn.trangtien.gateway.spool.SpoolNumbers;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.request.Method;

/**
 * The power goes at every stage of an update. Whatever happens, something whole starts, what was not proven does not stay, no
 * message is lost, and the cloud, which is told, can repeat its order with success.
 */
class UpdateInterruptedTest {

    private static final int BEFORE = 20;
    private static final int AFTER = 5;

    @TempDir
    Path root;

    private Workplace place;
    private PackageSeal seal;

    /** Where the power goes. */
    enum Cut {
        DOWNLOAD("installed"),
        VERIFY("installed"),
        UNPACK("installed"),
        HALF_UNPACKED("installed"),
        ADOPT("installed"),
        SWITCH("installed"),
        HALF_SWITCHED("installed"),
        RESTART("2.0.0"),
        FIRST_START("2.0.0"),
        BEFORE_CONFIRM("2.0.0"),
        CRASH_LOOP("installed");

        private final String startsAfterwards;

        Cut(String startsAfterwards) {
            this.startsAfterwards = startsAfterwards;
        }
    }

    /** No code of the update runs after this, not even what handles exceptions. */
    private static final class PowerCut extends Error {
        private static final long serialVersionUID = 1L;
    }

    @BeforeEach
    void offered() throws Exception {
        place = new Workplace(root);
        byte[] zip = place.zip("2.0.0");
        place.offer(zip);
        seal = place.seal("2.0.0", zip);
    }

    @AfterEach
    void close() {
        place.close();
    }

    @ParameterizedTest(name = "power cut at {0}")
    @EnumSource(Cut.class)
    void nothingIsLostAndTheUpdateSucceedsInTheEnd(Cut cut) throws Exception {
        append(BEFORE);

        updateUntil(cut);

        assertThat(place.launch("run")).isEqualTo(cut.startsAfterwards);
        append(AFTER);
        afterTheRestart().tellOutcome();
        boolean onTrial = place.folder().current().filter(CurrentRelease::trial).isPresent();
        boolean told = place.told("download", "dp.download.status").contains("FAILED")
                || place.told("install", "dp.install.status").contains("FAILED");
        assertThat(told || onTrial)
                .as("the cloud is told, or the trial goes on")
                .isTrue();

        if (!onTrial) {
            afterTheRestart().carryOut(order());
            assertThat(place.launch("run")).isEqualTo("2.0.0");
        }
        deliverEverythingOn(Trial.begin(place.folder(), Duration.ofMinutes(5), () -> 0, this::delivered)
                .orElseThrow());
        afterTheRestart().tellOutcome();
        assertThat(place.told("install", "dp.install.status")).endsWith("COMPLETED");
        for (int start = 0; start < 3; start++) {
            assertThat(place.launch("run")).isEqualTo("2.0.0");
        }
    }

    private void updateUntil(Cut cut) throws Exception {
        switch (cut) {
            case DOWNLOAD -> {
                var notes = new AtomicInteger();
                cutPower(deployment(step -> {}, () -> {
                    if (notes.incrementAndGet() == 2) {
                        throw new PowerCut();
                    }
                }));
            }
            case VERIFY, UNPACK, ADOPT, SWITCH, RESTART -> cutPower(at(Installer.Step.valueOf(cut.name())));
            case HALF_UNPACKED -> {
                cutPower(at(Installer.Step.ADOPT));
                Path unpacking = place.data.resolve("releases/unpacking");
                Files.delete(unpacking.resolve(ReleaseManifest.SUMS));
                Files.writeString(unpacking.resolve("lib/gateway.jar"), "ha");
            }
            case HALF_SWITCHED -> {
                cutPower(at(Installer.Step.SWITCH));
                Files.writeString(place.data.resolve("releases/current.new"), "version=2.0.0\nsta");
            }
            case FIRST_START -> {
                cutPower(at(Installer.Step.RESTART));
                place.launch("run");
            }
            case BEFORE_CONFIRM -> {
                cutPower(at(Installer.Step.RESTART));
                place.launch("run");
                Trial trial = Trial.begin(place.folder(), Duration.ofMinutes(5), () -> 0, () -> 0)
                        .orElseThrow();
                assertThat(trial.look()).isEqualTo(Trial.Verdict.PENDING);
            }
            case CRASH_LOOP -> {
                cutPower(at(Installer.Step.RESTART));
                assertThat(place.launch("run")).isEqualTo("2.0.0");
                assertThat(place.launch("run")).isEqualTo("2.0.0");
            }
        }
    }

    private void cutPower(Deployment update) {
        assertThatThrownBy(() -> update.carryOut(order())).isInstanceOf(PowerCut.class);
    }

    private Deployment at(Installer.Step cut) {
        return deployment(
                step -> {
                    if (step == cut) {
                        throw new PowerCut();
                    }
                },
                () -> {});
    }

    private Deployment afterTheRestart() {
        return deployment(step -> {}, () -> {});
    }

    private Deployment deployment(Installer.Steps steps, Runnable onNote) {
        return new Deployment(
                place.folder(),
                place.installer(steps),
                Optional.empty(),
                note -> {
                    place.notes.add(note);
                    onNote.run();
                },
                () -> {},
                new Workplace.Unhurried());
    }

    private DeployOrder order() throws DeployException {
        return DeployOrder.read(place.request(
                Method.EXEC,
                "download",
                place.order(seal)
                        .metric("dp.download.notify.block.size", 20_000)
                        .build()));
    }

    private Spool spool() throws SpoolException {
        return Spool.open(
                place.data.resolve("spool.db"), new SpoolLimits(10 << 20, Duration.ofDays(1)), true, Clock.systemUTC());
    }

    private void append(int messages) throws SpoolException {
        try (Spool spool = spool()) {
            for (int i = 0; i < messages; i++) {
                spool.append(
                        Priority.TELEMETRY,
                        new KuraTopic.Data(Workplace.ACCOUNT, Workplace.GATEWAY, "W1", "A1/air"),
                        KuraPayload.builder().metric("temperature", 20.0 + i).build());
            }
        }
    }

    private long delivered() {
        try (Spool spool = spool()) {
            return spool.counters().delivered();
        } catch (SpoolException e) {
            throw new AssertionError(e);
        }
    }

    private void deliverEverythingOn(Trial trial) throws SpoolException, IOException {
        try (Spool spool = spool()) {
            List<Long> all = SpoolNumbers.next(spool, 1_000);
            assertThat(all).as("every message is still there").hasSize(BEFORE + AFTER);
            spool.delivered(all);
            SpoolCounters counters = spool.counters();
            assertThat(counters.appended())
                    .isEqualTo(BEFORE + AFTER)
                    .isEqualTo(counters.delivered() + counters.evicted() + counters.rejected() + counters.depth());
        }
        assertThat(trial.look()).isEqualTo(Trial.Verdict.CONFIRMED);
    }
}
